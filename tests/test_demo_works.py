"""The demo repairs by themselves: every gate in order, a lift always running, the account never overdrawn."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.demo_files import (
    BUILDINGS,
    FACTS,
    MONEY,
    MUST_CARRY,
    PATH_OF_A_LIFT,
    STEPS,
    crossing_days,
    day_of,
    hundredths,
    movements_of_the_account,
    net_paid,
    steps_by_lift,
)


def test_every_lift_passes_every_gate_in_order_and_is_back_by_mid_july() -> None:
    by_lift = steps_by_lift()
    assert sorted(by_lift) == [f"{building}-{number}" for building in BUILDINGS for number in (1, 2, 3)]
    for steps in by_lift.values():
        days = [step["日期"] for step in steps]
        assert days == sorted(days)
        assert days[-1] <= "2023-07-14"
        main = [step["步骤"] for step in steps if step["步骤"] in PATH_OF_A_LIFT]
        assert list(dict.fromkeys(main)) == PATH_OF_A_LIFT
        assert main[-1] == "in_service"
    assert len(by_lift) == FACTS["facts"]["lifts_in_service"]["value"]


def test_every_step_carries_its_evidence_and_is_dated_the_day_it_is_recorded() -> None:
    for step in STEPS:
        data: dict[str, Any] = json.loads(step["数据"])
        assert set(data) == MUST_CARRY.get(step["步骤"], set())
        assert data.get("date", step["日期"]) == step["日期"]
        assert date.fromisoformat(data.get("planned_end", "2099-01-01")) > date.fromisoformat(step["日期"])


def test_one_lift_rectifies_once_and_one_is_suspended_and_resumed() -> None:
    side = [(step["电梯"], step["步骤"]) for step in STEPS if step["步骤"] not in PATH_OF_A_LIFT]
    assert sorted(side) == [("2-3", "resumed"), ("2-3", "suspended"), ("4-2", "rectifying")]


@pytest.mark.parametrize("building", BUILDINGS)
def test_the_first_lift_is_funded_by_the_advance_the_others_after_the_crossing(building: str) -> None:
    funded = {
        step["电梯"]: (json.loads(step["数据"])["funding"], step["日期"])
        for step in STEPS
        if step["步骤"] == "funded" and step["电梯"].startswith(building)
    }
    assert funded[f"{building}-1"][0] == "advance"
    assert funded[f"{building}-1"][1] > max(row["日期"] for row in MONEY if row["类别"] == "advance")
    for number in (2, 3):
        funding, day = funded[f"{building}-{number}"]
        assert funding == "trigger"
        assert day > crossing_days()[building]


@pytest.mark.parametrize("building", BUILDINGS)
def test_a_building_always_has_a_lift_running(building: str) -> None:
    lifts = [f"{building}-{number}" for number in (1, 2, 3)]
    closed = [(day_of(lift, "out_of_service"), day_of(lift, "in_service")) for lift in lifts]
    for day in {day for span in closed for day in span}:
        assert sum(start <= day <= end for start, end in closed) < 3


def test_the_advance_is_420000_and_the_twelve_other_lifts_cost_840000() -> None:
    advance = [row for row in MONEY if row["类别"] == "advance"]
    assert [row["电梯"] for row in advance] == [f"{building}-1" for building in BUILDINGS]
    assert sum(hundredths(row["金额"]) for row in advance) == FACTS["facts"]["advance_fen"]["value"]
    spent: Counter[str] = Counter()
    for row in MONEY:
        if row["类别"] == "contractor_payment":
            spent[row["电梯"]] += hundredths(row["金额"])
            assert row["日期"] > day_of(row["电梯"], "contracted")
    assert spent == {f"{b}-{number}": 7_000_000 for b in BUILDINGS for number in (2, 3)}


def test_the_account_is_never_overdrawn_even_when_each_day_spends_before_it_receives() -> None:
    balance = 0
    for _, _, fen in sorted(movements_of_the_account()):
        balance += fen
        assert balance >= 0
    assert balance == sum(net_paid().values()) - 84_000_000 == 28_082_065
