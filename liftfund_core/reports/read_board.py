"""Reading the board: a handful of short questions to the file, all at one head."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from liftfund_core.domain.overhaul import LiftStanding, apply_step
from liftfund_core.errors import NotFound
from liftfund_core.reports.board import Board, BuildingLine, EstateLine, FundLine, LiftLine
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing_load import EstateRules, load_estate, load_fund
from liftfund_core.words import N_


def board(journal: Journal, head: int | None = None) -> Board:
    """The board at a head (the newest one when none is given).

    Raises:
        NotFound: there is no such entry, or no estate yet.
    """
    head = journal.head if head is None else head
    if not 0 <= head <= journal.head:
        raise NotFound(N_("没有第 {entry} 条记录；请给 1 到 {head} 之间的编号。"), entry=head, head=journal.head)
    with journal.reading() as file:
        rules = load_estate(file, head)
        if rules is None:
            raise NotFound(N_("这个数据文件里还没有小区；请先运行 init 新建。"))
        fund = load_fund(file, head)
        return Board(
            head=head,
            as_of=recorded_at(file, head),
            estate=_estate_line(rules),
            buildings=_buildings(file, head),
            fund=FundLine(
                collected_fen=fund.collected_fen,
                advance_fen=fund.advance_direct_fen + fund.advance_deposited_fen,
                advance_outstanding_fen=fund.advance_outstanding_fen,
                spent_fen=fund.spent_fen,
                balance_fen=fund.balance_fen,
                bank_balance_fen=None,
            ),
        )


def recorded_at(file: duckdb.DuckDBPyConnection, head: int) -> datetime | None:
    """When an entry was recorded, aware, in UTC."""
    row = first_row(file, "select recorded_at from entry where id = ?", [head])
    return row[0].replace(tzinfo=UTC) if row else None


def _estate_line(rules: EstateRules) -> EstateLine:
    return EstateLine(**{name: getattr(rules, name) for name in EstateLine.__dataclass_fields__})


def _buildings(file: duckdb.DuckDBPyConnection, head: int) -> tuple[BuildingLine, ...]:
    """Every building in the order in which it was named, with or without units."""
    rows = file.execute(
        """select a.building, coalesce(b.units, 0), coalesce(b.waived_units, 0), coalesce(b.paid_units, 0),
                  coalesce(b.part_paid_units, 0), coalesce(b.due_fen, 0), coalesce(b.collected_fen, 0),
                  coalesce(b.area_dm2, 0), coalesce(b.paid_area_dm2, 0), a.budget_fen,
                  coalesce(b.four_largest_due_fen, 0), t.entry_id, e.recorded_at, a.lifts
           from live_building_added($head) a left join building_account($head) b using (building)
           left join live_trigger($head) t on t.building = a.building left join entry e on e.id = t.entry_id
           order by a.entry_id""",
        {"head": head},
    ).fetchall()
    stood = _lift_lines(file, head)
    return tuple(_building_line(row, stood) for row in rows)


def _building_line(row: Any, stood: Mapping[str, LiftLine]) -> BuildingLine:
    """A building's row with its lifts, those that have taken no step yet included."""
    *figures, fired_at, lifts = row
    code = figures[0]
    line = [stood.get(f"{code}-{number}") or _planned(code, number) for number in range(1, lifts + 1)]
    return BuildingLine(*(*figures, fired_at.replace(tzinfo=UTC) if fired_at else None, tuple(line)))


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
