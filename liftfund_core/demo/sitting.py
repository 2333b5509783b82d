"""The replay's own time: a clock that stands at each deed's moment, a journal that takes a sitting together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from liftfund_core.store.database import Database
from liftfund_core.store.deeds import Deed, Receipt
from liftfund_core.store.journal import Journal


@dataclass
class Clock:
    """The moment that the replay is at: local time of the estate, told as naive UTC."""

    local: datetime
    timezone: str

    def __call__(self) -> datetime:
        """The moment."""
        there = self.local.replace(tzinfo=ZoneInfo(self.timezone))
        return there.astimezone(UTC).replace(tzinfo=None)


class SittingJournal(Journal):
    """A journal that takes the deeds of one sitting together, in order, so that a campaign takes seconds."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        super().__init__(database, clock)
        self._sitting: list[Deed] = []

    def record(self, deed: Deed) -> Receipt:
        """Keep the deed until the sitting ends; it is durable then."""
        self._sitting.append(deed)
        return Receipt()

    def end_sitting(self) -> None:
        """Write the deeds of the sitting and wait until all are durable.

        Raises:
            Refusal: a rule said no to a deed of the demo: its files do not fit the rules.
        """
        promises = [self.submit(deed) for deed in self._sitting]
        self._sitting.clear()
        for promise in promises:
            promise.result()
