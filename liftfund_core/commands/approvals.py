"""How a payment to a contractor is approved, step by step, each an entry with who and when (rules.md 2.4)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from liftfund_core.commands.checks import check_above_zero, check_day, check_known, check_lift, clean, clean_or_none
from liftfund_core.commands.request_checks import check_contract, check_invoice, check_new, check_within
from liftfund_core.commands.roles import Actor, DeedName, check_may
from liftfund_core.domain.approval import (
    APPLICANT_WORDS,
    CONFIRMER_WORDS,
    NOTE_WORDS,
    Approval,
    Release,
    check_approved,
    check_confirmation,
    check_note,
    check_release,
)
from liftfund_core.domain.committee import Meeting, check_resolution
from liftfund_core.domain.fund import check_spending
from liftfund_core.errors import Conflict, NotFound
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_


def request_payment(
    journal: Journal,
    actor: Actor,
    *,
    request_no: str,
    applicant: str,
    payee: str,
    amount_fen: int,
    purpose: str,
    contract_no: str | None = None,
    stage: int | None = None,
    lift: str | None = None,
    invoice_no: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """The property company or the contractor asks that a contractor be paid.

    Args:
        applicant: `property_company` or `contractor`. stage: which stage of the contract it is for.

    Raises:
        NotAllowed, NotFound, Refusal, Conflict: the sentence says which; nothing is written.
    """

    def decide(standing: Standing) -> list[Fact]:
        check_above_zero(amount_fen)
        check_known(applicant, APPLICANT_WORDS)
        check_lift(standing, lift)
        detail: dict[str, Any] = {
            "request_no": clean(request_no, N_("申请单号"), longest=40),
            "applicant": applicant,
            "payee": clean(payee, N_("收款方")),
            "amount_fen": amount_fen,
            "contract_no": clean_or_none(contract_no, N_("合同号")),
            "stage": stage,
            "lift": lift or None,
            "invoice_no": clean_or_none(invoice_no, N_("发票号")),
            "purpose": clean(purpose, N_("事由")),
        }
        check_new(standing, detail["request_no"])
        check_invoice(standing, detail)
        if detail["contract_no"] is not None:
            check_contract(standing, detail)
        return [Fact("payment_request", detail)]

    return _record(journal, actor, "request", decide, request_id)


def confirm_request(
    journal: Journal,
    actor: Actor,
    *,
    request_no: str,
    confirmed_by: str,
    document_no: str,
    request_id: str | None = None,
) -> Receipt:
    """The maintenance company or the inspection body has confirmed the work; by another hand than the request."""

    def decide(standing: Standing) -> list[Fact]:
        check_confirmation(approval(standing, request_no), actor.name)
        check_known(confirmed_by, CONFIRMER_WORDS)
        document = clean(document_no, N_("确认文件号"))
        detail = {"request_no": request_no, "confirmed_by": confirmed_by, "document_no": document}
        return [Fact("request_confirmed", detail)]

    return _record(journal, actor, "confirm", decide, request_id)


def resolve_request(
    journal: Journal,
    actor: Actor,
    *,
    request_no: str,
    decision_no: str,
    approved_fen: int,
    held_on: date,
    meeting: Meeting,
    request_id: str | None = None,
) -> Receipt:
    """The management committee has approved the payment, signed by more than half of all its members (BJ art. 57)."""
    now = journal.clock()

    def decide(standing: Standing) -> list[Fact]:
        check_approved(approval(standing, request_no), approved_fen)
        check_resolution(meeting)
        check_day(standing, held_on, now)
        detail = {
            "request_no": request_no,
            "decision_no": clean(decision_no, N_("决议编号")),
            "approved_fen": approved_fen,
            "held_on": held_on,
            **{name: getattr(meeting, name) for name in Meeting.__dataclass_fields__},
        }
        return [Fact("request_resolved", detail)]

    return _record(journal, actor, "resolve", decide, request_id)


def release_payment(
    journal: Journal,
    actor: Actor,
    *,
    request_no: str,
    amount_fen: int,
    paid_on: date,
    request_id: str | None = None,
) -> Receipt:
    """Release an approved payment: the first of two people signs, with the second the money leaves the account.

    Raises:
        NotAllowed: the same person twice, or who asked for it. Conflict: out of order, or the two differ.
        Refusal: beyond what was approved, the contract or the account.
    """
    now = journal.clock()

    def decide(standing: Standing) -> list[Fact]:
        stands = approval(standing, request_no)
        check_release(stands, Release(actor.name, amount_fen))
        check_day(standing, paid_on, now)
        check_spending(standing.fund, amount_fen)
        signed = Fact("release_signed", {"request_no": request_no, "amount_fen": amount_fen, "paid_on": paid_on})
        return [signed, *(_paid(standing, request_no, amount_fen, paid_on) if stands.releases else ())]

    return _record(journal, actor, "release", decide, request_id)


def note_supervision(
    journal: Journal,
    actor: Actor,
    *,
    request_no: str,
    verdict: str,
    note: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """The subdistrict's property centre has looked at a payment; an objection says what it is."""

    def decide(standing: Standing) -> list[Fact]:
        check_note(approval(standing, request_no))
        check_known(verdict, NOTE_WORDS)
        label = N_("监督意见")
        words = clean(note, label) if verdict == "objection" else clean_or_none(note, label)
        return [Fact("supervision_note", {"request_no": request_no, "verdict": verdict, "note": words})]

    return _record(journal, actor, "supervise", decide, request_id)


