"""A bank statement: every layout that banks export, every finding at once, and the balance that runs along."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.errors import Refusal
from liftfund_core.imports.bank import read_bank
from liftfund_core.imports.findings import ImportResult
from liftfund_core.imports.imported import ImportedLine, leave_out_imported
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.rooms import rooms_in
from liftfund_core.imports.running import breaks
from tests.imports.files_of_staff import Row, csv_sheet, told, workbook_sheet

HEADER = ["日期", "金额", "流水号", "摘要", "余额"]
LINES = [
    ["2023-07-01", "1000.00", "B1", "1-2-1203 电梯费", "1000.00"],
    ["2023-07-02", "-300.50", "B2", "付款", "699.50"],
    ["2023-07-02", "+20", "B3", "利息", "719.50"],
]


def read(estate: KnownEstate, *rows: Row) -> ImportResult:
    return read_bank(csv_sheet(*rows), estate)


def lines_of(result: ImportResult) -> list[tuple[str, int, int]]:
    """Day, fen and balance in fen of every line."""
    rows = result.rows.to_pylist()
    return [(row["value_date"].isoformat(), row["amount_fen"], row["balance_fen"]) for row in rows]


SAME = [("2023-07-01", 100_000, 100_000), ("2023-07-02", -30_050, 69_950), ("2023-07-02", 2_000, 71_950)]


def test_a_line_becomes_signed_fen_with_everything_that_the_bank_said(estate: KnownEstate) -> None:
    result = read(estate, HEADER, *LINES)
    assert result.findings == () and lines_of(result) == SAME
    first = result.rows.to_pylist()[0]
    assert (first["bank_ref"], first["memo"], first["counterparty"], first["rooms"], first["row"]) == (
        "B1",
        "1-2-1203 电梯费",
        None,
        "1-2-1203",
        2,
    )


def test_the_english_headers_of_the_contract_do_as_well(estate: KnownEstate) -> None:
    header = ["value_date", "amount", "bank_ref", "memo", "balance"]
    assert lines_of(read(estate, header, *LINES)) == SAME


LAYOUTS: dict[str, list[Row]] = {
    "in and out": [
        ["交易日期", "收入金额", "支出金额", "账户余额", "对方户名", "摘要"],
        ["2023-07-01", "1,000.00", "", "1,000.00", "张三", "转账"],
        ["2023-07-02", "", "300.50", "699.50", "某公司", "付款"],
        ["2023-07-02", "20.00", "-", "719.50", "", "利息"],
    ],
    "credit and debit, zeros for nothing": [
        ["记账日期", "借方发生额", "贷方发生额", "余额"],
        ["20230701", "0.00", "1000.00", "1000.00"],
        ["20230702", "300.50", "0.00", "699.50"],
        ["20230702", "0.00", "20.00", "719.50"],
    ],
    "a sign beside": [
        ["交易时间", "借贷标志", "交易金额", "账户余额"],
        ["2023-07-01 08:00:01", "贷", "1000", "1000"],
        ["2023-07-02 09:00:00", "借", "300.5", "699.5"],
        ["2023-07-02 09:00:00", "收入", "20", "719.5"],
    ],
    "a sign beside amounts that have one already": [
        ["交易时间", "收支类型", "金额", "余额"],
        ["2023-07-01", "收入", "1000", "1000"],
        ["2023-07-02", "支出", "-300.5", "699.5"],
        ["2023-07-02", "收入", "20", "719.5"],
    ],
    "titles above, totals below": [
        ["示例银行对公账户明细"],
        ["账号", "*1234", "币种", "人民币"],
        ["序号", "交易日期", "交易时间", "交易金额", "账户余额", "附言", "用途"],
        ["1", "2023-07-01", "08:00", "1000.00", "1000.00", "1-2-1203", "电梯"],
        ["2", "2023-07-02", "09:00", "-300.50", "699.50", "", ""],
        ["3", "2023-07-02", "09:01", "20.00", "719.50", "", ""],
        ["合计", "", "", "719.50", "", "", ""],
        ["收入合计：2 笔", "", "", "1020.00", "", "", ""],
    ],
}


@pytest.mark.parametrize("layout", list(LAYOUTS))
@pytest.mark.parametrize("newest_first", [False, True])
def test_every_layout_says_the_same_in_order_of_time(estate: KnownEstate, layout: str, newest_first: bool) -> None:
    rows = LAYOUTS[layout]
    top = next(place for place, row in enumerate(rows) if "2023" in str(row))
    lines = rows[top : top + 3]
    shown = [*rows[:top], *(lines[::-1] if newest_first else lines), *rows[top + 3 :]]
    result = read_bank(workbook_sheet(*shown), estate)
    assert result.findings == () and lines_of(result) == SAME


def test_without_balances_the_days_tell_the_order(estate: KnownEstate) -> None:
    result = read(estate, ["日期", "金额"], ["2023-07-03", "3"], ["2023-07-02", "2"], ["2023-07-01", "1"])
    assert [row["amount_fen"] for row in result.rows.to_pylist()] == [100, 200, 300]


def test_everything_that_the_line_says_of_itself_is_kept_without_account_numbers(estate: KnownEstate) -> None:
    header = ["日期", "金额", "摘要", "附言", "用途", "对方户名"]
    result = read(estate, header, ["2023-07-01", "5", "转账", "1-2-1204", "转账", "甲 6222021234567890128"])
    (line,) = result.rows.to_pylist()
    assert (line["memo"], line["counterparty"], line["rooms"]) == ("转账 1-2-1204", "甲 *0128", "1-2-1204")


@pytest.mark.parametrize(
    ("at", "cell", "value", "why"),
    [
        (0, "日期", "2023-02-30", "没有“2023-02-30”这一天"),
        (0, "日期", "2099-01-01", "还没有到"),
        (0, "日期", "", "不能空着"),
        (1, "金额", "300.505", "小数超过两位"),
        (1, "金额", "约300", "看不懂金额"),
        (1, "金额", "", "没有金额"),
        (1, "金额", "0.00", "没有金额"),
        (2, "流水号", "B1", "与第 2 行重复"),
        (1, "余额", "699.5x", "看不懂金额"),
        (1, "余额", "700.00", "余额对不上：上一笔余额 1,000.00 元，这一笔 -300.50 元，应为 699.50 元"),
    ],
)
def test_each_wrong_cell_is_one_finding(estate: KnownEstate, at: int, cell: str, value: str, why: str) -> None:
    rows = [list(row) for row in LINES]
    rows[at][HEADER.index(cell)] = value
    result = read(estate, HEADER, *rows)
    assert told(result.findings) == [(at + 2, cell, value)]
    assert why in result.findings[0].sentence()


@pytest.mark.parametrize(
    ("sign", "amount", "column", "why"),
    [
        ("冲", "5", "收支", "看不出是收入还是支出"),
        ("", "5", "收支", "请补上“贷”或“借”"),
        ("收", "-5", "金额", "标的是收入，金额却是负数"),
    ],
)
def test_a_sign_that_leaves_doubt_is_a_finding(
    estate: KnownEstate, sign: str, amount: str, column: str, why: str
) -> None:
    result = read(estate, ["日期", "收支", "金额"], ["2023-07-01", sign, amount])
    assert [finding.column for finding in result.findings] == [column]
    assert why in result.findings[0].sentence()


def test_a_line_that_came_in_and_left_at_once_or_did_neither_is_a_finding(estate: KnownEstate) -> None:
    rows = ["2023-07-01", "5", "5"], ["2023-07-01", "", ""], ["2023-07-01", "-3", ""]
    result = read(estate, ["日期", "收入", "支出"], *rows)
    assert told(result.findings) == [(2, "支出", "5"), (3, "收入", "")]
    assert [row["amount_fen"] for row in result.rows.to_pylist()] == [-300], "a red entry takes back"


def test_a_sheet_without_amounts_or_days_says_what_is_missing(estate: KnownEstate) -> None:
    with pytest.raises(Refusal, match="金额/amount、收入/money_in、支出/money_out"):
        read(estate, ["日期", "收入", "余额"], ["2023-07-01", "5", "5"])
    with pytest.raises(Refusal, match="日期/value_date"):
        read(estate, ["金额", "余额"], ["5", "5"])


# The balance that runs along


def test_a_mistyped_balance_is_one_break_and_so_is_a_line_that_is_missing() -> None:
    sound = [True] * 4
    assert [found.at for found in breaks([1, 2, 3, 4], [1, 99, 6, 10], sound)] == [1]
    assert [found.at for found in breaks([1, 2, 3, 4], [1, 3, 60, 64], sound)] == [2]
    assert [found.at for found in breaks([1, 2, 3, 4], [1, 3, 6, 99], sound)] == [3]


def test_what_is_wrong_already_is_not_said_again() -> None:
    assert breaks([1, None, 3], [1, 30, 33], [True, False, True]) == []
    assert breaks([1, 2, 3], [1, None, 6], [True, True, True]) == []
    assert breaks([1, 2, 3], [None, None, 6], [True, True, True]) == []


@given(st.lists(st.integers(-100, 100).filter(bool), min_size=2, max_size=30), st.data())
def test_one_wrong_balance_anywhere_is_found_where_it_is(amounts: list[int], data: st.DataObject) -> None:
    balances = [sum(amounts[: place + 1]) for place in range(len(amounts))]
    at = data.draw(st.integers(1, len(amounts) - 1))
    balances[at] += data.draw(st.integers(1, 50))
    assert [found.at for found in breaks(amounts, balances, [True] * len(amounts))] == [at]


# Which household a memo names


@pytest.mark.parametrize(
    ("memo", "rooms"),
    [
        ("1-2-1203", ("1-2-1203",)),
        ("张三1号楼2单元1203电梯费", ("1-2-1203",)),
        ("１－２－１２０３ 大修", ("1-2-1203",)),
        ("一号楼二单元12层1203室", ("1-2-1203",)),
        ("A座301和1栋2门1204", ("A-301", "1-2-1204")),
        ("A-301", ("A-301",)),
        ("9-9-999 电梯", ("9-9-999",)),
        ("7号楼101", ("7-101",)),
        ("电梯大修 2023-07-12", ()),
        ("7月1号 1203元", ()),
        ("合同 HT-2023-102", ()),
        ("电话 010-62345678", ()),
        ("12-2023", ()),
    ],
)
def test_the_room_is_found_in_what_people_write(estate: KnownEstate, memo: str, rooms: tuple[str, ...]) -> None:
    assert rooms_in(memo, estate) == rooms


# Held against the lines that came in before


def book(*lines: tuple[str, int, int | None, str | None]) -> list[ImportedLine]:
    return [
        ImportedLine(number, date.fromisoformat(day), fen, balance, ref, "转账")
        for number, (day, fen, balance, ref) in enumerate(lines, 101)
    ]


KNOWN = book(("2023-07-01", 100_000, 100_000, "B1"), ("2023-07-02", -30_050, 69_950, "B2"))


def test_lines_that_are_there_already_are_skipped_by_their_reference(estate: KnownEstate) -> None:
    result = leave_out_imported(read(estate, HEADER, *LINES), KNOWN)
    assert (result.findings, result.skipped, lines_of(result)) == ((), 2, SAME[2:])


def test_without_references_equal_lines_are_counted(estate: KnownEstate) -> None:
    rows = [["2023-07-01", "5", "转账", ""]] * 3
    result = read(estate, ["日期", "金额", "摘要", "余额"], *rows)
    held = leave_out_imported(result, book(("2023-07-01", 500, None, None), ("2023-07-01", 500, None, None)))
    assert (held.skipped, len(held.rows)) == (2, 1)


def test_a_known_reference_with_another_content_is_a_finding(estate: KnownEstate) -> None:
    other = [LINES[0], ["2023-07-02", "-300.51", "B2", "付款", "699.49"]]
    result = leave_out_imported(read(estate, HEADER, *other), KNOWN)
    assert told(result.findings) == [(3, "流水号", "B2")]
    assert "第 102 条" in result.findings[0].sentence() and "-300.50 元" in result.findings[0].sentence()


def test_a_gap_to_the_lines_before_or_after_is_a_finding(estate: KnownEstate) -> None:
    later = read(estate, HEADER, ["2023-07-05", "1", "B9", "", "701.00"])
    assert "前面余额到 699.50 元，后面从 700.00 元开始" in leave_out_imported(later, KNOWN).findings[0].sentence()
    earlier = read(estate, HEADER, ["2023-06-05", "1", "B9", "", "1.00"])
    assert "前面余额到 1.00 元，后面从 0.00 元开始" in leave_out_imported(earlier, KNOWN).findings[0].sentence()


def test_what_joins_on_either_side_is_taken(estate: KnownEstate) -> None:
    for row in (
        ["2023-07-02", "1", "B9", "", "700.50"],
        ["2023-06-05", "1", "B9", "", "0.00"],
        ["2023-07-05", "1", "B9", "", ""],
    ):
        assert leave_out_imported(read(estate, HEADER, row), KNOWN).findings == ()
