"""What passers-by see: no few households can be told from any figure, nor from any difference of two."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liftfund_core.commands.collection import grant_waiver
from liftfund_core.domain.privacy import BoundedRate
from liftfund_core.domain.rate import Rate
from liftfund_core.domain.trigger import BASES
from liftfund_core.reports.board import Board, BuildingLine, EstateLine, FundLine
from liftfund_core.reports.mask import public_board
from liftfund_core.reports.public import PublicBoard
from liftfund_core.reports.public_fund import public_fund
from liftfund_core.reports.read_public import read_public
from tests.worlds import COVERED, DUE_OF_65, FINANCE, Templates, pay, pay_by_file

DUE = 100_000  # fen of every unit; its area is 100.00 m2


def line(
    code: str, paid: int, unpaid: int, waived: int = 0, part: int = 0, part_fen: int = 0, budget_fen: int | None = None
) -> BuildingLine:
    """A building of equal units; `part` of the unpaid have paid `part_fen` together."""
    charged = paid + unpaid
    return BuildingLine(
        code=code,
        units=charged + waived,
        waived_units=waived,
        paid_units=paid,
        part_paid_units=part,
        due_fen=charged * DUE,
        collected_fen=paid * DUE + part_fen,
        area_dm2=charged * 10_000,
        paid_area_dm2=paid * 10_000,
        budget_fen=budget_fen,
        four_largest_due_fen=min(charged, 4) * DUE,
        triggered_at_entry=None,
        triggered_at=None,
        lifts=(),
    )


def estate(*buildings: BuildingLine, basis: str = "amount") -> Board:
    rules = EstateLine("t", "测试", "Asia/Shanghai", False, 1793, basis, 5000, "major_repair")  # type: ignore[arg-type]  # any basis by its name
    fund = FundLine(sum(b.collected_fen for b in buildings), 0, 0, 0, 0, None)
    return Board(7, datetime(2023, 6, 1, tzinfo=UTC), rules, buildings, fund)


def seen(*buildings: BuildingLine, basis: str = "amount") -> PublicBoard:
    return public_board(estate(*buildings, basis=basis), {})


counts = st.one_of(st.integers(0, 9), st.integers(0, 180))


@st.composite
def lines(draw: st.DrawFn) -> BuildingLine:
    paid, unpaid, waived = draw(counts), draw(counts), draw(st.one_of(st.integers(0, 6), st.just(0)))
    part = draw(st.integers(0, unpaid))
    part_fen = draw(st.integers(part, part * (DUE - 1))) if part else 0
    return line("1", paid, unpaid, waived, part, part_fen, draw(st.sampled_from([150_000, 9_000_000])))


boards = st.lists(lines(), min_size=1, max_size=4).map(
    lambda drawn: tuple(replace(b, code=str(n)) for n, b in enumerate(drawn, 1))
)


def holds(rate: BoundedRate, part: int, whole: int) -> bool:
    """Whether what is told is true; a tenth of a percent is what a screen shows."""
    if rate.bound == "=":
        return rate.bp == Rate(part, whole).bp
    return rate.bp * whole <= 10_000 * part if rate.bound == ">=" else rate.bp * whole >= 10_000 * part


def text_holds(text: str, paid: int) -> bool:
    bound = {"<": paid < 5, "≥": paid >= int(text[1:] or 0), "≤": paid <= int(text[1:] or 0)}
    return bound[text[0]] if text[0] in bound else int(text) == paid


@settings(max_examples=300, deadline=None)
@given(buildings=boards, basis=st.sampled_from(BASES))
def test_everything_that_is_told_is_true(buildings: tuple[BuildingLine, ...], basis: Any) -> None:
    told = seen(*buildings, basis=basis)
    for exact, shown in zip(buildings, told.buildings, strict=True):
        assert text_holds(shown.paid_text, exact.paid_units)
        assert holds(shown.household, exact.paid_units, exact.charged_units)
        assert holds(shown.amount, exact.collected_fen, exact.due_fen)
        rate = exact.on_basis(basis)
        assert holds(shown.on_basis, rate.part, rate.whole)
    exact_board = estate(*buildings)
    assert text_holds(told.paid_text, exact_board.household.part)
    assert holds(told.household, exact_board.household.part, exact_board.household.whole)
    assert holds(told.amount, exact_board.amount.part, exact_board.amount.whole)


def few(count: int) -> str:
    return "none" if count == 0 else "few" if count < 5 else "many"


def alike(building: BuildingLine) -> list[BuildingLine]:
    """Buildings that must look the same: wherever 1 to 4 are hidden, it could be any other of 1 to 4."""
    paid, unpaid, waived = building.paid_units, building.charged_units - building.paid_units, building.waived_units
    kinds = (few(paid), few(unpaid), few(waived))
    others = []
    for p, w in product(range(building.units + 1), range(building.units + 1)):
        u = building.units - p - w
        if u < 0 or (few(p), few(u), few(w)) != kinds:
            continue
        if (few(waived) != "few" and w != waived) or (few(paid) == few(unpaid) == "many" and p != paid):
            continue  # these are told
        if few(paid) == "none" or p == paid or "few" in kinds:
            others.append(line(building.code, p, u, w, budget_fen=building.budget_fen))
    return others


def households_told(told: PublicBoard) -> tuple[Any, ...]:
    """Every figure about households on the board, and which amounts are told at all."""
    by_building = [(b.units, b.paid_text, b.household, b.amount.bound, b.triggered) for b in told.buildings]
    return told.units, told.paid_text, told.household, told.empty, told.collected_wan is None, by_building


@settings(max_examples=300, deadline=None)
@given(buildings=boards, data=st.data())
def test_what_is_hidden_could_be_any_small_number(buildings: tuple[BuildingLine, ...], data: st.DataObject) -> None:
    """No figure, and no difference of figures, can tell what leaves every figure the same."""
    buildings = tuple(
        line(b.code, b.paid_units, b.charged_units - b.paid_units, b.waived_units, budget_fen=b.budget_fen)
        for b in buildings
    )
    place = data.draw(st.integers(0, len(buildings) - 1))
    told = households_told(seen(*buildings))
    for other in alike(buildings[place]):
        assert households_told(seen(*buildings[:place], other, *buildings[place + 1 :])) == told, other


@settings(max_examples=300, deadline=None)
@given(buildings=boards, basis=st.sampled_from(BASES))
def test_a_total_is_exact_only_where_every_building_is(buildings: tuple[BuildingLine, ...], basis: str) -> None:
    told = seen(*buildings, basis=basis)
    if told.paid_text.isdigit():
        assert all(b.paid_text.isdigit() for b in told.buildings)
    if told.household.bound == "=" and len(buildings) > 1:
        assert all(b.household.bound == "=" and b.paid_text.isdigit() for b in told.buildings)
    if told.amount.bound == "=":
        assert all(b.amount.bound == "=" for b in told.buildings)
    hidden = any(b.amount.bound != "=" for b in told.buildings)
    assert not (hidden and told.collected_wan), "a sum would give the hidden one away"
    assert (told.collected_wan is None) == (told.collected_million is None)
    assert (public_fund(estate(*buildings)).collected_fen is None) == (told.collected_wan is None)


@pytest.mark.parametrize(
    ("building", "units", "text", "household", "amount"),
    [
        (line("1", 90, 90), 180, "90", "50.0%", "50.0%"),
        (line("1", 0, 180), 180, "0", "0.0%", "0.0%"),
        (line("1", 180, 0), 180, "180", "100%", "100%"),
        (line("1", 1, 179), 180, "<5", "≤2.3%", "≤2.3%"),
        (line("1", 4, 176), 180, "<5", "≤2.3%", "≤2.3%"),
        (line("1", 5, 175), 180, "5", "2.7%", "2.7%"),
        (line("1", 176, 4), 180, "≥176", "≥97.7%", "≥97.7%"),
        (line("1", 179, 1), 180, "≥176", "≥97.7%", "≥97.7%"),
        (line("1", 175, 5), 180, "175", "97.2%", "97.2%"),
        (line("1", 0, 180, part=2, part_fen=5), 180, "0", "0.0%", "≤2.3%"),
        (line("1", 90, 80, waived=10), 170, "90", "52.9%", "52.9%"),
        (line("1", 90, 88, waived=2), 180, "90", "≥50.0%", "50.5%"),
        (line("1", 178, 0, waived=2), 180, "≥176", "100%", "100%"),
        (line("1", 176, 2, waived=2), 180, "≥172", "≥95.5%", "≥97.7%"),
        (line("1", 2, 176, waived=2), 180, "<5", "≤2.3%", "≤2.3%"),
        (line("1", 2, 2), 4, "<5", "≤100%", "≤100%"),
        (line("1", 0, 0, waived=3), 3, "≥0", "≥0.0%", "0.0%"),
        (line("1", 0, 0), 0, "0", "0.0%", "0.0%"),
    ],
)
def test_a_building_alone_shows_no_more_in_its_total_than_in_itself(
    building: BuildingLine, units: int, text: str, household: str, amount: str
) -> None:
    told = seen(building)
    (shown,) = told.buildings
    assert (shown.units, shown.paid_text, shown.household.percent, shown.amount.percent) == (
        units,
        text,
        household,
        amount,
    )
    assert (told.units, told.paid_text, told.household, told.amount) == (
        shown.units,
        shown.paid_text,
        shown.household,
        shown.amount,
    )


def test_totals_do_not_give_one_hidden_building_away() -> None:
    told = seen(line("1", 90, 90), line("2", 3, 177))
    assert (told.paid_text, told.household.percent, told.collected_wan) == ("≥90", "≥25.0%", None)
    told = seen(line("1", 90, 90), line("2", 178, 2))
    assert (told.paid_text, told.household.percent, told.collected_wan) == ("≥266", "≥73.8%", None)
    assert (told.due_wan, told.due_million) == ("36.0", "0.36")
    told = seen(line("1", 0, 180), line("2", 3, 177))
    assert (told.paid_text, told.household.percent) == ("≤4", "≤1.2%")


def test_amounts_are_cut_to_a_thousand_yuan_and_rates_never_rounded_up() -> None:
    told = seen(line("1", 90, 90, part=5, part_fen=99_999), line("2", 90, 90))
    assert (told.collected_wan, told.collected_million) == ("18.0", "0.18")
    told = seen(line("1", 899, 901))
    assert told.household.percent == "49.9%"


@pytest.mark.parametrize(
    ("basis", "rate"), [("household", "50.0%"), ("area", "50.0%"), ("both", "50.0%"), ("budget", "100%")]
)
def test_the_line_is_shown_on_the_basis_of_the_estate(basis: str, rate: str) -> None:
    told = seen(line("1", 90, 90, budget_fen=90 * DUE), basis=basis)
    assert told.buildings[0].on_basis.percent == rate


# Through a real estate --------------------------------------------------------------------------------------------


def test_an_estate_without_a_payment_is_told_as_empty(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [6500] * 10})
    told = read_public(journal)
    assert told.empty and told.paid_text == "0" and told.collected_wan == "0.0"
    pay(journal, "1-1-101", 1)
    assert not read_public(journal).empty and read_public(journal).collected_wan is None
    journal.close()


def test_one_waived_household_cannot_be_found_on_the_wall(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", {"1": [6500] * 20, "2": [6500] * 20})
    pay_by_file(journal, [(f"{b}-1-{101 + n}", DUE_OF_65) for b in "12" for n in range(10)])
    before = read_public(journal)
    grant_waiver(
        journal, FINANCE, **COVERED, unit="1-1-120", amount_fen=DUE_OF_65, reason_code="low_income", document_no="P"
    )
    after = read_public(journal)
    assert (after.units, after.paid_text) == (before.units, before.paid_text) == (40, "20")
    assert after.buildings[0].units == 20 and after.buildings[0].household == BoundedRate(5000, ">=")
    assert after.household == BoundedRate(5000, ">=")
    journal.close()
