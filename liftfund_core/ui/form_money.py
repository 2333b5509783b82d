"""At the treasurer's desk: the advance, its repayment, and what is paid to contractors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from liftfund_core.commands.advance import ROUTE_WORDS, book_advance, pay_contractor, repay_advance
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.store.deeds import Receipt
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.evidence import today
from liftfund_core.ui.guard import allowed
from liftfund_core.words import N_, Words

_FORM = "money"
_KINDS = {"advance": N_("登记垫资"), "repay": N_("归还垫资"), "pay": N_("付施工款")}


@dataclass(frozen=True)
class _Sheet:
    """A form being filled: the reader's words and the key of its fields."""

    words: Words
    key: str

    def text(self, name: str, label: str, value: str = "") -> str:
        return st.text_input(label, value, key=f"money_{name}_{self.key}") or ""

    def day(self, label: str) -> Any:
        return st.date_input(label, today(), max_value=today(), key=f"money_day_{self.key}", format="YYYY-MM-DD")


@st.fragment
def show() -> None:
    """The forms, for roles that keep the account; nothing for everyone else."""
    actor = allowed("ledger", "advance", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_money"):
        st.html(f"<h2>{_('垫资和付款')}</h2>")
        kind = st.segmented_control(
            _("办理"),
            list(_KINDS),
            format_func=lambda code: _(_KINDS[code]),
            key="money_kind",
            width="stretch",
            label_visibility="collapsed",
        )
        if kind is not None:
            sheet = _Sheet(_, f"{draft(_FORM)}_{kind}")
            {"advance": _advance, "repay": _repay, "pay": _pay}[kind](sheet, actor)


def _advance(sheet: _Sheet, actor: Actor) -> None:
    _ = sheet.words
    amount, route = sheet.text("amount", _("金额（元）")), _route(sheet)
    lender, day = sheet.text("lender", _("垫资方")), sheet.day(_("到账日期"))
    document = sheet.text("document", _("垫资协议号"))
    _confirm(
        sheet,
        amount,
        lambda fen: book_advance(
            live.journal(),
            actor,
            amount_fen=fen,
            received_on=day,
            route=route,
            lender=lender,
            document_no=document,
            request_id=draft(_FORM),
        ),
    )


def _route(sheet: _Sheet) -> str:
    _ = sheet.words
    return st.segmented_control(
        _("垫资方式"),
        list(ROUTE_WORDS),
        default="paid_direct",
        required=True,
        format_func=lambda code: _(ROUTE_WORDS[code]),
        key=f"money_route_{sheet.key}",
        width="stretch",
    )


def _repay(sheet: _Sheet, actor: Actor) -> None:
    _, fund = sheet.words, live.exact().fund
    owed, held = format_yuan(fund.advance_outstanding_fen), format_yuan(fund.balance_fen)
    st.html(f'<p class="quiet">{_("垫资尚欠 {owed} 元 · 账户结余 {held} 元", owed=owed, held=held)}</p>')
    amount = sheet.text("amount", _("金额（元）"))
    day, decision = sheet.day(_("付款日期")), sheet.text("decision", _("决议编号"))
    _confirm(
        sheet,
        amount,
        lambda fen: repay_advance(
            live.journal(), actor, amount_fen=fen, paid_on=day, decision_no=decision, request_id=draft(_FORM)
        ),
    )


def _pay(sheet: _Sheet, actor: Actor) -> None:
    _ = sheet.words
    held = format_yuan(live.exact().fund.balance_fen)
    st.html(f'<p class="quiet">{_("账户结余 {held} 元", held=held)}</p>')
    amount, payee = sheet.text("amount", _("金额（元）")), sheet.text("payee", _("收款方"))
    lifts = [lift.code for building in live.public().buildings for lift in building.lifts]
    lift = st.selectbox(_("电梯（选填）"), lifts, index=None, placeholder=_("不分电梯"), key=f"money_lift_{sheet.key}")
    day, contract = sheet.day(_("付款日期")), sheet.text("contract", _("合同号（选填）"))
    invoice, purpose = sheet.text("invoice", _("发票号（选填）")), sheet.text("purpose", _("事由（选填）"))
    _confirm(
        sheet,
        amount,
        lambda fen: pay_contractor(
            live.journal(),
            actor,
            amount_fen=fen,
            paid_on=day,
            payee=payee,
            lift=lift,
            contract_no=contract,
            invoice_no=invoice,
            purpose=purpose,
            request_id=draft(_FORM),
        ),
    )


def _confirm(sheet: _Sheet, amount: str, record: Callable[[int], Receipt]) -> None:
    """Write it once; say what was written."""
    _ = sheet.words
    if st.button(_("确认登记"), type="primary", key=f"money_save_{sheet.key}", width="stretch"):
        done = attempt(lambda: record(parse_yuan(amount)))
        if done is not None:
            said = _("已登记 **{amount} 元** · 第 {entry} 条", amount=format_yuan(parse_yuan(amount)), entry=done.entry)
            notice.leave(said, undo=done.entry)
            finish(_FORM)
            st.rerun()
