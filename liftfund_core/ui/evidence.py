"""What a step of the works asks to be shown: each paper with its label and the right kind of field."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from liftfund_core.domain.overhaul import EVIDENCE_WORDS, STATE_WORDS, path_of, required_data
from liftfund_core.ui import live
from liftfund_core.words import N_, Words

FUNDING_WORDS = {"trigger": N_("收缴达线"), "advance": N_("物业垫资")}
_ALSO = {"out_of_service": ("start",), "suspended": ("reason",), "cancelled": ("reason",)}
_DAYS = ("date", "start", "planned_end", "until")
_LONG = ("notice", "reason")


def today() -> date:
    """The estate's local day."""
    return datetime.now(ZoneInfo(live.public().estate.timezone)).date()


def ask(_: Words, step: str, state: str, work_class: str, key: str) -> dict[str, str]:
    """Ask for the evidence of a step; returns its data as the command takes it.

    Args:
        state: where the lift stands, for a step back. key: makes the fields this form's own.
    """
    needed = required_data(step, work_class)
    wanted = (*needed, *(name for name in _ALSO.get(step, ()) if name not in needed))
    asked = {name: field(_, name, "", state, work_class, f"{key}_{name}", name in needed) for name in wanted}
    return {name: value for name, value in asked.items() if value}


def field(_: Words, name: str, value: str, state: str, work_class: str, key: str, needed: bool = True) -> str:
    """One piece of evidence; days as ISO."""
    label = _(EVIDENCE_WORDS[name]) if needed else _("{label}（选填）", label=_(EVIDENCE_WORDS[name]))
    if name == "funding":
        chosen = st.segmented_control(
            label, list(FUNDING_WORDS), format_func=lambda code: _(FUNDING_WORDS[code]), key=key, width="stretch"
        )
        return chosen or ""
    if name == "to":
        path = path_of(work_class)
        earlier = list(reversed(path[: path.index(state)]))
        return st.selectbox(label, earlier, format_func=lambda code: _(STATE_WORDS[code]), key=key)
    if name in _DAYS:
        return _day(label, name, value, key, needed)
    if name in _LONG:
        return (st.text_area(label, value, key=key, height=96) or "").replace("\n", " ")
    return st.text_input(label, value, key=key) or ""


def _day(label: str, name: str, value: str, key: str, needed: bool) -> str:
    """A day; today where it is usual, empty where only a person can say."""
    usual = today() if needed and name == "date" else None
    chosen = st.date_input(label, date.fromisoformat(value) if value else usual, key=key, format="YYYY-MM-DD")
    return chosen.isoformat() if isinstance(chosen, date) else ""
