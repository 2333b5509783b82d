"""The words that several scenes share, and the room they take; notices say most of them too: see reports."""

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

__all__ = [
    "TILE_WORDS",
    "all_start",
    "basis_head",
    "building_name",
    "day",
    "lift_line",
    "lift_name",
    "line_percent",
    "month",
    "short_state",
    "tile_of",
    "wide",
]


def wide(text: str, letter: float = 0.6) -> float:
    """The width of words in their own type size: hanzi are square, digits and capitals `letter` of that."""
    return sum(1.02 if ord(char) > 0x2E80 else letter for char in text) + 0.1
