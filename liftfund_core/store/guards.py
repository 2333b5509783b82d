"""The guards of the fact tables: what was entered can be neither changed nor deleted, not even by hand."""

import re
from functools import cache
from pathlib import Path

import duckdb

from liftfund_core.store.deeds import KINDS

GUARDS = Path(__file__).with_name("guards.sql")
_TABLE = re.compile(r"\bfact(?=\b|_no_)")


def _put_up() -> str:
    """The guards of every fact table."""
    guards = GUARDS.read_text("utf-8")
    return "".join(_TABLE.sub(table, guards) for table in ("entry", *KINDS))


def put_up_guards(connection: duckdb.DuckDBPyConnection) -> None:
    """Guard a new file or a copy, which has lost its triggers on the way."""
    connection.execute(_put_up())


@cache
def _guards() -> dict[str, str]:
    """The triggers that every estate file must carry: name -> definition."""
    definitions = [_plain(sql) for sql in re.findall(r"^create trigger [^;]+;", _put_up(), re.M)]
    return {definition.split()[2]: definition for definition in definitions}


def _plain(sql: str) -> str:
    """A trigger's definition without what DuckDB writes differently from us."""
    return " ".join(sql.lower().replace('"', "").replace("if not exists ", "").rstrip(";").split())


def missing_guards(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Guards that someone took out of the file or made harmless; empty when all stand."""
    rows = connection.execute(
        "select trigger_name, sql from duckdb_triggers() where database_name = current_database()"
    ).fetchall()
    standing = {name: _plain(sql) for name, sql in rows}
    return frozenset(name for name, definition in _guards().items() if standing.get(name) != definition)
