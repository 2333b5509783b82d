"""The head record: one line beside the estate file that says how far it had come when it last acknowledged.

DuckDB may silently drop the tail of a damaged write-ahead log. The record is written after each commit, so a file that
comes up behind its record has lost entries, and says so instead of going on.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from liftfund_core.domain.journal import GENESIS
from liftfund_core.errors import StoreError
from liftfund_core.words import N_

_LENGTH = 20 + 1 + 64 + 1


@dataclass(frozen=True)
class Head:
    """An entry number and the seal over everything up to it."""

    number: int
    seal: str


NO_HEAD = Head(0, GENESIS)


def record_path(db: Path) -> Path:
    """Where the record of an estate file lies: beside it, with `.head` added."""
    return db.with_name(db.name + ".head")


def read_head(db: Path) -> Head | None:
    """The recorded head, or None where there is no readable record (a file that was copied alone)."""
    try:
        number, seal = record_path(db).read_text("ascii").split()
        return Head(int(number), seal) if number.isdigit() and len(seal) == len(GENESIS) else None
    except (OSError, ValueError):
        return None


class HeadRecord:
    """The open record of a running journal; each write is one fixed-size `pwrite` and a sync (0.2 ms).

    Raises:
        StoreError: the folder cannot be written.
    """

    def __init__(self, db: Path) -> None:
        try:
            self._file = os.open(record_path(db), os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError(
                N_("没有写入 {path} 的权限；请检查该文件夹的权限，或把文件移到可写的位置。"), path=record_path(db)
            ) from error

    def write(self, head: Head) -> None:
        """Say that everything up to `head` is acknowledged and durable."""
        line = f"{head.number:020d} {head.seal}\n".encode("ascii")
        assert len(line) == _LENGTH
        # Windows has neither pwrite nor fdatasync; the writer is the only user of this descriptor.
        if hasattr(os, "pwrite"):
            os.pwrite(self._file, line, 0)
        else:
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, line)
        getattr(os, "fdatasync", os.fsync)(self._file)

    def close(self) -> None:
        """Give the descriptor back."""
        os.close(self._file)
