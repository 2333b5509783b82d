"""Files in: a register of units or a list of payments becomes entries, all of it or nothing."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.commands.bring_in import ImportReport, batch_id, bring_in, corrected_since
from liftfund_core.commands.roles import Actor, DeedName
from liftfund_core.domain.money import levy_fen
from liftfund_core.imports.expenses import EXPENSE_FIELDS, AccountBook, compare_expenses, read_expenses
from liftfund_core.imports.findings import ImportResult, Progress, no_progress
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.live import LIVE_FIELDS, compare_with_live
from liftfund_core.imports.payments import read_payments
from liftfund_core.imports.sheet import Sheet, read_sheet
from liftfund_core.imports.units import read_units
from liftfund_core.store import plain
from liftfund_core.store.deeds import Outcome, Sheetful
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.store.standing_load import EstateRules, load_fund

RATE_VERSION = 1
# What moves the account, or decides what may still be paid out of it.
_ACCOUNT_KINDS = (
    "refund", "advance_repayment", "contractor_payment", "bank_fee", "contract", "payment_request",
)  # fmt: skip  # one list of names


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

    sheet = read_sheet(source, name)
    return bring_in(journal, actor, sheet, read, _assessed, _registered_since, dry_run=dry_run)


def import_payments(
    journal: Journal,
    actor: Actor,
    source: Path | bytes,
    name: str = "",
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
    request_id: str | None = None,
    deed: DeedName = "import",
) -> ImportReport:
    """Record a list of payments; a row identical to a live payment is skipped, so a file may come twice.

    Args, Raises: as for `import_units`. `request_id` begins with `BATCH`, so that the list can be taken back whole.
    """

    def read(sheet: Sheet, known: KnownEstate, head: int) -> ImportResult:
        result = read_payments(sheet, known, progress)
        return compare_with_live(result, _live_matches(journal, head, result))

    sheet, request = read_sheet(source, name), request_id or batch_id()
    return bring_in(
        journal, actor, sheet, read, _paid, _papers_used_since, dry_run=dry_run, request_id=request, deed=deed
    )


def import_expenses(
    journal: Journal,
    actor: Actor,
    source: Path | bytes,
    name: str = "",
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Record payments to contractors that were made before, for which the person who brings them vouches.

    They stand in the book without the steps of an approval, and are shown so. A row identical to a live payment is
    skipped.

    Args, Raises: as for `import_units`.
    """

    def read(sheet: Sheet, known: KnownEstate, head: int) -> ImportResult:
        return compare_expenses(read_expenses(sheet, known, progress), _account_book(journal, head))

    sheet = read_sheet(source, name)
    return bring_in(journal, actor, sheet, read, _spent, _account_moved_since, dry_run=dry_run, request_id=batch_id())


def _registered_since(standing: Standing, head: int, _result: ImportResult) -> bool:
    return corrected_since(standing, head)


def _papers_used_since(standing: Standing, head: int, result: ImportResult) -> bool:
    """Whether a payment since then bears a paper of the sheet; a meeting that goes on does not matter."""
    if corrected_since(standing, head):
        return True
    if "receipt_no" not in result.rows.column_names:
        return False
    papers = "select receipt_no, bank_ref from payment where entry_id > $head"
    since = standing.file.sql(papers, params={"head": head}).to_arrow_table()
    return any(
        pc.any(pc.is_in(result.rows[paper], value_set=since[paper].drop_null())).as_py() for paper in since.column_names
    )


def _account_moved_since(standing: Standing, head: int, _result: ImportResult) -> bool:
    moved = "select 1 from entry where id > $head and list_contains($kinds, kind) limit 1"
    found = first_row(standing.file, moved, {"head": head, "kinds": list(_ACCOUNT_KINDS)})
    return found is not None or corrected_since(standing, head)


def _account_book(journal: Journal, head: int) -> AccountBook:
    """What was paid to contractors, what the account holds, and what is left of each contract that it pays."""
    with journal.reading() as file:
        live = file.sql(
            f"select entry_id, {', '.join(EXPENSE_FIELDS)} from live_contractor_payment($head)", params={"head": head}
        )
        left = file.execute(
            """select contract_no, case when paid_from = 'account' then amount_fen - paid_fen else 0 end
               from contract_account(?)""",
            [head],
        ).fetchall()
        held = tuple(live.to_arrow_table().to_pylist())
        return AccountBook(held, load_fund(file, head).balance_fen, dict(left))


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


def _spent(result: ImportResult, _rules: EstateRules) -> Outcome:
    """Payments to contractors in the order of the sheet."""
    return Outcome(sheetful=Sheetful("contractor_payment", result.rows.select(list(EXPENSE_FIELDS))))
