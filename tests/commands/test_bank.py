"""With the bank's papers on the desk: lines come in, matches are confirmed and taken back, balances are compared."""

from datetime import date

import pytest

from liftfund_core.commands.account import book_interest, book_opening_balance
from liftfund_core.commands.bank import check_balance, confirm_certain, confirm_match
from liftfund_core.commands.bank_file import import_bank
from liftfund_core.commands.batches import undo_batch
from liftfund_core.commands.corrections import replace, void
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.reports.read_board import board
from liftfund_core.reports.reconciliation import BankBook, bank_book
from liftfund_core.store.journal import Journal
from tests.bank.papers import said, signed
from tests.worlds import DAY, ENTRY, FINANCE, REVIEWER, SUPERVISOR, pay, rows

Line = tuple[date, int, str, str]


def bring(journal: Journal, *lines: Line, opening_fen: int = 0) -> list[int]:
    """Bring lines in; returns their entry numbers."""
    head = journal.head
    report = import_bank(journal, FINANCE, signed(said(lines, opening_fen)), "流水.csv")
    assert report.findings == ()
    return [id for (id,) in rows(journal, "select entry_id from bank_line where entry_id > ? order by 1", [head])]


def reasons(book: BankBook) -> list[str]:
    return [doubt.reason for doubt in book.found.doubts]


def test_the_bank_is_brought_in_by_who_keeps_the_account(journal: Journal) -> None:
    file = signed(said([(DAY, 500, "B1", "")]))
    for other in (ENTRY, REVIEWER, SUPERVISOR):
        with pytest.raises(NotAllowed):
            import_bank(journal, other, file, "流水.csv")
    assert import_bank(journal, FINANCE, file, "流水.csv", dry_run=True).written == 0
    assert import_bank(journal, FINANCE, file, "流水.csv").written == 1


def test_the_newest_line_or_check_is_the_banks_balance(journal: Journal) -> None:
    assert board(journal).fund.bank_balance_fen is None
    bring(journal, (DAY, 500, "B1", ""), (DAY, 200, "B2", ""))
    assert board(journal).fund.bank_balance_fen == 700
    head = journal.head
    check_balance(journal, FINANCE, checked_on=DAY, bank_fen=650)
    assert (board(journal).fund.bank_balance_fen, board(journal, head).fund.bank_balance_fen) == (650, 700)


def test_a_month_that_is_brought_in_late_does_not_become_the_newest(journal: Journal) -> None:
    bring(journal, (DAY, 200, "B2", ""), opening_fen=500)
    bring(journal, (date(2023, 5, 1), 500, "B1", ""))
    assert board(journal).fund.bank_balance_fen == 700


def test_a_confirmation_is_taken_back_like_any_entry(journal: Journal) -> None:
    pay(journal, "1-1-101", 500, bank_ref="B1")
    bring(journal, (DAY, 500, "B1", ""))
    done = confirm_certain(journal, FINANCE)
    assert bank_book(journal).open_lines == 0
    void(journal, FINANCE, entry=done.entry, reason="认错了")
    assert bank_book(journal).open_lines == 1 and len(bank_book(journal).found.certain) == 1


def test_what_is_matched_is_not_withdrawn_before_its_match(journal: Journal) -> None:
    payment = pay(journal, "1-1-101", 500, bank_ref="B1").entry
    (line,) = bring(journal, (DAY, 500, "B1", ""))
    match = confirm_certain(journal, FINANCE).entry
    for entry in (payment, line):
        with pytest.raises(Conflict, match=f"第 {match} 条"):
            void(journal, FINANCE, entry=entry, reason="不要了")
    void(journal, FINANCE, entry=match, reason="认错了")
    void(journal, FINANCE, entry=payment, reason="不要了")


def test_a_match_outlives_a_mended_typing_mistake(journal: Journal) -> None:
    payment = pay(journal, "1-1-101", 500, bank_ref="B1").entry
    bring(journal, (DAY, 500, "B1", ""))
    match = confirm_certain(journal, FINANCE).entry
    replace(journal, FINANCE, entry=payment, changes={"unit": "1-1-102"}, reason="记错户")
    assert bank_book(journal).open_lines == 0 and reasons(bank_book(journal)) == []
    with pytest.raises(Conflict, match=f"第 {match} 条"):
        void(journal, FINANCE, entry=journal.head, reason="不要了")


def test_a_matched_amount_that_is_mended_shows_what_is_left(journal: Journal) -> None:
    payment = pay(journal, "1-1-101", 500, bank_ref="B1").entry
    bring(journal, (DAY, 500, "B1", ""))
    confirm_certain(journal, FINANCE)
    replace(journal, FINANCE, entry=payment, changes={"amount_fen": 400}, reason="看错了")
    assert [(d.reason, d.entry.left_fen) for d in bank_book(journal).found.doubts if d.entry] == [("rest", -100)]


