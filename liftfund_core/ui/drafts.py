"""A form that is being filled: its request id names it, so that a double click writes once.

The id is also part of the key of every field and button of the form. When the deed is acknowledged the form gets a new
id, so a second click, which still names the old button, finds nothing to press.

A button that calls `once` writes before anything is drawn again, so that the same refresh shows the new figure.
"""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

import streamlit as st

from liftfund_core.errors import LiftFundError
from liftfund_core.ui.attempt import outcome, say_no

T = TypeVar("T")


def draft(form: str) -> str:
    """The request id of the form as it stands before the reader."""
    kept: str = st.session_state.setdefault(f"draft_{form}", uuid4().hex)
    return kept


def finish(form: str) -> None:
    """The deed is acknowledged: the next form starts empty."""
    st.session_state.pop(f"draft_{form}", None)


def once(form: str, request: str, deed: Callable[[], T]) -> T | None:
    """When the form's button is pressed: do the deed, or keep the refusal for `refusal` to show.

    Args:
        request: the draft that the pressed button belongs to; one that is acknowledged is over, and nothing is done.
    """
    if request != draft(form):
        return None
    done = outcome(deed)
    if isinstance(done, LiftFundError):
        st.session_state[_refused(form)] = done
        return None
    finish(form)
    return done


def refusal(form: str) -> None:
    """Why the last press wrote nothing, once, where the reader is looking."""
    if (said := st.session_state.pop(_refused(form), None)) is not None:
        say_no(said)


def _refused(form: str) -> str:
    return f"refused_{form}"
