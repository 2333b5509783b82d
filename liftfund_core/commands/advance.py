"""The property company's advance, its repayment, and what is paid to contractors (rules.md 2.3)."""

from datetime import date

from liftfund_core.commands.checks import check_above_zero, check_day, clean, clean_or_none
from liftfund_core.commands.request_checks import check_expense
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.fund import check_repayment, check_spending
from liftfund_core.errors import Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

ROUTE_WORDS: dict[str, str] = {"paid_direct": N_("直接付给施工单位"), "deposited": N_("存入独立账户")}


def book_advance(
    journal: Journal,
    actor: Actor,
    *,
    amount_fen: int,
    received_on: date,
    route: str,
    lender: str,
    document_no: str,
    request_id: str | None = None,
) -> Receipt:
    """Book an advance as a liability; it is never collection and never counts toward the trigger.

    Args:
        route: `paid_direct` when the lender paid the contractor, `deposited` when it came into the account.

    Raises:
        NotAllowed, Refusal: nothing is written.
    """
    check_may(actor, "advance")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_above_zero(amount_fen)
        check_day(standing, received_on, now)
        check_route(route)
        detail = {
            "amount_fen": amount_fen,
            "received_on": received_on,
            "route": route,
            "lender": clean(lender, N_("垫资方")),
            "document_no": clean(document_no, N_("垫资协议号")),
        }
        return Outcome([Fact("advance", detail)])

    return journal.record(Deed(actor.name, decide, request_id=request_id))


def repay_advance(
    journal: Journal,
    actor: Actor,
    *,
    amount_fen: int,
    paid_on: date,
    decision_no: str,
    request_id: str | None = None,
) -> Receipt:
    """Repay the lender by a decision of record: never above what is owed, never below zero in the account."""
    check_may(actor, "advance")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_repayment(standing.fund, amount_fen)
        check_day(standing, paid_on, now)
        decision = clean(decision_no, N_("决议编号"))
        detail = {"amount_fen": amount_fen, "paid_on": paid_on, "decision_no": decision}
        return Outcome([Fact("advance_repayment", detail)])

    return journal.record(Deed(actor.name, decide, request_id=request_id))


def pay_contractor(
    journal: Journal,
    actor: Actor,
    *,
    amount_fen: int,
    paid_on: date,
    payee: str,
    lift: str | None = None,
    contract_no: str | None = None,
    invoice_no: str | None = None,
    purpose: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Enter a payment to a contractor that was made before, for which this person vouches; never below zero.

    It stands in the book without the steps of an approval, and is shown so; `approvals` has those.
    """
    check_may(actor, "advance")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_spending(standing.fund, amount_fen)
        check_day(standing, paid_on, now)
        detail = {
            "amount_fen": amount_fen,
            "paid_on": paid_on,
            "payee": clean(payee, N_("收款方")),
            "lift": lift or None,
            "contract_no": clean_or_none(contract_no, N_("合同号")),
            "invoice_no": clean_or_none(invoice_no, N_("发票号")),
            "purpose": clean_or_none(purpose, N_("事由")),
        }
        check_expense(standing, detail)
        return Outcome([Fact("contractor_payment", detail)])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def check_route(route: str) -> None:
    """Whether an advance can come this way.

    Raises:
        Refusal: names the ways there are.
    """
    if route not in ROUTE_WORDS:
        raise Refusal(N_("没有“{route}”这种垫资方式；可用的是 {known}。"), route=route, known=" ".join(ROUTE_WORDS))
