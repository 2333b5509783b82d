"""The front door: what can be read, and what is refused with the cure."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from liftfund_core.errors import Refusal
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.sheet import MAX_BYTES, read_sheet
from liftfund_core.imports.units import read_units
from tests.imports.files_of_staff import UNITS_HEADER, csv_bytes, saved, workbook_bytes

ROW = ["1", "2", "1203", "89.43"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_reads_the_same_in_every_encoding_and_with_every_delimiter(
    tmp_path: Path, new_estate: KnownEstate, encoding: str, delimiter: str
) -> None:
    file = tmp_path / "名册.csv"
    rows = [*UNITS_HEADER, "业主姓名"], [*ROW, "欧阳某"], ["2", "1", "101", "65.00", "㛃某"]
    file.write_bytes(csv_bytes(*rows, encoding=encoding, delimiter=delimiter))
    read = read_units(read_sheet(file), new_estate)
    assert read.findings == ()
    assert read.rows["code"].to_pylist() == ["1-2-1203", "2-1-101"]
    assert read.rows["owner_name"].to_pylist() == ["欧阳某", "㛃某"]
    assert read.rows["row"].to_pylist() == [2, 3]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_blank_lines_count_as_rows_but_bring_nothing(new_estate: KnownEstate, line_end: str) -> None:
    lines = ["", ",".join(UNITS_HEADER), "", ",".join(ROW), ",,,", "", "2,1,101,65", "", ""]
    read = read_units(read_sheet(line_end.join(lines).encode(), "名册.csv"), new_estate)
    assert read.findings == () and read.left_out == ()
    assert read.rows["row"].to_pylist() == [4, 7]


def test_a_quoted_cell_may_hold_commas_and_the_row_number_is_the_spreadsheets(new_estate: KnownEstate) -> None:
    data = '备注,楼栋,房号,面积\r\n"两行,\n一格",1,101,"1,065.00"\r\n,1,102,65\r\n'.encode()
    read = read_units(read_sheet(data, "名册.csv"), new_estate)
    assert read.rows["area_dm2"].to_pylist() == [106500, 6500]
    assert read.rows["row"].to_pylist() == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_name_far_down_tells_the_encoding_too(new_estate: KnownEstate, encoding: str) -> None:
    header = ["building", "room", "area_m2", "owner_name"]
    rows = [["1", str(1000 + n), "65.00", "x"] for n in range(3000)]
    data = csv_bytes(header, *rows, ["2", "1", "65", "某"], encoding=encoding)
    assert "某".encode("gb18030").decode("utf-8") == "ĳ", "the name passes for UTF-8"
    read = read_units(read_sheet(data), new_estate)
    assert len(read.rows) == 3001
    assert read.rows["owner_name"][-1].as_py() == "某"


def test_an_uploaded_file_is_read_from_its_bytes(new_estate: KnownEstate) -> None:
    read = read_units(read_sheet(workbook_bytes(UNITS_HEADER, ROW), "上传.xlsx"), new_estate)
    assert read.rows["code"].to_pylist() == ["1-2-1203"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"找不到文件 .*没有\.csv"):
        read_sheet(tmp_path / "没有.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="是文件夹"):
        read_sheet(tmp_path)


def test_a_file_with_an_impossible_name_is_refused_too() -> None:
    with pytest.raises(Refusal, match="读不了文件"):
        read_sheet("名\0册.csv")


def test_a_file_of_60_mb_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "大.csv"
    with file.open("wb") as sparse:
        sparse.truncate(60 * 2**20)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    with pytest.raises(Refusal, match="60 MB，超过 55 MB 的上限；请按楼栋拆成几个文件"):
        read_sheet(file)


def test_an_upload_above_the_limit_is_refused_too() -> None:
    with pytest.raises(Refusal, match="56 MB"):
        read_sheet(bytes(MAX_BYTES + 1), "大.csv")


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"  \n\t\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="是空的"):
        read_sheet(data, "空.csv")


def test_a_workbook_without_a_cell_is_refused(new_estate: KnownEstate) -> None:
    with pytest.raises(Refusal, match="是空的"):
        read_units(read_sheet(saved(openpyxl.Workbook()), "空.xlsx"), new_estate)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj <<>> endobj",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64),
        b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4,
        bytes(range(256)) * 40,
        bytes(1000),
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"\n <!DOCTYPE html>",
        b"\x81\x00\xff" * 50,
        b"abc\xff\xff\xff,1\n",
    ],
)
def test_what_is_no_spreadsheet_says_how_to_save_one(data: bytes) -> None:
    with pytest.raises(Refusal, match=r"另存为 \.xlsx 或 \.csv"):
        read_sheet(data, "名册.xlsx")


def test_a_zip_that_is_no_workbook_is_no_spreadsheet() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(Refusal, match="不是能读懂的表格"):
        read_sheet(packed.getvalue(), "名册.xlsx")


def test_an_old_xls_is_to_be_saved_anew() -> None:
    with pytest.raises(Refusal, match=r"旧的 \.xls 格式.*另存为 \.xlsx"):
        read_sheet(OLE + bytes(2000), "名册.xls")


def test_a_locked_workbook_is_to_be_unlocked() -> None:
    locked = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    with pytest.raises(Refusal, match="取消密码"):
        read_sheet(locked, "名册.xlsx")


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.99])
def test_a_workbook_cut_short_is_damaged(kept: float) -> None:
    whole = workbook_bytes(UNITS_HEADER, ROW)
    with pytest.raises(Refusal, match="已损坏"):
        read_sheet(whole[: int(len(whole) * kept)], "名册.xlsx")


def test_a_workbook_with_broken_insides_is_damaged() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<broken")
    with pytest.raises(Refusal, match="已损坏"):
        read_sheet(packed.getvalue(), "名册.xlsx")


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_packed() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for part in range(9):
            archive.writestr(f"xl/worksheets/sheet{part}.xml", bytes(1 << 27))
    with pytest.raises(Refusal, match="超过 1 GB"):
        read_sheet(packed.getvalue(), "名册.xlsx")


def test_a_quotation_mark_that_never_closes_is_refused() -> None:
    data = csv_bytes(UNITS_HEADER, ["1", "2", '"1203', "65"]) + b"1,2,3\n" * 40_000
    with pytest.raises(Refusal, match="引号没有成对"):
        read_sheet(data, "名册.csv")
