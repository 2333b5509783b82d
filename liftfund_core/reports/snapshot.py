"""What everyone may see, made once per head for all screens and phones, at most four times a second."""

import asyncio
import json
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass, replace

from liftfund_core.domain.stage import Stage
from liftfund_core.errors import LiftFundError
from liftfund_core.reports.board import Board
from liftfund_core.reports.polls import polls
from liftfund_core.reports.public import PollBoard
from liftfund_core.reports.public_status import public_status
from liftfund_core.reports.read_board import board, recorded_at
from liftfund_core.reports.stage import stage
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row

BETWEEN_S = 0.25
_LONGEST_WAIT_S = 2.0


@dataclass(frozen=True)
class Snapshot:
    """The public state at a head.

    Args:
        stage_version: grows when the host changes the scene, which is no entry.
        body: the document of `GET /api/board`. event: what the stream says of it. etag: the head in quotes.
    """

    head: int
    stage_version: int
    board: Board
    polls: tuple[PollBoard, ...]
    stage: Stage
    body: bytes
    event: bytes

    @property
    def etag(self) -> str:
        """The head, as HTTP wants it."""
        return f'"{self.head}"'


class Snapshots:
    """The newest snapshot of a journal and those who wait for the next; one thread with its own cursors makes them."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._newest: Snapshot | None = None
        self._moved, self._ended = threading.Event(), threading.Event()
        self._news = threading.Condition()
        self._loops: dict[asyncio.AbstractEventLoop, asyncio.Future[None]] = {}
        self._thread = threading.Thread(target=self._make_on, name="snapshots", daemon=True)
        self._moved.set()
        journal.follow(self)
        self._thread.start()

    @property
    def newest(self) -> Snapshot | None:
        """The newest one; None until the first is made, and while there is no estate."""
        return self._newest

    @property
    def ended(self) -> bool:
        """The journal is closed: nothing will come any more."""
        return self._ended.is_set()

    def moved(self) -> None:
        """A commit: called by the journal."""
        self._moved.set()

    def end(self) -> None:
        """The journal closes: called by the journal."""
        self._ended.set()
        self._moved.set()
        self._thread.join()
        self._wake()

    def next_change(self) -> "asyncio.Future[None]":
        """Done when there is another snapshot, or at the end; everyone on this event loop waits for the same one."""
        loop = asyncio.get_running_loop()
        with self._news:
            if loop not in self._loops or self._loops[loop].done():
                self._loops[loop] = loop.create_future()
            if self._ended.is_set():
                loop.call_soon(_done, self._loops[loop])
            return self._loops[loop]

    async def wait_for_newer(self, head: int) -> Snapshot | None:
        """A snapshot beyond a head; None when the journal closed first."""
        while not self._ended.is_set():
            change = self.next_change()
            if self._newest is not None and self._newest.head > head:
                return self._newest
            await asyncio.shield(change)
        return None

    async def at_least(self, head: int) -> Snapshot | None:
        """A snapshot that has seen a head, within two seconds; else the newest there is."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_WAIT_S):
                return await self.wait_for_newer(head - 1) or self._newest
        return self._newest

    def _make_on(self) -> None:
        """Make a snapshot after each commit, and rest; commits in between are one."""
        while not self._ended.is_set():
            self._moved.wait()
            self._moved.clear()
            started = time.monotonic()
            if not self._ended.is_set():
                self._make()
            self._ended.wait(max(started + BETWEEN_S - time.monotonic(), 0))

    def _make(self) -> None:
        """One snapshot; where it cannot be made, the one before stays and the next commit tries again."""
        with suppress(LiftFundError):  # no estate yet, or the file is beyond reading: /healthz says so
            made = _snapshot(self._journal, self._newest)
            if made is not self._newest:
                self._newest = made
                self._wake()

    def _wake(self) -> None:
        with self._news:
            for loop, change in list(self._loops.items()):
                with suppress(RuntimeError):  # that loop has ended
                    loop.call_soon_threadsafe(_done, change)
            self._loops = {}


_of: "weakref.WeakKeyDictionary[Journal, Snapshots]" = weakref.WeakKeyDictionary()
_starting = threading.Lock()


def snapshots(journal: Journal) -> Snapshots:
    """The snapshots of a journal; their thread starts when they are first asked for."""
    with _starting:
        if journal not in _of:
            _of[journal] = Snapshots(journal)
        return _of[journal]


def _done(change: "asyncio.Future[None]") -> None:
    if not change.done():
        change.set_result(None)


def _snapshot(journal: Journal, before: Snapshot | None) -> Snapshot:
    """The newest state; what has not changed since the last one is taken over."""
    head, scene = journal.head, stage(journal)
    if before is not None and before.head == head:
        return before if before.stage == scene else _seen(before, head, before.stage_version + 1, scene)
    asked = polls(journal, head)
    exact = _board(journal, head, before)
    body = _json(public_status(exact, asked))
    version = 0 if before is None else before.stage_version + (before.stage != scene)
    made = Snapshot(head, version, exact, asked, scene, body, b"")
    return _seen(made, head, version, scene)


def _board(journal: Journal, head: int, before: Snapshot | None) -> Board:
    """The board; while only phones answer it is the one before, a little later."""
    if before is not None:
        with journal.reading() as file:
            other = first_row(
                file,
                "select 1 from entry where id > ? and id <= ? and kind <> 'poll_answer' limit 1",
                [before.head, head],
            )
            if other is None:
                return replace(before.board, head=head, as_of=recorded_at(file, head))
    return board(journal, head)


def _seen(made: Snapshot, head: int, version: int, scene: Stage) -> Snapshot:
    """With its event: the head, the host's scene, and the polls as they stand."""
    shown = json.loads(made.body)
    told = {
        "head": head,
        "as_of": shown["as_of"],
        "stage": {"version": version, "scene": scene.scene, "poll": scene.poll},
        "polls": shown["polls"],
    }
    return replace(made, stage_version=version, stage=scene, event=_json(told))


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
