"""News is found in the journal: once, within a minute, and after a restart as before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from liftfund_core.commands.collection import record_refund
from liftfund_core.commands.corrections import void
from liftfund_core.reports.news import News, news
from liftfund_core.reports.read_public import read_public
from liftfund_core.store.journal import Journal
from tests.worlds import ADMIN, DAY, DUE_OF_65, FINANCE, Clock, Templates, pay, pay_by_file, take_steps

UNITS = [f"1-1-{101 + n}" for n in range(30)]
PATH_BACK = (
    "surveyed", "funded", "contracted", "notified", "inspection_applied", "out_of_service", "self_inspected",
    "inspecting", "inspection_passed", "handed_over",
)  # fmt: skip  # the way of a lift


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(estates: Templates, tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    """One building of thirty households, where 10 and 20 are worth a word."""
    journal = estates.copy(tmp_path / "estate.duckdb", {"1": [6500] * 30}, clock=clock)
    yield journal
    journal.close()


def told(journal: Journal, *milestones: int) -> list[int | str]:
    found = news(journal, read_public(journal), milestones or (10, 20))
    return [one.lift or one.households for one in found]


def fill(journal: Journal, count: int, first: int = 0) -> None:
    pay_by_file(journal, [(unit, DUE_OF_65) for unit in UNITS[first : first + count]], first_receipt=journal.head + 1)


def test_the_household_that_makes_a_round_number_is_told_with_its_moment(book: Journal, clock: Clock) -> None:
    fill(book, 9)
    assert told(book) == []
    clock.now += timedelta(hours=1)
    pay(book, UNITS[9], DUE_OF_65)
    (one,) = news(book, read_public(book), (10, 20))
    assert one == News("households", one.at, households=10) and one.at.replace(tzinfo=None) == clock.now


def test_it_is_told_for_a_minute_and_never_after_a_restart(book: Journal, clock: Clock, tmp_path: Path) -> None:
    fill(book, 10)
    clock.now += timedelta(seconds=59)
    pay(book, UNITS[12], 5)
    assert told(book) == [10]
    book.close()
    again = Journal.open(tmp_path / "estate.duckdb", clock)
    assert told(again) == [10], "within its minute a wall that is opened later says it too"
    clock.now += timedelta(seconds=2)
    pay(again, UNITS[13], 5)
    assert told(again) == []
    again.close()


def test_a_number_that_was_reached_before_a_refund_is_not_reached_again(book: Journal, clock: Clock) -> None:
    fill(book, 10)
    clock.now += timedelta(hours=1)
    record_refund(book, FINANCE, unit=UNITS[0], amount_fen=1, paid_on=DAY, document_no="T", reason="多收")
    pay(book, UNITS[10], DUE_OF_65)
    assert told(book) == []


def test_a_payment_that_was_withdrawn_made_no_number(book: Journal, clock: Clock) -> None:
    fill(book, 9)
    wrong = pay(book, UNITS[9], DUE_OF_65)
    void(book, ADMIN, entry=wrong.entry, reason="登记错了")
    assert told(book) == []
    clock.now += timedelta(hours=1)
    pay(book, UNITS[10], DUE_OF_65)
    assert told(book) == [10]


def test_all_of_them_are_told_and_a_few_missing_never(book: Journal) -> None:
    fill(book, 27)
    assert told(book, 26) == []
    fill(book, 3, first=27)
    assert told(book, 26) == [30]


def test_a_file_that_passes_several_numbers_tells_each(book: Journal) -> None:
    fill(book, 22)
    assert told(book) == [10, 20]


def test_a_lift_that_comes_back_is_told(book: Journal, clock: Clock) -> None:
    take_steps(book, "1-1", *PATH_BACK)
    assert told(book) == []
    clock.now += timedelta(hours=1)
    take_steps(book, "1-1", "in_service")
    pay(book, UNITS[0], 5)
    assert told(book) == ["1-1"]
    take_steps(book, "1-1", "warranty")
    assert told(book) == ["1-1"]
    clock.now += timedelta(minutes=1)
    pay(book, UNITS[0], 5)
    assert told(book) == []


def test_an_empty_book_has_no_news(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "empty.duckdb", {"1": []})
    assert told(journal) == []
    journal.close()
