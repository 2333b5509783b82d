"""Reading the board: a handful of short questions to the file, all at one head."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from liftfund_core.domain.overhaul import LiftStanding, apply_step
from liftfund_core.errors import NotFound
from liftfund_core.reports.board import Board, BuildingLine, EstateLine, FundLine, Houses, LiftLine
from liftfund_core.store.bank import bank_balance
from liftfund_core.store.journal import Journal
from liftfund_core.store.newest import NewestFigures
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing_load import EstateRules, load_fund, rules_of
from liftfund_core.words import N_


def board(journal: Journal, head: int | None = None) -> Board:
    """The board at a head (the newest one when none is given), whose sums come from memory where they are there.

    Raises:
        NotFound: there is no such entry, or no estate yet.
    """
    figures, seen = journal.figures, houses(journal, head)
    with journal.reading() as file:
        fund = figures.fund if figures.head == seen.head else load_fund(file, seen.head)
        return Board(
            head=seen.head,
            as_of=seen.as_of,
            estate=seen.estate,
            buildings=seen.buildings,
            fund=FundLine(
                collected_fen=fund.collected_fen,
                advance_fen=fund.advance_direct_fen + fund.advance_deposited_fen,
                advance_outstanding_fen=fund.advance_outstanding_fen,
                spent_fen=fund.spent_fen,
                balance_fen=fund.balance_fen,
                bank_balance_fen=bank_balance(file, seen.head),
                **{name: getattr(fund, name) for name in _BESIDES},
            ),
        )


def houses(journal: Journal, head: int | None = None) -> Houses:
    """The buildings at a head without the account, which is as much work again; what was public of a day needs no more.

    Raises:
        NotFound: there is no such entry, or no estate yet.
    """
    figures, newest = journal.figures, journal.head
    head = newest if head is None else head
    if not 0 <= head <= newest:
        raise NotFound(N_("没有第 {entry} 条记录；请给 1 到 {head} 之间的编号。"), entry=head, head=newest)
    with journal.reading() as file:
        rules = rules_of(file, head)
        sums = _remembered(figures) if figures.head == head else _added_up(file, head)
        return Houses(
            head=head,
            as_of=recorded_at(file, head),
            estate=_estate_line(rules),
            buildings=_buildings(file, head, sums),
        )


def recorded_at(file: duckdb.DuckDBPyConnection, head: int) -> datetime | None:
    """When an entry was recorded, aware, in UTC."""
    row = first_row(file, "select recorded_at from entry where id = ?", [head])
    return row[0].replace(tzinfo=UTC) if row else None


def _estate_line(rules: EstateRules) -> EstateLine:
    return EstateLine(**{name: getattr(rules, name) for name in EstateLine.__dataclass_fields__})


# Sums of the account that stand beside the contract's own names.
_BESIDES = ("opening_fen", "advance_deposited_fen", "advance_repaid_fen", "other_in_fen", "other_out_fen")
Sums = Mapping[str, int]  # by the names of BuildingLine
_NAMES = (
    "units", "waived_units", "paid_units", "part_paid_units", "due_fen", "collected_fen", "area_dm2", "paid_area_dm2",
    "four_largest_due_fen",
)  # fmt: skip  # one list of names


def _remembered(figures: NewestFigures) -> dict[str, Sums]:
    """Building -> sums, as the writer remembers them; a law test holds them equal to those added up."""
    return {
        code: {
            "units": sums.all_units,
            "waived_units": sums.all_units - sums.units,
            **{name: getattr(sums, name) for name in _NAMES[2:-1]},
            "four_largest_due_fen": figures.four_largest_due_fen.get(code, 0),
        }
        for code, sums in figures.buildings.items()
    }


def _added_up(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, Sums]:
    """Building -> sums, from the entries."""
    rows = file.execute(f"select building, {', '.join(_NAMES)} from building_account(?)", [head]).fetchall()
    return {code: dict(zip(_NAMES, sums, strict=True)) for code, *sums in rows}


def _buildings(file: duckdb.DuckDBPyConnection, head: int, sums: Mapping[str, Sums]) -> tuple[BuildingLine, ...]:
    """Every building in the order in which it was named, with or without units."""
    rows = file.execute(
        """select a.building, a.budget_fen, t.entry_id, e.recorded_at, a.lifts
           from live_building_added($head) a left join live_trigger($head) t on t.building = a.building
           left join entry e on e.id = t.entry_id order by a.entry_id""",
        {"head": head},
    ).fetchall()
    stood = _lift_lines(file, head)
    return tuple(_building_line(row, sums.get(row[0], {}), stood) for row in rows)


def _building_line(row: Any, sums: Sums, stood: Mapping[str, LiftLine]) -> BuildingLine:
    """A building's row with its sums and lifts, those that have taken no step yet included."""
    code, budget_fen, fired, fired_at, lifts = row
    line = [stood.get(f"{code}-{number}") or _planned(code, number) for number in range(1, lifts + 1)]
    return BuildingLine(
        code=code,
        **{name: sums.get(name, 0) for name in _NAMES},
        budget_fen=budget_fen,
        triggered_at_entry=fired,
        triggered_at=fired_at.replace(tzinfo=UTC) if fired_at else None,
        lifts=tuple(line),
    )


def _planned(building: str, number: int) -> LiftLine:
    return LiftLine(f"{building}-{number}", building, number, "planned", False, None, None)


def _lift_lines(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, LiftLine]:
    """Lift code -> where it stands, for every lift that has taken a step."""
    steps = file.execute(
        "select lift, step, done_on, evidence from live_lift_step(?) order by entry_id", [head]
    ).fetchall()
    taken: dict[str, list[tuple[str, date, dict[str, str]]]] = {}
    for lift, step, done_on, evidence in steps:
        taken.setdefault(lift, []).append((step, done_on, json.loads(evidence)))
    return {lift: _lift_line(lift, path) for lift, path in taken.items()}


def _lift_line(lift: str, path: list[tuple[str, date, dict[str, str]]]) -> LiftLine:
    """Follow a lift through its steps; `since` is the day on which it came to where it stands."""
    standing, funding, since = LiftStanding("planned", False), None, None
    for step, done_on, evidence in path:
        standing = apply_step(standing, step, evidence)
        since = done_on
        if step == "funded":
            funding = evidence["funding"]
    building, _, number = lift.rpartition("-")
    return LiftLine(lift, building, int(number), standing.state, standing.suspended, funding, since)
