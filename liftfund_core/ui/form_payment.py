"""At the desk: a payment is recorded in seconds, on a phone; the unit is found in two taps and its due is shown."""

import streamlit as st

from liftfund_core.commands.collection import CHANNEL_WORDS, record_payment
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.reports.accounts import UnitLine
from liftfund_core.store.deeds import Receipt
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import warn
from liftfund_core.ui.drafts import draft, once, refusal
from liftfund_core.ui.evidence import today
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.sums import due_card
from liftfund_core.ui.unit_pick import pick_unit
from liftfund_core.words import Words

_FORM = "payment"
_NEWS = ("standing", "notice", "form_payment", "by_building", "part_unit")  # what changes, the figures first


@st.fragment(key="form_payment")
def show() -> None:
    """The form, for roles that record payments; one line for everyone else."""
    _ = session.words()
    with st.container(key="form_payment"):
        st.html(f"<h2>{_('登记缴费')}</h2>")
        actor = allowed("collection", "payment")
        if actor is not None and (unit := pick_unit(_, _FORM)) is not None:
            st.html(due_card(_, unit))
            _rest(_, actor, unit)


def _rest(_: Words, actor: Actor, unit: UnitLine) -> None:
    """How much, how and by which papers, once the unit is found; a unit that is settled asks for a second look."""
    key, settled = f"{draft(_FORM)}_{unit.code}", unit.account.balance <= 0
    if settled:
        warn(_("该户已登记，请核对"))
    _fields(_, unit, key, settled)
    looked = not settled or st.checkbox(_("已核对，仍要登记（多缴的记为该户余额）"), key=f"payment_again_{key}")
    st.button(
        _("确认登记"),
        type="primary",
        key=f"payment_save_{key}",
        width="stretch",
        disabled=not looked,
        on_click=_save,
        args=(actor, unit, key, draft(_FORM)),
    )
    refusal(_FORM)


def _fields(_: Words, unit: UnitLine, key: str, settled: bool) -> None:
    st.text_input(_("金额（元）"), "" if settled else format_yuan(unit.account.balance), key=f"payment_amount_{key}")
    st.segmented_control(
        _("缴费方式"),
        list(CHANNEL_WORDS),
        default="transfer",
        required=True,
        format_func=lambda code: _(CHANNEL_WORDS[code]),
        key="payment_channel",
        width="stretch",
    )
    _receipt_no(_, key)
    with st.expander(_("日期、流水号、缴款人")):
        st.date_input(_("缴费日期"), today(), max_value=today(), key=f"payment_day_{key}", format="YYYY-MM-DD")
        st.text_input(_("银行流水号（选填）"), key=f"payment_bank_{key}")
        st.text_input(_("缴款人（不是业主时填写）"), key=f"payment_payer_{key}")


def _receipt_no(_: Words, key: str) -> None:
    """The next free number, renewed while nobody has typed another."""
    kept, free = f"payment_offered_{key}", live.next_receipt()
    offered = st.session_state.get(kept, free)
    if st.session_state.get(f"payment_receipt_{key}_{offered}", offered) == offered:
        offered = free
    st.session_state[kept] = offered
    st.text_input(_("收据号"), offered, key=f"payment_receipt_{key}_{offered}")


def _save(actor: Actor, unit: UnitLine, key: str, request: str) -> None:
    """The press of the button: written before anything is drawn again."""
    done = once(_FORM, request, lambda: _record(actor, unit, key, request))
    if done is not None:
        _say_done(session.words(), unit, parse_yuan(st.session_state[f"payment_amount_{key}"]), done)
        st.rerun(_NEWS)


def _record(actor: Actor, unit: UnitLine, key: str, request: str) -> Receipt:
    """Write what stands in the form now, which may be newer than what its button was drawn with."""
    told = st.session_state
    return record_payment(
        live.journal(),
        actor,
        unit=unit.code,
        amount_fen=parse_yuan(told[f"payment_amount_{key}"]),
        paid_on=told[f"payment_day_{key}"],
        receipt_no=told[f"payment_receipt_{key}_{told[f'payment_offered_{key}']}"],
        channel=told["payment_channel"],
        bank_ref=told[f"payment_bank_{key}"],
        payer=told[f"payment_payer_{key}"],
        request_id=request,
    )


def _say_done(_: Words, unit: UnitLine, amount_fen: int, done: Receipt) -> None:
    said = _(
        "已登记 **{unit}** 缴费 **{amount} 元** · 第 {entry} 条",
        unit=unit.code,
        amount=format_yuan(amount_fen),
        entry=done.entry,
    )
    if len(done.entries) > 1:
        said = _("{said} · {building}号楼达到启动线", said=said, building=unit.building)
    notice.leave(said, undo=done.entry)
