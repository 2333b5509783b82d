"""Going over a table: the first thing wrong with a cell stands, and a row with anything wrong is not sound."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.imports.cells import by_distinct, hundredths, is_blank, positions, rises, span
from liftfund_core.imports.findings import Finding
from liftfund_core.imports.table import Table
from liftfund_core.words import N_

T = TypeVar("T")

_UNPRINTABLE = r"[\x00-\x1f\x7f-\x{9f}\x{2028}\x{2029}]"
_BROKEN = r"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$"
_ROUNDED = r"^\d(?:\.\d+)?[eE]\+\d+$"
_TROUBLE = f"{_UNPRINTABLE}|{_BROKEN}|{_ROUNDED}"


class Inspection:
    """The findings of one table, gathered while it is read."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._found: dict[tuple[int, str], Finding] = {}
        self._wrong = np.zeros(len(table), bool)
        self._merged()
        self._required()
        self._troubles()

    def note(self, at: int, field: str, why: LiftFundError) -> None:
        """Put down what is wrong with the cell at a position; what was found there first stands."""
        self._wrong[at] = True
        if (at, field) not in self._found:
            value = self.table[field][at].as_py()
            self._found[at, field] = Finding(int(self.table.row[at]), self.table.headers[field], value, why)

    def note_all(self, where: Iterable[int], field: str, why: LiftFundError) -> None:
        """The same finding for many cells of a column."""
        for at in where:
            self.note(at, field, why)

    def read(
        self,
        field: str,
        parse: Callable[[str], T],
        kind: pa.DataType,
        *,
        blank: T | None = None,
        cells: pa.Array | None = None,
    ) -> pa.Array:
        """A column read distinct cell by distinct cell; null where refused, `blank` where empty.

        `cells` are read in place of the column's own where it takes several columns to say what one means.
        """
        if cells is None and field not in self.table.cells:
            return pa.repeat(pa.scalar(blank, kind), len(self.table))
        values, wrong = by_distinct(self.table[field] if cells is None else cells, parse, kind, blank)
        for at, why in wrong.items():
            self.note(at, field, why)
        return values

    def read_hundredths(self, field: str, parse: Callable[[str], int], whole_digits: int) -> pa.Array:
        """A column of amounts or areas in hundredths of their unit; null where empty or refused."""
        numbers, wrong = hundredths(self.table[field], parse, whole_digits)
        for at, why in wrong.items():
            self.note(at, field, why)
        return numbers

    def read_once(self, field: str, keys: pa.Array, sentence: str) -> None:
        """Note every row that says again what an earlier row said; `sentence` has the earlier `{row}`."""
        places = np.flatnonzero(keys.is_valid())
        said = keys.drop_null()
        if rises(said):
            return
        coded = said.dictionary_encode()
        if len(coded.dictionary) == len(said):
            return
        _, first, code = np.unique(coded.indices, return_index=True, return_inverse=True)
        for again in np.flatnonzero(first[code] != np.arange(len(said))):
            row = self.table.row[places[first[code[again]]]]
            self.note(int(places[again]), field, Refusal(sentence, row=int(row)))

    @property
    def sound(self) -> npt.NDArray[np.bool_]:
        """Rows with nothing wrong."""
        return ~self._wrong

    def sound_rows(self, rows: pa.Table) -> pa.Table:
        """Of rows as long as the table, those with nothing wrong."""
        return rows.filter(pa.array(self.sound)) if self._wrong.any() else rows

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the file."""
        order = {column.field: place for place, column in enumerate(self.table.columns)}
        keys = sorted(self._found, key=lambda key: (key[0], order.get(key[1], 0)))
        return tuple(self._found[key] for key in keys)

    def _merged(self) -> None:
        if not self.table.hidden:
            return
        at_row = {int(row): at for at, row in enumerate(self.table.row)}
        why = Refusal(N_("这一格与上面的格子合并了，看不出各行是多少；请取消合并，逐行填写。"))
        for row, field in self.table.hidden:
            if row in at_row:
                self.note(at_row[row], field, why)

    def _required(self) -> None:
        for column in self.table.columns:
            if column.required:
                why = Refusal(N_("“{header}”不能空着；请补填。"), header=self.table.headers[column.field])
                self.note_all(positions(is_blank(self.table[column.field])), column.field, why)

    def _troubles(self) -> None:
        for column in self.table.columns:
            cells = self.table[column.field]
            low, high = span(cells)
            if low > ord("+") and high <= ord("~"):  # every trouble has a control character, a # or a + in it
                continue
            for at in positions(pc.match_substring_regex(cells, _TROUBLE)):
                self.note(at, column.field, _trouble(cells[at].as_py()))


def _trouble(text: str) -> Refusal:
    if text.startswith("#"):
        return Refusal(N_("这一格是 Excel 的出错提示 {value}；请改正公式，或直接填写内容。"), value=text)
    if text.isprintable():
        return Refusal(
            N_("{value} 是被 Excel 存成数字的长号码，末尾几位已经丢失；请把整列设为“文本”后重新填写。"),
            value=text,
        )
    return Refusal(N_("这一格里有看不见的控制字符或换行；请清空这一格，重新输入一遍。"))
