"""The stage: the run of show, and what every wall that follows the host shows (rules.md 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.words import N_, Language

ThemeName = Literal["day", "glare", "night"]

SCENES = (
    "overview", "building", "lifts", "vote", "money", "timeline", "messages", "join", "agenda", "cards", "finale",
)  # fmt: skip  # one list of names
SHORTEST_TURN_S = 15
"""Residents need this long to read a scene (screens.md 1.7)."""
_LONGEST_TURN_S = 600
_FEWEST_TURNS = 2
_ONE_PRESS = timedelta(seconds=1)


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


def moved(stage: Stage, *, to: int, from_: int | None, now: datetime) -> Stage:
    """The stage with another segment current and its scene on the wall, unless a scene is pinned there.

    A move names the segment that it comes from, so that a tap sent twice, a second key press and two hosts who press
    at the same time move the meeting once.

    Args:
        to, from_: ids of segments; `from_` is None before the first one.

    Raises:
        NotFound: the segment was taken out of the run.
        Conflict: the meeting stands somewhere else by now.
    """
    segment = next((found for found in stage.run if found.id == to), None)
    if segment is None:
        raise NotFound(N_("这个环节已不在流程单里；请从最新的流程单里选。"))
    if stage.segment == to or _pressed_twice(stage, now):
        return stage
    if stage.segment != from_:
        raise Conflict(N_("另一位主持人已换了环节；请看清现在的环节再按。"))
    began = replace(
        stage, segment=to, segment_started_at=now, meeting_started_at=stage.meeting_started_at or now, blank=False
    )
    if stage.pinned:
        return began
    return replace(
        began, scene=segment.scene, building=segment.building, poll=segment.poll, rotate_s=None, rotated_at=None
    )


def _pressed_twice(stage: Stage, now: datetime) -> bool:
    """A move right behind another one is the same finger."""
    return stage.segment_started_at is not None and abs(now - stage.segment_started_at) < _ONE_PRESS


def put_back(stage: Stage) -> Stage:
    """The meeting before its first segment, after a rehearsal; what is on the wall stays."""
    return replace(
        stage,
        segment=None,
        segment_started_at=None,
        meeting_started_at=None,
        countdown_poll=None,
        countdown_ends_at=None,
    )


def rotating(stage: Stage, scenes: Sequence[str], seconds: int, now: datetime) -> Stage:
    """Following walls take turns through these scenes; one that was pinned is let go.

    Raises:
        Refusal: fewer than two scenes, an unknown one, or turns that nobody can read in time.
    """
    if len(set(scenes)) < _FEWEST_TURNS or not set(scenes) <= set(SCENES):
        raise Refusal(N_("轮播至少选两个画面；请再选一个。"))
    if not SHORTEST_TURN_S <= seconds <= _LONGEST_TURN_S:
        raise Refusal(
            N_("每个画面停留 {least} 到 {most} 秒；再短就看不完了。"), least=SHORTEST_TURN_S, most=_LONGEST_TURN_S
        )
    return replace(stage, rotate_s=seconds, rotation=tuple(scenes), rotated_at=now, pinned=False)


def standing_still(stage: Stage, now: datetime, buildings: Sequence[str]) -> Stage:
    """The rotation ended at what it shows at this moment."""
    scene, building = scene_at(stage, now, buildings)
    return replace(stage, scene=scene, building=building, rotate_s=None, rotated_at=None)
