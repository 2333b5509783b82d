"""The figures of the case, through real estates: levy, advance, trigger (rules.md 2.1, 2.3 and 5)."""

from pathlib import Path

import pytest

from liftfund_core.commands.advance import book_advance, pay_contractor, repay_advance
from liftfund_core.commands.collection import record_refund
from liftfund_core.errors import Refusal
from liftfund_core.reports.accounts import account
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from tests.worlds import DAY, DUE_OF_65, FINANCE, Templates, pay, pay_by_file, rows

YUAN = 100


@pytest.mark.parametrize(
    ("area_dm2", "due_fen"),
    [
        (6500, 116_545), (6507, 116_671), (6550, 117_442), (6650, 119_235), (50, 897), (150, 2_690),
        (8943, 160_348), (4528, 81_187), (12_000, 215_160), (4500, 80_685), (1, 18),
    ],
)  # fmt: skip  # one vector a pair
def test_the_levy_of_a_unit_is_half_up_to_the_fen(
    estates: Templates, tmp_path: Path, area_dm2: int, due_fen: int
) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [area_dm2]})
    assert account(journal, "1-1-101")[0].account.due_net == due_fen
    journal.close()


def test_a_building_total_is_the_sum_of_rounded_units(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", {str(n): [6507] * 180 for n in range(1, 7)})
    now = board(journal)
    assert (sum(b.due_fen for b in now.buildings), now.household.whole) == (126_004_680, 1080)
    pay_by_file(journal, [(f"{1 + n % 6}-1-{101 + n // 6}", 116_671) for n in range(954)])
    now = board(journal)
    assert (now.household.part, now.household.bp, now.household.percent) == (954, 8833, "88.3%")
    assert now.household.whole - now.household.part == 126
    assert all(b.triggered_at_entry for b in now.buildings)
    journal.close()


@pytest.mark.parametrize("route", ["paid_direct", "deposited"])
def test_repaying_everything_leaves_the_share_of_those_who_have_not_paid(
    estates: Templates, tmp_path: Path, route: str
) -> None:
    """Collected 1,113,000; 18 lifts at 70,000; six of them paid by the advance of 420,000."""
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [6500]})
    book_advance(
        journal,
        FINANCE,
        amount_fen=420_000 * YUAN,
        received_on=DAY,
        route=route,
        lender="物业公司",
        document_no="XY-1",
    )
    pay(journal, "1-1-101", 1_113_000 * YUAN)
    spent = (840_000 if route == "paid_direct" else 1_260_000) * YUAN
    with pytest.raises(Refusal):
        pay_contractor(journal, FINANCE, amount_fen=1_533_000 * YUAN + 1, paid_on=DAY, payee="施工")
    pay_contractor(journal, FINANCE, amount_fen=spent, paid_on=DAY, payee="施工")
    fund = board(journal).fund
    assert (fund.balance_fen, fund.advance_outstanding_fen) == (273_000 * YUAN, 420_000 * YUAN)
    assert fund.spent_fen == spent and fund.collected_fen == 1_113_000 * YUAN
    with pytest.raises(Refusal, match=r"273,000\.01"):
        repay(journal, 273_000 * YUAN + 1)
    repay(journal, 273_000 * YUAN)
    fund = board(journal).fund
    assert (fund.balance_fen, fund.advance_outstanding_fen) == (0, 147_000 * YUAN)
    for fen in (0, -1, 1):
        with pytest.raises(Refusal):
            repay(journal, fen)
    pay(journal, "1-1-101", 200_000 * YUAN)
    with pytest.raises(Refusal, match=r"147,000\.00"):
        repay(journal, 147_000 * YUAN + 1)
    repay(journal, 147_000 * YUAN)
    assert board(journal).fund.advance_outstanding_fen == 0
    journal.close()


def repay(journal: Journal, fen: int) -> object:
    return repay_advance(journal, FINANCE, amount_fen=fen, paid_on=DAY, decision_no="JY-1")


def fired(journal: Journal) -> int:
    ((count,),) = rows(journal, "select count(*) from live_trigger(?)", [journal.head])
    return count


def test_ninety_of_a_hundred_and_eighty_fire_and_eighty_nine_do_not(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [6500] * 180})
    assert board(journal).buildings[0].due_fen == 20_978_100
    pay_by_file(journal, [(f"1-1-{101 + n}", DUE_OF_65) for n in range(89)])
    assert fired(journal) == 0
    pay(journal, "1-1-280", DUE_OF_65 - 1)
    assert fired(journal) == 0
    pay(journal, "1-1-280", 1)
    assert fired(journal) == 1 and board(journal).buildings[0].collected_fen == 10_489_050
    record_refund(journal, FINANCE, unit="1-1-280", amount_fen=DUE_OF_65, paid_on=DAY, document_no="T")
    assert fired(journal) == 1 and not board(journal).buildings[0].amount.reaches(5000)
    journal.close()


@pytest.mark.parametrize(
    ("paying", "basis", "fires"),
    [
        ("large", "amount", True), ("large", "household", False), ("large", "both", False), ("large", "area", True),
        ("small", "amount", False), ("small", "household", True), ("small", "both", False), ("small", "area", False),
    ],
)  # fmt: skip  # one case a tuple
def test_the_bases_differ_where_large_and_small_units_differ(
    estates: Templates, tmp_path: Path, paying: str, basis: str, fires: bool
) -> None:
    """Four units of 120 m2 and six of 45: 64 % of the money are 40 % of the households."""
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [12_000] * 4 + [4_500] * 6}, trigger_basis=basis)
    assert board(journal).buildings[0].due_fen == 1_344_750
    units = [(f"1-1-10{n}", 215_160) for n in range(1, 5)]
    if paying == "small":
        units = [(f"1-1-{n}", 80_685) for n in range(105, 111)]
    pay_by_file(journal, units)
    line = board(journal).buildings[0]
    assert (line.amount.bp // 100, line.household.bp // 100) == ((64, 40) if paying == "large" else (36, 60))
    assert bool(fired(journal)) == fires
    journal.close()


def test_half_of_an_odd_total_is_rounded_to_nobodys_favour(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [100]}, rate_fen_per_m2=101)
    assert board(journal).buildings[0].due_fen == 101
    pay(journal, "1-1-101", 50)
    assert fired(journal) == 0
    pay(journal, "1-1-101", 1)
    assert fired(journal) == 1
    journal.close()


def test_the_budget_of_the_building_is_the_line_of_its_own_basis(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", trigger_basis="budget", budget_fen=2 * DUE_OF_65)
    pay(journal, "1-1-101", DUE_OF_65 - 1)
    assert fired(journal) == 0
    pay(journal, "1-1-102", 1)
    assert fired(journal) == 1
    journal.close()
