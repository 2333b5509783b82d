"""What a day's notice tells: the figures of its last entry, masked, and what has changed since the one before."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from liftfund_core.commands.collection import record_refund
from liftfund_core.commands.corrections import void
from liftfund_core.domain.notice import days_on_end
from liftfund_core.errors import NotFound
from liftfund_core.reports.notice import Distance, day_by_default, notices
from tests.notices.conftest import FIRST, TWENTY_EACH, Street
from tests.worlds import ADMIN, DUE_OF_65, FINANCE, Clock, Templates, pay, take_steps


def test_a_notice_is_true_at_the_last_entry_of_its_local_day(street: Street) -> None:
    street.at(1).paid(1, 2, 3, 4, 5).at(1, 23, 59).paid(6)
    last = street.journal.head
    street.at(2, 0, 1).paid(7)
    assert street.notice(1).head == last and street.notice(1).building.paid_text == "6"
    assert street.notice(2).head == street.journal.head and street.notice(2).building.paid_text == "7"
    assert street.notice(1).as_of.isoformat() == "2023-06-02T23:59:00+08:00"


def test_a_quiet_day_has_the_figures_of_the_day_before(street: Street) -> None:
    street.at(1).paid(*range(1, 8))
    assert street.notice(3).head == street.notice(1).head
    change = street.notice(3).change
    assert change is not None and not change.moved and change.paid == 0


def test_posting_it_changes_nothing_in_it(street: Street) -> None:
    street.at(1).paid(*range(1, 8))
    before = street.notice(1)
    street.post(1)
    assert street.notice(1) == before


def test_there_is_no_notice_of_a_day_before_the_first_entry(street: Street) -> None:
    with pytest.raises(NotFound, match="还没有任何记录"):
        street.notice(-1)
    with pytest.raises(NotFound, match="没有 9 号楼"):
        street.notice(0, "9")


def test_the_first_notice_compares_with_nothing(street: Street) -> None:
    assert street.notice(0).change is None and street.notice(0).in_a_row == 1


def test_a_change_is_since_the_notice_before_or_else_since_the_day_before(street: Street) -> None:
    street.at(1).paid(*range(1, 6)).post(1)
    street.at(2).paid(6, 7, 8, 9, 10, 11)
    street.at(3).paid(12)
    since_posted, plain = street.notice(3, "1").change, street.notice(2, "1").change
    assert plain is not None and (plain.day, plain.paid) == (FIRST + timedelta(days=1), 6)
    assert since_posted is not None and (since_posted.day, since_posted.paid) == (FIRST + timedelta(days=1), 7)
    street.post(2)
    later = street.notice(3).change
    assert later is not None and (later.day, later.paid) == (FIRST + timedelta(days=2), "<5")


def test_a_few_that_paid_are_not_counted_and_their_money_is_not_told(street: Street) -> None:
    street.at(1).paid(*range(1, 7))
    street.at(2).paid(7, 8)
    change = street.notice(2).change
    assert change is not None and change.moved and change.paid == "<5" and change.collected_fen is None


def test_the_money_of_many_is_the_difference_of_what_both_notices_show(street: Street) -> None:
    street.at(1).paid(*range(1, 7))
    street.at(2).paid(*range(7, 13))
    first, second = street.notice(1), street.notice(2)
    assert (first.collected_fen, second.collected_fen) == (600_000, 1_300_000)  # 6,992.70 and 13,985.40 cut
    assert second.change is not None and second.change.collected_fen == 700_000


def test_a_few_payers_hide_the_building_and_what_would_give_them_away(street: Street) -> None:
    street.at(1).paid(1, 2, 3)
    told = street.notice(1)
    assert told.building.paid_text == "<5" and told.collected_fen is None and told.due_fen is None
    assert told.distance == Distance(hidden=True)
    street.at(2).paid(4, 5, 6)
    change = street.notice(2).change
    assert change is not None and change.paid is None and change.collected_fen is None, "6 less 3 would tell 3"


def test_fewer_than_before_are_not_counted(street: Street) -> None:
    street.at(1).paid(*range(1, 8))
    entry = pay(street.journal, "1-1-108", DUE_OF_65).entry
    street.at(2)
    void(street.journal, ADMIN, entry=entry, reason="登记错了")
    change = street.notice(2).change
    assert change is not None and change.moved and change.paid is None


def test_a_refund_takes_nothing_away_from_a_trigger_that_fired(street: Street) -> None:
    street.at(1).paid(*range(1, 11))
    street.at(2)
    record_refund(street.journal, FINANCE, unit="1-1-101", amount_fen=DUE_OF_65, paid_on=FIRST, document_no="T")
    reached, later = street.notice(1), street.notice(2)
    assert reached.change is not None and reached.change.reached and later.change is not None
    assert reached.distance is None and later.distance is None and not later.change.reached
    assert later.building.triggered_on == FIRST + timedelta(days=1)


@pytest.mark.parametrize(
    ("basis", "missing"),
    [
        ("amount", Distance(fen=500_000)),  # 11,654.50 less 6,992.70 is 4,661.80, rounded up to 1,000 yuan
        ("household", Distance(units="<5")),
        ("area", Distance(area_m2=300)),  # 650 less 390
        ("both", Distance(fen=500_000, units="<5")),
        ("budget", Distance(fen=900_000)),  # half of 30,000 less 6,992.70 is 8,007.30
    ],
)
def test_the_distance_to_the_line_is_told_on_its_own_basis(
    estates: Templates, tmp_path: Path, basis: str, missing: Distance
) -> None:
    rules = {"budget_fen": 3_000_000} if basis == "budget" else {}
    journal = estates.copy(tmp_path / "b.duckdb", TWENTY_EACH, clock=Clock(), trigger_basis=basis, **rules)
    Street(journal, Clock()).paid(*range(1, 7))
    assert Street(journal, Clock()).notice(0).distance == missing
    journal.close()


def test_many_missing_households_are_counted(estates: Templates, tmp_path: Path) -> None:
    areas = {"1": [6500] * 40}
    journal = estates.copy(tmp_path / "b.duckdb", areas, clock=Clock(), trigger_basis="household")
    Street(journal, Clock()).paid(*range(1, 7))
    assert Street(journal, Clock()).notice(0).distance == Distance(units=14)
    journal.close()


def test_lifts_that_have_moved_are_named(street: Street) -> None:
    street.at(1)
    take_steps(street.journal, "1-2", "surveyed", "funded")
    street.at(2)
    take_steps(street.journal, "1-1", "surveyed")
    take_steps(street.journal, "2-1", "surveyed")
    change = street.notice(2).change
    assert change is not None and [(lift.number, lift.state) for lift in change.lifts] == [(1, "surveyed")]


def test_days_on_end_are_counted_up_to_the_gap(street: Street) -> None:
    for day in (0, 1, 3, 4):
        street.at(day, 20).post(day)
    assert [street.notice(day).in_a_row for day in range(6)] == [1, 2, 3, 1, 2, 3]
    days = {date(2023, 6, day) for day in (1, 2, 4)}
    assert [days_on_end(days, date(2023, 6, day)) for day in range(1, 6)] == [1, 2, 0, 1, 0]


def test_today_is_meant_when_no_day_is_named(street: Street, estates: Templates, tmp_path: Path) -> None:
    assert day_by_default(street.at(5).journal) == FIRST + timedelta(days=5)
    clock = Clock()
    made_up = Street(estates.copy(tmp_path / "d.duckdb", TWENTY_EACH, clock=clock, simulated=True), clock)
    made_up.at(2).paid(1)
    made_up.at(9).post(2)
    assert day_by_default(made_up.journal) == FIRST + timedelta(days=2), "of a made-up campaign its last day"
    assert notices(made_up.journal, FIRST + timedelta(days=2))
    made_up.journal.close()
