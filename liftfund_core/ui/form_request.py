"""A new payment request, on a contract with its stage or without one."""

from functools import partial

import streamlit as st

from liftfund_core.commands.approvals import request_payment
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.approval import APPLICANT_WORDS
from liftfund_core.domain.money import format_yuan
from liftfund_core.reports.contracts import ContractLine, StageLine
from liftfund_core.ui import live, live_money
from liftfund_core.ui.form_money import pick_lift
from liftfund_core.ui.money_sheet import Sheet, quiet
from liftfund_core.words import Words


def show(_: Words, actor: Actor) -> None:
    """The form; what the contract knows already is filled in."""
    sheet = Sheet(_, "request")
    known = {line.contract_no: line for line in live_money.contracts() if line.left_fen > 0}
    chosen = st.selectbox(
        _("合同"),
        list(known),
        index=None,
        placeholder=_("没有合同"),
        format_func=lambda number: f"{number}　{known[number].contractor}",
        key=sheet.key("contract"),
    )
    on = known.get(chosen) if chosen else None
    _rest(Sheet(_, "request", chosen or ""), actor, on)


def _rest(sheet: Sheet, actor: Actor, on: ContractLine | None) -> None:
    """The fields below the contract; another stage is another sheet, so that its own amount is filled in."""
    _, stage = sheet.words, _stage(sheet, on)
    if on is not None:
        quiet(_("合同价 {price} 元 · 已付 {paid} 元", price=format_yuan(on.amount_fen), paid=format_yuan(on.paid_fen)))
    sheet = Sheet(_, "request", f"{sheet.kind}{stage.stage if stage else ''}")
    amount = sheet.amount(value_fen=stage.left_fen if stage else on.left_fen if on else 0)
    applicant = sheet.choice("applicant", _("申请方"), APPLICANT_WORDS, "contractor" if on else None)
    payee = on.contractor if on else sheet.text("payee", _("收款方"))
    lift = on.lifts[0] if on and len(on.lifts) == 1 else pick_lift(sheet, _("电梯（选填）"))
    number = sheet.text("number", _("申请单号"), live_money.next_request())
    invoice = sheet.text("invoice", _("发票号（选填）"))
    purpose = sheet.text("purpose", _("事由"), stage.title if stage else "")
    deed = partial(request_payment, live.journal(), actor, request_no=number, applicant=applicant, payee=payee)
    papers = partial(deed, purpose=purpose, lift=lift, invoice_no=invoice)
    on_stage = partial(papers, contract_no=on.contract_no if on else None, stage=stage.stage if stage else None)
    sheet.save_amount(amount, on_stage)


def _stage(sheet: Sheet, on: ContractLine | None) -> StageLine | None:
    """Which stage of the contract, those that are paid left out."""
    open_ = [stage for stage in on.stages if stage.left_fen > 0] if on else []
    if not open_:
        return None
    _ = sheet.words
    return st.selectbox(
        _("期次"),
        open_,
        format_func=lambda stage: f"{stage.title}　{format_yuan(stage.left_fen)}",
        key=sheet.key("stage"),
    )
