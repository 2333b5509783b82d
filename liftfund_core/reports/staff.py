"""Who is on the staff, with the role of the moment."""

from dataclasses import dataclass
from datetime import UTC, datetime

from liftfund_core.store.journal import Journal


@dataclass(frozen=True)
class StaffLine:
    """A member of staff; `since` is when the present role was entered (aware UTC)."""

    name: str
    role: str
    since: datetime


def staff(journal: Journal, head: int | None = None) -> tuple[StaffLine, ...]:
    """The staff in the order in which they were entered."""
    with journal.reading() as file:
        rows = file.execute(
            """select s.name, s.role, e.recorded_at from live_staff_added($head) s
               join entry e on e.id = s.entry_id order by s.entry_id""",
            {"head": journal.head if head is None else head},
        ).fetchall()
    return tuple(StaffLine(name, role, recorded_at.replace(tzinfo=UTC)) for name, role, recorded_at in rows)
