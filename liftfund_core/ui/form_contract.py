"""At the treasurer's desk: a contract is registered with its price, its lifts and the stages in which it is paid."""

from functools import partial

import streamlit as st

from liftfund_core.commands.contracts import PAID_FROM_WORDS, Stage, register_contract
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.domain.overhaul import STEP_WORDS
from liftfund_core.store.deeds import Receipt
from liftfund_core.ui import live, session
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.money_sheet import Sheet, quiet
from liftfund_core.words import N_

_PARTS = {"1": N_("一次付清"), "2": N_("分 2 期"), "3": N_("分 3 期"), "4": N_("分 4 期")}
# The steps of the works that stages of a contract usually wait for.
_USUAL_STEPS = (
    *("contracted", "out_of_service", "self_inspected", "inspection_passed", "handed_over", "in_service", "warranty"),
)


@st.fragment
def show() -> None:
    """The form, for roles that register contracts; nothing for everyone else."""
    actor = allowed("ledger", "contract", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_contract"):
        st.html(f"<h2>{_('登记合同')}</h2>")
        quiet(_("登记以后，未付的部分计入“合同待付”，每一笔付款都不能超过合同价。"))
        _fields(Sheet(_, "contract"), actor)


def _fields(sheet: Sheet, actor: Actor) -> None:
    _ = sheet.words
    number, contractor = sheet.text("number", _("合同号")), sheet.text("contractor", _("施工单位"))
    amount, day = sheet.amount(_("合同价（元）")), sheet.day(_("签订日期"))
    known = [lift.code for building in live.public().buildings for lift in building.lifts]
    lifts = st.multiselect(_("电梯"), known, key=sheet.key("lifts"), placeholder=_("点选电梯，可多选"))
    purpose = sheet.text("purpose", _("事由"), placeholder=_("3 号楼电梯大修"))
    paid_from = sheet.choice("from", _("由谁付款"), PAID_FROM_WORDS)
    parts = [_part(sheet, place) for place in range(1, _count(sheet) + 1)]
    deed = partial(register_contract, live.journal(), actor, contract_no=number, contractor=contractor)
    whole = partial(deed, signed_on=day, lifts=lifts, purpose=purpose, paid_from=paid_from)

    def record(request_id: str) -> Receipt:
        stages = [Stage(title, parse_yuan(yuan), step) for title, yuan, step in parts]
        return whole(amount_fen=parse_yuan(amount), stages=stages, request_id=request_id)

    sheet.save(record, lambda done: _said(sheet, number, parse_yuan(amount), done))


def _said(sheet: Sheet, number: str, amount_fen: int, done: Receipt) -> str:
    _ = sheet.words
    told = {"no": number, "amount": format_yuan(amount_fen), "entry": done.entry}
    return _("已登记合同 **{no}**，{amount} 元 · 第 {entry} 条", **told)


def _count(sheet: Sheet) -> int:
    """In how many stages it is paid; none where it is paid at once."""
    _ = sheet.words
    count = int(sheet.choice("parts", _("付款期次"), _PARTS))
    return count if count > 1 else 0


def _part(sheet: Sheet, place: int) -> tuple[str, str, str | None]:
    """One stage: what it is called, how much, and after which step it falls due."""
    _ = sheet.words
    with st.container(horizontal=True, key=sheet.key(f"stage{place}"), gap="small"):
        title = sheet.text(f"title{place}", _("第 {n} 期名称", n=place))
        yuan = sheet.text(f"yuan{place}", _("金额（元）"))
    step = st.selectbox(
        _("第 {n} 期付款条件（选填）", n=place),
        _USUAL_STEPS,
        index=None,
        placeholder=_("不限步骤"),
        format_func=lambda code: _(STEP_WORDS[code]),
        key=sheet.key(f"step{place}"),
    )
    return title, yuan, step
