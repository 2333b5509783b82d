"""The cashier's desk on a full book: one payment among a million is found, lists are pasted and taken back."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.estates import ADMIN, filled, write_sheets
from benchmarks.report import Row, at_most, median
from liftfund_core.commands.batches import undo_batch
from liftfund_core.commands.files import import_payments
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.settlement import check_money
from liftfund_core.reports.ledger import account_lines
from liftfund_core.reports.payments import find_payments, unchecked_payments
from liftfund_core.store.journal import Journal

ROUNDS = 5
PASTED = 200
HEADER = "房号\t金额\t日期\t收据号"
REVIEWER = Actor("second", "reviewer")


def desk(folder: Path) -> list[Row]:
    """What a cashier and a second person wait for at 50,000 units and 1M payments."""
    journal = Journal.open(filled(folder / "desk.duckdb", write_sheets(folder, 100, 50_000, 1_000_000)))
    try:
        return [*_found(journal), *_pasted(journal)]
    finally:
        journal.close()


def _found(journal: Journal) -> list[Row]:
    """The slowest of five ways to look for a payment, and the two lists beside it."""
    (known,) = find_payments(journal, "R0500000")
    asked = {
        "amount": f"{known.amount_fen / 100:.2f}",
        "room": known.unit,
        "receipt": known.receipt_no,
        "part of a receipt": known.receipt_no[3:],
        "day": known.paid_on.isoformat(),
    }
    took = {what: _median(partial(find_payments, journal, text)) for what, text in asked.items()}
    slowest = max(took, key=lambda what: took[what])
    return [
        at_most("a payment among 1M found by what is known of it", took[slowest], 1, "s", f" (by {slowest})"),
        at_most("payments that nobody else has checked", _median(partial(unchecked_payments, journal)), 1, "s"),
        at_most("a page of the account with its running balance", _median(partial(account_lines, journal)), 1, "s"),
    ]


def _pasted(journal: Journal) -> list[Row]:
    """A list of 200 rows: gone over, written, checked by a second person, taken back as one."""
    units = [line.unit for line in find_payments(journal, "2023-03-01", PASTED)]
    looked, wrote, checked, undone = list[float](), list[float](), list[float](), list[float]()
    for number in range(ROUNDS):
        rows = [f"{unit}\t1.00\t2023-06-01\tP{number}-{place:06d}" for place, unit in enumerate(units)]
        bring_in = partial(import_payments, journal, ADMIN, "\n".join([HEADER, *rows]).encode(), "pasted")
        looked.append(_timed(partial(bring_in, dry_run=True)))
        wrote.append(_timed(bring_in))
        entries = [line.entry for line in unchecked_payments(journal, most=PASTED)]
        checked.append(_timed(partial(check_money, journal, REVIEWER, entries=entries)))
        undone.append(_timed(partial(undo_batch, journal, ADMIN, entry=entries[-1], reason="again")))
    return [
        at_most("200 pasted rows gone over", median(looked), 1, "s"),
        at_most("... written", median(wrote), 1, "s"),
        at_most("... checked by a second person", median(checked), 1, "s"),
        at_most("... taken back as one", median(undone), 1, "s"),
    ]


def _median(work: Callable[[], object]) -> float:
    return median([_timed(work) for _ in range(ROUNDS)])


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
