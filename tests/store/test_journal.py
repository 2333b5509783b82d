"""The one door for writing: gap-free numbers, bad deeds alone, one writing for each request, durable when told."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import duckdb
import pytest

from liftfund_core.errors import Refusal, StoreError
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.store.verify import verify
from liftfund_core.words import N_
from tests.store.hands import Decide, paying, together
from tests.worlds import DAY, NOON, Clock, Templates, entry_kinds, pay, rows, standing_of


def refusing(_standing: Standing) -> Outcome:
    raise Refusal(N_("不行；请改正。"))


def failing(_standing: Standing) -> Outcome:
    raise ZeroDivisionError


def test_numbers_have_no_gap_under_eight_threads(journal: Journal) -> None:
    start, at_once = journal.head, Barrier(8)

    def many(desk: int) -> list[int]:
        at_once.wait()
        return [pay(journal, "2-1-101", 1, receipt_no=f"D{desk}-{n}").entry for n in range(50)]

    with ThreadPoolExecutor(8) as desks:
        told = [entry for entries in desks.map(many, range(8)) for entry in entries]
    assert sorted(told) == list(range(start + 1, start + 401))
    assert [id for id, _ in entry_kinds(journal)] == list(range(1, start + 401))
    assert journal.head == start + 400
    assert verify(journal.database).ok


def test_each_desk_sees_its_own_deeds_in_order(journal: Journal) -> None:
    def many(desk: int) -> list[int]:
        return [pay(journal, "2-1-101", 1, receipt_no=f"D{desk}-{n}").entry for n in range(20)]

    with ThreadPoolExecutor(4) as desks:
        assert all(entries == sorted(entries) for entries in desks.map(many, range(4)))


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (refusing, Refusal),
        (failing, ZeroDivisionError),
        (lambda _: paying(unit="9-9-999"), KeyError),
        (lambda _: paying(receipt_no=None), duckdb.ConstraintException),
        (lambda _: paying(amount_fen="much"), Exception),
        (lambda _: Outcome([Fact("payment", {"unit": "1-1-101", "amount_fen": 1, "no_such": 1, "bank_ref": ""})]),
         Exception),
    ],
    ids=["refused", "fault", "unknown unit", "database error", "wrong type", "wrong column"],
)  # fmt: skip  # one case a line
def test_a_bad_deed_leaves_its_neighbours_intact(journal: Journal, bad: Decide, error: type[Exception]) -> None:
    start = journal.head
    first, wrong, last = together(
        journal, lambda _: paying(receipt="A"), bad, lambda _: paying(unit="1-1-102", receipt="B")
    )
    with pytest.raises(error):
        wrong.result(10)
    assert [first.result(10).entry, last.result(10).entry] == [start + 1, start + 2]
    assert rows(journal, "select entry_id, receipt_no from payment order by 1") == [(start + 1, "A"), (start + 2, "B")]
    assert pay(journal, "1-1-103", 1).entry == start + 3
    assert verify(journal.database).ok


def test_a_refusal_is_told_only_when_what_it_rested_on_is_durable(journal: Journal) -> None:
    """The second deed is refused because of the first; the first then fails, so the second must go through."""

    def unless_paid(standing: Standing) -> Outcome:
        if standing.accounts["1-1-101"].paid_fen:
            raise Refusal(N_("已经缴过；请核对。"))
        return paying(receipt="second")

    first, second = together(journal, lambda _: paying(receipt_no=None), unless_paid)
    with pytest.raises(duckdb.ConstraintException):
        first.result(10)
    assert second.result(10).entry == journal.head


def test_a_deed_that_leaned_on_a_failed_one_is_refused_and_the_writer_lives(journal: Journal) -> None:
    def only_after(standing: Standing) -> Outcome:
        if not standing.accounts["1-1-101"].paid_fen:
            raise Refusal(N_("还没有缴；请先登记。"))
        return paying(receipt="second")

    first, second = together(journal, lambda _: paying(receipt_no=None), only_after)
    with pytest.raises(duckdb.ConstraintException):
        first.result(10)
    with pytest.raises(Refusal):
        second.result(10)
    assert pay(journal, "1-1-101", 1).entry == journal.head


def test_one_request_from_many_threads_is_written_once_with_one_receipt(journal: Journal) -> None:
    start, at_once = journal.head, Barrier(8)

    def send(desk: int) -> Receipt:
        at_once.wait()
        return pay(journal, "1-1-101", 500, receipt_no=f"R{desk}", request_id="the-same")

    with ThreadPoolExecutor(8) as desks:
        receipts = list(desks.map(send, range(8)))
    assert {receipt.entry for receipt in receipts} == {start + 1} == {journal.head}
    assert sorted(receipt.repeated for receipt in receipts) == [False] + [True] * 7


def test_one_request_twice_in_one_batch_is_written_once(journal: Journal) -> None:
    one, two = together(
        journal, lambda _: paying(receipt="A"), lambda _: paying(receipt="B"), requests=("same", "same")
    )
    assert one.result(10).entry == two.result(10).entry == journal.head
    assert two.result().repeated


def test_a_request_is_remembered_after_the_file_was_closed(estates: Templates, tmp_path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb")
    told = pay(journal, "1-1-101", 500, request_id="before").entry
    journal.close()
    journal = Journal.open(tmp_path / "e.duckdb", Clock())
    again = pay(journal, "1-1-101", 500, request_id="before")
    assert (again.entry, again.repeated, journal.head) == (told, True, told)
    journal.close()


def test_a_refused_request_may_come_again(journal: Journal) -> None:
    with pytest.raises(Refusal):
        pay(journal, "1-1-999", 500, request_id="r")
    assert not pay(journal, "1-1-101", 500, request_id="r").repeated


def test_what_is_acknowledged_is_committed_and_the_head_record_says_so(journal: Journal) -> None:
    for n in range(20):
        told = pay(journal, "1-1-101", n + 1).entry
        assert rows(journal, "select max(id) from entry") == [(told,)]
        record = journal.database.path.with_name("estate.duckdb.head").read_text()
        assert int(record.split()[0]) >= told


def test_the_clock_of_the_journal_never_runs_backward(estates: Templates, tmp_path) -> None:
    clock = Clock()
    journal = estates.copy(tmp_path / "e.duckdb", clock=clock)
    pay(journal, "1-1-101", 1)
    clock.now = NOON - timedelta(days=3)
    pay(journal, "1-1-101", 2, paid_on=DAY - timedelta(days=4))
    moments = [moment for (moment,) in rows(journal, "select recorded_at from entry order by id")]
    assert moments == sorted(moments)
    journal.close()


def test_a_sender_who_gave_up_stops_nobody(journal: Journal) -> None:
    busy, go = Event(), Event()

    def hold(_standing: Standing) -> Outcome:
        busy.set()
        assert go.wait(10)
        return Outcome()

    holding = journal.submit(Deed("hold", hold))
    assert busy.wait(10)
    given_up = journal.submit(Deed("甲", lambda _: paying(receipt="A")))
    kept = journal.submit(Deed("甲", lambda _: paying(receipt="B")))
    assert given_up.cancel()
    assert not holding.cancel(), "a deed in the writer's hand is not taken back"
    go.set()
    assert kept.result(10).entry == journal.head
    assert rows(journal, "select receipt_no from payment") == [("B",)]


def test_a_closed_journal_says_so_instead_of_waiting_for_ever(estates: Templates, tmp_path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb")
    journal.close()
    with pytest.raises(StoreError):
        journal.submit(Deed("甲", lambda _: paying())).result(5)


def test_closing_writes_what_is_waiting(estates: Templates, tmp_path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb")
    promises = together(journal, *[lambda _, n=n: paying(receipt=f"W{n}") for n in range(30)])
    journal.close()
    assert len({promise.result(1).entry for promise in promises}) == 30


def test_text_that_cannot_be_sealed_is_refused_at_the_door(journal: Journal) -> None:
    for wrong in ("\x0b", "a\x1f", "\x00", "\ud800"):
        for deed in (
            Deed("甲" + wrong, lambda _: paying()),
            Deed("甲", lambda _: paying(), reason=wrong),
            Deed("甲", lambda _: paying(), request_id=wrong),
            Deed("甲", lambda _, w=wrong: paying(receipt=w)),
        ):
            with pytest.raises(Refusal):
                journal.record(deed)
    assert pay(journal, "1-1-101", 1)
    assert verify(journal.database).ok


def test_the_memory_forgets_what_was_rolled_back(journal: Journal) -> None:
    _, wrong = together(journal, lambda _: paying(fen=700, receipt="A"), failing)
    with pytest.raises(ZeroDivisionError):
        wrong.result(10)
    assert standing_of(journal).accounts["1-1-101"].paid_fen == 700
    assert standing_of(journal).fund.collected_fen == 700


def test_a_head_record_that_cannot_be_written_stops_the_journal_but_not_the_truth(journal: Journal) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, journal._writer._record._file)
    os.close(full)
    told = pay(journal, "1-1-101", 5).entry
    with pytest.raises(StoreError, match="重新启动"):
        pay(journal, "1-1-101", 6)
    assert journal.broken is not None and journal.head == told
    assert rows(journal, "select amount_fen from payment") == [(5,)]
