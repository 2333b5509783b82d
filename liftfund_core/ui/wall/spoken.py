"""The words that several scenes share, and the room they take; notices say most of them too: see reports."""

from collections.abc import Sequence

from liftfund_core.reports.spoken import (
    TILE_WORDS,
    all_start,
    basis_head,
    building_name,
    day,
    lift_line,
    lift_name,
    line_percent,
    month,
    short_state,
    tile_of,
)
from liftfund_core.words import Words

MOST_NAMED = 2
"""So many names fit a line; more of them are a number."""

__all__ = [
    "TILE_WORDS",
    "all_start",
    "basis_head",
    "building_name",
    "buildings_named",
    "day",
    "lift_line",
    "lift_name",
    "line_percent",
    "month",
    "short_state",
    "tile_of",
    "wide",
]


def buildings_named(codes: Sequence[str], _: Words) -> str:
    """3号楼、5号楼; or how many they are."""
    return _("、").join(building_name(c, _) for c in codes) if len(codes) <= MOST_NAMED else _("{n} 栋楼", n=len(codes))


def wide(text: str, letter: float = 0.6) -> float:
    """The width of words in their own type size: hanzi are square, digits and capitals `letter` of that."""
    return sum(1.02 if ord(char) > 0x2E80 else letter for char in text) + 0.1
