"""Backup and restore: verified copies of the estate file, and the only place where its log is folded in."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from liftfund_core.errors import StoreError
from liftfund_core.store.database import GUARDS, Database, open_database
from liftfund_core.store.head_record import HeadRecord, record_path
from liftfund_core.store.rows import first_row
from liftfund_core.store.verify import verify
from liftfund_core.words import N_


def backup(database: Database, destination: Path) -> Path:
    """Copy an open estate file: into a temporary file, opened and compared, synced, then renamed.

    Args:
        destination: the new file, or a folder in which the copy gets the time as its name.

    Raises:
        StoreError: the destination exists or cannot be written, or the copy does not verify.
    """
    if destination.is_dir():
        destination = destination / f"{database.path.stem}-{datetime.now():%Y%m%d-%H%M%S-%f}.duckdb"
    if destination.exists():
        raise StoreError(N_("{path} 已存在；请换一个文件名。"), path=destination)
    part = destination.with_name(destination.name + ".part")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _copy(database, part)
        _compare(database, part)
        _sync(part)
        part.rename(destination)
        record = HeadRecord(destination)
        record.write(database.head())
        record.close()
    except (duckdb.Error, OSError) as error:
        raise StoreError(N_("备份没有写成 {path}；请检查磁盘空间和文件夹权限后重试。"), path=destination) from error
    finally:
        for leftover in (part, _log(part), record_path(part)):
            leftover.unlink(missing_ok=True)
    return destination


def settle(database: Database) -> None:
    """Fold the log into the file, right after a verified copy, which is dropped once the file has been folded."""
    copy = backup(database, database.path.with_name(database.path.name + ".settling"))
    database.root.execute("checkpoint")
    copy.unlink()
    record_path(copy).unlink()


def restore(source: Path, db: Path, *, force: bool = False) -> None:
    """Put a verified backup in the place of an estate file; the old file is kept beside it with its log.

    Raises:
        StoreError: there is a file and no `force`, or the backup does not verify.
    """
    if db.exists() and not force:
        raise StoreError(N_("{path} 已存在；确认要用备份覆盖时请加 --force。"), path=db)
    database = open_database(source)
    try:
        found = verify(database)
        head = database.head()
    finally:
        database.close()
    if not found.ok:
        raise StoreError(N_("备份 {path} 没有通过校验（{why}）；请换一份备份。"), path=source, why=found.findings[0])
    part = db.with_name(db.name + ".part")
    shutil.copyfile(source, part)
    if _log(source).exists():
        shutil.copyfile(_log(source), _log(part))
    _sync(part)
    _set_aside(db)
    part.rename(db)
    if _log(part).exists():
        _log(part).rename(_log(db))
    record = HeadRecord(db)
    record.write(head)
    record.close()


def _copy(database: Database, part: Path) -> None:
    """`COPY FROM DATABASE` drops triggers, so the guards are put up again on the copy."""
    with database.cursor() as connection:
        name = first_row(connection, "select current_database()")
        assert name is not None
        connection.execute("attach ? as copy_of_estate (storage_version 'v2.0.0')", [str(part)])
        try:
            connection.execute(f'copy from database "{name[0]}" to copy_of_estate')
            connection.execute("use copy_of_estate")
            connection.execute(GUARDS.read_text("utf-8"))
            connection.execute(f'use "{name[0]}"')
            connection.execute("checkpoint copy_of_estate")
        finally:
            connection.execute(f'use "{name[0]}"')
            connection.execute("detach copy_of_estate")


def _compare(database: Database, part: Path) -> None:
    """Open the copy and hold its count and head against the original's."""
    copy = open_database(part)
    try:
        theirs = first_row(copy.root, "select count(*) from entry where id <= ?", [copy.head().number])
        ours = first_row(database.root, "select count(*) from entry where id <= ?", [copy.head().number])
        seal = first_row(database.root, "select seal from entry where id = ?", [copy.head().number])
        same = theirs == ours and (seal is None or seal[0] == copy.head().seal)
    finally:
        copy.close()
    if not same:
        raise StoreError(N_("备份与原文件不一致，已丢弃；请重试，若再次出现请先运行 verify。"))


def _log(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _set_aside(db: Path) -> None:
    """Keep what was there: a damaged file and its log may still be repaired on a copy."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    for old in (db, _log(db)):
        if old.exists():
            old.rename(old.with_name(f"{old.name}.before-restore-{stamp}"))
