"""How long an address waits after failed sign-ins: a PIN cannot be guessed by trying fast."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_WAIT_S = 60
FORGOTTEN_AFTER_S = 15 * 60
_MOST_ADDRESSES = 10_000


@dataclass
class _Tries:
    """Failed tries of one address, and the moment of the last one."""

    failed: int
    last: float


class Patience:
    """Waits of 1, 2, 4 ... 60 seconds for each address; nobody else is slowed and no thread sleeps.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[str, _Tries] = {}
        self._lock = threading.Lock()

    def knock(self, address: str) -> float:
        """Seconds that the address still has to wait; 0 when it may try now.

        A try counts as failed until `welcome`, so that many at once are not better than one after the other.
        """
        with self._lock:
            now = self._clock()
            self._forget_old(now)
            tries = self._tries.get(address)
            if tries is None:
                self._tries[address] = _Tries(1, now)
                return 0
            wait = tries.last + min(2.0 ** (tries.failed - 1), LONGEST_WAIT_S) - now
            if wait > 0:
                return wait
            self._tries[address] = _Tries(tries.failed + 1, now)
            return 0

    def welcome(self, address: str) -> None:
        """The right PIN: the address starts afresh."""
        with self._lock:
            self._tries.pop(address, None)

    def _forget_old(self, now: float) -> None:
        """Addresses that have been quiet, and the oldest ones when there are too many."""
        if self._tries.keys():
            old = [a for a, tries in self._tries.items() if now - tries.last > FORGOTTEN_AFTER_S]
            for address in old:
                del self._tries[address]
        while len(self._tries) >= _MOST_ADDRESSES:
            del self._tries[next(iter(self._tries))]
