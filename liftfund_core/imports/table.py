"""The deeds in a sheet: rows below the header, without totals, signatures, headers again and blanks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.errors import Refusal
from liftfund_core.imports.cells import is_blank, positions, span, tidy
from liftfund_core.imports.findings import Listed
from liftfund_core.imports.header import Header, header_of, word
from liftfund_core.imports.headers import EXAMPLE, FOOTER_WORDS, TOTAL_WORDS, Column, Columns
from liftfund_core.imports.sheet import Sheet
from liftfund_core.imports.tab import Tab
from liftfund_core.words import N_

Rows = npt.NDArray[np.int64]
_PLAIN_LABELS = sorted({spelt for w in TOTAL_WORDS for spelt in (w, w.title(), w.upper()) if w.isascii()})
_SPACED = {w: " *".join(w) for w in sorted(TOTAL_WORDS)}
_LABEL = "|".join(f"^{spaced} *:?$" if w.isascii() else f"^{spaced}" for w, spaced in _SPACED.items())
_TOTAL_OPENINGS = tuple(sorted(TOTAL_WORDS))
_FOOTER_OPENINGS = tuple(map(word, FOOTER_WORDS))


@dataclass(frozen=True, eq=False)
class Table:
    """The rows of a sheet that may be deeds.

    Attributes:
        columns: the columns that the file has, in the order of contracts.md.
        cells: tidy text by field, "" where empty.
        row: the number of each row as the spreadsheet shows it, from 1.
        headers: the header as written, by field.
        left_out: numbers of rows that are no deeds.
        hidden: (row, field) of cells covered by a merged cell whose value is not for all of its rows.
    """

    columns: Columns
    cells: Mapping[str, pa.Array]
    row: Rows
    headers: Mapping[str, str]
    left_out: tuple[int, ...]
    hidden: frozenset[tuple[int, str]]

    def __len__(self) -> int:
        return len(self.row)

    def __getitem__(self, field: str) -> pa.Array:
        """The cells of a column; all empty where the file has no such column."""
        cells = self.cells.get(field)
        return pa.nulls(len(self), pa.string()).fill_null("") if cells is None else cells


def table_of(sheet: Sheet, columns: Columns) -> Table:
    """The first tab that has every required column, as a table.

    Raises:
        Refusal: a required column is missing or stands there twice, or no row follows the header.
    """
    found = [(tab, header_of(tab, columns)) for tab in sheet.tabs if tab.columns]
    if not found:
        raise Refusal(N_("文件 {name} 是空的；请选择有内容的表格。"), name=sheet.name)
    tab, header = next((pair for pair in found if not pair[1].missing), max(found, key=lambda p: p[1].merit))
    _check(header)
    present = tuple(column for column in columns if column.field in header.places)
    table = _without_other_rows(tab, header, _read(tab, header, present))
    if not len(table):
        titles = " ".join(header.titles.values())
        raise Refusal(N_("表头“{header}”下面没有数据；请填好后再导入。"), header=titles)
    return table


def _check(header: Header) -> None:
    if header.missing:
        raise Refusal(
            N_("表里找不到这些列：{columns}；请在表头补上，可以下载模板对照。"),
            columns=Listed(header.missing),
        )
    for field, places in header.doubled.items():
        raise Refusal(
            N_("表头“{header}”不止一列（{columns} 列）；请只保留一列，其余改名。"),
            header=header.titles[field],
            columns=Listed(map(_letter, places)),
        )


def _letter(place: int) -> str:
    """The name of a column as the spreadsheet shows it: 0 is A, 26 is AA."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _read(tab: Tab, header: Header, columns: Columns) -> Table:
    """Every row below the header, merged cells given to the rows that they stand for."""
    first = header.row + 1
    hidden: set[tuple[int, str]] = set()
    cells = {}
    for column in columns:
        place = header.places[column.field]
        blocks = [b for b in tab.merged if b.left == place and b.bottom > b.top >= first]
        whole = tab.columns[place].slice(first)
        if blocks and column.fills_down:
            whole = _filled(whole, [(b.top - first, b.bottom - first) for b in blocks])
        elif blocks:
            hidden |= {(row + 1, column.field) for b in blocks for row in range(b.top + 1, b.bottom + 1)}
        cells[column.field] = tidy(whole, column)
    row = np.arange(first + 1, len(tab.columns[0]) + 1)
    return Table(columns, cells, row, header.titles, (), frozenset(hidden))


