"""The bank's word and the book's: lines, entries, what is the same money, and what the difference is made of.

Money is signed fen: what came into the account is above zero, what left it below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import Refusal
from liftfund_core.words import N_

Basis = Literal["reference", "room", "party", "batch", "amount", "by_hand"]
Reason = Literal["amount_differs", "room_unknown", "paid_twice", "rest", "not_in_book", "not_in_bank"]

BASIS_WORDS: dict[str, str] = {
    "reference": N_("编号相符"),
    "room": N_("房号和金额相符"),
    "party": N_("户名和金额相符"),
    "batch": N_("合计相符"),
    "amount": N_("金额和日期相符"),
    "by_hand": N_("人工核对"),
}
REASON_WORDS: dict[Reason, str] = {
    "amount_differs": N_("金额与账上不同"),
    "room_unknown": N_("附言里的房号不存在"),
    "paid_twice": N_("这一户同样的金额已经到过账"),
    "rest": N_("只对上了一部分"),
    "not_in_book": N_("银行有，账上没有"),
    "not_in_bank": N_("账上有，银行没有"),
}


@dataclass(frozen=True)
class BankLine:
    """A line of the bank statement.

    Args:
        left_fen: the part of `amount_fen` that has no confirmed match yet. said: memo and the other side's name.
        rooms: the units that the memo names; a room as it is spelt there where no such unit exists.
    """

    id: int
    day: date
    amount_fen: int
    left_fen: int
    ref: str = ""
    said: str = ""
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True)
class BookEntry:
    """A live entry that moved the account.

    Args:
        id: the first entry of its line of corrections, so that a match outlives a mended typing mistake.
        ref: its bank reference. papers: receipt, invoice, contract ... numbers, by which a memo may name it.
        unit: whose money it is. party: who was paid or who paid in. channel: how it came.
    """

    id: int
    day: date
    amount_fen: int
    left_fen: int
    ref: str = ""
    papers: tuple[str, ...] = ()
    unit: str = ""
    party: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Match:
    """Lines and entries that are the same money, and why."""

    lines: tuple[BankLine, ...]
    entries: tuple[BookEntry, ...]
    basis: Basis

    def portions(self) -> list[tuple[int, int, int]]:
        """(line, entry, fen): which part of each line is which part of each entry, to the fen.

        Raises:
            Refusal: a side is empty, the sums differ, or several on both sides run in and out.
        """
        lines, entries = _open(self.lines), _open(self.entries)
        _check_sums(lines, entries)
        if len(entries) == 1:
            return [(line, entries[0][0], fen) for line, fen in lines]
        if len(lines) == 1:
            return [(lines[0][0], entry, fen) for entry, fen in entries]
        return _shared(lines, entries)


@dataclass(frozen=True)
class Doubt:
    """One thing that does not agree; at least one of `line` and `entry` is there."""

    reason: Reason
    line: BankLine | None = None
    entry: BookEntry | None = None

    @property
    def day(self) -> date:
        """When: the bank's day, the book's where the bank has none."""
        told = self.line or self.entry
        assert told is not None
        return told.day


@dataclass(frozen=True)
class Reconciliation:
    """What came of it; `waiting` are entries outside the days of the statement, which the bank may still bring."""

    certain: tuple[Match, ...] = ()
    suggested: tuple[Match, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    waiting: tuple[BookEntry, ...] = ()


@dataclass(frozen=True)
class BalanceCheck:
    """The bank's balance held against the book's at the end of a day (rules.md 2.4).

    Args:
        bank_fen, book_fen: the two balances. lines: bank lines up to that day that the book does not know yet.
        entries: entries up to that day, since the first line of the bank, that the bank has not brought yet.
    """

    day: date
    bank_fen: int
    book_fen: int
    lines: tuple[BankLine, ...] = ()
    entries: tuple[BookEntry, ...] = ()

    @property
    def difference_fen(self) -> int:
        """Bank less book: zero when they agree."""
        return self.bank_fen - self.book_fen

    @property
    def in_transit_fen(self) -> int:
        """The part of the difference that the listed items make."""
        return sum(line.left_fen for line in self.lines) - sum(entry.left_fen for entry in self.entries)

    @property
    def unexplained_fen(self) -> int:
        """The part that no item explains: only words can."""
        return self.difference_fen - self.in_transit_fen


def _open(things: Sequence[BankLine] | Sequence[BookEntry]) -> list[tuple[int, int]]:
    return [(thing.id, thing.left_fen) for thing in things]


def _check_sums(lines: list[tuple[int, int]], entries: list[tuple[int, int]]) -> None:
    if not lines or not entries:
        raise Refusal(N_("要对上，银行流水和账上记录至少各选一笔；请再选。"))
    bank, book = sum(fen for _, fen in lines), sum(fen for _, fen in entries)
    if bank != book:
        raise Refusal(
            N_("选中的银行流水合计 {bank} 元，账上记录合计 {book} 元，不相等；请调整选择。"),
            bank=format_yuan(bank),
            book=format_yuan(book),
        )
    if 0 in (fen for _, fen in (*lines, *entries)):
        raise Refusal(N_("选中的里面有已经对上的；请去掉它，或先撤销原来的对账。"))


def _shared(lines: list[tuple[int, int]], entries: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Several lines and several entries: each line is filled from the entries in turn."""
    if len({fen > 0 for _, fen in (*lines, *entries)}) > 1:
        raise Refusal(N_("有进有出的多笔不能与多笔一起对；请一笔一笔地对。"))
    shared, waiting = [], list(entries)
    for line, left in lines:
        while left:
            entry, rest = waiting.pop(0)
            taken = min(left, rest, key=abs)
            shared.append((line, entry, taken))
            left -= taken
            if rest != taken:
                waiting.insert(0, (entry, rest - taken))
    return shared
