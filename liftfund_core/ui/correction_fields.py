"""The fields by which an entry is put right: each column with the field that fits it, and only what was changed."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from liftfund_core.commands.advance import ROUTE_WORDS
from liftfund_core.commands.collection import CHANNEL_WORDS
from liftfund_core.domain.journal import canonical_json
from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.domain.overhaul import required_data
from liftfund_core.reports.journal_page import EntryLine
from liftfund_core.ui import live
from liftfund_core.ui.entry_words import COLUMN_WORDS, flat, in_reading_order
from liftfund_core.words import Words

# What names the entry rather than fills it: another one is another entry.
_FIXED = {
    "lift_step": ("lift", "step", "funding", "to"),
    "poll_opened": ("poll", "phones"),
    "payer_named": ("payment",),
}
_CHOICES: dict[str, Mapping[Any, str]] = {"channel": CHANNEL_WORDS, "route": ROUTE_WORDS}
_COUNTS = ("present",)


def ask_changes(_: Words, line: EntryLine, key: str) -> dict[str, Any]:
    """The changed columns of an entry and their new values.

    Raises:
        Refusal: an amount cannot be read.
    """
    old = _columns(line)
    old = {name: old[name] for name in in_reading_order(old)}
    asked = {
        name: _field(_, name, value, f"correct_{name}_{key}")
        for name, value in old.items()
        if name not in _FIXED.get(line.kind, ())
    }
    return {
        name: _read(name, text, old[name]) for name, text in asked.items() if _read(name, text, old[name]) != old[name]
    }


def in_columns(line: EntryLine, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes as the command takes them: days as days, a step's papers in one column."""
    table = {name: _as_day(name, value) for name, value in changes.items() if name in line.detail}
    papers = {name: value for name, value in changes.items() if name not in line.detail}
    if papers:
        kept = {**json.loads(line.detail["evidence"]), **papers}
        table["evidence"] = canonical_json({name: value for name, value in kept.items() if value})
    return table


def _columns(line: EntryLine) -> dict[str, Any]:
    """The columns that may be put right, those that are still empty included."""
    columns = flat(line.detail)
    if line.kind == "lift_step":
        wanted = required_data(line.detail["step"], live.public().estate.work_class)
        return {**columns, **{name: columns.get(name, "") for name in wanted}}
    return columns


def _field(_: Words, name: str, value: Any, key: str) -> Any:
    """The field for a column, filled with what stands there."""
    label = _(COLUMN_WORDS.get(name, name))
    if name.endswith("_fen"):
        return st.text_input(label, format_yuan(value), key=key)
    if name in _CHOICES:
        words = _CHOICES[name]
        return st.segmented_control(
            label,
            list(words),
            default=value,
            required=True,
            format_func=lambda code: _(words[code]),
            key=key,
            width="stretch",
        )
    if name in _COUNTS:
        return st.number_input(label, min_value=0, value=value, step=1, key=key)
    if _is_day(name):
        return st.date_input(label, date.fromisoformat(value) if value else None, key=key, format="YYYY-MM-DD")
    return st.text_input(label, "" if value is None else str(value), key=key)


def _read(name: str, asked: Any, old: Any) -> Any:
    """What a field says, in the form in which the old value is kept."""
    if name.endswith("_fen"):
        return parse_yuan(asked or "")
    if isinstance(asked, date):
        return asked.isoformat()
    if isinstance(asked, str):
        return asked.strip() or (None if old is None else "")
    return asked


def _is_day(name: str) -> bool:
    return name.endswith("_on") or name in ("date", "start", "planned_end", "until", "as_of")


def _as_day(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if (name.endswith("_on") or name == "as_of") and value else value
