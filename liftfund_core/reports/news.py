"""News: what the walls say once when it has just happened. It is found in the journal, so a restart repeats nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import duckdb

from liftfund_core.domain.milestone import announceable
from liftfund_core.reports.public import PublicBoard
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import MOVE_MONEY

SAID_FOR = timedelta(seconds=60)
"""A wall that is opened a moment later says it too."""


@dataclass(frozen=True)
class News:
    """Something good that happened at a moment (aware UTC).

    Args:
        kind: "lift" (one is back in service) or "households" (so many have paid in full).
        lift: its code, for a lift. households: how many, for a milestone.
    """

    kind: Literal["lift", "households"]
    at: datetime
    lift: str = ""
    households: int = 0


def news(journal: Journal, shown: PublicBoard, milestones: Sequence[int]) -> tuple[News, ...]:
    """What happened in the last minute before the board's entry, in order; what is older was said in its time.

    Args:
        milestones: numbers of households that are worth a word; all of them always are.
    """
    if shown.as_of is None:
        return ()
    since = shown.as_of.astimezone(UTC).replace(tzinfo=None) - SAID_FOR
    with journal.reading() as file:
        rows = file.execute(
            """select kind, count(*), min(id) from entry where recorded_at > ? and id <= ? and kind <> 'poll_answer'
               group by kind""",
            [since, shown.head],
        ).fetchall()
        happened = {kind: count for kind, count, _first in rows}
        first = min((first for _kind, _count, first in rows), default=0)
        found = _lifts_back(file, shown.head, first) if "lift_step" in happened else []
        moved = sum(count for kind, count in happened.items() if kind in MOVE_MONEY)
        found += _reached(file, shown, first, moved, milestones) if moved else []
    return tuple(sorted(found, key=lambda one: one.at))


def _lifts_back(file: duckdb.DuckDBPyConnection, head: int, first: int) -> list[News]:
    """Lifts that came back into service at an entry from `first` on."""
    rows = file.execute(
        """select s.lift, e.recorded_at from live_lift_step($head) s join entry e on e.id = s.entry_id
           where s.step = 'in_service' and s.entry_id >= $first order by s.entry_id""",
        {"head": head, "first": first},
    ).fetchall()
    return [News("lift", at.replace(tzinfo=UTC), lift=lift) for lift, at in rows]


def _reached(
    file: duckdb.DuckDBPyConnection, shown: PublicBoard, first: int, moved: int, milestones: Sequence[int]
) -> list[News]:
    """Milestones first reached at an entry from `first` on; none while the number that has paid is hidden.

    A million rows are counted through only when a number can have been passed by what was entered since.
    """
    if not shown.paid_text.isdigit():
        return []
    paid = int(shown.paid_text)
    households = paid if shown.household.percent == "100%" else shown.units
    passed = [number for number in announceable(milestones, households) if paid - moved < number <= paid]
    if not passed:
        return []
    rows = file.execute(_FIRST_REACHED, {"head": shown.head, "first": first, "passed": passed}).fetchall()
    return [News("households", at.replace(tzinfo=UTC), households=number) for number, at in rows]


# How many had paid in full after each entry, from the movements that still stand; each number is reached once.
_FIRST_REACHED = """
    with moves as (
        select entry_id, unit, amount_fen, sum(amount_fen) over (partition by unit order by entry_id) as paid_fen
        from unit_money($head)
    ), turns as (
        select m.entry_id,
               (m.paid_fen >= a.due_fen)::integer - (m.paid_fen - m.amount_fen >= a.due_fen)::integer as turn
        from moves m join unit_account($head) a using (unit) where a.due_fen > 0
    ), counted as (
        select entry_id, sum(turn) over (order by entry_id) as households from turns where turn <> 0
    ), reached as (
        select number, min(entry_id) as entry_id
        from counted join (select unnest($passed) as number) on households >= number group by number
    )
    select number, recorded_at from reached join entry on id = entry_id where entry_id >= $first"""
