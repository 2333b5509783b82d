"""The second person: payments are held against their papers, cash against the slip of its deposit at the bank."""

import re
from html import escape

import streamlit as st

from liftfund_core.commands.roles import Actor
from liftfund_core.commands.settlement import check_money
from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.privacy import mask_room
from liftfund_core.reports.payments import PaymentLine
from liftfund_core.ui import live, live_money, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.entry_words import value_said
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.taps import tap
from liftfund_core.words import N_, Words

_FORM = "check"
_WAYS = {"cash": N_("现金"), "other": N_("转账和扫码")}
_MOST_SHOWN = 25


@st.fragment
def show() -> None:
    """The form, for roles that check; nothing for everyone else."""
    actor = allowed("collection", "check_money", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_check"):
        st.html(f"<h2>{_('第二人复核')}</h2>")
        way = tap("check_way", _("缴费方式"), _WAYS)
        told = live_money.unchecked(cash=way == "cash")
        theirs = [line for line in told if line.actor != actor.name][:_MOST_SHOWN]
        st.html(f'<p class="quiet">{escape(_said(_, len(told), len(theirs)))}</p>')
        if theirs:
            _check(_, actor, theirs, way == "cash")


def _said(_: Words, count: int, theirs: int) -> str:
    if not count:
        return _("没有等待复核的缴费。")
    return _("还有 {n} 笔等第二人复核；下面是其中 {shown} 笔别人登记的，对过凭证的勾上。", n=count, shown=theirs)


def _check(_: Words, actor: Actor, lines: list[PaymentLine], cash: bool) -> None:
    key = draft(_FORM)
    every = st.checkbox(_("全部勾选"), key=f"check_all_{key}_{cash}")
    picked = [line.entry for line in lines if _ticked(_, actor, line, every, key)]
    slip = st.text_input(_("银行存款单号"), key=f"check_slip_{key}") if cash else None
    label = _("复核无误（{n} 笔）", n=len(picked))
    if st.button(label, type="primary", key=f"check_save_{key}", width="stretch", disabled=not picked):
        done = attempt(lambda: check_money(live.journal(), actor, entries=picked, deposit_slip_no=slip, request_id=key))
        if done is not None:
            notice.leave(_("已复核 **{n} 笔** · 到第 {entry} 条", n=len(picked), entry=done.entries[-1]))
            finish(_FORM)
            st.rerun()


def _ticked(_: Words, actor: Actor, line: PaymentLine, every: bool, key: str) -> bool:
    """One payment; the room is masked for roles that do not read households."""
    room = line.unit if actor.may("read_households") else mask_room(line.unit)
    told = [line.receipt_no, f"{line.paid_on:%m-%d}", room]
    told += [line.bank_ref or value_said(_, "channel", line.channel, True), line.actor]
    return st.checkbox(
        " · ".join((f"**{format_yuan(line.amount_fen)}**", *map(_as_typed, told))),
        every,
        key=f"check_{line.entry}_{key}_{every}",
    )


def _as_typed(text: str) -> str:
    """Text whose signs mean nothing in Markdown: a masked room is full of stars."""
    return re.sub(r"([\\`*_\[\]~$:#<>])", r"\\\1", text)
