"""The forecast: what is missing is counted, when it may be there is a range, and sometimes nobody can tell."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.forecast import (
    LONGEST_DAYS,
    Missing,
    Outlook,
    Pace,
    missing_to_full,
    missing_to_line,
    outlook_to_full,
    outlook_to_line,
)
from liftfund_core.domain.trigger import BASES, Basis, Progress, has_reached

DUE = 116_545  # fen: 65.00 m2
# 180 households of 65 m2, 60 of them have paid in full.
HOUSE = Progress(180 * DUE, 60 * DUE, 180, 60, 180 * 6500, 60 * 6500)
FULL = replace(HOUSE, collected_fen=180 * DUE, paid_units=180, paid_area_dm2=180 * 6500)


def pace(days: int, payers: int) -> Pace:
    """So many households of 65 m2 paid in full in so many days."""
    return Pace(days, payers, payers * DUE, payers, payers * 6500)


STEADY = (pace(14, 16), pace(28, 32))


@pytest.mark.parametrize(
    ("basis", "missing"),
    [
        ("amount", Missing(30, 30 * DUE, ("households",))),
        ("household", Missing(30, 30 * DUE, ("fen",))),
        ("area", Missing(30, 30 * DUE, ("fen", "households"))),
        ("both", Missing(30, 30 * DUE, ("fen", "households"))),
    ],
)
def test_thirty_of_a_hundred_and_eighty_are_missing_to_half(basis: Basis, missing: Missing) -> None:
    assert missing_to_line(HOUSE, basis, 5000) == missing


def test_what_is_missing_to_half_a_budget_is_money() -> None:
    budget = replace(HOUSE, budget_fen=140 * DUE)
    assert missing_to_line(budget, "budget", 5000) == Missing(10, 10 * DUE, ("households",))


def test_everybody_else_is_missing_to_the_last_household() -> None:
    assert missing_to_full(HOUSE) == Missing(120, 120 * DUE)
    assert missing_to_full(FULL) == Missing(0, 0)


def test_nothing_is_missing_beyond_the_line() -> None:
    for basis in BASES[:4]:
        assert missing_to_line(FULL, basis, 5000) == Missing(0, 0)
        assert outlook_to_line(FULL, basis, 5000, STEADY).state == "reached"


@given(st.integers(0, 180), st.integers(1, 10_000), st.sampled_from(BASES[:4]))
def test_so_many_households_more_reach_the_line_and_one_fewer_does_not(paid: int, bp: int, basis: Basis) -> None:
    def with_paid(households: int) -> Progress:
        more = replace(HOUSE, collected_fen=households * DUE, paid_units=households)
        return replace(more, paid_area_dm2=households * 6500)

    short = missing_to_line(with_paid(paid), basis, bp).households
    assert has_reached(with_paid(paid + short), basis, bp)
    assert not short or not has_reached(with_paid(paid + short - 1), basis, bp)


def test_a_steady_pace_gives_a_range_around_the_straight_line() -> None:
    outlook = outlook_to_line(HOUSE, "amount", 5000, STEADY)
    straight = 30 / (16 / 14)
    assert outlook == Outlook("expected", 21, 35)
    assert outlook.earliest is not None and outlook.latest is not None
    assert outlook.earliest < straight < outlook.latest


def test_more_payers_make_the_range_narrower() -> None:
    few = outlook_to_line(HOUSE, "household", 5000, (pace(28, 9),))
    many = outlook_to_line(HOUSE, "household", 5000, (pace(7, 64),))
    assert (few.latest or 0) / (few.earliest or 1) > (many.latest or 0) / (many.earliest or 1)


def test_a_campaign_that_slows_down_has_a_wide_range() -> None:
    slowing = outlook_to_line(HOUSE, "amount", 5000, (pace(14, 4), pace(28, 32)))
    assert slowing.earliest == 23 and slowing.latest == 210


def test_a_fortnight_without_a_payment_leaves_the_end_open() -> None:
    assert outlook_to_line(HOUSE, "amount", 5000, (pace(14, 0), pace(28, 32))) == Outlook("expected", 23, None)


def test_an_end_more_than_a_year_away_is_left_open_or_beyond() -> None:
    slow = (pace(28, 6),)
    assert outlook_to_full(HOUSE, "amount", slow).latest is None
    large = replace(HOUSE, due_fen=20_000 * DUE, units=20_000, area_dm2=20_000 * 6500)
    assert outlook_to_full(large, "household", slow) == Outlook("beyond")


@pytest.mark.parametrize("paces", [(), (pace(6, 40),), (pace(14, 2), pace(28, 4))])
def test_too_few_days_or_payers_are_not_enough_to_tell(paces: tuple[Pace, ...]) -> None:
    assert outlook_to_line(HOUSE, "amount", 5000, paces) == Outlook("too_little")


def test_where_nobody_pays_nothing_can_be_told() -> None:
    assert outlook_to_line(HOUSE, "amount", 5000, (pace(14, 0), pace(28, 0))) == Outlook("standstill")
    back = Pace(28, 6, -DUE, -1, -6500)
    assert outlook_to_line(HOUSE, "amount", 5000, (back,)) == Outlook("standstill")


def test_both_wait_for_the_later_and_for_the_unknown() -> None:
    rich = replace(HOUSE, collected_fen=89 * DUE)
    assert outlook_to_line(rich, "both", 5000, STEADY) == outlook_to_line(rich, "household", 5000, STEADY)
    large_sums_only = (Pace(28, 32, 32 * DUE, 0, 0),)
    assert outlook_to_line(HOUSE, "both", 5000, large_sums_only).state == "standstill"
    assert outlook_to_line(replace(HOUSE, collected_fen=180 * DUE), "both", 5000, STEADY).state == "expected"
    open_end = outlook_to_line(HOUSE, "both", 5000, (pace(14, 0), pace(28, 32)))
    assert open_end == Outlook("expected", 23, None)


def test_a_budget_above_all_dues_is_out_of_reach_and_its_full_hundred_is_the_dues() -> None:
    budget = replace(HOUSE, budget_fen=500 * DUE)
    assert outlook_to_line(budget, "budget", 5000, STEADY) == Outlook("out_of_reach")
    assert missing_to_line(budget, "budget", 5000).households == 120
    assert outlook_to_full(budget, "budget", STEADY) == outlook_to_full(HOUSE, "amount", STEADY)


def test_a_building_without_dues_is_told_nothing() -> None:
    empty = Progress(0, 0, 0, 0, 0, 0)
    assert outlook_to_line(empty, "amount", 5000, ()) == Outlook("too_little")
    assert missing_to_line(empty, "household", 5000) == Missing(0, 0)


@given(
    st.integers(0, 179), st.lists(st.tuples(st.sampled_from((14, 28)), st.integers(0, 60)), max_size=2),
    st.sampled_from(BASES[:4]),
)  # fmt: skip  # paid, what the windows brought, basis
def test_a_range_begins_before_it_ends_and_within_a_year(
    paid: int, brought: list[tuple[int, int]], basis: Basis
) -> None:
    progress = replace(HOUSE, collected_fen=paid * DUE, paid_units=paid, paid_area_dm2=paid * 6500)
    outlook = outlook_to_full(progress, basis, [pace(*window) for window in brought])
    if outlook.state == "expected":
        assert outlook.earliest is not None and 0 < outlook.earliest <= (outlook.latest or LONGEST_DAYS)
    else:
        assert (outlook.earliest, outlook.latest) == (None, None)
