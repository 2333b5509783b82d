"""The journal: the only door for writing. One thread takes what is waiting and commits it as one transaction."""

import asyncio
import queue
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import duckdb

from liftfund_core.errors import StoreError
from liftfund_core.store.database import Database, open_database
from liftfund_core.store.deeds import Deed, Receipt
from liftfund_core.store.newest import NewestFigures
from liftfund_core.store.transaction import Writer
from liftfund_core.store.waiting import Waiting, break_all, tell_all
from liftfund_core.store.whynot import why_not
from liftfund_core.words import N_

_MOST_IN_A_BATCH = 1000
# A log that cannot be opened or written fails the commit, not the insert.
_NOT_COMMITTED = re.compile("Failed to commit: .* file ")
_CANNOT_GO_ON = N_("数据文件无法再写入，已停止登记；请检查磁盘空间，然后重新启动程序。")


def utc_now() -> datetime:
    """Now, as entries record it: naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


class Follower(Protocol):
    """Somebody who wants to know when the journal has moved; called in the writer's thread, so it must be quick."""

    def moved(self) -> None:
        """There was a commit: new entries, or a plain table changed."""

    def end(self) -> None:
        """The file is about to be closed: give every reading connection back."""


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
        self._writer = Writer(database)
        self._door = threading.Lock()
        self._closed = False
        self._followers: tuple[Follower, ...] = ()
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_on, name="journal-writer", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, path: Path, clock: Callable[[], datetime] = utc_now) -> "Journal":
        """Open an existing estate file for reading and writing.

        Raises:
            StoreError: see `open_database`.
        """
        database = open_database(path)
        try:
            return cls(database, clock)
        except (duckdb.Error, OSError) as error:
            database.close()
            raise why_not(path, error) from error

    @property
    def head(self) -> int:
        """The newest durable entry: the clock of the whole system."""
        return self._writer.head.number

    @property
    def figures(self) -> NewestFigures:
        """The sums at the newest entry, from memory; ask its `head` which entry that is."""
        return self._writer.figures

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own for reading; give every query a head."""
        with self.database.cursor() as connection:
            yield connection

    def submit(self, deed: Deed) -> "Future[Receipt]":
        """Hand in a deed; the promise is kept when it is durable, or broken with the refusal."""
        promise: Future[Receipt] = Future()
        self._queue_up(Waiting(deed, promise))
        return promise

    def hand_in(self, deed: Deed) -> "asyncio.Future[Receipt]":
        """As `submit`, for the running event loop: `receipt = await journal.hand_in(deed)`."""
        promise: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._queue_up(Waiting(deed, promise))
        return promise

    def record(self, deed: Deed) -> Receipt:
        """Hand in a deed and wait until it is durable.

        Raises:
            Refusal: a rule said no; nothing was written.
            StoreError: the file could not be written; nothing was written.
        """
        return self.submit(deed).result()

    def follow(self, follower: "Follower") -> None:
        """Tell somebody of every commit from now on, and of the end."""
        with self._door:
            self._followers += (follower,)

    def close(self) -> None:
        """Write what is waiting, then close the file; what is handed in later is refused."""
        for follower in self._followers:
            follower.end()
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._writer.close()
        self.database.close()

    def _queue_up(self, waiting: Waiting) -> None:
        """Put a deed into the queue, or say that it is too late."""
        with self._door:
            if self._closed:
                waiting.promise.set_exception(StoreError(N_("数据文件已经关闭，这一笔没有登记；请重新启动程序。")))
            else:
                self._queue.put(waiting)

    def _write_on(self) -> None:
        """Take what is queued, as much as there is, and write it; never wait for more."""
        open_ = True
        while open_:
            batch: list[Waiting] = []
            for waiting in self._taken():
                if waiting is None:
                    open_ = False
                    break
                if waiting.is_wanted():
                    batch.append(waiting)
            for transaction in _transactions(batch):
                self._write(transaction)

    def _taken(self) -> Iterator[Waiting | None]:
        """The next in the queue, and everything that stands behind it by now; None means that the journal closes."""
        yield self._queue.get()
        for _ in range(_MOST_IN_A_BATCH - 1):
            try:
                yield self._queue.get_nowait()
            except queue.Empty:
                return

    def _write(self, batch: Sequence[Waiting]) -> None:
        """One transaction; when it fails, each deed by itself, so that a bad one never fails its neighbours."""
        if self.broken is not None:
            break_all(batch, self.broken)
            return
        try:
            self._writer.commit(batch, self.clock())
        except Exception as error:  # noqa: BLE001 - whatever a deed raises is its sender's, and the writer lives on
            self._recover(batch, error)
            return
        try:
            self._writer.record_head()
        except OSError:
            self.broken = StoreError(_CANNOT_GO_ON)  # what is committed is durable and acknowledged all the same
        tell_all(batch)
        for follower in self._followers:
            follower.moved()

    def _recover(self, batch: Sequence[Waiting], error: Exception) -> None:
        """Roll back; then write the deeds of the batch one by one, or stop accepting when the file is beyond it."""
        self._writer.undo()
        try:
            if isinstance(error, duckdb.FatalException):
                raise error
            self._writer.reload()
        except duckdb.Error:
            self.broken = StoreError(_CANNOT_GO_ON)
            break_all(batch, self.broken)
            return
        if len(batch) == 1:
            break_all(batch, _as_refusal(error))
        else:
            for waiting in batch:
                self._write([waiting])


def _transactions(batch: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    """Cut a batch into transactions: deeds that read or correct the file stand alone, others go together."""
    together: list[Waiting] = []
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
    if isinstance(error, duckdb.IOException | OSError) or _NOT_COMMITTED.search(str(error)):
        return StoreError(N_("写入数据文件失败，这一笔没有登记；请检查磁盘空间和文件夹权限后重试。"))
    return error
