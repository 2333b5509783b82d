"""Commands for keeping the book: verify, back up, restore."""

import sys
from pathlib import Path

import click

from liftfund_core.cli.room import Room, json_option, print_json
from liftfund_core.errors import StoreError
from liftfund_core.store import backup as copies
from liftfund_core.store.database import open_database
from liftfund_core.store.verify import Verification
from liftfund_core.store.verify import verify as recompute


@click.command()
@json_option
@click.pass_obj
def verify(room: Room, as_json: bool) -> None:
    """Recompute every digest and seal; exit code 1 when anything was changed or lost."""
    try:
        found = _verified(room.db)
    except StoreError as refusal:
        if as_json:
            print_json({"ok": False, "findings": [refusal.sentence(room.lang)]})
        raise
    if as_json:
        document = {"ok": found.ok, "entries": found.entries, "head_hash": found.head_hash}
        if not found.ok:
            document["first_bad_entry"] = found.first_bad_entry
            document["findings"] = [finding.sentence(room.lang) for finding in found.findings]
        print_json(document)
    elif found.ok:
        _ = room.words
        click.echo(_("{n} 条全部核对无误，封签 {seal}。", n=found.entries, seal=found.head_hash))
    for finding in found.findings:
        click.echo(finding.sentence(room.lang), err=True)
    if not found.ok:
        sys.exit(1)


def _verified(db: Path) -> Verification:
    database = open_database(db, trusting=True)
    try:
        return recompute(database)
    finally:
        database.close()


@click.command()
@click.argument("destination", metavar="DEST", type=click.Path(path_type=Path))
@click.pass_obj
def backup(room: Room, destination: Path) -> None:
    """A verified copy at DEST (a new file, or a folder)."""
    with room.journal() as journal:
        written = copies.backup(journal.database, destination)
    _ = room.words
    click.echo(_("已备份到 {path}。", path=written))


@click.command()
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace the estate file; the old one is kept beside it.")
@click.pass_obj
def restore(room: Room, source: Path, force: bool) -> None:
    """Put the backup SRC in the place of the estate file."""
    copies.restore(source, room.db, force=force)
    _ = room.words
    click.echo(_("已从 {path} 恢复。", path=source))


COMMANDS = (verify, backup, restore)
