"""The pulse of the wall: one event for each change, at most four a second, to as many screens and phones as come."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from liftfund_core.errors import LiftFundError, StoreError
from liftfund_core.reports.snapshot import Snapshot, Snapshots, snapshots
from liftfund_core.store.journal import Journal
from liftfund_core.web.sentences import refused
from liftfund_core.words import N_

HEARTBEAT_S = 15.0
SLOW_S = 10.0
MOST_STREAMS = 8000

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


def stream_routes(get_journal: Callable[[], Journal]) -> list[Route]:
    """`GET /api/stream`: id = head; open streams end with the snapshots, so that they do not hold a server up."""
    return [Route("/api/stream", _Streams(get_journal), methods=["GET"])]


class _Streams:
    """An ASGI endpoint; it holds one task and a few hundred bytes for each listener."""

    def __init__(self, get_journal: Callable[[], Journal]) -> None:
        self._get_journal = get_journal
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            source = snapshots(self._get_journal())
        except StoreError as error:
            await refused(Request(scope), error, 503)(scope, receive, send)
            return
        if self._open >= MOST_STREAMS:
            full = LiftFundError(N_("同时在看的手机太多；请过一会儿再试，页面会自动重连。"))
            await refused(Request(scope), full, 503, 5)(scope, receive, send)
            return
        self._open += 1
        listener = _Listener(source, receive, send)
        try:
            with suppress(TimeoutError):  # a listener that does not take what it is sent is let go
                await listener.tell_on(_last_seen(scope))
        finally:
            self._open -= 1
            listener.gone.cancel()


class _Listener:
    """One screen or phone that listens."""

    def __init__(self, source: Snapshots, receive: Receive, send: Send) -> None:
        self._source = source
        self._send = send
        self.gone = asyncio.ensure_future(_disconnected(receive))

    async def tell_on(self, last_seen: int | None) -> None:
        """Events until the listener leaves or the server ends."""
        await self._say({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await self._say(_body(b"retry: 2000\n\n"))
        told: Snapshot | None = None
        while not (self.gone.done() or self._source.ended):
            change, newest = self._source.next_change(), self._source.newest
            if newest is not None and newest is not told:
                if told is not None or newest.head != last_seen:
                    await self._say(_body(_event(newest)))
                told = newest
                continue
            if not await self._changed(change):
                await self._say(_body(b": \n\n"))
        await self._say({"type": "http.response.body", "body": b"", "more_body": False})

    async def _changed(self, change: "asyncio.Future[None]") -> bool:
        """Wait for a change or for the listener to leave; False when it is time for a sign of life."""
        done, _ = await asyncio.wait((change, self.gone), timeout=HEARTBEAT_S, return_when=asyncio.FIRST_COMPLETED)
        return bool(done)

    async def _say(self, message: Message) -> None:
        async with asyncio.timeout(SLOW_S):
            await self._send(message)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _body(piece: bytes) -> Message:
    return {"type": "http.response.body", "body": piece, "more_body": True}


def _event(snapshot: Snapshot) -> bytes:
    return b"id: %d\ndata: %s\n\n" % (snapshot.head, snapshot.event)


def _last_seen(scope: Scope) -> int | None:
    """The head that a listener which comes back has seen."""
    said = dict(scope["headers"]).get(b"last-event-id", b"")
    return int(said) if said.isdigit() and len(said) < 19 else None
