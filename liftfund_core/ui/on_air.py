"""What is on the wall at this moment: the newest snapshot, masked once, and the host's choice; one for all screens."""

import time
from dataclasses import replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from liftfund_core.domain.milestone import fitting
from liftfund_core.domain.stage import Stage, scene_at
from liftfund_core.reports import polls as poll_reports
from liftfund_core.reports.messages import public_messages, read_messages
from liftfund_core.reports.news import News, news
from liftfund_core.reports.public import PollBoard, PublicBoard
from liftfund_core.reports.read_public import public_of, read_public
from liftfund_core.reports.snapshot import Snapshot, snapshots
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live
from liftfund_core.ui.venue import venue
from liftfund_core.ui.wall.data import WallData

_masked: list[tuple[Snapshot, PublicBoard]] = []
_told: list[tuple[PublicBoard, tuple[News, ...]]] = []
_looked: list[tuple[Snapshot, int, WallData]] = []


def wall_data() -> WallData:
    """Everything a scene may show, as of the newest snapshot; one and the same for all who look in the same second."""
    book = live.journal()
    seen = snapshots(book).newest
    if seen is None:  # the server has only just begun
        return _as_frozen(book, live.public(), live.polls(), live.stage())
    second = int(time.time())
    with live.reading:
        if not _looked or _looked[0][0] is not seen or _looked[0][1] != second:
            _looked[:] = [(seen, second, _as_frozen(book, _shown(book, seen), seen.polls, seen.stage))]
        return _looked[0][2]


def _as_frozen(book: Journal, newest: PublicBoard, asked: tuple[PollBoard, ...], line: Stage) -> WallData:
    """The newest figures, or while the host has frozen them those of then, as the wall wants them at this moment."""
    frozen = line.frozen_entry
    if frozen is None or frozen >= newest.head:
        return _at_moment(book, newest, asked, line)
    return _at_moment(book, live.once(book, read_public, frozen), live.once(book, poll_reports.polls, frozen), line)


def _at_moment(book: Journal, shown: PublicBoard, asked: tuple[PollBoard, ...], line: Stage) -> WallData:
    """What is true at the board's entry, and what the host shows of it now."""
    now = datetime.now(ZoneInfo(shown.estate.timezone))
    scene, building = scene_at(line, now, [b.code for b in shown.buildings])
    said = public_messages(live.once(book, read_messages, shown.head))
    return WallData(
        shown,
        asked,
        replace(line, scene=scene, building=building),
        now,
        said,
        venue(),
        cards=live.once(book, live.cards_at, shown.head),
        news=_news(book, shown),
        fund=partial(live.once, book, live.public_fund_at, shown.head),
        history=partial(live.history_at, book, shown.head),
    )


def _news(book: Journal, shown: PublicBoard) -> tuple[News, ...]:
    """What has just happened, looked up once for a board."""
    if not _told or _told[0][0] is not shown:
        _told[:] = [(shown, news(book, shown, settings().milestones or fitting(shown.units)))]
    return _told[0][1]


def _shown(book: Journal, seen: Snapshot) -> PublicBoard:
    """The board of a snapshot, masked once."""
    if not _masked or _masked[0][0] is not seen:
        _masked[:] = [(seen, public_of(book, seen.board))]
    return _masked[0][1]
