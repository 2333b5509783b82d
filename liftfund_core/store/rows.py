"""Rows out of the file and into it: one entry read whole, first rows, rows lent to a statement."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import duckdb

from liftfund_core.store.deeds import KINDS

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class EntryRow:
    """A stored entry; `recorded_at` is naive UTC, `detail` has the columns of its kind's table."""

    id: int
    kind: str
    recorded_at: datetime
    actor: str
    reason: str | None
    corrects: int | None
    detail: dict[str, Any]


def first_row(file: duckdb.DuckDBPyConnection, query: str, values: Any = None) -> tuple[Any, ...] | None:
    """The first row of a query, or None.

    `fetchone` would leave a result open, and DuckDB 2.0 then refuses the connection's next `register`.
    """
    rows: list[tuple[Any, ...]] = file.execute(query, values).fetchall()
    return rows[0] if rows else None


@contextmanager
def lent(file: duckdb.DuckDBPyConnection, name: str, rows: "pa.Table") -> Iterator[None]:
    """Rows from memory as a table of that name, for the length of a statement."""
    file.register(name, rows)
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # an aborted transaction refuses even this, and would hide why it was aborted
            file.unregister(name)
        raise
    file.unregister(name)


def read_entry(file: duckdb.DuckDBPyConnection, entry: int) -> EntryRow | None:
    """The entry of that number; None when there is none."""
    header: Any = first_row(
        file, "select id, kind, recorded_at, actor, reason, corrects from entry where id = ?", [entry]
    )
    if header is None:
        return None
    assert header[1] in KINDS, header[1]
    found = file.execute(f"select * exclude (entry_id) from {header[1]} where entry_id = ?", [entry])
    columns, values = [column[0] for column in found.description], found.fetchall()[0]
    return EntryRow(*(*header, dict(zip(columns, values, strict=True))))
