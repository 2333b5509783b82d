"""Codes of households in the file: every unit has one that answers and one that reads; a lost slip gets others."""

import os
from datetime import datetime

import duckdb
import pyarrow as pa

from liftfund_core.domain.codes import new_codes
from liftfund_core.store.deeds import PlainWrite
from liftfund_core.store.rows import lent

# By a household's code it answers polls; its account code reads its own account and opens no poll.
_TABLES = ("household_code", "account_code")


def load_codes(file: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Code -> unit, of the codes that answer."""
    return dict(file.execute("select code, unit from household_code").fetchall())


def issue_missing_codes(file: duckdb.DuckDBPyConnection, at: datetime) -> dict[str, str]:
    """Give every unit the codes that it has not got.

    Args:
        at: naive UTC.

    Returns:
        The fresh ones that answer, code -> unit.
    """
    fresh: dict[str, str] = {}
    for table in _TABLES:
        missing: pa.Table = file.sql(
            f"select code as unit from unit where code not in (select unit from {table})"
        ).to_arrow_table()
        if not len(missing):
            continue
        codes = new_codes(len(missing), os.urandom, taken=_taken(file))
        issued = pa.repeat(pa.scalar(at, pa.timestamp("us")), len(missing))
        with lent(file, "incoming_codes", missing.append_column("code", [codes]).append_column("issued_at", issued)):
            file.execute(f"insert into {table} by name from incoming_codes")
        if table == "household_code":
            fresh = dict(zip(codes, missing["unit"].to_pylist(), strict=True))
    return fresh


def exchange_codes(unit: str, at: datetime) -> PlainWrite:
    """Give a unit other codes; those of the lost slip are unknown from then on."""

    def write(file: duckdb.DuckDBPyConnection) -> None:
        for table in _TABLES:
            (code,) = new_codes(1, os.urandom, taken=_taken(file))
            file.execute(f"update {table} set code = ?, issued_at = ? where unit = ?", [code, at, unit])

    return write


def _taken(file: duckdb.DuckDBPyConnection) -> set[str]:
    """Every code in use: one and the same never answers for a household and reads another's account."""
    rows = file.execute("select code from household_code union all select code from account_code").fetchall()
    return {code for (code,) in rows}
