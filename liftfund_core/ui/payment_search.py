"""For staff who read households: one payment among a million, by whatever is known of it."""

from html import escape

import streamlit as st

from liftfund_core.domain.money import format_yuan
from liftfund_core.reports.payments import PaymentLine, find_payments
from liftfund_core.ui import form_receipts, live, session
from liftfund_core.ui.entry_words import value_said
from liftfund_core.ui.guard import allowed
from liftfund_core.words import Words

_MOST_SHOWN = 30


@st.fragment
def show() -> None:
    """The search; nothing for readers whose role does not cover households."""
    if allowed("collection", "read_households", silent=True) is None:
        return
    _ = session.words()
    with st.container(key="part_payment"):
        st.html(f"<h2>{escape(_('查一笔缴费'))}</h2>")
        text = st.text_input(_("金额、房号、收据号、流水号或日期"), placeholder="1603.48", key="payment_find") or ""
        if not text.strip():
            return
        lines = find_payments(live.journal(), text, _MOST_SHOWN)
        st.html(
            "".join(_item(_, line) for line in lines) or f'<p class="quiet">{escape(_("没有找到这样的缴费。"))}</p>'
        )
        if len(lines) == _MOST_SHOWN:
            st.html(f'<p class="quiet">{escape(_("只列出最新的 {n} 笔。", n=_MOST_SHOWN))}</p>')


def _item(_: Words, line: PaymentLine) -> str:
    """One payment with its papers and people."""
    checked = _("{who} 已复核", who=line.checked_by) if line.checked_by else _("未复核")
    slip = _("存款单 {no}", no=line.deposit_slip_no) if line.deposit_slip_no else ""
    payer = _("缴款人 {who}", who=line.payer) if line.payer else ""
    receipt = form_receipts.link(_, line.receipt_no, no=line.receipt_no)
    papers = [value_said(_, "channel", line.channel, True), line.bank_ref or "", slip, payer]
    return (
        f'<article class="move in"><header><b>{escape(line.unit)}</b><b>{format_yuan(line.amount_fen)}</b></header>'
        f"<p><span>{line.paid_on} · #{line.entry}</span><span>{receipt}</span></p>"
        f"<p>{escape(' · '.join(part for part in papers if part))}</p>"
        f"<p>{escape(_('{who} 登记', who=line.actor))} · {escape(checked)}</p></article>"
    )
