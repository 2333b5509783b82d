"""The demo estate: the made-up campaign, entered through the staff's own commands, stands as the public report says."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from liftfund_core.commands.staff import check_pin
from liftfund_core.demo import demo_staff, write_demo
from liftfund_core.domain.bank import Reconciliation
from liftfund_core.errors import StoreError
from liftfund_core.reports.approvals import requests
from liftfund_core.reports.board import Board, BuildingLine
from liftfund_core.reports.ledger import spending
from liftfund_core.reports.payments import count_unchecked
from liftfund_core.reports.polls import polls
from liftfund_core.reports.read_board import board
from liftfund_core.reports.read_public import read_public
from liftfund_core.reports.reconciliation import bank_book
from liftfund_core.reports.statements import publications
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.demo_files import BUILDINGS, FACTS, crossing_days, net_paid

HERE = ZoneInfo("Asia/Shanghai")
HISTORY = "select id, kind, recorded_at, actor, reason, corrects from entry order by id"


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    write_demo(path)
    return path


@pytest.fixture(scope="module")
def journal(demo_file: Path) -> Iterator[Journal]:
    journal = Journal.open(demo_file)
    yield journal
    journal.close()


def one(journal: Journal, query: str, *values: object) -> tuple[object, ...]:
    with journal.reading() as file:
        (row,) = file.execute(query, list(values)).fetchall()
    return row


def building(standing: Board, code: str) -> BuildingLine:
    (line,) = (line for line in standing.buildings if line.code == code)
    return line


def last_entry_before(journal: Journal, day: date) -> int:
    (head,) = one(journal, "select max(id) from entry where recorded_at + interval 8 hour < ?::timestamp", day)
    assert isinstance(head, int)
    return head


def test_954_of_1080_households_have_paid_and_all_lifts_run(journal: Journal) -> None:
    standing = board(journal)
    assert (standing.household.part, standing.household.whole) == (954, 1080)
    assert standing.household.percent == FACTS["facts"]["household_rate"]["value"] == "88.3%"
    assert (standing.lift_counts.in_service, standing.lift_counts.total) == (18, 18)
    assert standing.amount.whole == 126_000_003
    assert standing.estate.simulated


def test_each_building_stands_where_the_files_leave_it(journal: Journal) -> None:
    lines = {line.code: (line.paid_units, line.part_paid_units, line.units) for line in board(journal).buildings}
    assert lines == {
        "1": (167, 0, 180),
        "2": (162, 0, 180),
        "3": (155, 6, 180),
        "4": (159, 0, 180),
        "5": (152, 7, 180),
        "6": (159, 0, 180),
    }


def test_the_advance_is_still_owed_in_full_and_the_account_adds_up(journal: Journal) -> None:
    fund = board(journal).fund
    assert fund.advance_fen == fund.advance_outstanding_fen == FACTS["facts"]["advance_fen"]["value"]
    assert fund.collected_fen == sum(net_paid().values())
    assert fund.spent_fen == 84_000_000
    assert fund.balance_fen == fund.collected_fen - fund.spent_fen


def test_every_payment_to_the_contractor_has_its_contract_its_approval_and_its_note(journal: Journal) -> None:
    told = spending(journal)
    assert [line.approval for line in told.expenses] == ["noted"] * 36
    assert all(line.contract_no and line.stage and line.invoice_no and line.decision_no for line in told.expenses)
    assert len(told.contracts) == 18 and told.committed_fen == 0
    assert sum(line.amount_fen for line in told.contracts) == 126_000_000


def test_one_request_waits_for_the_committee_and_those_who_release_did_not_ask(journal: Journal) -> None:
    (waiting,) = requests(journal, open_only=True)
    assert waiting.state == "confirmed"
    for line in requests(journal):
        people = [step.actor for step in line.steps if step.step in ("requested", "confirmed", "released", "noted")]
        assert len(set(people)) == len(people)


def test_interest_and_fees_of_the_bank_come_to_the_same(journal: Journal) -> None:
    fund = board(journal).fund
    assert fund.other_in_fen == fund.other_out_fen == 18_000
    assert board(journal).gap_fen == board(journal).amount.whole - board(journal).amount.part > 0


def test_bank_and_book_agree_to_the_fen_and_every_line_of_the_bank_is_known(journal: Journal) -> None:
    book = bank_book(journal)
    assert (book.lines, book.open_lines, book.difference_fen) == (909, 0, 0)
    assert book.found == Reconciliation()


def test_every_month_was_published_and_each_opens_where_the_last_one_closed(journal: Journal) -> None:
    told = [publication.statement for publication in reversed(publications(journal))]
    assert [statement.period_to.month for statement in told] == [3, 4, 5, 6, 7]
    assert told[0].opening_fen == 0 and told[-1].closing_fen == board(journal).fund.balance_fen
    assert all(after.opening_fen == before.closing_fen for before, after in pairwise(told))
    assert all(publication.changed_fen == 0 for publication in publications(journal))
    assert [statement.difference_fen == 0 for statement in told] == [True, False, False, True, True]
    assert all(statement.bank and statement.bank.unexplained_fen == 0 for statement in told)


def test_payments_are_checked_by_a_second_person_each_week(journal: Journal) -> None:
    waiting, cash = count_unchecked(journal)
    assert 0 < cash <= waiting < 60
    slips = one(journal, "select count(*) from live_money_checked(?) where deposit_slip_no is not null", journal.head)
    assert slips != (0,)


def test_each_building_fires_its_trigger_once_on_the_day_of_its_crossing(journal: Journal) -> None:
    fired = {line.code: line.triggered_at for line in board(journal).buildings}
    days = {code: f"{at.astimezone(HERE).date()}" for code, at in fired.items() if at is not None}
    assert days == crossing_days()
    assert one(journal, "select count(*) from trigger") == (6,)


@pytest.mark.parametrize("code", BUILDINGS)
def test_the_trigger_entry_comes_right_behind_the_payment_that_crosses(journal: Journal, code: str) -> None:
    entry = building(board(journal), code).triggered_at_entry
    assert entry is not None
    assert one(journal, "select kind from entry where id = ?", entry - 1) == ("payment",)
    assert not building(board(journal, entry - 2), code).amount.reaches(5000)
    assert building(board(journal, entry), code).amount.reaches(5000)


def test_the_file_verifies(journal: Journal) -> None:
    assert verify(journal.database).ok


def test_as_of_the_first_of_may_the_campaign_is_half_way(journal: Journal) -> None:
    standing = board(journal, last_entry_before(journal, date(2023, 5, 1)))
    assert {line.code for line in standing.buildings if line.triggered_at_entry} == {"1", "2", "4"}
    assert 400 < standing.household.part < 700
    assert standing.lift_counts.in_service == 6
    assert 0 < standing.lift_counts.under_way < 12
    assert standing.fund.balance_fen > 0


def test_as_of_the_day_before_the_first_payment_nothing_is_collected(journal: Journal) -> None:
    standing = board(journal, last_entry_before(journal, date(2023, 3, 6)))
    assert (standing.household.part, standing.fund.collected_fen) == (0, 0)
    assert standing.fund.advance_outstanding_fen == 42_000_000


def test_the_history_shows_two_replaced_amounts_one_withdrawn_payment_and_one_refund(journal: Journal) -> None:
    with journal.reading() as file:
        kinds = file.execute(
            "select kind, count(*) from entry where reason is not null group by kind order by kind"
        ).fetchall()
    assert kinds == [("payment", 2), ("refund", 1), ("void", 1)]


def test_everything_is_entered_in_working_hours_of_its_own_day(journal: Journal) -> None:
    with journal.reading() as file:
        moments = file.execute("select distinct recorded_at from entry order by id").fetchall()
        late = file.execute(
            """select count(*) from payment p join entry e on e.id = p.entry_id
               where e.corrects is null and (e.recorded_at + interval 8 hour)::date <> p.paid_on"""
        ).fetchall()
    local = [at.replace(tzinfo=ZoneInfo("UTC")).astimezone(HERE) for (at,) in moments]
    assert local == sorted(local)
    assert all(time(8, 30) <= at.time() <= time(20, 30) for at in local)
    assert local[-1] < datetime(2023, 7, 15, tzinfo=HERE)
    assert late == [(0,)]


def test_the_public_board_hides_no_total_and_is_not_empty(journal: Journal) -> None:
    public = read_public(journal)
    assert public.paid_text == "954"
    assert public.household.percent == "88.3%"
    assert public.collected_wan is not None
    assert not public.empty


def test_three_polls_wait_to_be_opened(journal: Journal) -> None:
    waiting = [(poll.code, poll.title, poll.state) for poll in polls(journal)]
    titles = FACTS["facts"]["placard_matters"]["value"]
    assert waiting == [(f"M{number}", title, "waiting") for number, title in enumerate(titles, start=1)]


def test_the_demo_staff_sign_in_with_the_pins_that_are_printed(journal: Journal) -> None:
    staff = demo_staff()
    assert len(staff) == 10
    assert [check_pin(journal, member.name, member.pin) for member in staff] == [member.actor for member in staff]


def test_the_demo_does_not_overwrite_a_file(demo_file: Path) -> None:
    with pytest.raises(StoreError, match=demo_file.name):
        write_demo(demo_file)


def test_the_demo_is_the_same_each_time_it_is_made(journal: Journal, tmp_path: Path) -> None:
    again = tmp_path / "again.duckdb"
    write_demo(again)
    with journal.reading() as file:
        history = file.execute(HISTORY).fetchall()
        details = file.execute("from detail_text order by entry_id").fetchall()
    with duckdb.connect(again, read_only=True) as file:
        assert file.execute(HISTORY).fetchall() == history
        assert file.execute("from detail_text order by entry_id").fetchall() == details
