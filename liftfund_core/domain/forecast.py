"""When a building may reach its line, from the pace of the last weeks: a range, or the word that nobody can tell.

The pace of the last 14 and of the last 28 days is carried on in a straight line. That so many households paid and not
a few more or fewer is chance: of n payers, the square root of n either way is allowed for. The earliest day belongs to
the faster of the four paces and the latest to the slowest, so a campaign that slows down or speeds up has a wide range.
The last households usually take longer than any straight line says; whoever shows a forecast says so too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Literal

from liftfund_core.domain.trigger import Basis, Progress

WINDOWS = (14, 28)
FEWEST_PAYERS = 5
SHORTEST_DAYS = 7
LONGEST_DAYS = 365

State = Literal["reached", "expected", "standstill", "too_little", "beyond", "out_of_reach"]


@dataclass(frozen=True)
class Missing:
    """What is missing to a line; `about` names the figure that is worked out by averages, not counted."""

    households: int
    fen: int
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pace:
    """What a window of days brought: households that paid something, and by how much each figure grew."""

    days: int
    payers: int
    fen: int
    households: int
    area_dm2: int


@dataclass(frozen=True)
class Outlook:
    """When a line may be reached, in days from today; `latest` is None where the slowest pace never gets there.

    Args:
        state: "reached"; "expected" (a range); "standstill" (nobody paid in the longest window); "too_little" (too few
            payers or days to tell); "beyond" (not within a year); "out_of_reach" (more than is still due).
    """

    state: State
    earliest: int | None = None
    latest: int | None = None


def missing_to_line(progress: Progress, basis: Basis, threshold_bp: int) -> Missing:
    """What is missing to the trigger's line on its own basis, in households and fen."""
    gaps = [_gap(progress, one, threshold_bp) for one in _parts(basis)]
    return Missing(
        max(gap.households for gap in gaps),
        max(gap.fen for gap in gaps),
        tuple(sorted({name for gap in gaps for name in gap.about})),
    )


def missing_to_full(progress: Progress) -> Missing:
    """What is missing until everybody has paid; both figures are counted."""
    return Missing(progress.units - progress.paid_units, progress.due_fen - progress.collected_fen)


def outlook_to_line(progress: Progress, basis: Basis, threshold_bp: int, paces: Sequence[Pace]) -> Outlook:
    """When the trigger's line may be reached; with the basis "both", when the later of its two parts may."""
    return _later([_outlook(progress, one, threshold_bp, paces) for one in _parts(basis)])


def outlook_to_full(progress: Progress, basis: Basis, paces: Sequence[Pace]) -> Outlook:
    """When all that is due may have come in, on the basis of the trigger (a budget has no full hundred: amounts)."""
    parts = ("amount",) if basis == "budget" else _parts(basis)
    return _later([_outlook(progress, one, 10_000, paces) for one in parts])


def _parts(basis: Basis) -> tuple[Basis, ...]:
    return ("amount", "household") if basis == "both" else (basis,)


def _sides(progress: Progress, basis: Basis) -> tuple[int, int, int]:
    """Part and whole of a single basis, and what of it is still open among those that have not paid."""
    if basis == "household":
        return progress.paid_units, progress.units, progress.units - progress.paid_units
    if basis == "area":
        return progress.paid_area_dm2, progress.area_dm2, progress.area_dm2 - progress.paid_area_dm2
    whole = (progress.budget_fen or 0) if basis == "budget" else progress.due_fen
    return progress.collected_fen, whole, progress.due_fen - progress.collected_fen


def _short(progress: Progress, basis: Basis, threshold_bp: int) -> int:
    """How much of the basis is missing to the line, rounded up to its unit."""
    part, whole, _open = _sides(progress, basis)
    return max(_up(threshold_bp * whole, 10_000) - part, 0)


def _gap(progress: Progress, basis: Basis, threshold_bp: int) -> Missing:
    """The gap in households and fen; what is not counted is an average over those that have not paid."""
    short, (_part, _whole, left) = _short(progress, basis, threshold_bp), _sides(progress, basis)
    if not short or not left:
        return Missing(0, short if basis in ("amount", "budget") else 0)
    unpaid, open_fen = progress.units - progress.paid_units, progress.due_fen - progress.collected_fen
    if basis in ("amount", "budget"):
        return Missing(min(_up(short * unpaid, left), unpaid), short, ("households",))
    if basis == "household":
        return Missing(short, _up(short * open_fen, unpaid), ("fen",))
    return Missing(min(_up(short * unpaid, left), unpaid), _up(short * open_fen, left), ("fen", "households"))


def _outlook(progress: Progress, basis: Basis, threshold_bp: int, paces: Sequence[Pace]) -> Outlook:
    short, (_part, whole, left) = _short(progress, basis, threshold_bp), _sides(progress, basis)
    if whole and not short:
        return Outlook("reached")
    if short > left:
        return Outlook("out_of_reach")
    longest = max(paces, key=lambda pace: pace.days, default=None)
    if longest is None or longest.days < SHORTEST_DAYS:
        return Outlook("too_little")
    if not longest.payers:
        return Outlook("standstill")
    if longest.payers < FEWEST_PAYERS:
        return Outlook("too_little")
    return _range(short, [(_grown(pace, basis), pace) for pace in paces])


def _range(short: int, grown: Iterable[tuple[int, Pace]]) -> Outlook:
    """The days at the fastest and at the slowest pace, chance allowed for."""
    fast, slow = 0.0, float("inf")
    for grew, pace in grown:
        chance = 1 / sqrt(pace.payers) if pace.payers else 1.0
        fast = max(fast, grew * (1 + chance) / pace.days)
        slow = min(slow, grew * (1 - chance) / pace.days)
    if fast <= 0:
        return Outlook("standstill")
    earliest = ceil(short / fast)
    if earliest > LONGEST_DAYS:
        return Outlook("beyond")
    latest = ceil(short / slow) if slow > 0 else None
    return Outlook("expected", earliest, latest if latest is not None and latest <= LONGEST_DAYS else None)


def _grown(pace: Pace, basis: Basis) -> int:
    return {"household": pace.households, "area": pace.area_dm2}.get(basis, pace.fen)


def _later(outlooks: Sequence[Outlook]) -> Outlook:
    """The one that both parts have to wait for; what cannot be told of one part cannot be told of both."""
    waiting = [one for one in outlooks if one.state != "reached"]
    unknown = [one for one in waiting if one.state != "expected"]
    if unknown or not waiting:
        return (unknown or outlooks)[0]
    latest = [one.latest for one in waiting]
    return Outlook(
        "expected",
        max(one.earliest or 0 for one in waiting),
        None if None in latest else max(days or 0 for days in latest),
    )


def _up(part: int, whole: int) -> int:
    return -(-part // whole)
