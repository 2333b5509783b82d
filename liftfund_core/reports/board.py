"""The board: where the campaign stands at one head, building by building; exact, for staff."""

from dataclasses import dataclass
from datetime import date, datetime

from liftfund_core.domain.overhaul import LiftClass, lift_class
from liftfund_core.domain.rate import Rate
from liftfund_core.domain.trigger import Basis, Progress, trigger_rate


@dataclass(frozen=True)
class EstateLine:
    """The estate and the rules that its campaign runs under."""

    code: str
    name: str
    timezone: str
    simulated: bool
    rate_fen_per_m2: int
    trigger_basis: Basis
    trigger_bp: int
    work_class: str


@dataclass(frozen=True)
class LiftLine:
    """One lift: `state` is a code of rules.md 3; `since` is the local day on which it entered that state."""

    code: str
    building: str
    number: int
    state: str
    suspended: bool
    funding: str | None  # "advance", "trigger" or None while not funded
    since: date | None

    @property
    def shown_as(self) -> LiftClass:
        """waiting, under_way, in_service or cancelled (contracts.md)."""
        return lift_class(self.state)


@dataclass(frozen=True)
class LiftCounts:
    """Lifts of a building or the estate; cancelled lifts have left the total."""

    total: int
    in_service: int
    under_way: int
    waiting: int


@dataclass(frozen=True)
class BuildingLine:
    """One building: households, fen and dm2, and its lifts. Waived units have left both denominators."""

    code: str
    units: int
    waived_units: int
    paid_units: int
    part_paid_units: int
    due_fen: int
    collected_fen: int
    area_dm2: int
    paid_area_dm2: int
    budget_fen: int | None
    four_largest_due_fen: int
    triggered_at_entry: int | None
    triggered_at: datetime | None
    lifts: tuple[LiftLine, ...]

    @property
    def charged_units(self) -> int:
        """Households that owe something: all units less the waived ones."""
        return self.units - self.waived_units

    @property
    def household(self) -> Rate:
        """Households that have paid in full, of those that owe something."""
        return Rate(self.paid_units, self.charged_units)

    @property
    def amount(self) -> Rate:
        """Fen collected (each unit capped at its due) of fen due."""
        return Rate(self.collected_fen, self.due_fen)

    @property
    def progress(self) -> Progress:
        """The figures that the start trigger is tested on."""
        return Progress(
            due_fen=self.due_fen,
            collected_fen=self.collected_fen,
            units=self.charged_units,
            paid_units=self.paid_units,
            area_dm2=self.area_dm2,
            paid_area_dm2=self.paid_area_dm2,
            budget_fen=self.budget_fen,
        )

    def on_basis(self, basis: Basis) -> Rate:
        """The rate that the trigger of this estate looks at."""
        return trigger_rate(self.progress, basis)

    @property
    def lift_counts(self) -> LiftCounts:
        """How many of this building's lifts wait, are under way, are back in service."""
        return count_lifts(self.lifts)


@dataclass(frozen=True)
class FundLine:
    """The separate account in fen: receipts net of refunds (uncapped), the advance still owed, spending, balance.

    Args:
        spent_fen: paid to contractors. other_in_fen: interest and donations. other_out_fen: bank fees.
    """

    collected_fen: int
    advance_fen: int
    advance_outstanding_fen: int
    spent_fen: int
    balance_fen: int
    bank_balance_fen: int | None
    opening_fen: int = 0
    advance_deposited_fen: int = 0
    advance_repaid_fen: int = 0
    other_in_fen: int = 0
    other_out_fen: int = 0


@dataclass(frozen=True)
class Houses:
    """Where every building stands, true at `head`; `as_of` is when that entry was recorded (UTC)."""

    head: int
    as_of: datetime | None
    estate: EstateLine
    buildings: tuple[BuildingLine, ...]

    @property
    def household(self) -> Rate:
        """Households paid in full, over the estate."""
        return Rate(sum(b.paid_units for b in self.buildings), sum(b.charged_units for b in self.buildings))

    @property
    def amount(self) -> Rate:
        """Fen collected (capped per unit) of fen due, over the estate."""
        return Rate(sum(b.collected_fen for b in self.buildings), sum(b.due_fen for b in self.buildings))

    @property
    def gap_fen(self) -> int:
        """What owners have yet to pay: somebody else carries it meanwhile (rules.md 2.3)."""
        return self.amount.whole - self.amount.part

    @property
    def lift_counts(self) -> LiftCounts:
        """Lifts over the estate."""
        return count_lifts(tuple(lift for b in self.buildings for lift in b.lifts))


@dataclass(frozen=True)
class Board(Houses):
    """Everything the overview needs: the buildings, and the separate account at the same head."""

    fund: FundLine


def count_lifts(lifts: tuple[LiftLine, ...]) -> LiftCounts:
    """Count lifts by what the screen shows them as; cancelled ones leave the total."""
    shown = [lift.shown_as for lift in lifts]
    return LiftCounts(
        total=len(shown) - shown.count("cancelled"),
        in_service=shown.count("in_service"),
        under_way=shown.count("under_way"),
        waiting=shown.count("waiting"),
    )
