"""A file of payments against the book."""

from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from liftfund_core.imports.findings import ImportResult
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.live import LIVE_FIELDS, compare_with_live
from liftfund_core.imports.payments import read_payments
from tests.imports.files_of_staff import csv_sheet, told

HEADER = ["房号", "金额", "日期", "收据号", "渠道", "流水号"]
ROW = ["1-2-1203", "1603.48", "2023-07-01", "R1", "转账", "B1"]
ENTRY = (41, "1-2-1203", 160348, date(2023, 7, 1), "R1", "transfer", "B1")


def book(*entries: tuple[Any, ...]) -> pa.Table:
    """Live payments as a query of the store gives them."""
    with duckdb.connect() as store:
        store.execute(
            "create table payment (entry_id bigint, unit varchar, amount_fen bigint, paid_on date,"
            " receipt_no varchar, channel varchar, bank_ref varchar)"
        )
        for entry in entries:
            store.execute("insert into payment values (?, ?, ?, ?, ?, ?, ?)", entry)
        return store.sql("from payment").to_arrow_table()


def compared(estate: KnownEstate, live: pa.Table, *rows: list[str], header: list[str] = HEADER) -> ImportResult:
    return compare_with_live(read_payments(csv_sheet(header, *rows), estate), live)


def test_what_the_book_holds_is_skipped_and_the_rest_stays(estate: KnownEstate) -> None:
    new = ["1-2-1204", "5", "2023-07-02", "R2", "现金", ""]
    result = compared(estate, book(ENTRY), ROW, new)
    assert (result.findings, result.skipped) == ((), 1)
    assert result.rows["receipt_no"].to_pylist() == ["R2"]


def test_an_empty_book_changes_nothing(estate: KnownEstate) -> None:
    assert tuple(book().column_names) == LIVE_FIELDS
    result = compared(estate, book(), ROW)
    assert (result.findings, result.skipped, len(result.rows)) == ((), 0, 1)


@pytest.mark.parametrize(
    ("place", "cell", "header", "value", "held"),
    [
        (0, "1-2-1204", "房号", "1-2-1204", "1-2-1203"),
        (1, "1603.49", "金额", "1,603.49", "1,603.48"),
        (2, "2023-07-02", "日期", "2023-07-02", "2023-07-01"),
        (4, "现金", "渠道", "现金", "转账"),
        (5, "B2", "流水号", "B2", "B1"),
    ],
)
def test_the_same_receipt_with_other_content_is_a_finding(
    estate: KnownEstate, place: int, cell: str, header: str, value: str, held: str
) -> None:
    result = compared(estate, book(ENTRY), [*ROW[:place], cell, *ROW[place + 1 :]])
    assert told(result.findings) == [(2, header, value)]
    said = result.findings[0].sentence()
    assert f"收据 R1 已经登记（第 41 条），那里的“{header}”是 {held}" in said
    assert (result.skipped, len(result.rows)) == (0, 0)


def test_a_transfer_of_another_receipt_is_a_finding(estate: KnownEstate) -> None:
    result = compared(estate, book(ENTRY), [*ROW[:3], "R2", *ROW[4:]])
    assert told(result.findings) == [(2, "流水号", "B1")]
    assert "流水号 B1 已经用于收据 R1（第 41 条）" in result.findings[0].sentence()
    assert not len(result.rows)


def test_what_the_file_does_not_say_contradicts_nothing(estate: KnownEstate) -> None:
    in_cash = (41, "1-2-1203", 160348, date(2023, 7, 1), "R1", "cash", None)
    assert compared(estate, book(in_cash), ROW[:4], header=HEADER[:4]).skipped == 1
    assert compared(estate, book(ENTRY), [*ROW[:5], ""]).skipped == 1


def test_a_transfer_where_the_book_has_none_is_other_content(estate: KnownEstate) -> None:
    result = compared(estate, book((*ENTRY[:6], None)), ROW)
    assert told(result.findings) == [(2, "流水号", "B1")]


def test_findings_of_the_file_and_of_the_book_stand_in_one_order(estate: KnownEstate) -> None:
    rows = (
        ["1-2-9999", "1", "2023-07-01", "R8", "", ""],
        [*ROW[:1], "1", *ROW[2:]],
        ["1-2-1203", "0", "2023-07-01", "R9", "", ""],
    )
    assert [finding.row for finding in compared(estate, book(ENTRY), *rows).findings] == [2, 3, 4]


def test_importing_a_file_again_leaves_nothing_to_write(estate: KnownEstate) -> None:
    rows = [
        ["1-2-1203", str(n), "2023-07-01", f"R{n}", "现金" if n % 2 else "", f"B{n}" if n % 3 else ""]
        for n in range(1, 50)
    ]
    first = compared(estate, book(), *rows)
    written = first.rows.drop_columns("row").append_column("entry_id", pa.array(range(1, 50)))
    again = compared(estate, written, *rows)
    assert (again.findings, again.skipped, len(again.rows)) == ((), 49, 0)
