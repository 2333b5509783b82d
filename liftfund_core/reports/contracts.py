"""Contracts with their stages, as those who ask for a payment on them need them: what is still left of each."""

from dataclasses import dataclass
from datetime import date

from liftfund_core.store.journal import Journal


@dataclass(frozen=True)
class StageLine:
    """A stage of a contract; `left_fen` has been neither paid nor asked for."""

    stage: int
    title: str
    amount_fen: int
    left_fen: int
    after_step: str | None


@dataclass(frozen=True)
class ContractLine:
    """A live contract; `left_fen` can still be asked for, `committed_fen` is still to be paid out of the account."""

    contract_no: str
    contractor: str
    amount_fen: int
    signed_on: date
    lifts: tuple[str, ...]
    purpose: str
    paid_from: str
    paid_fen: int
    committed_fen: int
    left_fen: int
    stages: tuple[StageLine, ...]


_CONTRACTS = """
    with asked as (
        select q.contract_no, sum(coalesce(a.approved_fen, a.requested_fen))::bigint as fen
        from approval($head) a join live_payment_request($head) q using (request_no)
        where a.payment is null group by q.contract_no
    )
    select c.contract_no, c.contractor, c.amount_fen, c.signed_on, c.lifts, c.purpose, c.paid_from, c.paid_fen,
           c.committed_fen, greatest(c.committed_fen - coalesce(a.fen, 0), 0)
    from contract_account($head) c left join asked a using (contract_no) order by c.contract_no"""
_STAGES = """
    with asked as (
        select q.contract_no, q.stage, sum(coalesce(p.amount_fen, a.approved_fen, a.requested_fen))::bigint as fen
        from approval($head) a join live_payment_request($head) q using (request_no)
             left join live_contractor_payment($head) p on p.entry_id = a.payment group by all
    )
    select s.contract_no, s.stage, s.title, s.amount_fen, greatest(s.amount_fen - coalesce(a.fen, 0), 0), s.after_step
    from live_contract_stage($head) s left join asked a on a.contract_no = s.contract_no and a.stage = s.stage
    order by s.contract_no, s.stage"""


def contracts(journal: Journal, head: int | None = None) -> tuple[ContractLine, ...]:
    """Every live contract in the order of its number."""
    values = {"head": journal.head if head is None else head}
    with journal.reading() as file:
        rows = file.execute(_CONTRACTS, values).fetchall()
        stages: dict[str, tuple[StageLine, ...]] = {}
        for number, *stage in file.execute(_STAGES, values).fetchall():
            stages[number] = (*stages.get(number, ()), StageLine(*stage))
    return tuple(
        ContractLine(*(number, contractor, amount, signed, tuple(lifts.split()), *rest, stages.get(number, ())))
        for number, contractor, amount, signed, lifts, *rest in rows
    )
