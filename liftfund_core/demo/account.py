"""The made-up money of the account: contracts, how each payment was approved, and what bank and owners moved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from liftfund_core.commands.account import book_fee, book_interest
from liftfund_core.commands.advance import book_advance
from liftfund_core.commands.approvals import (
    confirm_request,
    note_supervision,
    release_payment,
    request_payment,
    resolve_request,
)
from liftfund_core.commands.collection import record_refund
from liftfund_core.commands.contracts import Stage, register_contract
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.settlement import check_money
from liftfund_core.domain.committee import Meeting
from liftfund_core.domain.money import parse_yuan
from liftfund_core.store.journal import Journal

Row = list[str]
Step = Callable[[Journal, Actor, Row], object]
_MEETING = Meeting(members=9, owner_reps=5, present=7, owner_reps_present=4, signatures=6)


@dataclass(frozen=True)
class Papers:
    """One row of approvals.csv; a step that has not been taken yet is empty."""

    asked_on: str
    request_no: str
    amount: str
    stage: str
    lift: str
    contract_no: str
    payee: str
    invoice_no: str
    purpose: str
    confirmed_by: str
    confirmation_no: str
    decision_no: str
    paid_on: str
    noted_on: str
    note: str


def sign(journal: Journal, finance: Actor, row: Row) -> None:
    """A contract is signed: its stages stand in one cell, told apart by semicolons."""
    day, number, contractor, amount, lift, purpose, paid_from, stages = row
    parts = [stage.split("|") for stage in stages.split(";")]
    register_contract(
        journal,
        finance,
        contract_no=number,
        contractor=contractor,
        amount_fen=parse_yuan(amount),
        signed_on=date.fromisoformat(day),
        lifts=[lift],
        purpose=purpose,
        paid_from=paid_from,
        stages=[Stage(title, parse_yuan(yuan), step) for title, yuan, step in parts],
    )


def ask(journal: Journal, actor: Actor, row: Row) -> None:
    """The contractor, or the property company where there is no contract, asks to be paid."""
    told = Papers(*row)
    request_payment(
        journal,
        actor,
        request_no=told.request_no,
        applicant="contractor" if told.contract_no else "property_company",
        payee=told.payee,
        amount_fen=parse_yuan(told.amount),
        purpose=told.purpose,
        contract_no=told.contract_no,
        stage=int(told.stage) if told.stage else None,
        lift=told.lift,
        invoice_no=told.invoice_no,
    )


def confirm(journal: Journal, reviewer: Actor, row: Row) -> None:
    """The work is confirmed by the maintenance company or the inspection body."""
    told = Papers(*row)
    papers = {"confirmed_by": told.confirmed_by, "document_no": told.confirmation_no}
    confirm_request(journal, reviewer, request_no=told.request_no, **papers)


def resolve(journal: Journal, secretary: Actor, row: Row) -> None:
    """The committee has met and signed."""
    told = Papers(*row)
    resolve_request(
        journal,
        secretary,
        request_no=told.request_no,
        decision_no=told.decision_no,
        approved_fen=parse_yuan(told.amount),
        held_on=date.fromisoformat(told.paid_on),
        meeting=_MEETING,
    )


def release(journal: Journal, actor: Actor, row: Row) -> None:
    """One of the two people who release it signs."""
    told = Papers(*row)
    day = date.fromisoformat(told.paid_on)
    release_payment(journal, actor, request_no=told.request_no, amount_fen=parse_yuan(told.amount), paid_on=day)


def note(journal: Journal, supervisor: Actor, row: Row) -> None:
    """The property centre has looked at the papers."""
    told = Papers(*row)
    note_supervision(journal, supervisor, request_no=told.request_no, verdict="no_objection", note=told.note)


def move(journal: Journal, finance: Actor, row: Row) -> None:
    """An advance, a refund, interest or a fee; a contractor is paid by the steps of its approval instead."""
    told, kind, amount, _lift, unit, party, _contract_no, _invoice_no, document_no, purpose = row
    day, fen = date.fromisoformat(told), parse_yuan(amount)
    match kind:
        case "advance":
            how = {"route": "paid_direct", "lender": party, "document_no": document_no}
            book_advance(journal, finance, amount_fen=fen, received_on=day, **how)
        case "refund":
            papers = {"document_no": document_no, "reason": purpose}
            record_refund(journal, finance, unit=unit, amount_fen=fen, paid_on=day, **papers)
        case "bank_interest":
            book_interest(journal, finance, amount_fen=fen, received_on=day)
        case "bank_fee":
            book_fee(journal, finance, amount_fen=fen, paid_on=day, purpose=purpose)


def check(journal: Journal, reviewer: Actor, day: date) -> None:
    """Everything that was paid before this day is held against its paper, cash against the slip of its deposit."""
    entries = list(_unchecked(journal, day))
    cash = [entry for entry, channel in entries if channel == "cash"]
    other = [entry for entry, channel in entries if channel != "cash"]
    if cash:
        check_money(journal, reviewer, entries=cash, deposit_slip_no=f"CK-{day:%Y-%m%d}")
    if other:
        check_money(journal, reviewer, entries=other)


def _unchecked(journal: Journal, day: date) -> Iterator[tuple[int, str]]:
    query = """select entry_id, channel from live_payment($head)
               where paid_on < $day and entry_id not in (select checked from live_money_checked($head))
               order by entry_id"""
    with journal.reading() as file:
        yield from file.execute(query, {"head": journal.head, "day": day}).fetchall()


# The column of approvals.csv that has the day of a step, the minutes in which it is entered, by whom, and the step.
STEPS: tuple[tuple[int, tuple[int, int], str, Step], ...] = (
    (0, (16 * 60 + 5, 16 * 60 + 30), "lift_keeper", ask),
    (0, (16 * 60 + 30, 16 * 60 + 55), "reviewer", confirm),
    (12, (8 * 60 + 31, 8 * 60 + 40), "secretary", resolve),
    (12, (9 * 60, 9 * 60 + 50), "finance", release),
    (12, (10 * 60, 10 * 60 + 30), "admin", release),
    (13, (15 * 60, 15 * 60 + 30), "supervisor", note),
)
