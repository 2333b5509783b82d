"""XLSX workbooks as staff really keep them: merged cells, numbers that are names, dates that are dates."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from liftfund_core.errors import Refusal
from liftfund_core.imports.tab import DAMAGED, NOT_A_SHEET, MergedCells, Tab, columns_of
from liftfund_core.words import N_

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_UNPACKED = 1 << 30
_PIECE = 1 << 20
_MERGE_TAG = b"<mergeCell "
_ALL_ZEROS = re.compile(r"0+")


def tabs_of(data: bytes, name: str) -> tuple[Tab, ...]:
    """The visible tabs of a workbook in order.

    Raises:
        Refusal: no workbook inside, damaged, or larger than a gigabyte when unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_inside(archive, name)
            merged = any(_has_merged_cells(archive, part) for part in archive.namelist())
        return _read(data, streaming=not merged)
    except Refusal:
        raise
    except Exception as damage:  # openpyxl answers broken XML with whatever its parsers happen to raise
        raise Refusal(DAMAGED, name=name) from damage


def _check_inside(archive: zipfile.ZipFile, name: str) -> None:
    if "xl/workbook.xml" not in archive.namelist():
        raise Refusal(NOT_A_SHEET, name=name)
    if sum(part.file_size for part in archive.infolist()) > _MAX_UNPACKED:
        raise Refusal(N_("文件 {name} 解开后超过 1 GB；请只保留需要的工作表，另存为 .csv 后再导入。"), name=name)


def _has_merged_cells(archive: zipfile.ZipFile, part: str) -> bool:
    """Merged ranges stand after the rows, and the streaming reader does not see them: look for them first."""
    if not part.startswith("xl/worksheets/"):
        return False
    before = b""
    with archive.open(part) as source:
        while piece := source.read(_PIECE):
            if _MERGE_TAG in before + piece:
                return True
            before = piece[-len(_MERGE_TAG) :]
    return False


def _read(data: bytes, *, streaming: bool) -> tuple[Tab, ...]:
    """Stream where nothing is merged: half the time, and no memory to speak of."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=streaming)
    try:
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return tuple(_tab(sheet, streaming=streaming) for sheet in seen)
    finally:
        book.close()


def _tab(sheet: "Worksheet", *, streaming: bool) -> Tab:
    if streaming:
        sheet.reset_dimensions()  # type: ignore[attr-defined]  # streaming sheets only: ignore a false extent
    rows = [_row(cells) for cells in sheet.iter_rows()]
    while rows and not any(rows[-1]):
        rows.pop()
    blocks = () if streaming else sheet.merged_cells.ranges
    merged = [MergedCells(b.min_row - 1, b.max_row - 1, b.min_col - 1, b.max_col - 1) for b in blocks]
    return Tab(columns_of(rows), tuple(merged))


def _row(cells: "Iterable[Cell | MergedCell]") -> list[str]:
    return [text_of(cell) for cell in cells]


def text_of(cell: "Cell | MergedCell") -> str:
    """One cell as staff see it: 1203.0 is "1203", a date is ISO, 7 shown by the format "0000" is "0007"."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _number(value, cell)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time().isoformat() != "00:00:00" else value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: int | float, cell: "Cell | MergedCell") -> str:
    """Fifteen digits, as Excel itself keeps and shows them; so 1603.4800000000002 is "1603.48"."""
    text = f"{value:.15g}" if isinstance(value, float) or abs(value) >= 10**15 else str(value)
    shown_as = cell.number_format
    return text.zfill(len(shown_as)) if text.isdigit() and _ALL_ZEROS.fullmatch(shown_as) else text
