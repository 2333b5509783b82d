"""Files as staff bring them: rows written as CSV bytes or as a workbook."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import openpyxl

from liftfund_core.imports.findings import Finding
from liftfund_core.imports.sheet import Sheet, read_sheet

TODAY = date(2023, 7, 20)
UNITS_HEADER = ["楼栋", "单元", "房号", "面积"]
PAYMENTS_HEADER = ["房号", "金额", "日期", "收据号"]

Row = Sequence[Any]


def csv_bytes(*rows: Row, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    return "".join(delimiter.join(map(str, row)) + "\r\n" for row in rows).encode(encoding)


def csv_sheet(*rows: Row) -> Sheet:
    return read_sheet(csv_bytes(*rows), "名册.csv")


def workbook_bytes(*rows: Row, merge: Iterable[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for block in merge:
        sheet.merge_cells(block)
    return saved(book)


def workbook_sheet(*rows: Row, merge: Iterable[str] = ()) -> Sheet:
    return read_sheet(workbook_bytes(*rows, merge=merge), "名册.xlsx")


def saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def told(findings: Iterable[Finding]) -> list[tuple[int, str, str]]:
    """Findings without their sentences: row, header, cell."""
    return [(finding.row, finding.column, finding.value) for finding in findings]
