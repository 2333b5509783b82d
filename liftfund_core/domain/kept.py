"""A figure kept word for word: frozen records as canonical JSON, and read back as what they were."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from liftfund_core.domain.journal import canonical_json

T = TypeVar("T")


def as_text(record: Any) -> str:
    """A frozen dataclass of text, integers, dates, tuples and further such records, in its one spelling."""
    return canonical_json(_plain(record))


def of_text(kind: type[T], text: str) -> T:
    """The record that `as_text` spelled; a field that is not in the text has its default.

    Raises:
        KeyError: a field without a default is missing.
    """
    read: T = _read(kind, json.loads(text))
    return read


def _plain(record: Any) -> dict[str, Any]:
    return {field.name: _value(getattr(record, field.name)) for field in fields(record)}


def _value(value: Any) -> Any:
    if is_dataclass(value):
        return _plain(value)
    return [_value(item) for item in value] if isinstance(value, tuple) else value


def _read(kind: Any, told: Any) -> Any:
    if told is None:
        return None
    if isinstance(kind, UnionType):  # this or None
        return _read(get_args(kind)[0], told)
    if isinstance(told, Mapping):
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], value) for name, value in told.items()})
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in told)
    return date.fromisoformat(told) if kind is date else told
