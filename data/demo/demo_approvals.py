"""The made-up papers behind the money: contracts with their stages, and how each payment was approved, step by step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from demo_calendar import workdays_after
from demo_works import CONTRACTOR, COST_FEN, LAST_STAGE, STAGES, Movement, Step

MEETING = (9, 5, 7, 4, 6)  # members, owner representatives; present, owner representatives present, signatures
CHECKED_BY = {
    "contracted": "maintenance_company",
    "handed_over": "inspection_body",
    "in_service": "maintenance_company",
}

# A request that waits for the committee when the demo begins.
WAITING = (
    *(date(2023, 7, 13), "FK-2023-037", 240_000, "", "5-1", "", CONTRACTOR, "FP-2023-037", "机房照明和通风修复"),
    *("maintenance_company", "QR-2023-037", "", None, None, ""),
)


@dataclass(frozen=True)
class Contract:
    """One row of contracts.csv: a contract for one lift; `stages`: title|yuan|step of each, between semicolons."""

    day: date
    contract_no: str
    contractor: str
    amount_fen: int
    lift: str
    purpose: str
    paid_from: str
    stages: str


@dataclass(frozen=True)
class Approval:
    """One row of approvals.csv: the request, the confirmation, the resolution and the note of one payment."""

    asked_on: date
    request_no: str
    amount_fen: int
    stage: int | str
    lift: str
    contract_no: str
    payee: str
    invoice_no: str
    purpose: str
    confirmed_by: str
    confirmation_no: str
    decision_no: str
    paid_on: date | None
    noted_on: date | None
    note: str


def contracts(steps: Iterable[Step]) -> list[Contract]:
    """A contract for each lift on the day of its step; the first lift of each building is paid by the lender."""
    signed = [step for step in steps if step.step == "contracted"]
    return [
        Contract(
            step.day,
            _contract_no(step.lift),
            CONTRACTOR,
            COST_FEN,
            step.lift,
            f"{step.lift} 电梯大修",
            "lender" if step.lift.endswith("-1") else "account",
            ";".join(f"{title}|{fen // 100}|{after}" for after, fen, title in (*STAGES, LAST_STAGE)),
        )
        for step in signed
    ]


def approvals(steps: Iterable[Step], movements: Iterable[Movement]) -> list[Approval]:
    """What was done before each payment to the contractor and after it."""
    stages = {purpose: (place, step) for place, (step, _, purpose) in enumerate((*STAGES, LAST_STAGE), start=1)}
    done_on = {(step.lift, step.step): step.day for step in steps}
    rows = []
    for number, row in enumerate((m for m in movements if m.kind == "contractor_payment"), start=1):
        stage, step = stages[row.purpose]
        rows.append(
            Approval(
                asked_on=done_on[row.lift, step],
                request_no=f"FK-2023-{number:03d}",
                amount_fen=row.amount_fen,
                stage=stage,
                lift=row.lift,
                contract_no=row.contract_no,
                payee=row.party,
                invoice_no=row.invoice_no,
                purpose=row.purpose,
                confirmed_by=CHECKED_BY[step],
                confirmation_no=f"QR-2023-{number:03d}",
                decision_no=f"JY-{row.day:%Y-%m%d}",
                paid_on=row.day,
                noted_on=workdays_after(row.day, 1),
                note="合同、发票、验收单齐全" if stage == 2 else "",
            )
        )
    waiting = Approval(*WAITING)
    return sorted([*rows, waiting], key=lambda row: row.asked_on)


def _contract_no(lift: str) -> str:
    building, place = lift.split("-")
    return f"HT-2023-{building}{int(place):02d}"
