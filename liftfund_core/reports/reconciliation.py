"""Bank and book side by side, for finance and for who looks over its shoulder."""

from dataclasses import dataclass
from datetime import date

from liftfund_core.domain.bank import Reconciliation
from liftfund_core.store import bank
from liftfund_core.store.journal import Journal


@dataclass(frozen=True)
class BankBook:
    """Where bank and book stand at a head.

    Args:
        bank_fen: what the bank said last, None when it never did. book_fen: what should lie in the account.
        lines: live lines of the bank. last_day: the day of the newest one. open_lines: with no entry for all of it.
    """

    head: int
    bank_fen: int | None
    book_fen: int
    lines: int
    open_lines: int
    last_day: date | None
    found: Reconciliation

    @property
    def difference_fen(self) -> int | None:
        """Bank less book."""
        return None if self.bank_fen is None else self.bank_fen - self.book_fen


def bank_book(journal: Journal, head: int | None = None) -> BankBook:
    """What is the same money, what may be, and what does not agree, at a head."""
    at = journal.head if head is None else head
    with journal.reading() as file:
        lines = bank.bank_lines(file, at)
        return BankBook(
            head=at,
            bank_fen=bank.bank_balance(file, at),
            book_fen=bank.book_balance(file, at),
            lines=len(lines),
            open_lines=sum(line.left_fen != 0 for line in lines),
            last_day=lines[-1].day if lines else None,
            found=bank.reconciliation(file, at),
        )


def bank_balance_on(journal: Journal, head: int, day: date) -> int | None:
    """What the bank says lay in the account at the end of a day, in fen; None when it has not said."""
    with journal.reading() as file:
        return bank.bank_balance(file, head, day)
