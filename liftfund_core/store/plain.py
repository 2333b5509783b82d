"""Plain tables: reference lists, which are replaced rather than added to.

Each function gives the write that the journal's writer carries out in the transaction of the deed.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import duckdb

from liftfund_core.store.deeds import PlainWrite
from liftfund_core.store.rows import lent

if TYPE_CHECKING:
    import pyarrow as pa


def save_pin(name: str, pin_hash: str) -> PlainWrite:
    """Keep the hash of a member of staff's PIN, in place of an older one."""

    def write(file: duckdb.DuckDBPyConnection) -> None:
        file.execute("insert or replace into staff_pin values (?, ?)", [name, pin_hash])

    return write


def save_matters(matters: Sequence[tuple[str, str]]) -> PlainWrite:
    """Replace the agenda by (code, title) in order."""

    def write(file: duckdb.DuckDBPyConnection) -> None:
        file.execute("delete from matter")
        for place, (code, title) in enumerate(matters, start=1):
            file.execute("insert into matter values (?, ?, ?)", [code, title, place])

    return write


def save_units(units: "pa.Table") -> PlainWrite:
    """Add units: code, building, section, room, owner_id, owner_name, phone, kind.

    A unit whose levy was withdrawn comes a second time, with its right area.
    """

    def write(file: duckdb.DuckDBPyConnection) -> None:
        with lent(file, "incoming_units", units):
            file.execute("insert or replace into unit by name from incoming_units")

    return write


def save_meta(name: str, value: str) -> PlainWrite:
    """Keep something that the file itself needs to know."""

    def write(file: duckdb.DuckDBPyConnection) -> None:
        file.execute("insert or replace into meta values (?, ?)", [name, value])

    return write
