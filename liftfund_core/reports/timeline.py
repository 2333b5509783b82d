"""The campaign day by day, as everyone might have seen it: what `status --as-of` says of each day's last entry, masked.

What was shown of a day that has ended never changes, so each is read once and kept; the day of the newest entry is the
public board itself.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from liftfund_core.reports.mask import public_board
from liftfund_core.reports.progress import heads_of_days
from liftfund_core.reports.public import PublicBoard
from liftfund_core.reports.read_board import houses
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing_load import rules_of


@dataclass(frozen=True)
class Day:
    """The estate at the end of one local day; on a quiet day the board of the day before."""

    day: date
    board: PublicBoard


@dataclass(frozen=True, eq=False)  # the same one for everybody: what was drawn of it is found again
class Timeline:
    """The days that have ended, in order; of a long pause its first week. Empty before the second day."""

    days: tuple[Day, ...] = ()


def timeline(journal: Journal, head: int) -> Timeline:
    """The days before the day of this entry, one and the same as long as no day ends."""
    with journal.reading() as file:
        zone = rules_of(file, head).zone
    return _ended(journal, tuple(heads_of_days(journal, head, zone)[:-1]))


@lru_cache(maxsize=4)
def _ended(journal: Journal, heads: tuple[tuple[date, int], ...]) -> Timeline:
    return Timeline(tuple(Day(day, _at(journal, head)) for day, head in heads))


@lru_cache(maxsize=2048)
def _at(journal: Journal, head: int) -> PublicBoard:
    return public_board(houses(journal, head), {})
