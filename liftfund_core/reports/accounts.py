"""The accounts of units, for staff whose role covers households: what is due, what came in, by which receipt."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from liftfund_core.domain.instalments import Instalment, covered
from liftfund_core.domain.levy import UnitAccount
from liftfund_core.errors import NotFound
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.words import N_


@dataclass(frozen=True)
class UnitLine:
    """A unit and its account; areas in dm2, money in fen.

    Args:
        plan: the instalments that it has agreed to, in order; none where it has no plan.
        disputed: it disputes its levy, and that is not settled yet.
    """

    code: str
    building: str
    kind: str
    area_dm2: int
    rate_fen_per_m2: int
    account: UnitAccount
    plan: tuple[Instalment, ...] = ()
    disputed: bool = False

    @property
    def on_plan(self) -> bool:
        """It pays by instalments and is not through yet."""
        return bool(self.plan) and self.account.balance > 0


@dataclass(frozen=True)
class Movement:
    """One live entry on a unit's account; `amount_fen` is negative for what went back or away."""

    entry: int
    kind: str
    day: date | None
    amount_fen: int
    paper: str


_UNITS = """
    with disputed as (select unit, arg_max(state, entry_id) as state from live_dispute($head) group by unit)
    select a.unit, a.building, coalesce(u.kind, 'residence'), a.area_dm2, l.rate_fen_per_m2, a.assessed_fen,
           a.waived_fen, a.paid_fen, p.instalments, coalesce(d.state = 'raised', false)
    from unit_account($head) a join live_levy_assessed($head) l using (unit) left join unit u on u.code = a.unit
         left join live_instalment_plan($head) p on p.unit = a.unit left join disputed d on d.unit = a.unit"""


def units_of(journal: Journal, building: str, head: int | None = None) -> tuple[UnitLine, ...]:
    """All units of a building in the order of their codes, as people count: 2 before 10."""
    values = {"head": journal.head if head is None else head, "building": building}
    with journal.reading() as file:
        rows = file.execute(f"{_UNITS} where a.building = $building", values).fetchall()
    return tuple(sorted((_line(row) for row in rows), key=lambda line: in_order(line.code)))


def account(journal: Journal, unit: str) -> tuple[UnitLine, tuple[Movement, ...]]:
    """A unit's account and every live entry on it, oldest first.

    Raises:
        NotFound: there is no such unit.
    """
    values = {"head": journal.head, "unit": unit}
    with journal.reading() as file:
        row = first_row(file, f"{_UNITS} where a.unit = $unit", values)
        if row is None:
            raise NotFound(N_("没有 {unit} 这一户；房号写作“楼-单元-室”，如 1-2-1203，请核对。"), unit=unit)
        movements = file.execute(
            """select entry_id, 'payment', paid_on, amount_fen, receipt_no from live_payment($head) where unit = $unit
               union all select entry_id, 'refund', paid_on, -amount_fen, document_no
                         from live_refund($head) where unit = $unit
               union all select entry_id, 'waiver', null, amount_fen, document_no
                         from live_waiver($head) where unit = $unit
               union all select entry_id, 'transfer_out', null, -amount_fen, transfer_id
                         from live_transfer_out($head) where unit = $unit
               union all select entry_id, 'transfer_in', null, amount_fen, transfer_id
                         from live_transfer_in($head) where unit = $unit
               order by 1""",
            values,
        ).fetchall()
    return _line(row), tuple(Movement(*movement) for movement in movements)


def next_receipt(journal: Journal) -> str:
    """The receipt number after the highest one of the series in use: SJ-000123 -> SJ-000124; SJ-000001 at first.

    The series is that of the newest payment whose number ends in digits; a corrected payment is the newest one too,
    so its number need not be the highest.
    """
    with journal.reading() as file:
        row = first_row(
            file,
            """select arg_max(receipt_no, entry_id) from live_payment($head)
               where regexp_matches(receipt_no, '[0-9]$')""",
            {"head": journal.head},
        )
        newest = (row[0] if row else None) or "SJ-000000"
        found = re.fullmatch(r"(.*?)(\d+)", newest)
        assert found is not None
        stem, digits = found.groups()
        top = first_row(
            file,
            """select max(try_cast(substr(receipt_no, $cut) as hugeint)) from live_payment($head)
               where starts_with(receipt_no, $stem) and regexp_full_match(substr(receipt_no, $cut), '[0-9]+')""",
            {"head": journal.head, "stem": stem, "cut": len(stem) + 1},
        )
    highest = max(int(digits), (top[0] if top else None) or 0)
    return f"{stem}{highest + 1:0{len(digits)}d}"


def in_order(code: str) -> tuple[tuple[int, str], ...]:
    """A sort key by which 2 comes before 10 and letters come after digits."""
    return tuple((int(part), "") if part.isdigit() else (1 << 60, part) for part in re.split(r"(\d+)", code) if part)


def _line(row: tuple[Any, ...]) -> UnitLine:
    code, building, kind, area_dm2, rate, assessed, waived, paid, plan, disputed = row
    account = UnitAccount(assessed, waived_fen=waived, paid_fen=paid)
    agreed = {date.fromisoformat(day): fen for day, fen in json.loads(plan or "{}").items()}
    rows = covered(agreed, account.balance)
    return UnitLine(code, building, kind, area_dm2, rate, account, rows, disputed)
