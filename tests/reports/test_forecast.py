"""The forecast is read from the payments' own days, and the public sees no closer than rules.md 2.5 allows."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from liftfund_core.commands.collection import grant_waiver, record_refund
from liftfund_core.domain.forecast import Missing
from liftfund_core.reports.forecast import Ahead, BuildingForecast, forecast, public_forecast
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from tests.worlds import DUE_OF_65, FINANCE, Clock, Templates, pay

TODAY = date(2023, 6, 1)
UNITS = [f"1-1-{101 + n}" for n in range(60)]


@pytest.fixture
def book(estates: Templates, tmp_path: Path) -> Iterator[Journal]:
    """One building of sixty households and one of four."""
    journal = estates.copy(tmp_path / "estate.duckdb", {"1": [6500] * 60, "2": [6500] * 4}, clock=Clock())
    yield journal
    journal.close()


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def fill(journal: Journal, *days: int) -> None:
    """One household after the other pays in full, so many days ago."""
    for unit, ago in zip(UNITS, days, strict=False):
        pay(journal, unit, DUE_OF_65, paid_on=days_ago(ago))


def first(journal: Journal) -> BuildingForecast:
    return forecast(journal, board(journal), TODAY).buildings[0]


def test_the_pace_is_that_of_the_days_on_which_people_paid(book: Journal) -> None:
    fill(book, *[40] * 8, *range(0, 28, 2))  # eight long ago, one every other day since
    ahead = first(book)
    assert ahead.to_line.missing == Missing(8, 8 * DUE_OF_65, ("households",))
    assert ahead.to_line.outlook is not None
    assert ahead.to_line.outlook.earliest == 12 and ahead.to_line.outlook.latest == 26
    assert ahead.to_full.missing == Missing(38, 38 * DUE_OF_65)


def test_part_payments_and_refunds_are_in_the_pace(book: Journal) -> None:
    fill(book, *[40] * 5, *[3] * 6)
    before = first(book)
    pay(book, UNITS[20], 50_000, paid_on=days_ago(1))
    record_refund(
        book, FINANCE, unit=UNITS[0], amount_fen=DUE_OF_65, paid_on=days_ago(1), document_no="T", reason="多收"
    )
    after = first(book)
    assert after.to_line.outlook is not None and before.to_line.outlook is not None
    assert (after.to_line.outlook.earliest or 0) > (before.to_line.outlook.earliest or 0)


def test_money_above_the_due_of_a_household_is_no_pace(book: Journal) -> None:
    fill(book, *[2] * 10)
    pay(book, UNITS[10], DUE_OF_65, paid_on=days_ago(2))
    plain = first(book)
    pay(book, UNITS[10], 9 * DUE_OF_65, paid_on=days_ago(1))
    assert first(book) == plain


def test_a_young_campaign_is_measured_over_the_days_it_has(book: Journal) -> None:
    fill(book, *[5] * 8)
    assert first(book).to_line.outlook is not None and first(book).to_line.outlook.state == "too_little"
    pay(book, UNITS[9], DUE_OF_65, paid_on=days_ago(9))
    outlook = first(book).to_line.outlook
    assert outlook is not None and outlook.state == "expected" and (outlook.earliest or 0) < 30


def test_a_building_where_nobody_has_paid_yet_is_not_enough_to_tell(book: Journal) -> None:
    fill(book, 3, 4)
    second = forecast(book, board(book), TODAY).buildings[1]
    assert second.to_line.outlook is not None and second.to_line.outlook.state == "too_little"


def test_a_campaign_that_has_stopped_is_told_so(book: Journal) -> None:
    fill(book, *[60] * 20)
    outlook = first(book).to_line.outlook
    assert outlook is not None and outlook.state == "standstill"


def test_the_line_is_over_once_the_trigger_has_fired(book: Journal) -> None:
    fill(book, *[2] * 30)
    assert first(book).triggered and first(book).to_line.missing == Missing(0, 0)


def test_an_answer_at_an_old_head_does_not_change(book: Journal) -> None:
    fill(book, *range(20))
    then = board(book)
    told = forecast(book, then, TODAY)
    fill_more = [pay(book, unit, DUE_OF_65, paid_on=TODAY) for unit in UNITS[30:40]]
    assert fill_more and forecast(book, then, TODAY) == told


def test_the_public_is_told_amounts_up_to_a_thousand_yuan(book: Journal) -> None:
    fill(book, *range(20))
    exact = forecast(book, board(book), TODAY)
    shown = public_forecast(exact, board(book)).buildings[0]
    assert shown.to_line.missing == Missing(10, 1_200_000, ("households",))
    assert shown.to_line.outlook == exact.buildings[0].to_line.outlook


@pytest.mark.parametrize("paid", [0, 1, 4, 56, 59])
def test_the_public_is_told_nothing_where_a_few_would_be_told(book: Journal, paid: int) -> None:
    fill(book, *[n % 28 for n in range(paid)])
    exact = forecast(book, board(book), TODAY)
    shown = public_forecast(exact, board(book)).buildings[0]
    hidden = shown.to_line == shown.to_full == Ahead(None, None)
    assert hidden == (paid > 0), "nobody at all is no small cell"


def test_the_public_is_told_nothing_where_a_few_are_waived(book: Journal) -> None:
    fill(book, *[3] * 20)
    grant_waiver(
        book,
        FINANCE,
        unit=UNITS[50],
        amount_fen=DUE_OF_65,
        reason_code="other",
        document_no="D",
        covered_by="common_gap",
    )
    shown = public_forecast(forecast(book, board(book), TODAY), board(book)).buildings[0]
    assert shown.to_full == Ahead(None, None)
