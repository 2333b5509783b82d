"""The separate account line by line: what was spent and committed for everyone, every movement for the staff."""

from dataclasses import dataclass
from datetime import date

from liftfund_core.domain.statement import Contract, Expense
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.statement import contracts_of, expenses_of


@dataclass(frozen=True)
class AccountLine:
    """A movement of the account; `amount_fen` is below zero for what left it, `balance_fen` what lay in it after.

    Args:
        unit: the household behind it, for staff only. party, paper: with whom, on which paper.
    """

    entry: int
    kind: str
    day: date
    amount_fen: int
    balance_fen: int
    unit: str | None
    party: str | None
    paper: str | None
    bank_ref: str | None


@dataclass(frozen=True)
class LineFilter:
    """Which movements; everything that is left out does not narrow. Days are included."""

    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


_WANTED = """
    where (len($kinds) = 0 or list_contains($kinds, kind)) and ($since is null or day >= $since)
      and ($until is null or day <= $until)"""
# The balance is what lay in the account after the line, whatever is looked at; the days are the order of the bank.
_LINES = f"""
    with line as (
        select *, sum(amount_fen) over (order by day, entry_id)::bigint as balance_fen from account_line($head)
    )
    select entry_id, kind, day, amount_fen, balance_fen, unit, party, paper, bank_ref from line {_WANTED}
    order by day desc, entry_id desc limit $most offset $skipped"""


def account_lines(
    journal: Journal, wanted: LineFilter | None = None, *, page: int = 0, per_page: int = 30
) -> tuple[tuple[AccountLine, ...], int]:
    """A page of movements, the latest day first, and how many there are in all."""
    seek = wanted or LineFilter()
    values = {"head": journal.head, "kinds": list(seek.kinds), "since": seek.since, "until": seek.until}
    turn = {"most": per_page, "skipped": page * per_page}
    with journal.reading() as file:
        count = first_row(file, f"select count(*) from account_line($head) {_WANTED}", values)
        rows = file.execute(_LINES, {**values, **turn}).fetchall()
    return tuple(AccountLine(*row) for row in rows), count[0] if count else 0


@dataclass(frozen=True)
class Spending:
    """What was paid to contractors, the latest first, and what the contracts come to; as everyone may see it."""

    expenses: tuple[Expense, ...]
    contracts: tuple[Contract, ...]

    @property
    def committed_fen(self) -> int:
        """What the account still has to pay on the contracts."""
        return sum(contract.committed_fen for contract in self.contracts)


def spending(journal: Journal, head: int | None = None) -> Spending:
    """All payments to contractors and all contracts at a head."""
    at = journal.head if head is None else head
    with journal.reading() as file:
        spent = expenses_of(file, at, date.min, date.max)
        return Spending(tuple(reversed(spent)), contracts_of(file, at, date.max))
