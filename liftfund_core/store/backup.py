"""Backup and restore: verified copies of the estate file, and the only place where its log is folded in."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from liftfund_core.errors import StoreError
from liftfund_core.store.database import Database, open_database
from liftfund_core.store.guards import put_up_guards
from liftfund_core.store.head_record import Head, HeadRecord, record_path
from liftfund_core.store.rows import first_row
from liftfund_core.store.verify import verify
from liftfund_core.store.whynot import FileHeld
from liftfund_core.words import N_

_COUNTED = "select count(*), arg_max(seal, id) from entry where id <= ?"


def backup(database: Database, destination: Path) -> Path:
    """Copy an open estate file: into a temporary file, opened and compared, synced, then renamed.

    Args:
        destination: the new file, or a folder in which the copy gets the time as its name.

    Raises:
        StoreError: the destination exists or cannot be written, or the copy does not verify.
    """
    try:
        if destination.is_dir():
            destination = destination / f"{database.path.stem}-{datetime.now():%Y%m%d-%H%M%S-%f}.duckdb"
        if destination.exists():
            raise StoreError(N_("{path} 已存在；请换一个文件名。"), path=destination)
        destination.parent.mkdir(parents=True, exist_ok=True)
        _copy_compared(database, destination)
    except (duckdb.Error, OSError) as error:
        raise StoreError(N_("备份没有写成 {path}；请检查磁盘空间和文件夹权限后重试。"), path=destination) from error
    return destination


def settle(database: Database) -> None:
    """Fold the log into the file, right after a verified copy, which is dropped once the file has been folded."""
    copy = database.path.with_name(database.path.name + ".settling")
    _drop(copy)  # of a time when the power failed in between
    backup(database, copy)
    database.root.execute("checkpoint")
    _drop(copy)


def restore(source: Path, db: Path, *, force: bool = False) -> None:
    """Put a verified backup in the place of an estate file; the old file is kept beside it with its log.

    Raises:
        StoreError: there is a file and no `force`, it is in use, the backup does not verify, or the disk refuses.
    """
    try:
        if db.is_dir():
            raise StoreError(N_("{path} 是文件夹；请用 --db 指明数据文件。"), path=db)
        if db.exists() and not force:
            raise StoreError(N_("{path} 已存在；确认要用备份覆盖时请加 --force。"), path=db)
        head = _verified_head(source)
        _check_free(db)
        part = _part(db)
        db.parent.mkdir(parents=True, exist_ok=True)
        for ours, theirs in ((part, source), (_log(part), _log(source))):
            ours.unlink(missing_ok=True)
            if theirs.exists():
                shutil.copyfile(theirs, ours)
                _sync(ours)
        _set_aside(db)
        part.rename(db)
        if _log(part).exists():
            _log(part).rename(_log(db))
        _write_record(db, head)
    except OSError as error:
        raise StoreError(N_("没有恢复到 {path}；请检查磁盘空间和文件夹权限后重试。"), path=db) from error


def _verified_head(source: Path) -> Head:
    """The head of a backup whose every digest and seal holds."""
    database = open_database(source)
    try:
        found, head = verify(database), database.head()
    finally:
        database.close()
    if not found.ok:
        raise StoreError(N_("备份 {path} 没有通过校验（{why}）；请换一份备份。"), path=source, why=found.findings[0])
    return head


def _check_free(db: Path) -> None:
    """Refuse to take a file away under a program that is writing to it; a damaged one may go."""
    if db.exists():
        try:
            open_database(db, trusting=True).close()
        except FileHeld:
            raise
        except StoreError:
            pass


def _copy_compared(database: Database, destination: Path) -> None:
    """Copy, compare and only then give the copy its name and its head record."""
    part = _part(destination)
    _drop(part)
    try:
        _copy(database, part)
        head = _compared_head(database, part)
        _sync(part)
        _write_record(destination, head)
        part.rename(destination)
        _sync_folder(destination.parent)
    finally:
        _drop(part)


def _copy(database: Database, part: Path) -> None:
    """`COPY FROM DATABASE` drops triggers, so the guards are put up again on the copy."""
    with database.cursor() as connection:
        name = first_row(connection, "select current_database()")
        assert name is not None
        ours = '"{}"'.format(name[0].replace('"', '""'))
        copy = '"copy of {}"'.format(name[0].replace('"', '""'))
        connection.execute(f"attach ? as {copy} (storage_version 'v2.0.0')", [str(part)])
        try:
            connection.execute(f"copy from database {ours} to {copy}")
            connection.execute(f"use {copy}")
            put_up_guards(connection)
            connection.execute(f"use {ours}")
            connection.execute(f"checkpoint {copy}")
        finally:
            connection.execute(f"use {ours}")
            connection.execute(f"detach {copy}")


def _compared_head(database: Database, part: Path) -> Head:
    """Open the copy and hold its count and head against the original's, which may have moved on meanwhile."""
    copy = open_database(part)
    try:
        head = copy.head()
        theirs = first_row(copy.root, _COUNTED, [head.number])
    finally:
        copy.close()
    with database.cursor() as connection:
        ours = first_row(connection, _COUNTED, [head.number])
    if theirs != ours:
        raise StoreError(N_("备份与原文件不一致，已丢弃；请重试，若再次出现请先运行 verify。"))
    return head


def _write_record(db: Path, head: Head) -> None:
    record = HeadRecord(db)
    record.write(head)
    record.close()


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _drop(path: Path) -> None:
    """Remove a copy that is no longer wanted, with what lies beside it."""
    for leftover in (path, _log(path), record_path(path)):
        leftover.unlink(missing_ok=True)


def _log(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, where the system knows how."""
    if hasattr(os, "O_DIRECTORY"):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(opened)
        os.close(opened)


def _set_aside(db: Path) -> None:
    """Keep what was there: a damaged file and its log may still be repaired on a copy."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    for old in (db, _log(db)):
        if old.exists():
            old.rename(old.with_name(f"{old.name}.before-restore-{stamp}"))
