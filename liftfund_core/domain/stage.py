"""The stage: the run of show, and what every wall that follows the host shows (rules.md 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from liftfund_core.words import Language

ThemeName = Literal["day", "glare", "night"]

SCENES = (
    "overview", "building", "lifts", "vote", "money", "timeline", "messages", "join", "agenda", "cards", "finale",
)  # fmt: skip  # one list of names
SHORTEST_TURN_S = 15
"""Residents need this long to read a scene (screens.md 1.7)."""


@dataclass(frozen=True)
class Segment:
    """One part of the meeting: what it is, who speaks (a role, never a name), and what the wall shows meanwhile."""

    id: int
    title: str
    speaker: str = ""
    scene: str = "overview"
    building: str | None = None
    poll: str | None = None
    minutes: int = 5
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """The host's choice and where the meeting is. All times are aware, in UTC.

    Args:
        scene, building, poll, theme, lang: what following walls show and how; message: one line over it.
        pinned: moving to another segment leaves the scene as it is. blank: following walls show nothing.
        rotate_s: following walls take turns through `rotation`, a scene each so many seconds, since `rotated_at`.
        frozen_entry: figures stand still at this entry since `frozen_at`.
        countdown_poll: the poll whose time runs out at `countdown_ends_at`; the host closes it all the same.
        segment: the id of the current segment of `run`; None before the first and after the last.
        version: grows with every change, which `changed_by` made at `changed_at`.
    """

    scene: str = "overview"
    building: str | None = None
    poll: str | None = None
    theme: ThemeName = "day"
    lang: Language = "zh"
    message: str | None = None
    pinned: bool = False
    blank: bool = False
    rotate_s: int | None = None
    rotation: tuple[str, ...] = ()
    rotated_at: datetime | None = None
    frozen_entry: int | None = None
    frozen_at: datetime | None = None
    countdown_poll: str | None = None
    countdown_ends_at: datetime | None = None
    segment: int | None = None
    segment_started_at: datetime | None = None
    meeting_started_at: datetime | None = None
    version: int = 0
    changed_by: str | None = None
    changed_at: datetime | None = None
    run: tuple[Segment, ...] = ()

    @property
    def current(self) -> Segment | None:
        """The segment that the meeting is in."""
        return next((segment for segment in self.run if segment.id == self.segment), None)

    @property
    def previous(self) -> Segment | None:
        """The segment before the current one."""
        return self._beside(-1)

    @property
    def next(self) -> Segment | None:
        """The segment after the current one; the first while the meeting has not begun."""
        return self._beside(1) if self.current else next(iter(self.run), None)

    def _beside(self, step: int) -> Segment | None:
        if self.current is None:
            return None
        place = self.run.index(self.current) + step
        return self.run[place] if 0 <= place < len(self.run) else None


def scene_at(stage: Stage, now: datetime, buildings: Sequence[str]) -> tuple[str, str | None]:
    """Scene and building that following walls show at a moment: the one put up, or whose turn it is.

    Args:
        buildings: codes in house order; the scene `building` takes a turn for each of them.
    """
    turns = _turns(stage.rotation, buildings)
    if not stage.rotate_s or stage.rotated_at is None or not turns:
        return stage.scene, stage.building
    passed = int((now - stage.rotated_at).total_seconds()) // stage.rotate_s
    return turns[max(passed, 0) % len(turns)]


def _turns(rotation: Sequence[str], buildings: Sequence[str]) -> list[tuple[str, str | None]]:
    turns: list[tuple[str, str | None]] = []
    for scene in rotation:
        turns += [(scene, code) for code in buildings] if scene == "building" else [(scene, None)]
    return turns
