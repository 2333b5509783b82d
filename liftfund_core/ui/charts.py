"""Charts, drawn once per head for everyone and handed out as the same Vega-Lite text."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from liftfund_core.themes import THEMES
from liftfund_core.ui.collection import Row
from liftfund_core.ui.wall.spoken import building_name
from liftfund_core.words import Words

_FONT = "Barlow, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_DAY = THEMES["day"]
_ROW_HEIGHT = 46


@lru_cache(maxsize=32)
def by_building(_: Words, rows: tuple[Row, ...], line_bp: int) -> dict[str, Any]:
    """Bars of the buildings on the trigger's basis, with the start line.

    Args:
        line_bp: where the start line stands, in basis points.
    """
    told = pd.DataFrame(
        {
            "building": [building_name(row.code, _) for row in rows],
            "share": [row.bar_bp / 10_000 for row in rows],
            "said": [row.bar for row in rows],
            "full": [1] * len(rows),
        }
    )
    across = alt.X("share:Q", scale=alt.Scale(domain=[0, 1.24], nice=False), axis=None)
    down = alt.Y("building:N", sort=None, title=None, scale=alt.Scale(paddingInner=0.36, paddingOuter=0.1))
    base = alt.Chart(told).encode(y=down)
    track = base.mark_bar(color=_DAY.track, cornerRadius=4).encode(
        x=alt.X("full:Q", scale=alt.Scale(domain=[0, 1.24], nice=False), axis=None)
    )
    bars = base.mark_bar(color=_DAY.blue, cornerRadius=4).encode(x=across)
    said = base.mark_text(align="left", dx=8, fontSize=18, fontWeight=700, color=_DAY.ink).encode(
        x=alt.datum(1), text="said:N"
    )
    at_line = alt.Chart(pd.DataFrame({"at": [line_bp / 10_000]})).encode(x="at:Q")
    casing = at_line.mark_rule(color=_DAY.casing, strokeWidth=6)
    line = at_line.mark_rule(color=_DAY.signal, strokeWidth=3)
    chart = alt.layer(track, bars, casing, line, said).properties(height=_ROW_HEIGHT * len(rows), width="container")
    spec: dict[str, Any] = _dressed(chart).to_dict()
    return spec


def _dressed(chart: alt.LayerChart | alt.FacetChart) -> alt.TopLevelMixin:
    """The house's type and no frame."""
    dressed: alt.TopLevelMixin = (
        chart.configure(
            background="transparent", font=_FONT, padding=0, autosize=alt.AutoSizeParams(type="fit", contains="padding")
        )
        .configure_view(stroke=None)
        .configure_axis(
            domain=False,
            ticks=False,
            grid=False,
            labelFontSize=17,
            labelFontWeight=700,
            labelColor=_DAY.ink,
            labelPadding=8,
        )
    )
    return dressed
