"""At the desk of single households: money back, a waiver, a transfer, instalments, a dispute."""

import calendar
from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from liftfund_core.commands.collection import (
    COVER_WORDS,
    WAIVER_REASONS,
    grant_waiver,
    record_refund,
    transfer,
)
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.settlement import flag_dispute, plan_instalments
from liftfund_core.domain.money import format_yuan, parse_yuan, share
from liftfund_core.reports.accounts import UnitLine
from liftfund_core.store.deeds import Receipt
from liftfund_core.ui import live, session
from liftfund_core.ui.evidence import today
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.money_sheet import Sheet, quiet
from liftfund_core.ui.sums import due_card
from liftfund_core.ui.taps import tap
from liftfund_core.ui.unit_pick import pick_unit
from liftfund_core.words import N_

_FORM = "settlement"
_KINDS = {
    "refund": N_("退款"),
    "waiver": N_("减免"),
    "transfer": N_("转移"),
    "plan": N_("分期"),
    "dispute": N_("异议"),
}
_PARTS = {"2": N_("2 期"), "3": N_("3 期"), "4": N_("4 期"), "6": N_("6 期")}


@st.fragment
def show() -> None:
    """The forms, for roles that settle; nothing for everyone else."""
    actor = allowed("collection", "settlement", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_settlement"):
        st.html(f"<h2>{_('单户办理')}</h2>")
        kind = tap("settlement_kind", _("办理"), _KINDS)
        unit = pick_unit(_, _FORM)
        if unit is not None:
            st.html(due_card(_, unit))
            _FORMS[kind](Sheet(_, _FORM, f"{kind}_{unit.code}"), actor, unit)


def _refund(sheet: Sheet, actor: Actor, unit: UnitLine) -> None:
    """Credit goes back; more than the credit is a payment returned, and says why."""
    _, credit = sheet.words, unit.account.credit
    quiet(_("多缴 {credit} 元。房屋过户不退款：缴费记录跟着房屋走。", credit=format_yuan(credit)))
    amount, day = sheet.amount(value_fen=credit), sheet.day(_("退款日期"))
    document = sheet.text("document", _("书面申请或退款凭证号"))
    reason = sheet.text("reason", _("原因（选填）"))
    deed = partial(record_refund, live.journal(), actor, unit=unit.code, paid_on=day)
    sheet.save_amount(amount, partial(deed, document_no=document, reason=reason or None))


def _waiver(sheet: Sheet, actor: Actor, unit: UnitLine) -> None:
    _ = sheet.words
    quiet(_("只登记事由代码和批准文号，不写家庭情况；由谁承担必须写明。"))
    amount = sheet.amount(value_fen=unit.account.due_net)
    reason = sheet.choice("reason", _("减免事由"), WAIVER_REASONS)
    cover = st.selectbox(
        _("由谁承担"), list(COVER_WORDS), format_func=lambda code: _(COVER_WORDS[code]), key=sheet.key("cover")
    )
    document = sheet.text("document", _("批准文号"))
    deed = partial(grant_waiver, live.journal(), actor, unit=unit.code, reason_code=reason)
    sheet.save_amount(amount, partial(deed, document_no=document, covered_by=cover))


def _transfer(sheet: Sheet, actor: Actor, unit: UnitLine) -> None:
    _ = sheet.words
    quiet(_("两户都书面同意才能转移；多缴的部分也可以这样抵给同一业主的另一户。"))
    other = pick_unit(_, _FORM, "to", _("转入户"))
    amount, number = sheet.amount(value_fen=unit.account.credit), sheet.text("number", _("转移单号"))
    giving, taking = sheet.text("giving", _("转出户同意书编号")), sheet.text("taking", _("转入户同意书编号"))
    deed = partial(transfer, live.journal(), actor, from_unit=unit.code, to_unit=other.code if other else "")
    sheet.save_amount(amount, partial(deed, transfer_id=number, from_document_no=giving, to_document_no=taking))


def _plan(sheet: Sheet, actor: Actor, unit: UnitLine) -> None:
    """What is owed, shared out over the ends of the coming months; every day and sum can be changed."""
    _, owed = sheet.words, unit.account.balance
    told = _("各期合计必须等于尚欠的 {owed} 元；分期缴的钱计入金额口径，缴清才计入户数。", owed=format_yuan(owed))
    quiet(told if owed > 0 else _("这一户已缴清，不用分期。"))
    if owed <= 0:
        return
    count = int(sheet.choice("parts", _("分几期"), _PARTS))
    rows = [_instalment(sheet, place, fen) for place, fen in enumerate(share(owed, [1] * count), start=1)]

    def record(request_id: str) -> Receipt:
        agreed = {day: parse_yuan(yuan) for day, yuan in rows}
        return plan_instalments(live.journal(), actor, unit=unit.code, instalments=agreed, request_id=request_id)

    sheet.save(record, lambda done: _("已登记 **{unit}** 的分期 · 第 {entry} 条", unit=unit.code, entry=done.entry))


def _instalment(sheet: Sheet, place: int, fen: int) -> tuple[date, str]:
    """One instalment: its day and its sum side by side."""
    _ = sheet.words
    count = sheet.key(f"row{place}_{fen}")
    with st.container(horizontal=True, key=count, gap="small"):
        day = st.date_input(_("第 {n} 期", n=place), _month_end(place - 1), key=f"{count}_day", format="YYYY-MM-DD")
        yuan = st.text_input(_("金额（元）"), format_yuan(fen), key=f"{count}_yuan")
    return day, yuan or ""


def _month_end(later: int) -> date:
    """The last day of the month that is so many months later."""
    now = today()
    year, month = divmod(now.year * 12 + now.month - 1 + later, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _dispute(sheet: Sheet, actor: Actor, unit: UnitLine) -> None:
    _ = sheet.words
    quiet(_("处理中，待解决。") if unit.disputed else _("登记后这一户标为“有异议”；内容写在纸面材料里，账上只记编号。"))
    document = sheet.text("document", _("材料编号"))
    record = partial(flag_dispute, live.journal(), actor, unit=unit.code, settled=unit.disputed)
    label = _("异议已解决") if unit.disputed else _("登记异议")
    sheet.save(
        partial(record, document_no=document),
        lambda done: _("已登记 **{unit}** 的异议 · 第 {entry} 条", unit=unit.code, entry=done.entry),
        label,
    )


_FORMS: dict[str, Callable[[Sheet, Actor, UnitLine], None]] = {
    "refund": _refund,
    "waiver": _waiver,
    "transfer": _transfer,
    "plan": _plan,
    "dispute": _dispute,
}
