"""Every movement of the account with the balance after it, for the staff: by kind and by days."""

from datetime import date
from html import escape

import streamlit as st

from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.privacy import mask_room
from liftfund_core.reports.journal_page import KIND_WORDS
from liftfund_core.reports.ledger import AccountLine, LineFilter, account_lines
from liftfund_core.ui import live
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.journal_list import Reader
from liftfund_core.ui.taps import tap
from liftfund_core.words import N_

_PER_PAGE = 30
_KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "all": (N_("全部"), ()),
    "in": (N_("收入"), ("opening_balance", "payment", "advance", "bank_interest", "donation")),
    "out": (N_("支出"), ("refund", "advance_repayment", "contractor_payment", "bank_fee")),
    "other": (N_("非业主缴费"), ("opening_balance", "advance", "bank_interest", "donation", "advance_repayment",
                             "contractor_payment", "bank_fee")),
}  # fmt: skip  # one choice a line


@st.fragment
def show() -> None:
    """The movements, for everyone who is signed in."""
    actor = allowed("ledger", "read_journal", silent=True)
    if actor is None:
        return
    reader = Reader.of(actor)
    _ = reader.words
    with st.container(key="part_account"):
        st.html(f"<h2>{escape(_('账户逐笔'))}</h2>")
        lines, count, pages = _wanted(reader)
        told = _("共 {n} 笔，按日期，最新的在前；余额是这一笔之后的。", n=count)
        st.html(f'<p class="quiet">{escape(told)}</p>{"".join(_line(reader, line) for line in lines)}')
        if pages > 1:
            st.number_input(_("第几页（共 {n} 页）", n=pages), 1, pages, 1, key="account_page")


def _wanted(reader: Reader) -> tuple[tuple[AccountLine, ...], int, int]:
    """A page of what the reader looks for."""
    _ = reader.words
    kind = tap("account_kind", _("类别"), {code: word for code, (word, _kinds) in _KINDS.items()})
    with st.expander(_("按日期")):
        since = st.date_input(_("从"), None, key="account_since", format="YYYY-MM-DD")
        until = st.date_input(_("到"), None, key="account_until", format="YYYY-MM-DD")
    days = [day if isinstance(day, date) else None for day in (since, until)]
    place = int(st.session_state.get("account_page") or 1) - 1
    lines, count = account_lines(live.journal(), LineFilter(_KINDS[kind][1], *days), page=place, per_page=_PER_PAGE)
    return lines, count, -(-count // _PER_PAGE)


def _line(reader: Reader, line: AccountLine) -> str:
    """One movement; a household's room is masked for roles that do not read households."""
    _ = reader.words
    room = "" if line.unit is None else line.unit if reader.full_rooms else mask_room(line.unit)
    told = " · ".join(part for part in (room, line.party or "", line.paper or "", line.bank_ref or "") if part)
    sign = "in" if line.amount_fen > 0 else "out"
    return (
        f'<article class="move {sign}"><header><b>{escape(_(KIND_WORDS[line.kind]))}</b>'
        f"<b>{format_yuan(line.amount_fen)}</b></header>"
        f"<p><span>{line.day} · #{line.entry}</span><span>{escape(_('余额 {fen}', fen=format_yuan(line.balance_fen)))}"
        f"</span></p><p>{escape(told)}</p></article>"
    )
