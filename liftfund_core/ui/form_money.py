"""At the treasurer's desk: everything that moves the account but the owners' payments and the approved ones."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from liftfund_core.commands.account import book_donation, book_fee, book_interest, book_opening_balance
from liftfund_core.commands.advance import ROUTE_WORDS, book_advance, pay_contractor, repay_advance
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.money import format_yuan
from liftfund_core.ui import live, session
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.money_sheet import Sheet, quiet
from liftfund_core.words import N_

_KINDS = {
    "advance": N_("垫资"),
    "repay": N_("归还垫资"),
    "pay": N_("补登支出"),
    "interest": N_("利息"),
    "fee": N_("手续费"),
    "donation": N_("捐赠"),
    "opening": N_("期初余额"),
}


@st.fragment
def show() -> None:
    """The forms, for roles that keep the account; nothing for everyone else."""
    actor = allowed("ledger", "advance", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_money"):
        st.html(f"<h2>{_('登记账户收支')}</h2>")
        kind = st.segmented_control(
            _("办理"),
            list(_KINDS),
            format_func=lambda code: _(_KINDS[code]),
            key="money_kind",
            width="stretch",
            label_visibility="collapsed",
            wrap=True,
        )
        if kind is not None:
            _FORMS[kind](Sheet(_, "money", kind), actor)


def _advance(sheet: Sheet, actor: Actor) -> None:
    _ = sheet.words
    amount, route = sheet.amount(), sheet.choice("route", _("垫资方式"), ROUTE_WORDS)
    lender, day = sheet.text("lender", _("垫资方")), sheet.day(_("到账日期"))
    document = sheet.text("document", _("垫资协议号"))
    sheet.save_amount(
        amount,
        partial(
            book_advance,
            live.journal(),
            actor,
            received_on=day,
            route=route,
            lender=lender,
            document_no=document,
        ),
    )


def _repay(sheet: Sheet, actor: Actor) -> None:
    _, fund = sheet.words, live.exact().fund
    owed, held = format_yuan(fund.advance_outstanding_fen), format_yuan(fund.balance_fen)
    quiet(_("垫资尚欠 {owed} 元 · 账户结余 {held} 元", owed=owed, held=held))
    amount = sheet.amount()
    day, decision = sheet.day(_("付款日期")), sheet.text("decision", _("决议编号"))
    record = partial(repay_advance, live.journal(), actor, paid_on=day, decision_no=decision)
    sheet.save_amount(amount, record)


def _pay(sheet: Sheet, actor: Actor) -> None:
    _ = sheet.words
    quiet(_("只用于补登以前已付、没有走批准链的款，公示里写明“批准链未登记”；新的付款请到“审批”办理。"))
    quiet(_("账户结余 {held} 元", held=format_yuan(live.exact().fund.balance_fen)))
    amount, payee = sheet.amount(), sheet.text("payee", _("收款方"))
    lift = pick_lift(sheet, _("电梯（选填）"))
    day, contract = sheet.day(_("付款日期")), sheet.text("contract", _("合同号（选填）"))
    invoice, purpose = sheet.text("invoice", _("发票号（选填）")), sheet.text("purpose", _("事由（选填）"))
    sheet.save_amount(
        amount,
        partial(
            pay_contractor,
            live.journal(),
            actor,
            paid_on=day,
            payee=payee,
            lift=lift,
            contract_no=contract,
            invoice_no=invoice,
            purpose=purpose,
        ),
    )


def pick_lift(sheet: Sheet, label: str) -> str | None:
    """A lift of the estate, or none in particular."""
    lifts = [lift.code for building in live.public().buildings for lift in building.lifts]
    _ = sheet.words
    return st.selectbox(label, lifts, index=None, placeholder=_("不分电梯"), key=sheet.key("lift"))


def _interest(sheet: Sheet, actor: Actor) -> None:
    _ = sheet.words
    amount, day = sheet.amount(), sheet.day(_("到账日期"))
    ref = sheet.text("ref", _("银行流水号（选填）"))
    record = partial(book_interest, live.journal(), actor, received_on=day, bank_ref=ref)
    sheet.save_amount(amount, record)


def _fee(sheet: Sheet, actor: Actor) -> None:
    _ = sheet.words
    amount, day = sheet.amount(), sheet.day(_("扣款日期"))
    purpose, ref = sheet.text("purpose", _("事由")), sheet.text("ref", _("银行流水号（选填）"))
    record = partial(book_fee, live.journal(), actor, paid_on=day, purpose=purpose, bank_ref=ref)
    sheet.save_amount(amount, record)


def _donation(sheet: Sheet, actor: Actor) -> None:
    _ = sheet.words
    quiet(_("捐赠不抵任何一户的应缴，单独列示。"))
    amount, day = sheet.amount(), sheet.day(_("到账日期"))
    donor, document = sheet.text("donor", _("捐赠方")), sheet.text("document", _("凭证号"))
    record = partial(
        book_donation,
        live.journal(),
        actor,
        received_on=day,
        donor=donor,
        document_no=document,
    )
    sheet.save_amount(amount, record)


def _opening(sheet: Sheet, actor: Actor) -> None:
    _ = sheet.words
    quiet(_("账户启用前就有的余额，只登记一次；从零开始的账户不用登记。"))
    amount, day = sheet.amount(), sheet.day(_("截至日期"))
    document = sheet.text("document", _("银行对账单编号"))
    record = partial(book_opening_balance, live.journal(), actor, as_of=day, document_no=document)
    sheet.save_amount(amount, record)


_FORMS: dict[str, Callable[[Sheet, Actor], None]] = {
    "advance": _advance,
    "repay": _repay,
    "pay": _pay,
    "interest": _interest,
    "fee": _fee,
    "donation": _donation,
    "opening": _opening,
}
