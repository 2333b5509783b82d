"""Rates keep both sides and are cut, never rounded up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.rate import Rate, percent_cut


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (954, 1080, "88.3%"),
        (4996, 10_000, "49.9%"),
        (1, 1, "100%"),
        (0, 180, "0.0%"),
        (0, 0, "0.0%"),
        (1079, 1080, "99.9%"),
    ],
)
def test_a_percentage_is_cut_to_one_decimal(part: int, whole: int, percent: str) -> None:
    assert Rate(part, whole).percent == percent


def test_basis_points_are_cut() -> None:
    assert Rate(954, 1080).bp == 8833
    assert percent_cut(9999) == "99.9%"


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(1, 10_000))
def test_the_line_is_reached_exactly_when_the_fraction_is_at_or_above_it(part: int, whole: int, bp: int) -> None:
    rate = Rate(part, whole)
    assert rate.reaches(bp) == (rate.bp >= bp)


def test_nothing_due_never_reaches_a_line() -> None:
    assert not Rate(0, 0).reaches(0)
    assert not Rate(5, 0).reaches(1)
