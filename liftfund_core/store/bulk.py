"""A sheetful of facts at once: a million payments in a few statements, each trigger right behind its payment."""

import ssl
from datetime import datetime

import duckdb
import numpy as np
import pyarrow as pa

from liftfund_core.domain.journal import canonical_json
from liftfund_core.store.crossings import Crossing, Numbers, crossings
from liftfund_core.store.deeds import Deed, Fact, Sheetful
from liftfund_core.store.head_record import Head
from liftfund_core.store.lines import LINE, NO_LINES, Lines
from liftfund_core.store.rows import lent
from liftfund_core.store.standing import Standing
from liftfund_core.store.writing import SALT_BYTES, NumberedFact, write_facts

# Digests are taken where the rows go in, on all cores; who did it and why is the same for all, and so comes ready-made.
_ENTRIES = """
    insert into entry by name
    select entry_id as id, $kind as kind, $recorded_at::timestamp as recorded_at, $actor as actor, $reason as reason,
           salt, sha256(salt[1:16] || encode(json_object({detail})::varchar)) as detail_digest,
           sha256(salt[17:32] || $who) as actor_digest
    from incoming_rows"""


def write_sheetful(
    standing: Standing, deed: Deed, sheetful: Sheetful, recorded_at: datetime, previous: Head
) -> tuple[Head, list[Crossing]]:
    """Insert a sheetful and the triggers that it fires into an open transaction and seal it.

    Its first row, which bears the request id, and its last, which bears the seal, are written like any single fact.

    Returns:
        The new head and where the sheet carried buildings over their lines.

    Raises:
        duckdb.Error: the file refused; the caller rolls back and nothing of the sheet stays.
    """
    rows = sheetful.rows
    if not rows.num_rows:
        return previous, []
    fired = _fired(standing, sheetful)
    ids = _numbers(previous.number, rows.num_rows, fired)
    amid = rows.append_column("entry_id", pa.array(ids)).slice(1, max(rows.num_rows - 2, 0))
    lines = _written(standing.file, deed, sheetful.kind, amid, recorded_at)
    facts = {int(ids[c.row - 1]) + 1: standing.trigger(c.building, c.progress) for c in fired}
    for row in (0, -1):
        facts[int(ids[row])] = Fact(sheetful.kind, rows.slice(row % rows.num_rows, 1).to_pylist()[0])
    single = [
        NumberedFact(id, facts[id], deed.actor, deed.reason, deed.request_id if id == ids[0] else None)
        for id in sorted(facts)
    ]
    return write_facts(standing.file, single, recorded_at, previous, lines), fired


def _fired(standing: Standing, sheetful: Sheetful) -> list[Crossing]:
    """Each building that the sheet carries over its line."""
    if sheetful.kind != "payment":
        return []
    return crossings(standing.accounts, standing.buildings, standing.rules(), sheetful.rows)


def _numbers(previous: int, count: int, fired: list[Crossing]) -> Numbers:
    """The entry number of each row; a number is left out behind each row that fires a trigger."""
    places = np.arange(1, count + 1)
    return previous + places + np.searchsorted([crossing.row for crossing in fired], places, side="left")


def _written(file: duckdb.DuckDBPyConnection, deed: Deed, kind: str, details: pa.Table, recorded_at: datetime) -> Lines:
    """Insert details and their headers, in the order of the rows; gives their lines."""
    salts = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(SALT_BYTES), len(details), [None, pa.py_buffer(ssl.RAND_bytes(SALT_BYTES * len(details)))]
    )
    # The canonical form has its keys in order, like the views of the schema; a test holds the three spellings equal.
    columns = sorted(column for (column, *_) in file.execute(f"describe {kind}").fetchall() if column != "entry_id")
    detail = ", ".join(f"'{column}', {column}" for column in columns)
    values = {
        "kind": kind,
        "recorded_at": recorded_at,
        "actor": deed.actor,
        "reason": deed.reason,
        "who": canonical_json({"actor": deed.actor, "reason": deed.reason, "request_id": None}).encode(),
    }
    with lent(file, "incoming_rows", details.append_column("salt", salts.cast(pa.binary()))):
        file.execute(f"insert into {kind} by name select * exclude (salt) from incoming_rows")
        file.execute(_ENTRIES.format(detail=detail), values)
    return _lines(file, details["entry_id"])


def _lines(file: duckdb.DuckDBPyConnection, ids: pa.ChunkedArray) -> Lines:
    """The lines of the entries that have just gone in."""
    if not len(ids):
        return NO_LINES
    written = file.sql(
        f"select id, {LINE} as line from entry where id >= $first", params={"first": ids[0].as_py()}
    ).to_arrow_table()
    assert written["id"].equals(ids), "every detail has its header, in order"
    return Lines(written["line"])
