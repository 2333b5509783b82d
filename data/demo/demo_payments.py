"""The made-up payments: who pays on which day, in how many parts, and the three slips of the pen."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from demo_calendar import LAST_DAY, NOTICES, Dice, paying_days, pull, workdays_after
from demo_units import Unit


@dataclass(frozen=True)
class Pace:
    """How one building pays: units paid in the end, units that stop half-way, busiest day, days of spread."""

    paid: int
    part_paid: int  # 0 or at least 5: a smaller count would point at households (rules.md 2.5)
    busiest: date
    spread: int


PACES = {
    "1": Pace(167, 0, date(2023, 4, 4), 19),
    "2": Pace(162, 0, date(2023, 4, 15), 22),
    "3": Pace(155, 6, date(2023, 5, 12), 24),
    "4": Pace(159, 0, date(2023, 4, 25), 22),
    "5": Pace(152, 7, date(2023, 5, 27), 26),
    "6": Pace(159, 0, date(2023, 5, 2), 23),
}
IN_TWO_PARTS = 4  # units of each building that pay a first part and later the rest
ROUNDED_UP = 2  # units of each building that pay cash up to the next 5 yuan


@dataclass(frozen=True)
class Payment:
    """One row of payments.csv as it was written down; `slip` tells rows apart before they have receipts."""

    unit: str
    amount_fen: int
    paid_on: date
    channel: str
    slip: int
    receipt_no: str = ""
    bank_ref: str = ""


@dataclass(frozen=True)
class Correction:
    """One row of corrections.csv; `amount_fen` is the right amount, None for a payment that is withdrawn."""

    day: date
    slip: int
    amount_fen: int | None
    reason: str


def _days(building: str, count: int) -> list[date]:
    """`count` days in order, spread by the pull of each day."""
    pace = PACES[building]
    days = paying_days()
    sums = list(accumulate(pull(day, pace.busiest, pace.spread, NOTICES) for day in days))
    dice = Dice(300 + int(building))
    step = sums[-1] // count
    return [days[bisect_right(sums, place * sums[-1] // count + dice.below(step))] for place in range(count)]


def _channel(dice: Dice) -> str:
    return ("转账", "转账", "转账", "转账", "扫码", "扫码", "扫码", "现金")[dice.below(8)]


def _first_part(due_fen: int) -> int:
    """Half of the levy, cut to whole 100 yuan."""
    return due_fen // 2 // 10_000 * 10_000


def _building(building: str, units: list[Unit]) -> Iterable[Payment]:
    """All payments of one building as they should be written down."""
    pace = PACES[building]
    order = Dice(100 + int(building)).shuffled(units)[: pace.paid + pace.part_paid]
    stopping = set(order[pace.paid :])
    in_parts = set(order[:IN_TWO_PARTS])
    rounded = set(order[IN_TWO_PARTS : IN_TWO_PARTS + ROUNDED_UP])
    dice = Dice(200 + int(building))
    days = _days(building, len(order))
    for unit, day in zip(dice.shuffled(order), days, strict=True):
        channel = _channel(dice)
        first = Payment(unit.code, unit.due_fen, day, channel, 0)
        if unit in rounded:
            yield replace(first, amount_fen=-(-unit.due_fen // 500) * 500, channel="现金")
        elif unit in stopping:
            yield replace(first, amount_fen=_first_part(unit.due_fen))
        elif unit in in_parts:
            part = _first_part(unit.due_fen)
            rest_on = min(workdays_after(day, 10 + dice.below(15)), LAST_DAY)
            yield replace(first, amount_fen=part)
            yield replace(first, amount_fen=unit.due_fen - part, paid_on=rest_on)
        else:
            yield first


def _drafts(units: list[Unit]) -> list[Payment]:
    """All payments in the order in which they are made."""
    rows = [
        row for building in PACES for row in _building(building, [unit for unit in units if unit.building == building])
    ]
    mixed = sorted(Dice(400).shuffled(range(len(rows))), key=lambda index: rows[index].paid_on)
    return [replace(rows[index], slip=slip) for slip, index in enumerate(mixed)]


def _with_swapped_digits(amount_fen: int) -> int:
    """The hundreds and tens of yuan swapped, as a tired hand types them."""
    tens, hundreds = amount_fen // 1000 % 10, amount_fen // 10_000 % 10
    return amount_fen + (tens - hundreds) * 9_000


def _mistyped(rows: list[Payment], building: str, day: date) -> tuple[int, Payment]:
    """The first payment of a building from a day on whose swapped digits read higher, and what was typed."""
    for index, row in enumerate(rows):
        typed = _with_swapped_digits(row.amount_fen)
        if row.paid_on >= day and row.unit.startswith(building) and row.amount_fen < typed and row.channel == "转账":
            return index, replace(row, amount_fen=typed)
    raise LookupError(building, day)


def _wrong_door(rows: list[Payment], building: str, day: date) -> tuple[int, Payment]:
    """The first cash payment from a day on, written down for another household, which pays a month later."""
    later = next(row for row in rows if row.unit.startswith(building) and (row.paid_on - day).days > 30)
    for index, row in enumerate(rows):
        if row.paid_on >= day and row.unit.startswith(building) and row.channel == "现金":
            return index, replace(row, unit=later.unit)
    raise LookupError(building, day)


def _slips_of_the_pen(rows: list[Payment]) -> tuple[list[Payment], list[Correction]]:
    """The rows as they were first written, with two amounts and one household wrong, and the corrections."""
    written = list(rows)
    corrections = []
    for building, day in (("2", date(2023, 3, 21)), ("1", date(2023, 5, 23))):
        index, wrong = _mistyped(rows, building, day)
        written[index] = wrong
        right = rows[index]
        reason = "金额录入时百位与十位颠倒，按银行回单更正"
        corrections.append(Correction(workdays_after(right.paid_on, 1), right.slip, right.amount_fen, reason))
    index, wrong = _wrong_door(rows, "6", date(2023, 3, 29))
    written[index] = wrong
    again_on = workdays_after(wrong.paid_on, 1)
    corrections.append(Correction(again_on, wrong.slip, None, "房号录错，原收据作废，另开收据重新登记"))
    written.append(replace(rows[index], paid_on=again_on, slip=len(rows)))
    return sorted(written, key=lambda row: row.paid_on), sorted(corrections, key=lambda fix: fix.day)


def _numbered(rows: list[Payment]) -> list[Payment]:
    """Receipt numbers in order of time; a bank reference for everything but cash."""
    prefix = {"转账": "ZZ", "扫码": "SM"}
    numbered = []
    for number, row in enumerate(rows, start=1):
        mark = prefix.get(row.channel)
        ref = f"{mark}{row.paid_on:%Y%m%d}{number:06d}" if mark else ""
        numbered.append(replace(row, receipt_no=f"SJ-{number:06d}", bank_ref=ref))
    return numbered


def payments(units: list[Unit]) -> tuple[list[Payment], list[Correction]]:
    """The rows of payments.csv in order of receipt, and the corrections made to them later."""
    rows, corrections = _slips_of_the_pen(_drafts(units))
    return _numbered(rows), corrections


def crossings(units: list[Unit], rows: list[Payment], corrections: list[Correction]) -> dict[str, date]:
    """The day on which each building has collected half of its due, each unit counted up to its own due."""
    due = {unit.code: unit.due_fen for unit in units}
    wrong = {fix.slip: fix for fix in corrections}
    half = {code: sum(u.due_fen for u in units if u.building == code) for code in PACES}
    paid: dict[str, int] = defaultdict(int)
    counted: dict[str, int] = defaultdict(int)
    crossed: dict[str, date] = {}
    for row in rows:
        amount = row.amount_fen if row.slip not in wrong else wrong[row.slip].amount_fen or 0
        building = row.unit.split("-")[0]
        before = min(paid[row.unit], due[row.unit])
        paid[row.unit] += amount
        counted[building] += min(paid[row.unit], due[row.unit]) - before
        if 2 * counted[building] >= half[building]:
            crossed.setdefault(building, row.paid_on)
    return crossed
