"""How a payment is approved, on a phone: what waits, the card of one request, and the step that is this person's."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from liftfund_core.commands.approvals import (
    confirm_request,
    note_supervision,
    release_payment,
    resolve_request,
)
from liftfund_core.commands.roles import Actor, DeedName
from liftfund_core.domain.approval import CONFIRMER_WORDS, NOTE_WORDS, STATE_WORDS, ApprovalState
from liftfund_core.domain.committee import Meeting
from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.reports.approvals import RequestLine
from liftfund_core.store.deeds import Receipt
from liftfund_core.ui import form_request, live, live_money, session
from liftfund_core.ui.approval_card import card
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.money_sheet import Sheet, quiet
from liftfund_core.ui.taps import tap
from liftfund_core.words import N_, Words

_WAYS = {"waiting": N_("待办"), "new": N_("新申请"), "done": N_("已办完")}
_NEXT: dict[ApprovalState, DeedName] = {
    "requested": "confirm",
    "confirmed": "resolve",
    "resolved": "release",
    "half_released": "release",
    "paid": "supervise",
    "noted": "supervise",
}


@st.fragment
def show() -> None:
    """The requests and the next step of each, for everyone who is signed in."""
    actor = allowed("ledger", "read_journal", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_approval"):
        st.html(f"<h2>{_('付款审批')}</h2>")
        ways = {code: word for code, word in _WAYS.items() if code != "new" or actor.may("request")}
        way = tap("approval_way", _("审批"), ways)
        if way == "new":
            form_request.show(_, actor)
        else:
            _chosen(_, actor, [line for line in live_money.requests() if (line.state == "noted") == (way == "done")])


def _chosen(_: Words, actor: Actor, lines: list[RequestLine]) -> None:
    """One request at a time; what waits for this person comes first."""
    if not lines:
        quiet(_("没有要办的付款申请。"))
        return
    mine = sorted(lines, key=lambda line: not _is_mine(line, actor))
    known = {line.request_no: line for line in mine}
    number = st.selectbox(
        _("付款申请"),
        list(known),
        format_func=lambda no: f"{no}　{format_yuan(known[no].stands.requested_fen)}",
        key="approval_request",
    )
    line = known[number]
    st.html(card(_, line))
    if _is_mine(line, actor):
        _STEPS[_NEXT[line.state]](Sheet(_, "approval", f"{number}_{line.state}"), actor, line)
    elif line.state != "noted":
        quiet(_not_mine(_, line, actor))


def _is_mine(line: RequestLine, actor: Actor) -> bool:
    """Whether the next step is this person's: the role fits, and they have not taken one that excludes it."""
    return actor.may(_NEXT[line.state]) and not _taken_before(line, actor)


def _taken_before(line: RequestLine, actor: Actor) -> bool:
    stands = line.stands
    asked = stands.requested_by == actor.name and line.state in ("requested", "resolved", "half_released")
    return asked or any(first.actor == actor.name for first in stands.releases[:1] if line.state == "half_released")


def _not_mine(_: Words, line: RequestLine, actor: Actor) -> str:
    if _taken_before(line, actor):
        return _("前面的步骤是您办的，这一步须由另一人登录后办理。")
    return _("这一步由别的角色办理：{state}。", state=_(STATE_WORDS[line.state]))


def _confirm(sheet: Sheet, actor: Actor, line: RequestLine) -> None:
    _ = sheet.words
    by = sheet.choice("by", _("确认方"), CONFIRMER_WORDS)
    document = sheet.text("document", _("确认文件号"))
    record = partial(confirm_request, live.journal(), actor, request_no=line.request_no, confirmed_by=by)
    sheet.save(partial(record, document_no=document), _said(sheet, line), _("确认工程已做"))


def _resolve(sheet: Sheet, actor: Actor, line: RequestLine) -> None:
    """Five numbers of the minutes; the rules of rules.md 1.4 are asked again by the command."""
    _ = sheet.words
    quiet(_("到会过半、业主代表到会过半，会议才有效；全体委员过半数签字，决议才成立。"))
    decision, day = sheet.text("decision", _("决议编号")), sheet.day(_("会议日期"))
    approved = sheet.amount(_("批准金额（元）"), line.stands.requested_fen)
    with st.container(horizontal=True, key=sheet.key("members_row"), gap="small"):
        members, reps = sheet.number("members", _("委员人数")), sheet.number("reps", _("业主代表"))
    with st.container(horizontal=True, key=sheet.key("present_row"), gap="small"):
        present, reps_present = sheet.number("present", _("到会委员")), sheet.number("repspresent", _("到会业主代表"))
    signed = sheet.number("signed", _("签字委员"))
    meeting = Meeting(members, reps, present, reps_present, signed)

    def record(request_id: str) -> Receipt:
        told = partial(resolve_request, live.journal(), actor, request_no=line.request_no, decision_no=decision)
        return told(approved_fen=parse_yuan(approved), held_on=day, meeting=meeting, request_id=request_id)

    sheet.save(record, _said(sheet, line), _("登记决议"))


def _release(sheet: Sheet, actor: Actor, line: RequestLine) -> None:
    """The first signs for an amount and a day, the second signs for the same: with that the money leaves."""
    _, stands, first = sheet.words, line.stands, line.stands.releases[:1]
    quiet(_("账户结余 {held} 元", held=format_yuan(live.exact().fund.balance_fen)))
    amount = sheet.amount(value_fen=first[0].amount_fen if first else stands.approved_fen or 0)
    day = sheet.day(_("付款日期"), line.paid_on)
    deed = partial(release_payment, live.journal(), actor, request_no=line.request_no, paid_on=day)
    label = _("第二人签字，放款") if first else _("第一人签字")
    sheet.save(
        lambda request_id: deed(amount_fen=parse_yuan(amount), request_id=request_id),
        _said(sheet, line),
        label,
        undo=lambda done: done.entries[1] if first else done.entry,
    )


def _note(sheet: Sheet, actor: Actor, line: RequestLine) -> None:
    _ = sheet.words
    verdict = sheet.choice("verdict", _("监督意见"), NOTE_WORDS)
    words = st.text_area(_("意见内容（有异议时必填）"), key=sheet.key("note"), height=96) or ""
    record = partial(note_supervision, live.journal(), actor, request_no=line.request_no, verdict=verdict)
    sheet.save(partial(record, note=" ".join(words.split())), _said(sheet, line), _("登记监督意见"))


def _said(sheet: Sheet, line: RequestLine) -> Callable[[Receipt], str]:
    _ = sheet.words
    return lambda done: _("付款申请 **{no}** 已办一步 · 第 {entry} 条", no=line.request_no, entry=done.entry)


_STEPS: dict[DeedName, Callable[[Sheet, Actor, RequestLine], None]] = {
    "confirm": _confirm,
    "resolve": _resolve,
    "release": _release,
    "supervise": _note,
}
