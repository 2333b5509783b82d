"""Beside the stage: the console for those who lead the meeting; what is on the walls for everybody else."""

from html import escape

import streamlit as st

from liftfund_core.commands.stage import THEME_WORDS
from liftfund_core.ui import frame, on_air, session
from liftfund_core.ui.console.show import show as console
from liftfund_core.ui.console.told import LANGUAGE_WORDS, scene_said
from liftfund_core.ui.guard import allowed
from liftfund_core.words import Words


def show() -> None:
    """The console, for roles that lead the meeting; what is on now and one line for everyone else."""
    actor = session.actor()
    if actor is not None and actor.may("stage"):
        console(actor)
        _as_of()
        return
    with st.container(key="part_on_now"):
        _on_now()
        allowed("stage", "stage")


@st.fragment(run_every="2s")
def _as_of() -> None:
    frame.as_of(session.words())


@st.fragment(run_every="2s")
def _on_now() -> None:
    st.html(on_now(session.words()))
    frame.as_of(session.words())


def on_now(_: Words) -> str:
    """What is on the walls now, in one card."""
    stage = on_air.wall_data().stage
    beside = " · ".join((_(THEME_WORDS[stage.theme]), _(LANGUAGE_WORDS[stage.lang])))
    message = f"<span>{escape(_('提示：{text}', text=stage.message))}</span>" if stage.message else ""
    current = f"<span>{escape(_('环节：{title}', title=_(stage.current.title)))}</span>" if stage.current else ""
    said = scene_said(_, stage.scene, stage.building, stage.poll)
    return (
        f'<div class="on-now"><span>{escape(_("大屏现在"))}</span><b>{escape(said)}</b>'
        f"<span>{escape(beside)}</span>{current}{message}</div>"
    )
