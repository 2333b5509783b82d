"""At the desk: a payment in a few taps, written once, warned of a second time, taken back on the spot."""

import pytest

from liftfund_core.commands.corrections import replace
from liftfund_core.reports.accounts import account
from liftfund_core.reports.journal_page import entry
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live
from tests.pages.conftest import Open, Screen
from tests.worlds import DUE_OF_65, ENTRY, FINANCE, HOST, pay


@pytest.fixture
def desk(book: Journal, open_page: Open) -> Screen:
    """The form with unit 1-1-101 found: two taps."""
    return open_page("Collection", ENTRY).choose("payment_building", "1").choose("payment_unit", "1-1-101")


def test_two_taps_find_the_unit_and_show_what_it_owes(desk: Screen) -> None:
    assert "¥1,165.45" in desk.text and "65.00 m² × 17.93" in desk.text
    assert desk.value("payment_amount") == "1,165.45"
    assert "1-101　未缴" in desk.offers("payment_unit")


def test_a_payment_is_recorded_and_named(desk: Screen, book: Journal) -> None:
    desk.press("payment_save")
    unit, movements = account(book, "1-1-101")
    assert (unit.account.status, movements[-1].amount_fen) == ("paid", DUE_OF_65)
    assert f"已登记 **1-1-101** 缴费 **1,165.45 元** · 第 {book.head} 条" in desk.text
    assert entry(book, book.head).actor == ENTRY.name


def test_the_form_starts_empty_for_the_next_household(desk: Screen) -> None:
    desk.press("payment_save")
    assert desk.value("payment_building") == "1"
    assert desk.value("payment_unit") is None
    assert not desk.has("payment_save")


def test_a_double_click_writes_once(desk: Screen, book: Journal) -> None:
    request = desk.at.session_state["draft_payment"]
    desk.press("payment_save")
    head = book.head
    desk.at.session_state["draft_payment"] = request  # the second click names the same filled form
    desk.again().choose("payment_unit", "1-1-101").tick("payment_again").fill("payment_amount", "1165.45")
    desk.press("payment_save")
    assert book.head == head


def test_the_old_button_is_gone_after_the_first_click(desk: Screen) -> None:
    before = [key for key in desk.keys if key.startswith("payment_save")]
    desk.press("payment_save").choose("payment_unit", "1-1-102")
    after = [key for key in desk.keys if key.startswith("payment_save")]
    assert before and after and before != after


def test_a_household_that_has_paid_is_asked_for_twice(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    desk = open_page("Collection", ENTRY).choose("payment_building", "1").choose("payment_unit", "1-1-101")
    assert "该户已登记，请核对" in desk.text
    assert desk.disabled("payment_save")
    desk.fill("payment_amount", "10").tick("payment_again").press("payment_save")
    assert account(book, "1-1-101")[0].account.credit == 1000


def test_a_part_payment_leaves_the_rest_due(desk: Screen, book: Journal) -> None:
    desk.fill("payment_amount", "１，０００．４５").press("payment_save")
    desk.choose("payment_unit", "1-1-101")
    assert desk.value("payment_amount") == "165.00"
    assert "1-101　部分缴费" in desk.offers("payment_unit")


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("payment_amount", "一千", "看不懂金额“一千”"),
        ("payment_amount", "-5", "是负数"),
        ("payment_amount", "", "金额是空的"),
        ("payment_amount", "0", "金额必须大于 0"),
        ("payment_receipt", "", "还没有填写收据号；请补上。"),
    ],
)
def test_a_mistake_is_one_sentence_and_writes_nothing(
    desk: Screen, book: Journal, field: str, text: str, sentence: str
) -> None:
    head = book.head
    desk.fill(field, text).press("payment_save")
    assert sentence in desk.text
    assert book.head == head


def test_a_paper_is_used_once(desk: Screen, book: Journal) -> None:
    pay(book, "1-1-102", 100, receipt_no="SJ-77")
    desk.fill("payment_receipt", "SJ-77").press("payment_save")
    assert f"收据号 SJ-77 已用于第 {book.head} 条" in desk.text


def test_the_next_receipt_number_is_offered(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-102", 100, receipt_no="SJ-000123")
    desk = open_page("Collection", ENTRY).choose("payment_building", "1").choose("payment_unit", "1-1-101")
    assert desk.value("payment_receipt") == "SJ-000124"


def test_a_correction_of_an_old_payment_does_not_turn_the_numbers_back(book: Journal, open_page: Open) -> None:
    old = pay(book, "1-1-102", 100, receipt_no="SJ-000123").entry
    pay(book, "1-1-103", 100, receipt_no="SJ-000130")
    replace(book, FINANCE, entry=old, changes={"amount_fen": 200}, reason="金额打错")
    desk = open_page("Collection", ENTRY).choose("payment_building", "1").choose("payment_unit", "1-1-101")
    assert desk.value("payment_receipt") == "SJ-000131"


def test_a_number_taken_meanwhile_is_renewed_while_nobody_has_typed(desk: Screen, book: Journal) -> None:
    pay(book, "1-1-102", 100, receipt_no=desk.value("payment_receipt"))
    assert desk.again().value("payment_receipt") == live.next_receipt()
    desk.fill("payment_receipt", "A-5")
    pay(book, "1-1-102", 100, receipt_no="SJ-000900")
    assert desk.again().value("payment_receipt") == "A-5"


def test_a_payment_is_taken_back_on_the_spot(desk: Screen, book: Journal) -> None:
    desk.press("payment_save")
    paid = book.head
    desk.press("notice_undo")
    withdrawn = entry(book, book.head)
    assert (withdrawn.kind, withdrawn.corrects, withdrawn.reason) == ("void", paid, "当场撤销")
    assert account(book, "1-1-101")[0].account.status == "unpaid"
    assert f"已撤销第 {paid} 条" in desk.text and not desk.has("notice_undo")


def test_the_notice_goes_when_it_is_read(desk: Screen) -> None:
    desk.press("payment_save").press("notice_close")
    assert "已登记" not in desk.text.replace("该户已登记", "")


def test_the_moment_a_building_reaches_its_line_is_told(desk: Screen, book: Journal) -> None:
    pay(book, "1-1-102", DUE_OF_65)
    desk.press("payment_save")
    assert "1号楼达到启动线" in desk.text


def test_another_role_finds_one_line_instead(book: Journal, open_page: Open) -> None:
    screen = open_page("Collection", HOST)
    assert "“主持人”不办理这一项" in screen.text
    assert not screen.has("payment_building") and not screen.has("unit_search")


def test_a_unit_is_looked_up_with_all_its_entries(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", 500, receipt_no="SJ-1")
    paid = book.head
    screen = open_page("Collection", FINANCE).fill("unit_search", " 1-1-101 ")
    assert "1-1-101 · 部分缴费" in screen.text and "SJ-1" in screen.text and f"#{paid}" in screen.text
    screen.fill("unit_search", "9-9-999")
    assert "没有 9-9-999 这一户" in screen.text