def approval(standing: Standing, request_no: str) -> Approval:
    """Where a request stands, with the people behind each step.

    Raises:
        NotFound: there is no live request of that number.
    """
    row = first_row(
        standing.file,
        """select requested_fen, (select actor from entry where id = requested),
                  (select actor from entry where id = confirmed), approved_fen, releases, noted is not null
           from approval(?) where request_no = ?""",
        [standing.head, request_no],
    )
    if row is None:
        raise NotFound(N_("没有付款申请 {no}；请核对申请单号。"), no=request_no)
    requested, by, confirmed_by, approved, entries, noted = row
    signed = standing.file.execute(
        """select actor, amount_fen from release_signed join entry on id = entry_id
           where list_contains($entries, entry_id) order by entry_id""",
        {"entries": entries},
    ).fetchall()
    return Approval(requested, by, confirmed_by, approved, tuple(Release(*row) for row in signed), noted)


def _record(
    journal: Journal,
    actor: Actor,
    deed: DeedName,
    decide: Callable[[Standing], list[Fact]],
    request_id: str | None,
) -> Receipt:
    """A step of an approval; it reads those before it from the file, so it stands alone."""
    check_may(actor, deed)
    return journal.record(
        Deed(actor.name, lambda standing: Outcome(decide(standing)), request_id=request_id, alone=True)
    )


def _paid(standing: Standing, request_no: str, amount_fen: int, paid_on: date) -> list[Fact]:
    """The payment itself and what ties it to its request; the first to sign named the same day."""
    first = first_row(
        standing.file, "select paid_on from live_release_signed(?) where request_no = ?", [standing.head, request_no]
    )
    if first is not None and first[0] != paid_on:
        raise Conflict(N_("第一人填的付款日期是 {day}；两人日期必须一致，请核对。"), day=first[0])
    row = standing.file.execute(
        "select payee, lift, contract_no, invoice_no, purpose from live_payment_request(?) where request_no = ?",
        [standing.head, request_no],
    ).fetchall()[0]
    papers = dict(zip(("payee", "lift", "contract_no", "invoice_no", "purpose"), row, strict=True))
    check_within(standing, papers["contract_no"], amount_fen)
    payment = standing.head + 2  # this deed's own entries: the second signature, the payment, what ties them
    return [
        Fact("contractor_payment", {"amount_fen": amount_fen, "paid_on": paid_on, **papers}),
        Fact("expenditure", {"payment": payment, "request_no": request_no}),
    ]
