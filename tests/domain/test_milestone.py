"""Milestones: round numbers that suit an estate, and none that would tell how few are missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.milestone import announceable, fitting


@pytest.mark.parametrize(
    ("households", "numbers"),
    [
        (0, ()),
        (19, ()),
        (24, (10, 20)),
        (180, (50, 100, 150)),
        (1_080, (500, 1_000)),
        (5_000, (1_000, 2_000, 3_000, 4_000)),
        (50_000, (10_000, 20_000, 30_000, 40_000)),
    ],
)
def test_round_numbers_fit_the_estate(households: int, numbers: tuple[int, ...]) -> None:
    assert fitting(households) == numbers


@given(st.integers(0, 10_000_000))
def test_there_are_never_many(households: int) -> None:
    assert len(fitting(households)) < 10


def test_the_last_household_is_always_told_and_the_few_before_it_never() -> None:
    assert announceable((4, 500, 1_000, 1_076, 1_080), 1_080) == (500, 1_000, 1_080)
    assert announceable((), 1_080) == (1_080,)
    assert announceable((500,), 0) == ()
