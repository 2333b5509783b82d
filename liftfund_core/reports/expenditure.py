"""The way of one payment: which lift it repaired, under which contract, and who approved it, by role (rules.md 2.4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from liftfund_core.domain.privacy import mask_free_text
from liftfund_core.errors import NotFound
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing_load import load_estate
from liftfund_core.words import N_

# Where a payment stands in its line of corrections; what it became last is what it is.
_NEWEST = """
    with recursive line(id) as (
        select $entry union all select e.id from line join entry e on e.corrects = line.id
    ) select e.id, e.kind from line join entry e using (id) order by e.id desc limit 1"""
_PAYMENT = """
    select p.entry_id, p.amount_fen, p.paid_on, p.payee, p.lift, p.contract_no, p.invoice_no, p.purpose,
           a.request_no, s.title
    from contractor_payment p
         left join approval($head) a on a.payment = p.entry_id
         left join live_payment_request($head) q on q.request_no = a.request_no
         left join live_contract_stage($head) s on s.contract_no = q.contract_no and s.stage = q.stage
    where p.entry_id = $entry"""
_CONTRACT = """
    select contract_no, contractor, amount_fen, signed_on, paid_fen from contract_account($head)
    where contract_no = $contract_no"""
_STEPS = """
    with role as (
        select name, max_by(role, entry_id) as role from live_staff_added($head) group by name
    ), step as (
        select 1 as place, 'requested' as step, entry_id, null::date as day, applicant as party,
               request_no as paper, null::varchar as note, null::bigint as signatures, null::bigint as members
        from live_payment_request($head) where request_no = $request_no
        union all select 2, 'confirmed', entry_id, null, confirmed_by, document_no, null, null, null
                  from live_request_confirmed($head) where request_no = $request_no
        union all select 3, 'resolved', entry_id, held_on, null, decision_no, null, signatures, members
                  from live_request_resolved($head) where request_no = $request_no
        union all select 4, 'released', entry_id, null, null, null, null, null, null
                  from live_release_signed($head) where request_no = $request_no
        union all select 5, 'noted', entry_id, null, verdict, null, note, null, null
                  from live_supervision_note($head) where request_no = $request_no
    )
    select s.step, s.entry_id, s.day, e.recorded_at, s.party, r.role, s.paper, s.note, s.signatures, s.members
    from step s join entry e on e.id = s.entry_id left join role r on r.name = e.actor order by s.place, s.entry_id"""


@dataclass(frozen=True)
class ApprovalStep:
    """One step of an approval: requested, confirmed, resolved, released (by each of two people) or noted.

    Args:
        day: when, a local day. party: who asked or confirmed, or the verdict of the supervisor, as a code.
        role: of who entered it, None where the person has left the staff. signatures, members: under a resolution.
    """

    step: str
    entry: int
    day: date
    party: str | None
    role: str | None
    paper: str | None
    note: str | None
    signatures: int | None
    members: int | None


@dataclass(frozen=True)
class ContractWay:
    """The contract that a payment was made on, and what has been paid on it by now; money in fen."""

    contract_no: str
    contractor: str
    amount_fen: int
    signed_on: date
    paid_fen: int


@dataclass(frozen=True)
class Expenditure:
    """A payment to a contractor as anyone may follow it.

    Args:
        asked: the entry that was asked for; `entry` is what corrections made of it. withdrawn: it counts no longer.
        steps: empty where it was entered without an approval. lift_steps: (step, day) of its lift, in order.
    """

    asked: int
    entry: int
    withdrawn: bool
    amount_fen: int
    paid_on: date
    payee: str
    lift: str | None
    invoice_no: str | None
    purpose: str | None
    request_no: str | None
    stage: str | None
    contract: ContractWay | None
    steps: tuple[ApprovalStep, ...]
    lift_steps: tuple[tuple[str, date], ...]


def expenditure(journal: Journal, number: int) -> Expenditure:
    """The payment of that number, or what corrections made of it.

    Raises:
        NotFound: no payment to a contractor stands there.
    """
    head = journal.head
    with journal.reading() as file:
        entry, withdrawn = _standing_for(file, number)
        row: Any = first_row(file, _PAYMENT, {"head": head, "entry": entry})
        if row is None:
            raise NotFound(N_("第 {entry} 条不是支出；请从收支公示里点开一笔支出。"), entry=number)
        entry, amount, day, payee, lift, contract_no, invoice_no, purpose, request_no, stage = row
        return Expenditure(
            asked=number,
            entry=entry,
            withdrawn=withdrawn,
            amount_fen=amount,
            paid_on=day,
            payee=payee,
            lift=lift,
            invoice_no=invoice_no,
            purpose=purpose and mask_free_text(purpose),
            request_no=request_no,
            stage=stage,
            contract=_contract(file, head, contract_no),
            steps=_steps(file, head, request_no),
            lift_steps=_lift_steps(file, head, lift),
        )


def _standing_for(file: duckdb.DuckDBPyConnection, number: int) -> tuple[int, bool]:
    """The payment that stands for an entry now, and whether it was withdrawn."""
    row = first_row(file, _NEWEST, {"entry": number})
    if row is None or row[1] != "void":
        return (row[0] if row else number), False
    voided = first_row(file, "select voided from void where entry_id = ?", [row[0]])
    return (voided[0] if voided else number), True


def _contract(file: duckdb.DuckDBPyConnection, head: int, contract_no: str | None) -> ContractWay | None:
    row = first_row(file, _CONTRACT, {"head": head, "contract_no": contract_no})
    return ContractWay(*row) if row else None


def _steps(file: duckdb.DuckDBPyConnection, head: int, request_no: str | None) -> tuple[ApprovalStep, ...]:
    rules = load_estate(file, head)
    assert rules is not None
    rows = file.execute(_STEPS, {"head": head, "request_no": request_no}).fetchall()
    return tuple(
        ApprovalStep(step, entry, day or rules.day_of(at), party, role, paper, note and mask_free_text(note), *counted)
        for step, entry, day, at, party, role, paper, note, *counted in rows
    )


def _lift_steps(file: duckdb.DuckDBPyConnection, head: int, lift: str | None) -> tuple[tuple[str, date], ...]:
    rows = file.execute(
        "select step, done_on from live_lift_step($head) where lift = $lift order by entry_id",
        {"head": head, "lift": lift},
    ).fetchall()
    return tuple((step, day) for step, day in rows)
