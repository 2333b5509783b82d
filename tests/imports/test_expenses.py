"""A list of what was paid to contractors: what is taken, what is noted, what the book holds already."""

from datetime import date
from typing import Any

import pytest

from liftfund_core.imports.expenses import AccountBook, compare_expenses, read_expenses
from liftfund_core.imports.findings import ImportResult
from liftfund_core.imports.known import KnownEstate, no_units
from tests.imports.files_of_staff import TODAY, csv_sheet, told, workbook_sheet

HEADER = ["日期", "收款方", "金额", "电梯", "合同号", "发票号", "事由"]
ROW = ["2023-07-01", "某施工公司", "21000.00", "1-2", "HT-1", "FP-1", "首付"]
ESTATE = KnownEstate(frozenset({"1", "2"}), no_units(), TODAY, frozenset({"1-1", "1-2", "2-1"}))
HELD = {
    "entry_id": 41,
    "paid_on": date(2023, 7, 1),
    "payee": "某施工公司",
    "amount_fen": 2_100_000,
    "lift": "1-2",
    "contract_no": "HT-1",
    "invoice_no": "FP-1",
    "purpose": "首付",
}
RICH = 10**9


def row(**changed: str) -> list[str]:
    places = {"day": 0, "payee": 1, "amount": 2, "lift": 3, "contract": 4, "invoice": 5, "purpose": 6}
    cells = list(ROW)
    for name, text in changed.items():
        cells[places[name]] = text
    return cells


def compared(*rows: list[str], live: tuple[Any, ...] = (), balance_fen: int = RICH, **more: Any) -> ImportResult:
    return compare_expenses(read_expenses(csv_sheet(HEADER, *rows), ESTATE), AccountBook(live, balance_fen, **more))


def sentences(result: ImportResult) -> list[str]:
    return [finding.sentence() for finding in result.findings]


def test_a_row_becomes_a_payment_to_a_contractor() -> None:
    cells = [date(2023, 7, 1), "某施工公司", 21000, "1号楼2号梯", "HT-1", 8.0, ""]
    read = read_expenses(workbook_sheet(HEADER, cells), ESTATE)
    assert read.findings == ()
    said = {name: value for name, value in HELD.items() if name != "entry_id"}
    assert read.rows.to_pylist() == [{**said, "invoice_no": "8", "purpose": None, "row": 2}]


@pytest.mark.parametrize("lift", ["1-2", "1号楼2号梯", "1栋2号电梯", "1#2", "一号楼2梯", "01-2"])
def test_a_lift_is_found_however_it_is_written(lift: str) -> None:
    assert compared(row(lift=lift)).rows["lift"].to_pylist() == ["1-2"]


def test_only_day_payee_and_amount_are_needed() -> None:
    read = read_expenses(csv_sheet(["付款日期", "收款单位", "付款金额"], ["2023-07-01", "甲", "5"]), ESTATE)
    assert read.findings == ()
    papers = read.rows.select(["lift", "contract_no", "invoice_no", "purpose"])
    assert [column.null_count for column in papers.columns] == [1] * 4


def test_every_wrong_cell_is_told_at_once() -> None:
    bad = [
        row(day="2023-13-01", invoice="1"),
        row(day="2099-01-01", invoice="2"),
        row(payee="", invoice="3"),
        row(amount="0", invoice="4"),
        row(amount="-5", invoice="5"),
        row(amount="1.234", invoice="6"),
        row(lift="9-9", invoice="7"),
        row(lift="1-1、1-2", invoice="8"),
    ]
    result = compared(*bad)
    assert [(n, column) for n, column, _ in told(result.findings)] == [
        (2, "日期"), (3, "日期"), (4, "收款方"), (5, "金额"), (6, "金额"), (7, "金额"), (8, "电梯"), (9, "电梯"),
    ]  # fmt: skip  # one place a pair
    assert all("请" in sentence for sentence in sentences(result))


def test_what_the_book_holds_is_skipped_and_the_rest_stays() -> None:
    result = compared(ROW, row(invoice="FP-2"), live=(HELD,))
    assert (result.findings, result.skipped, result.rows["invoice_no"].to_pylist()) == ((), 1, ["FP-2"])


def test_two_payments_without_an_invoice_may_be_alike_and_are_skipped_one_by_one() -> None:
    alike = row(invoice="")
    assert len(compared(alike, alike).rows) == 2
    held = {**HELD, "invoice_no": None}
    once = compared(alike, alike, live=(held,))
    assert (once.skipped, len(once.rows)) == (1, 1)
    twice = compared(alike, alike, live=(held, {**held, "entry_id": 42}))
    assert (twice.skipped, len(twice.rows)) == (2, 0)


def test_an_invoice_with_other_content_is_a_finding_that_names_the_entry() -> None:
    result = compared(row(amount="21001"), live=(HELD,))
    assert told(result.findings) == [(2, "发票号", "FP-1")]
    assert "第 41 条" in sentences(result)[0]


def test_an_invoice_stands_once_for_a_lift_in_a_file() -> None:
    result = compared(ROW, row(lift="1-1"), row(amount="5"))
    assert told(result.findings) == [(4, "发票号", "FP-1")]
    assert "第 2 行" in sentences(result)[0]


def test_no_more_is_taken_than_a_registered_contract_comes_to() -> None:
    two = (ROW, row(invoice="FP-2"))
    assert compared(*two, left_fen={"HT-1": 4_200_000}).findings == ()
    result = compared(*two, left_fen={"HT-1": 4_199_999})
    assert told(result.findings) == [(3, "金额", "21,000.00")]
    assert "20,999.99" in sentences(result)[0]


def test_the_row_that_would_make_the_account_negative_is_named() -> None:
    rows = (ROW, row(invoice="FP-2"), row(invoice="FP-3"))
    assert compared(*rows, balance_fen=6_300_000).findings == ()
    result = compared(*rows, balance_fen=4_200_000)
    assert told(result.findings) == [(4, "金额", "21,000.00")]
    assert "63,000.00" in sentences(result)[0] and "42,000.00" in sentences(result)[0]
