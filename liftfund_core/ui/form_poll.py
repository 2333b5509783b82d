"""The host's desk: a placard poll is opened for counting, and closed when all teams have counted."""

from functools import partial

import streamlit as st

from liftfund_core.commands.polls import close_poll, open_poll
from liftfund_core.commands.roles import Actor
from liftfund_core.reports.public import PollBoard
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.guard import allowed
from liftfund_core.words import N_, Words

_FORM = "poll"
_OTHER = ""
WAY_WORDS = {"placards": N_("举牌"), "phones": N_("手机"), "both": N_("举牌和手机")}


@st.fragment(run_every="2s")
def show() -> None:
    """The form, for roles that run the polls; nothing for everyone else."""
    actor = allowed("votes", "poll", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_poll"):
        st.html(f"<h2>{_('开始和结束征询')}</h2>")
        for poll in live.polls():
            if poll.state == "open":
                _close(_, actor, poll)
        _open(_, actor)


def _close(_: Words, actor: Actor, poll: PollBoard) -> None:
    label = _("结束计票：{title}", title=poll.title)
    if st.button(label, key=f"poll_close_{poll.code}", width="stretch"):
        done = attempt(
            lambda: close_poll(live.journal(), actor, code=poll.code, request_id=f"{draft(_FORM)}-{poll.code}")
        )
        if done is not None:
            notice.leave(_("已结束计票：**{title}** · 第 {entry} 条", title=poll.title, entry=done.entry), done.entry)
            finish(_FORM)
            st.rerun()


def _open(_: Words, actor: Actor) -> None:
    """Start the next matter of the agenda, or another one."""
    ready = {poll.code: poll.title for poll in live.polls() if poll.state == "waiting"}
    key = draft(_FORM)
    code = st.selectbox(
        _("开始征询"),
        [*ready, _OTHER],
        format_func=lambda name: ready.get(name, _("其他议题…")),
        key=f"poll_code_{key}_{len(ready)}",
    )
    title = None
    if code == _OTHER:
        code, title = _other(_, key)
    present = st.number_input(
        _("到场户数（选填，人工点数）"), min_value=0, value=None, step=1, key=f"poll_present_{key}"
    )
    way = _way(_, key)
    hide = st.checkbox(_("结束前不显示结果"), key=f"poll_hide_{key}")
    if st.button(_("开始征询"), type="primary", key=f"poll_open_{key}", width="stretch"):
        open_it = partial(open_poll, live.journal(), actor, code=code, title=title, present=present, request_id=key)
        done = attempt(partial(open_it, placards=way != "phones", phones=way != "placards", hide_results=hide))
        if done is not None:
            said = _("已开始征询：**{title}** · 第 {entry} 条", title=ready.get(code, title or ""), entry=done.entry)
            notice.leave(said, done.entry)
            finish(_FORM)
            st.rerun()


def _other(_: Words, key: str) -> tuple[str, str]:
    """Code and title of a matter that is not on the agenda."""
    code = st.text_input(_("编号"), key=f"poll_other_{key}", placeholder="m4")
    return code, st.text_input(_("议题"), key=f"poll_title_{key}")


def _way(_: Words, key: str) -> str:
    """Who may answer: placards, phones, or both side by side."""
    chosen = st.segmented_control(
        _("答复方式"),
        list(WAY_WORDS),
        format_func=lambda way: _(WAY_WORDS[way]),
        default="placards",
        required=True,
        key=f"poll_ways_{key}",
        width="stretch",
    )
    return chosen or "placards"
