"""The running balance of a bank statement: line by line it says whether a line is missing, doubled or mistyped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

Fen = int | None


@dataclass(frozen=True)
class Break:
    """A line whose balance is not what the line before it and its own amount make; sums in fen."""

    at: int
    before_fen: int
    amount_fen: int
    stated_fen: int


def is_newest_first(days: Sequence[date | None], amounts: Sequence[Fen], balances: Sequence[Fen]) -> bool:
    """Whether the list runs backwards in time: its balances tell, and where they do not, its days."""
    lines = list(zip(amounts, balances, strict=True))
    pairs = list(pairwise(lines))
    onward = sum(_follows(upper, lower) for upper, lower in pairs)
    backward = sum(_follows(lower, upper) for upper, lower in pairs)
    if onward != backward:
        return backward > onward
    known = [day for day in days if day is not None]
    return bool(known) and known[0] > known[-1]


def _follows(earlier: tuple[Fen, Fen], later: tuple[Fen, Fen]) -> bool:
    (_, before), (amount, after) = earlier, later
    return before is not None and amount is not None and after is not None and before + amount == after


def breaks(amounts: Sequence[Fen], balances: Sequence[Fen], sound: Sequence[bool]) -> list[Break]:
    """Every line, in order of time, whose balance does not add up: one for each mistake, not one for all that follow.

    Args:
        sound: lines with nothing else wrong; what is wrong already is not said again, and the count goes on behind it.
    """
    found = []
    running: Fen = None
    for at, (amount, stated) in enumerate(zip(amounts, balances, strict=True)):
        expected = None if running is None or amount is None else running + amount
        if sound[at] and running is not None and expected is not None and stated not in (None, expected):
            assert amount is not None and stated is not None
            found.append(Break(at, running, amount, stated))
        running = _goes_on_from(at, expected, stated, amounts, balances)
    return found


def _goes_on_from(at: int, expected: Fen, stated: Fen, amounts: Sequence[Fen], balances: Sequence[Fen]) -> Fen:
    """The balance that the next line goes on from: the stated one, unless the next line shows that it is mistyped."""
    if stated is None or stated == expected or expected is None:
        return expected if stated is None else stated
    for amount, after in zip(amounts[at + 1 : at + 2], balances[at + 1 : at + 2], strict=True):
        if amount is not None and after == expected + amount:
            return expected
    return stated
