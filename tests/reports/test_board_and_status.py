"""The figures as the contracts name them, and the open book behind them."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from liftfund_core.commands.account import book_donation, book_fee, book_interest, book_opening_balance
from liftfund_core.commands.advance import book_advance, pay_contractor, repay_advance
from liftfund_core.commands.collection import record_refund
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.polls import count_placards, open_poll
from liftfund_core.errors import NotFound
from liftfund_core.reports.accounts import in_order, units_of
from liftfund_core.reports.journal_page import JournalFilter, actors, entries, entry, history
from liftfund_core.reports.polls import poll
from liftfund_core.reports.progress import week_ends
from liftfund_core.reports.read_board import board
from liftfund_core.reports.read_public import read_public
from liftfund_core.reports.status import status, tally
from liftfund_core.store.journal import Journal
from tests.worlds import (
    ADMIN,
    DAY,
    DUE_OF_65,
    ENTRY,
    ENTRY_TOO,
    FINANCE,
    HOST,
    NOON,
    TELLER,
    Clock,
    Templates,
    pay,
    take_steps,
)  # fmt: skip  # one list of names

BUILDING_KEYS = {
    "code", "units", "paid_units", "part_paid_units", "due_fen", "collected_fen", "rate_bp_amount",
    "rate_bp_household", "triggered_at_entry", "lifts",
}  # fmt: skip  # as the contract lists them


def test_status_has_the_keys_of_the_contract_and_its_figures(journal: Journal) -> None:
    for n in (1, 2):
        pay(journal, f"1-1-10{n}", DUE_OF_65 + n)
    trigger = journal.head
    pay(journal, "2-1-101", 100)
    book_advance(journal, FINANCE, amount_fen=700, received_on=DAY, route="paid_direct", lender="物业", document_no="D")
    take_steps(journal, "2-1", "surveyed")
    told = json.loads(json.dumps(status(board(journal))))
    assert set(told) >= {"head", "as_of", "simulated", "estate", "buildings", "totals", "fund"}
    assert told["head"] == journal.head and told["as_of"] == "2023-06-01T04:00:00Z" and told["simulated"] is False
    assert told["estate"] == {"code": "test", "name": "测试小区"}
    one, two = told["buildings"]
    assert set(one) >= BUILDING_KEYS | {"waived_units"}
    assert (one["code"], one["units"], one["paid_units"], one["part_paid_units"]) == ("1", 4, 2, 0)
    assert (one["due_fen"], one["collected_fen"]) == (4 * DUE_OF_65, 2 * DUE_OF_65)
    assert (one["rate_bp_amount"], one["rate_bp_household"], one["triggered_at_entry"]) == (5000, 5000, trigger)
    assert (two["part_paid_units"], two["rate_bp_amount"], two["triggered_at_entry"]) == (1, 1, None)
    assert two["lifts"] == {"total": 2, "in_service": 0, "under_way": 0, "waiting": 2}
    sums = {"units", "paid_units", "part_paid_units", "due_fen", "collected_fen", "waived_units"}
    assert {key: told["totals"][key] for key in sums} == {key: one[key] + two[key] for key in sums}
    assert told["fund"] == {
        "collected_fen": 2 * DUE_OF_65 + 3 + 100,
        "advance_outstanding_fen": 700,
        "spent_fen": 0,
        "balance_fen": 2 * DUE_OF_65 + 103,
        "bank_balance_fen": None,
        "opening_fen": 0,
        "advance_deposited_fen": 0,
        "advance_repaid_fen": 0,
        "other_in_fen": 0,
        "other_out_fen": 0,
        "gap_fen": told["totals"]["due_fen"] - told["totals"]["collected_fen"],
    }


def test_every_sum_of_the_account_is_told_so_that_anyone_can_add_up_the_balance(journal: Journal) -> None:
    book_opening_balance(journal, FINANCE, amount_fen=1_000, as_of=DAY, document_no="YH-1")
    pay(journal, "1-1-101", 500)
    told = {"received_on": DAY, "lender": "物业", "document_no": "D"}
    book_advance(journal, FINANCE, amount_fen=700, route="deposited", **told)
    book_interest(journal, FINANCE, amount_fen=9, received_on=DAY)
    book_donation(journal, FINANCE, amount_fen=50, received_on=DAY, donor="商户", document_no="J")
    pay_contractor(journal, FINANCE, amount_fen=300, paid_on=DAY, payee="施工")
    book_fee(journal, FINANCE, amount_fen=4, paid_on=DAY, purpose="手续费")
    repay_advance(journal, FINANCE, amount_fen=200, paid_on=DAY, decision_no="JY")
    fund = status(board(journal))["fund"]
    assert (fund["opening_fen"], fund["collected_fen"], fund["advance_deposited_fen"]) == (1_000, 500, 700)
    assert (fund["other_in_fen"], fund["spent_fen"], fund["other_out_fen"], fund["advance_repaid_fen"]) == (
        59, 300, 4, 200,
    )  # fmt: skip  # four sums
    assert fund["balance_fen"] == 1_000 + 500 + 700 + 59 - 300 - 4 - 200


def test_rates_are_cut_never_rounded_up(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [100] * 3}, rate_fen_per_m2=100)
    pay(journal, "1-1-101", 100)
    pay(journal, "1-1-102", 99)
    (told,) = status(board(journal))["buildings"]
    assert (told["rate_bp_household"], told["rate_bp_amount"]) == (3333, 6633)
    journal.close()


def test_an_estate_without_buildings_or_units_has_a_board(estates: Templates, tmp_path: Path) -> None:
    for name, areas in (("none", {}), ("empty", {"1": [], "2": []})):
        journal = estates.copy(tmp_path / f"{name}.duckdb", areas)
        told = status(board(journal))
        assert told["totals"]["units"] == 0 and told["totals"]["rate_bp_amount"] == 0
        assert read_public(journal).paid_text == "0"
        journal.close()


def test_a_board_at_an_old_entry_knows_nothing_later(journal: Journal) -> None:
    wrong = pay(journal, "1-1-101", 500).entry
    then = journal.head
    void(journal, FINANCE, entry=wrong, reason="登记错了")
    take_steps(journal, "1-1", "surveyed")
    assert board(journal, then).fund.collected_fen == 500 and board(journal).fund.collected_fen == 0
    assert board(journal, then).buildings[0].lifts[0].state == "planned"
    assert board(journal, 2).buildings[0].units == 0 and len(board(journal, 2).buildings) == 1
    for head in (-1, 0, journal.head + 1):
        with pytest.raises(NotFound):
            board(journal, head)


def test_a_poll_is_told_as_informal_and_never_as_passed(journal: Journal) -> None:
    open_poll(journal, HOST, code="V1", title="阶段成果", present=30)
    count_placards(journal, TELLER, code="V1", team="A", for_=20, against=1, abstain=2)
    told = tally(poll(journal, "V1"))
    assert (told["motion"], told["kind"], told["state"]) == ("V1", "informal_poll", "open")
    assert told["placards"] == {"for": 20, "against": 1, "abstain": 2, "present": 30, "checked": False}
    assert told["phones"] == {"for": 0, "against": 0, "abstain": 0}
    assert "passed" not in json.dumps(told) and "area" not in json.dumps(told)


def test_codes_are_ordered_as_people_count() -> None:
    assert sorted(["10-1", "2-1", "A-2", "2-10", "1-1"], key=in_order) == ["1-1", "2-1", "2-10", "10-1", "A-2"]


def test_units_of_a_building_that_does_not_exist_are_none(journal: Journal) -> None:
    assert units_of(journal, "9") == ()


# The open book ----------------------------------------------------------------------------------------------------


def test_the_open_book_is_read_page_by_page_newest_first(journal: Journal) -> None:
    for n in range(5):
        pay(journal, "1-1-101", n + 1, (ENTRY, ENTRY_TOO)[n % 2])
    first, count = entries(journal, per_page=4)
    second, _ = entries(journal, page=1, per_page=4)
    assert count == journal.head and [e.id for e in first + second] == list(range(count, count - 8, -1))
    assert first[0].recorded_at == NOON.replace(tzinfo=UTC) and first[0].actor == ENTRY.name
    assert set(actors(journal)) == {"init", ADMIN.name, ENTRY.name, ENTRY_TOO.name}


def test_the_open_book_is_searched_by_kind_person_day_text_number_and_correction(
    estates: Templates, tmp_path: Path
) -> None:
    clock = Clock()
    journal = estates.copy(tmp_path / "e.duckdb", clock=clock)
    first = pay(journal, "1-1-101", 5, receipt_no="SJ-77").entry
    clock.now = NOON + timedelta(hours=12, minutes=30)  # half past midnight in Beijing: the next day
    second = replace(journal, FINANCE, entry=first, changes={"amount_fen": 6}, reason="看错 Q").entry
    third = record_refund(journal, FINANCE, unit="1-1-101", amount_fen=1, paid_on=DAY, document_no="T-9").entry

    def found(**wanted: object) -> list[int]:
        return [line.id for line in entries(journal, JournalFilter(**wanted))[0]]  # type: ignore[arg-type]  # a filter

    assert found(kind="payment") == [second, first]
    assert found(actor=FINANCE.name) == [third, second]
    assert found(text="sj-77") == [second, first] and found(text="看错 q") == [second] and found(text="t-9") == [third]
    assert found(text=str(third)) == [third] and found(text="100%") == [] and found(text="'") == []
    assert found(since=date(2023, 6, 2)) == [third, second] and second not in found(until=date(2023, 6, 1))
    assert found(corrections_only=True) == [second, first]
    journal.close()


def test_an_entry_tells_its_whole_history_from_any_of_its_ends(journal: Journal) -> None:
    first = pay(journal, "1-1-101", 5).entry
    second = replace(journal, ENTRY, entry=first, changes={"amount_fen": 6}, reason="看错").entry
    third = void(journal, ENTRY, entry=second, reason="重复").entry
    for number in (first, second, third):
        assert [line.id for line in history(journal, number)] == [first, second, third]
    assert entry(journal, first).detail["paid_on"] == "2023-06-01"
    assert (entry(journal, first).corrected_by, entry(journal, second).corrects) == (second, first)
    with pytest.raises(NotFound):
        entry(journal, third + 1)


# The way there ----------------------------------------------------------------------------------------------------


def test_weeks_end_on_sundays_and_with_the_last_day() -> None:
    assert week_ends(date(2023, 6, 1), date(2023, 6, 14)) == [date(2023, 6, 4), date(2023, 6, 11), date(2023, 6, 14)]
    assert week_ends(date(2023, 6, 4), date(2023, 6, 4)) == [date(2023, 6, 4)]
    assert len(week_ends(date(2020, 1, 1), date(2023, 6, 1))) <= 42


def test_the_weeks_of_a_campaign_show_where_each_building_stood(estates: Templates, tmp_path: Path) -> None:
    clock = Clock()
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [6500] * 20}, clock=clock)
    for week in range(3):
        clock.now = datetime(2023, 6, 5, 4) + timedelta(weeks=week)
        for n in range(5):
            pay(journal, f"1-1-{101 + 5 * week + n}", DUE_OF_65)
    (shown,) = read_public(journal).buildings
    assert shown.weekly == (
        (date(2023, 6, 4), 0),
        (date(2023, 6, 11), 2500),
        (date(2023, 6, 18), 5000),
        (date(2023, 6, 19), 7500),
    )
    assert shown.triggered and shown.triggered_on == date(2023, 6, 12)
    journal.close()
