"""What a household reads with its account code: its own dues, payments and receipts, and nothing of others."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from liftfund_core.domain.codes import normalise
from liftfund_core.reports.accounts import Movement, UnitLine, account
from liftfund_core.reports.board import EstateLine
from liftfund_core.reports.proof import Proof, proofs
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row

MOST_RECEIPTS = 20


@dataclass(frozen=True)
class ReceiptLine:
    """One payment that was receipted; `corrected_by` is the entry that withdrew or replaced it."""

    proof: Proof
    paid_on: date
    amount_fen: int
    receipt_no: str
    corrected_by: int | None


@dataclass(frozen=True)
class Household:
    """A household's own account, true at `head`; `as_of` is aware, in the estate's time.

    Args:
        receipts: the newest first, no more than MOST_RECEIPTS; `older` is how many are left out.
        others: live refunds, waivers and transfers, oldest first.
    """

    head: int
    as_of: datetime | None
    estate: EstateLine
    unit: UnitLine
    receipts: tuple[ReceiptLine, ...]
    older: int
    others: tuple[Movement, ...]


def household(journal: Journal, code: str) -> Household | None:
    """The account that this code reads, however it was typed; None where it reads none."""
    unit = _unit_of(journal, code)
    if unit is None:
        return None
    seen, (line, movements) = board(journal), account(journal, unit)
    receipts, older = _receipts(journal, unit)
    return Household(
        head=seen.head,
        as_of=seen.as_of.astimezone(ZoneInfo(seen.estate.timezone)) if seen.as_of else None,
        estate=seen.estate,
        unit=line,
        receipts=receipts,
        older=older,
        others=tuple(movement for movement in movements if movement.kind != "payment"),
    )


def _unit_of(journal: Journal, code: str) -> str | None:
    wanted = normalise(code)
    if wanted is None:
        return None
    with journal.reading() as file:
        row = first_row(file, "select unit from account_code where code = ?", [wanted])
    return str(row[0]) if row else None


def _receipts(journal: Journal, unit: str) -> tuple[tuple[ReceiptLine, ...], int]:
    """Every payment that was ever entered for the unit, corrected ones too: their papers are still in a drawer."""
    with journal.reading() as file:
        rows = file.execute(
            """select p.entry_id, p.paid_on, p.amount_fen, p.receipt_no, c.id
               from payment p left join (select corrects, id from entry where corrects is not null and id <= $head) c
                    on c.corrects = p.entry_id
               where p.unit = $unit and p.entry_id <= $head order by p.entry_id desc""",
            {"head": journal.head, "unit": unit},
        ).fetchall()
    shown = rows[:MOST_RECEIPTS]
    proved = proofs(journal, [row[0] for row in shown])
    return tuple(ReceiptLine(proved[entry], *told) for entry, *told in shown), len(rows) - len(shown)
