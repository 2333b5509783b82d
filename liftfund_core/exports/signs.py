"""The drawn signs of a poster: the lift of the project, the tiles whose shape tells a lift's state, the QR code."""

from dataclasses import dataclass
from typing import Any

import segno

from liftfund_core.exports.drawing import Drawing
from liftfund_core.themes import Theme

# The lift is drawn in 48 by 48, the tiles in 54 by 62.
_LIFT = "M15.4 6.2L20.6 13.4H10.2ZM32.6 13.4L27.4 6.2H37.8ZM9.5 17.6H22.6V40.4H9.5ZM25.4 17.6H38.5V40.4H25.4Z"
_TICK = "M14.5 32.5L23.5 42L40 21.5"
_DOORS = "M18.5 22.5L11.5 31L18.5 39.5M35.5 22.5L42.5 31L35.5 39.5"
_SEAM = "M27 4V58"
_CROSS = "M17 20.5L37 41.5M37 20.5L17 41.5"
_BAR = "M17 31H37"
_DOTS = "".join(f"M{x - 3.6} 31A3.6 3.6 0 1 0 {x + 3.6} 31A3.6 3.6 0 1 0 {x - 3.6} 31Z" for x in (15.5, 27.0, 38.5))
_WIDE, _HIGH = 54, 62


def lift(drawing: Drawing, x: float, y: float, size: float, theme: Theme) -> None:
    """The mark of the project: a pair of lift doors under its two arrows, white on the seal's red."""
    scale = size / 56
    drawing.box(x, y, size, size, theme.seal, cornerRadius=12 * scale)
    drawing.shape(_LIFT, x + 4 * scale, y + 4 * scale, scale, "#FFFFFF", stroke=None)


def tile(drawing: Drawing, state: str, x: float, y: float, high: float, theme: Theme) -> None:
    """A lift's tile; `state` as in reports.spoken.tile_of."""
    place = _Place(drawing, x, y, high / _HIGH)
    match state:
        case "in_service":
            place.box(theme.blue)
            place.line(_TICK, theme.on_blue, 7.5)
        case "under_way":
            place.box(theme.signal, theme.casing, 4.4)
            place.line(_SEAM, theme.casing, 3.6)
            place.line(_DOORS, theme.casing, 4.6)
        case "suspended":
            place.box(theme.ink)
            place.line(_CROSS, theme.paper, 6.6)
        case "cancelled":
            place.box(theme.track)
            place.line(_BAR, theme.gray, 6)
        case _:
            place.box(None, theme.gray, 4, dash=(9, 6.4))
            drawing.shape(_DOTS, x, y, place.scale, theme.gray, stroke=None)


@dataclass(frozen=True)
class _Place:
    """Where a tile is drawn, and how many pixels one of its 54 by 62 units is."""

    drawing: Drawing
    x: float
    y: float
    scale: float

    def box(self, fill: str | None, edge: str | None = None, wide: float = 0, dash: tuple[float, ...] = ()) -> None:
        """The tile itself, its edge inside."""
        at, scale = wide * self.scale / 2, self.scale
        style: dict[str, Any] = {"stroke": edge, "strokeWidth": wide * scale} if edge else {}
        style |= {"strokeDash": [part * scale for part in dash]} if dash else {}
        across, down = _WIDE * scale - 2 * at, _HIGH * scale - 2 * at
        self.drawing.box(self.x + at, self.y + at, across, down, fill, cornerRadius=7 * scale, **style)

    def line(self, path: str, colour: str, wide: float) -> None:
        """A stroke of its sign."""
        self.drawing.shape(path, self.x, self.y, self.scale, stroke=colour, strokeWidth=wide * self.scale)


def qr(drawing: Drawing, text: str, x: float, y: float, size: float) -> None:
    """The code, black on white, with the quiet border that cameras need."""
    code = segno.make(text, error="q", micro=False, boost_error=False)
    rows = list(code.matrix_iter(border=4))
    scale = size / len(rows)
    dark = [f"M{column} {row}h1v1h-1z" for row, line in enumerate(rows) for column, on in enumerate(line) if on]
    drawing.box(x, y, size, size, "#FFFFFF")
    drawing.shape("".join(dark), x, y, scale, "#000000", stroke=None)
