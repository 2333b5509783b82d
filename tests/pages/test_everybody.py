"""What everybody sees: totals per building, masked; never a household, and no form."""

from pathlib import Path

import pytest

from liftfund_core.errors import StoreError
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from tests.pages.conftest import PAGE_FILES, UNIT, Open, OpenEstate
from tests.worlds import DUE_OF_65, ENTRY, pay

FORMS = {
    "Collection": "payment_building",
    "Lifts": "lift_step_building",
    "Votes": "poll_open",
    "Ledger": "correct_entry",
    "Messages": "message_text",
    "Notices": "notices_post",
    "Stage": "run_template",
    "Estate": "staff_save",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGE_FILES)
def test_a_page_shows_no_household_and_no_form(page: str, lang: str, book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    screen = open_page(page, lang=lang)
    assert UNIT.findall(screen.text) == []
    assert "1,165.45" not in screen.text
    assert ENTRY.name not in screen.text
    assert not screen.has(FORMS[page])
    assert ("登录后可登记" if lang == "zh" else "/staff/sign-in") in screen.text


@pytest.mark.parametrize("page", PAGE_FILES)
def test_a_page_tells_at_which_entry_it_is_true(page: str, book: Journal, open_page: Open) -> None:
    assert f"截至第 {book.head} 条" in open_page(page).text


def test_a_few_payers_are_a_bound(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    shown = open_page("Collection").text
    assert "&lt;5" in shown and "不显示" in shown
    assert "25.0%" not in shown


def test_the_desk_sees_exact_figures(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    shown = open_page("Collection", ENTRY).text
    assert "25.0%" in shown and "已收 1,165.45 / 应缴 4,661.80 元" in shown


def test_the_account_is_hidden_where_it_would_tell_who_paid(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    assert "<b>不显示</b>" in open_page("Ledger").text


def test_the_account_is_cut_for_everybody_and_exact_for_the_desk(open_estate: OpenEstate, open_page: Open) -> None:
    book = open_estate({"1": [6500] * 12})
    for room in range(101, 107):
        pay(book, f"1-1-{room}", DUE_OF_65)
    shown = open_page("Ledger").text
    assert "<b>0.6</b>" in shown and "6,992.70" not in shown
    assert "<b>6,992.70</b>" in open_page("Ledger", ENTRY).text


def test_made_up_data_always_says_so(open_estate: OpenEstate, open_page: Open) -> None:
    open_estate(simulated=True)
    for page in PAGE_FILES:
        assert "演示数据" in open_page(page).text


def test_a_file_that_cannot_be_opened_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: Open
) -> None:
    monkeypatch.setenv("LIFTFUND_DB", str(tmp_path / "nothing.duckdb"))
    settings.cache_clear()
    shown = open_page("Collection").text
    assert "没有找到数据文件" in shown and "Traceback" not in shown
    settings.cache_clear()


def test_a_book_that_takes_no_more_says_so_on_every_page(book: Journal, open_page: Open) -> None:
    book.broken = StoreError("数据文件无法再写入，已停止登记；请检查磁盘空间，然后重新启动程序。")
    for page in PAGE_FILES:
        assert "已停止登记" in open_page(page).text
    book.broken = None


def test_the_disclaimer_stands_on_the_poll_page(book: Journal, open_page: Open) -> None:
    assert "不是业主大会表决，不产生法律效力" in open_page("Votes").text
