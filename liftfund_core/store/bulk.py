"""A sheetful of facts at once: a million payments in a few statements, each trigger right behind its payment."""

import os
from collections.abc import Sequence
from datetime import datetime

import duckdb
import numpy as np
import pyarrow as pa

from liftfund_core.domain.journal import seal
from liftfund_core.domain.trigger import Progress, trigger_rate
from liftfund_core.store.deeds import Deed, Fact, Sheetful
from liftfund_core.store.head_record import Head
from liftfund_core.store.lines import line_bytes
from liftfund_core.store.rows import lent
from liftfund_core.store.standing import RULE_VERSION, Standing
from liftfund_core.store.writing import SALT_BYTES, insert_rows

# What each basis of the trigger compares, as running sums after every row of the sheet (rules.md 5).
_REACHED = """
    case $basis
        when 'amount' then 10000 * collected_fen >= $bp * due_fen and due_fen > 0
        when 'household' then 10000 * paid_units >= $bp * units and units > 0
        when 'area' then 10000 * paid_area_dm2 >= $bp * area_dm2 and area_dm2 > 0
        when 'both' then 10000 * collected_fen >= $bp * due_fen and 10000 * paid_units >= $bp * units and units > 0
        when 'budget' then 10000 * collected_fen >= $bp * budget_fen and budget_fen > 0
    end"""

_CROSSINGS = f"""
    with payer as (
        select s.n, a.unit, a.building, a.area_dm2, a.due_fen, s.amount_fen,
               a.paid_fen + sum(s.amount_fen) over (partition by a.unit order by s.n) as after_fen
        from incoming_sheet s join unit_account($head) a using (unit)
        where a.due_fen > 0 and a.building not in (select building from live_trigger($head))
    ), change as (
        select n, building, least(after_fen, due_fen) - least(after_fen - amount_fen, due_fen) as collected_fen,
               (after_fen >= due_fen and after_fen - amount_fen < due_fen)::bigint as paid_units, area_dm2
        from payer
    ), running as (
        select c.n, c.building, b.due_fen, b.units - b.waived_units as units, b.area_dm2, l.budget_fen,
               b.collected_fen + sum(c.collected_fen) over so_far as collected_fen,
               b.paid_units + sum(c.paid_units) over so_far as paid_units,
               b.paid_area_dm2 + sum(c.paid_units * c.area_dm2) over so_far as paid_area_dm2
        from change c join building_account($head) b using (building)
        join live_building_added($head) l using (building)
        window so_far as (partition by c.building order by c.n)
    )
    select building, n, due_fen::bigint, collected_fen::bigint, units::bigint, paid_units::bigint,
           area_dm2::bigint, paid_area_dm2::bigint, budget_fen
    from running where {_REACHED}
    qualify row_number() over (partition by building order by n) = 1
    order by n"""

_HEADERS = """
    select s.id, $kinds[1 + (s.fired)::int] as kind, $recorded_at::timestamp as recorded_at, $actor as actor,
           $reason as reason, null::bigint as corrects,
           case when s.id = $first then $request_id end as request_id, s.salt,
           sha256(s.salt[1:16] || encode(t.text)) as detail_digest,
           sha256(s.salt[17:32] || encode(json_object('actor', $actor, 'reason', $reason, 'request_id',
               case when s.id = $first then $request_id end)::varchar)) as actor_digest
    from incoming_salts s join detail_text t on t.entry_id = s.id
    where t.entry_id >= $first order by s.id"""


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
    after = np.array([n for n, _ in fired], dtype=np.int64)
    ids = previous.number + places + np.searchsorted(after, places, side="left")
    insert_rows(file, sheetful.kind, sheetful.rows.append_column("entry_id", pa.array(ids)))
    trigger_ids = [int(ids[n - 1]) + 1 for n, _ in fired]
    if fired:
        rows = [{"entry_id": id, **fact.detail} for id, (_, fact) in zip(trigger_ids, fired, strict=True)]
        insert_rows(file, "trigger", pa.Table.from_pylist(rows))
    last = previous.number + count + len(fired)
    return _seal_headers(file, deed, sheetful.kind, trigger_ids, recorded_at, previous, last), count


def _fired(standing: Standing, sheetful: Sheetful) -> list[tuple[int, Fact]]:
    """(row of the sheet after which it fires, trigger entry) for each building that the sheet carries over its line."""
    if sheetful.kind != "payment":
        return []
    rules, rows = standing.rules(), sheetful.rows.select(["unit", "amount_fen"])
    rows = rows.append_column("n", pa.array(np.arange(1, rows.num_rows + 1, dtype=np.int64)))
    values = {"head": standing.head, "basis": rules.trigger_basis, "bp": rules.trigger_bp}
    with lent(standing.file, "incoming_sheet", rows):
        crossings = standing.file.execute(_CROSSINGS, values).fetchall()
    return [(n, _trigger(standing, building, Progress(*figures))) for building, n, *figures in crossings]


def _trigger(standing: Standing, building: str, progress: Progress) -> Fact:
    """The trigger entry with the figures of its moment."""
    rules = standing.rules()
    rate = trigger_rate(progress, rules.trigger_basis)
    detail = {
        "building": building,
        "basis": rules.trigger_basis,
        "threshold_bp": rules.trigger_bp,
        "part": rate.part,
        "whole": rate.whole,
        "rule_version": RULE_VERSION,
    }
    return Fact("trigger", detail)


def _seal_headers(
    file: duckdb.DuckDBPyConnection,
    deed: Deed,
    kind: str,
    trigger_ids: Sequence[int],
    recorded_at: datetime,
    previous: Head,
    last: int,
) -> Head:
    """Write the headers of entries previous+1 ... last, whose details are in the file, and seal them."""
    ids = np.arange(previous.number + 1, last + 1, dtype=np.int64)
    salts = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(SALT_BYTES), len(ids), [None, pa.py_buffer(os.urandom(SALT_BYTES * len(ids)))]
    )
    fired = pa.array(np.isin(ids, np.array(trigger_ids, dtype=np.int64)))
    incoming = pa.table({"id": ids, "salt": salts.cast(pa.binary()), "fired": fired})
    values = {
        "kinds": [kind, "trigger"],
        "recorded_at": recorded_at,
        "actor": deed.actor,
        "reason": deed.reason,
        "request_id": deed.request_id,
        "first": previous.number + 1,
    }
    with lent(file, "incoming_salts", incoming):
        headers = file.sql(_HEADERS, params=values).to_arrow_table()
    assert headers.num_rows == len(ids), "every detail has its header"
    new_seal = seal(previous.seal, *line_bytes(file, headers))
    seals = pa.array([None] * (len(ids) - 1) + [new_seal], pa.string())
    insert_rows(file, "entry", headers.append_column("seal", seals))
    return Head(last, new_seal)
