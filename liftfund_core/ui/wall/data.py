"""What the wall is given: the public board, the polls, the host's choice of scene, and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from liftfund_core.domain.stage import Stage, ThemeName
from liftfund_core.reports.messages import PublicMessages
from liftfund_core.reports.news import News
from liftfund_core.reports.public import PollBoard, PublicBoard, PublicBuilding
from liftfund_core.reports.public_fund import PublicFund
from liftfund_core.reports.timeline import Timeline
from liftfund_core.words import Language

__all__ = ["Look", "Stage", "Venue", "WallData"]


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
    """Everything a scene may show; `now` is aware, in the estate's time zone.

    `stage` is what following walls show at `now`, with the run of show; `cards` counts the lift cards handed out;
    `news` is what happened in the last minute before the board.
    While the host has frozen the figures (`stage.frozen_at`), board, polls, messages and cards are those of then.
    `fund` and `history`, the account and the days before today, are read when a scene asks for them.
    """

    board: PublicBoard
    polls: tuple[PollBoard, ...]
    stage: Stage
    now: datetime
    messages: PublicMessages = field(default_factory=PublicMessages)
    venue: Venue = Venue()
    cards: int = 0
    news: tuple[News, ...] = ()
    fund: Callable[[], PublicFund | None] = lambda: None
    history: Callable[[], Timeline] = Timeline

    def local(self, moment: datetime) -> datetime:
        """A moment of the stage, such as `stage.frozen_at`, in the estate's time zone."""
        return moment.astimezone(self.now.tzinfo)

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
    """What one screen shows and how: the host's choice, unless its address says otherwise.

    Args:
        follows: its address names no scene of its own, so it goes dark when the host says so.
    """

    scene: str
    lang: Language
    theme: ThemeName
    building: str | None = None
    poll: str | None = None
    follows: bool = True
