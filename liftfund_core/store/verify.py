"""Verification: everything that was ever entered is still there, unchanged and in order."""

from dataclasses import dataclass, field

import duckdb
import pyarrow.compute as pc

from liftfund_core.domain.journal import GENESIS, seal
from liftfund_core.errors import LiftFundError
from liftfund_core.store.database import Database
from liftfund_core.store.deeds import KINDS
from liftfund_core.store.guards import missing_guards
from liftfund_core.store.head_record import read_head
from liftfund_core.store.lines import LINE, Lines
from liftfund_core.store.rows import first_row
from liftfund_core.words import N_

# Kind by kind: one join over a view of all kinds takes a quarter longer.
_CHANGED_DETAIL = """
    select min(e.id) from entry e join {kind}_text t on t.entry_id = e.id
    where e.kind <> '{kind}' or e.detail_digest <> sha256(e.salt[1:16] || encode(t.text))"""
_CHANGED_ACTOR = """
    select min(id) from entry where actor_digest <> sha256(salt[17:32] || encode(json_object(
        'actor', actor, 'reason', reason, 'request_id', request_id)::varchar))"""
_NO_DETAIL = "select min(id) from entry where id not in (select entry_id from detail_text)"


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
    file, findings, bad = database.root, [], []
    head = database.head()
    entries = _one(file, "select count(*) from entry")
    for number, finding in (
        _lost(database, head.number),
        _gap(file, entries),
        _changed_detail(file),
        _detail_without_entry(file),
        _broken_seal(file),
    ):
        if finding is not None:
            findings.append(finding)
            bad += [number] if number is not None else []
    if missing := missing_guards(file):
        findings.append(
            LiftFundError(
                N_("防改保护缺少 {n} 个（{names}）。"), n=len(missing), names=N_("、").join(sorted(missing)[:3])
            )
        )
    return Verification(entries, head.seal, min(bad, default=None), tuple(findings))


Finding = tuple[int | None, LiftFundError | None]


def _one(file: duckdb.DuckDBPyConnection, query: str) -> int:
    row = first_row(file, query)
    return int(row[0]) if row and row[0] is not None else 0


def _lost(database: Database, newest: int) -> Finding:
    """Entries that were acknowledged and are not in the file any more, or were exchanged."""
    recorded = read_head(database.path)
    if recorded is None or recorded.seal == GENESIS:
        return None, None
    row = first_row(database.root, "select seal from entry where id = ?", [recorded.number])
    if row is None:
        lost = LiftFundError(
            N_("已确认到第 {recorded} 条，文件里只有 {newest} 条。"), recorded=recorded.number, newest=newest
        )
        return newest + 1, lost
    if row[0] != recorded.seal:
        return None, LiftFundError(N_("第 {n} 条的封签与文件外的记录不一致。"), n=recorded.number)
    return None, None


def _gap(file: duckdb.DuckDBPyConnection, entries: int) -> Finding:
    """The first number of 1, 2, 3 ... that is missing."""
    if _one(file, "select max(id) from entry") == entries:
        return None, None
    missing = _one(
        file,
        "select min(id) from (select row_number() over (order by id) as id, id as had from entry) where id <> had",
    )
    return missing, LiftFundError(N_("第 {n} 条不见了。"), n=missing)


def _changed_detail(file: duckdb.DuckDBPyConnection) -> Finding:
    """The first entry whose detail, actor, reason or request does not give its digest."""
    changed = [_one(file, _CHANGED_DETAIL.format(kind=kind)) for kind in KINDS]
    number = min(filter(None, [*changed, _one(file, _CHANGED_ACTOR), _one(file, _NO_DETAIL)]), default=0)
    if not number:
        return None, None
    return number, LiftFundError(N_("第 {n} 条的内容与它的摘要不符，被改动过。"), n=number)


def _detail_without_entry(file: duckdb.DuckDBPyConnection) -> Finding:
    """A detail that nobody entered."""
    number = _one(file, "select min(entry_id) from detail_text where entry_id not in (select id from entry)")
    if not number:
        return None, None
    return number, LiftFundError(N_("有一条编号为 {n} 的明细没有登记过。"), n=number)


def _broken_seal(file: duckdb.DuckDBPyConnection) -> Finding:
    """The first transaction whose lines do not give its seal."""
    table = file.sql(f"select id, seal, {LINE} as line from entry order by id").to_arrow_table()
    if not table.num_rows:
        return None, None
    lines = Lines(table.column("line"))
    places = pc.indices_nonzero(table.column("seal").is_valid())
    seals = table.column("seal").drop_null()
    previous, start = GENESIS, 0
    for place, stored in zip(places.to_pylist(), seals.to_pylist(), strict=True):
        if seal(previous, *lines.between(start, place + 1)) != stored:
            first = table.column("id")[start].as_py()
            return first, LiftFundError(N_("从第 {n} 条起，这一批的封签对不上。"), n=first)
        previous, start = stored, place + 1
    if start != table.num_rows:
        first = table.column("id")[start].as_py()
        return first, LiftFundError(N_("从第 {n} 条起没有封签。"), n=first)
    return None, None
