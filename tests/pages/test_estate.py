"""In the office: files, staff and copies."""

import re
from pathlib import Path

from liftfund_core.commands.roles import Actor
from liftfund_core.commands.staff import check_pin
from liftfund_core.reports.accounts import account
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from liftfund_core.ui import live
from tests.pages.conftest import Open, Screen
from tests.worlds import ADMIN, DUE_OF_65, FINANCE, TELLER, payments_csv


def _upload(screen: Screen, name: str, content: bytes) -> Screen:
    screen.at.file_uploader[0].set_value((name, content, "text/csv"))
    return screen.again()


def test_a_file_is_checked_before_anything_is_written(book: Journal, open_page: Open) -> None:
    screen = open_page("Estate", FINANCE).choose("import_kind", "payments")
    head = book.head
    _upload(screen, "p.csv", payments_csv([("1-1-101", DUE_OF_65), ("9-1-101", 5)]))
    assert "有 1 处要改" in screen.text and "9-1-101" in screen.text
    assert not screen.has("import_save") and book.head == head


def test_a_clean_file_is_written_whole_and_once(book: Journal, open_page: Open) -> None:
    content = payments_csv([("1-1-101", DUE_OF_65), ("1-1-102", 500)])
    screen = open_page("Estate", FINANCE).choose("import_kind", "payments")
    _upload(screen, "p.csv", content)
    assert "可写入 2 行" in screen.text
    screen.press("import_save")
    assert account(book, "1-1-101")[0].account.status == "paid"
    assert "写入 **2 行**" in screen.text
    _upload(screen, "p.csv", content)
    assert "跳过 2 行" in screen.text and not screen.has("import_save")


def test_a_file_that_is_no_table_is_one_sentence(book: Journal, open_page: Open) -> None:
    screen = _upload(open_page("Estate", FINANCE), "x.csv", b"%PDF-1.7 nothing")
    assert 'class="no"' in screen.text and not screen.has("import_save")


def test_an_administrator_adds_staff_and_the_pin_is_shown_once(book: Journal, open_page: Open) -> None:
    screen = open_page("Estate", ADMIN).fill("staff_name", "钱七").choose("staff_role", "teller").press("staff_save")
    shown = re.search(r"<b>(\d{6})</b>", screen.text)
    assert shown is not None
    assert check_pin(book, "钱七", shown[1]) == Actor("钱七", "teller")
    screen.press("staff_pin_noted")
    assert shown[1] not in screen.text
    assert shown[1] not in open_page("Estate", ADMIN).text


def test_a_lost_pin_is_replaced(book: Journal, open_page: Open) -> None:
    screen = open_page("Estate", ADMIN).fill("staff_name", "钱七").press("staff_save").press("staff_pin_noted")
    screen.choose("staff_who", "钱七").choose("staff_role", "finance").press("staff_save")
    pin = re.findall(r"<b>(\d{6})</b>", screen.text)[0]
    assert check_pin(book, "钱七", pin) == Actor("钱七", "finance")


def test_a_name_is_given_once(book: Journal, open_page: Open) -> None:
    screen = open_page("Estate", ADMIN).fill("staff_name", ADMIN.name).press("staff_save")
    assert "已有“管理员”" in screen.text


def test_a_copy_is_made_and_verified(book: Journal, open_page: Open) -> None:
    screen = open_page("Estate", FINANCE).press("backup_now")
    (copy,) = Path(settings().db.parent / "backups").glob("*.duckdb")
    assert f"已备份并核对：**{copy.name}**" in screen.text
    assert f"最近一份：{copy.name}" in screen.text
    assert verify(live.journal().database).ok


def test_staff_and_files_are_not_everybodys(book: Journal, open_page: Open) -> None:
    teller = open_page("Estate", TELLER)
    assert not any(teller.has(key) for key in ("staff_save", "import_kind", "backup_now"))
    assert "17.93 元/平方米" in teller.text
