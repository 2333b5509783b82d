"""At the cashier's desk: payments, refunds, waivers and transfers between units (rules.md 2.2)."""

from datetime import date
from typing import Any, Literal, get_args

from liftfund_core.commands.checks import (
    check_above_zero,
    check_day,
    check_known,
    check_papers,
    check_transfer_id,
    clean,
    clean_or_none,
)
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.levy import UnitAccount, check_refund, check_transfer, check_waiver
from liftfund_core.errors import Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

Channel = Literal["transfer", "qr", "cash"]
CHANNEL_WORDS: dict[Channel, str] = {"transfer": N_("转账"), "qr": N_("扫码"), "cash": N_("现金")}
WAIVER_REASONS: dict[str, str] = {
    "low_income": N_("困难减免"),
    "developer_share": N_("开发商承担"),
    "other": N_("其他"),
}
# Who carries what is waived; where nobody does yet, it is part of the gap that all can see.
COVER_WORDS: dict[str, str] = {
    "common_gap": N_("暂无人承担，计入待收缺口"),
    "developer": N_("开发商"),
    "property_company": N_("物业服务企业"),
    "subsidy": N_("政府或社区补助"),
    "donation": N_("捐赠"),
}


def record_payment(
    journal: Journal,
    actor: Actor,
    *,
    unit: str,
    amount_fen: int,
    paid_on: date,
    receipt_no: str,
    channel: str = "transfer",
    bank_ref: str | None = None,
    payer: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """A household pays, in full, in part or more than is due (the surplus becomes its credit).

    Args:
        unit: its code, such as 1-2-1203. amount_fen: above zero. paid_on: local day, not in the future.
        payer: who brought it, where that is not the owner; for staff only.

    Raises:
        NotAllowed, NotFound, Refusal, Conflict: the sentence says which and how to go on; nothing is written.
    """
    check_may(actor, "payment")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        detail = payment_detail(unit, amount_fen, paid_on, receipt_no, channel, bank_ref)
        standing.account(unit)
        check_day(standing, paid_on, now)
        check_papers(standing, detail["receipt_no"], detail["bank_ref"])
        who = clean_or_none(payer, N_("缴款人"))
        named = [] if who is None else [Fact("payer_named", {"payment": standing.head + 1, "payer": who})]
        return Outcome([Fact("payment", detail), *named])

    return journal.record(Deed(actor.name, decide, request_id=request_id))


def payment_detail(
    unit: str, amount_fen: int, paid_on: date, receipt_no: str, channel: str, bank_ref: str | None
) -> dict[str, Any]:
    """The checked detail of a payment, whoever enters it."""
    check_above_zero(amount_fen)
    if channel not in get_args(Channel):
        raise Refusal(N_("没有“{channel}”这种缴费方式；请选转账、扫码或现金。"), channel=channel)
    return {
        "unit": unit,
        "amount_fen": amount_fen,
        "paid_on": paid_on,
        "receipt_no": clean(receipt_no, N_("收据号"), longest=40),
        "channel": channel,
        "bank_ref": clean_or_none(bank_ref, N_("流水号")),
    }


def record_refund(
    journal: Journal,
    actor: Actor,
    *,
    unit: str,
    amount_fen: int,
    paid_on: date,
    document_no: str,
    reason: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Money goes back to a household: at most what it has paid, and never below zero in the account."""
    check_may(actor, "settlement")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_refund(_account(standing, unit), amount_fen)
        check_day(standing, paid_on, now)
        if amount_fen > standing.fund.balance_fen:
            raise Refusal(N_("账户结余不够这笔退款；请待收缴到账后再退。"))
        document = clean(document_no, N_("退款凭证号"))
        detail = {"unit": unit, "amount_fen": amount_fen, "paid_on": paid_on, "document_no": document}
        return Outcome([Fact("refund", detail)])

    return journal.record(Deed(actor.name, decide, reason=reason, request_id=request_id))


def grant_waiver(
    journal: Journal,
    actor: Actor,
    *,
    unit: str,
    amount_fen: int,
    reason_code: str,
    document_no: str,
    covered_by: str,
    request_id: str | None = None,
) -> Receipt:
    """Part or all of a due is waived by an approved record; only a code says why, and who carries it is named.

    Args:
        covered_by: one of `COVER_WORDS` (rules.md 2.2: the common gap has a name).
    """
    check_may(actor, "settlement")

    def decide(standing: Standing) -> Outcome:
        check_waiver(_account(standing, unit), amount_fen)
        if reason_code not in WAIVER_REASONS:
            raise Refusal(
                N_("没有“{code}”这种减免事由；可用的是 {known}。"),
                code=reason_code,
                known=" ".join(WAIVER_REASONS),
            )
        check_known(covered_by, COVER_WORDS)
        document = clean(document_no, N_("批准文号"))
        detail = {"unit": unit, "amount_fen": amount_fen, "reason_code": reason_code, "document_no": document}
        cover = {"waiver": standing.head + 1, "covered_by": covered_by}
        return Outcome([Fact("waiver", detail), Fact("waiver_cover", cover)])

    return journal.record(Deed(actor.name, decide, request_id=request_id))


def transfer(
    journal: Journal,
    actor: Actor,
    *,
    from_unit: str,
    to_unit: str,
    amount_fen: int,
    transfer_id: str,
    from_document_no: str,
    to_document_no: str,
    reason: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Money moves between two units that both agreed: two legs of one amount, and the papers of both (rules.md 2.2).

    Args:
        from_document_no, to_document_no: the written consent of the unit that gives and of the one that takes.
    """
    check_may(actor, "settlement")

    def decide(standing: Standing) -> Outcome:
        standing.account(to_unit)
        check_transfer(_account(standing, from_unit), amount_fen)
        if from_unit == to_unit:
            raise Refusal(N_("转出户和转入户是同一户；请改正其中一户。"))
        number = clean(transfer_id, N_("转移单号"))
        check_transfer_id(standing, number)
        legs = {"transfer_id": number, "amount_fen": amount_fen}
        consent = {
            "transfer_id": number,
            "from_document_no": clean(from_document_no, N_("转出户同意书编号")),
            "to_document_no": clean(to_document_no, N_("转入户同意书编号")),
        }
        return Outcome(
            [
                Fact("transfer_out", {"unit": from_unit, **legs}),
                Fact("transfer_in", {"unit": to_unit, **legs}),
                Fact("transfer_consent", consent),
            ]
        )

    return journal.record(Deed(actor.name, decide, reason=reason, request_id=request_id))


def _account(standing: Standing, unit: str) -> UnitAccount:
    """A unit's account as the levy rules see it: the standing keeps the net sums."""
    account = standing.account(unit)
    return UnitAccount(assessed_fen=account.due_fen, paid_fen=account.paid_fen)
