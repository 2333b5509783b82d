"""Verification: everything that was ever entered is still there, unchanged and in order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow.compute as pc

from liftfund_core.domain.journal import GENESIS, seal
from liftfund_core.errors import LiftFundError
from liftfund_core.store.database import Database
from liftfund_core.store.deeds import KINDS
from liftfund_core.store.guards import missing_guards
from liftfund_core.store.head_record import NO_HEAD, Head, read_head
from liftfund_core.store.lines import LINE, Lines
from liftfund_core.store.relations import changed_relations
from liftfund_core.store.rows import first_row
from liftfund_core.words import N_

# Kind by kind: one join over a view of all kinds takes a quarter longer.
_OF_KIND = """
    select min(e.id) filter (t.entry_id is null or e.detail_digest is distinct from
                             sha256(e.salt[1:16] || encode(t.text))),
           count(t.entry_id)
    from entry e left join {kind}_text t on t.entry_id = e.id where e.kind = '{kind}'"""
_STRAY = """
    select min(entry_id) from (select entry_id, row_number() over (partition by entry_id) as nth from {kind})
    where nth > 1 or entry_id not in (select id from entry where kind = '{kind}')"""
_CHANGED_ACTOR = """
    select min(id) from entry where actor_digest is distinct from sha256(salt[17:32] || encode(json_object(
        'actor', actor, 'reason', reason, 'request_id', request_id)::varchar))"""


@dataclass(frozen=True)
class Verification:
    """What was found: `first_bad_entry` is None when all is well or when no single entry is to blame."""

    entries: int
    head_hash: str
    first_bad_entry: int | None = None
    findings: tuple[LiftFundError, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Nothing was found."""
        return not self.findings


def verify(database: Database) -> Verification:
    """Recompute every digest and seal of the file and compare with what is stored and with the head record."""
    try:
        return _recomputed(database)
    except duckdb.Error:  # a block that does not give its checksum cannot even be read
        damaged = LiftFundError(N_("数据文件有一部分已损坏，读不出来；请保留原文件，用 restore 恢复最近的备份。"))
        return Verification(0, "", None, (damaged,))


def _recomputed(database: Database) -> Verification:
    recorded = read_head(database.path)
    with database.cursor() as file:
        file.execute("begin")  # every question is asked of the same state, even while somebody writes
        row = first_row(file, "select id, seal from entry order by id desc limit 1")
        head = Head(*row) if row else NO_HEAD
        entries = _one(file, "select count(*) from entry")
        found = [
            _lost(file, recorded, head.number),
            _gap(file, entries),
            *_details(file),
            _broken_seal(file),
            _removed_guards(file),
            _changed_relations(file),
        ]
    findings = [finding for finding in found if finding is not None]
    first_bad = min((number for number, _ in findings if number is not None), default=None)
    return Verification(entries, head.seal, first_bad, tuple(why for _, why in findings))


Finding = tuple[int | None, LiftFundError]  # the entry to blame, where there is one


def _one(file: duckdb.DuckDBPyConnection, query: str, values: Any = None) -> int:
    row = first_row(file, query, values)
    return int(row[0]) if row and row[0] is not None else 0


def _lost(file: duckdb.DuckDBPyConnection, recorded: Head | None, newest: int) -> Finding | None:
    """Entries that were acknowledged and are not in the file any more, or were exchanged."""
    if recorded is None or recorded.seal == GENESIS:
        return None
    row = first_row(file, "select seal from entry where id = ?", [recorded.number])
    if row is None:
        lost = LiftFundError(
            N_("已确认到第 {recorded} 条，文件里只有 {newest} 条。"), recorded=recorded.number, newest=newest
        )
        return newest + 1, lost
    if row[0] != recorded.seal:
        return None, LiftFundError(N_("第 {n} 条的封签与文件外的记录不一致。"), n=recorded.number)
    return None


def _gap(file: duckdb.DuckDBPyConnection, entries: int) -> Finding | None:
    """The first number of 1, 2, 3 ... that is missing."""
    if _one(file, "select max(id) from entry") == entries:
        return None
    missing = _one(
        file,
        "select min(id) from (select row_number() over (order by id) as id, id as had from entry) where id <> had",
    )
    return missing, LiftFundError(N_("第 {n} 条不见了。"), n=missing)


def _details(file: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """The first entry whose detail, actor, reason or request does not give its digest, and the first stray detail."""
    entered = dict(file.execute("select kind, count(*) from entry group by kind").fetchall())
    changed, stray = [_one(file, _CHANGED_ACTOR)], [0]
    for kind in KINDS:
        headers, details = entered.pop(kind, 0), _one(file, f"select count(*) from {kind}")
        if not headers and not details:
            continue
        wrong, met = first_row(file, _OF_KIND.format(kind=kind)) or (None, 0)
        changed.append(wrong or 0)
        if not details == met <= headers:
            stray.append(_one(file, _STRAY.format(kind=kind)))
    if entered:
        changed.append(_one(file, "select min(id) from entry where kind in (select unnest(?))", [list(entered)]))
    if number := min(filter(None, changed), default=0):
        yield number, LiftFundError(N_("第 {n} 条的内容与它的摘要不符，被改动过。"), n=number)
    if number := min(filter(None, stray), default=0):
        yield number, LiftFundError(N_("有一条编号为 {n} 的明细没有登记过。"), n=number)


def _broken_seal(file: duckdb.DuckDBPyConnection) -> Finding | None:
    """The first transaction whose lines do not give its seal."""
    table = file.sql(f"select id, seal, {LINE} as line from entry order by id").to_arrow_table()
    lines = Lines(table["line"])
    places = pc.indices_nonzero(table["seal"].is_valid())
    seals = table["seal"].drop_null()
    previous, start = GENESIS, 0
    for place, stored in zip(places.to_pylist(), seals.to_pylist(), strict=True):
        if seal(previous, *lines.between(start, place + 1)) != stored:
            first = table["id"][start].as_py()
            return first, LiftFundError(N_("从第 {n} 条起，这一批的封签对不上。"), n=first)
        previous, start = stored, place + 1
    if start != table.num_rows:
        first = table["id"][start].as_py()
        return first, LiftFundError(N_("从第 {n} 条起没有封签。"), n=first)
    return None


def _removed_guards(file: duckdb.DuckDBPyConnection) -> Finding | None:
    """Facts that could be changed from now on."""
    missing = missing_guards(file)
    if not missing:
        return None
    return None, LiftFundError(N_("防改保护缺少 {n} 个（{names}）。"), n=len(missing), names=_some(missing))


def _changed_relations(file: duckdb.DuckDBPyConnection) -> Finding | None:
    """Facts that could be told otherwise."""
    changed = changed_relations(file)
    if not changed:
        return None
    told = N_("文件里的查询定义有 {n} 个被改动过（{names}）。")
    return None, LiftFundError(told, n=len(changed), names=_some(changed))


def _some(names: Collection[str]) -> str:
    return N_("、").join(sorted(names)[:3])
