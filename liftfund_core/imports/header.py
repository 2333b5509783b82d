"""Finding the header in a sheet: below titles, in two languages, merged, with units in brackets."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from liftfund_core.imports.headers import Columns
from liftfund_core.imports.tab import Tab

_HEAD_ROWS = 30
_BRACKETED = re.compile(r"\([^)]*\)|\[[^]]*\]|【[^】]*】")
_NO_WORD = re.compile(r"[\W_]+")
_EITHER = re.compile(r"[/\uff0f\n]")


@dataclass(frozen=True)
class Header:
    """Where the columns stand: `row` is 0-based, `places` and `titles` go by field."""

    row: int
    places: dict[str, int]
    titles: dict[str, str]
    missing: tuple[str, ...]
    doubled: dict[str, tuple[int, ...]]

    @property
    def merit(self) -> tuple[bool, int, int]:
        """The more of the header a row is, the greater."""
        return not self.missing, len(self.places), -len(self.doubled)


def word(cell: str) -> str:
    """A header or label bare of blanks, brackets and signs: " 房号（必填）*" is "房号"."""
    return _NO_WORD.sub("", _BRACKETED.sub("", unicodedata.normalize("NFKC", cell).casefold()))


def header_of(tab: Tab, columns: Columns) -> Header:
    """The row among the first 30 that names most of the columns; the first of equals."""
    rows = tab.rows(list(range(min(_HEAD_ROWS, len(tab.columns[0])))))
    _spread_merged(rows, tab)
    fields = {word(name): c.field for c in columns for name in (c.field, c.label, *c.synonyms)}
    return max((_header(at, row, columns, fields) for at, row in enumerate(rows)), key=lambda h: h.merit)


def _spread_merged(rows: list[list[str]], tab: Tab) -> None:
    """A header over two rows has its single columns merged downwards: let both rows say them."""
    for block in tab.merged:
        for row in rows[block.top + 1 : block.bottom + 1]:
            row[block.left] = rows[block.top][block.left]


def _header(at: int, row: list[str], columns: Columns, fields: dict[str, str]) -> Header:
    said = [_field_of(cell, fields) for cell in row]
    places = {field: said.index(field) for field in said if field}
    counts = Counter(field for field in said if field)
    return Header(
        row=at,
        places=places,
        titles={field: " ".join(row[place].split()) for field, place in places.items()},
        missing=tuple(c.both for c in columns if c.required and c.field not in places),
        doubled={
            field: tuple(place for place, other in enumerate(said) if other == field)
            for field, count in counts.items()
            if count > 1
        },
    )


def _field_of(cell: str, fields: dict[str, str]) -> str | None:
    """The field that a header cell names, in one language or in both ("房号/unit")."""
    if whole := fields.get(word(cell)):
        return whole
    named = {fields[key] for part in _EITHER.split(cell) if (key := word(part)) in fields}
    return named.pop() if len(named) == 1 else None
