"""A plan of instalments: the earliest is covered first, and a day that has passed uncovered is overdue."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.instalments import Instalment, covered

JUNE, JULY, AUGUST = date(2023, 6, 1), date(2023, 7, 1), date(2023, 8, 1)
PLAN = {AUGUST: 300, JUNE: 100, JULY: 200}


def test_nothing_paid_covers_nothing() -> None:
    assert [row.covered_fen for row in covered(PLAN, 600)] == [0, 0, 0]


def test_what_came_in_covers_the_earliest_first() -> None:
    rows = covered(PLAN, 450)
    assert rows == (Instalment(JUNE, 100, 100), Instalment(JULY, 200, 50), Instalment(AUGUST, 300, 0))
    assert [row.is_covered for row in rows] == [True, False, False]


def test_an_instalment_is_overdue_the_day_after() -> None:
    rows = covered(PLAN, 450)
    assert not any(row.is_overdue(JULY) for row in rows)
    assert [row.is_overdue(JULY + timedelta(days=1)) for row in rows] == [False, True, False]


def test_a_unit_with_credit_has_covered_everything_and_one_that_owes_more_nothing() -> None:
    assert all(row.is_covered for row in covered(PLAN, -50))
    assert [row.covered_fen for row in covered(PLAN, 900)] == [0, 0, 0]


@given(st.dictionaries(st.dates(), st.integers(1, 10**6), min_size=1), st.integers(-(10**6), 10**8))
def test_what_is_covered_and_what_is_owed_come_to_the_whole_plan(plan: dict[date, int], owed_fen: int) -> None:
    rows = covered(plan, owed_fen)
    whole = sum(plan.values())
    assert sum(row.covered_fen for row in rows) == min(max(whole - owed_fen, 0), whole)
    assert [row.due_on for row in rows] == sorted(plan)
    assert all(0 <= row.covered_fen <= row.amount_fen for row in rows)
