"""Matches of bank and book, and what a difference is made of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.bank import BalanceCheck, BankLine, BookEntry, Doubt, Match
from liftfund_core.errors import Refusal

DAY = date(2023, 6, 1)


def line(number: int, fen: int, left: int | None = None) -> BankLine:
    return BankLine(number, DAY, fen, fen if left is None else left)


def entry(number: int, fen: int, left: int | None = None) -> BookEntry:
    return BookEntry(number, DAY, fen, fen if left is None else left)


def match(lines: list[BankLine], entries: list[BookEntry]) -> Match:
    return Match(tuple(lines), tuple(entries), "by_hand")


def test_one_line_covers_one_entry() -> None:
    assert match([line(1, 500)], [entry(11, 500)]).portions() == [(1, 11, 500)]


def test_one_line_covers_a_batch_and_one_entry_is_paid_in_parts() -> None:
    assert match([line(1, 500)], [entry(11, 200), entry(12, 300)]).portions() == [(1, 11, 200), (1, 12, 300)]
    assert match([line(1, -200), line(2, -300)], [entry(11, -500)]).portions() == [(1, 11, -200), (2, 11, -300)]


def test_a_transfer_that_bounced_and_was_sent_again_is_one_payment() -> None:
    lines = [line(1, -500), line(2, 500), line(3, -500)]
    assert match(lines, [entry(11, -500)]).portions() == [(1, 11, -500), (2, 11, 500), (3, 11, -500)]


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=6), st.data())
def test_several_on_both_sides_are_covered_to_the_fen(fens: list[int], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, max(sum(fens) - 1, 1)), max_size=5)) - {sum(fens)})
    parts = [after - before for before, after in zip([0, *cuts], [*cuts, sum(fens)], strict=True)]
    lines = [line(number, fen) for number, fen in enumerate(fens)]
    entries = [entry(100 + number, fen) for number, fen in enumerate(parts)]
    portions = match(lines, entries).portions()
    for number, fen in enumerate(fens):
        assert sum(part for told, _, part in portions if told == number) == fen
    for number, fen in enumerate(parts):
        assert sum(part for _, told, part in portions if told == 100 + number) == fen
    assert all(part > 0 for _, _, part in portions)


@pytest.mark.parametrize(
    ("lines", "entries", "why"),
    [
        ([], [entry(11, 5)], "至少各选一笔"),
        ([line(1, 5)], [], "至少各选一笔"),
        ([line(1, 5)], [entry(11, 6)], "不相等"),
        ([line(1, 5), line(2, 5, 0)], [entry(11, 5)], "已经对上"),
        ([line(1, 5), line(2, -3)], [entry(11, 1), entry(12, 1)], "有进有出"),
    ],
)
def test_what_cannot_be_the_same_money_is_refused(lines: list[BankLine], entries: list[BookEntry], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        match(lines, entries).portions()


def test_a_doubt_has_the_day_of_the_bank_or_of_the_book() -> None:
    later = BookEntry(11, date(2023, 6, 2), 5, 5)
    assert Doubt("amount_differs", line(1, 6), later).day == DAY
    assert Doubt("not_in_bank", entry=later).day == later.day


def test_a_difference_is_what_is_under_way_and_what_nobody_can_explain() -> None:
    check = BalanceCheck(DAY, bank_fen=1_000, book_fen=1_300, lines=(line(1, 200),), entries=(entry(11, 450),))
    assert (check.difference_fen, check.in_transit_fen, check.unexplained_fen) == (-300, -250, -50)