def _filled(cells: pa.Array, blocks: list[tuple[int, int]]) -> pa.Array:
    texts = cells.to_pylist()
    for top, bottom in blocks:
        below = texts[top + 1 : bottom + 1]
        texts[top + 1 : bottom + 1] = [texts[top]] * len(below)
    return pa.array(texts, pa.string())


def _without_other_rows(tab: Tab, header: Header, table: Table) -> Table:
    """Drop what is no deed. Blank rows go without a word; the others are reported as left out."""
    doubtful = positions(_doubtful(table))
    seen = tab.rows([int(table.row[at]) - 1 for at in doubtful])
    blank = [at for at, texts in zip(doubtful, seen, strict=True) if not any(map(str.strip, texts))]
    required = [header.places[column.field] for column in table.columns if column.required]
    other = [at for at, texts in zip(doubtful, seen, strict=True) if _is_no_deed(texts, required)]
    other += _repeats(table, {c.field: tidy_text(header.titles[c.field], c) for c in table.columns})
    other += _examples(table)
    if not blank and not other:
        return table
    kept = np.ones(len(table), bool)
    kept[blank + other] = False
    return Table(
        columns=table.columns,
        cells={field: cells.filter(pa.array(kept)) for field, cells in table.cells.items()},
        row=table.row[kept],
        headers=table.headers,
        left_out=tuple(int(row) for row in sorted({table.row[at] for at in other})),
        hidden=table.hidden,
    )


def _examples(table: Table) -> list[int]:
    """The template's example row, if its cells say that they are one."""
    texts = {column.field: column.example for column in table.columns}
    return _repeats(table, texts) if any(EXAMPLE in text for text in texts.values()) else []


def _doubtful(table: Table) -> pa.Array:
    """Rows with a required cell empty, or a total's label in one: the only ones that need a closer look."""
    required = [table[column.field] for column in table.columns if column.required]
    return reduce(pc.or_, [pc.or_(is_blank(cells), _is_label(cells)) for cells in required])


def _is_label(cells: pa.Array) -> pa.Array:
    """Cells that say 合计 or the like; few columns are worth the slow look."""
    low, high = span(cells)
    if high < ord("A"):
        return pa.repeat(False, len(cells))
    if low > ord(" ") and high <= ord("~"):
        return pc.is_in(cells, value_set=pa.array(_PLAIN_LABELS))
    return pc.match_substring_regex(cells, _LABEL, ignore_case=True)


def _is_no_deed(texts: list[str], required: list[int]) -> bool:
    """Whether a row is a total or a signature.

    A total's label opens the row or stands in a required column: a remark that happens to read 累计 does not make
    a payment vanish.
    """
    filled = [place for place, text in enumerate(texts) if text.strip()]
    if not filled:
        return False
    present = sum(place in filled for place in required)
    opening = word(texts[filled[0]])
    labels = {place for place in filled if word(texts[place]) in TOTAL_WORDS}
    if labels & {filled[0], *required} or opening.startswith(_TOTAL_OPENINGS):
        return True
    return 2 * present <= len(required) and (bool(labels) or opening.startswith(_FOOTER_OPENINGS))


def _repeats(table: Table, texts: Mapping[str, str]) -> list[int]:
    """Rows that say these words in every column: a header printed again, or the template's example."""
    said = np.ones(len(table), bool)
    for field, text in texts.items():
        said &= pc.equal(table[field], text).to_numpy(zero_copy_only=False)
        if not said.any():
            break
    return [int(at) for at in np.flatnonzero(said)]


def tidy_text(text: str, column: Column) -> str:
    """One text as `tidy` makes it."""
    tidied: str = tidy(pa.array([text]), column)[0].as_py()
    return tidied
