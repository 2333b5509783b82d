"""At the host's table: the run of show is chosen, written and kept."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2s

import streamlit as st

from liftfund_core.commands import run_of_show as table
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.stage import SCENE_WORDS
from liftfund_core.domain.stage import Segment, Stage
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt, warn
from liftfund_core.ui.wall.spoken import building_name
from liftfund_core.words import N_, Words

_ANY = ""


@st.fragment
def show() -> None:
    """The table, for roles that lead the meeting; nothing for everyone else."""
    actor = session.actor()
    if actor is None or not actor.may("stage"):
        return
    _, stage = session.words(), live.stage()
    with st.container(key="form_run"):
        st.html(f"<h2>{_('流程单')}</h2>")
        _choose_run(_, actor, stage)
        if stage.run:
            _segments(_, actor, stage)
            _keep(_, actor)


def _choose_run(_: Words, actor: Actor, stage: Stage) -> None:
    """A template or a kept run, in place of the one that is there."""
    kept = live.kept_runs()
    words = {**{code: _(said) for code, said in table.TEMPLATE_WORDS.items()}, **{name: name for name in kept}}
    name = st.selectbox(_("从哪一份开始"), list(words), format_func=lambda code: words[code], key="run_template")
    if stage.run:
        warn(_("套用会换掉现在的流程单，会议回到第一个环节之前。"))
    with st.container(key="run_use_row", horizontal=True):
        if st.button(_("套用"), key="run_use", type="secondary" if stage.run else "primary", width="stretch"):
            _do(lambda: table.use_run(live.journal(), actor, name=name), _("已套用：**{name}**", name=words[name]))
        if name in kept and st.button(_("删去这一份"), key="run_forget", width="stretch"):
            _do(lambda: table.forget_run(live.journal(), actor, name=name), _("已删去：**{name}**", name=name))


def _segments(_: Words, actor: Actor, stage: Stage) -> None:
    """One segment at a time, with everything that can be done to it."""
    names = {s.id: f"{place}. {_(s.title)}" for place, s in enumerate(stage.run, start=1)}
    first = stage.current or stage.run[0]
    id = st.selectbox(
        _("改哪个环节"),
        list(names),
        index=list(names).index(first.id),
        format_func=lambda number: names.get(number, ""),
        key="run_segment",
    )
    segment = next((s for s in stage.run if s.id == id), first)
    written = _fields(_, segment)
    if st.button(_("保存这个环节"), key="run_save", type="primary", width="stretch"):
        _do(
            lambda: table.change_segment(live.journal(), actor, written),
            _("已保存：**{title}**", title=written.title),
        )
    _moves(_, actor, segment)


def _fields(_: Words, segment: Segment) -> Segment:
    """The segment as it is written in the fields; they begin anew when somebody else has changed it."""
    at = f"{segment.id}_{blake2s(repr(segment).encode(), digest_size=4).hexdigest()}"
    title = _text(_, _("环节名称"), segment.title, f"run_title_{at}", 30)
    speaker = _text(_, _("讲话人（写身份，不写姓名）"), segment.speaker, f"run_speaker_{at}", 80)
    scene = st.selectbox(
        _("大屏画面"),
        list(SCENE_WORDS),
        index=list(SCENE_WORDS).index(segment.scene),
        format_func=lambda code: _(SCENE_WORDS[code]),
        key=f"run_scene_{at}",
    )
    building, poll = _what(_, segment, scene, at)
    minutes = st.number_input(_("计划分钟"), 1, 240, segment.minutes, key=f"run_minutes_{at}")
    note = _text(_, _("备注（只有主持人看到）"), segment.note, f"run_note_{at}", 80)
    return replace(
        segment, title=title, speaker=speaker, scene=scene, building=building, poll=poll, minutes=minutes, note=note
    )


def _text(_: Words, label: str, now: str, key: str, longest: int) -> str:
    """A text field; words of a template that nobody touches stay as they are in the other language too."""
    shown = _(now)
    written = st.text_input(label, shown, key=key, max_chars=longest)
    return now if written == shown else written


def _what(_: Words, segment: Segment, scene: str, at: str) -> tuple[str | None, str | None]:
    """Which building or which matter the scene shows."""
    building, poll = None, None
    if scene == "building":
        words = {b.code: building_name(b.code, _) for b in live.public().buildings}
        building = _one(_("楼号"), {_ANY: _("第一栋"), **words}, segment.building, f"run_building_{at}")
    if scene == "vote":
        words = {p.code: p.title for p in live.polls()}
        poll = _one(_("征询"), {_ANY: _("正在进行的那一项"), **words}, segment.poll, f"run_poll_{at}")
    return building, poll


def _one(label: str, words: dict[str, str], now: str | None, key: str) -> str | None:
    codes = list(words)
    chosen = st.selectbox(
        label,
        codes,
        index=codes.index(now) if now in codes else 0,
        format_func=lambda code: words.get(code, code),
        key=key,
    )
    return chosen or None


def _moves(_: Words, actor: Actor, segment: Segment) -> None:
    """Earlier, later, another one behind it, away with it."""
    journal, said = live.journal(), _(segment.title)
    deeds: dict[str, tuple[str, Callable[[], object]]] = {
        "up": (_("上移"), lambda: table.move_segment(journal, actor, segment=segment.id, step=-1)),
        "down": (_("下移"), lambda: table.move_segment(journal, actor, segment=segment.id, step=1)),
        "add": (_("加一个"), lambda: table.add_segment(journal, actor, _new(_), after=segment.id)),
        "remove": (_("删去"), lambda: table.remove_segment(journal, actor, segment=segment.id)),
    }
    with st.container(key="run_moves", horizontal=True, gap="small"):
        for name, (label, deed) in deeds.items():
            if st.button(label, key=f"run_{name}_{segment.id}", width="stretch"):
                _do(deed, _("{deed}：**{title}**", deed=label, title=said))


def _new(_: Words) -> Segment:
    return Segment(0, _(N_("新环节")))


def _keep(_: Words, actor: Actor) -> None:
    with st.container(key="run_keep_row", horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("存为一份流程单，名称"), key="run_name", max_chars=20, placeholder=_("如：七月路演"))
        if st.button(_("保存"), key="run_keep"):
            _do(lambda: table.keep_run(live.journal(), actor, name=name), _("已保存：**{title}**", title=name))


def _do(deed: Callable[[], object], said: str) -> None:
    """Do it, say so, and draw the page anew; a refusal stands where it was pressed."""
    if attempt(lambda: deed() or True) is not None:
        live.look_again()
        notice.leave(said)
        st.rerun()
