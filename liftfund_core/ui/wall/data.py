"""What the wall is given: the public board, the polls, the host's choice of scene, and the time."""

from dataclasses import dataclass, field
from datetime import datetime

from liftfund_core.reports.messages import PublicMessages
from liftfund_core.reports.public import PollBoard, PublicBoard, PublicBuilding
from liftfund_core.themes import ThemeName
from liftfund_core.words import Language


@dataclass(frozen=True)
class Stage:
    """What the host has put on every screen that follows; `message` is one line shown over the header."""

    scene: str = "overview"
    building: str | None = None
    poll: str | None = None
    theme: ThemeName = "day"
    lang: Language = "zh"
    message: str | None = None


@dataclass(frozen=True)
class Venue:
    """How phones at the meeting reach this server: its address in their Wi-Fi and the Wi-Fi's name, where known."""

    base: str | None = None
    wifi: str | None = None

    @property
    def join_address(self) -> str | None:
        """Where a phone begins."""
        return f"{self.base}/join" if self.base else None


@dataclass(frozen=True, eq=False)  # the same one for many screens: what was drawn of it is found again
class WallData:
    """Everything a scene may show; `now` is aware, in the estate's time zone."""

    board: PublicBoard
    polls: tuple[PollBoard, ...]
    stage: Stage
    now: datetime
    messages: PublicMessages = field(default_factory=PublicMessages)
    venue: Venue = Venue()

    def building(self, code: str | None) -> PublicBuilding | None:
        """The building of that code, else the first one, else None on an estate without buildings."""
        named = [b for b in self.board.buildings if b.code == code]
        return next(iter(named or self.board.buildings), None)

    def poll(self, code: str | None) -> PollBoard | None:
        """The poll of that code, else the one being counted, else the last closed, else the first to come."""
        named = [p for p in self.polls if p.code == code]
        counting = [p for p in self.polls if p.state == "open"]
        closed = [p for p in self.polls if p.state == "closed"]
        return next(iter(named or counting or closed[-1:] or self.polls), None)


@dataclass(frozen=True)
class Look:
    """What one screen shows and how: the host's choice, unless its address says otherwise."""

    scene: str
    lang: Language
    theme: ThemeName
    building: str | None = None
    poll: str | None = None
