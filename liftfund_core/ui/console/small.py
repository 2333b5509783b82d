"""The walls in small: what is on them and what would come next, drawn by the scenes themselves."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from liftfund_core.domain.stage import Stage
from liftfund_core.reports.timeline import Timeline
from liftfund_core.ui import on_air
from liftfund_core.ui.wall.data import WallData
from liftfund_core.ui.wall.scene import look_of
from liftfund_core.ui.wall.show import SHEETS, drawn

_REM = re.compile(r"(?<![\w.#-])(-?(?:\d+\.)?\d*\.?\d+)rem\b")
_PX = 8  # a small wall is laid out on 960 by 540 and scaled to its place


@cache
def sheet() -> str:
    """The wall's stylesheets for a tree of their own: a rem is a part of the small screen and not of the page."""
    css = "\n".join(Path(file).read_text("utf-8") for file in SHEETS)
    css = _REM.sub(r"calc(\1 * var(--rem))", css).replace('"LiftFund Barlow"', "Barlow")
    return (
        ":host { display: block; position: relative; overflow: hidden; aspect-ratio: 16 / 9; contain: strict }"
        f".small {{ --rem: {_PX}px; position: absolute; width: {120 * _PX}px; height: {67.5 * _PX:g}px;"
        " transform: scale(var(--small, .3)); transform-origin: 0 0; pointer-events: none }"
        f"{css} .small .lf {{ position: absolute; z-index: 0 }}"
        " .small *, .small *::before { animation: none !important; transition: none !important }"
    )


def pictures(stage: Stage, chosen: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What is on the walls ("air"), and what comes next or what the host looks at before it goes up ("next")."""
    following = stage.next
    if chosen:
        query = {"scene": chosen.get("scene"), "b": chosen.get("building"), "m": chosen.get("poll")}
    elif following is not None:
        query = {"scene": following.scene, "b": following.building, "m": following.poll}
    else:
        query = {"scene": "overview"}
    return {"air": _picture({}), "next": _picture({name: str(said) for name, said in query.items() if said})}


@lru_cache(maxsize=2)
def _standing_still(data: WallData) -> WallData:
    """The walls' data without the days before today, which take a second to read: in small nothing replays."""
    return replace(data, history=Timeline)


def _picture(query: Mapping[str, str]) -> dict[str, Any]:
    data = _standing_still(on_air.wall_data())
    frame = drawn(data, look_of(query, data.stage))
    return {"frame_id": frame.frame_id, "html": frame.html, "values": dict(frame.values)}
