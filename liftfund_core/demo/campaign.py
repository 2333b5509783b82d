"""The demo estate: a made-up campaign replayed deed by deed, through the commands that staff use.

The files are in data/demo (data/README.md says what is public fact and what is made up). Nothing is inserted
past the rules: every payment, step and correction is asked for by a made-up member of staff on its own day.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from liftfund_core.commands.advance import book_advance, pay_contractor
from liftfund_core.commands.collection import record_payment, record_refund
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.estate import BuildingPlan, EstatePlan, create_estate
from liftfund_core.commands.files import import_units
from liftfund_core.commands.lifts import record_step
from liftfund_core.commands.notices import post_notices
from liftfund_core.commands.polls import plan_matters
from liftfund_core.commands.roles import Actor, role_named
from liftfund_core.commands.staff import add_staff
from liftfund_core.demo.board import receive, review
from liftfund_core.demo.sitting import Clock, SittingJournal
from liftfund_core.domain.money import parse_yuan
from liftfund_core.errors import StoreError
from liftfund_core.imports.headers import CHANNEL_WORDS
from liftfund_core.settings import PROJECT
from liftfund_core.store.backup import backup
from liftfund_core.store.database import open_database
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.words import N_

FILES = PROJECT / "data" / "demo"
FOUNDED_AT = datetime(2023, 3, 1, 9, 0)  # local: the estate, its staff and its register are entered
PLAN = EstatePlan(
    code="demo",
    name=N_("示例小区"),
    simulated=True,
    buildings=tuple(BuildingPlan(str(number), lifts=3) for number in range(1, 7)),
)

# Local minutes of the day between which each kind of paper is entered; most payments come after work.
_CORRECTIONS = (8 * 60 + 40, 9 * 60)
_STEPS = (10 * 60, 16 * 60)
_MONEY = (9 * 60, 9 * 60 + 50)
_REVIEWS = (9 * 60 + 50, 10 * 60)
_MESSAGES = (19 * 60, 20 * 60 + 20)
_PAYMENTS_BY_DAY = (8 * 60 + 30, 17 * 60)
_PAYMENTS_IN_THE_EVENING = (17 * 60, 20 * 60 + 30)
# Minutes that end a sitting, whose entries share one moment; after the last the secretary posts the notices.
_ENDS = (17 * 60, 20 * 60 + 30)

Row = list[str]
_Enter = Callable[["_Campaign", Row], object]


@dataclass(frozen=True)
class DemoStaff:
    """A made-up member of staff of the demo file, whose PIN may be printed."""

    name: str
    role: str
    pin: str

    @property
    def actor(self) -> Actor:
        """The member of staff as signed in."""
        return Actor(self.name, role_named(self.role))


@dataclass(frozen=True)
class _Event:
    """One deed of the campaign and the local moment at which it is asked for."""

    at: datetime
    enter: _Enter
    row: Row

    @property
    def sitting(self) -> tuple[date, int]:
        """The day, and which sitting of it: at work, after work, at the day's end."""
        return self.at.date(), sum(self.at.hour * 60 + self.at.minute >= end for end in _ENDS)


@dataclass(frozen=True)
class _Campaign:
    """The journal that is written and the people at its desks."""

    journal: Journal
    cashier: Actor
    lift_keeper: Actor
    finance: Actor
    secretary: Actor

    def entry_of(self, receipt_no: str) -> int:
        """The live payment that carries a receipt number."""
        query = "select entry_id from live_payment(?) where receipt_no = ?"
        with self.journal.reading() as file:
            row = first_row(file, query, [self.journal.head, receipt_no])
        assert row is not None, receipt_no
        return int(row[0])


def write_demo(path: Path) -> None:
    """Make a new estate file that holds the whole made-up campaign, up to the eve of the meeting.

    It is written elsewhere and copied here when it is complete, so that a start cut short leaves no half campaign.

    Raises:
        StoreError: there is a file already, or the folder cannot be written.
    """
    if path.exists():
        raise StoreError(N_("{path} 已存在；请换一个文件名，或先把旧文件移走。"), path=path)
    clock = Clock(FOUNDED_AT, PLAN.timezone)
    with TemporaryDirectory(prefix="liftfund-demo-") as folder:
        draft = Path(folder) / "demo.duckdb"
        _found(draft, clock)
        journal = SittingJournal(open_database(draft), clock)
        try:
            _replay(journal, clock)
            backup(journal.database, path)
        finally:
            journal.close()


def demo_staff() -> tuple[DemoStaff, ...]:
    """The made-up staff of the demo file with their PINs, for the terminal that starts it."""
    return tuple(DemoStaff(*row) for row in _rows("staff.csv"))


def _found(path: Path, clock: Clock) -> None:
    """The first morning: the estate and its rules, staff, the register of units, the matters to be put."""
    journal = create_estate(path, PLAN, clock)
    try:
        staff = demo_staff()
        for member in staff:
            add_staff(journal, Actor("init", "admin"), name=member.name, role=member.role, pin=member.pin)
        host = next(member.actor for member in staff if member.role == "host")
        finance = next(member.actor for member in staff if member.role == "finance")
        register = import_units(journal, finance, FILES / "units.csv")
        assert not register.findings, register.findings
        plan_matters(journal, host, dict(_rows("polls.csv")))
    finally:
        journal.close()


