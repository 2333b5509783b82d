"""A list of payments: what is taken and noted, before the book is asked."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.money import format_yuan
from liftfund_core.imports.known import KnownEstate, no_units
from liftfund_core.imports.payments import read_payments
from liftfund_core.imports.sheet import read_sheet
from liftfund_core.imports.units import read_units
from tests.imports.files_of_staff import PAYMENTS_HEADER, TODAY, csv_sheet, saved, told, workbook_sheet

FULL_HEADER = ["房号", "金额", "日期", "收据号", "渠道", "流水号"]
DEMO = Path(__file__).parents[2] / "data" / "demo"


def paid(unit: str = "1-2-1203", amount: str = "100", day: str = "2023-07-01", receipt: str = "R1") -> list[str]:
    return [unit, amount, day, receipt]


def test_a_row_becomes_a_payment(estate: KnownEstate) -> None:
    row = ["1号楼2单元1203室", 1603.48, date(2023, 7, 17), 8.0, "微信", "０００７"]
    read = read_payments(workbook_sheet(FULL_HEADER, row), estate)
    assert read.findings == ()
    assert read.rows.to_pylist() == [
        {
            "unit": "1-2-1203",
            "amount_fen": 160348,
            "paid_on": date(2023, 7, 17),
            "receipt_no": "8",
            "channel": "qr",
            "bank_ref": "0007",
            "row": 2,
        }
    ]
    assert [str(column.type) for column in read.rows.select(["amount_fen", "paid_on"]).columns] == [
        "int64",
        "date32[day]",
    ]


def test_a_transfer_is_meant_where_no_channel_is_said(estate: KnownEstate) -> None:
    read = read_payments(csv_sheet(PAYMENTS_HEADER, paid()), estate)
    assert read.rows["channel"].to_pylist() == ["transfer"]
    assert read.rows["bank_ref"].to_pylist() == [None]


@pytest.mark.parametrize(
    "unit",
    ["1-2-1203", "1号楼2单元1203", "1栋2门1203室", "1#2-1203", "１－２－１２０３", "01-02-1203", "一号楼二单元1203"],
)
def test_a_unit_is_found_however_its_door_is_written(estate: KnownEstate, unit: str) -> None:
    read = read_payments(csv_sheet(PAYMENTS_HEADER, paid(unit)), estate)
    assert read.rows["unit"].to_pylist() == ["1-2-1203"]


@pytest.mark.parametrize("unit", ["A-301", "A座301", "a-301室", "A栋3层301"])
def test_a_unit_without_section_is_found_too(estate: KnownEstate, unit: str) -> None:
    assert read_payments(csv_sheet(PAYMENTS_HEADER, paid(unit)), estate).rows["unit"].to_pylist() == ["A-301"]


@pytest.mark.parametrize(
    ("building", "section", "room", "code"),
    [
        ("1号楼", "2单元", "1203", "1-2-1203"),
        ("1", "", "2-1203", "1-2-1203"),
        ("A座", "", "301", "A-301"),
        ("", "", "1-2-1203", "1-2-1203"),
        ("1", "2", "1-2-1203", "1-2-1203"),
    ],
)
def test_a_ledger_may_split_the_door_over_columns(
    estate: KnownEstate, building: str, section: str, room: str, code: str
) -> None:
    header = ["楼栋", "单元", *PAYMENTS_HEADER]
    read = read_payments(csv_sheet(header, [building, section, *paid(room)]), estate)
    assert read.findings == ()
    assert read.rows["unit"].to_pylist() == [code]


@pytest.mark.parametrize("unit", ["1-2-9999", "9号楼1单元101", "1203", "不知道", "1-2-1203-1", "2单元1203"])
def test_an_unknown_unit_shows_how_units_are_written(estate: KnownEstate, unit: str) -> None:
    read = read_payments(csv_sheet(PAYMENTS_HEADER, paid(unit)), estate)
    assert told(read.findings) == [(2, "房号", unit)]
    assert f"没有“{unit}”这一户" in read.findings[0].sentence()
    assert "如 1-2-1203" in read.findings[0].sentence()


def test_a_section_is_never_taken_for_a_building() -> None:
    unit = {**_UNIT, "code": "1-1203"}
    estate = KnownEstate(frozenset({"1"}), pa.Table.from_pylist([unit], no_units().schema), TODAY)
    rows = [paid(unit, receipt=unit) for unit in ("1-1203", "1号楼1203", "1单元1203")]
    read = read_payments(csv_sheet(PAYMENTS_HEADER, *rows), estate)
    assert told(read.findings) == [(4, "房号", "1单元1203")]


def test_numbers_that_came_through_a_float_are_names_again(estate: KnownEstate) -> None:
    read = read_payments(csv_sheet(FULL_HEADER, [*paid("A-301", "100.0", "20230701.0", "17.0"), "现金", "9.0"]), estate)
    assert read.findings == ()
    (row,) = read.rows.select(["amount_fen", "receipt_no", "bank_ref"]).to_pylist()
    assert list(row.values()) == [10000, "17", "9"]


def test_a_contradiction_between_columns_is_a_finding(estate: KnownEstate) -> None:
    header = ["楼栋", "单元", *PAYMENTS_HEADER]
    rows = ["2", "", *paid("1号楼2单元1203")], ["1", "2", *paid("9999", receipt="R2")]
    read = read_payments(csv_sheet(header, *rows), estate)
    assert told(read.findings) == [(2, "房号", "1号楼2单元1203"), (3, "房号", "9999")]
    assert "没有“1 2 9999”这一户" in read.findings[1].sentence()


def test_where_no_unit_is_known_every_row_says_to_import_them(new_estate: KnownEstate) -> None:
    read = read_payments(csv_sheet(PAYMENTS_HEADER, paid()), new_estate)
    assert "先导入这一户" in read.findings[0].sentence()


AMOUNTS = st.integers(1, 10**11)
WRITTEN = ("{y}", "¥{y}", "{y}元", " {y} ", "{p}", "{p}元")


@given(st.lists(AMOUNTS, min_size=1, max_size=30), st.sampled_from(WRITTEN), st.booleans())
def test_amounts_are_exact_to_the_fen_however_they_are_written(fens: list[int], written: str, wide: bool) -> None:
    estate = _one_unit()
    texts = [written.format(y=format_yuan(fen), p=f"{fen // 100}.{fen % 100:02}") for fen in fens]
    if wide:
        texts = [text.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，")) for text in texts]
    rows = [paid(amount=text, receipt=f"R{n}") for n, text in enumerate(texts)]
    read = read_payments(workbook_sheet(PAYMENTS_HEADER, *rows), estate)
    assert read.findings == ()
    assert read.rows["amount_fen"].to_pylist() == fens


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30))
def test_amounts_kept_as_numbers_are_exact_too(fens: list[int]) -> None:
    rows = [["1-2-1203", fen / 100, "2023-07-01", f"R{n}"] for n, fen in enumerate(fens)]
    read = read_payments(workbook_sheet(PAYMENTS_HEADER, *rows), _one_unit())
    assert read.rows["amount_fen"].to_pylist() == fens


@pytest.mark.parametrize(
    ("amount", "cure"),
    [
        ("0", "是零"),
        ("0.00", "是零"),
        ("-100", "退款请另用“退款”登记"),
        ("100.001", "小数超过两位"),
        ("1603.4799", "小数超过两位"),
        ("一百", "只写数字"),
        ("99999999999999", "超过一百亿元"),
        ("", "不能空着"),
    ],
)
def test_an_amount_that_cannot_be_right_names_its_cure(estate: KnownEstate, amount: str, cure: str) -> None:
    read = read_payments(workbook_sheet(PAYMENTS_HEADER, paid(amount=amount)), estate)
    assert told(read.findings) == [(2, "金额", amount)]
    assert cure in read.findings[0].sentence()


@pytest.mark.parametrize("day", ["2023-07-17", "2023.7.17", "2023/7/17", "2023年7月17日", "20230717", "45124"])
def test_days_are_read_in_every_spelling(estate: KnownEstate, day: str) -> None:
    read = read_payments(csv_sheet(PAYMENTS_HEADER, paid(day=day)), estate)
    assert read.rows["paid_on"].to_pylist() == [date(2023, 7, 17)]


def test_a_number_in_a_day_column_is_the_day_excel_would_show(estate: KnownEstate) -> None:
    rows = [["1-2-1203", 100, 45124, "R1"], ["1-2-1203", 100, 20230717, "R2"], ["1-2-1203", 100, 45124.4, "R3"]]
    read = read_payments(workbook_sheet(PAYMENTS_HEADER, *rows), estate)
    assert set(read.rows["paid_on"].to_pylist()) == {date(2023, 7, 17)}


def test_today_is_the_last_day_that_can_be_recorded(estate: KnownEstate) -> None:
    rows = paid(day=TODAY.isoformat()), paid(day=(TODAY + timedelta(1)).isoformat(), receipt="R2")
    read = read_payments(csv_sheet(PAYMENTS_HEADER, *rows), estate)
    assert told(read.findings) == [(3, "日期", "2023-07-21")]
    assert "还没有到，今天是 2023-07-20" in read.findings[0].sentence()


@pytest.mark.parametrize("day", ["", "7/1/2023", "2023-02-30", "去年"])
def test_a_day_that_cannot_be_read_is_a_finding(estate: KnownEstate, day: str) -> None:
    assert told(read_payments(csv_sheet(PAYMENTS_HEADER, paid(day=day)), estate).findings) == [(2, "日期", day)]


def test_a_receipt_or_a_transfer_counts_once_in_a_file(estate: KnownEstate) -> None:
    rows = [
        [*paid(receipt=receipt), "转账", ref]
        for receipt, ref in (("R1", "B1"), ("R2", "B1"), ("R1", "B2"), ("R3", ""), ("R4", ""))
    ]
    read = read_payments(csv_sheet(FULL_HEADER, *rows), estate)
    assert told(read.findings) == [(3, "流水号", "B1"), (4, "收据号", "R1")]
    assert all("与第 2 行重复" in finding.sentence() for finding in read.findings)
    assert read.rows["receipt_no"].to_pylist() == ["R1", "R3", "R4"]


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("转账", "transfer"),
        ("银行转账", "transfer"),
        ("Transfer", "transfer"),
        ("扫码", "qr"),
        ("QR", "qr"),
        ("现金", "cash"),
        ("cash", "cash"),
    ],
)
def test_channels_go_by_several_words(estate: KnownEstate, word: str, channel: str) -> None:
    read = read_payments(csv_sheet([*PAYMENTS_HEADER, "支付方式"], [*paid(), word]), estate)
    assert read.rows["channel"].to_pylist() == [channel]


def test_an_unknown_channel_is_answered_with_the_known_ones(estate: KnownEstate) -> None:
    read = read_payments(csv_sheet([*PAYMENTS_HEADER, "渠道"], [*paid(), "刷脸"]), estate)
    assert told(read.findings) == [(2, "渠道", "刷脸")]
    assert "“转账”“扫码”或“现金”" in read.findings[0].sentence()


@pytest.mark.parametrize("field", range(6))
def test_control_characters_are_a_finding_in_every_column(estate: KnownEstate, field: int) -> None:
    row = [*paid(), "转账", "B1"]
    row[field] += "\x07"
    read = read_payments(csv_sheet(FULL_HEADER, row), estate)
    assert told(read.findings) == [(2, FULL_HEADER[field], row[field])]
    assert "控制字符" in read.findings[0].sentence()


def test_a_ledger_as_it_is_really_kept_is_read_whole(estate: KnownEstate) -> None:
    rows = [
        ["某小区电梯大修缴费台账", None, None, None, None],
        ["序号", "房 号", "实缴金额（元）", "缴费日期", "收据号"],
        [1, "1号楼2单元1203", 1603.48, date(2023, 7, 1), 1],
        [2, None, "１，０００．００", None, 2],
        [],
        [3, "A座301", "¥2,151.60", "2023.7.17", "No.003"],
        ["合计", None, 4755.08, None, None],
        ["制表人：甲", None, "审核：乙", None, None],
    ]
    read = read_payments(workbook_sheet(*rows, merge=["A1:E1", "B3:B4", "D3:D4"]), estate)
    assert read.findings == ()
    assert read.rows["unit"].to_pylist() == ["1-2-1203", "1-2-1203", "A-301"]
    assert read.rows["amount_fen"].to_pylist() == [160348, 100000, 215160]
    assert read.rows["paid_on"].to_pylist() == [date(2023, 7, 1), date(2023, 7, 1), date(2023, 7, 17)]
    assert read.rows["receipt_no"].to_pylist() == ["1", "2", "No.003"]
    assert (read.rows["row"].to_pylist(), read.left_out) == ([3, 4, 6], (7, 8))


def test_a_day_with_a_time_of_day_is_that_day(estate: KnownEstate) -> None:
    read = read_payments(workbook_sheet(PAYMENTS_HEADER, ["1-2-1203", 100, datetime(2023, 7, 1, 9, 30), "R1"]), estate)
    assert read.rows["paid_on"].to_pylist() == [date(2023, 7, 1)]


def test_a_time_without_a_day_is_no_day(estate: KnownEstate) -> None:
    read = read_payments(workbook_sheet(PAYMENTS_HEADER, ["1-2-1203", 100, time(9, 30), "R1"]), estate)
    assert told(read.findings) == [(2, "日期", "09:30:00")]


def test_a_formula_that_was_never_calculated_has_no_value(estate: KnownEstate) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(PAYMENTS_HEADER)
    book.worksheets[0].append(paid())
    book.worksheets[0]["C2"] = "=DATE(2023,7,1)"
    (finding,) = read_payments(read_sheet(saved(book), "公式.xlsx"), estate).findings
    assert told([finding]) == [(2, "日期", "")]


def test_the_demo_files_have_no_finding() -> None:
    six = frozenset("123456")
    units = read_units(read_sheet(DEMO / "units.csv"), KnownEstate(six, no_units(), TODAY))
    payments = read_payments(read_sheet(DEMO / "payments.csv"), KnownEstate(six, units.rows, TODAY))
    assert units.findings == payments.findings == ()
    assert len(units.rows) == 1080


_UNIT = {
    "code": "1-2-1203",
    "area_dm2": 1,
    "owner_id": None,
    "owner_name": None,
    "phone": None,
    "kind": "residence",
}


def _one_unit() -> KnownEstate:
    return KnownEstate(frozenset({"1"}), pa.Table.from_pylist([_UNIT], no_units().schema), TODAY)
