"""On the square: a team counts raised placards on a phone, and a second counter checks it."""

from pathlib import Path
from typing import Any

import streamlit as st

from liftfund_core.commands.roles import Actor
from liftfund_core.domain.poll import PlacardCount, TeamCount
from liftfund_core.reports.public import PollBoard
from liftfund_core.ui import live, session, votes
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.placards import desk
from liftfund_core.words import Words

_HERE = Path(__file__).parent

_counter = st.components.v2.component(
    "liftfund_placards",
    html=(_HERE / "counter.html").read_text("utf-8"),
    css=(_HERE / "counter.css").read_text("utf-8"),
    js="\n".join(file.read_text("utf-8") for file in (_HERE.parent / "awake.js", _HERE / "counter.js")),
)


@st.fragment(run_every="2s")
def show() -> None:
    """The counter, for roles that count placards; one line for everyone else."""
    _ = session.words()
    with st.container(key="form_placards"):
        actor = allowed("votes", "placards")
        if actor is not None and (poll := _poll(_)) is not None:
            _count(_, actor, poll)
        st.html(votes.disclaimer(_))


def _poll(_: Words) -> PollBoard | None:
    """The poll that is being counted; a choice only where there is more than one."""
    counting = {poll.code: poll for poll in live.polls() if poll.state == "open" and poll.placards}
    if not counting:
        st.html(f'<p class="quiet">{_("现在没有正在计票的征询。主持人开始征询后，这里出现计数键。")}</p>')
        return None
    code = next(iter(counting))
    if len(counting) > 1:
        code = st.pills(
            _("征询"),
            list(counting),
            default=code,
            required=True,
            format_func=lambda name: counting[name].title,
            key="placards_poll",
        )
    poll = counting.get(code, next(iter(counting.values())))
    st.html(f"<h2>{votes.heading(_, poll)}</h2>")
    return poll


def _count(_: Words, actor: Actor, poll: PollBoard) -> None:
    result = _counter(key="placards_counter", data=_told(_, actor, poll), on_submitted_change=lambda: None)
    if result.submitted:
        desk.take(actor, dict(result.submitted), _.lang)
        st.rerun()


def _told(_: Words, actor: Actor, poll: PollBoard) -> dict[str, Any]:
    """What the phone needs to know; the drafts of two people on one phone stay apart."""
    estate = live.public().estate.code
    return {
        "slot": f"liftfund.placards.{estate}.{poll.code}.{actor.name}.{_.lang}",
        "poll": poll.code,
        "me": actor.name,
        "teams": {team.team: _team(_, team) for team in poll.tally.teams},
        "answers": desk.answers(),
        "words": _said(_),
    }


def _team(_: Words, team: TeamCount) -> dict[str, str | None]:
    said = _("已有计数（{who}）：{figures}", who=team.figure.actor, figures=_figures(_, team.figure))
    return {"said": said, "beside_by": team.beside.actor if team.beside else None}


def _figures(_: Words, count: PlacardCount) -> str:
    return _("赞成 {a} · 反对 {b} · 弃权 {c}", a=count.for_, b=count.against, c=count.abstain)


def _said(_: Words) -> dict[str, str]:
    """The words on the counter."""
    return {
        "team": _("组号，如 2"),
        "second": _("我来复核"),
        "for": _("赞成"),
        "against": _("反对"),
        "abstain": _("弃权"),
        "reason": _("本组已有计数，重新计数的原因"),
        "submit": _("提交本组计数"),
        "waiting": _("待发送"),
        "queued": _("待发送：还没有收到回执，会自动重发，请不要关闭页面。"),
        "sent": _("已提交"),
        "entry": _("第 {n} 条"),
        "back": _("撤回"),
    }
