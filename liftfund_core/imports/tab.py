"""One sheet of a file as plain text, before anyone has asked what its columns mean."""

from dataclasses import dataclass
from itertools import zip_longest

import pyarrow as pa

from liftfund_core.words import N_

NOT_A_SHEET = N_("文件 {name} 不是能读懂的表格；请用 Excel 或 WPS 另存为 .xlsx 或 .csv，再导入。")
DAMAGED = N_("文件 {name} 已损坏，打不开；请用 Excel 或 WPS 打开后另存一份，再导入。")


@dataclass(frozen=True, eq=False)
class MergedCells:
    """A block of merged cells, 0-based and inclusive; its value stands in the top left cell."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, eq=False)
class Tab:
    """One sheet as text, column by column; every row is kept, so position + 1 is the row that staff see."""

    columns: tuple[pa.Array, ...]
    merged: tuple[MergedCells, ...] = ()

    def rows(self, positions: list[int]) -> list[list[str]]:
        """Some rows in full, for the few that need a closer look."""
        at = pa.array(positions, pa.int64())
        return [list(row) for row in zip(*(c.take(at).to_pylist() for c in self.columns), strict=True)]


def columns_of(rows: list[list[str]]) -> tuple[pa.Array, ...]:
    """Rows of unequal length as text columns of equal length."""
    return tuple(pa.array(column, pa.string()) for column in zip_longest(*rows, fillvalue=""))
