"""What else moves the separate account: its opening balance, the bank's interest and fees, donations (rules.md 2.2)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from liftfund_core.commands.checks import check_above_zero, check_day, clean, clean_or_none
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.fund import check_spending
from liftfund_core.errors import Conflict
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_


def book_opening_balance(
    journal: Journal, actor: Actor, *, amount_fen: int, as_of: date, document_no: str, request_id: str | None = None
) -> Receipt:
    """Book what lay in the account before the campaign, by a bank statement; once only.

    Raises:
        NotAllowed, Refusal, Conflict: nothing is written.
    """
    check_may(actor, "advance")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_above_zero(amount_fen)
        check_day(standing, as_of, now)
        held = first_row(standing.file, "select entry_id from live_opening_balance(?)", [standing.head])
        if held is not None:
            raise Conflict(N_("期初余额已记在第 {entry} 条；如需改正，请更正那一条。"), entry=held[0])
        document = clean(document_no, N_("凭证号"))
        return Outcome([Fact("opening_balance", {"amount_fen": amount_fen, "as_of": as_of, "document_no": document})])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def book_interest(
    journal: Journal,
    actor: Actor,
    *,
    amount_fen: int,
    received_on: date,
    bank_ref: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Book interest that the bank has credited; it is never collection."""
    detail = {"amount_fen": amount_fen, "received_on": received_on, "bank_ref": clean_or_none(bank_ref, N_("流水号"))}
    return _book(journal, actor, "bank_interest", detail, request_id)


def book_fee(
    journal: Journal,
    actor: Actor,
    *,
    amount_fen: int,
    paid_on: date,
    purpose: str,
    bank_ref: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Book what the bank has charged, never below zero in the account."""
    detail = {
        "amount_fen": amount_fen,
        "paid_on": paid_on,
        "purpose": clean(purpose, N_("事由")),
        "bank_ref": clean_or_none(bank_ref, N_("流水号")),
    }
    return _book(journal, actor, "bank_fee", detail, request_id)


def book_donation(
    journal: Journal,
    actor: Actor,
    *,
    amount_fen: int,
    received_on: date,
    donor: str,
    document_no: str,
    request_id: str | None = None,
) -> Receipt:
    """Book a gift to the account; it pays nobody's levy and is never collection."""
    detail = {
        "amount_fen": amount_fen,
        "received_on": received_on,
        "donor": clean(donor, N_("捐赠方")),
        "document_no": clean(document_no, N_("凭证号")),
    }
    return _book(journal, actor, "donation", detail, request_id)


def _book(journal: Journal, actor: Actor, kind: str, detail: Mapping[str, Any], request_id: str | None) -> Receipt:
    """One entry of the account: an amount above zero on a day that has come."""
    check_may(actor, "advance")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_above_zero(detail["amount_fen"])
        check_day(standing, detail["paid_on"] if kind == "bank_fee" else detail["received_on"], now)
        if kind == "bank_fee":
            check_spending(standing.fund, detail["amount_fen"])
        return Outcome([Fact(kind, detail)])

    return journal.record(Deed(actor.name, decide, request_id=request_id))
