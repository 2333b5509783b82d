"""Small worlds: the smallest estate that a sentence needs, built by the commands that staff use."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from liftfund_core.commands.approvals import confirm_request, release_payment, request_payment, resolve_request
from liftfund_core.commands.collection import record_payment
from liftfund_core.commands.contracts import Stage, register_contract
from liftfund_core.commands.estate import BuildingPlan, EstatePlan, create_estate
from liftfund_core.commands.files import import_payments, import_units
from liftfund_core.commands.lifts import record_step
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.committee import Meeting
from liftfund_core.domain.money import format_area, format_yuan
from liftfund_core.domain.overhaul import required_data
from liftfund_core.store.deeds import Deed, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing

ADMIN = Actor("管理员", "admin")
FINANCE = Actor("财务", "finance")
ENTRY = Actor("录入甲", "entry")
ENTRY_TOO = Actor("录入乙", "entry")
TELLER = Actor("计票甲", "teller")
TELLER_TOO = Actor("计票乙", "teller")
HOST = Actor("主持", "host")
SECRETARY = Actor("秘书", "secretary")
REVIEWER = Actor("复核", "reviewer")
SUPERVISOR = Actor("监督", "supervisor")
STAFF = (ADMIN, FINANCE, ENTRY, TELLER, HOST, SECRETARY, REVIEWER, SUPERVISOR)

NOON = datetime(2023, 6, 1, 4, 0)  # naive UTC: noon in Beijing
DAY = date(2023, 6, 1)
DUE_OF_65 = 116_545  # fen: 65.00 m2 at 17.93 yuan (rules.md 2.1)

# What a waiver and a transfer must carry besides.
COVERED = {"covered_by": "common_gap"}
CONSENT = {"from_document_no": "TY-1", "to_document_no": "TY-2"}

_papers = count(1)

EVIDENCE = {
    "funding": "advance",
    "contract_no": "HT-1",
    "notice_no": "GZ-1",
    "application_no": "SQ-1",
    "notice": "停梯公告",
    "planned_end": "2023-12-31",
    "report_no": "BG-1",
    "document_no": "YJ-1",
    "date": "2023-06-01",
    "until": "2025-06-01",
    "registration_change_no": "BG-9",
    "reason": "返工",
    "to": "surveyed",
}


@dataclass
class Clock:
    """A clock that tests set: naive UTC, a step further at every look."""

    now: datetime = NOON
    step: timedelta = field(default=timedelta())

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


Areas = Mapping[str, Sequence[int]]
TWO_BUILDINGS: Areas = {"1": [6500] * 4, "2": [12_000, 12_000, 4_500, 4_500]}


def estate(
    path: Path,
    areas: Areas = TWO_BUILDINGS,
    *,
    lifts: int = 2,
    budget_fen: int | None = None,
    clock: Clock | None = None,
    **rules: Any,
) -> Journal:
    """A new estate; `areas` are the dm2 of each building's units, whose rooms are 101, 102 ... in section 1."""
    buildings = tuple(BuildingPlan(code, lifts, budget_fen) for code in areas)
    plan = EstatePlan(code="test", name="测试小区", buildings=buildings, **rules)
    journal = create_estate(path, plan, clock or Clock())
    if any(areas.values()):
        report = import_units(journal, ADMIN, units_csv(areas), "units.csv")
        assert not report.findings, [finding.sentence() for finding in report.findings]
    return journal


