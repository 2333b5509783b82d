"""The big screen itself: draws the scene once, then sends it figures as soon as something has changed."""

import logging
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import streamlit as st

from liftfund_core.ui.wall.data import Look, Stage, WallData
from liftfund_core.ui.wall.loading import skeleton
from liftfund_core.ui.wall.scene import draw, look_of
from liftfund_core.ui.wall.sheet import Frame

_HERE = Path(__file__).parent
SHEETS = (_HERE / "wall.css", _HERE / "meeting.css")
_LAST, _FAILED, _BARE = "wall_last_frame", "wall_failure", "wall_bare"
_DRAWN = 64
_log = logging.getLogger(__name__)

_HANDS = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("slots.js", "player.js", "wall.js"))

_mount = st.components.v2.component("liftfund_wall", js=_HANDS, isolate_styles=False)


def show(query: Mapping[str, str], load: Callable[[], WallData]) -> None:
    """Show the wall on this page: `query` is the address's parameters, `load` reads what everyone may see.

    `load` is called whenever the stream of changes says so, at most four times a second, and else every two seconds
    (twice a second while the screen hears no stream); it should answer from a snapshot. When it raises, the last
    figures stay and a chip says that they cannot be read now.
    """
    asked = dict(query)
    for sheet in SHEETS:
        st.html(sheet)
    st.html(skeleton(look_of(asked, Stage())).html)
    _bare()

    @st.fragment(run_every="2s")
    def live() -> None:
        _send(_next_frame(asked, load))

    live()


def _next_frame(query: Mapping[str, str], load: Callable[[], WallData]) -> Frame:
    """The frame to show now; the last good one, marked, when the figures cannot be read."""
    try:
        data = load()
        frame = drawn(data, look_of(query, data.stage))
    except Exception as failure:  # noqa: BLE001 - whatever it is, a screen before a crowd shows no traceback
        return _last_good(query, failure)
    st.session_state.update({_LAST: frame, _FAILED: None})
    return frame


@lru_cache(maxsize=_DRAWN)
def drawn(data: WallData, look: Look) -> Frame:
    """A scene drawn once for all screens that show the same."""
    frame = draw(data, look)
    return replace(frame, html=sys.intern(frame.html))  # the same every second, while the values move


def _last_good(query: Mapping[str, str], failure: Exception) -> Frame:
    """The figures of before with the chip ▲, said in the log once per kind of failure."""
    if st.session_state.get(_FAILED) != repr(failure):
        st.session_state[_FAILED] = repr(failure)
        _log.error("the wall cannot read its figures", exc_info=failure)
    last: Frame | None = st.session_state.get(_LAST)
    if last is None:
        return skeleton(look_of(query, Stage()), failed=True)
    return replace(last, values={**last.values, "error": "1"})


def _send(frame: Frame) -> None:
    """The values with a beat; the markup only to a screen that does not have it, by its own word or just opened.

    What the screen hears from the stream runs the fragment at once.
    """
    values = {"frame_id": frame.frame_id, "values": dict(frame.values), "beat": time.monotonic_ns()}
    markup = {"html": frame.html} if st.session_state.pop(_BARE, False) else {}
    _mount(key="wall", data={**values, **markup}, on_heard_change=_heard, on_bare_change=_bare)


def _heard() -> None:
    """Something has changed: the fragment that this belongs to runs now, and that is all that is wanted."""


def _bare() -> None:
    """The screen lacks the scene that its values belong to."""
    st.session_state[_BARE] = True
