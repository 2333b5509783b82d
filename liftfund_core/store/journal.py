"""The journal: the only door for writing. One thread takes what is waiting and commits it as one transaction."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from liftfund_core.store.rows import first_row
from liftfund_core.errors import LiftFundError, StoreError
from liftfund_core.store.bulk import write_sheetful
from liftfund_core.store.database import Database, open_database
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.head_record import Head, HeadRecord
from liftfund_core.store.standing import Standing
from liftfund_core.store.writing import NumberedFact, write_facts
from liftfund_core.words import N_

_MOST_IN_A_BATCH = 1000


def utc_now() -> datetime:
    """Now, as entries record it: naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass
class _Waiting:
    """A deed in the queue, the promise to its sender, and what the rules made of it."""

    deed: Deed
    promise: Future[Receipt] = field(default_factory=Future)
    receipt: Receipt | None = None


class Journal:
    """An open journal. `record` returns when the deed is durable; reads take a cursor and a head.

    Args:
        database: an open estate file; the journal closes it.
        clock: gives naive UTC; a replayed history brings its own.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self.database = database
        self.clock = clock
        self.broken: StoreError | None = None
        self._head = database.head()
        self._record = HeadRecord(database.path)
        self._record.write(self._head)
        self._writer_connection = database.root.cursor()
        self._standing = Standing.of(self._writer_connection)
        self._last_time = self._newest_time()
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_on, name="journal-writer", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, path: Path, clock: Callable[[], datetime] = utc_now) -> "Journal":
        """Open an existing estate file for reading and writing.

        Raises:
            StoreError: see `open_database`.
        """
        return cls(open_database(path), clock)

    @property
    def head(self) -> int:
        """The newest durable entry: the clock of the whole system."""
        return self._head.number

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own for reading; give every query a head."""
        with self.database.cursor() as connection:
            yield connection

    def submit(self, deed: Deed) -> "Future[Receipt]":
        """Hand in a deed; the promise is kept when it is durable, or broken with the refusal."""
        waiting = _Waiting(deed)
        self._queue.put(waiting)
        return waiting.promise

    def record(self, deed: Deed) -> Receipt:
        """Hand in a deed and wait until it is durable.

        Raises:
            Refusal: a rule said no; nothing was written.
            StoreError: the file could not be written; nothing was written.
        """
        return self.submit(deed).result()

    def close(self) -> None:
        """Write what is waiting, then close the file."""
        self._queue.put(None)
        self._thread.join()
        self._writer_connection.close()
        self._record.close()
        self.database.close()

    # The writer's thread -------------------------------------------------------------------------------------

    def _newest_time(self) -> datetime:
        row = first_row(self._writer_connection, "select max(recorded_at) from entry")
        return row[0] if row and row[0] else datetime.min

    def _write_on(self) -> None:
        """Take what is queued, as much as there is, and write it; never wait for more."""
        while (first := self._queue.get()) is not None:
            batch, last = [first], False
            while len(batch) < _MOST_IN_A_BATCH and not last:
                try:
                    waiting = self._queue.get_nowait()
                except queue.Empty:
                    break
                if waiting is None:
                    last = True
                else:
                    batch.append(waiting)
            for transaction in _transactions(batch):
                self._write(transaction)
            if last:
                return

    def _write(self, batch: Sequence[_Waiting]) -> None:
        """One transaction; when it fails, each deed by itself, so that a bad one never fails its neighbours."""
        if self.broken is not None:
            for waiting in batch:
                waiting.promise.set_exception(self.broken)
            return
        try:
            head = self._commit(batch)
        except Exception as error:
            self._undo(error)
            if len(batch) > 1:
                for waiting in batch:
                    if not waiting.promise.done():
                        self._write([waiting])
            else:
                batch[0].promise.set_exception(_as_refusal(error))
            return
        self._head = head
        for waiting in batch:
            if waiting.receipt is not None:
                waiting.promise.set_result(waiting.receipt)

    def _commit(self, batch: Sequence[_Waiting]) -> Head:
        """Decide, insert, seal and commit a batch, then move the head record; returns the new head."""
        standing, file = self._standing, self._writer_connection
        recorded_at = max(self.clock(), self._last_time)
        head, facts, correcting = self._head, [], False
        file.execute("begin")
        for waiting in batch:
            outcome = self._decide(waiting)
            if outcome is None:
                continue
            for write in outcome.plain:
                write(file)
            if outcome.sheetful is not None:
                head, count = write_sheetful(standing, waiting.deed, outcome.sheetful, recorded_at, head)
                waiting.receipt = Receipt(range(self._head.number + 1, head.number + 1), written=count)
                correcting = True
            else:
                numbered = self._number(waiting.deed, outcome.facts)
                correcting |= any(fact.corrects for fact in outcome.facts)
                waiting.receipt = Receipt([n.id for n in numbered], written=len(outcome.facts))
                facts += numbered
        if facts:
            head = write_facts(file, facts, recorded_at, head)
        if correcting:
            head = self._reload(batch[0].deed, recorded_at, head)
        file.execute("commit")
        self._last_time = recorded_at
        standing.unwritten_papers.clear()
        if head != self._head:
            self._record.write(head)
        return head

    def _decide(self, waiting: _Waiting) -> Outcome | None:
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
                # What a correction does to the standing is read back from the file, in _reload.
                standing.head = number
                continue
            standing.apply(number, fact, deed.actor)
            if (unit := fact.detail.get("unit")) and (
                trigger := standing.trigger_due(standing.accounts[unit].building)
            ):
                waiting.insert(0, trigger)
        return numbered

    def _reload(self, deed: Deed, recorded_at: datetime, head: Head) -> Head:
        """Read the standing back from the open transaction after a correction or an import, and fire what is due."""
        self._standing = standing = Standing.of(self._writer_connection)
        due = [trigger for code in standing.buildings if (trigger := standing.trigger_due(code))]
        if not due:
            return head
        quiet = Deed(actor=deed.actor, decide=deed.decide, reason=deed.reason)
        return write_facts(self._writer_connection, self._number(quiet, due), recorded_at, head)

    def _undo(self, error: Exception) -> None:
        """Roll back and read the memory back from the file; stop accepting when the database is poisoned."""
        try:
            self._writer_connection.execute("rollback")
        except duckdb.Error:
            pass  # the failed statement has ended the transaction already
        if isinstance(error, duckdb.FatalException):
            self.broken = StoreError(
                N_("数据文件无法再写入，已停止登记；请检查磁盘空间，然后重新启动程序。")
            )
            return
        self._standing = Standing.of(self._writer_connection)


def _transactions(batch: Sequence[_Waiting]) -> Iterator[list[_Waiting]]:
    """Cut a batch into transactions: deeds that read or correct the file stand alone, all others go together."""
    together: list[_Waiting] = []
    for waiting in batch:
        if not waiting.deed.alone:
            together.append(waiting)
            continue
        if together:
            yield together
        yield [waiting]
        together = []
    if together:
        yield together


def _as_refusal(error: Exception) -> Exception:
    """A full disk or a file error as the sentence that staff read; anything else is a fault and stays one."""
    if isinstance(error, duckdb.IOException | duckdb.FatalException | OSError):
        return StoreError(N_("写入数据文件失败，这一笔没有登记；请检查磁盘空间和文件夹权限后重试。"))
    return error
