"""The published statement of income and expenditure (收支公示): its lines, and that they add up (rules.md 2.4).

It is made ready by one person and published by another; what was published is kept word for word. Sums are exact, and
no line goes below the building; where few households stand behind a building's line, buildings are told together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from liftfund_core.domain.privacy import is_small
from liftfund_core.words import N_

Side = Literal["book", "bank"]
Paper = Literal["contract", "invoice", "decision", "confirmation", "advance", "repayment", "bank"]

IN_WORDS: dict[str, str] = {
    "opening_balance": N_("期初余额转入"),
    "advance": N_("垫资存入"),
    "bank_interest": N_("银行利息"),
    "donation": N_("捐赠"),
}
OUT_WORDS: dict[str, str] = {
    "refund": N_("退款"),
    "advance_repayment": N_("归还垫资"),
    "bank_fee": N_("银行手续费"),
}
SIDE_WORDS: dict[Side, str] = {"book": N_("账上已记，银行还没有"), "bank": N_("银行已有，账上还没有")}
PAPER_WORDS: dict[Paper, str] = {
    "contract": N_("施工合同"),
    "invoice": N_("发票"),
    "decision": N_("物管会决议"),
    "confirmation": N_("技术确认文件"),
    "advance": N_("垫资协议"),
    "repayment": N_("归还垫资决议"),
    "bank": N_("银行对账单"),
}


@dataclass(frozen=True)
class BuildingMoney:
    """What the households of one building did in the period, and what they still owed on its last day."""

    building: str
    payers: int
    payments: int
    received_fen: int
    unpaid_units: int
    unpaid_fen: int


@dataclass(frozen=True)
class Receipts:
    """Payments from owners; `payments` is None where so few households stand behind them that they are not counted."""

    buildings: tuple[str, ...]
    payments: int | None
    amount_fen: int


@dataclass(frozen=True)
class Unpaid:
    """What is still due; None where so few households owe it that the sum would tell who."""

    buildings: tuple[str, ...]
    units: int | None
    amount_fen: int | None


@dataclass(frozen=True)
class Sum:
    """Another kind of money that came in or left."""

    kind: str
    amount_fen: int


@dataclass(frozen=True)
class Expense:
    """A payment to a contractor, its number in the journal, and how it was approved; `approval` is a state of that."""

    entry: int
    day: date
    payee: str
    contract_no: str | None
    lift: str | None
    invoice_no: str | None
    purpose: str | None
    stage: str | None
    amount_fen: int
    request_no: str | None
    decision_no: str | None
    approval: str | None


@dataclass(frozen=True)
class Contract:
    """A contract: its price, what was paid on it up to the last day, and what is still committed."""

    contract_no: str
    contractor: str
    lifts: str
    amount_fen: int
    paid_fen: int
    committed_fen: int


@dataclass(frozen=True)
class Advance:
    """The property company's advance: owed before, new by either route, repaid; all in fen."""

    before_fen: int = 0
    direct_fen: int = 0
    deposited_fen: int = 0
    repaid_fen: int = 0

    @property
    def outstanding_fen(self) -> int:
        """Still owed on the last day."""
        return self.before_fen + self.direct_fen + self.deposited_fen - self.repaid_fen


@dataclass(frozen=True)
class InTransit:
    """What one side knows on the last day and the other does not: how many (None for a few payments) and how much."""

    side: Side
    count: int | None
    amount_fen: int


@dataclass(frozen=True)
class Bank:
    """The bank's balance on the last day, and why it is another one than the book's, if it is."""

    balance_fen: int
    in_transit: tuple[InTransit, ...] = ()
    unexplained_fen: int = 0
    explanation: str | None = None


@dataclass(frozen=True)
class Document:
    """A paper that the committee keeps and shows to owners."""

    kind: Paper
    number: str


