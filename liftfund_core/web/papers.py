"""Papers for the meeting that staff print: the slips with each household's code, and the tally sheet for a dark day."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

import segno
import segno.helpers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from liftfund_core.commands.badges import COOKIE, badge_holder
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.poll import DISCLAIMER
from liftfund_core.errors import LiftFundError, NotAllowed, NotFound
from liftfund_core.reports.polls import polls
from liftfund_core.reports.read_public import read_public
from liftfund_core.reports.slips import Slip, slips_of
from liftfund_core.reports.venue import phone_base
from liftfund_core.settings import PROJECT, settings
from liftfund_core.store.journal import Journal
from liftfund_core.web.page import page, said
from liftfund_core.words import N_, Words, language

SLIPS, SHEET, WIFI, GUIDE = "/staff/slips", "/staff/tally-sheet", "/staff/wifi", "/staff/venue"
ON_A_PAGE = 8
_ROWS = 18
_SHEET = Template((Path(__file__).parent / "paper.html").read_text("utf-8"))
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def paper_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`GET /staff/slips?building=1` (or `unit=`) for who gives codes out; the other papers for all staff."""
    desk = _Desk(get_journal)
    return [
        Route(SLIPS, desk.slips),
        Route(SHEET, desk.tally_sheet),
        Route(WIFI, desk.wifi),
        Route(GUIDE, desk.guide),
    ]


@dataclass(frozen=True)
class _Desk:
    """Where papers are printed."""

    get_journal: Callable[[], Journal]

    def slips(self, request: Request) -> Response:
        _, unit = Words(language(request.query_params.get("lang"))), request.query_params.get("unit")
        building = unit.partition("-")[0] if unit else request.query_params.get("building", "1")
        try:
            journal = self.get_journal()
            check_may(_signed_in(journal, request), "codes")
            base = phone_base(settings())
            wanted = tuple(slip for slip in slips_of(journal, building) if unit in (None, slip.unit))
            sheets = _slips(_, wanted, base, read_public(journal).estate.name)
        except LiftFundError as refusal:
            return _turned(_, request, refusal)
        return _printed(_, _("{n}号楼住户码", n=building), sheets)

    def tally_sheet(self, request: Request) -> Response:
        _ = Words(language(request.query_params.get("lang")))
        try:
            journal = self.get_journal()
            _signed_in(journal, request)
            estate = read_public(journal).estate.name
            titles = [poll.title for poll in polls(journal)] or [""]
        except LiftFundError as refusal:
            return _turned(_, request, refusal)
        return _printed(_, _("举牌计数表"), "".join(_tally(_, estate, title) for title in titles))

    def wifi(self, request: Request) -> Response:
        _, known = Words(language(request.query_params.get("lang"))), settings()
        try:
            _signed_in(self.get_journal(), request)
            if not known.wifi:
                raise NotFound(N_("还没有设置 Wi-Fi 名称；请设 LIFTFUND_WIFI，重启后再印。"))
        except LiftFundError as refusal:
            return _turned(_, request, refusal)
        return _printed(_, _("Wi-Fi 二维码"), _wifi(_, known.wifi, known.wifi_password))

    def guide(self, request: Request) -> Response:
        _ = Words(language(request.query_params.get("lang")))
        try:
            _signed_in(self.get_journal(), request)
            text = (PROJECT / "docs" / ("venue.zh.md" if _.lang == "zh" else "venue.md")).read_text("utf-8")
        except LiftFundError as refusal:
            return _turned(_, request, refusal)
        return PlainTextResponse(text, headers=_HEADERS)


class _NotSignedIn(LiftFundError):
    """Nobody of the staff is before the screen."""


def _signed_in(journal: Journal, request: Request) -> Actor:
    actor = badge_holder(journal, request.cookies.get(COOKIE))
    if actor is None:
        raise _NotSignedIn(N_("请先登录。"))
    return actor


