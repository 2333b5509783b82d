"""Lists of money: pasted or imported whole, taken back whole, and each payment found again."""

from datetime import date

import pytest

from liftfund_core.commands.batches import undo_batch
from liftfund_core.commands.collection import record_refund, transfer
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.files import import_expenses, import_payments
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.settlement import check_money
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.reports.batches import batches
from liftfund_core.reports.payments import count_unchecked, find_payments, unchecked_payments
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.worlds import (
    ADMIN,
    CONSENT,
    DAY,
    DUE_OF_65,
    ENTRY,
    FINANCE,
    HOST,
    REVIEWER,
    entry_kinds,
    pay,
    pay_by_file,
    rows,
    standing_of,
)  # fmt: skip  # one list of names

HEADER = "房号\t金额\t日期\t收据号\t渠道\t流水号\n"
PASTED = HEADER + "1-1-101\t1,165.45\t2023-05-30\tSJ-7\t现金\t\n1-1-102\t1\t2023-06-01\tSJ-8\t转账\tYH9\n"


def collected(journal: Journal) -> int:
    return board(journal).fund.collected_fen


def paste(journal: Journal, actor: Actor = ENTRY, text: str = PASTED, request_id: str = "batch:1") -> int:
    report = import_payments(journal, actor, text.encode(), "粘贴", request_id=request_id, deed="payment")
    assert not report.findings
    return report.written


def test_what_was_pasted_is_written_once_and_taken_back_as_one(journal: Journal) -> None:
    assert paste(journal) == 2 and paste(journal) == 0
    head = journal.head
    (line,) = batches(journal)
    assert (line.rows, line.standing, line.standing_fen, line.actor) == (2, 2, 116_645, ENTRY.name)
    receipt = undo_batch(journal, ENTRY, entry=line.first, reason="贴错了表", request_id="u1")
    assert [kind for _, kind in entry_kinds(journal)[head:]] == ["void", "void"] and len(receipt.entries) == 2
    assert collected(journal) == 0
    assert rows(journal, "select distinct reason from entry where id > ?", [head]) == [("贴错了表",)]
    assert [(b.rows, b.standing, b.standing_fen) for b in batches(journal)] == [(2, 0, 0)]
    with pytest.raises(Conflict, match="已经撤销"):
        undo_batch(journal, ENTRY, entry=line.first, reason="再撤")
    assert paste(journal, request_id="batch:2") == 2
    assert verify(journal.database).ok


def test_any_entry_of_a_list_names_it_and_no_other_does(journal: Journal) -> None:
    single = pay(journal, "1-1-103", 5).entry
    pay_by_file(journal, [("1-1-101", 5), ("1-1-102", 5)])
    last = journal.head
    after = pay(journal, "1-1-103", 5).entry
    for entry in (single, after, 1, 10**6):
        with pytest.raises(NotFound, match="不是成批导入的"):
            undo_batch(journal, ADMIN, entry=entry, reason="贴错了")
    undo_batch(journal, ADMIN, entry=last, reason="贴错了")
    assert collected(journal) == 10


def test_a_list_that_fired_a_trigger_leaves_it_fired(journal: Journal) -> None:
    pay_by_file(journal, [("1-1-101", DUE_OF_65), ("1-1-102", DUE_OF_65), ("1-1-103", DUE_OF_65)])
    undo_batch(journal, FINANCE, entry=journal.head, reason="贴错了")
    assert board(journal).buildings[0].triggered_at_entry is not None and collected(journal) == 0


def test_what_was_withdrawn_before_stays_withdrawn_and_checks_go_along(journal: Journal) -> None:
    pay_by_file(journal, [("1-1-101", 5), ("1-1-102", 6), ("1-1-103", 7)])
    first = journal.head - 2
    void(journal, FINANCE, entry=first, reason="重复")
    check_money(journal, REVIEWER, entries=[first + 1, first + 2])
    head = journal.head
    undo_batch(journal, FINANCE, entry=first, reason="贴错了")
    assert [kind for _, kind in entry_kinds(journal)[head:]] == ["void"] * 4
    assert count_unchecked(journal) == (0, 0)


