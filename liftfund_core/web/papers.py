"""Papers for the meeting that staff print: the slips with each household's code, and the tally sheet for a dark day."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import segno.helpers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from liftfund_core.commands.roles import check_may
from liftfund_core.domain.poll import DISCLAIMER
from liftfund_core.errors import LiftFundError, NotFound
from liftfund_core.reports.polls import polls
from liftfund_core.reports.read_public import read_public
from liftfund_core.reports.slips import Slip, slips_of
from liftfund_core.reports.venue import phone_base
from liftfund_core.settings import PROJECT, settings
from liftfund_core.store.journal import Journal
from liftfund_core.web.printing import HEADERS, printed, qr, signed_in, turned
from liftfund_core.words import N_, Words, language

SLIPS, SHEET, WIFI, GUIDE = "/staff/slips", "/staff/tally-sheet", "/staff/wifi", "/staff/venue"
ON_A_PAGE = 8
_ROWS = 18


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
            check_may(signed_in(journal, request), "codes")
            base = phone_base(settings())
            wanted = tuple(slip for slip in slips_of(journal, building) if unit in (None, slip.unit))
            sheets = _slips(_, wanted, base, read_public(journal).estate.name)
        except LiftFundError as refusal:
            return turned(_, request, refusal)
        return printed(_, _("{n}号楼住户码", n=building), sheets)

    def tally_sheet(self, request: Request) -> Response:
        _ = Words(language(request.query_params.get("lang")))
        try:
            journal = self.get_journal()
            signed_in(journal, request)
            estate = read_public(journal).estate.name
            titles = [poll.title for poll in polls(journal)] or [""]
        except LiftFundError as refusal:
            return turned(_, request, refusal)
        return printed(_, _("举牌计数表"), "".join(_tally(_, estate, title) for title in titles))

    def wifi(self, request: Request) -> Response:
        _, known = Words(language(request.query_params.get("lang"))), settings()
        try:
            signed_in(self.get_journal(), request)
            if not known.wifi:
                raise NotFound(N_("还没有设置 Wi-Fi 名称；请设 LIFTFUND_WIFI，重启后再印。"))
        except LiftFundError as refusal:
            return turned(_, request, refusal)
        return printed(_, _("Wi-Fi 二维码"), _wifi(_, known.wifi, known.wifi_password))

    def guide(self, request: Request) -> Response:
        _ = Words(language(request.query_params.get("lang")))
        try:
            signed_in(self.get_journal(), request)
            text = (PROJECT / "docs" / ("venue.zh.md" if _.lang == "zh" else "venue.md")).read_text("utf-8")
        except LiftFundError as refusal:
            return turned(_, request, refusal)
        return PlainTextResponse(text, headers=HEADERS)


def _slips(_: Words, slips: tuple[Slip, ...], base: str, estate: str) -> str:
    cards = [_slip(_, slip, base, estate) for slip in slips]
    pages = [cards[start : start + ON_A_PAGE] for start in range(0, len(cards), ON_A_PAGE)]
    return "".join(f'<section class="slips">{"".join(cards)}</section>' for cards in pages)


def _slip(_: Words, slip: Slip, base: str, estate: str) -> str:
    """A slip: on the left the code that answers, on the right, under another head, the one that only reads."""
    wifi = settings().wifi
    password = f" · {_('密码：{password}', password=settings().wifi_password)}" if settings().wifi_password else ""
    steps = [_("连接 Wi-Fi：{ssid}", ssid=wifi) + password] if wifi else []
    steps.append(_("用相机或微信扫码，或打开 {url} 输入住户码", url=f"{base.partition('://')[2]}/join"))
    note = _(
        "凭住户码每户一答，结束前可改；查账码只能看本户账目，不能作答。都请勿转给他人；公开页面只有合计，不显示姓名。"
    )
    return (
        f'<article><p class="unit">{escape(slip.unit)}</p><p class="estate">{escape(estate)}</p>'
        + _code("answers", _("答征询"), _("住户码"), slip.spelled, f"{base}/h/{slip.code}")
        + _code("reads", _("只查账"), _("查账码"), slip.account_spelled, f"{base}/r/{slip.account_code}")
        + f'<p class="steps">{escape(" · ".join(steps))}</p><p class="small">{escape(note)}</p></article>'
    )


def _code(kind: str, use: str, name: str, spelled: str, address: str) -> str:
    return (
        f'<div class="{kind}"><b class="use">{escape(use)}</b>{qr(address)}'
        f'<p><span>{escape(name)}</span> <b class="code">{escape(spelled)}</b></p></div>'
    )


def _wifi(_: Words, name: str, password: str | None) -> str:
    """A poster for the entrance: a camera joins the Wi-Fi by it."""
    told = segno.helpers.make_wifi_data(name, password, "WPA" if password else None)
    secret = f"<p>{escape(_('密码：{password}', password=password))}</p>" if password else ""
    return (
        f'<section class="poster"><h1>{escape(_("连接 Wi-Fi：{ssid}", ssid=name))}</h1>{secret}{qr(told)}'
        f"<p>{escape(_('用相机或微信扫一扫，先连 Wi-Fi，再扫大屏或纸条上的码。'))}</p></section>"
    )


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
