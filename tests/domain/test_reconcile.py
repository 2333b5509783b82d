"""Bank reconciliation: certain, suggested, or a doubt that somebody looks into."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.bank import BankLine, BookEntry, Match, Reconciliation
from liftfund_core.domain.reconcile import reconcile

DAY = date(2023, 6, 10)
UNITS = frozenset({"1-1-101", "1-1-102", "2-1-301"})


def line(number: int, fen: int, said: str = "", *, after: int = 0, **more: object) -> BankLine:
    return replace(BankLine(number, DAY + timedelta(days=after), fen, fen, said=said), **more)


def entry(number: int, fen: int, *, after: int = 0, **more: object) -> BookEntry:
    return replace(BookEntry(number, DAY + timedelta(days=after), fen, fen), **more)


def found(lines: list[BankLine], entries: list[BookEntry], settled: tuple[BookEntry, ...] = ()) -> Reconciliation:
    covered = (DAY - timedelta(days=90), DAY + timedelta(days=90))
    return reconcile(lines, entries, units=UNITS, settled=settled, covered=covered)


def pairs(matches: Sequence[Match]) -> list[tuple[list[int], list[int], str]]:
    return [([x.id for x in m.lines], [x.id for x in m.entries], m.basis) for m in matches]


def doubts(told: Reconciliation) -> list[tuple[str, int | None, int | None]]:
    return [(d.reason, d.line and d.line.id, d.entry and d.entry.id) for d in told.doubts]


def test_the_banks_reference_in_the_book_is_certain_however_it_is_written_and_whenever() -> None:
    told = found([line(1, 500, ref="zz-1", after=40)], [entry(11, 500, ref="ＺＺ-1")])
    assert pairs(told.certain) == [([1], [11], "reference")] and not told.doubts


def test_a_known_reference_with_another_amount_is_one_doubt() -> None:
    assert doubts(found([line(1, 500, ref="Z1")], [entry(11, 600, ref="Z1")])) == [("amount_differs", 1, 11)]


def test_a_reference_is_used_once() -> None:
    told = found([line(1, 500, ref="Z1"), line(2, 500, ref="Z1")], [entry(11, 500, ref="Z1")])
    assert pairs(told.certain) == [([1], [11], "reference")] and doubts(told) == [("not_in_book", 2, None)]


def test_a_receipt_an_invoice_or_several_receipts_in_the_memo_are_certain() -> None:
    entries = [
        entry(11, 500, papers=("SJ-0001",)),
        entry(12, 300, papers=("SJ-0002",)),
        entry(13, -900, papers=("FP-77",)),
    ]
    told = found([line(1, 800, "收据 SJ-0001、SJ-0002"), line(2, -900, "付款FP-77")], entries)
    assert pairs(told.certain) == [([1], [11, 12], "reference"), ([2], [13], "reference")]


def test_a_contract_with_several_payments_goes_by_amount_and_nearest_day() -> None:
    paid = [entry(11, -500, papers=("HT-0001",)), entry(12, -500, papers=("HT-0001",), after=5)]
    assert pairs(found([line(1, -500, "HT-0001", after=4)], paid).certain) == [([1], [12], "reference")]


def test_a_named_paper_with_another_amount_is_a_doubt_and_of_several_none_is_guessed() -> None:
    assert doubts(found([line(1, 400, "SJ-0001")], [entry(11, 500, papers=("SJ-0001",))])) == [
        ("amount_differs", 1, 11)
    ]
    two = [entry(11, -500, papers=("HT-0001",), after=60), entry(12, -500, papers=("HT-0001",), after=60)]
    assert doubts(found([line(1, -400, "HT-0001")], two))[0] == ("not_in_book", 1, None)


def test_the_room_and_the_amount_within_a_week_are_certain() -> None:
    told = found([line(1, 500, rooms=("1-1-101",), after=7)], [entry(11, 500, unit="1-1-101")])
    assert pairs(told.certain) == [([1], [11], "room")]


def test_after_a_week_the_room_is_only_a_suggestion() -> None:
    told = found([line(1, 500, rooms=("1-1-101",), after=8)], [entry(11, 500, unit="1-1-101")])
    assert not told.certain and pairs(told.suggested) == [([1], [11], "room")]


def test_one_transfer_for_two_rooms_and_two_transfers_for_one_receipt_are_certain() -> None:
    both = [entry(11, 500, unit="1-1-101"), entry(12, 300, unit="1-1-102")]
    told = found([line(1, 800, rooms=("1-1-101", "1-1-102"))], both)
    assert pairs(told.certain) == [([1], [11, 12], "room")]
    halves = [line(1, 300, rooms=("1-1-101",)), line(2, 200, rooms=("1-1-101",), after=1)]
    assert pairs(found(halves, [entry(11, 500, unit="1-1-101")]).certain) == [([1, 2], [11], "room")]


def test_the_payee_and_the_amount_are_certain() -> None:
    paid = [entry(11, -500, party="示例电梯工程公司"), entry(12, -500, party="甲")]
    told = found([line(1, -500, "转账 示例电梯工程公司")], paid)
    assert pairs(told.certain) == [([1], [11], "party")]


def test_what_was_scanned_in_a_day_is_suggested_as_one_line() -> None:
    scanned = [entry(number, 100 + number, channel="qr", after=-1) for number in (11, 12, 13)]
    other = [entry(20, 999, channel="transfer", after=-1)]
    told = found([line(1, 336)], [*scanned, *other])
    assert pairs(told.suggested) == [([1], [11, 12, 13], "batch")] and doubts(told) == [("not_in_bank", None, 20)]


def test_cash_of_several_days_is_paid_in_together() -> None:
    cash = [entry(11, 100, channel="cash", after=-2), entry(12, 200, channel="cash"), entry(13, 7, channel="qr")]
    told = found([line(1, 300)], cash)
    assert pairs(told.suggested) == [([1], [11, 12], "batch")]


def test_a_payment_that_the_bank_carried_out_in_parts_is_suggested() -> None:
    told = found([line(1, -200), line(2, -300, after=1)], [entry(11, -500)])
    assert pairs(told.suggested) == [([1, 2], [11], "batch")]


def test_an_amount_alone_is_a_suggestion_of_the_nearest_day_and_never_of_another_room() -> None:
    entries = [entry(11, 500, after=5), entry(12, 500, after=1), entry(13, 500, unit="1-1-102")]
    told = found([line(1, 500, rooms=("1-1-101",))], entries)
    assert pairs(told.suggested) == [([1], [12], "amount")]
    assert doubts(found([line(1, 500, after=8)], [entry(11, 500)])) == [
        ("not_in_bank", None, 11),
        ("not_in_book", 1, None),
    ]


def test_a_room_that_does_not_exist_is_a_doubt_with_the_receipt_that_may_be_meant() -> None:
    assert doubts(found([line(1, 500, rooms=("9-9-999",))], [entry(11, 500)])) == [("room_unknown", 1, 11)]
    assert doubts(found([line(1, 500, rooms=("9-9-999",))], [])) == [("room_unknown", 1, None)]


def test_another_amount_from_the_room_is_a_doubt_about_the_nearest_receipt() -> None:
    entries = [entry(11, 600, unit="1-1-101", after=3), entry(12, 700, unit="1-1-101"), entry(13, -500, unit="1-1-101")]
    told = found([line(1, 500, rooms=("1-1-101",))], entries)
    assert doubts(told)[0] == ("amount_differs", 1, 12)


def test_a_second_payment_of_the_same_room_is_recognised_now_and_later() -> None:
    twice = [line(1, 500, rooms=("1-1-101",)), line(2, 500, rooms=("1-1-101",), after=1)]
    receipt = entry(11, 500, unit="1-1-101")
    assert doubts(found(twice, [receipt])) == [("paid_twice", 2, 11)]
    assert doubts(found(twice[1:], [], (replace(receipt, left_fen=0),))) == [("paid_twice", 2, 11)]


def test_an_instalment_of_the_same_amount_that_waits_is_no_second_payment() -> None:
    waiting, settled = entry(12, 500, unit="1-1-101", after=20), entry(11, 500, unit="1-1-101", left_fen=0)
    told = found([line(1, 500, rooms=("1-1-101",))], [waiting], (settled,))
    assert not told.doubts and pairs(told.suggested) == [([1], [12], "room")]


def test_what_is_left_of_a_match_is_told_as_such() -> None:
    told = found([line(1, 500, left_fen=100)], [entry(11, 900, left_fen=-5)])
    assert doubts(told) == [("rest", 1, None), ("rest", None, 11)]


def test_an_entry_outside_the_days_of_the_bank_waits() -> None:
    late, early = entry(11, 500, after=1), entry(12, 600, after=-1)
    told = reconcile([line(1, 70)], [late, early], units=UNITS)
    assert told.waiting == (early, late) and doubts(told) == [("not_in_book", 1, None)]
    assert reconcile([], [late], units=UNITS).waiting == (late,), "before the first statement everything waits"


AMOUNTS = st.sampled_from([100, 200, 300, -100])
ROOMS = st.sampled_from([(), ("1-1-101",), ("1-1-102",), ("9-9-999",), ("1-1-101", "1-1-102")])


@given(
    st.lists(st.tuples(AMOUNTS, ROOMS, st.integers(-9, 9), st.sampled_from(["", "R1", "R2"])), max_size=8),
    st.lists(st.tuples(AMOUNTS, ROOMS, st.integers(-9, 9), st.sampled_from(["", "R1", "R2"])), max_size=8),
)
def test_every_line_and_every_entry_is_told_exactly_once_and_every_match_adds_up(
    bank: list[tuple[int, tuple[str, ...], int, str]], book: list[tuple[int, tuple[str, ...], int, str]]
) -> None:
    lines = [line(n, fen, rooms=rooms, after=after, ref=ref) for n, (fen, rooms, after, ref) in enumerate(bank)]
    entries = [
        entry(100 + n, fen, unit=rooms[0] if rooms else "", after=after, ref=ref)
        for n, (fen, rooms, after, ref) in enumerate(book)
    ]
    told = reconcile(lines, entries, units=UNITS)
    matches = [*told.certain, *told.suggested]
    seen = [x.id for m in matches for x in m.lines] + [d.line.id for d in told.doubts if d.line]
    assert sorted(seen) == [x.id for x in lines]
    twins = [d for d in told.doubts if d.reason != "paid_twice"]
    seen = [x.id for m in matches for x in m.entries] + [d.entry.id for d in twins if d.entry]
    assert sorted([*seen, *(x.id for x in told.waiting)]) == [x.id for x in entries]
    for one in matches:
        assert sum(x.left_fen for x in one.lines) == sum(x.left_fen for x in one.entries)


@pytest.mark.parametrize("size", [0, 1])
def test_nothing_to_hold_against_each_other_is_nothing_to_tell(size: int) -> None:
    settled = [line(1, 5, left_fen=0)][:size]
    assert reconcile(settled, [], units=UNITS) == Reconciliation()
