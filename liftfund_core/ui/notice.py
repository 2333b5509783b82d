"""What has just been done, said at the foot of the page until the next deed; a payment can be taken back at once."""

import streamlit as st

from liftfund_core.commands.corrections import void
from liftfund_core.ui import live, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.words import N_

_NOTICE, _UNDO = "notice_text", "notice_undo"
UNDO_REASON = N_("当场撤销")


def leave(text: str, undo: int | None = None) -> None:
    """Say this on the next refresh.

    Args:
        undo: the entry that a button beside it takes back.
    """
    st.session_state[_NOTICE], st.session_state[_UNDO] = text, undo


def clear() -> None:
    """Nothing to say any more."""
    leave("")


@st.fragment(key="notice")
def show() -> None:
    """The notice of the last deed, if there is one."""
    text, undo = st.session_state.get(_NOTICE), st.session_state.get(_UNDO)
    if not text:
        return
    _ = session.words()
    with st.container(key="notice", horizontal=True, vertical_alignment="center"):
        st.markdown(text)
        if undo is not None and st.button(_("撤销"), key=f"notice_undo_{undo}"):
            _take_back(undo)
        st.button("✕", key="notice_close", on_click=clear, help=_("知道了"), type="tertiary")


def _take_back(entry: int) -> None:
    """Withdraw what has just been entered; the journal keeps both."""
    _, actor = session.words(), session.actor()
    if actor is None:
        return
    done = attempt(lambda: void(live.journal(), actor, entry=entry, reason=UNDO_REASON, request_id=f"undo-{entry}"))
    if done is not None:
        leave(_("已撤销第 {entry} 条，撤销记在第 {by} 条", entry=entry, by=done.entry))
        st.rerun()
