"""The files of the made-up campaign, read the plain way, for the tests that hold them to their figures."""

import csv
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from liftfund_core.domain.money import levy_fen

DATA = Path(__file__).parent.parent / "data"
DEMO = DATA / "demo"
BUILDINGS = ["1", "2", "3", "4", "5", "6"]
PATH_OF_A_LIFT = [
    "surveyed", "funded", "contracted", "notified", "inspection_applied", "out_of_service", "self_inspected",
    "inspecting", "inspection_passed", "handed_over", "in_service",
]  # fmt: skip  # one line a phase, as in rules.md 3
MUST_CARRY = {
    "funded": {"funding"},
    "contracted": {"contract_no"},
    "notified": {"notice_no", "date"},
    "inspection_applied": {"application_no"},
    "out_of_service": {"notice", "planned_end"},
    "self_inspected": {"report_no"},
    "inspection_passed": {"report_no", "date"},
    "handed_over": {"document_no"},
    "in_service": {"date"},
}
FACTS = tomllib.loads((DATA / "facts.toml").read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hundredths(text: str) -> int:
    whole, part = text.split(".")
    assert len(part) == 2
    return int(whole) * 100 + int(part)


UNITS = {f"{row['楼栋']}-{row['单元']}-{row['房号']}": row for row in rows("units.csv")}
DUE = {code: levy_fen(hundredths(row["面积"]), 1793) for code, row in UNITS.items()}
PAYMENTS = rows("payments.csv")
CORRECTIONS = {row["收据号"]: row for row in rows("corrections.csv")}
STEPS = rows("lift_steps.csv")
MONEY = rows("money.csv")


def right_amount(payment: dict[str, str]) -> int:
    """The amount that stands after the corrections; 0 for a withdrawn payment."""
    correction = CORRECTIONS.get(payment["收据号"])
    if correction is None:
        return hundredths(payment["金额"])
    return hundredths(correction["新金额"]) if correction["类型"] == "replace" else 0


def net_paid() -> Counter[str]:
    paid: Counter[str] = Counter()
    for payment in PAYMENTS:
        paid[payment["房号"]] += right_amount(payment)
    for movement in MONEY:
        if movement["类别"] == "refund":
            paid[movement["房号"]] -= hundredths(movement["金额"])
    return paid


def codes_of(building: str) -> list[str]:
    return [code for code, row in UNITS.items() if row["楼栋"] == building]


def movements_of_the_account() -> Iterator[tuple[str, int, int]]:
    """Day, place in the day (spending first, to be strict), fen in or out of the separate account."""
    wrong_until = {receipt: row["日期"] for receipt, row in CORRECTIONS.items()}
    for payment in PAYMENTS:
        written = hundredths(payment["金额"])
        yield payment["日期"], 1, written
        if payment["收据号"] in wrong_until:
            yield wrong_until[payment["收据号"]], 0, right_amount(payment) - written
    for movement in MONEY:
        if movement["类别"] != "advance":
            sign = 1 if movement["类别"] == "bank_interest" else -1
            yield movement["日期"], 0, sign * hundredths(movement["金额"])


def crossing_days() -> dict[str, str]:
    """The day on which each building reaches half of its due, counting what was written at that moment."""
    paid: Counter[str] = Counter()
    crossed: dict[str, str] = {}
    written = [(p["日期"], 1, p["房号"], hundredths(p["金额"])) for p in PAYMENTS]
    unit_of = {p["收据号"]: p for p in PAYMENTS}
    for receipt, row in CORRECTIONS.items():
        payment = unit_of[receipt]
        written.append((row["日期"], 0, payment["房号"], right_amount(payment) - hundredths(payment["金额"])))
    for day, _, unit, fen in sorted(written, key=lambda item: item[:2]):
        paid[unit] += fen
        building = unit.split("-")[0]
        codes = codes_of(building)
        if 2 * sum(min(paid[c], DUE[c]) for c in codes) >= sum(DUE[c] for c in codes):
            crossed.setdefault(building, day)
    return crossed


def steps_by_lift() -> dict[str, list[dict[str, str]]]:
    by_lift: dict[str, list[dict[str, str]]] = defaultdict(list)
    for step in STEPS:
        by_lift[step["电梯"]].append(step)
    return by_lift


def day_of(lift: str, name: str) -> str:
    return next(step["日期"] for step in STEPS if (step["电梯"], step["步骤"]) == (lift, name))
