"""For staff who keep the households' accounts: find a unit and see everything that was entered for it."""

from html import escape

import streamlit as st

from liftfund_core.domain.instalments import Instalment
from liftfund_core.domain.levy import STATUS_WORDS
from liftfund_core.domain.money import format_yuan
from liftfund_core.reports import accounts
from liftfund_core.reports.journal_page import KIND_WORDS
from liftfund_core.ui import form_receipts, live, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.evidence import today
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.sums import due_card
from liftfund_core.words import Words


@st.fragment(key="part_unit")
def show() -> None:
    """The search; nothing for readers whose role does not cover households."""
    actor = allowed("collection", "read_households", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="part_unit"):
        st.html(f"<h2>{escape(_('查一户'))}</h2>")
        code = st.text_input(_("房号（楼-单元-室）"), placeholder="1-2-1203", key="unit_search")
        if code and (found := attempt(lambda: accounts.account(live.journal(), code.strip()))):
            unit, movements = found
            marks = [_(STATUS_WORDS[unit.account.status])]
            marks += [_("有异议")] if unit.disputed else []
            marks += [_("分期中")] if unit.on_plan else []
            st.html(f"<h3>{escape(' · '.join((unit.code, *marks)))}</h3>{due_card(_, unit)}")
            st.html(_plan(_, unit) + _movements(_, movements))


def _plan(_: Words, unit: accounts.UnitLine) -> str:
    """The instalments that it has agreed to, and how far what it has paid reaches."""
    if not unit.on_plan:
        return ""
    rows = "".join(
        f"<tr><th>{row.due_on}</th><td>{escape(_instalment_said(_, row))}</td>"
        f"<td><b>{format_yuan(row.amount_fen)}</b></td></tr>"
        for row in unit.plan
    )
    return f'<table class="list"><tbody>{rows}</tbody></table>'


def _instalment_said(_: Words, row: Instalment) -> str:
    if row.is_covered:
        return _("已缴")
    if row.is_overdue(today()):
        return _("已过期，尚欠 {fen} 元", fen=format_yuan(row.amount_fen - row.covered_fen))
    return _("未到期，已缴 {fen} 元", fen=format_yuan(row.covered_fen))


def _movements(_: Words, movements: tuple[accounts.Movement, ...]) -> str:
    """Every live entry on the account, oldest first."""
    if not movements:
        return f'<p class="quiet">{escape(_("还没有登记过缴费。"))}</p>'
    rows = "".join(
        f"<tr><th>{escape(_(KIND_WORDS[line.kind]))}</th><td>{line.day or ''}</td><td>{_paper(_, line)}</td>"
        f"<td><b>{format_yuan(line.amount_fen)}</b></td><td>#{line.entry}</td></tr>"
        for line in movements
    )
    return f'<table class="list"><tbody>{rows}</tbody></table>'


def _paper(_: Words, line: accounts.Movement) -> str:
    """The number of its paper; a receipt can be printed again."""
    return form_receipts.link(_, line.paper, no=line.paper) if line.kind == "payment" else escape(line.paper)