@dataclass(frozen=True)
class Statement:
    """One period of the separate account, first and last day included; money in fen.

    Args:
        bank: None only in a draft, while the bank has not said anything yet.
        head: the entry that every figure is true at. opening_fen: the closing balance of the period before.
        earlier_fen: what corrections since then changed in periods that were published before.
        collected_fen, spent_fen: from the beginning to the last day. waived_fen: in all, nobody's in particular.
    """

    estate: str
    simulated: bool
    period_from: date
    period_to: date
    head: int
    opening_fen: int
    earlier_fen: int
    receipts: tuple[Receipts, ...]
    other_in: tuple[Sum, ...]
    expenses: tuple[Expense, ...]
    other_out: tuple[Sum, ...]
    advance: Advance
    contracts: tuple[Contract, ...]
    unpaid: tuple[Unpaid, ...]
    bank: Bank | None
    documents: tuple[Document, ...]
    collected_fen: int
    spent_fen: int
    waived_fen: int
    objection: str

    @property
    def received_fen(self) -> int:
        """From owners, before refunds."""
        return sum(line.amount_fen for line in self.receipts)

    @property
    def in_fen(self) -> int:
        """Everything that came into the account."""
        return self.received_fen + sum(line.amount_fen for line in self.other_in)

    @property
    def expenses_fen(self) -> int:
        """Paid to contractors."""
        return sum(line.amount_fen for line in self.expenses)

    @property
    def out_fen(self) -> int:
        """Everything that left the account."""
        return self.expenses_fen + sum(line.amount_fen for line in self.other_out)

    @property
    def closing_fen(self) -> int:
        """What lies in the account on the last day, by the book."""
        return self.opening_fen + self.earlier_fen + self.in_fen - self.out_fen

    @property
    def difference_fen(self) -> int | None:
        """Bank less book: zero, or the statement says why."""
        return None if self.bank is None else self.bank.balance_fen - self.closing_fen

    @property
    def unpaid_fen(self) -> int | None:
        """Still due from all buildings; None where a line is hidden."""
        lines = [line.amount_fen for line in self.unpaid]
        return None if None in lines else sum(fen for fen in lines if fen is not None)

    @property
    def committed_fen(self) -> int:
        """To be paid out of the account on contracts that run."""
        return sum(line.committed_fen for line in self.contracts)


def told_together(lines: Sequence[BuildingMoney]) -> tuple[tuple[BuildingMoney, ...], ...]:
    """Buildings in groups that may be told: in none do 1 to 4 households pay or owe, if that can be had.

    A group that may not be told alone takes in another such group, else the one with the fewest payers; the sum over
    all groups stays exact, so that no total gives a hidden line away (rules.md 2.5).
    """
    groups = [[line] for line in lines]
    while len(groups) > 1 and (few := next((group for group in groups if _gives_away(group)), None)):
        others = [group for group in groups if group is not few]
        other = min(others, key=lambda group: (not _gives_away(group), sum(line.payers for line in group)))
        few += other
        groups.remove(other)
    places = {line.building: place for place, line in enumerate(lines)}
    return tuple(tuple(sorted(group, key=lambda line: places[line.building])) for group in groups)


def _gives_away(group: Sequence[BuildingMoney]) -> bool:
    return is_small(sum(line.payers for line in group)) or is_small(sum(line.unpaid_units for line in group))


def receipts_of(groups: Sequence[Sequence[BuildingMoney]]) -> tuple[Receipts, ...]:
    """The lines of what came in; exact sums, few payers uncounted."""
    return tuple(
        Receipts(
            tuple(line.building for line in group),
            None if is_small(sum(line.payers for line in group)) else sum(line.payments for line in group),
            sum(line.received_fen for line in group),
        )
        for group in groups
    )


def unpaid_of(groups: Sequence[Sequence[BuildingMoney]]) -> tuple[Unpaid, ...]:
    """The lines of what is still due; hidden where few households owe it."""
    lines = []
    for group in groups:
        units = sum(line.unpaid_units for line in group)
        hidden, fen = is_small(units), sum(line.unpaid_fen for line in group)
        buildings = tuple(line.building for line in group)
        lines.append(Unpaid(buildings, None, None) if hidden else Unpaid(buildings, units, fen))
    return tuple(lines)
