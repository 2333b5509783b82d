"""The start trigger: when a building has brought in enough for its lifts to be overhauled (rules.md 5)."""

from dataclasses import dataclass
from typing import Literal

from liftfund_core.domain.rate import Rate
from liftfund_core.words import N_

Basis = Literal["amount", "household", "area", "both", "budget"]
BASES: tuple[Basis, ...] = ("amount", "household", "area", "both", "budget")

BASIS_WORDS: dict[Basis, str] = {
    "amount": N_("按金额"),
    "household": N_("按户数"),
    "area": N_("按面积"),
    "both": N_("金额与户数都达到"),
    "budget": N_("按剩余预算"),
}

TriggerState = Literal["waiting", "fires", "fired", "fired_below"]


@dataclass(frozen=True)
class Progress:
    """A building's figures: fen, units that owe something, dm2. The advance is in none of them.

    `collected_fen` caps each unit at its due; `due_fen`, `units` and `area_dm2` leave waived units out.
    """

    due_fen: int
    collected_fen: int
    units: int
    paid_units: int
    area_dm2: int
    paid_area_dm2: int
    budget_fen: int | None = None


def trigger_rate(progress: Progress, basis: Basis) -> Rate:
    """The rate that the basis looks at; for "both" the lower of amount and household."""
    amount = Rate(progress.collected_fen, progress.due_fen)
    household = Rate(progress.paid_units, progress.units)
    if basis == "both":
        return _lower(amount, household)
    if basis == "household":
        return household
    if basis == "area":
        return Rate(progress.paid_area_dm2, progress.area_dm2)
    if basis == "budget":
        return Rate(progress.collected_fen, progress.budget_fen or 0)
    return amount


def _lower(one: Rate, other: Rate) -> Rate:
    """The lower of two rates, compared exactly; a rate of nothing is the lowest."""
    if not one.whole or not other.whole:
        return other if one.whole else one
    return one if one.part * other.whole <= other.part * one.whole else other


def has_reached(progress: Progress, basis: Basis, threshold_bp: int) -> bool:
    """Whether the building stands at or above the line ("达到" is >=), exactly; nothing due never reaches."""
    return trigger_rate(progress, basis).reaches(threshold_bp)


def trigger_state(latched: bool, progress: Progress, basis: Basis, threshold_bp: int) -> TriggerState:
    """Where the trigger stands: fired once it stays fired; a later fall below only warns (`fired_below`)."""
    reached = has_reached(progress, basis, threshold_bp)
    if latched:
        return "fired" if reached else "fired_below"
    return "fires" if reached else "waiting"
