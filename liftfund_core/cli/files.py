"""Commands for files in: units, payments and expenses, checked whole before anything is written."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from liftfund_core.cli.room import Room, actor_option, at_the_keyboard, json_option, print_json
from liftfund_core.commands.roles import Actor
from liftfund_core.errors import NotAllowed, Refusal, StoreError
from liftfund_core.store.backup import settle
from liftfund_core.store.database import Database
from liftfund_core.words import Words

if TYPE_CHECKING:
    from liftfund_core.commands.bring_in import ImportReport
    from liftfund_core.imports.findings import Finding
    from liftfund_core.store.journal import Journal

# From this many rows on, the log is folded into the file, so that the next opening stays quick.
_MANY = 5_000


@click.group("import")
def import_() -> None:
    """Bring in a CSV or XLSX file; any finding means that nothing is written (exit code 2)."""


def _importer(name: Literal["units", "payments", "expenses", "bank"], sentence: str) -> None:
    @import_.command(name, help=sentence)
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--dry-run", is_flag=True, help="Check only.")
    @actor_option
    @json_option
    @click.pass_obj
    def command(room: Room, file: Path, dry_run: bool, actor: str, as_json: bool) -> None:
        with room.journal() as journal:
            try:
                report = _bring_in(name, journal, at_the_keyboard(actor), file, dry_run)
            except (NotAllowed, StoreError):
                raise
            except Refusal as refusal:
                _print_unreadable(room, refusal, journal.head, as_json)
                sys.exit(2)
            _print_report(room, report, as_json)
            if report.written >= _MANY:
                _settle(room, journal.database)
        if report.findings:
            sys.exit(2)


def _bring_in(name: str, journal: "Journal", actor: Actor, file: Path, dry_run: bool) -> "ImportReport":
    """Import with what takes half a second to load; no other command needs it."""
    from liftfund_core.commands.bank_file import import_bank
    from liftfund_core.commands.files import import_expenses, import_payments, import_units

    deeds = {"units": import_units, "payments": import_payments, "expenses": import_expenses, "bank": import_bank}
    return deeds[name](journal, actor, file, dry_run=dry_run)


def _settle(room: Room, database: Database) -> None:
    """The import is durable already: without room for the copy the log stays as it is."""
    try:
        settle(database)
    except StoreError as refusal:
        click.echo(refusal.sentence(room.lang), err=True)


def _print_unreadable(room: Room, refusal: Refusal, head: int, as_json: bool) -> None:
    """A file that cannot be read as a list at all: one finding about the whole file."""
    sentence = refusal.sentence(room.lang)
    click.echo(sentence, err=True)
    if as_json:
        finding = {"row": 0, "column": "", "value": "", "sentence": sentence}
        print_json({"findings": [finding], "written": 0, "skipped": 0, "head": head})


def _print_report(room: Room, report: "ImportReport", as_json: bool) -> None:
    if as_json:
        findings = [finding.as_json(room.lang) for finding in report.findings]
        print_json({"findings": findings, "written": report.written, "skipped": report.skipped, "head": report.head})
        return
    _ = room.words
    for finding in report.findings:
        click.echo(_spoken(finding, _), err=True)
    if report.findings:
        click.echo(_("共 {n} 处要改，什么都没有写入。", n=len(report.findings)), err=True)
    else:
        click.echo(
            _(
                "写入 {written} 行，跳过已有的 {skipped} 行，截至第 {head} 条。",
                written=report.written,
                skipped=report.skipped,
                head=report.head,
            )
        )


def _spoken(finding: "Finding", _: Words) -> str:
    """A finding with its place in the file."""
    return _(
        "第 {row} 行 {column}“{value}”：{sentence}",
        row=finding.row,
        column=finding.column,
        value=finding.value,
        sentence=finding.sentence(_.lang),
    )


_importer("units", "Units with their areas; each unit's levy is assessed.")
_importer("payments", "Payments; a row identical to a live one is skipped.")
_importer("expenses", "Payments to contractors made before; they stand without an approval, and are shown so.")
_importer("bank", "A bank statement; a line that is there already is skipped.")

COMMANDS = (import_,)
