"""Contracts with the repairers: what is to be paid for which lifts, in which stages (rules.md 2.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from liftfund_core.commands.checks import check_above_zero, check_day, check_known, check_lift, clean
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.overhaul import STEP_WORDS
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

_AT_ONCE = N_("一次付清")
PAID_FROM_WORDS: dict[str, str] = {"account": N_("独立账户"), "lender": N_("垫资方直接支付")}


@dataclass(frozen=True)
class Stage:
    """A part of a contract's price in fen, and the overhaul step after which it falls due, if it is tied to one."""

    title: str
    amount_fen: int
    after_step: str | None = None


def register_contract(
    journal: Journal,
    actor: Actor,
    *,
    contract_no: str,
    contractor: str,
    amount_fen: int,
    signed_on: date,
    lifts: Sequence[str],
    purpose: str,
    stages: Sequence[Stage] = (),
    paid_from: str = "account",
    request_id: str | None = None,
) -> Receipt:
    """Register a contract: from now on the account has committed what is not yet paid of it.

    Args:
        stages: they add up to the contract's price; none means that it is paid at once.
        paid_from: `account`, or `lender` where the advance pays the contractor directly.

    Raises:
        NotAllowed, NotFound, Refusal, Conflict: nothing is written.
    """
    check_may(actor, "contract")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_above_zero(amount_fen)
        check_day(standing, signed_on, now)
        for lift in lifts:
            check_lift(standing, lift)
        check_known(paid_from, PAID_FROM_WORDS)
        number = clean(contract_no, N_("合同号"))
        _check_new(standing, number)
        _check_paid_already(standing, number, amount_fen if paid_from == "account" else 0)
        check_stages(amount_fen, stages)
        detail = {
            "contract_no": number,
            "contractor": clean(contractor, N_("施工单位")),
            "amount_fen": amount_fen,
            "signed_on": signed_on,
            "lifts": " ".join(dict.fromkeys(lifts)),
            "purpose": clean(purpose, N_("事由")),
            "paid_from": paid_from,
        }
        return Outcome([Fact("contract", detail), *_stage_facts(number, amount_fen, stages)])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def check_stages(amount_fen: int, stages: Sequence[Stage]) -> None:
    """The stages of a contract add up to its price.

    Raises:
        Refusal: a stage is not above zero, they add up to something else, or a step does not exist.
    """
    for stage in stages:
        check_above_zero(stage.amount_fen)
        if stage.after_step is not None and stage.after_step not in STEP_WORDS:
            raise Refusal(N_("没有“{step}”这个大修步骤；请核对分期付款的条件。"), step=stage.after_step)
    added = sum(stage.amount_fen for stage in stages)
    if stages and added != amount_fen:
        raise Refusal(
            N_("各期合计 {added} 元，与合同价 {amount} 元不等；请核对每一期的金额。"),
            added=format_yuan(added),
            amount=format_yuan(amount_fen),
        )


@dataclass(frozen=True)
class ContractLine:
    """A live contract as a payment on it is checked: its price and what has been paid on it out of the account."""

    contract_no: str
    contractor: str
    amount_fen: int
    lifts: tuple[str, ...]
    paid_from: str
    paid_fen: int


def contract(file: duckdb.DuckDBPyConnection, head: int, contract_no: str) -> ContractLine:
    """The live contract of that number.

    Raises:
        NotFound: there is none.
    """
    row = first_row(
        file,
        """select contract_no, contractor, amount_fen, lifts, paid_from, paid_fen from contract_account(?)
           where contract_no = ?""",
        [head, contract_no],
    )
    if row is None:
        raise NotFound(N_("没有登记过合同 {no}；请先登记合同，或核对合同号。"), no=contract_no)
    number, contractor, amount, lifts, paid_from, paid = row
    return ContractLine(number, contractor, amount, tuple(lifts.split()), paid_from, paid)


def _check_new(standing: Standing, number: str) -> None:
    held = first_row(
        standing.file, "select entry_id from live_contract(?) where contract_no = ?", [standing.head, number]
    )
    if held is not None:
        raise Conflict(N_("合同 {no} 已登记在第 {entry} 条；请换一个合同号，或更正那一条。"), no=number, entry=held[0])


def _check_paid_already(standing: Standing, number: str, amount_fen: int) -> None:
    """What was paid under a contract's number before it was registered is within its price."""
    row = first_row(
        standing.file,
        "select coalesce(sum(amount_fen), 0)::bigint from live_contractor_payment(?) where contract_no = ?",
        [standing.head, number],
    )
    if row is not None and row[0] > amount_fen:
        raise Refusal(
            N_("合同 {no} 名下已从独立账户付过 {paid} 元，超过登记的金额；请核对合同价和付款来源。"),
            no=number,
            paid=format_yuan(row[0]),
        )


def _stage_facts(number: str, amount_fen: int, stages: Sequence[Stage]) -> list[Fact]:
    """One entry a stage; a contract that is paid at once has one."""
    return [
        Fact(
            "contract_stage",
            {
                "contract_no": number,
                "stage": place,
                "title": clean(stage.title, N_("付款期次"), longest=40),
                "amount_fen": stage.amount_fen,
                "after_step": stage.after_step,
            },
        )
        for place, stage in enumerate(stages or (Stage(_AT_ONCE, amount_fen),), start=1)
    ]
