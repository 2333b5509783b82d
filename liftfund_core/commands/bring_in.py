"""How a file comes into the book: checked whole, written whole, and once more when somebody was faster."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pyarrow as pa

from liftfund_core.commands.roles import Actor, DeedName, check_may
from liftfund_core.errors import Conflict
from liftfund_core.imports.findings import Finding, ImportResult
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.sheet import Sheet
from liftfund_core.store.batches import BATCH
from liftfund_core.store.deeds import Deed, Outcome
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.store.standing_load import EstateRules, lifts_of, load_buildings, load_estate
from liftfund_core.words import N_

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


Read = Callable[[Sheet, KnownEstate, int], ImportResult]
Make = Callable[[ImportResult, EstateRules], Outcome]
Overtaken = Callable[[Standing, int, ImportResult], bool]


def bring_in(
    journal: Journal,
    actor: Actor,
    sheet: Sheet,
    read: Read,
    outcome: Make,
    overtaken: Overtaken,
    *,
    dry_run: bool,
    request_id: str | None = None,
    deed: DeedName = "import",
) -> ImportReport:
    """Check a sheet against the book and write it, unless somebody was faster with what it rests on; then again.

    Args:
        read: the sheet against the estate as it is known at a head.
        outcome: what its rows come to. overtaken: whether what was entered since a head could change that.
        request_id: the same list is written once. deed: whose roles may do it.

    Raises:
        NotAllowed: not this role's. Conflict: somebody was faster every time.
    """
    check_may(actor, deed)
    for _ in range(_TRIES):
        head = journal.head
        known, rules = _known(journal, head)
        result = read(sheet, known, head)
        report = _report(result, 0, head)
        if dry_run or result.findings or not len(result.rows):
            return report
        decide = _unless_overtaken(head, result, rules, outcome, overtaken)
        receipt = journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))
        if receipt.repeated:
            return _report(result, 0, journal.head)
        if receipt.written:
            return _report(result, receipt.written, journal.head)
    raise Conflict(N_("导入时一直有人在登记，没有写入；请稍后再导入。"))


def batch_id() -> str:
    """A request id for a list of money."""
    return f"{BATCH}{uuid4().hex}"


def _unless_overtaken(
    head: int, result: ImportResult, rules: EstateRules, outcome: Make, overtaken: Overtaken
) -> Callable[[Standing], Outcome]:
    """Write what the sheet came to when it was checked at `head`; nothing if that no longer holds."""

    def decide(standing: Standing) -> Outcome:
        return Outcome() if overtaken(standing, head, result) else outcome(result, rules)

    return decide


def corrected_since(standing: Standing, head: int) -> bool:
    """Whether anything was corrected since a head, or a household came in: then a sheet is checked once more."""
    changed = "select 1 from entry where id > ? and (corrects is not null or kind = 'levy_assessed') limit 1"
    return first_row(standing.file, changed, [head]) is not None


def _report(result: ImportResult, written: int, head: int) -> ImportReport:
    return ImportReport(result.findings, written, result.skipped, head, result.left_out, result.rows)


def _known(journal: Journal, head: int) -> tuple[KnownEstate, EstateRules]:
    """The estate as the files are checked against it."""
    with journal.reading() as file:
        rules = load_estate(file, head)
        buildings = load_buildings(file, head)
        units = file.sql(
            """select u.code, l.area_dm2, u.owner_id, u.owner_name, u.phone, u.kind
               from unit u join live_levy_assessed($head) l on l.unit = u.code order by u.code""",
            params={"head": head},
        ).to_arrow_table()
    assert rules is not None
    today = rules.day_of(journal.clock())
    return KnownEstate(frozenset(buildings), units, today, frozenset(lifts_of(buildings))), rules
