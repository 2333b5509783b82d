"""The named relations of the file: what live rows are and how a detail is spelt, as this program laid them."""

from functools import cache

import duckdb

from liftfund_core.store.database import DETAIL_TEXT, migrations

Laid = frozenset[tuple[str, str]]  # (name, definition)


def changed_relations(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Views and macros that someone altered, took away or put in: they could tell another story of the same facts."""
    views, macros = _views(connection), _macros(connection)
    own_views, own_macros = _own()
    return frozenset(name for name, _ in (own_views - views) | (own_macros ^ macros))


@cache
def _own() -> tuple[Laid, Laid]:
    """The views and the macros of a new file."""
    with duckdb.connect() as fresh:
        for _, path in migrations():
            fresh.execute(path.read_text("utf-8"))
        fresh.execute(DETAIL_TEXT)
        return _views(fresh), _macros(fresh)


def _views(connection: duckdb.DuckDBPyConnection) -> Laid:
    return frozenset(
        connection.execute(
            "select view_name, sql from duckdb_views() where not internal and database_name = current_database()"
        ).fetchall()
    )


def _macros(connection: duckdb.DuckDBPyConnection) -> Laid:
    return frozenset(
        connection.execute(
            """select function_name, concat(parameters::varchar, macro_definition) from duckdb_functions()
               where not internal and database_name = current_database()"""
        ).fetchall()
    )