def test_lines_and_entries_are_matched_by_hand_to_the_fen(journal: Journal) -> None:
    scanned = [pay(journal, "1-1-101", fen, channel="qr").entry for fen in (300, 450)]
    lines = bring(journal, (DAY, 700, "B1", ""), (DAY, 50, "B2", ""))
    with pytest.raises(Refusal, match="不相等"):
        confirm_match(journal, FINANCE, lines=lines[:1], entries=scanned)
    receipt = confirm_match(journal, FINANCE, lines=lines, entries=scanned, reason="核对过回单")
    assert receipt.written == 3 and bank_book(journal).open_lines == 0
    assert rows(journal, "select known_by, sum(amount_fen) from bank_match group by 1") == [("by_hand", 750)]
    with pytest.raises(Refusal, match="已经对上"):
        confirm_match(journal, FINANCE, lines=lines, entries=scanned)


def test_only_lines_of_the_bank_and_movements_of_the_account_are_matched(journal: Journal) -> None:
    (line,) = bring(journal, (DAY, 500, "B1", ""))
    for lines, entries in (([line], [1]), ([1], [line]), ([line], [99])):
        with pytest.raises(NotFound, match="不是有效的银行流水或收支记录"):
            confirm_match(journal, FINANCE, lines=lines, entries=entries)
    with pytest.raises(NotAllowed):
        confirm_match(journal, REVIEWER, lines=[line], entries=[1])
    with pytest.raises(NotAllowed):
        confirm_certain(journal, SUPERVISOR)


def test_a_click_twice_confirms_once(journal: Journal) -> None:
    pay(journal, "1-1-101", 500, bank_ref="B1")
    bring(journal, (DAY, 500, "B1", ""))
    first = confirm_certain(journal, FINANCE, request_id="r")
    assert confirm_certain(journal, FINANCE, request_id="r").repeated and first.written == 1


def test_a_statement_that_was_brought_in_by_mistake_is_taken_back_whole(journal: Journal) -> None:
    pay(journal, "1-1-101", 500, bank_ref="B1")
    lines = bring(journal, (DAY, 500, "B1", ""), (DAY, 7, "B2", ""))
    match = confirm_certain(journal, FINANCE).entry
    with pytest.raises(Conflict, match=f"第 {match} 条"):
        undo_batch(journal, FINANCE, entry=lines[1], reason="导错了文件")
    void(journal, FINANCE, entry=match, reason="导错了文件")
    undo_batch(journal, FINANCE, entry=lines[1], reason="导错了文件")
    assert bank_book(journal).lines == 0 and board(journal).fund.bank_balance_fen is None
    assert len(bring(journal, (DAY, 500, "B1", ""), (DAY, 7, "B2", ""))) == 2, "the right file can come"


def test_a_check_holds_the_two_balances_together(journal: Journal) -> None:
    pay(journal, "1-1-101", 500, bank_ref="B1")
    pay(journal, "1-1-102", 300)
    bring(journal, (DAY, 500, "B1", ""), (DAY, 9, "B2", "利息"))
    confirm_certain(journal, FINANCE)
    check_balance(journal, FINANCE, checked_on=DAY)
    check_balance(journal, FINANCE, checked_on=DAY, bank_fen=510, explanation=" 银行多一分 ")
    assert rows(
        journal, "select bank_fen, book_fen, unexplained_fen, explanation from bank_check order by entry_id"
    ) == [
        (509, 800, 0, None),
        (510, 800, 1, "银行多一分"),
    ]


def test_what_lay_there_before_the_first_line_is_no_item_under_way(journal: Journal) -> None:
    book_opening_balance(journal, FINANCE, amount_fen=1_000, as_of=DAY, document_no="YH")
    pay(journal, "1-1-101", 500, paid_on=date(2023, 5, 1))
    bring(journal, (DAY, 7, "B1", "利息"), opening_fen=1_500)
    book_interest(journal, FINANCE, amount_fen=7, received_on=DAY, bank_ref="B1")
    confirm_certain(journal, FINANCE)
    check_balance(journal, FINANCE, checked_on=DAY)
    assert rows(journal, "select bank_fen, book_fen, unexplained_fen from bank_check") == [(1_507, 1_507, 0)]
    assert reasons(bank_book(journal)) == [] and len(bank_book(journal).found.waiting) == 1


def test_a_day_is_checked_as_it_was_then(journal: Journal) -> None:
    pay(journal, "1-1-101", 500, bank_ref="B1", paid_on=date(2023, 5, 31))
    bring(journal, (date(2023, 5, 30), 9, "B0", ""), (DAY, 500, "B1", ""))
    confirm_certain(journal, FINANCE)
    check_balance(journal, FINANCE, checked_on=date(2023, 5, 31))
    told = rows(journal, "select bank_fen, book_fen, unexplained_fen from bank_check")
    assert told == [(9, 500, 0)], "on that day the transfer was under way"


def test_no_balance_is_checked_that_nobody_has_said(journal: Journal) -> None:
    with pytest.raises(Refusal, match="还没有银行余额"):
        check_balance(journal, FINANCE, checked_on=DAY)
    with pytest.raises(Refusal, match="还没有到"):
        check_balance(journal, FINANCE, checked_on=date(2023, 6, 2), bank_fen=1)
    with pytest.raises(NotAllowed):
        check_balance(journal, SUPERVISOR, checked_on=DAY, bank_fen=1)
