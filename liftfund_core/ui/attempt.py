"""The one place where a refusal becomes a sentence on the page; pages and forms catch nothing themselves."""

from collections.abc import Callable
from html import escape
from typing import TypeVar

import streamlit as st

from liftfund_core.errors import LiftFundError
from liftfund_core.ui import session

T = TypeVar("T")


def outcome(deed: Callable[[], T]) -> T | LiftFundError:
    """Do it; when a rule or the file says no, the refusal itself."""
    try:
        return deed()
    except LiftFundError as refusal:
        return refusal


def attempt(deed: Callable[[], T]) -> T | None:
    """Do it; when a rule or the file says no, show the sentence and return None."""
    done = outcome(deed)
    if isinstance(done, LiftFundError):
        say_no(done)
        return None
    return done


def say_no(refusal: LiftFundError) -> None:
    """A refusal, where the reader is looking, read aloud by a screen reader."""
    st.html(f'<p class="no" role="alert">{escape(refusal.sentence(session.words().lang))}</p>')


def warn(sentence: str) -> None:
    """Something to look at that stops nobody."""
    st.html(f'<p class="warn" role="status">{escape(sentence)}</p>')
