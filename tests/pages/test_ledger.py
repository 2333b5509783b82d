"""The open book on the page: who, when and why; what is corrected stays beside what it was."""

from datetime import date

import pytest

from liftfund_core.commands.account import book_opening_balance
from liftfund_core.commands.advance import book_advance
from liftfund_core.commands.corrections import replace, void
from liftfund_core.reports.journal_page import entry
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from tests.pages.conftest import UNIT, Open, Screen
from tests.worlds import DAY, DUE_OF_65, ENTRY, ENTRY_TOO, FINANCE, TELLER, approve, pay, release, take_steps


@pytest.fixture
def paid(book: Journal) -> int:
    """A payment by the first cashier."""
    return pay(book, "1-1-101", DUE_OF_65, receipt_no="SJ-1").entry


def _correct(open_page: Open, number: int) -> Screen:
    return open_page("Ledger", FINANCE).fill("correct_entry", number)


def test_a_correction_shows_old_and_new_before_and_after(book: Journal, paid: int, open_page: Open) -> None:
    screen = _correct(open_page, paid).fill("correct_amount_fen", "1000").fill("correct_reason", "金额打错")
    assert "<s>1,165.45 元</s>" in screen.text and "<b>1,000.00 元</b>" in screen.text
    screen.press("correct_save")
    done = entry(book, book.head)
    assert (done.corrects, done.actor, done.reason, done.detail["amount_fen"]) == (paid, "财务", "金额打错", 100_000)
    for told in (
        "1,165.45 元",
        "1,000.00 元",
        "财务",
        "原因：金额打错",
        f"更正第 {paid} 条",
        f"已由第 {book.head} 条更正",
    ):
        assert told in screen.text


def test_nothing_is_corrected_without_a_change_and_a_reason(book: Journal, paid: int, open_page: Open) -> None:
    head = book.head + 1  # finance has signed in
    assert "还没有填写更正原因；请补上。" in _correct(open_page, paid).press("correct_save").text
    unchanged = _correct(open_page, paid).fill("correct_reason", "看看").press("correct_save")
    assert f"内容与第 {paid} 条完全一样；请先改正再提交。" in unchanged.text
    changed = _correct(open_page, paid).fill("correct_receipt_no", "SJ-2").press("correct_save")
    assert "还没有填写更正原因；请补上。" in changed.text
    assert book.head == head


def test_an_entry_is_withdrawn_whole(book: Journal, paid: int, open_page: Open) -> None:
    screen = _correct(open_page, paid).choose("correct_way", "void").fill("correct_reason", "重复登记")
    screen.press("correct_save")
    assert (entry(book, book.head).kind, entry(book, book.head).corrects) == ("void", paid)
    assert board(book).amount.part == 0


def test_a_second_click_corrects_nothing_twice(book: Journal, paid: int, open_page: Open) -> None:
    screen = _correct(open_page, paid).fill("correct_receipt_no", "SJ-2").fill("correct_reason", "抄错")
    before = [key for key in screen.keys if key.startswith("correct_save")]
    request = screen.at.session_state["draft_correct"]
    screen.press("correct_save")
    assert before and not screen.has("correct_save"), "the old button is gone"
    head = book.head
    again = replace(book, FINANCE, entry=paid, changes={"receipt_no": "SJ-2"}, reason="抄错", request_id=request)
    assert (again.repeated, book.head) == (True, head)


def test_what_is_corrected_already_points_to_its_correction(book: Journal, paid: int, open_page: Open) -> None:
    void(book, FINANCE, entry=paid, reason="重复")
    by = book.head
    screen = _correct(open_page, paid)
    assert f"第 {paid} 条已由第 {by} 条更正或撤销" in screen.text and not screen.has("correct_save")


def test_a_refusal_is_one_sentence(book: Journal, open_page: Open) -> None:
    screen = _correct(open_page, 1).fill("correct_reason", "不要了").press("correct_save")
    assert "第 1 条不能撤销；如有需要请另行登记。" in screen.text
    assert _correct(open_page, 9999).text.count("没有第 9999 条记录；请核对编号。") == 1


def test_a_wrong_amount_in_a_correction_is_one_sentence(paid: int, open_page: Open) -> None:
    assert "看不懂金额“十”" in _correct(open_page, paid).fill("correct_amount_fen", "十").text


def test_the_papers_of_a_lift_step_are_put_right(book: Journal, open_page: Open) -> None:
    take_steps(book, "1-1", "surveyed", "funded", "contracted")
    screen = _correct(open_page, book.head).fill("correct_contract_no", "HT-2").fill("correct_reason", "抄错")
    screen.press("correct_save")
    assert '"contract_no":"HT-2"' in entry(book, book.head).detail["evidence"].replace(" ", "")


def test_the_accounts_other_entries_and_a_payer_are_put_right(book: Journal, open_page: Open) -> None:
    opening = book_opening_balance(book, FINANCE, amount_fen=100, as_of=DAY, document_no="YH").entry
    screen = _correct(open_page, opening).fill("correct_as_of", date(2023, 1, 1)).fill("correct_reason", "抄错")
    screen.press("correct_save")
    assert entry(book, book.head).detail["as_of"] == "2023-01-01"
    payer = pay(book, "1-1-101", 100, payer="租户").entries[1]
    screen = _correct(open_page, payer)
    assert not screen.has("correct_payment")
    screen.fill("correct_payer", "亲属").fill("correct_reason", "听错").press("correct_save")
    assert entry(book, book.head).detail["payer"] == "亲属"


