"""Codes of households in the file: every unit has one, and a lost slip gets another."""

import os
from datetime import datetime

import duckdb
import pyarrow as pa

from liftfund_core.domain.codes import new_codes
from liftfund_core.store.deeds import PlainWrite
from liftfund_core.store.rows import lent


def load_codes(file: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Code -> unit."""
    return dict(file.execute("select code, unit from household_code").fetchall())


def issue_missing_codes(file: duckdb.DuckDBPyConnection, at: datetime) -> dict[str, str]:
    """Give a code to every unit that has none.

    Args:
        at: naive UTC.

    Returns:
        The fresh ones, code -> unit.
    """
    missing = file.sql("select code as unit from unit where code not in (select unit from household_code)")
    rows: pa.Table = missing.to_arrow_table()
    if not len(rows):
        return {}
    codes = new_codes(len(rows), os.urandom, taken=load_codes(file))
    issued_at = pa.repeat(pa.scalar(at, pa.timestamp("us")), len(rows))
    with lent(file, "incoming_codes", rows.append_column("code", [codes]).append_column("issued_at", issued_at)):
        file.execute("insert into household_code by name from incoming_codes")
    return dict(zip(codes, rows["unit"].to_pylist(), strict=True))


def exchange_code(unit: str, at: datetime) -> PlainWrite:
    """Give a unit another code; the one before is unknown from then on."""

    def write(file: duckdb.DuckDBPyConnection) -> None:
        (code,) = new_codes(1, os.urandom, taken=load_codes(file))
        file.execute("update household_code set code = ?, issued_at = ? where unit = ?", [code, at, unit])

    return write
