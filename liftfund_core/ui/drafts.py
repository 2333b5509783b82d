"""A form that is being filled: its request id names it, so that a double click writes once.

The id is also part of the key of every field and button of the form. When the deed is acknowledged the form gets a new
id, so a second click, which still names the old button, finds nothing to press.
"""

from uuid import uuid4

import streamlit as st


def draft(form: str) -> str:
    """The request id of the form as it stands before the reader."""
    kept: str = st.session_state.setdefault(f"draft_{form}", uuid4().hex)
    return kept


def finish(form: str) -> None:
    """The deed is acknowledged: the next form starts empty."""
    st.session_state.pop(f"draft_{form}", None)
