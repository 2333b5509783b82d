"""Codes of households in the file: every unit has one that answers and one that reads; a lost slip gets others."""

import os
from collections.abc import Collection
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


def issue_missing_codes(file: duckdb.DuckDBPyConnection, at: datetime) -> None:
    """Give every unit the codes that it has not got.

    Args:
        at: naive UTC.
    """
    for table in _TABLES:
        missing = file.execute(f"select code from unit where code not in (select unit from {table})").fetchall()
        if missing:
            _issue(file, table, [unit for (unit,) in missing], at)


def issue_codes(file: duckdb.DuckDBPyConnection, units: Collection[str], at: datetime) -> dict[str, str]:
    """Give both codes to units that have none; returns code -> unit of those that answer.

    Args:
        at: naive UTC.
    """
    answering, _reading = (_issue(file, table, units, at) for table in _TABLES)
    return dict(zip(answering, units, strict=True))


def _issue(file: duckdb.DuckDBPyConnection, table: str, units: Collection[str], at: datetime) -> list[str]:
    codes = new_codes(len(units), os.urandom, taken=_taken(file))
    issued_at = pa.repeat(pa.scalar(at, pa.timestamp("us")), len(units))
    with lent(file, "incoming_codes", pa.table({"code": codes, "unit": list(units), "issued_at": issued_at})):
        file.execute(f"insert into {table} by name from incoming_codes")
    return codes


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
