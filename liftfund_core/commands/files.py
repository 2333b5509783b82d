"""Files in: a register of units or a list of payments becomes entries, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.money import levy_fen
from liftfund_core.errors import Conflict
from liftfund_core.imports.findings import Finding, ImportResult, Progress, no_progress
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.live import LIVE_FIELDS, compare_with_live
from liftfund_core.imports.payments import read_payments
from liftfund_core.imports.sheet import Sheet, read_sheet
from liftfund_core.imports.units import read_units
from liftfund_core.store import plain
from liftfund_core.store.deeds import Deed, Outcome, Sheetful
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.store.standing_load import EstateRules, load_estate
from liftfund_core.words import N_

RATE_VERSION = 1
_TRIES = 5


@dataclass(frozen=True)
class ImportReport:
    """What became of a file: any finding means that nothing was written."""

    findings: tuple[Finding, ...]
    written: int
    skipped: int
    head: int
    left_out: tuple[int, ...] = ()
    rows: pa.Table | None = None


def import_units(
    journal: Journal,
    actor: Actor,
    source: Path | bytes,
    name: str = "",
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Register units and assess each one's levy (area x rate, half-up to the fen, frozen: rules.md 2.1).

    Args:
        source: a CSV or XLSX file, as a path or as uploaded bytes with their `name`.
        dry_run: read and check only.

    Raises:
        NotAllowed: not this role's. Refusal: the file cannot be read as a register.
    """

    def read(sheet: Sheet, known: KnownEstate, _head: int) -> ImportResult:
        return read_units(sheet, known, progress)

    return _bring_in(journal, actor, read_sheet(source, name), read, _assessed, dry_run)


def import_payments(
    journal: Journal,
    actor: Actor,
    source: Path | bytes,
    name: str = "",
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Record a list of payments; a row identical to a live payment is skipped, so a file may come twice.

    Args, Raises: as for `import_units`.
    """

    def read(sheet: Sheet, known: KnownEstate, head: int) -> ImportResult:
        result = read_payments(sheet, known, progress)
        return compare_with_live(result, _live_matches(journal, head, result))

    return _bring_in(journal, actor, read_sheet(source, name), read, _paid, dry_run)


_Read = Callable[[Sheet, KnownEstate, int], ImportResult]


def _bring_in(
    journal: Journal,
    actor: Actor,
    sheet: Sheet,
    read: _Read,
    outcome: Callable[[ImportResult, EstateRules], Outcome],
    dry_run: bool,
) -> ImportReport:
    """Check a sheet against the book and write it, unless somebody was faster with what it rests on; then again."""
    check_may(actor, "import")
    for _ in range(_TRIES):
        head = journal.head
        known, rules = _known(journal, head)
        result = read(sheet, known, head)
        report = _report(result, 0, head)
        if dry_run or result.findings or not len(result.rows):
            return report
        receipt = journal.record(Deed(actor.name, _unless_overtaken(head, result, rules, outcome), alone=True))
        if receipt.written:
            return _report(result, receipt.written, journal.head)
    raise Conflict(N_("导入时一直有人在登记，没有写入；请稍后再导入。"))


def _unless_overtaken(
    head: int,
    result: ImportResult,
    rules: EstateRules,
    outcome: Callable[[ImportResult, EstateRules], Outcome],
) -> Callable[[Standing], Outcome]:
    """Write what the sheet came to when it was checked at `head`; nothing if that no longer holds."""

    def decide(standing: Standing) -> Outcome:
        return Outcome() if _overtaken(standing, head, result) else outcome(result, rules)

    return decide


def _overtaken(standing: Standing, head: int, result: ImportResult) -> bool:
    """Whether a deed since then could change what the sheet comes to; a meeting that goes on does not."""
    changed = "select 1 from entry where id > ? and (corrects is not null or kind = 'levy_assessed') limit 1"
    if first_row(standing.file, changed, [head]):
        return True
    if "receipt_no" not in result.rows.column_names:
        return False
    papers = "select receipt_no, bank_ref from payment where entry_id > $head"
    since = standing.file.sql(papers, params={"head": head}).to_arrow_table()
    return any(
        pc.any(pc.is_in(result.rows[paper], value_set=since[paper].drop_null())).as_py() for paper in since.column_names
    )


def _report(result: ImportResult, written: int, head: int) -> ImportReport:
    return ImportReport(result.findings, written, result.skipped, head, result.left_out, result.rows)


def _known(journal: Journal, head: int) -> tuple[KnownEstate, EstateRules]:
    """The estate as the files are checked against it."""
    with journal.reading() as file:
        rules = load_estate(file, head)
        buildings = file.execute("select building from live_building_added(?)", [head]).fetchall()
        units = file.sql(
            """select u.code, l.area_dm2, u.owner_id, u.owner_name, u.phone, u.kind
               from unit u join live_levy_assessed($head) l on l.unit = u.code order by u.code""",
            params={"head": head},
        ).to_arrow_table()
    assert rules is not None
    today = rules.day_of(journal.clock())
    known = KnownEstate(frozenset(code for (code,) in buildings), units, today)
    return known, rules


def _live_matches(journal: Journal, head: int, result: ImportResult) -> pa.Table:
    """Live payments that carry a receipt number or a bank reference of the sheet."""
    papers = result.rows.select(["receipt_no", "bank_ref"])
    with journal.reading() as file:
        file.register("incoming_papers", papers)
        found: pa.Table = file.sql(
            f"""select {", ".join(LIVE_FIELDS)} from live_payment($head) p
               where receipt_no in (select receipt_no from incoming_papers)
                  or bank_ref in (select bank_ref from incoming_papers where bank_ref is not null)""",
            params={"head": head},
        ).to_arrow_table()
        file.unregister("incoming_papers")
    return found


def _assessed(result: ImportResult, rules: EstateRules) -> Outcome:
    """Levy entries for new units, and the units themselves."""
    rows = result.rows
    count = rows.num_rows
    levies = pa.table(
        {
            "unit": rows["code"],
            "building": rows["building"],
            "area_dm2": rows["area_dm2"],
            "rate_fen_per_m2": pa.array([rules.rate_fen_per_m2] * count, pa.int64()),
            "rate_version": pa.array([RATE_VERSION] * count, pa.int64()),
            "amount_fen": pa.array(
                [levy_fen(area, rules.rate_fen_per_m2) for area in rows["area_dm2"].to_pylist()], pa.int64()
            ),
        }
    )
    columns = ["code", "building", "section", "room", "owner_id", "owner_name", "phone", "kind"]
    return Outcome(sheetful=Sheetful("levy_assessed", levies), plain=[plain.save_units(rows.select(columns))])


def _paid(result: ImportResult, _rules: EstateRules) -> Outcome:
    """Payment entries in the order of the sheet."""
    rows = result.rows.select(["unit", "amount_fen", "paid_on", "receipt_no", "channel", "bank_ref"])
    return Outcome(sheetful=Sheetful("payment", rows))
