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
from liftfund_core.domain.stage import Stage
from liftfund_core.reports import accounts, journal_page
from liftfund_core.reports import forecast as forecast_reports
from liftfund_core.reports import polls as poll_reports
from liftfund_core.reports import reconciliation as bank_reports
from liftfund_core.reports import stage as stage_reports
from liftfund_core.reports import statements as statement_reports
from liftfund_core.reports.board import Board
from liftfund_core.reports.forecast import Forecast
from liftfund_core.reports.messages import MessageBook, PublicMessages, public_messages, read_messages
from liftfund_core.reports.notice import Notice, day_by_default
from liftfund_core.reports.notice import notices as notices_report
from liftfund_core.reports.notice_log import NoticeLog, read_log
from liftfund_core.reports.public import PollBoard, PublicBoard
from liftfund_core.reports.public_fund import PublicFund, public_fund
from liftfund_core.reports.read_board import board
from liftfund_core.reports.read_public import public_of
from liftfund_core.reports.receipts import last_paid_on as last_paid_on_report
from liftfund_core.reports.reconciliation import BankBook
from liftfund_core.reports.staff import StaffLine
from liftfund_core.reports.staff import staff as staff_report
from liftfund_core.reports.timeline import Timeline, timeline
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal

P = ParamSpec("P")
R = TypeVar("R")

_STAGE_LOOKS_A_SECOND = 5

_opening = threading.Lock()
reading = threading.RLock()
_open: list[Journal] = []
_stage_looks = [0]


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
        once.cache_clear()
        history_at.cache_clear()


def head() -> int:
    """The newest entry; while it stays, nothing that is read from the journal changes."""
    return journal().head


def public() -> PublicBoard:
    """What everyone may see."""
    return at_head(_public)


def exact() -> Board:
    """The exact figures, for staff whose role reads households."""
    return at_head(board)


def forecast(exact: bool) -> Forecast:
    """What each building is missing and when it may be there: exact for the desk, masked for everyone else."""
    return at_head(_forecast, exact, today())


def today() -> date:
    """The estate's day; for a made-up campaign the day of its newest entry, where its time stands still."""
    shown, zone = public(), ZoneInfo(public().estate.timezone)
    now = shown.as_of if shown.estate.simulated and shown.as_of else datetime.now(zone)
    return now.astimezone(zone).date()


def fund() -> PublicFund:
    """The separate account as everyone may see it."""
    return at_head(public_fund_at)


def polls() -> tuple[PollBoard, ...]:
    """The agenda with its polls."""
    return at_head(poll_reports.polls)


def messages() -> MessageBook:
    """The message board with what waits for a decision, for the staff."""
    return at_head(read_messages)


def public_board() -> PublicMessages:
    """The message board as everyone may see it."""
    return public_messages(messages())


def history() -> Timeline:
    """The campaign day by day, up to the day before the newest entry's."""
    book = journal()
    return history_at(book, book.head)


def publications() -> tuple[statement_reports.Publication, ...]:
    """Every published statement, the latest days first."""
    return at_head(statement_reports.publications)


def statements_waiting() -> tuple[statement_reports.Prepared, ...]:
    """Statements that are ready and not published yet."""
    return at_head(statement_reports.waiting)


def first_day() -> date:
    """The day of the first movement of the account."""
    return at_head(_first_day)


def bank_book() -> BankBook:
    """Bank and book side by side."""
    return at_head(bank_reports.bank_book)


def bank_balance(day: date) -> int | None:
    """What the bank says lay in the account at the end of a day, in fen."""
    return at_head(bank_reports.bank_balance_on, day)


def notices(day: date) -> tuple[Notice, ...]:
    """Every building's notice of a day; raises NotFound where there is none."""
    return at_head(_notices, day)


def notice_day() -> date:
    """The day whose notices are meant when none is named; looked up once a minute and at every new entry."""
    return at_head(_notice_day, int(time.time() // 60))


def notice_log() -> NoticeLog:
    """Which notices were posted."""
    return at_head(read_log)


def units_of(building: str) -> tuple[accounts.UnitLine, ...]:
    """The units of a building with their accounts."""
    return at_head(_units_of, building)


def last_paid_on() -> date | None:
    """The newest day of a payment."""
    return at_head(last_paid_on_report)


def next_receipt() -> str:
    """The receipt number that comes next."""
    return at_head(_next_receipt)


def actors() -> tuple[str, ...]:
    """Everyone who has entered something."""
    return at_head(_actors)


def staff() -> tuple[StaffLine, ...]:
    """Who is on the staff."""
    return at_head(staff_report)


def holder(badge: str | None) -> Actor | None:
    """Who carries this badge, looked up once a minute and at every new entry; see `badge_holder`."""
    return at_head(_holder, badge, int(time.time() // 60))


def stage() -> Stage:
    """What the host has put on the wall; looked up five times a second, however many screens ask."""
    moment = int(time.monotonic() * _STAGE_LOOKS_A_SECOND)
    with reading:
        return once(journal(), _stage, moment, _stage_looks[0])  # type: ignore[no-any-return]  # the cache forgets what it keeps


def look_again() -> None:
    """The stage has been changed by this process: whoever asks next looks it up anew."""
    _stage_looks[0] += 1


def kept_runs() -> tuple[str, ...]:
    """The names of the runs of show that were kept."""
    return stage_reports.kept_runs(journal())


def cards() -> int:
    """How many lift cards were handed out."""
    return at_head(cards_at)


def at_head(report: Callable[..., R], *what: Any) -> R:
    """A report at the newest entry, from the shelf if somebody has asked before."""
    with reading:
        book = journal()
        return once(book, report, book.head, *what)  # type: ignore[no-any-return]  # the cache forgets R


@lru_cache(maxsize=128)
def once(book: Journal, report: Callable[..., Any], mark: int, *what: Any) -> Any:
    """A report at an entry, made once for everybody; hold `reading` while asking for one that costs."""
    return report(book, mark, *what)


def _public(book: Journal, at: int) -> PublicBoard:
    return public_of(book, once(book, board, at))


@lru_cache(maxsize=4)
def history_at(book: Journal, at: int) -> Timeline:
    """The days before an entry's; outside the lock, for to read them first takes a second, and other screens go on."""
    return timeline(book, at)


def public_fund_at(book: Journal, at: int) -> PublicFund:
    """The separate account at an entry, as everyone may see it."""
    return public_fund(once(book, board, at))


def _forecast(book: Journal, at: int, exact: bool, day: date) -> Forecast:
    figures = board(book, at)
    known = forecast_reports.forecast(book, figures, day)
    return known if exact else forecast_reports.public_forecast(known, figures)


def _first_day(book: Journal, _at: int) -> date:
    return statement_reports.whole_time(book).first


def _notice_day(book: Journal, _at: int, _minute: int) -> date:
    return day_by_default(book)


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


def cards_at(book: Journal, at: int) -> int:
    """Lift cards handed out up to an entry."""
    return stage_reports.cards_issued(book, at)


def _stage(book: Journal, _moment: int, _look: int) -> Stage:
    return stage_reports.stage(book)
