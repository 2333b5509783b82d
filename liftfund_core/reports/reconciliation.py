"""Bank and book side by side, for finance and for who looks over its shoulder."""

from liftfund_core.domain.bank import Reconciliation
from liftfund_core.store import bank
from liftfund_core.store.journal import Journal


def reconciliation(journal: Journal, head: int | None = None) -> Reconciliation:
    """What is the same money, what may be, and what does not agree, at a head."""
    with journal.reading() as file:
        return bank.reconciliation(file, journal.head if head is None else head)
