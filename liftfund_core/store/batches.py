"""Which entries came in together: a list of money is one transaction, whose first entry bears the list's mark."""

from dataclasses import dataclass

import duckdb

from liftfund_core.store.rows import first_row

BATCH = "batch:"
"""How the request id of a list of money begins, by which the whole list can be taken back at once."""

# An import is a transaction of its own: it begins with the entry that bears its request id and ends with its seal.
_BATCH = """
    select first.id, (select min(id) from entry where id >= first.id and seal is not null), first.kind, first.actor
    from entry first where starts_with(first.request_id, $mark) and first.id <= $entry order by first.id desc limit 1"""


@dataclass(frozen=True)
class Batch:
    """The entries of one list, `first` to `last`; triggers that it fired stand among them and stay."""

    first: int
    last: int
    kind: str
    actor: str


def batch_of(file: duckdb.DuckDBPyConnection, entry: int) -> Batch | None:
    """The list that an entry came in with; None where it was entered by itself."""
    row = first_row(file, _BATCH, {"mark": BATCH, "entry": entry})
    return Batch(*row) if row is not None and row[1] >= entry else None
