"""A sheetful of facts at once: a million payments in a few statements, each trigger right behind its payment."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime

import duckdb
import numpy as np
import pyarrow as pa

from liftfund_core.domain.journal import canonical_json, seal
from liftfund_core.domain.trigger import trigger_rate
from liftfund_core.store.crossings import Crossing, crossings
from liftfund_core.store.deeds import Deed, Sheetful
from liftfund_core.store.head_record import Head
from liftfund_core.store.lines import LINE, text_between
from liftfund_core.store.rows import lent
from liftfund_core.store.standing import RULE_VERSION, Standing
from liftfund_core.store.writing import SALT_BYTES, insert_rows

# One pass over the rows: detail, digests, line. Who did it and why is the same for all, and so comes ready-made; the
# request id stands on the first entry alone.
_HEADERS = """
    select *, {line} as line from (
        select entry_id as id, $kind as kind, $recorded_at::timestamp as recorded_at, $actor as actor,
               $reason as reason, null::bigint as corrects,
               case when entry_id = $first then $request_id end as request_id, salt,
               sha256(salt[1:16] || encode(json_object({detail})::varchar)) as detail_digest,
               sha256(salt[17:32] || case when entry_id = $first then $who_asked else $who end) as actor_digest
        from incoming_details)"""


def write_sheetful(
    standing: Standing, deed: Deed, sheetful: Sheetful, recorded_at: datetime, previous: Head
) -> tuple[Head, int]:
    """Insert a sheetful and the triggers that it fires into an open transaction and seal it.

    Returns:
        The new head and the number of facts written from the sheet (triggers not counted).

    Raises:
        duckdb.Error: the file refused; the caller rolls back and nothing of the sheet stays.
    """
    file, count = standing.file, sheetful.rows.num_rows
    if not count:
        return previous, 0
    fired = _fired(standing, sheetful)
    places = np.arange(1, count + 1, dtype=np.int64)
    after = np.array([crossing.row for crossing in fired], dtype=np.int64)
    ids = previous.number + places + np.searchsorted(after, places, side="left")
    details = sheetful.rows.append_column("entry_id", pa.array(ids))
    pieces = [_headed(file, deed, sheetful.kind, details, recorded_at, previous.number + 1)]
    if fired:
        triggers = pa.Table.from_pylist([{"entry_id": int(ids[c.row - 1]) + 1, **_trigger(standing, c)} for c in fired])
        pieces = list(_between(pieces[0], _headed(file, deed, "trigger", triggers, recorded_at, 0), after.tolist()))
    return _seal(file, pa.concat_tables(pieces), previous), count


def _fired(standing: Standing, sheetful: Sheetful) -> list[Crossing]:
    """Each building that the sheet carries over its line."""
    if sheetful.kind != "payment":
        return []
    return crossings(standing.accounts, standing.buildings, standing.rules(), sheetful.rows)


def _trigger(standing: Standing, crossing: Crossing) -> dict[str, object]:
    """The detail of a trigger entry with the figures of its moment."""
    rules = standing.rules()
    rate = trigger_rate(crossing.progress, rules.trigger_basis)
    return {
        "building": crossing.building,
        "basis": rules.trigger_basis,
        "threshold_bp": rules.trigger_bp,
        "part": rate.part,
        "whole": rate.whole,
        "rule_version": RULE_VERSION,
    }


def _headed(
    file: duckdb.DuckDBPyConnection, deed: Deed, kind: str, details: pa.Table, recorded_at: datetime, first: int
) -> pa.Table:
    """Insert details and give their headers with their lines, in the order of the rows.

    Args:
        first: the number of the deed's first entry, which bears its request id.
    """
    insert_rows(file, kind, details)
    salts = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(SALT_BYTES), len(details), [None, pa.py_buffer(os.urandom(SALT_BYTES * len(details)))]
    )
    # The canonical form has its keys in order, like the views of the schema; a test holds the three spellings equal.
    columns = sorted(column for (column, *_) in file.execute(f"describe {kind}").fetchall() if column != "entry_id")
    detail = ", ".join(f"'{column}', {column}" for column in columns)
    asked = {"actor": deed.actor, "reason": deed.reason, "request_id": deed.request_id}
    values = {
        "kind": kind,
        "recorded_at": recorded_at,
        "actor": deed.actor,
        "reason": deed.reason,
        "request_id": deed.request_id,
        "first": first,
        "who_asked": canonical_json(asked).encode(),
        "who": canonical_json({**asked, "request_id": None}).encode(),
    }
    with lent(file, "incoming_details", details.append_column("salt", salts.cast(pa.binary()))):
        return file.sql(_HEADERS.format(detail=detail, line=LINE), params=values).to_arrow_table()


def _between(rows: pa.Table, triggers: pa.Table, after: Sequence[int]) -> Iterator[pa.Table]:
    """The rows with each trigger right behind the row that fired it; nothing is copied."""
    start = 0
    for number, row in enumerate(after):
        yield rows.slice(start, row - start)
        yield triggers.slice(number, 1)
        start = row
    yield rows.slice(start)


def _seal(file: duckdb.DuckDBPyConnection, headers: pa.Table, previous: Head) -> Head:
    """Write headers, whose details are in the file, and seal them."""
    ids, last = headers.column("id").to_numpy(), previous.number + headers.num_rows
    assert np.array_equal(ids, np.arange(previous.number + 1, last + 1)), "every detail has its header, in order"
    lines = (chunk.cast(pa.large_string()) for chunk in headers.column("line").chunks)
    new_seal = seal(previous.seal, *(text_between(chunk, 0, len(chunk)) for chunk in lines))
    seals = pa.chunked_array([pa.nulls(headers.num_rows - 1, pa.string()), pa.array([new_seal])])
    insert_rows(file, "entry", headers.drop_columns(["line"]).append_column("seal", seals))
    return Head(last, new_seal)
