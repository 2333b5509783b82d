"""What the host has put on the wall, and how many lift cards were handed out."""

from liftfund_core.domain.stage import Stage
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.stage import read_kept_runs, read_stage


def stage(journal: Journal) -> Stage:
    """The host's choice with the run of show, kept over restarts."""
    with journal.reading() as file:
        return read_stage(file)


def kept_runs(journal: Journal) -> tuple[str, ...]:
    """The names of the runs of show that were kept for other meetings."""
    with journal.reading() as file:
        return read_kept_runs(file)


def cards_issued(journal: Journal, head: int | None = None) -> int:
    """How many lift cards were handed out; the count is public, a card's number never is (rules.md 2.5)."""
    with journal.reading() as file:
        row = first_row(file, "select count(*) from live_lift_card_issued(?)", [journal.head if head is None else head])
    return int(row[0]) if row else 0
