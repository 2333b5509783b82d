"""How much one address may send to the letterbox: a venue full of phones shares one, so it may send a lot."""

import threading
import time
from collections import deque
from collections.abc import Callable

LETTERS_A_MINUTE = 600
FAILURES_A_MINUTE = 60
_MINUTE_S = 60.0
_MOST_ADDRESSES = 10_000


class Crowd:
    """Counts letters and failures of each address over the last minute; no thread sleeps.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sent: dict[tuple[str, int], deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Seconds until the address may send again; 0 when it may now, and then this one is counted."""
        with self._lock:
            waits = (
                self._left(address, LETTERS_A_MINUTE),
                self._left(address, FAILURES_A_MINUTE),
            )
            if not any(waits):
                self._times(address, LETTERS_A_MINUTE).append(self._clock())
            return max(waits)

    def failed(self, address: str) -> None:
        """The letter was not one: somebody tries things, or a page is broken."""
        with self._lock:
            self._times(address, FAILURES_A_MINUTE).append(self._clock())

    def _left(self, address: str, most: int) -> float:
        """Seconds until fewer than `most` lie in the last minute."""
        times, now = self._times(address, most), self._clock()
        while times and now - times[0] >= _MINUTE_S:
            times.popleft()
        return times[-most] + _MINUTE_S - now if len(times) >= most else 0

    def _times(self, address: str, most: int) -> deque[float]:
        """The moments of an address; the longest known address makes room when there are too many."""
        if (address, most) not in self._sent:
            while len(self._sent) >= _MOST_ADDRESSES:
                del self._sent[next(iter(self._sent))]
            self._sent[address, most] = deque(maxlen=most)
        return self._sent[address, most]
