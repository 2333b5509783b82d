"""One of a few, chosen with a tap: all are seen at once, and one is always chosen."""

from collections.abc import Mapping

import streamlit as st

from liftfund_core.ui import session

_MOST_IN_A_ROW = 6


def tap(key: str, label: str, words: Mapping[str, str], default: str | None = None, *, named: bool = False) -> str:
    """The code that is chosen.

    Args:
        key: of the field. label: what is chosen, for a screen reader; above the field where it is `named`.
        words: code -> its word, marked with `N_`. default: the first where left out.
    """
    _ = session.words()
    return st.segmented_control(
        label,
        list(words),
        default=default or next(iter(words)),
        required=True,
        format_func=lambda code: _(words[code]),
        key=key,
        width="stretch",
        label_visibility="visible" if named else "collapsed",
        wrap=len(words) > _MOST_IN_A_ROW,
    )
