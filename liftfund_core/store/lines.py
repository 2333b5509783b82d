"""Public lines in bulk: the text that seals are taken over, built by DuckDB and read without copying."""

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from liftfund_core.store.rows import lent

# The same text as domain.journal.public_line, which a test holds it to.
LINE = """
    id || ' ' || kind || ' ' || strftime(recorded_at, '%Y-%m-%dT%H:%M:%S.%fZ') || ' '
       || coalesce(corrects::varchar, '-') || ' ' || detail_digest || ' ' || actor_digest || chr(10)"""


def line_bytes(file: duckdb.DuckDBPyConnection, headers: pa.Table) -> Iterator[memoryview]:
    """The public lines of entry headers in order, as buffers of many lines each."""
    with lent(file, "line_headers", headers):
        lines = file.sql(f"select {LINE} as line from line_headers order by id").to_arrow_table()
    for chunk in lines.column("line").cast(pa.large_string()).chunks:
        yield text_between(chunk, 0, len(chunk))


def text_between(lines: pa.LargeStringArray, start: int, stop: int) -> memoryview:
    """The bytes of lines start ... stop-1 of a large string array, which lie next to each other in its buffer."""
    _, offsets, text = lines.buffers()
    places = memoryview(offsets).cast("q")
    first, last = places[lines.offset + start], places[lines.offset + stop]
    return memoryview(text or b"")[first:last]