def test_a_list_on_which_something_rests_is_refused_as_a_whole_and_the_entries_are_named(journal: Journal) -> None:
    pay_by_file(journal, [("1-1-101", 50), ("1-1-102", 60), ("1-1-103", 70)])
    first = journal.head - 2
    other = pay(journal, "1-1-104", 1_000).entry
    back = record_refund(journal, FINANCE, unit="1-1-101", amount_fen=10, paid_on=DAY, document_no="T").entry
    moved = transfer(
        journal, FINANCE, **CONSENT, from_unit="1-1-102", to_unit="1-1-104", amount_fen=1, transfer_id="Z"
    ).entry
    right = replace(journal, FINANCE, entry=first + 2, changes={"amount_fen": 71}, reason="看错").entry
    with pytest.raises(Conflict) as told:
        undo_batch(journal, FINANCE, entry=first, reason="贴错了")
    assert all(f"{entry}" in told.value.sentence() for entry in (back, moved, right))
    assert "一条也没有撤销" in told.value.sentence()
    void(journal, FINANCE, entry=right, reason="撤")
    void(journal, FINANCE, entry=moved, reason="撤")
    void(journal, FINANCE, entry=back, reason="撤")
    undo_batch(journal, FINANCE, entry=first, reason="贴错了")
    assert collected(journal) == 1_000 and standing_of(journal).accounts["1-1-104"].paid_fen == 1_000
    assert other


def test_a_list_whose_money_was_spent_stays(journal: Journal) -> None:
    pay_by_file(journal, [("1-1-101", 500), ("1-1-102", 600)])
    line = batches(journal)[0]
    import_expenses(journal, FINANCE, "日期,收款方,金额\n2023-06-01,甲,10.01\n".encode(), "支出.csv")
    spent = journal.head
    with pytest.raises(Conflict, match=f"第 {spent} 条"):
        undo_batch(journal, FINANCE, entry=line.first, reason="贴错了")
    undo_batch(journal, FINANCE, entry=spent, reason="支出贴错了")
    assert board(journal).fund.spent_fen == 0
    undo_batch(journal, FINANCE, entry=line.first, reason="贴错了")


def test_a_list_belongs_to_who_brought_it_and_to_finance(journal: Journal) -> None:
    paste(journal)
    for actor in (HOST, Actor("别人", "entry")):
        with pytest.raises(NotAllowed):
            undo_batch(journal, actor, entry=journal.head, reason="贴错了")
    with pytest.raises(Refusal, match="更正原因"):
        undo_batch(journal, ENTRY, entry=journal.head, reason=" ")
    undo_batch(journal, FINANCE, entry=journal.head, reason="贴错了")


def test_who_records_payments_may_paste_them_and_others_not(journal: Journal) -> None:
    with pytest.raises(NotAllowed):
        paste(journal, HOST)
    with pytest.raises(NotAllowed):
        import_payments(journal, ENTRY, PASTED.encode(), "缴费.csv")


@pytest.mark.parametrize(
    ("text", "receipts"),
    [
        ("1165.45", ["SJ-7"]), ("¥1,165.45", ["SJ-7"]), ("1", ["SJ-8"]), ("2023-05-30", ["SJ-7"]),
        ("1-1-101", ["SJ-7"]), ("101", ["SJ-7"]), ("1-1", ["SJ-8", "SJ-7"]), ("sj-", ["SJ-8", "SJ-7"]),
        ("yh9", ["SJ-8"]), ("  SJ-7 ", ["SJ-7"]), ("", []), ("没有", []), ("2-1-101", []),
    ],
)  # fmt: skip  # one search a tuple
def test_a_payment_is_found_by_what_is_known_of_it(journal: Journal, text: str, receipts: list[str]) -> None:
    paste(journal)
    assert [line.receipt_no for line in find_payments(journal, text)] == receipts


def test_a_found_payment_says_who_entered_it_who_brought_it_and_who_checked_it(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100, channel="cash", payer="租户", receipt_no="R-1").entry
    check_money(journal, REVIEWER, entries=[paid], deposit_slip_no="CK-1")
    (line,) = find_payments(journal, "R-1")
    assert (line.payer, line.actor, line.checked_by, line.deposit_slip_no) == (
        "租户",
        ENTRY.name,
        REVIEWER.name,
        "CK-1",
    )
    void(journal, FINANCE, entry=paid, reason="重复")
    assert find_payments(journal, "R-1") == ()


def test_what_waits_for_a_second_person_is_listed_newest_first(journal: Journal) -> None:
    paste(journal)
    newest = pay(journal, "1-1-101", 100, paid_on=date(2023, 5, 1)).entry
    assert count_unchecked(journal) == (3, 1)
    assert [line.entry for line in unchecked_payments(journal)] == [newest, newest - 1, newest - 2]
    assert [line.channel for line in unchecked_payments(journal, "cash")] == ["cash"]
    check_money(journal, REVIEWER, entries=[newest, newest - 1])
    assert count_unchecked(journal) == (1, 1)
    with pytest.raises(Refusal, match="还没有选中"):
        check_money(journal, REVIEWER, entries=[])
