"""A register of households: what is taken, skipped and noted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.money import format_area
from liftfund_core.errors import Refusal
from liftfund_core.imports.known import KnownEstate, no_units
from liftfund_core.imports.units import read_units
from tests.imports.files_of_staff import TODAY, UNITS_HEADER, csv_sheet, told, workbook_sheet

FULL_HEADER = ["楼栋", "单元", "房号", "面积", "业主编号", "业主姓名", "电话", "类型"]
KNOWN_ROW = ["1", "2", "1203", "89.43", "Y1", "甲", "13800000001", "住宅"]


def test_a_row_becomes_a_unit_with_every_part_in_its_column(new_estate: KnownEstate) -> None:
    row = ["1号楼", "2单元", 1203.0, 89.43, 17, "欧阳 某", "138 0000-0001", "商铺"]
    read = read_units(workbook_sheet(FULL_HEADER, row), new_estate)
    assert read.findings == ()
    assert read.rows.to_pylist() == [
        {
            "code": "1-2-1203",
            "building": "1",
            "section": "2",
            "room": "1203",
            "area_dm2": 8943,
            "owner_id": "17",
            "owner_name": "欧阳 某",
            "phone": "13800000001",
            "kind": "shop",
            "row": 2,
        }
    ]


def test_what_is_not_said_is_null_and_a_unit_is_a_home(new_estate: KnownEstate) -> None:
    read = read_units(csv_sheet(["building", "room", "area_m2"], ["A", "301", "120"]), new_estate)
    assert read.rows["code"].to_pylist() == ["A-301"]
    assert read.rows["kind"].to_pylist() == ["residence"]
    assert [read.rows[field].null_count for field in ("section", "owner_id", "owner_name", "phone")] == [1] * 4


@pytest.mark.parametrize(
    ("building", "section", "room", "code"),
    [
        ("1号楼", "2单元", "1203室", "1-2-1203"),
        ("1栋", "", "2单元1203", "1-2-1203"),
        ("1#", "2", "1号楼2单元1203", "1-2-1203"),
        ("０１", "０２", "１２０３", "1-2-1203"),
        ("1", "", "1-2-1203", "1-2-1203"),
        ("1", "", "2-1203", "1-2-1203"),
        ("一号楼", "二单元", "1203", "1-2-1203"),
        ("a座", "", "301", "A-301"),
        ("A", "", "商铺3", "A-商铺3"),
        ("2", "1", "12a", "2-1-12a"),
    ],
)
def test_a_door_is_understood_as_written(
    new_estate: KnownEstate, building: str, section: str, room: str, code: str
) -> None:
    read = read_units(csv_sheet(UNITS_HEADER, [building, section, room, "65"]), new_estate)
    assert read.findings == ()
    assert read.rows["code"].to_pylist() == [code]


def test_a_building_of_the_book_is_found_under_its_own_name_first() -> None:
    estate = KnownEstate(frozenset({"01", "1号楼", "南楼"}), no_units(), TODAY)
    read = read_units(
        csv_sheet(UNITS_HEADER, ["1号楼", "", "1", "65"], ["01", "", "1", "65"], ["南楼", "", "1", "65"]), estate
    )
    assert read.rows["building"].to_pylist() == ["1号楼", "01", "南楼"]


@given(st.lists(st.integers(1, 99_999_999), min_size=1, max_size=30), st.sampled_from(["{}", "{}㎡", " {} "]))
def test_areas_are_exact_however_they_are_written(areas: list[int], dressed: str) -> None:
    estate = KnownEstate(frozenset({"1"}), no_units(), TODAY)
    rows = [["1", "", str(n), dressed.format(format_area(area))] for n, area in enumerate(areas)]
    read = read_units(workbook_sheet(UNITS_HEADER, *rows), estate)
    assert read.findings == ()
    assert read.rows["area_dm2"].to_pylist() == areas


@pytest.mark.parametrize(
    ("area", "cure"),
    [
        ("0", "必须大于 0"),
        ("0.00", "必须大于 0"),
        ("-65", "大于 0 的平方米数"),
        ("65.123", "写到 0.01 平方米"),
        ("六十五", "只写数字"),
        ("65,5", "只写数字"),
        ("1e3", "只写数字"),
        ("9999999", "多写了数字"),
        ("", "不能空着"),
        ("#REF!", "出错提示"),
    ],
)
def test_an_area_that_cannot_be_right_names_its_cure(new_estate: KnownEstate, area: str, cure: str) -> None:
    read = read_units(workbook_sheet(UNITS_HEADER, ["1", "2", "1203", area]), new_estate)
    assert told(read.findings) == [(2, "面积", area)]
    assert cure in read.findings[0].sentence()
    assert not len(read.rows)


def test_an_unknown_building_is_answered_with_those_that_exist() -> None:
    estate = KnownEstate(frozenset({"1", "2", "10", "A"}), no_units(), TODAY)
    read = read_units(csv_sheet(UNITS_HEADER, ["7号楼", "2", "1203", "65"]), estate)
    assert told(read.findings) == [(2, "楼栋", "7号楼")]
    assert "本小区的楼栋是 1、2、10、A" in read.findings[0].sentence()


def test_a_unit_twice_in_the_file_names_the_other_row(new_estate: KnownEstate) -> None:
    rows = ["1", "2", "1203", "65"], ["1号楼", "", "2单元1203室", "66"], ["1", "2", "12a", "5"], ["1", "2", "12A", "5"]
    read = read_units(csv_sheet(UNITS_HEADER, *rows), new_estate)
    assert told(read.findings) == [(3, "房号", "2单元1203室"), (5, "房号", "12A")]
    assert "与第 2 行重复" in read.findings[0].sentence()
    assert "与第 4 行重复" in read.findings[1].sentence()


@pytest.mark.parametrize("cell", ["甲\x07", "甲\x00乙", "甲\n乙", "甲\u0085乙", "甲\u2028乙", "\x7f"])
def test_control_characters_are_a_finding(new_estate: KnownEstate, cell: str) -> None:
    quoted = f'"{cell}"'
    read = read_units(csv_sheet([*UNITS_HEADER, "业主姓名"], ["1", "2", "1203", "65", quoted]), new_estate)
    assert told(read.findings) == [(2, "业主姓名", cell)]
    assert "控制字符" in read.findings[0].sentence()


def test_long_numbers_that_excel_has_rounded_are_a_finding(new_estate: KnownEstate) -> None:
    read = read_units(
        workbook_sheet(FULL_HEADER, ["1", 2, 1203, 65, 12345678901234567890, "甲", None, None]), new_estate
    )
    assert told(read.findings) == [(2, "业主编号", "1.23456789012346e+19")]
    assert "设为“文本”" in read.findings[0].sentence()


def test_identity_card_numbers_are_not_taken_in(new_estate: KnownEstate) -> None:
    row = ["1", "2", "1203", "65", "11010119900307123x", "", "", ""]
    read = read_units(csv_sheet(FULL_HEADER, row), new_estate)
    assert told(read.findings) == [(2, "业主编号", "11010119900307123x")]


def test_an_unknown_kind_is_answered_with_the_known_ones(new_estate: KnownEstate) -> None:
    read = read_units(csv_sheet(FULL_HEADER, [*KNOWN_ROW[:7], "车位"]), new_estate)
    assert told(read.findings) == [(2, "类型", "车位")]
    assert "“住宅”或“商铺”" in read.findings[0].sentence()


def test_all_findings_come_at_once_in_the_order_of_the_file(new_estate: KnownEstate) -> None:
    rows = ["9", "", "", "0"], ["1", "2", "1203", "65"], ["", "", "1-1203", "x"]
    read = read_units(csv_sheet(UNITS_HEADER, *rows), new_estate)
    assert told(read.findings) == [
        (2, "楼栋", "9"),
        (2, "房号", ""),
        (2, "面积", "0"),
        (4, "楼栋", ""),
        (4, "面积", "x"),
    ]
    assert read.rows["row"].to_pylist() == [3]


def test_a_finding_speaks_as_the_command_line_prints_it(new_estate: KnownEstate) -> None:
    (finding,) = read_units(csv_sheet(UNITS_HEADER, ["1", "", "1-1203", "65"]), new_estate).findings
    assert finding.as_json() == {
        "row": 2,
        "column": "房号",
        "value": "1-1203",
        "sentence": "看不出房号“1-1203”里的 1 是楼栋还是单元；请加一列“单元”，房号只写 1203。",
    }


def test_a_known_unit_with_the_same_content_is_skipped(estate: KnownEstate) -> None:
    rows = KNOWN_ROW, ["1", "2", "1204", "65", "", "", "", ""], ["A", "", "301", "120.0", "", "", "", "商铺"]
    read = read_units(csv_sheet(FULL_HEADER, *rows, ["2", "", "101", "65", "", "", "", ""]), estate)
    assert read.findings == ()
    assert read.skipped == 3
    assert read.rows["code"].to_pylist() == ["2-101"]


def test_a_shorter_file_of_the_same_units_contradicts_nothing(estate: KnownEstate) -> None:
    read = read_units(csv_sheet(UNITS_HEADER, KNOWN_ROW[:4]), estate)
    assert (read.findings, read.skipped, len(read.rows)) == ((), 1, 0)


@pytest.mark.parametrize(
    ("column", "cell", "header", "sentence"),
    [
        (3, "90", "面积", "面积是 89.43"),
        (4, "Y2", "业主编号", "“业主编号”与登记的不同"),
        (5, "乙", "业主姓名", "“业主姓名”与登记的不同"),
        (6, "13900000002", "电话", "“电话”与登记的不同"),
        (7, "商铺", "类型", "“类型”与登记的不同"),
    ],
)
def test_a_known_unit_with_other_content_is_a_finding_that_tells_no_name(
    estate: KnownEstate, column: int, cell: str, header: str, sentence: str
) -> None:
    row = [*KNOWN_ROW[:column], cell, *KNOWN_ROW[column + 1 :]]
    read = read_units(csv_sheet(FULL_HEADER, row), estate)
    assert told(read.findings) == [(2, header, cell)]
    said = read.findings[0].sentence()
    assert sentence in said and "甲" not in said and "13800000001" not in said
    assert (read.skipped, len(read.rows)) == (0, 0)


def test_an_owner_where_the_book_has_none_is_other_content(estate: KnownEstate) -> None:
    read = read_units(csv_sheet(FULL_HEADER, ["1", "2", "1204", "65", "Y9", "", "", ""]), estate)
    assert told(read.findings) == [(2, "业主编号", "Y9")]


def test_reading_what_was_read_skips_everything(new_estate: KnownEstate) -> None:
    sheet = csv_sheet(FULL_HEADER, KNOWN_ROW, ["A", "", "12b", "65.5", "", "", "", "shop"])
    first = read_units(sheet, new_estate)
    again = read_units(sheet, KnownEstate(new_estate.buildings, first.rows, TODAY))
    assert (again.findings, again.skipped, len(again.rows)) == ((), 2, 0)


def test_whoever_waits_is_told_how_far_it_is(new_estate: KnownEstate) -> None:
    told_so_far: list[float] = []
    read_units(csv_sheet(UNITS_HEADER, ["1", "2", "1203", "65"]), new_estate, told_so_far.append)
    assert told_so_far == sorted(told_so_far) and told_so_far[-1] == 1.0


def test_a_file_without_the_needed_columns_is_refused(new_estate: KnownEstate) -> None:
    with pytest.raises(Refusal, match="面积/area_m2"):
        read_units(csv_sheet(["楼栋", "房号"], ["1", "1203"]), new_estate)
