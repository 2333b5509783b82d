"""A drawing of boxes, shapes, words and one curve in pixels, kept as Vega-Lite layers, the first one at the back."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from liftfund_core.exports.lettering import BLANK, Piece, Weight, fitting, pieces, width


class Drawing:
    """A drawing that grows downward; every length is in pixels, text stands on its baseline."""

    def __init__(self, width: int, paper: str) -> None:
        self.width = width
        self._paper = paper
        self._layers: list[alt.Chart] = []

    def box(self, x: float, y: float, across: float, down: float, fill: str | None = None, **style: Any) -> None:
        """A rectangle from its upper left corner; `style` are Vega-Lite's own names (cornerRadius, stroke ...)."""
        drawn: dict[str, Any] = {"x2": x + across, "y2": y + down, "fill": fill, "fillOpacity": 1 if fill else 0}
        self._layers.append(alt.Chart().mark_rect(x=x, y=y, **drawn, **style))

    def shape(self, path: str, x: float, y: float, scale: float = 1, fill: str | None = None, **style: Any) -> None:
        """An SVG path whose origin lies at a point; with a `stroke` and without a fill it is a line."""
        drawn: dict[str, Any] = {
            "shape": path,
            "size": 4 * scale**2,
            "fill": fill,
            "fillOpacity": 1 if fill else 0,
            "opacity": 1,
        }
        self._layers.append(alt.Chart().mark_point(x=x, y=y, **drawn, **style))

    def words(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: str,
        *,
        weight: Weight = 700,
        align: str = "left",
        most: float | None = None,
    ) -> float:
        """A line of words, made smaller where it would be wider than `most`; returns where it ends on the right."""
        size = fitting(text, size, most, weight) if most else size
        long = width(text, weight) * size
        left = x - (long if align == "right" else long / 2 if align == "center" else 0)
        for piece in pieces(text, weight):
            self._piece(piece, left, y, size, colour, weight)
            left += piece.width * size
        return left

    def _piece(self, piece: Piece, x: float, y: float, size: float, colour: str, weight: Weight) -> None:
        """A piece of a line; blanks at its ends would be dropped by the printer, so they are left as room."""
        text = piece.text.strip(" ")
        if not text:
            return
        x += size * BLANK * (len(piece.text) - len(piece.text.lstrip(" ")))
        set_: dict[str, Any] = {"font": piece.font, "fontSize": size, "fontWeight": weight, "color": colour}
        mark = alt.Chart().mark_text(x=x, y=y, text=text, align="left", baseline="alphabetic", **set_)
        self._layers.append(mark)

    def steps(
        self,
        points: Sequence[tuple[int, float]],
        across: tuple[float, float],
        down: tuple[float, float],
        **style: Any,
    ) -> None:
        """A curve that rises in steps, and the area under it.

        Args:
            points: (days since the first, share from 0 to 1). across: pixels of the first and the last day.
            down: pixels of 0 and of 1. style: of the line.
        """
        told = alt.InlineData(values=[{"day": day, "share": share} for day, share in points])
        x = alt.X("day:Q", axis=None, scale=alt.Scale(domain=[points[0][0], points[-1][0]], range=list(across)))
        y = alt.Y("share:Q", axis=None, stack=None, scale=alt.Scale(domain=[0, 1], range=list(down)))
        area = alt.Chart(told).mark_area(interpolate="step-after", opacity=0.2, color=style["color"])
        line = alt.Chart(told).mark_line(interpolate="step-after", strokeJoin="miter", **style)
        self._layers += [area.encode(x=x, y=y), line.encode(x=x, y=y)]

    def spec(self, height: int) -> dict[str, Any]:
        """The finished drawing as a Vega-Lite document."""
        chart = alt.LayerChart(
            layer=self._layers,
            data=alt.InlineData(values=[{}]),
            width=self.width,
            height=height,
            background=self._paper,
            padding=0,
            autosize="none",
            config=alt.Config(view=alt.ViewConfig(stroke=None)),
        )
        told: dict[str, Any] = chart.to_dict(validate=False)  # a test holds every mark to the schema; it takes seconds
        return told


def said_in(spec: dict[str, Any]) -> str:
    """Every word of a drawing in the order in which it was written, as a reader would have it."""
    texts = [layer["mark"]["text"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    return "".join(texts)
