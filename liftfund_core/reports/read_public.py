"""Reading what everyone may see: the masked board with each building's way there."""

from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from liftfund_core.reports.board import Houses
from liftfund_core.reports.mask import on_basis, public_board
from liftfund_core.reports.progress import Weekly, heads_of_weeks
from liftfund_core.reports.public import PublicBoard
from liftfund_core.reports.read_board import houses
from liftfund_core.store.journal import Journal


def read_public(journal: Journal, head: int | None = None) -> PublicBoard:
    """The public board at a head (the newest one when none is given)."""
    return public_of(journal, houses(journal, head))


def public_of(journal: Journal, exact: Houses) -> PublicBoard:
    """The public face of a board that has been read already."""
    return public_board(exact, weekly(journal, exact))


def weekly(journal: Journal, exact: Houses) -> Weekly:
    """Building code -> (day, basis points on the trigger's basis) at the end of each week, masked."""
    zone = ZoneInfo(exact.estate.timezone)
    points: dict[str, list[tuple[date, int]]] = {b.code: [] for b in exact.buildings}
    for day, head in heads_of_weeks(journal, exact.head, zone):
        for code, bp in _rates(journal, head) if head != exact.head else _rates_of(exact):
            points.setdefault(code, []).append((day, bp))
    return {code: tuple(line) for code, line in points.items()}


def _rates_of(exact: Houses) -> tuple[tuple[str, int], ...]:
    return tuple((b.code, on_basis(b, exact.estate.trigger_basis).bp) for b in exact.buildings)


@lru_cache(maxsize=512)
def _rates(journal: Journal, head: int) -> tuple[tuple[str, int], ...]:
    """What was shown at an old head never changes, so it is read once."""
    return _rates_of(houses(journal, head))
