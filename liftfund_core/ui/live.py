"""What is true now: the one open journal of this process, and its reports, each read once per head for everyone."""

import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from liftfund_core.commands.badges import badge_holder
from liftfund_core.commands.roles import Actor
from liftfund_core.reports import accounts, journal_page
from liftfund_core.reports import polls as poll_reports
from liftfund_core.reports import reconciliation as bank_reports
from liftfund_core.reports import stage as stage_reports
from liftfund_core.reports import statements as statement_reports
from liftfund_core.reports.board import Board
from liftfund_core.reports.messages import MessageBook, PublicMessages, public_messages, read_messages
from liftfund_core.reports.notice import Notice
from liftfund_core.reports.notice import notices as notices_report
from liftfund_core.reports.notice_log import NoticeLog, read_log
from liftfund_core.reports.public import PollBoard, PublicBoard
from liftfund_core.reports.public_fund import PublicFund, public_fund
from liftfund_core.reports.read_board import board
from liftfund_core.reports.read_public import public_of
from liftfund_core.reports.receipts import last_paid_on as last_paid_on_report
from liftfund_core.reports.reconciliation import BankBook
from liftfund_core.reports.snapshot import Snapshot, snapshots
from liftfund_core.reports.staff import StaffLine
from liftfund_core.reports.staff import staff as staff_report
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.themes import theme_name
from liftfund_core.ui.venue import venue
from liftfund_core.ui.wall.data import Stage, WallData

P = ParamSpec("P")
R = TypeVar("R")

_STAGE_LOOKS_A_SECOND = 5

_opening = threading.Lock()
_reading = threading.RLock()
_open: list[Journal] = []
_masked: list[tuple[Snapshot, PublicBoard]] = []
_looked: list[tuple[Snapshot, int, WallData]] = []


def journal() -> Journal:
    """The journal of this process, opened when it is first asked for.

    Raises:
        StoreError: the estate file cannot be opened; the sentence says why.
    """
    with _opening:
        if not _open:
            _open.append(Journal.open(settings().db))
        return _open[0]


def close() -> None:
    """Close the journal, at the end of the process or of a test."""
    with _opening:
        while _open:
            _open.pop().close()
        _once.cache_clear()
        _masked.clear()
        _looked.clear()


def head() -> int:
    """The newest entry; while it stays, nothing that is read from the journal changes."""
    return journal().head


def public() -> PublicBoard:
    """What everyone may see."""
    return _at_head(_public)


def exact() -> Board:
    """The exact figures, for staff whose role reads households."""
    return _at_head(board)


def fund() -> PublicFund:
    """The separate account as everyone may see it."""
    return _at_head(_public_fund)


def polls() -> tuple[PollBoard, ...]:
    """The agenda with its polls."""
    return _at_head(poll_reports.polls)


def messages() -> MessageBook:
    """The message board with what waits for a decision, for the staff."""
    return _at_head(read_messages)


def public_board() -> PublicMessages:
    """The message board as everyone may see it."""
    return public_messages(messages())


def publications() -> tuple[statement_reports.Publication, ...]:
    """Every published statement, the latest days first."""
    return _at_head(statement_reports.publications)


def statements_waiting() -> tuple[statement_reports.Prepared, ...]:
    """Statements that are ready and not published yet."""
    return _at_head(statement_reports.waiting)


def first_day() -> date:
    """The day of the first movement of the account."""
    return _at_head(_first_day)


def bank_book() -> BankBook:
    """Bank and book side by side."""
    return _at_head(bank_reports.bank_book)


def bank_balance(day: date) -> int | None:
    """What the bank says lay in the account at the end of a day, in fen."""
    return _at_head(bank_reports.bank_balance_on, day)


def notices(day: date) -> tuple[Notice, ...]:
    """Every building's notice of a day; raises NotFound where there is none."""
    return _at_head(_notices, day)


def notice_log() -> NoticeLog:
    """Which notices were posted."""
    return _at_head(read_log)


