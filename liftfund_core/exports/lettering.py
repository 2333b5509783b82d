"""Words on a poster: letters and figures in Barlow, hanzi in the system's own type, side by side on one line.

The printer takes one face a piece of text, and a piece that mixes both it sets in whatever it finds. So a line is cut
where the writing changes, and each piece is measured here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PIL import ImageFont

from liftfund_core.settings import PROJECT

Weight = Literal[600, 700, 800]

FONTS = PROJECT / "static" / "fonts"
HANZI = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
# Each cut of Barlow is a family of its own to a printer that knows no weights above bold.
LATIN: dict[Weight, str] = {600: "Barlow SemiBold", 700: "Barlow", 800: "Barlow ExtraBold"}

BLANK = 0.2
"""Ems of a blank, in every cut."""

_LETTERS = re.compile(r"[\u0020-\u007e\u00a5\u00b2\u00b7\u00d7\u2019\u2212]+")
_MEASURED_AT = 200  # px; the widths of other sizes follow from it


@dataclass(frozen=True)
class Piece:
    """A part of a line in one face; `width` is in ems."""

    text: str
    font: str
    width: float


@lru_cache(maxsize=4096)
def pieces(text: str, weight: Weight = 700) -> tuple[Piece, ...]:
    """A line, cut where the writing changes; hanzi and full-width marks are square."""
    cut: list[Piece] = []
    end = 0
    for found in _LETTERS.finditer(text):
        cut += _square(text[end : found.start()])
        cut.append(Piece(found[0], LATIN[weight], _face(weight).getlength(found[0]) / _MEASURED_AT))
        end = found.end()
    return (*cut, *_square(text[end:]))


def width(text: str, weight: Weight = 700) -> float:
    """Ems of a line."""
    return sum(piece.width for piece in pieces(text, weight))


def fitting(text: str, size: float, most: float, weight: Weight = 700) -> float:
    """The size at which a line is no wider than `most`: the wanted one or a smaller one."""
    return min(size, most / max(width(text, weight), 0.01))


def _square(text: str) -> list[Piece]:
    return [Piece(text, HANZI, float(len(text)))] if text else []


@lru_cache(maxsize=3)
def _face(weight: Weight) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"barlow-{weight}.ttf", _MEASURED_AT)
