"""Rows, digests and seals: how numbered facts become durable lines of the journal."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa

from liftfund_core.domain.journal import actor_digest, detail_digest, public_line, seal
from liftfund_core.store.deeds import KINDS, Fact
from liftfund_core.store.head_record import Head
from liftfund_core.store.rows import lent

SALT_BYTES = 32

_ENTRY_COLUMNS = pa.schema(
    [
        ("id", pa.int64()),
        ("kind", pa.string()),
        ("recorded_at", pa.timestamp("us")),
        ("actor", pa.string()),
        ("reason", pa.string()),
        ("corrects", pa.int64()),
        ("request_id", pa.string()),
        ("salt", pa.binary()),
        ("detail_digest", pa.string()),
        ("actor_digest", pa.string()),
        ("seal", pa.string()),
    ]
)


@dataclass(frozen=True)
class NumberedFact:
    """A fact with its entry number and the header that goes with it."""

    id: int
    fact: Fact
    actor: str
    reason: str | None
    request_id: str | None


def write_facts(
    file: duckdb.DuckDBPyConnection, facts: Sequence[NumberedFact], recorded_at: datetime, previous: Head
) -> Head:
    """Insert facts with their headers into an open transaction and seal it; returns the new head.

    Raises:
        duckdb.Error: the file refused; the caller rolls back.
    """
    for kind in dict.fromkeys(numbered.fact.kind for numbered in facts):
        rows = [{"entry_id": n.id, **n.fact.detail} for n in facts if n.fact.kind == kind]
        insert_rows(file, kind, pa.Table.from_pylist(rows))
    salts = os.urandom(SALT_BYTES * len(facts))
    entries = []
    lines = []
    for place, numbered in enumerate(facts):
        salt = salts[SALT_BYTES * place : SALT_BYTES * (place + 1)]
        entry = _header(numbered, recorded_at, salt)
        lines.append(
            public_line(
                numbered.id,
                numbered.fact.kind,
                recorded_at,
                numbered.fact.corrects,
                str(entry["detail_digest"]),
                str(entry["actor_digest"]),
            )
        )
        entries.append(entry)
    head = Head(facts[-1].id, seal(previous.seal, "".join(lines).encode()))
    entries[-1]["seal"] = head.seal
    insert_rows(file, "entry", pa.Table.from_pylist(entries, schema=_ENTRY_COLUMNS))
    return head


def insert_rows(file: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Insert an Arrow table by column name: 3 ms for 200 rows, where VALUES takes 23."""
    assert table == "entry" or table in KINDS, table
    with lent(file, "incoming_rows", rows):
        file.execute(f"insert into {table} by name from incoming_rows")


def _header(numbered: NumberedFact, recorded_at: datetime, salt: bytes) -> dict[str, object]:
    """The row of `entry` for a fact, digests included, seal still open."""
    return {
        "id": numbered.id,
        "kind": numbered.fact.kind,
        "recorded_at": recorded_at,
        "actor": numbered.actor,
        "reason": numbered.reason,
        "corrects": numbered.fact.corrects,
        "request_id": numbered.request_id,
        "salt": salt,
        "detail_digest": detail_digest(salt, numbered.fact.detail),
        "actor_digest": actor_digest(salt, numbered.actor, numbered.reason, numbered.request_id),
        "seal": None,
    }
