"""A clicker is mostly plugged into the computer of the wall; a host who is signed in there leads with it."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from liftfund_core.ui import live, session
from liftfund_core.ui.console import desk
from liftfund_core.ui.wall import show as wall

_WALL = Path(wall.__file__).parent

_mount = st.components.v2.component(
    "liftfund_clicker", js="\n".join((_WALL / name).read_text("utf-8") for name in ("keys.js", "clicker.js"))
)


def show(query: Mapping[str, str]) -> None:
    """Listen on a wall that follows the host; a wall with a scene of its own, and everybody else's, hears nothing."""
    actor = session.actor()
    if "scene" in query or actor is None or not actor.may("stage"):
        return
    _listen()


@st.fragment(run_every="2s")
def _listen() -> None:
    actor, stage = session.actor(), live.stage()
    current, previous, following = stage.current, stage.previous, stage.next
    heard = _mount(
        key="wall_clicker",
        data={
            "current": current.id if current else None,
            "next": following.id if following else None,
            "previous": previous.id if previous else None,
            "blank": stage.blank,
        },
        on_pressed_change=lambda: None,
    )
    if heard.pressed is not None and actor is not None:
        desk.take(actor, dict(heard.pressed), session.words().lang)
        st.rerun(scope="fragment")
