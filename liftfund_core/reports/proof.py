"""The proof that a payment stands in the book: what its digest is taken over, its public line, the seal over it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from liftfund_core.store.journal import Journal
from liftfund_core.store.lines import LINE

_SHORT = 12


@dataclass(frozen=True)
class Proof:
    """One payment in the chain (domain/journal.py says how its parts are made).

    Args:
        salt: the 16 bytes before the detail, in hex. detail: the canonical JSON that is digested behind them.
        line: as the public log has it, without its line feed. sealed_at: the entry whose `seal` covers it.
    """

    entry: int
    salt: str
    detail: str
    digest: str
    line: str
    sealed_at: int
    seal: str

    @property
    def holds(self) -> bool:
        """Whether the detail gives the digest that is sealed."""
        return hashlib.sha256(bytes.fromhex(self.salt) + self.detail.encode()).hexdigest() == self.digest

    @property
    def short_seal(self) -> str:
        """As much of the seal as a paper has room for."""
        return self.seal[:_SHORT]


_PROOFS = f"""
    with told as (
        select id, salt, detail_digest, {LINE} as line from entry where id in (select unnest($entries)))
    select told.id, told.salt, t.text, told.detail_digest, told.line, s.id, s.seal
    from told join payment_text t on t.entry_id = told.id
    asof join (select id, seal from entry where seal is not null) s on told.id <= s.id"""


def proofs(journal: Journal, payments: Iterable[int]) -> dict[int, Proof]:
    """Entry -> its proof, for entries that are payments."""
    with journal.reading() as file:
        rows = file.execute(_PROOFS, {"entries": list(payments)}).fetchall()
    return {
        entry: Proof(entry, salt[:16].hex(), detail, digest, line.rstrip("\n"), sealed_at, seal)
        for entry, salt, detail, digest, line, sealed_at, seal in rows
    }
