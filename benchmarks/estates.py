"""Made-up estates of any size, written by the same imports as real ones."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from liftfund_core.commands.estate import BuildingPlan, EstatePlan, create_estate
from liftfund_core.commands.files import import_payments, import_units
from liftfund_core.commands.polls import open_poll
from liftfund_core.commands.roles import Actor
from liftfund_core.store.backup import settle
from liftfund_core.store.journal import Journal

ADMIN = Actor("bench", "admin")
POLL = "V1"


@dataclass(frozen=True)
class Sheets:
    """The files of an estate: units and payments as CSV."""

    buildings: int
    units: Path
    payments: Path


def write_sheets(folder: Path, buildings: int, units: int, payments: int) -> Sheets:
    """The same files every time: flats of 56 to 130 square metres, payments of a few hundred yuan each."""
    folder.mkdir(parents=True, exist_ok=True)
    sheets = Sheets(buildings, folder / "units.csv", folder / "payments.csv")
    chance = Random(buildings + units + payments)
    codes = []
    with sheets.units.open("w", newline="") as file:
        write = csv.writer(file).writerow
        write(["building", "section", "room", "area_m2"])
        for n in range(units):
            building, door = n % buildings + 1, n // buildings
            section, room = door // 120 + 1, (door % 120 // 4 + 1) * 100 + door % 4 + 1
            write([building, section, room, f"{chance.randint(5600, 13000) / 100:.2f}"])
            codes.append(f"{building}-{section}-{room}")
    with sheets.payments.open("w", newline="") as file:
        write = csv.writer(file).writerow
        write(["unit", "amount", "paid_on", "receipt_no"])
        days = [(date(2023, 2, 1) + timedelta(days=n)).isoformat() for n in range(120)]
        for n in range(payments):
            write(
                [
                    codes[chance.randrange(units)],
                    f"{chance.randint(100, 12000) / 100:.2f}",
                    days[n * 120 // payments],
                    f"R{n:07d}",
                ]
            )
    return sheets


def founded(db: Path, buildings: int) -> Journal:
    """A new estate without units."""
    plan = EstatePlan(
        code="bench", name="量速小区", buildings=tuple(BuildingPlan(str(n + 1), 3) for n in range(buildings))
    )
    return create_estate(db, plan)


def filled(db: Path, sheets: Sheets) -> Path:
    """An estate with everything imported and folded into its file, as `import` leaves it."""
    journal = founded(db, sheets.buildings)
    import_units(journal, ADMIN, sheets.units)
    import_payments(journal, ADMIN, sheets.payments)
    settle(journal.database)
    journal.close()
    return db


def meeting(folder: Path) -> tuple[Path, list[str]]:
    """An estate of 12,000 households with a phone poll open, and the codes of its households."""
    folder.mkdir(parents=True, exist_ok=True)
    db = filled(folder / "meeting.duckdb", write_sheets(folder, 12, 12_000, 12_000))
    journal = Journal.open(db)
    open_poll(journal, ADMIN, code=POLL, title="大修吗", phones=True)
    with journal.reading() as file:
        codes = [code for (code,) in file.execute("select code from household_code order by code").fetchall()]
    journal.close()
    return db, codes
