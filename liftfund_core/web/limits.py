"""Fair shares: a household answers as often as fingers can, a venue's one address is slowed by its failures only."""

import time
from collections import deque
from collections.abc import Callable
from math import ceil

CODE_ANSWERS = 10
CODE_WINDOW_S = 10.0
_MOST_KEPT = 100_000

FREE_FAILURES = 20
FAILURE_WINDOW_S = 60.0
LONGEST_PAUSE_S = 5.0
_MOST_PAUSED = 200


class CodeLimit:
    """At most 10 answers of one code in 10 seconds; used on the event loop only.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers: dict[str, deque[float]] = {}

    def take(self, code: str) -> int:
        """Count an answer; returns 0, or after how many whole seconds the code may try again."""
        now = self._clock()
        times = self._answers.get(code)
        if times is None:
            self._forget_old(now)
            times = self._answers[code] = deque()
        while times and now - times[0] >= CODE_WINDOW_S:
            times.popleft()
        if len(times) >= CODE_ANSWERS:
            return max(ceil(times[0] + CODE_WINDOW_S - now), 1)
        times.append(now)
        return 0

    def give_back(self, code: str) -> None:
        """The code turned out to be nobody's: keep nothing of it."""
        self._answers.pop(code, None)

    def _forget_old(self, now: float) -> None:
        if len(self._answers) >= _MOST_KEPT:
            self._answers = {c: t for c, t in self._answers.items() if t and now - t[-1] < CODE_WINDOW_S}


class AddressLimit:
    """Failures of one address are answered later and later, and then refused; what is right is never slowed.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, tuple[float, int]] = {}
        self._paused = 0

    def failed(self, address: str) -> float:
        """Count a failure; returns for how many seconds its answer should wait."""
        now = self._clock()
        since, count = self._failed.get(address, (now, 0))
        if now - since >= FAILURE_WINDOW_S:
            since, count = now, 0
        if len(self._failed) >= _MOST_KEPT:
            self._failed.clear()
        self._failed[address] = (since, count + 1)
        over = count + 1 - FREE_FAILURES
        return min(0.1 * 1.2 ** min(over, 40), LONGEST_PAUSE_S) if over > 0 else 0.0

    def enter_pause(self) -> bool:
        """Whether one more answer may be held back; beyond that it is refused at once."""
        if self._paused >= _MOST_PAUSED:
            return False
        self._paused += 1
        return True

    def leave_pause(self) -> None:
        """An answer that was held back is given."""
        self._paused -= 1
