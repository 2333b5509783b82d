"""Deeds that wait for the writer, and how their senders are told: a thread one by one, an event loop all at once."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass

from liftfund_core.store.deeds import Deed, Receipt


@dataclass(slots=True)
class Waiting:
    """A deed in the queue, the promise to its sender, and what came of it so far: a receipt or the reason why not."""

    deed: Deed
    promise: "Future[Receipt] | asyncio.Future[Receipt]"
    receipt: Receipt | None = None
    refusal: Exception | None = None

    def is_wanted(self) -> bool:
        """Whether the sender still wants it; a browser that has gone away does not take its answer back."""
        return isinstance(self.promise, asyncio.Future) or self.promise.set_running_or_notify_cancel()

    def tell(self) -> None:
        """Keep the promise: everything that the receipt or the refusal rests on is durable now."""
        if self.promise.done():
            return
        if self.refusal is not None:
            self.promise.set_exception(self.refusal)
        elif self.receipt is not None:
            self.promise.set_result(self.receipt)


def tell_all(batch: Sequence[Waiting]) -> None:
    """Keep the promises of a batch; those of an event loop in one call, which is half the cost of a phone answer."""
    loops: dict[asyncio.AbstractEventLoop, list[Waiting]] = {}
    for waiting in batch:
        if isinstance(waiting.promise, asyncio.Future):
            loops.setdefault(waiting.promise.get_loop(), []).append(waiting)
        else:
            waiting.tell()
    for loop, told in loops.items():
        with suppress(RuntimeError):  # the loop has ended, and nobody waits any more
            loop.call_soon_threadsafe(_tell_each, told)


def break_all(batch: Sequence[Waiting], error: Exception) -> None:
    """Tell the senders that nothing was written."""
    for waiting in batch:
        waiting.receipt, waiting.refusal = None, error
    tell_all(batch)


def _tell_each(told: Sequence[Waiting]) -> None:
    for waiting in told:
        waiting.tell()