class Templates:
    """Estates that were built once, to be copied: opening a copy takes a third of the time of building one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._built: dict[str, Path] = {}

    def copy(self, path: Path, areas: Areas = TWO_BUILDINGS, *, clock: Clock | None = None, **rules: Any) -> Journal:
        """A copy of such an estate at `path`, open."""
        key = repr((areas, sorted(rules.items())))
        if key not in self._built:
            self._built[key] = self._folder / f"{len(self._built)}.duckdb"
            estate(self._built[key], areas, **rules).close()
        copy_files(self._built[key], path)
        return Journal.open(path, clock or Clock())


def copy_files(source: Path, target: Path) -> None:
    """An estate file with its log and its head record, as somebody would copy them."""
    for ending in ("", ".wal", ".head"):
        beside = source.with_name(source.name + ending)
        if beside.exists():
            shutil.copyfile(beside, target.with_name(target.name + ending))


def units_csv(areas: Areas) -> bytes:
    """The register of such an estate as a file."""
    rows = ["building,section,room,area_m2"]
    for building, sizes in areas.items():
        rows += [f"{building},1,{101 + n},{format_area(dm2).replace(',', '')}" for n, dm2 in enumerate(sizes)]
    return "\n".join(rows).encode()


def payments_csv(rows: Sequence[tuple[str, int]], *, first_receipt: int = 1) -> bytes:
    """Payments of (unit, fen) as a file; receipts are numbered F000001 and so on."""
    lines = ["unit,amount,paid_on,receipt_no"]
    for number, (unit, fen) in enumerate(rows, first_receipt):
        lines.append(f"{unit},{format_yuan(fen).replace(',', '')},2023-06-01,F{number:06}")
    return "\n".join(lines).encode()


def pay(journal: Journal, unit: str, fen: int, actor: Actor = ENTRY, **more: Any) -> Receipt:
    """A payment with a receipt number of its own."""
    told = {"paid_on": DAY, "receipt_no": f"T{next(_papers):06}", **more}
    return record_payment(journal, actor, unit=unit, amount_fen=fen, **told)


def pay_by_file(journal: Journal, rows: Sequence[tuple[str, int]], *, first_receipt: int = 1) -> int:
    """The same payments brought in as a file; returns how many were written."""
    report = import_payments(journal, FINANCE, payments_csv(rows, first_receipt=first_receipt), "payments.csv")
    assert not report.findings, [finding.sentence() for finding in report.findings]
    return report.written


def contract(journal: Journal, number: str, fen: int, *parts_fen: int, **more: Any) -> Receipt:
    """A contract for lift 1-1 with stages of these fen, or none."""
    stages = [Stage(f"第 {place} 期", part) for place, part in enumerate(parts_fen, 1)]
    told = {"contractor": "施工", "signed_on": DAY, "lifts": ["1-1"], "purpose": "大修", "stages": stages, **more}
    return register_contract(journal, FINANCE, contract_no=number, amount_fen=fen, **told)


def request(journal: Journal, number: str, fen: int, actor: Actor = SECRETARY, **more: Any) -> Receipt:
    """The contractor asks to be paid."""
    told = {"applicant": "contractor", "payee": "施工", "purpose": "进度款", **more}
    return request_payment(journal, actor, request_no=number, amount_fen=fen, **told)


def resolve(journal: Journal, number: str, fen: int, actor: Actor = SECRETARY, **more: Any) -> Receipt:
    """Five of nine members sign (rules.md 1.4)."""
    told = {"decision_no": "JY-1", "held_on": DAY, "meeting": Meeting(9, 5, 5, 3, 5), **more}
    return resolve_request(journal, actor, request_no=number, approved_fen=fen, **told)


def approve(journal: Journal, number: str, fen: int, **more: Any) -> None:
    """A request that has come as far as the two who release it."""
    request(journal, number, fen, **more)
    confirm_request(journal, REVIEWER, request_no=number, confirmed_by="maintenance_company", document_no="QR-1")
    resolve(journal, number, fen)


def release(journal: Journal, number: str, fen: int, *actors: Actor) -> Receipt:
    """Both sign, and the money leaves the account."""
    first, second = actors or (FINANCE, ADMIN)
    release_payment(journal, first, request_no=number, amount_fen=fen, paid_on=DAY)
    return release_payment(journal, second, request_no=number, amount_fen=fen, paid_on=DAY)


def take_steps(journal: Journal, lift: str, *steps: str, **evidence: str) -> None:
    """Lift steps with all the papers that they need."""
    for step in steps:
        keys = required_data(step, "alteration")
        data = {key: EVIDENCE[key] for key in keys} | {k: v for k, v in evidence.items() if k in keys}
        record_step(journal, ENTRY, lift=lift, step=step, data=data)


def standing_of(journal: Journal) -> Standing:
    """The writer's own memory, looked at by a deed that does nothing."""
    seen: list[Standing] = []

    def look(standing: Standing) -> Outcome:
        seen.append(standing)
        return Outcome()

    journal.record(Deed("look", look))
    return seen[0]


def rows(journal: Journal, query: str, values: Any = None) -> list[tuple[Any, ...]]:
    """What the file says to a query, on a connection of its own."""
    with journal.reading() as file:
        return file.execute(query, values).fetchall()


def entry_kinds(journal: Journal) -> list[tuple[int, str]]:
    """(number, kind) of every entry in order."""
    return [(id, kind) for id, kind in rows(journal, "select id, kind from entry order by id")]
