"""A street of evenings: an estate whose clock is set from day to day, and what was posted on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from liftfund_core.commands.notices import post_notices
from liftfund_core.reports.notice import Notice, head_of, notices
from liftfund_core.store.deeds import Receipt
from liftfund_core.store.journal import Journal
from tests.worlds import DUE_OF_65, SECRETARY, Areas, Clock, Templates, pay

HERE = ZoneInfo("Asia/Shanghai")
TWENTY_EACH: Areas = {"1": [6500] * 20, "2": [6500] * 20}
FIRST = date(2023, 6, 1)


@dataclass(frozen=True)
class Street:
    """The estate, its clock, and its evenings; day 0 is the day on which it was founded."""

    journal: Journal
    clock: Clock

    def at(self, day: int, hour: int = 12, minute: int = 0) -> "Street":
        """Local time of a day."""
        self.clock.now = datetime(2023, 6, 1, hour, minute) - timedelta(hours=8) + timedelta(days=day)
        return self

    def paid(self, *rooms: int, building: str = "1", fen: int = DUE_OF_65) -> "Street":
        """Households of a building pay."""
        for room in rooms:
            pay(self.journal, f"{building}-1-{100 + room}", fen, paid_on=FIRST)
        return self

    def notice(self, day: int, building: str = "1") -> Notice:
        """A building's notice of a day."""
        (told,) = notices(self.journal, FIRST + timedelta(days=day), building)
        return told

    def post(self, day: int, building: str | None = None) -> Receipt:
        """The secretary notes that the notices of a day are posted."""
        when = FIRST + timedelta(days=day)
        return post_notices(
            self.journal, SECRETARY, day=when, head=head_of(self.journal, when, HERE), building=building
        )


@pytest.fixture
def street(estates: Templates, tmp_path: Path) -> Iterator[Street]:
    """Two buildings of twenty households and three lifts each."""
    clock = Clock()
    journal = estates.copy(tmp_path / "e.duckdb", TWENTY_EACH, clock=clock, lifts=3)
    yield Street(journal, clock)
    journal.close()
