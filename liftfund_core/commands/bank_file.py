"""The bank's statement comes in: every line an entry, all of the file or nothing, and nothing twice."""

from pathlib import Path

from liftfund_core.commands.bring_in import ImportReport, batch_id, bring_in, corrected_since
from liftfund_core.commands.roles import Actor
from liftfund_core.imports.bank import read_bank
from liftfund_core.imports.findings import ImportResult, Progress, no_progress
from liftfund_core.imports.imported import ImportedLine, leave_out_imported
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.sheet import Sheet, read_sheet
from liftfund_core.store.deeds import Outcome, Sheetful
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.store.standing_load import EstateRules

_COLUMNS = ["value_date", "amount_fen", "balance_fen", "bank_ref", "memo", "counterparty", "rooms"]


def import_bank(
    journal: Journal,
    actor: Actor,
    source: Path | bytes,
    name: str = "",
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Bring in a bank statement; a line that the book holds already is skipped, so a file may come twice.

    Args, Raises: as for `import_units`.
    """

    def read(sheet: Sheet, known: KnownEstate, head: int) -> ImportResult:
        return leave_out_imported(read_bank(sheet, known, progress), _imported(journal, head))

    sheet = read_sheet(source, name)
    return bring_in(
        journal, actor, sheet, read, _as_lines, _statement_grew, dry_run=dry_run, request_id=batch_id(), deed="bank"
    )


def _imported(journal: Journal, head: int) -> list[ImportedLine]:
    """The live lines of the bank, oldest first."""
    with journal.reading() as file:
        rows = file.execute(
            """select entry_id, value_date, amount_fen, balance_fen, bank_ref, memo from live_bank_line(?)
               order by value_date, entry_id""",
            [head],
        ).fetchall()
    return [ImportedLine(*row) for row in rows]


def _as_lines(result: ImportResult, _rules: EstateRules) -> Outcome:
    """Bank lines in order of time."""
    return Outcome(sheetful=Sheetful("bank_line", result.rows.select(_COLUMNS)))


def _statement_grew(standing: Standing, head: int, _result: ImportResult) -> bool:
    """Whether other lines of the bank have come in since a head."""
    newer = "select 1 from bank_line where entry_id > ? limit 1"
    return corrected_since(standing, head) or first_row(standing.file, newer, [head]) is not None
