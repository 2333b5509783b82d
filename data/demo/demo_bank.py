"""The made-up bank statement: the same money as the payments and movements, as a bank tells it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from demo_calendar import LAST_DAY
from demo_payments import Correction, Payment
from demo_works import Movement

_OUT = ("contractor_payment", "refund", "bank_fee")


@dataclass(frozen=True)
class Line:
    """One row of bank.csv; `amount_fen` is below zero for what left the account."""

    day: date
    amount_fen: int
    balance_fen: int
    ref: str
    memo: str
    counterparty: str


Told = tuple[date, int, str, str, str]  # day, fen, reference, memo, other side


def _memo(row: Payment) -> str:
    """The household as people write it: with dashes, spelt out, in full-width digits."""
    building, section, room = row.unit.split("-")
    written = (
        f"{row.unit} 电梯大修",
        f"{building}号楼{section}单元{room}电梯款",
        f"电梯大修 {row.unit}".translate(str.maketrans("0123456789-", "０１２３４５６７８９－")),
    )
    return written[row.slip % len(written)]


def _paid(rows: Iterable[Payment], corrections: Iterable[Correction]) -> list[Payment]:
    """What was really paid: the right amounts, without the receipt that was withdrawn."""
    right = {fix.slip: fix.amount_fen for fix in corrections}
    kept = (row for row in rows if right.get(row.slip, row.amount_fen) is not None)
    return [Payment(**{**vars(row), "amount_fen": right.get(row.slip, row.amount_fen)}) for row in kept]


def _transfers(paid: Iterable[Payment]) -> Iterator[Told]:
    """Each transfer and each scan by itself, on its day."""
    for row in paid:
        if row.bank_ref:
            yield row.paid_on, row.amount_fen, row.bank_ref, _memo(row), "扫码付款" if row.channel == "扫码" else "个人"


def _deposits(paid: Iterable[Payment]) -> Iterator[Told]:
    """The cash of a week, paid in on Friday under the number of its slip."""
    by_friday: dict[date, int] = {}
    for row in paid:
        if not row.bank_ref:
            friday = row.paid_on + timedelta(days=(4 - row.paid_on.weekday() - 1) % 7 + 1)
            by_friday[friday] = by_friday.get(friday, 0) + row.amount_fen
    for friday, fen in by_friday.items():
        if friday <= LAST_DAY:
            yield friday, fen, f"CK{friday:%Y%m%d}", f"现金存款 CK-{friday:%Y-%m%d}", "物业管理委员会"


def _movements(movements: Iterable[Movement]) -> Iterator[Told]:
    """What the book calls interest, a fee, a refund, or a payment to the contractor."""
    for number, row in enumerate(movements, 1):
        if row.kind == "advance":  # paid straight to the contractor
            continue
        fen = -row.amount_fen if row.kind in _OUT else row.amount_fen
        papers = " ".join(part for part in (row.purpose, row.contract_no, row.invoice_no, row.unit) if part)
        memo = {"bank_interest": "结息"}.get(row.kind, papers)
        other = row.party or ("个人" if row.unit else "")
        yield row.day, fen, f"DG{row.day:%Y%m%d}{number:04d}", memo, other


def bank_lines(rows: list[Payment], corrections: list[Correction], movements: list[Movement]) -> list[Line]:
    """The rows of bank.csv in order of day, with the balance that runs along; what came in stands first."""
    paid = _paid(rows, corrections)
    told = [*_transfers(paid), *_deposits(paid), *_movements(movements)]
    ordered = sorted(told, key=lambda line: (line[0], line[1] < 0, line[2]))
    balances = accumulate(line[1] for line in ordered)
    return [Line(day, fen, balance, *said) for (day, fen, *said), balance in zip(ordered, balances, strict=True)]
