"""The days of the made-up campaign: working days, quiet weekends, and chance that falls the same way."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

REGISTER = date(2023, 3, 1)  # the unit register is imported
FIRST_DAY = date(2023, 3, 6)  # the first day on which a levy is paid
LAST_DAY = date(2023, 7, 14)  # "by mid-July" in the public report
HOLIDAYS = frozenset(
    {
        date(2023, 4, 5),
        *(date(2023, 5, 1) + timedelta(days=n) for n in range(3)),
        date(2023, 6, 22),
        date(2023, 6, 23),
    }
)
NOTICES = (  # evenings on which a notice to all buildings brings a surge
    date(2023, 3, 8),
    date(2023, 3, 27),
    date(2023, 4, 18),
    date(2023, 5, 15),
    date(2023, 6, 12),
    date(2023, 7, 5),
    date(2023, 7, 12),
)


class Dice:
    """Chance with a fixed seed; built on `random()` alone, the one call whose sequence Python guarantees."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1."""
        return int(self._random() * limit)

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """The same things in another order."""
        return [thing for _, thing in sorted(((self._random(), thing) for thing in things), key=lambda pair: pair[0])]


def is_workday(day: date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < 5 and day not in HOLIDAYS


def workdays_after(day: date, count: int) -> date:
    """The day that lies `count` working days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


def paying_days() -> list[date]:
    """Every day on which a levy may be paid."""
    return [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


def pull(day: date, busiest: date, spread: int, surges: Sequence[date]) -> int:
    """How strongly a day attracts payments: a bell around the busiest day, weekends lower, notices double."""
    far = (day - busiest).days
    weight = 1000 * spread * spread // (spread * spread + far * far)
    if any(0 <= (day - surge).days <= 1 for surge in surges):
        weight *= 2
    if day in HOLIDAYS:
        return weight // 4
    return weight if day.weekday() < 5 else weight * 2 // 5