def _turned(_: Words, request: Request, why: LiftFundError) -> Response:
    """To the door, or one sentence."""
    if isinstance(why, _NotSignedIn):
        return RedirectResponse(f"/staff/sign-in?next={escape(request.url.path)}&lang={_.lang}", 303)
    status = 403 if isinstance(why, NotAllowed) else 409
    return page(_, path=request.url.path, query={}, title=_("打印"), body=said(_, why), status=status)


def _printed(_: Words, title: str, body: str) -> Response:
    text = _SHEET.substitute(
        html_lang="zh-CN" if _.lang == "zh" else "en",
        title=escape(title),
        body=body,
        hint=escape(_("用 A4 纸、100% 大小打印；不要双面。")),
    )
    return HTMLResponse(text, headers=_HEADERS)


def _slips(_: Words, slips: tuple[Slip, ...], base: str, estate: str) -> str:
    cards = [_slip(_, slip, base, estate) for slip in slips]
    pages = [cards[start : start + ON_A_PAGE] for start in range(0, len(cards), ON_A_PAGE)]
    return "".join(f'<section class="slips">{"".join(cards)}</section>' for cards in pages)


def _slip(_: Words, slip: Slip, base: str, estate: str) -> str:
    wifi = settings().wifi
    password = f" · {_('密码：{password}', password=settings().wifi_password)}" if settings().wifi_password else ""
    steps = [_("连接 Wi-Fi：{ssid}", ssid=wifi) + password] if wifi else []
    steps += [_("用相机或微信扫左边的码"), _("或打开 {url}，输入住户码", url=f"{base.partition('://')[2]}/join")]
    note = _("凭码每户一答，结束前可改；请勿转给他人。系统只存这一户的选择，公开页面只有合计，不显示姓名。")
    return (
        f'<article>{_qr(f"{base}/h/{slip.code}")}<div><p class="estate">{escape(estate)}</p>'
        f'<p class="unit">{escape(slip.unit)}</p><p class="code">{escape(slip.spelled)}</p>'
        f"<ol>{''.join(f'<li>{escape(step)}</li>' for step in steps)}</ol></div>"
        f'<p class="small">{escape(note)}</p></article>'
    )


def _wifi(_: Words, name: str, password: str | None) -> str:
    """A poster for the entrance: a camera joins the Wi-Fi by it."""
    told = segno.helpers.make_wifi_data(name, password, "WPA" if password else None)
    secret = f"<p>{escape(_('密码：{password}', password=password))}</p>" if password else ""
    return (
        f'<section class="poster"><h1>{escape(_("连接 Wi-Fi：{ssid}", ssid=name))}</h1>{secret}{_qr(told)}'
        f"<p>{escape(_('用相机或微信扫一扫，先连 Wi-Fi，再扫大屏或纸条上的码。'))}</p></section>"
    )


def _qr(text: str) -> str:
    """The code as a drawing of its own, black on white, with the quiet border that cameras need."""
    code = segno.make(text, error="q", micro=False)
    return code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)


def _tally(_: Words, estate: str, title: str) -> str:
    heads = (_("组"), _("赞成"), _("反对"), _("弃权"), _("计数人"), _("复核人"), _("时间"))
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    rows = ("<tr>" + "<td></td>" * len(heads) + "</tr>") * _ROWS
    total = f"<tr><th>{escape(_('合计'))}</th>" + "<td></td>" * (len(heads) - 1) + "</tr>"
    later = _("停电或断网时用本表计数；恢复后由计票员照表补录，原表交物管会保存。")
    facts = "".join(f"<span>{escape(name)}</span>" for name in (_("到场户数"), _("日期"), _("主持人签名")))
    return (
        f'<section class="tally"><p class="estate">{escape(estate)}</p><h1>{escape(_("举牌计数表"))}</h1>'
        f'<p class="matter"><b>{escape(_("议题"))}</b> {escape(title)}</p><p class="facts">{facts}</p>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}{total}</tbody></table>"
        f'<p class="small">{escape(_(DISCLAIMER))}</p>'
        f'<p class="small">{escape(later)}</p></section>'
    )
