"""Placard polls: what is in the sum, what stands beside it, and when a count is checked (rules.md 1.7)."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.poll import PlacardCount, check_figures, check_recount, tally
from liftfund_core.domain.rate import Rate
from liftfund_core.errors import Refusal


def count(
    team: str = "1",
    figures: tuple[int, int, int] = (10, 2, 1),
    actor: str = "甲",
    second: bool = False,
    entry_id: int = 1,
) -> PlacardCount:
    return PlacardCount(entry_id, team, *figures, actor, second)


def test_the_teams_are_added_up() -> None:
    result = tally([count("1", (10, 2, 1)), count("2", (20, 3, 0))], present=50)
    assert (result.for_, result.against, result.abstain, result.raised) == (30, 5, 1, 36)
    assert result.for_rate == Rate(30, 36)
    assert not result.over_count


def test_a_poll_without_a_count_is_zero_and_unchecked() -> None:
    empty = tally([])
    assert (empty.raised, empty.present, empty.checked, empty.teams) == (0, None, False, ())
    assert empty.for_rate.percent == "0.0%"
    assert not empty.over_count


def test_more_placards_than_people_is_flagged() -> None:
    assert tally([count(figures=(10, 2, 1))], present=12).over_count
    assert not tally([count(figures=(10, 2, 1))], present=13).over_count


def test_a_recount_by_the_team_replaces_its_first_count() -> None:
    result = tally([count(figures=(10, 2, 1)), count(figures=(11, 2, 1))])
    assert result.for_ == 11
    assert not result.checked


def test_a_second_person_who_agrees_makes_the_team_checked() -> None:
    result = tally([count(), count(actor="乙", second=True)])
    assert result.checked
    assert result.raised == 13
    assert not result.teams[0].differs


def test_a_second_person_who_differs_stands_beside_and_the_first_stays_in_the_sum() -> None:
    result = tally([count(figures=(10, 2, 1)), count(figures=(9, 2, 1), actor="乙", second=True)])
    assert result.for_ == 10
    assert not result.checked
    team = result.teams[0]
    assert team.differs
    assert team.beside is not None
    assert team.beside.for_ == 9


@pytest.mark.parametrize("recount", [count(figures=(9, 2, 1)), count(figures=(10, 2, 1), actor="乙", second=True)])
def test_a_recount_by_either_that_agrees_settles_the_difference(recount: PlacardCount) -> None:
    result = tally([count(figures=(10, 2, 1)), count(figures=(9, 2, 1), actor="乙", second=True), recount])
    assert result.checked
    assert result.for_ == recount.for_


def test_one_person_never_checks_their_own_count() -> None:
    result = tally([count(), count(actor="甲", second=True)])
    assert not result.checked
    assert not result.teams[0].differs


def test_the_poll_is_checked_only_when_every_team_is() -> None:
    checked = [count("1"), count("1", actor="乙", second=True)]
    assert tally(checked).checked
    assert not tally([*checked, count("2")]).checked


def test_a_second_count_whose_first_was_withdrawn_stands_alone_and_unchecked() -> None:
    result = tally([count(actor="乙", second=True)])
    assert result.for_ == 10
    assert not result.checked
    assert result.teams[0].beside is None


def test_teams_stand_in_the_order_of_their_numbers() -> None:
    assert [team.team for team in tally([count("10"), count("2"), count("1")]).teams] == ["1", "2", "10"]


FIGURES = st.tuples(*[st.integers(0, 300)] * 3)
COUNTS = st.lists(
    st.builds(count, st.sampled_from("1234"), FIGURES, st.sampled_from("甲乙丙"), st.booleans()), max_size=25
)


@given(COUNTS, st.randoms())
def test_the_order_in_which_teams_report_makes_no_difference(counts: list[PlacardCount], chance: Random) -> None:
    by_team = {team: [c for c in counts if c.team == team] for team in "1234"}
    shuffled = []
    while any(by_team.values()):
        shuffled.append(by_team[chance.choice([t for t in by_team if by_team[t]])].pop(0))
    assert tally(shuffled) == tally(counts)


@given(COUNTS)
def test_counts_that_were_replaced_make_no_difference(counts: list[PlacardCount]) -> None:
    latest = {(c.team, c.second): c for c in counts}
    assert tally(latest.values()) == tally(counts)


@given(COUNTS)
def test_the_sum_is_the_sum_of_one_figure_a_team(counts: list[PlacardCount]) -> None:
    result = tally(counts)
    assert result.raised == sum(sum(team.figure.figures) for team in result.teams)
    assert {team.team for team in result.teams} == {c.team for c in counts}


def test_the_first_count_of_a_team_needs_no_reason() -> None:
    check_recount([count("2")], team="1", actor="甲", second=False, reason=None)


@pytest.mark.parametrize("reason", [None, "", "  "])
@pytest.mark.parametrize("actor", ["甲", "乙"])
def test_a_recount_needs_a_reason_whoever_makes_it(actor: str, reason: str | None) -> None:
    with pytest.raises(Refusal, match="第 1 组已有计数；重新计数请写明原因"):
        check_recount([count()], team="1", actor=actor, second=False, reason=reason)
    check_recount([count()], team="1", actor=actor, second=False, reason="漏数一排")


def test_a_check_by_another_person_needs_no_reason_and_a_second_check_by_the_same_one_does() -> None:
    check_recount([count()], team="1", actor="乙", second=True, reason=None)
    twice = [count(), count(actor="乙", second=True)]
    with pytest.raises(Refusal, match="请写明原因"):
        check_recount(twice, team="1", actor="乙", second=True, reason=None)
    check_recount(twice, team="1", actor="乙", second=True, reason="重新数过")
    check_recount(twice, team="1", actor="丙", second=True, reason=None)


def test_nobody_checks_their_own_count() -> None:
    with pytest.raises(Refusal, match="不能由本人复核；请换另一人"):
        check_recount([count()], team="1", actor="甲", second=True, reason="再数")


def test_a_check_needs_a_first_count() -> None:
    with pytest.raises(Refusal, match="还没有第一次计数；请先登记"):
        check_recount([count("2")], team="1", actor="乙", second=True, reason=None)


@pytest.mark.parametrize("figures", [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_placards_below_zero_are_refused(figures: tuple[int, int, int]) -> None:
    with pytest.raises(Refusal, match=r"举牌数不能是负数.*请"):
        check_figures(*figures)
    check_figures(0, 0, 0)
