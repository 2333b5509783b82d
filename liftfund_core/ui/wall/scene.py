"""Which scene a screen shows: what its address asks for, else what the host has chosen."""

from collections.abc import Callable, Mapping

from liftfund_core.themes import theme_name
from liftfund_core.ui.wall import building, join, lifts, messages, notice, overview, vote
from liftfund_core.ui.wall.data import Look, Stage, WallData
from liftfund_core.ui.wall.sheet import Frame
from liftfund_core.words import LANGUAGES, language

Scene = Callable[[WallData, Look], Frame]

SCENES: dict[str, Scene] = {
    "overview": overview.scene,
    "building": building.scene,
    "lifts": lifts.scene,
    "vote": vote.scene,
    "messages": messages.scene,
    "join": join.scene,
}
"""A scene that is not here (yet) shows the overview."""

_NEEDS_PAYMENTS = ("overview", "building")


def look_of(query: Mapping[str, str], stage: Stage) -> Look:
    """Each part of the address wins over the host; what makes no sense is as if it were not there."""
    asked = query.get("scene") or stage.scene
    lang = query.get("lang")
    return Look(
        scene=asked if asked in SCENES else "overview",
        lang=language(lang) if lang in LANGUAGES else stage.lang,
        theme=theme_name(query.get("theme"), stage.theme),
        building=query.get("b") or stage.building,
        poll=query.get("m") or stage.poll,
    )


def draw(data: WallData, look: Look) -> Frame:
    """The scene as a frame: pure, from what everyone may see."""
    nothing_paid = data.board.empty or not data.board.buildings
    if nothing_paid and look.scene in _NEEDS_PAYMENTS:
        return notice.payments_open_soon(data, look)
    return SCENES[look.scene](data, look)
