"""Milestones: the numbers of households that paid in full which the walls announce, once each."""

from collections.abc import Sequence

from liftfund_core.domain.privacy import SMALL

_FEWEST_STEPS = 2
_SMALLEST_STEP = 10


def fitting(households: int) -> tuple[int, ...]:
    """Round numbers that suit an estate's size: 500 and 1,000 of 1,080 households, 50, 100 and 150 of 180.

    The step is the largest of 10, 50, 100, 500, 1,000 ... that comes at least twice; a small estate has none.
    """
    step, larger = 0, _SMALLEST_STEP
    while larger * _FEWEST_STEPS <= households:
        step, larger = larger, larger * (5 if str(larger)[0] == "1" else 2)
    return tuple(range(step, households, step)) if step else ()


def announceable(chosen: Sequence[int], households: int) -> tuple[int, ...]:
    """The milestones that may be told, and the last household at the end.

    Just before the end a number would tell how few are missing, so those within a small cell of it are left out
    (rules.md 2.5).

    Args:
        chosen: the numbers that were configured. households: those that owe something.
    """
    told = [number for number in chosen if SMALL < number < households - SMALL]
    return (*told, households) if households else ()
