"""The lists of money that came in whole, newest first, for whoever may take one back."""

from dataclasses import dataclass
from datetime import UTC, datetime

from liftfund_core.store.batches import BATCH
from liftfund_core.store.journal import Journal


@dataclass(frozen=True)
class BatchLine:
    """A list: its entries from `first` to `last`, how many rows it had, how many of them stand, and their fen.

    Args:
        kind: payment or contractor_payment. recorded_at: aware UTC.
    """

    first: int
    last: int
    kind: str
    actor: str
    recorded_at: datetime
    rows: int
    standing: int
    standing_fen: int


_BATCHES = """
    with batch as (
        select id as first, kind, actor, recorded_at,
               (select min(id) from entry last where last.id >= first.id and last.seal is not null) as last
        from entry first where starts_with(request_id, $mark) and id <= $head
        order by id desc limit $most
    ), money as (
        select entry_id, 'payment' as kind, amount_fen from payment
        union all select entry_id, 'contractor_payment', amount_fen from contractor_payment
    )
    select b.first, b.last, b.kind, b.actor, b.recorded_at, count(*),
           count(*) filter (m.entry_id not in (select id from corrected($head))),
           coalesce(sum(m.amount_fen) filter (m.entry_id not in (select id from corrected($head))), 0)::bigint
    from batch b join money m on m.entry_id between b.first and b.last and m.kind = b.kind
    group by all order by b.first desc"""


def batches(journal: Journal, most: int = 10) -> tuple[BatchLine, ...]:
    """The newest lists, those that were taken back included."""
    with journal.reading() as file:
        rows = file.execute(_BATCHES, {"mark": BATCH, "head": journal.head, "most": most}).fetchall()
    return tuple(
        BatchLine(first, last, kind, actor, at.replace(tzinfo=UTC), *counted)
        for first, last, kind, actor, at, *counted in rows
    )
