"""The daily notice of a building: how it stands at the end of a day and what has changed, for everyone to read.

Every figure is masked here (rules.md 2.5): counts of a few households are "<5" or hidden, sums are cut to 1,000 yuan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import duckdb

from liftfund_core.domain.money import cut_to_thousand_yuan
from liftfund_core.domain.privacy import shown_small
from liftfund_core.errors import NotFound
from liftfund_core.reports.board import Board, BuildingLine, EstateLine, LiftCounts, LiftLine, count_lifts
from liftfund_core.reports.mask import cell, public_charged
from liftfund_core.reports.notice_log import NoticeLog, read_log
from liftfund_core.reports.progress import utc_midnight
from liftfund_core.reports.public import PublicBoard, PublicBuilding
from liftfund_core.reports.read_board import board, recorded_at
from liftfund_core.reports.read_public import public_of
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.words import N_

_THOUSAND_YUAN = 100_000  # fen
_HUNDRED_M2 = 10_000  # dm2

Few = int | Literal["<5"]


@dataclass(frozen=True)
class Distance:
    """What is missing to the start line on the basis of the trigger; None where the basis does not ask for it.

    Args:
        fen: rounded up to 1,000 yuan. units: households. area_m2: rounded up to 100 m2.
        hidden: there are too few households to tell.
    """

    fen: int | None = None
    units: Few | None = None
    area_m2: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Change:
    """What has happened since the notice before, or since the end of the day before where there was none.

    Args:
        day: the day of that notice. moved: whether anything came in or went back at all.
        paid: households that have paid in full since; None where it is hidden, or fewer than before.
        collected_fen: between the sums as both notices show them; None where it is hidden or fewer than five paid.
        lifts: those that stand elsewhere now. reached: the line was reached in between.
    """

    day: date
    moved: bool
    paid: Few | None
    collected_fen: int | None
    lifts: tuple[LiftLine, ...]
    reached: bool


@dataclass(frozen=True)
class Notice:
    """The notice of one building for one local day, true at `head`; `as_of` is aware, in the estate's time.

    Args:
        collected_fen, due_fen: cut to 1,000 yuan; None where a small cell hides them.
        distance: None once the line has been reached. change: None where nothing was before.
        in_a_row: with this one, for how many days on end the building has had its notice.
    """

    day: date
    head: int
    as_of: datetime
    estate: EstateLine
    building: PublicBuilding
    collected_fen: int | None
    due_fen: int | None
    distance: Distance | None
    change: Change | None
    in_a_row: int

    @property
    def lift_counts(self) -> LiftCounts:
        """How many of the building's lifts wait, are under way, are back in service."""
        return count_lifts(self.building.lifts)


def notices(journal: Journal, day: date, building: str | None = None) -> tuple[Notice, ...]:
    """The notices of a day, all buildings or one, with the figures of the last entry of that local day.

    Raises:
        NotFound: there is no entry of that day or before, or no such building.
    """
    zone = ZoneInfo(board(journal).estate.timezone)
    head, end = _end_of(journal, day, zone)
    if head == 0:
        raise NotFound(N_("{day} 还没有任何记录；请选以后的日期。"), day=day)
    exact = board(journal, head)
    shown, log = public_of(journal, exact), read_log(journal, end)
    lines = zip(exact.buildings, shown.buildings, strict=True)
    wanted = [(line, seen) for line, seen in lines if building in (None, line.code)]
    if not wanted:
        raise NotFound(N_("没有 {building} 号楼；请核对楼号。"), building=building or "")
    past = _Past(journal, exact, log, day, head_of(journal, day - timedelta(days=1), zone))
    return tuple(_notice(day, shown, line, seen, past) for line, seen in wanted)


def _notice(day: date, shown: PublicBoard, line: BuildingLine, seen: PublicBuilding, past: "_Past") -> Notice:
    assert shown.as_of is not None, shown.head
    return Notice(
        day=day,
        head=shown.head,
        as_of=shown.as_of,
        estate=shown.estate,
        building=seen,
        collected_fen=_cut(line, line.collected_fen),
        due_fen=_cut(line, line.due_fen),
        distance=_distance(line, shown.estate),
        change=past.change(line),
        in_a_row=past.days_on_end(line) + 1,
    )


def head_of(journal: Journal, day: date, zone: ZoneInfo) -> int:
    """The newest entry at the end of a local day; 0 before the first one.

    That a notice was posted is no news of the building: a notice stays the same after it is posted.
    """
    return _end_of(journal, day, zone)[0]


def _end_of(journal: Journal, day: date, zone: ZoneInfo) -> tuple[int, int]:
    """The newest entry at the end of a local day, without and with the notes of what was posted."""
    with journal.reading() as file:
        row = first_row(
            file,
            """select coalesce(max(id) filter (kind <> 'notice_posted'), 0), coalesce(max(id), 0) from entry
               where recorded_at < ?""",
            [utc_midnight(day + timedelta(days=1), zone)],
        )
    return (row[0], row[1]) if row else (0, 0)


