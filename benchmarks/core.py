"""The book itself: files in, verification, opening and the board, against bare DuckDB on the same files."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from benchmarks.estates import ADMIN, Sheets, filled, founded, write_sheets
from benchmarks.report import Row, at_most, median
from liftfund_core.commands.files import import_payments, import_units
from liftfund_core.reports.read_board import board
from liftfund_core.store.backup import settle
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify

ROUNDS = 3
LOOKS = 15

_UNITS = "read_csv(?, types = {'section': 'varchar', 'room': 'varchar', 'building': 'varchar'})"
# What a program without a journal would write: the same columns, digests and salts left empty.
_PLAIN = f"""
    insert into unit select building || '-' || section || '-' || room, building, section, room, null, null, null,
        'residence' from {_UNITS};
    insert into levy_assessed select row_number() over () + $first, building || '-' || section || '-' || room,
        building, (area_m2 * 100)::bigint, 1793, 1, (area_m2 * 1793)::bigint from {_UNITS};
    insert into payment select row_number() over () + $second, unit, (amount * 100)::bigint, paid_on, receipt_no,
        'transfer', null from read_csv(?);
    insert into entry select entry_id, 'levy_assessed', $now, 'bench', null, null, null, ''::blob, '', '', null
        from levy_assessed;
    insert into entry select entry_id, 'payment', $now, 'bench', null, null, null, ''::blob, '', '', null
        from payment"""


def core(folder: Path) -> list[Row]:
    small = write_sheets(folder / "small", 20, 10_000, 100_000)
    big = write_sheets(folder / "big", 100, 50_000, 1_000_000)
    bare, plain, ours = [], [], []
    for n in range(ROUNDS):
        bare.append(_bare(folder / f"bare{n}.duckdb", big))
        plain.append(_plain(folder / f"plain{n}.duckdb", big))
        ours.append(_ours(folder / f"ours{n}.duckdb", big))
    kept = folder / f"ours{ROUNDS - 1}.duckdb"
    memory = median([_read_only(big) for _ in range(ROUNDS)])
    note = f" ({median(ours):.1f} s; bare {median(bare):.2f}, plain SQL {median(plain):.1f}; in memory {memory:.2f})"
    return [
        at_most("import of 50,000 units + 1M payments, of a bare CSV", median(ours) / median(bare), 8, "x", note),
        at_most("... of plain SQL into the same tables", median(ours) / median(plain), 3, "x"),
        *_verified_and_opened(kept),
        *_boards(kept, filled(folder / "small.duckdb", small)),
    ]


def _bare(db: Path, sheets: Sheets) -> float:
    """DuckDB reads both files into tables without keys, in a file that is as durable as ours."""
    file = duckdb.connect(str(db), config={"checkpoint_threshold": "1TB"})
    took = _timed(lambda: _into_tables(file, sheets))
    file.execute("pragma disable_checkpoint_on_shutdown")
    file.close()
    _drop(db)
    return took


def _read_only(sheets: Sheets) -> float:
    """The same into memory."""
    file = duckdb.connect()
    return _timed(lambda: _into_tables(file, sheets))


def _into_tables(file: duckdb.DuckDBPyConnection, sheets: Sheets) -> None:
    file.execute("create table payments as from read_csv(?)", [str(sheets.payments)])
    file.execute("create table units as from read_csv(?)", [str(sheets.units)])


def _plain(db: Path, sheets: Sheets) -> float:
    """Plain statements into the tables of an estate, in one transaction."""
    journal = founded(db, sheets.buildings)
    head = journal.head
    values = {"first": head, "second": head + 50_000, "now": "2023-06-01"}
    with journal.reading() as file:
        took = _timed(lambda: _statements(file, sheets, values))
    journal.close()
    _drop(db)
    return took


def _statements(file: duckdb.DuckDBPyConnection, sheets: Sheets, values: dict[str, object]) -> None:
    file.execute("begin")
    for statement in _PLAIN.split(";"):
        source = str(sheets.payments if "read_csv(?)" in statement and "payment" in statement else sheets.units)
        text = statement.replace("?", f"'{source}'").replace("$now", f"timestamp '{values['now']}'")
        file.execute(text.replace("$first", str(values["first"])).replace("$second", str(values["second"])))
    file.execute("commit")


def _ours(db: Path, sheets: Sheets) -> float:
    """The imports as staff make them: checked, assessed, triggered, digested, sealed, durable."""
    journal = founded(db, sheets.buildings)

    def bring_in() -> None:
        assert import_units(journal, ADMIN, sheets.units).written
        assert import_payments(journal, ADMIN, sheets.payments).written

    took = _timed(bring_in)
    settle(journal.database)
    journal.close()
    return took


def _verified_and_opened(db: Path) -> list[Row]:
    opened, verified = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        journal = Journal.open(db)
        opened.append(time.perf_counter() - began)
        verified.append(_timed(lambda journal=journal: verify(journal.database)))  # type: ignore[misc]
        assert verify(journal.database).ok
        journal.close()
    return [
        at_most("verify at 1M entries", median(verified), 1.5, "s"),
        at_most("opening the file", median(opened), 0.5, "s"),
    ]


def _boards(big: Path, small: Path) -> list[Row]:
    newest_big, older_big = _board_ms(big)
    newest_small, older_small = _board_ms(small)
    growth = newest_big / newest_small
    return [
        at_most("board at the newest entry, 50,000 units + 1M payments", newest_big, 25, "ms"),
        at_most("... how much slower than at a tenth of the payments", growth, 10, "x", f" ({newest_small:.1f} ms)"),
        Row("board at an older entry", "", f"{older_big:.0f} ms; {older_small:.1f} ms at a tenth"),
    ]


def _board_ms(db: Path) -> tuple[float, float]:
    """Milliseconds of the board at the newest entry and at the one before."""
    journal = Journal.open(db)
    board(journal)
    newest = [_timed(lambda: board(journal)) * 1000 for _ in range(LOOKS)]
    older = [_timed(lambda: board(journal, journal.head - 1)) * 1000 for _ in range(LOOKS)]
    journal.close()
    return median(newest), median(older)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _drop(db: Path) -> None:
    for path in db.parent.glob(f"{db.name}*"):
        shutil.rmtree(path) if path.is_dir() else os.unlink(path)
