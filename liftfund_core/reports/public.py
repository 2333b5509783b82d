"""What everyone may see: the board masked once, at its source, by the privacy rules (rules.md 2.5)."""

from dataclasses import dataclass
from datetime import date, datetime

from liftfund_core.domain.poll import PlacardTally
from liftfund_core.domain.privacy import BoundedRate
from liftfund_core.reports.board import EstateLine, LiftCounts, LiftLine


@dataclass(frozen=True)
class PublicBuilding:
    """One building as the wall shows it; `weekly` is (local day, basis points on the trigger's basis)."""

    code: str
    units: int
    paid_text: str
    household: BoundedRate
    amount: BoundedRate
    on_basis: BoundedRate
    triggered: bool
    triggered_on: date | None
    triggered_at: datetime | None
    lifts: tuple[LiftLine, ...]
    weekly: tuple[tuple[date, int], ...]


@dataclass(frozen=True)
class PublicBoard:
    """The estate as the wall shows it; amounts are cut to 1,000 yuan, `None` where a small cell hides them."""

    head: int
    as_of: datetime | None
    estate: EstateLine
    units: int
    paid_text: str
    household: BoundedRate
    amount: BoundedRate
    collected_wan: str | None
    due_wan: str
    collected_million: str | None
    due_million: str
    buildings: tuple[PublicBuilding, ...]
    lift_counts: LiftCounts
    empty: bool


@dataclass(frozen=True)
class PollBoard:
    """One placard poll as the wall shows it; `number` of `of` is its place on the agenda.

    `placards` and `phones` are the ways to answer; while `hidden`, figures are for tellers at their desk only.
    """

    code: str
    title: str
    state: str  # "waiting", "open" or "closed"
    number: int
    of: int
    present: int | None
    phones: bool
    tally: PlacardTally
    phone_for: int
    phone_against: int
    phone_abstain: int
    placards: bool = True
    hidden: bool = False

    @property
    def phone_total(self) -> int:
        """Households that have answered by phone; tells nothing of what they chose."""
        return self.phone_for + self.phone_against + self.phone_abstain