def _replay(journal: SittingJournal, clock: Clock) -> None:
    """Enter the campaign in order of time, one sitting after the other."""
    staff = demo_staff()
    entry = [member.actor for member in staff if member.role == "entry"]
    finance = next(member.actor for member in staff if member.role == "finance")
    secretary = next(member.actor for member in staff if member.role == "secretary")
    campaign = _Campaign(journal, cashier=entry[0], lift_keeper=entry[-1], finance=finance, secretary=secretary)
    for _, sitting in groupby(sorted(_events(), key=lambda event: event.at), key=lambda event: event.sitting):
        for event in sitting:
            clock.local = event.at
            event.enter(campaign, event.row)
        journal.end_sitting()


def _events() -> Iterator[_Event]:
    """Everything that happens in the campaign, file by file."""
    for day, rows in _by_day("payments.csv", column=2):
        early = len(rows) * 2 // 5
        yield from _spread(day, rows[:early], _PAYMENTS_BY_DAY, _pay)
        yield from _spread(day, rows[early:], _PAYMENTS_IN_THE_EVENING, _pay)
    for name, minutes, enter in (
        ("corrections.csv", _CORRECTIONS, _correct),
        ("money.csv", _MONEY, _move),
        ("lift_steps.csv", _STEPS, _step),
    ):
        for day, rows in _by_day(name):
            yield from _spread(day, rows, minutes, enter)
    for day, rows in _by_day("messages.csv"):
        yield from _spread(day, rows, _MESSAGES, _receive)
        yield from _spread(day + timedelta(days=1), rows, _REVIEWS, _review)
    days = [day for day, _rows in _by_day("payments.csv", column=2)]
    for number in range((days[-1] - days[0]).days):  # the last evening's is left for whoever tries the demo
        evening = days[0] + timedelta(days=number, minutes=_ENDS[-1])
        yield _Event(evening, _post, [evening.date().isoformat()])


def _spread(day: datetime, rows: Sequence[Row], minutes: tuple[int, int], enter: _Enter) -> Iterator[_Event]:
    """Rows of one day at even distances between two minutes of it."""
    start, end = minutes
    for place, row in enumerate(rows):
        minute = start + (end - start) * (2 * place + 1) // (2 * len(rows))
        yield _Event(day + timedelta(minutes=minute), enter, row)


def _pay(campaign: _Campaign, row: Row) -> None:
    unit, amount, day, receipt_no, channel, bank_ref = row
    record_payment(
        campaign.journal,
        campaign.cashier,
        unit=unit,
        amount_fen=parse_yuan(amount),
        paid_on=date.fromisoformat(day),
        receipt_no=receipt_no,
        channel=CHANNEL_WORDS[channel],
        bank_ref=bank_ref or None,
    )


def _correct(campaign: _Campaign, row: Row) -> None:
    _, kind, receipt_no, amount, reason = row
    journal, finance, entry = campaign.journal, campaign.finance, campaign.entry_of(receipt_no)
    if kind == "void":
        void(journal, finance, entry=entry, reason=reason)
    else:
        replace(journal, finance, entry=entry, changes={"amount_fen": parse_yuan(amount)}, reason=reason)


def _step(campaign: _Campaign, row: Row) -> None:
    _, lift, step, data = row
    record_step(campaign.journal, campaign.lift_keeper, lift=lift, step=step, data=json.loads(data))


def _move(campaign: _Campaign, row: Row) -> None:
    """An advance, a payment to the contractor or a refund."""
    told, kind, amount, lift, unit, party, contract_no, invoice_no, document_no, purpose = row
    journal, finance, day, fen = (
        campaign.journal,
        campaign.finance,
        date.fromisoformat(told),
        parse_yuan(amount),
    )
    if kind == "advance":
        how = {"route": "paid_direct", "lender": party, "document_no": document_no}
        book_advance(journal, finance, amount_fen=fen, received_on=day, **how)
    elif kind == "refund":
        record_refund(journal, finance, unit=unit, amount_fen=fen, paid_on=day, document_no=document_no, reason=purpose)
    else:
        papers = {"lift": lift, "contract_no": contract_no, "invoice_no": invoice_no, "purpose": purpose}
        pay_contractor(journal, finance, amount_fen=fen, paid_on=day, payee=party, **papers)


def _post(campaign: _Campaign, row: Row) -> None:
    day = date.fromisoformat(row[0])
    post_notices(campaign.journal, campaign.secretary, day=day, head=campaign.journal.head)


def _receive(campaign: _Campaign, row: Row) -> None:
    receive(campaign.journal, campaign.secretary, row)


def _review(campaign: _Campaign, row: Row) -> None:
    review(campaign.journal, campaign.secretary, row)


def _by_day(name: str, column: int = 0) -> Iterator[tuple[datetime, list[Row]]]:
    """The rows of a demo file day by day, with the local midnight of the day that stands in a column."""
    for day, rows in groupby(_rows(name), key=lambda row: row[column]):
        yield datetime.fromisoformat(day), list(rows)


def _rows(name: str) -> Iterator[Row]:
    """The rows of a demo file without its header; data/README.md has the columns."""
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows
