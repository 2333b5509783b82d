"""The header and the rows of a sheet, however they are laid out."""

import io

import openpyxl
import pytest

from liftfund_core.errors import Refusal
from liftfund_core.imports.header import word
from liftfund_core.imports.headers import PAYMENTS, ROOM_IN_PARTS, UNITS, Columns
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.sheet import read_sheet
from liftfund_core.imports.table import Table, table_of
from liftfund_core.imports.units import read_units
from tests.imports.files_of_staff import (
    PAYMENTS_HEADER,
    UNITS_HEADER,
    csv_sheet,
    saved,
    told,
    workbook_bytes,
    workbook_sheet,
)

ROW = ["1", "2", "1203", "89.43"]


def codes(table: Table) -> list[tuple[int, str, str]]:
    return list(zip(table.row.tolist(), table["building"].to_pylist(), table["room"].to_pylist(), strict=True))


@pytest.mark.parametrize("columns", [UNITS, PAYMENTS + ROOM_IN_PARTS])
def test_no_header_means_two_columns(columns: Columns) -> None:
    names = [word(name) for column in columns for name in {column.field, column.label, *column.synonyms}]
    assert sorted(names) == sorted(set(names))


def test_the_header_may_stand_below_titles() -> None:
    table = table_of(csv_sheet(["某小区住户面积表"], ["截至 2023-07-17", "", "单位：平方米"], UNITS_HEADER, ROW), UNITS)
    assert codes(table) == [(4, "1", "1203")]


@pytest.mark.parametrize(
    "header",
    [
        ["building", "section", "room", "area_m2"],
        ["Building", "Section", "Room No.", "Area (m²)"],
        ["楼栋/building", "单元/section", "房号/room", "面积/area_m2"],
        [" 楼 号 *", "单元号", "房间号（必填）", "建筑面积（㎡）"],
        ["楼栋\n（幢）", "单元：", "室号", "面积／area"],
    ],
)
def test_the_header_may_be_chinese_english_both_or_dressed_up(header: list[str]) -> None:
    table = table_of(workbook_sheet(header, ROW), UNITS)
    assert codes(table) == [(2, "1", "1203")]
    assert table["area_m2"].to_pylist() == ["89.43"]


def test_unknown_columns_and_any_order_do_no_harm() -> None:
    table = table_of(csv_sheet(["面积", "序号", "房号", "备注", "楼栋"], ["89.43", "1", "1203", "无", "1"]), UNITS)
    assert codes(table) == [(2, "1", "1203")]


def test_missing_columns_are_named_in_both_languages() -> None:
    with pytest.raises(Refusal, match="找不到这些列：楼栋/building、面积/area_m2；"):
        table_of(csv_sheet(["房号", "姓名"], ["1203", "甲"]), UNITS)


def test_a_letter_is_no_table() -> None:
    with pytest.raises(Refusal, match="房号/unit、金额/amount、日期/paid_on、收据号/receipt_no"):
        table_of(csv_sheet(["尊敬的业主：", "您好"], ["请查收。"]), PAYMENTS)


def test_two_columns_of_one_meaning_are_refused_by_their_letters() -> None:
    with pytest.raises(Refusal, match="“面积”不止一列（D、E 列）"):
        table_of(csv_sheet([*UNITS_HEADER, "建筑面积"], [*ROW, "90"]), UNITS)


def test_far_columns_have_two_letters() -> None:
    with pytest.raises(Refusal, match="（A、AB 列）"):
        table_of(csv_sheet(["房号", *(f"x{n}" for n in range(24)), "楼栋", "面积", "房号"], ["1"] * 28), UNITS)


def test_a_header_without_rows_is_refused() -> None:
    with pytest.raises(Refusal, match="“楼栋 单元 房号 面积”下面没有数据"):
        table_of(csv_sheet(UNITS_HEADER, ["", "", "", ""], ["合计", "", "", "0"]), UNITS)


def test_the_first_visible_tab_with_the_header_is_taken() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["填表说明"])
    for title, building in (("旧表", "2"), ("名册", "1"), ("副本", "A")):
        tab = book.create_sheet(title)
        tab.append(UNITS_HEADER)
        tab.append([building, *ROW[1:]])
    book["旧表"].sheet_state = "hidden"
    assert codes(table_of(read_sheet(saved(book), "名册.xlsx"), UNITS)) == [(2, "1", "1203")]


def test_where_no_tab_fits_the_best_one_says_what_is_missing() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["说明"])
    book.create_sheet("名册").append(["楼栋", "房号"])
    with pytest.raises(Refusal, match="找不到这些列：面积/area_m2；"):
        table_of(read_sheet(saved(book), "名册.xlsx"), UNITS)


@pytest.mark.parametrize(
    "other",
    [
        ["合计", "", "", "154.43"],
        ["合 计：", "", "2户", "154.43"],
        ["TOTAL", "", "2", "154.43"],
        ["", "", "小计", "154.43"],
        ["总计", "共", "2", "154.43"],
        ["Total", "", "", "154.43"],
        ["合计154.43平方米", "", "", ""],
        ["制表人：", "甲", "", ""],
        ["审核：乙", "", "", ""],
        ["注：面积以房本为准", "", "", ""],
        UNITS_HEADER,
    ],
)
def test_totals_signatures_and_repeated_headers_are_left_out_and_reported(other: list[str]) -> None:
    table = table_of(csv_sheet(UNITS_HEADER, ROW, other, ["2", "1", "101", "65"]), UNITS)
    assert codes(table) == [(2, "1", "1203"), (4, "2", "101")]
    assert table.left_out == (3,)


def test_a_remark_does_not_make_a_deed_vanish() -> None:
    header = [*PAYMENTS_HEADER, "备注"]
    table = table_of(csv_sheet(header, ["1-2-1203", "100", "2023-07-01", "", "累计"]), PAYMENTS)
    assert len(table) == 1 and table.left_out == ()


def test_blank_rows_keep_the_count_of_rows() -> None:
    table = table_of(workbook_sheet(["名册"], [], UNITS_HEADER, [], ROW, [None, " "], ["2", "1", "101", 65], []), UNITS)
    assert codes(table) == [(5, "1", "1203"), (7, "2", "101")]


def test_a_merged_building_stands_for_all_of_its_rows() -> None:
    rows = [["1号楼", 2, 1203, 89.43], [None, None, 1204, 65], [None, None, 1205, 65], ["2号楼", 1, 101, 65]]
    sheet = workbook_sheet(["名册"], UNITS_HEADER, *rows, merge=["A1:D1", "A3:A5", "B3:B5"])
    table = table_of(sheet, UNITS)
    assert table["building"].to_pylist() == ["1号楼", "1号楼", "1号楼", "2号楼"]
    assert table["section"].to_pylist() == ["2", "2", "2", "1"]


def test_a_header_over_two_rows_is_one_header() -> None:
    rows = (
        ["楼栋", "房号", "面积", "业主", None],
        [None, None, None, "姓名", "电话"],
        ["1", "101", 65, "甲", 13800000001],
    )
    table = table_of(workbook_sheet(*rows, merge=["A1:A2", "B1:B2", "C1:C2", "D1:E1"]), UNITS)
    assert table["owner_name"].to_pylist() == ["甲"]
    assert table["phone"].to_pylist() == ["13800000001"]
    assert table.row.tolist() == [3]


def test_a_merged_area_is_a_finding_for_who_knows_how_it_is_shared(new_estate: KnownEstate) -> None:
    rows = [["1", 2, 1203, 150], ["1", 2, 1204, None]]
    read = read_units(workbook_sheet(UNITS_HEADER, *rows, merge=["D2:D3"]), new_estate)
    assert told(read.findings) == [(3, "面积", "")]
    assert "取消合并" in read.findings[0].sentence()


def test_a_total_over_merged_cells_is_left_out() -> None:
    rows = [["1", 2, 1203, 89.43], ["合计", None, None, 89.43]]
    table = table_of(workbook_sheet(UNITS_HEADER, *rows, merge=["A3:C3"]), UNITS)
    assert codes(table) == [(2, "1", "1203")] and table.left_out == (3,)


def test_a_workbook_shows_the_same_rows_merged_or_not() -> None:
    rows = [["1", 2, 1203.0, 89.43], ["1", 2, "0105", 65], ["1", 2, True, 1603.4800000000002]]
    plain = table_of(workbook_sheet(UNITS_HEADER, *rows), UNITS)
    merged = table_of(workbook_sheet(UNITS_HEADER, *rows, merge=["G1:H1"]), UNITS)
    assert plain["room"].to_pylist() == merged["room"].to_pylist() == ["1203", "0105", "TRUE"]
    assert plain["area_m2"].to_pylist() == merged["area_m2"].to_pylist() == ["89.43", "65", "1603.48"]


def test_leading_zeros_that_excel_only_shows_are_kept() -> None:
    book = openpyxl.load_workbook(filename=_as_file(workbook_bytes(UNITS_HEADER, ["1", 2, 105, 65])))
    book.worksheets[0]["C2"].number_format = "0000"
    assert table_of(read_sheet(saved(book), "名册.xlsx"), UNITS)["room"].to_pylist() == ["0105"]


def test_marks_that_force_text_are_not_part_of_the_text() -> None:
    table = table_of(csv_sheet(UNITS_HEADER, ["'01", '"=""02"""', "\u200b1203\u202c", "\t65.00\u3000"]), UNITS)
    assert [table[field].to_pylist() for field in ("building", "section", "room", "area_m2")] == [
        ["01"],
        ["02"],
        ["1203"],
        ["65.00"],
    ]


def _as_file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)
