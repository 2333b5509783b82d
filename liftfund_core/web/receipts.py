"""The numbered receipts on paper, four to a sheet: the stub stays with the committee, the rest with the household."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from liftfund_core.commands.collection import CHANNEL_WORDS
from liftfund_core.commands.roles import check_may
from liftfund_core.domain.capitals import capital_yuan
from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.reports.board import EstateLine
from liftfund_core.reports.read_public import read_public
from liftfund_core.reports.receipts import ReceiptPaper, receipts
from liftfund_core.reports.venue import phone_base
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.web.printing import printed, qr, signed_in, turned
from liftfund_core.words import N_, Words, language

PATH = "/staff/receipts"
ON_A_PAGE = 4
_CHANNELS: Mapping[Any, str] = CHANNEL_WORDS


def receipt_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`GET /staff/receipts?day=2023-06-01&building=1` (either or both) or `?no=SJ-000123`, for the cashier's desk."""

    def receipts_(request: Request) -> Response:
        _, asked = Words(language(request.query_params.get("lang"))), request.query_params
        try:
            journal = get_journal()
            check_may(signed_in(journal, request), "payment")
            base = phone_base(settings())
            wanted = receipts(
                journal,
                day=_day(asked.get("day")),
                building=asked.get("building") or None,
                receipt_no=asked.get("no") or None,
            )
            estate = read_public(journal).estate
        except LiftFundError as refusal:
            return turned(_, request, refusal)
        return printed(_, _("收款收据"), _sheets(_Clerk(_, estate, base), wanted))

    return [Route(PATH, receipts_)]


@dataclass(frozen=True)
class _Clerk:
    """In which language, for which estate, and where the codes lead."""

    words: Words
    estate: EstateLine
    base: str


def _day(text: str | None) -> date | None:
    """The day asked for.

    Raises:
        Refusal: it is none.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refusal(N_("看不懂日期“{value}”；请写成 2023-06-01 这样。"), value=text) from error


def _sheets(clerk: _Clerk, wanted: tuple[ReceiptPaper, ...]) -> str:
    papers = [_stub(clerk, paper) + _paper(clerk, paper) for paper in wanted]
    sheets = [papers[start : start + ON_A_PAGE] for start in range(0, len(papers), ON_A_PAGE)]
    return "".join(
        f'<section class="receipts">{"".join(f"<article>{paper}</article>" for paper in sheet)}</section>'
        for sheet in sheets
    )


def _stub(clerk: _Clerk, paper: ReceiptPaper) -> str:
    """What stays with the committee."""
    _ = clerk.words
    rows = [(_("房号"), paper.unit), (_("金额"), f"¥{format_yuan(paper.amount_fen)}"), *_when(clerk, paper)]
    return (
        f'<div class="stub"><p class="title">{escape(_("存根"))}</p><p class="no">№ {escape(paper.receipt_no)}</p>'
        f'<dl>{_rows(rows)}</dl><p class="sign">{escape(_("领取人签名"))}</p></div>'
    )


def _paper(clerk: _Clerk, paper: ReceiptPaper) -> str:
    """What the household keeps."""
    _, proof = clerk.words, paper.proof
    demo = f'<b class="demo">{escape(_("演示数据"))}</b>' if clerk.estate.simulated else ""
    rows = [(_("房号"), paper.unit), *_when(clerk, paper), (_("事由"), _("电梯大修自筹费用"))]
    seal = _(
        "账本第 {entry} 条 · 封签 {seal}（第 {at} 条）", entry=proof.entry, seal=proof.short_seal, at=proof.sealed_at
    )
    return (
        f'<div class="paper"><header><span>{escape(clerk.estate.name)}{demo}</span>'
        f'<b>{escape(_("收款收据"))}</b><span class="no">№ {escape(paper.receipt_no)}</span></header>'
        f'<div class="main"><dl>{_rows(rows)}</dl>'
        f'<p class="sum"><span>{escape(_("人民币（大写）"))}</span>'
        f'<b lang="zh-CN">{capital_yuan(paper.amount_fen)}</b></p>'
        f'<p class="figures">¥{format_yuan(paper.amount_fen)}</p></div>'
        f'<div class="reads">{qr(f"{clerk.base}/r/{paper.account_code}")}'
        f'<p><span>{escape(_("查账码"))}</span><b class="code">{escape(paper.spelled)}</b></p></div>'
        f"<footer><span>{escape(_('收款单位（盖章）'))}</span><span>{escape(_('经手人'))}</span></footer>"
        f'<p class="small">{escape(seal)}<br>{escape(_("扫码看本户账目和这张收据；本收据不是发票。"))}</p></div>'
    )


def _when(clerk: _Clerk, paper: ReceiptPaper) -> list[tuple[str, str]]:
    _ = clerk.words
    return [(_("日期"), f"{paper.paid_on}"), (_("缴费方式"), _(_CHANNELS[paper.channel]))]


def _rows(rows: list[tuple[str, str]]) -> str:
    return "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows)
