"""The made-up repairs: every step of the eighteen lifts, and what they cost the separate account."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from demo_calendar import workdays_after

BOOKED_ON = date(2023, 3, 2)  # the advance is booked, the six first lifts are surveyed
SURVEYED_ON = {"1": 28, "2": 28, "3": 29, "4": 29, "5": 30, "6": 30}  # March: the other twelve
FIRST_STOP_ON = date(2023, 3, 10)
COST_FEN = 7_000_000  # a lift; 420,000 yuan / 6 of the public report, taken for all eighteen (assumption A1)
STAGES = (("contracted", 2_100_000, "合同签订付 30%"), ("handed_over", 4_200_000, "验收移交付 60%"))
LAST_STAGE = ("in_service", 700_000, "恢复使用付 10%")
INTEREST = {date(2023, 3, 21): 318, date(2023, 6, 21): 17_682}  # fen
FEE_FEN = 500  # a transfer
FEES_ON = {4: date(2023, 4, 28), 5: date(2023, 5, 31), 6: date(2023, 6, 30), 7: date(2023, 7, 14)}
CONTRACTOR = "示例电梯工程公司"
LENDER = "示例物业公司"
WORKS = {"1": 18, "2": 17, "3": 18, "4": 16, "5": 16, "6": 17}  # working days a lift stands still
SECOND_LATER = {
    "1": 20,
    "2": 14,
    "3": 6,
    "4": 12,
    "5": 2,
    "6": 8,
}  # working days between the stops of lifts 2 and 3
RECTIFIED = "4-2"
SUSPENDED = "2-3"


@dataclass(frozen=True)
class Step:
    """One row of lift_steps.csv; `data` is canonical JSON."""

    day: date
    lift: str
    step: str
    data: str


@dataclass(frozen=True)
class Movement:
    """One row of money.csv: an advance, a payment to the contractor, a refund, interest or a fee of the bank."""

    day: date
    kind: str
    amount_fen: int
    lift: str = ""
    unit: str = ""
    party: str = ""
    contract_no: str = ""
    invoice_no: str = ""
    document_no: str = ""
    purpose: str = ""


def _number(series: str, lift: str) -> str:
    """A made-up document number: HT-2023-302 is the contract of lift 3-2."""
    building, place = lift.split("-")
    return f"{series}-2023-{building}{int(place):02d}"


def _step(day: date, lift: str, step: str, **data: str) -> Step:
    return Step(day, lift, step, json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _until_stop(lift: str, surveyed: date, funded: date, stop: date, back: date, funding: str) -> Iterable[Step]:
    """From the survey to the day on which the lift is switched off."""
    notified = workdays_after(funded, 2)
    building, place = lift.split("-")
    notice = f"{building}号楼{place}号梯{stop.month}月{stop.day}日起停梯大修，请改乘本楼其他电梯"
    yield _step(surveyed, lift, "surveyed")
    yield _step(funded, lift, "funded", funding=funding)
    yield _step(workdays_after(funded, 1), lift, "contracted", contract_no=_number("HT", lift))
    yield _step(notified, lift, "notified", notice_no=_number("SGGZ", lift), date=f"{notified}")
    applied = workdays_after(funded, 3)
    yield _step(applied, lift, "inspection_applied", application_no=_number("JYSQ", lift))
    yield _step(stop, lift, "out_of_service", notice=notice, planned_end=f"{back}")


def _after_works(lift: str, tested: date) -> Iterable[Step]:
    """From the contractor's own test to the day on which residents ride again."""
    yield _step(tested, lift, "self_inspected", report_no=_number("ZJ", lift))
    day = workdays_after(tested, 1)
    yield _step(day, lift, "inspecting")
    if lift == RECTIFIED:
        yield _step(workdays_after(day, 1), lift, "rectifying")
        day = workdays_after(day, 3)
        yield _step(day, lift, "inspecting")
    passed, handed, back = (workdays_after(day, later) for later in (1, 2, 3))
    yield _step(passed, lift, "inspection_passed", report_no=_number("JYBG", lift), date=f"{passed}")
    yield _step(handed, lift, "handed_over", document_no=_number("YS", lift))
    yield _step(back, lift, "in_service", date=f"{back}")


