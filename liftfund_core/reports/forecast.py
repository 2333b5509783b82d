"""The forecast: what each building is missing, and when it may be there at the pace of the last weeks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb

from liftfund_core.domain.forecast import (
    WINDOWS,
    Missing,
    Outlook,
    Pace,
    missing_to_full,
    missing_to_line,
    outlook_to_full,
    outlook_to_line,
)
from liftfund_core.domain.money import up_to_thousand_yuan
from liftfund_core.reports.board import Board, BuildingLine
from liftfund_core.reports.mask import cell
from liftfund_core.store.journal import Journal


@dataclass(frozen=True)
class Ahead:
    """The way to one line; `missing` is None where a small cell hides it (rules.md 2.5), and then so is the day."""

    missing: Missing | None
    outlook: Outlook | None


@dataclass(frozen=True)
class BuildingForecast:
    """One building: its way to the start line (over once the trigger has fired) and to the last household."""

    code: str
    triggered: bool
    to_line: Ahead
    to_full: Ahead


@dataclass(frozen=True)
class Forecast:
    """The forecast at a head: days count from `day`, which is local to the estate."""

    head: int
    day: date
    buildings: tuple[BuildingForecast, ...]


def forecast(journal: Journal, board: Board, day: date) -> Forecast:
    """The exact forecast, for staff.

    Args:
        board: the figures at a head. day: today, local to the estate; payments are counted by the day they were made.
    """
    with journal.reading() as file:
        paces = [_paces(file, board.head, day, days) for days in WINDOWS]
    rules = board.estate
    lines = []
    for building in board.buildings:
        seen = [found[building.code] for found in paces if building.code in found]
        to_line = Ahead(
            missing_to_line(building.progress, rules.trigger_basis, rules.trigger_bp),
            outlook_to_line(building.progress, rules.trigger_basis, rules.trigger_bp, seen),
        )
        to_full = Ahead(
            missing_to_full(building.progress), outlook_to_full(building.progress, rules.trigger_basis, seen)
        )
        lines.append(BuildingForecast(building.code, building.triggered_at_entry is not None, to_line, to_full))
    return Forecast(board.head, day, tuple(lines))


def public_forecast(exact: Forecast, board: Board) -> Forecast:
    """The forecast as everyone may see it: amounts up to the next 1,000 yuan; nothing where a few would be told."""
    shown = zip(exact.buildings, board.buildings, strict=True)
    return replace(exact, buildings=tuple(_masked(line, building) for line, building in shown))


def _masked(line: BuildingForecast, building: BuildingLine) -> BuildingForecast:
    known = cell(building)
    if not known.exact or known.amount_hidden:
        return replace(line, to_line=Ahead(None, None), to_full=Ahead(None, None))
    return replace(line, to_line=_rough(line.to_line), to_full=_rough(line.to_full))


def _rough(ahead: Ahead) -> Ahead:
    assert ahead.missing is not None
    return replace(ahead, missing=replace(ahead.missing, fen=up_to_thousand_yuan(ahead.missing.fen)))


def _paces(file: duckdb.DuckDBPyConnection, head: int, day: date, days: int) -> Mapping[str, Pace]:
    """Building -> what its last days brought; fewer days where its first payment is younger than the window."""
    rows = file.execute(_GROWN, {"head": head, "day": day, "since": day - timedelta(days=days)}).fetchall()
    return {code: Pace(min(days, age), *grown) for code, age, *grown in rows if age > 0}


# What each unit paid since a day is taken away from where it stands, to see where it stood. Transfers between units
# have no day of their own and move little: they count as if they had always been there.
_GROWN = """
    with recent as (
        select unit, sum(fen) as fen from (
            select unit, amount_fen as fen from live_payment($head) where paid_on > $since and paid_on <= $day
            union all
            select unit, -amount_fen from live_refund($head) where paid_on > $since and paid_on <= $day)
        group by unit
    ), stood as (
        select a.*, coalesce(r.fen, 0) as recent_fen, a.paid_fen - coalesce(r.fen, 0) as before_fen
        from unit_account($head) a left join recent r using (unit) where a.due_fen > 0
    ), began as (
        select a.building, min(p.paid_on) as first_on from live_payment($head) p
        join unit_account($head) a using (unit) group by a.building
    )
    select building, date_diff('day', first_on, $day)::bigint + 1,
           count(*) filter (recent_fen > 0),
           sum(greatest(least(paid_fen, due_fen), 0) - greatest(least(before_fen, due_fen), 0))::bigint,
           sum((paid_fen >= due_fen)::bigint - (before_fen >= due_fen)::bigint)::bigint,
           sum(area_dm2 * ((paid_fen >= due_fen)::bigint - (before_fen >= due_fen)::bigint))::bigint
    from stood join began using (building) group by building, first_on"""