def test_an_approved_payment_is_not_edited(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", 100_000)
    approve(book, "FK-1", 300)
    release(book, "FK-1", 300)
    screen = _correct(open_page, book.head - 1).fill("correct_amount_fen", "2").fill("correct_reason", "付错")
    assert "请先撤销，再由两人重新放款" in screen.press("correct_save").text
    screen.choose("correct_way", "void").press("correct_save")
    assert board(book).fund.spent_fen == 0


def test_what_somebody_else_entered_is_not_a_cashiers_to_correct(paid: int, open_page: Open) -> None:
    screen = open_page("Ledger", ENTRY_TOO).fill("correct_entry", paid)
    assert "不是您登记的；请由经手人、财务或管理员更正。" in screen.text and not screen.has("correct_save")


def test_cashiers_correct_their_own(book: Journal, paid: int, open_page: Open) -> None:
    screen = open_page("Ledger", ENTRY).fill("correct_entry", paid).fill("correct_receipt_no", "SJ-9")
    screen.fill("correct_reason", "收据号抄错").press("correct_save")
    assert entry(book, book.head).detail["receipt_no"] == "SJ-9"


def test_the_book_is_open_to_every_role_and_rooms_are_masked(book: Journal, paid: int, open_page: Open) -> None:
    void(book, FINANCE, entry=paid, reason="1-1-101 重复登记")
    masked = open_page("Ledger", TELLER).choose("ledger_book", "journal")
    masked.fill("correct_entry", paid)
    assert "1-1-1**" in masked.text and UNIT.findall(masked.text) == []
    assert not masked.has("journal_text"), "a search would tell what the mask hides"
    assert "1-1-101" in open_page("Ledger", ENTRY).choose("ledger_book", "journal").text


def test_the_book_is_searched(book: Journal, paid: int, open_page: Open) -> None:
    pay(book, "1-1-102", 100, ENTRY_TOO, receipt_no="SJ-2")
    void(book, FINANCE, entry=paid, reason="重复登记")
    screen = open_page("Ledger", FINANCE).choose("ledger_book", "journal")
    assert "共 2 条" in screen.choose("journal_kind", "payment").text
    assert "共 1 条" in screen.choose("journal_actor", ENTRY_TOO.name).text
    screen.choose("journal_kind", None).choose("journal_actor", None)
    assert "共 2 条" in screen.tick("journal_corrections").text
    assert "重复登记" in screen.fill("journal_text", "重复").text


def test_older_entries_are_a_page_away(book: Journal, open_page: Open) -> None:
    for number in range(25):
        pay(book, "1-1-101", 100 + number)
    screen = open_page("Ledger", FINANCE).choose("ledger_book", "journal")
    assert "<b>#1</b>" not in screen.text and screen.disabled("journal_newer")
    while not screen.disabled("journal_older"):
        screen.press("journal_older")
    assert "<b>#1</b>" in screen.text and "建立小区" in screen.text


def test_the_advance_is_booked_and_repaid_within_what_is_owed(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    screen = open_page("Ledger", FINANCE).choose("ledger_desk", "money").choose("money_kind", "advance")
    screen.fill("money_amount", "2000").fill("money_lender", "物业公司").fill("money_document", "DZ-1").press(
        "money_save"
    )
    assert board(book).fund.advance_outstanding_fen == 200_000
    screen.choose("money_kind", "repay").fill("money_amount", "5000").fill("money_decision", "JY-1")
    assert "垫资尚欠 2,000.00 元 · 账户结余 1,165.45 元" in screen.text
    assert "不能归还 5,000.00 元" in screen.press("money_save").text
    screen.fill("money_amount", "1165.45").press("money_save")
    assert board(book).fund.advance_outstanding_fen == 83_455
    assert "已登记 **1,165.45 元**" in screen.text


def test_a_contractor_is_paid_from_the_account_and_never_below_zero(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    screen = (
        open_page("Ledger", FINANCE)
        .choose("ledger_desk", "money")
        .choose("money_kind", "pay")
        .fill("money_amount", "9999")
    )
    screen.fill("money_payee", "示例电梯工程公司").choose("money_lift", "1-1")
    assert "不够支付 9,999.00 元" in screen.press("money_save").text
    screen.fill("money_amount", "1000").press("money_save").press("notice_undo")
    assert entry(book, book.head).kind == "void"


def test_a_deposited_advance_comes_into_the_account(book: Journal, open_page: Open) -> None:
    screen = (
        open_page("Ledger", FINANCE)
        .choose("ledger_desk", "money")
        .choose("money_kind", "advance")
        .choose("money_route", "deposited")
    )
    screen.fill("money_amount", "1").fill("money_lender", "物业").fill("money_document", "D").press("money_save")
    assert board(book).fund.balance_fen == 100


def test_money_is_for_the_treasurer(book: Journal, open_page: Open) -> None:
    book_advance(book, FINANCE, amount_fen=1, received_on=DAY, route="deposited", lender="物业", document_no="D")
    assert "money" not in open_page("Ledger", ENTRY).offers("ledger_desk")
    assert open_page("Ledger", FINANCE).choose("ledger_desk", "money").has("money_kind")