def _lift(lift: str, surveyed: date, funded: date, stop: date, funding: str) -> Iterable[Step]:
    """All steps of one lift; one lift waits two working days for parts."""
    tested = workdays_after(stop, WORKS[lift[0]])
    yield from _until_stop(lift, surveyed, funded, stop, workdays_after(tested, 4), funding)
    if lift == SUSPENDED:
        yield _step(workdays_after(stop, 6), lift, "suspended")
        yield _step(workdays_after(stop, 8), lift, "resumed")
        tested = workdays_after(tested, 2)
    yield from _after_works(lift, tested)


def lift_steps(crossed: Mapping[str, date]) -> list[Step]:
    """Lift 1 of each building on the advance; lifts 2 and 3 from the working day after its crossing."""
    steps: list[Step] = []
    for place, building in enumerate(sorted(crossed)):
        stop = workdays_after(FIRST_STOP_ON, place)
        steps += _lift(f"{building}-1", BOOKED_ON, workdays_after(BOOKED_ON, 1), stop, "advance")
        surveyed = date(2023, 3, SURVEYED_ON[building])
        funded = workdays_after(crossed[building], 1)
        second = workdays_after(funded, 5)
        third = workdays_after(second, SECOND_LATER[building])
        steps += _lift(f"{building}-2", surveyed, funded, second, "trigger")
        steps += _lift(f"{building}-3", surveyed, funded, third, "trigger")
    return sorted(steps, key=lambda step: step.day)


def _advances(buildings: Iterable[str]) -> Iterable[Movement]:
    for building in buildings:
        lift = f"{building}-1"
        number = _number("DZ", lift)
        yield Movement(
            BOOKED_ON,
            "advance",
            COST_FEN,
            lift,
            party=LENDER,
            document_no=number,
            purpose="首批大修垫资，直接付施工单位",
        )


def _to_contractor(steps: Iterable[Step]) -> Iterable[Movement]:
    """Three stages for each lift that the levy pays for, each one working day after its step."""
    invoice = 0
    stages = {step: (amount, purpose) for step, amount, purpose in (*STAGES, LAST_STAGE)}
    for step in steps:
        if step.step in stages and not step.lift.endswith("-1"):
            invoice += 1
            amount, purpose = stages[step.step]
            paid_on = workdays_after(step.day, 1)
            contract, number = _number("HT", step.lift), f"FP-2023-{invoice:03d}"
            yield Movement(
                paid_on,
                "contractor_payment",
                amount,
                step.lift,
                "",
                CONTRACTOR,
                contract,
                number,
                "",
                purpose,
            )


def _of_the_bank(payments: Iterable[Movement]) -> Iterable[Movement]:
    """Interest of two quarters, and five yuan for each transfer at the end of its month: together they come to nothing,
    so that what was collected less what was spent is what lies in the account.
    """
    yield from (Movement(day, "bank_interest", fen) for day, fen in INTEREST.items())
    for month, rows in groupby(sorted(payments, key=lambda row: row.day), key=lambda row: row.day.month):
        count = len(list(rows))
        yield Movement(FEES_ON[month], "bank_fee", FEE_FEN * count, purpose=f"跨行转账手续费 {count} 笔")


def money(steps: list[Step], overpaid_unit: str, overpaid_fen: int) -> list[Movement]:
    """The advance, the contractor's stages, the refund of one overpayment, interest and fees; in order of day."""
    buildings = sorted({step.lift[0] for step in steps})
    paid = list(_to_contractor(steps))
    refund = Movement(
        date(2023, 6, 20),
        "refund",
        overpaid_fen,
        unit=overpaid_unit,
        document_no="TK-2023-001",
        purpose="多缴退回",
    )
    return sorted([*_advances(buildings), *paid, *_of_the_bank(paid), refund], key=lambda row: row.day)
