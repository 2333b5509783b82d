"""The published statement: it adds up, tells no few households, and comes back from its text as it was."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.kept import as_text, of_text
from liftfund_core.domain.period import Period, check_period
from liftfund_core.domain.privacy import is_small
from liftfund_core.domain.statement import (
    Advance,
    Bank,
    BuildingMoney,
    Contract,
    Document,
    Expense,
    InTransit,
    Receipts,
    SoFar,
    Statement,
    Sum,
    Unpaid,
    receipts_of,
    told_together,
    unpaid_of,
)
from liftfund_core.errors import Conflict, Refusal

JUNE = Period(date(2023, 6, 1), date(2023, 6, 30), 7)
EXPENSE = Expense(9, date(2023, 6, 2), "施工", "HT-1", "1-1", None, "进度款", "第 1 期", 400, "FK-1", "JY-1", "paid")
TOLD = Statement(
    estate="示例小区",
    simulated=True,
    period_from=JUNE.first,
    period_to=JUNE.last,
    head=99,
    opening_fen=1_000,
    earlier_fen=-10,
    receipts=(Receipts(("1",), 6, 600), Receipts(("2", "3"), None, 50)),
    other_in=(Sum("bank_interest", 5),),
    expenses=(EXPENSE,),
    other_out=(Sum("refund", 20), Sum("bank_fee", 1)),
    advance=Advance(100, 20, 30, 60),
    contracts=(Contract("HT-1", "施工", "1-1", 900, 400, 500),),
    unpaid=(Unpaid(("1",), 9, 90), Unpaid(("2", "3"), None, None)),
    bank=Bank(1_200, (InTransit("book", None, 24),), 0, None),
    documents=(Document("contract", "HT-1"),),
    so_far=SoFar(630, 400, 0),
    objection="向物管会提出",
)


def test_a_statement_adds_up() -> None:
    assert (TOLD.received_fen, TOLD.in_fen, TOLD.expenses_fen, TOLD.out_fen) == (650, 655, 400, 421)
    assert TOLD.closing_fen == 1_000 - 10 + 655 - 421
    assert TOLD.difference_fen == 1_200 - 1_224
    assert (TOLD.advance.outstanding_fen, TOLD.committed_fen) == (90, 500)


def test_a_total_over_a_line_that_is_hidden_is_hidden() -> None:
    assert TOLD.unpaid_fen is None
    assert replace(TOLD, unpaid=TOLD.unpaid[:1]).unpaid_fen == 90
    assert replace(TOLD, bank=None).difference_fen is None


def test_a_statement_comes_back_from_its_text_as_it_was() -> None:
    assert of_text(Statement, as_text(TOLD)) == TOLD
    assert of_text(Statement, as_text(replace(TOLD, bank=None))) == replace(TOLD, bank=None)
    assert as_text(of_text(Statement, as_text(TOLD))) == as_text(TOLD)


def test_a_field_that_an_older_text_does_not_have_has_its_default() -> None:
    assert of_text(_Newer, '{"a":1}') == _Newer(1)


@dataclass(frozen=True)
class _Newer:
    a: int
    b: str = "later"


def money(building: str, payers: int, unpaid: int, fen: int = 100) -> BuildingMoney:
    return BuildingMoney(building, payers, payers + 1, payers * fen, unpaid, unpaid * fen)


def told(*buildings: BuildingMoney) -> list[str]:
    return ["".join(line.building for line in group) for group in told_together(buildings)]


def test_buildings_with_enough_households_on_either_side_are_told_one_by_one() -> None:
    assert told(money("1", 5, 0), money("2", 0, 5), money("3", 9, 9)) == ["1", "2", "3"]


def test_a_building_where_few_paid_or_few_owe_is_told_with_another_such_one() -> None:
    assert told(money("1", 3, 9), money("2", 9, 9), money("3", 2, 8)) == ["13", "2"]
    assert told(money("1", 9, 3), money("2", 9, 9), money("3", 7, 4)) == ["13", "2"]


def test_a_single_such_building_takes_in_the_one_with_the_fewest_payers() -> None:
    assert told(money("1", 9, 9), money("2", 3, 9), money("3", 6, 9)) == ["1", "23"]


def test_where_few_households_stand_behind_the_estate_the_count_goes_and_the_sum_stays() -> None:
    groups = told_together([money("1", 3, 2), money("2", 0, 1)])
    assert receipts_of(groups) == (Receipts(("1", "2"), None, 300),)
    assert unpaid_of(groups) == (Unpaid(("1", "2"), None, None),)


HOUSEHOLDS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 10**6))


@given(st.lists(HOUSEHOLDS, min_size=1, max_size=7))
def test_no_line_tells_of_few_households_and_nothing_is_lost(of: list[tuple[int, int, int]]) -> None:
    buildings = [money(str(number), payers, unpaid, fen) for number, (payers, unpaid, fen) in enumerate(of, 1)]
    groups = told_together(buildings)
    assert sorted(line.building for group in groups for line in group) == sorted(line.building for line in buildings)
    assert sum(line.amount_fen for line in receipts_of(groups)) == sum(line.received_fen for line in buildings)
    for group, owed in zip(groups, unpaid_of(groups), strict=True):
        few = [sum(getattr(line, name) for line in group) for name in ("payers", "unpaid_units")]
        assert len(groups) == 1 or not any(map(is_small, few))
        assert (owed.amount_fen is None) == is_small(few[1])


def period(first: str, last: str, entry: int = 0) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last), entry)


JULY = period("2023-07-01", "2023-07-31", 8)


@pytest.mark.parametrize(
    "wanted",
    [
        period("2023-05-01", "2023-05-31"),
        period("2023-08-01", "2023-08-01"),
        period("2023-06-01", "2023-07-31"),  # a settlement of both
    ],
)
def test_periods_stand_apart_or_a_settlement_is_made_of_whole_ones(wanted: Period) -> None:
    check_period(wanted, [JULY, JUNE])


@pytest.mark.parametrize(
    ("wanted", "error", "why"),
    [
        (period("2023-06-30", "2023-06-01"), Refusal, "之后"),
        (period("2023-06-01", "2023-06-30"), Conflict, "第 7 条公示"),
        (period("2023-06-01", "2023-06-29"), Refusal, "部分重叠"),
        (period("2023-05-31", "2023-06-30"), Refusal, "部分重叠"),
        (period("2023-06-01", "2023-08-01"), Refusal, "部分重叠"),
        (period("2023-06-15", "2023-06-15"), Refusal, "部分重叠"),
    ],
)
def test_no_period_cuts_a_published_one(wanted: Period, error: type[Refusal], why: str) -> None:
    with pytest.raises(error, match=why):
        check_period(wanted, [JUNE, JULY])


def test_a_settlement_leaves_no_day_between_its_parts() -> None:
    august = Period(JULY.last + timedelta(days=2), JULY.last + timedelta(days=9), 9)
    with pytest.raises(Refusal, match="部分重叠"):
        check_period(Period(JULY.first, august.last), [JULY, august])