def units_of(building: str) -> tuple[accounts.UnitLine, ...]:
    """The units of a building with their accounts."""
    return _at_head(_units_of, building)


def last_paid_on() -> date | None:
    """The newest day of a payment."""
    return _at_head(last_paid_on_report)


def next_receipt() -> str:
    """The receipt number that comes next."""
    return _at_head(_next_receipt)


def actors() -> tuple[str, ...]:
    """Everyone who has entered something."""
    return _at_head(_actors)


def staff() -> tuple[StaffLine, ...]:
    """Who is on the staff."""
    return _at_head(staff_report)


def holder(badge: str | None) -> Actor | None:
    """Who carries this badge, looked up once a minute and at every new entry; see `badge_holder`."""
    return _at_head(_holder, badge, int(time.time() // 60))


def stage() -> Stage:
    """What the host has put on the wall; looked up five times a second, however many screens ask."""
    moment = int(time.monotonic() * _STAGE_LOOKS_A_SECOND)
    with _reading:
        return _as_stage(_once(journal(), _stage, moment))


def wall_data() -> WallData:
    """Everything a scene may show, as of the newest snapshot; one and the same for all who look in the same second."""
    book = journal()
    seen = snapshots(book).newest
    if seen is None:
        now = public()
        moment = datetime.now(ZoneInfo(now.estate.timezone))
        return WallData(now, polls(), stage(), moment, public_board(), venue())
    second = int(time.time())
    with _reading:
        if not _looked or _looked[0][0] is not seen or _looked[0][1] != second:
            _looked[:] = [(seen, second, _as_seen(book, seen))]
        return _looked[0][2]


def _as_seen(book: Journal, seen: Snapshot) -> WallData:
    """A snapshot as the wall wants it, at this moment."""
    shown = _shown(book, seen)
    messages = public_messages(_once(book, read_messages, seen.head))
    moment = datetime.now(ZoneInfo(shown.estate.timezone))
    return WallData(shown, seen.polls, _as_stage(seen.stage), moment, messages, venue())


def _shown(book: Journal, seen: Snapshot) -> PublicBoard:
    """The board of a snapshot, masked once."""
    if not _masked or _masked[0][0] is not seen:
        _masked[:] = [(seen, public_of(book, seen.board))]
    return _masked[0][1]


def _at_head(report: Callable[..., R], *what: Any) -> R:
    """A report at the newest entry, from the shelf if somebody has asked before."""
    with _reading:
        book = journal()
        return _once(book, report, book.head, *what)  # type: ignore[no-any-return]  # the cache forgets R


@lru_cache(maxsize=128)
def _once(book: Journal, report: Callable[..., Any], mark: int, *what: Any) -> Any:
    return report(book, mark, *what)


def _public(book: Journal, at: int) -> PublicBoard:
    return public_of(book, _once(book, board, at))


def _public_fund(book: Journal, at: int) -> PublicFund:
    return public_fund(_once(book, board, at))


def _first_day(book: Journal, _at: int) -> date:
    return statement_reports.whole_time(book).first


def _notices(book: Journal, _at: int, day: date) -> tuple[Notice, ...]:
    return notices_report(book, day)


def _units_of(book: Journal, at: int, building: str) -> tuple[accounts.UnitLine, ...]:
    return accounts.units_of(book, building, at)


def _next_receipt(book: Journal, _at: int) -> str:
    return accounts.next_receipt(book)


def _actors(book: Journal, _at: int) -> tuple[str, ...]:
    return journal_page.actors(book)


def _holder(book: Journal, _at: int, badge: str | None, _minute: int) -> Actor | None:
    return badge_holder(book, badge)


def _as_stage(line: stage_reports.StageLine) -> Stage:
    return Stage(line.scene, line.building, line.poll, theme_name(line.theme), line.lang, line.message)


def _stage(book: Journal, _moment: int) -> stage_reports.StageLine:
    return stage_reports.stage(book)
