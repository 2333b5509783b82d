"""The start trigger: five ways to read the line, at or above it, latched once it has fired (rules.md 5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.levy import UnitAccount
from liftfund_core.domain.money import levy_fen
from liftfund_core.domain.rate import Rate
from liftfund_core.domain.trigger import (
    BASES,
    BASIS_WORDS,
    Basis,
    Progress,
    has_reached,
    trigger_rate,
    trigger_state,
)

HALF = 5_000


def building(areas: list[int], paid: list[int], budget_fen: int | None = None) -> Progress:
    """A building of units with these areas in dm2; `paid` lists the units that have paid in full."""
    dues = [levy_fen(area, 1793) for area in areas]
    return Progress(
        due_fen=sum(dues),
        collected_fen=sum(dues[unit] for unit in paid),
        units=len(areas),
        paid_units=len(paid),
        area_dm2=sum(areas),
        paid_area_dm2=sum(areas[unit] for unit in paid),
        budget_fen=budget_fen,
    )


def test_ninety_of_180_equal_units_fire_and_eighty_nine_do_not() -> None:
    ninety, fewer = (building([6500] * 180, list(range(n))) for n in (90, 89))
    assert (ninety.due_fen, ninety.collected_fen) == (20_978_100, 10_489_050)
    for basis in BASES[:4]:
        assert has_reached(ninety, basis, HALF)
        assert not has_reached(fewer, basis, HALF)


@pytest.mark.parametrize(("basis", "fires"), [("amount", True), ("household", False), ("area", True), ("both", False)])
def test_four_large_flats_are_most_of_the_money_and_few_of_the_households(basis: Basis, fires: bool) -> None:
    progress = building([12_000] * 4 + [4_500] * 6, [0, 1, 2, 3])
    assert progress.due_fen == 1_344_750
    assert trigger_rate(progress, "amount").percent == "64.0%"
    assert trigger_rate(progress, "household").percent == "40.0%"
    assert has_reached(progress, basis, HALF) is fires


@pytest.mark.parametrize(("basis", "fires"), [("amount", False), ("household", True), ("area", False), ("both", False)])
def test_six_small_flats_are_most_of_the_households_and_little_of_the_money(basis: Basis, fires: bool) -> None:
    progress = building([12_000] * 4 + [4_500] * 6, [4, 5, 6, 7, 8, 9])
    assert trigger_rate(progress, "amount").percent == "36.0%"
    assert trigger_rate(progress, "household").percent == "60.0%"
    assert has_reached(progress, basis, HALF) is fires


@pytest.mark.parametrize(("collected", "fires"), [(50, False), (51, True)])
def test_half_of_an_odd_total_is_not_rounded(collected: int, fires: bool) -> None:
    assert has_reached(Progress(101, collected, 2, 1, 200, 100), "amount", HALF) is fires


@pytest.mark.parametrize("basis", BASES)
def test_where_nothing_is_due_nothing_fires(basis: Basis) -> None:
    assert not has_reached(Progress(0, 0, 0, 0, 0, 0), basis, HALF)
    assert trigger_state(False, Progress(0, 0, 0, 0, 0, 0), basis, HALF) == "waiting"
    assert BASIS_WORDS[basis]


def test_the_budget_basis_measures_against_the_remaining_repairs() -> None:
    progress = building([6500] * 180, list(range(61)), budget_fen=14_000_000)
    assert trigger_rate(progress, "budget") == Rate(7_109_245, 14_000_000)
    assert has_reached(progress, "budget", HALF)
    assert not has_reached(building([6500] * 180, list(range(61))), "budget", HALF)


def test_both_shows_the_lower_rate_whichever_it_is() -> None:
    large, small = (building([12_000] * 4 + [4_500] * 6, paid) for paid in ([0, 1, 2, 3], [4, 5, 6, 7, 8, 9]))
    assert trigger_rate(large, "both") == Rate(4, 10)
    assert trigger_rate(small, "both") == trigger_rate(small, "amount")
    assert trigger_rate(Progress(0, 0, 5, 5, 0, 0), "both") == Rate(0, 0)
    assert trigger_rate(Progress(100, 100, 0, 0, 0, 0), "both") == Rate(0, 0)


def test_a_neighbour_who_overpays_does_not_carry_a_building_over_the_line() -> None:
    accounts = [UnitAccount(116_545, paid_fen=400_000), UnitAccount(116_545), UnitAccount(116_545)]
    progress = Progress(
        due_fen=sum(a.due_net for a in accounts),
        collected_fen=sum(a.counted for a in accounts),
        units=3,
        paid_units=1,
        area_dm2=19_500,
        paid_area_dm2=6_500,
    )
    assert not has_reached(progress, "amount", HALF)


def test_a_trigger_fires_once_and_a_refund_afterwards_only_warns() -> None:
    ninety, fewer = (building([6500] * 180, list(range(n))) for n in (90, 89))
    assert trigger_state(False, fewer, "amount", HALF) == "waiting"
    assert trigger_state(False, ninety, "amount", HALF) == "fires"
    assert trigger_state(True, ninety, "amount", HALF) == "fired"
    assert trigger_state(True, fewer, "amount", HALF) == "fired_below"


COUNT = st.integers(0, 10**6)


@given(COUNT, COUNT, COUNT, COUNT, st.integers(1, 10_000))
def test_both_means_amount_and_household(due: int, collected: int, units: int, paid: int, bp: int) -> None:
    progress = Progress(due, collected, units, paid, 0, 0)
    both = has_reached(progress, "both", bp)
    assert both == (has_reached(progress, "amount", bp) and has_reached(progress, "household", bp))
