"""The notices as files: texts and real pictures, in a folder or in one archive, for every building of a day."""

import struct
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from liftfund_core.errors import StoreError
from liftfund_core.exports.notice_files import archive, file_name, sheets, write
from liftfund_core.exports.poster import poster
from liftfund_core.exports.press import pictures
from liftfund_core.reports.notice import notices
from liftfund_core.words import Words
from tests.notices.conftest import FIRST, Street

PNG = b"\x89PNG\r\n\x1a\n"


def size_of(png: bytes) -> tuple[int, int]:
    """Pixels across and down."""
    assert png.startswith(PNG)
    across, down = struct.unpack(">II", png[16:24])
    return across, down


def test_every_building_has_a_text_and_a_picture(street: Street, tmp_path: Path) -> None:
    street.at(0, 20).paid(*range(1, 8))
    told = notices(street.journal, FIRST)
    done = list(sheets(told, Words("zh"), "http://192.168.1.20:8501"))
    assert [sheet.name for sheet in done] == ["notice-2023-06-01-1", "notice-2023-06-01-2"]
    assert all(size_of(sheet.png)[0] == 1080 < size_of(sheet.png)[1] for sheet in done)
    assert size_of(done[0].png)[1] == poster(told[0], Words("zh"), "http://192.168.1.20:8501/join")["height"]
    for sheet in done:
        write(tmp_path / "out", sheet)
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert names == [f"notice-2023-06-01-{code}.{kind}" for code in "12" for kind in ("png", "txt")]
    with zipfile.ZipFile(BytesIO(archive(done))) as packed:
        assert sorted(packed.namelist()) == names
        assert packed.read("notice-2023-06-01-1.txt").decode() == done[0].text


def test_a_strange_code_makes_a_plain_file_name(street: Street) -> None:
    told = street.notice(0)
    odd = replace(told, building=replace(told.building, code="A/1 甲"))
    assert file_name(odd) == "notice-2023-06-01-A_1_甲"


def test_a_folder_that_cannot_be_written_is_one_sentence(street: Street, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (sheet, _) = sheets(notices(street.journal, FIRST), Words("zh"), None)
    with pytest.raises(StoreError, match="没有写入"):
        write(tmp_path / "file", sheet)


def test_a_machine_without_the_type_says_what_to_install() -> None:
    with pytest.raises(StoreError, match="请先装 Noto Sans CJK"):
        next(pictures([{}], signs=(" ", " ")))  # as it is where no type has the two hanzi: both look the same


def test_a_printer_that_stops_is_one_sentence() -> None:
    with pytest.raises(StoreError, match="画海报的程序中断了"):
        list(pictures([{"layer": "nonsense"}, {}]))
