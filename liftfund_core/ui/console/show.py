"""The console on the page: drawn once, told of every change, and listening to the hand of the host."""

import json
import time
from pathlib import Path

import streamlit as st

from liftfund_core.commands.roles import Actor
from liftfund_core.ui import live, session
from liftfund_core.ui.console import desk
from liftfund_core.ui.console.said import said
from liftfund_core.ui.console.small import pictures, sheet
from liftfund_core.ui.console.told import told
from liftfund_core.ui.wall import show as wall

_HERE = Path(__file__).parent
_WALL = Path(wall.__file__).parent
_CHOSEN, _TAPS = "console_chosen", "console_taps"
_REMEMBERED = 20

_PARTS = (_HERE.parent / "awake.js", _WALL / "slots.js", _WALL / "keys.js", _HERE / "console.js")
_MARKUP = json.dumps((_HERE / "console.html").read_text("utf-8"))

_console = st.components.v2.component(
    "liftfund_console",
    css=(_HERE / "console.css").read_text("utf-8"),
    js="\n".join((f"const MARKUP = {_MARKUP};", *(file.read_text("utf-8") for file in _PARTS))),
)
_relay = st.components.v2.component("liftfund_console_relay", js=(_HERE / "relay.js").read_text("utf-8"))


def show(actor: Actor) -> None:
    """The console of a host; itself it comes to the page once, and a short relay brings what has changed."""
    with st.container(key="console"):
        _console(key="console_itself", data={"sheet": sheet(), "words": said(session.words())})
        _live(actor)


@st.fragment(run_every="2s")
def _live(actor: Actor) -> None:
    _ = session.words()
    heard = _relay(
        key="console_state",
        data={
            "slot": f"liftfund.console.{live.public().estate.code}.{actor.name}",
            "state": told(_),
            "answers": desk.answers(st.session_state.get(_TAPS, [])),
            "beat": time.monotonic_ns(),
        },
        on_deed_change=_nothing,
        on_peek_change=_nothing,
        on_heard_change=_nothing,
    )
    if heard.peek is not None:
        st.session_state[_CHOSEN] = dict(heard.peek)
        st.rerun(scope="fragment")
    if heard.deed is not None:
        desk.take(actor, dict(heard.deed), _.lang)
        st.session_state[_TAPS] = [*st.session_state.get(_TAPS, []), str(heard.deed.get("id"))][-_REMEMBERED:]
        st.rerun(scope="fragment")
    _relay(key="console_pictures", data={"pictures": pictures(live.stage(), st.session_state.get(_CHOSEN, {}))})


def _nothing() -> None:
    """What is heard is looked at where the console is drawn."""
