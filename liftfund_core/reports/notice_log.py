"""The log of daily notices: which building had its notice for which day, and with the figures of which entry."""

from dataclasses import dataclass
from datetime import date

from liftfund_core.domain.notice import days_on_end
from liftfund_core.store.journal import Journal


@dataclass(frozen=True)
class PostedLine:
    """One entry of the log; `building` is None for all of them."""

    entry: int
    day: date
    building: str | None
    head: int
    actor: str

    def holds_for(self, building: str) -> bool:
        """Whether it notes this building's notice."""
        return self.building in (None, building)


@dataclass(frozen=True)
class NoticeLog:
    """Everything that was posted up to a head, the newest day first."""

    lines: tuple[PostedLine, ...] = ()

    def days_of(self, building: str) -> frozenset[date]:
        """The days on which this building had its notice."""
        return frozenset(line.day for line in self.lines if line.holds_for(building))

    def before(self, building: str, day: date) -> PostedLine | None:
        """The last notice of a building before a day; None for the first one."""
        return next((line for line in self.lines if line.holds_for(building) and line.day < day), None)

    def full_days(self, buildings: tuple[str, ...]) -> frozenset[date]:
        """The days on which every building had its notice."""
        return frozenset[date]().union(*map(self.days_of, buildings)).intersection(*map(self.days_of, buildings))

    def streak(self, buildings: tuple[str, ...], day: date) -> int:
        """For how many days on end, up to this one, every one of these buildings has had its notice."""
        return days_on_end(self.full_days(buildings), day)


def read_log(journal: Journal, head: int | None = None) -> NoticeLog:
    """The log at a head (the newest one when none is given)."""
    with journal.reading() as file:
        rows = file.execute(
            """select p.entry_id, p.day, p.building, p.head, e.actor
               from live_notice_posted($head) p join entry e on e.id = p.entry_id
               order by p.day desc, p.entry_id desc""",
            {"head": journal.head if head is None else head},
        ).fetchall()
    return NoticeLog(tuple(PostedLine(*row) for row in rows))
