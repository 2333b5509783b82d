"""One row per promise: what was to be reached, what was measured, and whether it was."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width


@dataclass(frozen=True)
class Row:
    what: str
    goal: str
    measured: str
    met: bool | None = None  # None: for information, nothing was promised


def at_most(what: str, value: float, goal: float, unit: str, note: str = "") -> Row:
    return Row(what, f"<= {_n(goal)} {unit}", f"{_n(value)} {unit}{note}", value <= goal)


def at_least(what: str, value: float, goal: float, unit: str, note: str = "") -> Row:
    return Row(what, f">= {_n(goal)} {unit}", f"{_n(value)} {unit}{note}", value >= goal)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def table(rows: Sequence[Row]) -> str:
    """A Markdown table, columns in line."""
    met = {True: "yes", False: "NO", None: ""}
    cells = [("what", "goal", "measured", "met")] + [(r.what, r.goal, r.measured, met[r.met]) for r in rows]
    widths = [max(_width(row[place]) for row in cells) for place in range(4)]
    lines = [
        "| " + " | ".join(_padded(text, width) for text, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def _n(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