def day_by_default(journal: Journal) -> date:
    """The day that is meant when none is named: today, or the last day of a made-up campaign of the past."""
    estate = board(journal).estate
    zone = ZoneInfo(estate.timezone)
    today = journal.clock().replace(tzinfo=UTC).astimezone(zone).date()
    if not estate.simulated:
        return today
    newest = head_of(journal, today, zone)
    with journal.reading() as file:
        moment = recorded_at(file, newest)
    return moment.astimezone(zone).date() if moment else today


def _cut(line: BuildingLine, fen: int) -> int | None:
    return None if cell(line).amount_hidden else cut_to_thousand_yuan(fen)


def _distance(line: BuildingLine, estate: EstateLine) -> Distance | None:
    """What is missing; nothing once the trigger has fired: it stays fired."""
    if line.triggered_at_entry is not None:
        return None
    known, basis, bp = cell(line), estate.trigger_basis, estate.trigger_bp
    if not known.exact or (known.amount_hidden and basis != "household"):
        return Distance(hidden=True)
    of = (line.budget_fen or 0) if basis == "budget" else line.due_fen
    fen = _missing(of, line.collected_fen, bp, _THOUSAND_YUAN)
    units = _missing(public_charged(line), line.paid_units, bp, 1)
    match basis:
        case "household":
            return Distance(units=shown_small(units))
        case "area":
            return Distance(area_m2=_missing(line.area_dm2, line.paid_area_dm2, bp, _HUNDRED_M2) // 100)
        case "both":
            return Distance(fen=fen, units=shown_small(units))
        case _:
            return Distance(fen=fen)


def _missing(whole: int, part: int, bp: int, step: int) -> int:
    """How much is missing to the line, rounded up to a step; 0 where nothing is."""
    left = -(-whole * bp // 10_000) - part
    return max(-(-left // step) * step, 0)


class _Past:
    """How the buildings stood at the notice before, each read once for all that share it."""

    def __init__(self, journal: Journal, now: Board, log: NoticeLog, day: date, yesterday: int) -> None:
        self._journal, self._now, self._log, self._day, self._yesterday = journal, now, log, day, yesterday
        self._boards: dict[int, tuple[Board, Mapping[str, int]]] = {}

    def days_on_end(self, line: BuildingLine) -> int:
        """For how many days on end before this one the building has had its notice."""
        return self._log.streak((line.code,), self._day - timedelta(days=1))

    def change(self, line: BuildingLine) -> Change | None:
        """What has changed for a building; None where there is nothing to compare with."""
        posted = self._log.before(line.code, self._day)
        head = posted.head if posted else self._yesterday
        day = posted.day if posted else self._day - timedelta(days=1)
        before, moved = self._at(head)
        then = next((b for b in before.buildings if b.code == line.code), None) if head else None
        return None if then is None else _change(then, line, day, moved.get(line.code, 0))

    def _at(self, head: int) -> tuple[Board, Mapping[str, int]]:
        if head not in self._boards:
            with self._journal.reading() as file:
                moved = _moved(file, head, self._now.head)
            self._boards[head] = (board(self._journal, head) if head else self._now), moved
        return self._boards[head]


def _moved(file: duckdb.DuckDBPyConnection, before: int, now: int) -> dict[str, int]:
    """Building -> households whose payments are not what they were."""
    rows = file.execute(
        """select n.building, count(*) from unit_account($now) n left join unit_account($before) b using (unit)
           where n.paid_fen <> coalesce(b.paid_fen, 0) group by n.building""",
        {"before": before, "now": now},
    ).fetchall()
    return dict(rows)


def _change(then: BuildingLine, now: BuildingLine, day: date, moved: int) -> Change:
    sums = _cut(then, then.collected_fen), _cut(now, now.collected_fen)
    told = None not in sums and not 0 < moved < 5
    return Change(
        day=day,
        moved=moved > 0,
        paid=_more(then, now),
        collected_fen=(sums[1] or 0) - (sums[0] or 0) if told else None,
        lifts=tuple(lift for old, lift in zip(then.lifts, now.lifts, strict=True) if _stands(old) != _stands(lift)),
        reached=now.triggered_at_entry is not None and then.triggered_at_entry is None,
    )


def _more(then: BuildingLine, now: BuildingLine) -> Few | None:
    """Households that have paid in full since; nothing is told where either number is hidden, or it has fallen."""
    more = now.paid_units - then.paid_units
    return shown_small(more) if cell(then).exact and cell(now).exact and more >= 0 else None


def _stands(lift: LiftLine) -> tuple[str, bool]:
    return lift.state, lift.suspended
