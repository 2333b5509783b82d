"""Beside the stage: what every screen that follows the host shows, chosen first and then put up in one go."""

from html import escape

import streamlit as st

from liftfund_core.commands.roles import Actor
from liftfund_core.commands.stage import SCENE_WORDS, THEME_WORDS, show_scene
from liftfund_core.domain.stage import Stage
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.wall.spoken import building_name
from liftfund_core.words import LANGUAGES, N_, Words

_LANGUAGE_WORDS = {"zh": N_("中文"), "en": "English"}


def on_now(_: Words) -> str:
    """What is on the wall now, in one card."""
    stage = live.stage()
    parts = [_(SCENE_WORDS.get(stage.scene, stage.scene))]
    if stage.scene == "building" and stage.building:
        parts.append(building_name(stage.building, _))
    if stage.scene == "vote" and stage.poll:
        parts += [poll.title for poll in live.polls() if poll.code == stage.poll]
    beside = " · ".join((_(THEME_WORDS[stage.theme]), _(_LANGUAGE_WORDS[stage.lang])))
    message = f"<span>{escape(_('提示：{text}', text=stage.message))}</span>" if stage.message else ""
    return (
        f'<div class="on-now"><span>{escape(_("大屏现在"))}</span><b>{escape(" · ".join(parts))}</b>'
        f"<span>{escape(beside)}</span>{message}</div>"
    )


@st.fragment
def show() -> None:
    """The desk, for roles that direct the wall; one line for everyone else."""
    _ = session.words()
    with st.container(key="form_stage"):
        st.html(f"<h2>{_('换画面')}</h2>")
        actor = allowed("stage", "stage")
        if actor is not None:
            _choose(_, actor, live.stage())


def _choose(_: Words, actor: Actor, now: Stage) -> None:
    scene = _pick(
        _("画面"), list(SCENE_WORDS), now.scene, {code: _(word) for code, word in SCENE_WORDS.items()}, "scene"
    )
    building, poll = now.building, now.poll
    if scene == "building":
        codes = [b.code for b in live.public().buildings]
        building = _pick(_("楼号"), codes, now.building, {}, "building")
    if scene == "vote":
        titles = {p.code: p.title for p in live.polls()}
        poll = _pick(_("征询"), list(titles), now.poll, titles, "poll")
    theme = _pick(
        _("配色"), list(THEME_WORDS), now.theme, {code: _(word) for code, word in THEME_WORDS.items()}, "theme"
    )
    lang = _pick(
        _("语言"), list(LANGUAGES), now.lang, {code: _(word) for code, word in _LANGUAGE_WORDS.items()}, "lang"
    )
    message = st.text_input(_("屏幕提示（选填，一行字）"), now.message or "", key="stage_message", max_chars=40)
    if st.button(_("上屏"), type="primary", key="stage_save", width="stretch"):
        done = attempt(lambda: _put_up(actor, Stage(scene, building, poll, theme, lang, message or None)))  # type: ignore[arg-type]  # the choices are the codes of their kind
        if done:
            notice.leave(_("已上屏：**{scene}**", scene=_(SCENE_WORDS[scene])))
            st.rerun()


def _put_up(actor: Actor, stage: Stage) -> bool:
    show_scene(
        live.journal(),
        actor,
        scene=stage.scene,
        building=stage.building,
        poll=stage.poll,
        theme=stage.theme,
        lang=stage.lang,
        message=stage.message,
    )
    return True


def _pick(label: str, codes: list[str], now: str | None, words: dict[str, str], name: str) -> str:
    """One of a few, as wide as a thumb likes; what is on now is chosen already."""
    choose = st.pills if name == "poll" else st.segmented_control
    chosen = choose(
        label,
        codes,
        default=now if now in codes else next(iter(codes), None),
        required=True,
        format_func=lambda code: words.get(code, code),
        key=f"stage_{name}",
        width="stretch",
        wrap=True,
    )
    return chosen or ""
