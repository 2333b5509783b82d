"""One transaction of the journal: the rules are asked, facts get their numbers, rows are written and sealed."""

import contextlib
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from liftfund_core.errors import LiftFundError
from liftfund_core.store.bulk import write_sheetful
from liftfund_core.store.database import Database
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.head_record import Head, HeadRecord
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.store.writing import NumberedFact, write_facts


@dataclass
class Waiting:
    """A deed in the queue, the promise to its sender, and the receipt once it is decided."""

    deed: Deed
    promise: "Future[Receipt]" = field(default_factory=Future)
    receipt: Receipt | None = None


class Writer:
    """The hand that writes: used by the journal's one thread only, with a connection of its own."""

    def __init__(self, database: Database) -> None:
        self.head = database.head()
        self._record = HeadRecord(database.path)
        self._record.write(self.head)
        self._file = database.root.cursor()
        self._standing = Standing.of(self._file)
        newest = first_row(self._file, "select max(recorded_at) from entry")
        self._last_time = (newest[0] if newest else None) or datetime.min

    def commit(self, batch: Sequence[Waiting], now: datetime) -> None:
        """Decide, insert, seal and commit a batch, then move the head record; refusals are told at once.

        Raises:
            Exception: whatever a deed or the file raised; the caller undoes and tries the deeds one by one.
        """
        recorded_at = max(now, self._last_time)
        self._file.execute("begin")
        head = self._write(batch, recorded_at)
        self._file.execute("commit")
        self._last_time = recorded_at
        self._standing.unwritten_papers.clear()
        if head != self.head:
            self.head = head
            self._record.write(head)

    def undo(self) -> None:
        """Roll back what a failed transaction had begun."""
        with contextlib.suppress(duckdb.Error):  # the failed statement may have ended the transaction already
            self._file.execute("rollback")

    def reload(self) -> None:
        """Read the memory back from the file."""
        self._standing = Standing.of(self._file)

    def close(self) -> None:
        """Give back the connection and the head record."""
        self._file.close()
        self._record.close()

    def _write(self, batch: Sequence[Waiting], recorded_at: datetime) -> Head:
        """Everything between begin and commit; returns the new head."""
        head, facts, reread = self.head, list[NumberedFact](), False
        for waiting in batch:
            outcome = self._decide(waiting)
            if outcome is None:
                continue
            for write in outcome.plain:
                write(self._file)
            if outcome.sheetful is not None:
                head, count = write_sheetful(self._standing, waiting.deed, outcome.sheetful, recorded_at, head)
                waiting.receipt = Receipt(range(self.head.number + 1, head.number + 1), written=count)
                reread = True
                continue
            numbered = self._number(waiting.deed, outcome.facts)
            waiting.receipt = Receipt([n.id for n in numbered], written=len(outcome.facts))
            reread |= any(fact.corrects is not None for fact in outcome.facts)
            facts += numbered
        if facts:
            head = write_facts(self._file, facts, recorded_at, head)
        return self._reread(batch[0], recorded_at, head) if reread else head

    def _decide(self, waiting: Waiting) -> Outcome | None:
        """Ask the rules; None when they refused or when the request had been written before."""
        deed = waiting.deed
        if deed.request_id is not None and deed.request_id in self._standing.requests:
            waiting.receipt = Receipt([self._standing.requests[deed.request_id]], repeated=True)
            return None
        try:
            return deed.decide(self._standing)
        except LiftFundError as refusal:
            waiting.promise.set_exception(refusal)
            return None

    def _number(self, deed: Deed, facts: Sequence[Fact]) -> list[NumberedFact]:
        """Give facts their numbers, each followed at once by the trigger that it fires."""
        standing, numbered = self._standing, []
        waiting, request_id = list(facts), deed.request_id
        while waiting:
            fact = waiting.pop(0)
            number = standing.head + 1
            numbered.append(NumberedFact(number, fact, deed.actor, deed.reason, request_id))
            if request_id is not None:
                standing.requests[request_id] = number
                request_id = None
            if fact.corrects is not None:
                # What a correction does to the standing is read back from the file, in _reread.
                standing.head = number
                continue
            standing.apply(number, fact, deed.actor)
            unit = fact.detail.get("unit")
            trigger = standing.trigger_due(standing.accounts[unit].building) if unit else None
            if trigger is not None:
                waiting.insert(0, trigger)
        return numbered

    def _reread(self, first: Waiting, recorded_at: datetime, head: Head) -> Head:
        """Read the standing back from the open transaction after a correction or an import, and fire what is due."""
        self._standing = standing = Standing.of(self._file)
        due = [trigger for code in standing.buildings if (trigger := standing.trigger_due(code))]
        if not due:
            return head
        quiet = Deed(actor=first.deed.actor, decide=first.deed.decide, reason=first.deed.reason)
        numbered = self._number(quiet, due)
        if first.receipt is not None:
            entries = [*first.receipt.entries, *(n.id for n in numbered)]
            first.receipt = Receipt(entries, written=first.receipt.written)
        return write_facts(self._file, numbered, recorded_at, head)
