"""The mask: from the exact board to what everyone may see (rules.md 2.5). Nothing public is made anywhere else."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from liftfund_core.domain.money import cut_to_thousand_yuan, million, wan
from liftfund_core.domain.privacy import (
    SMALL,
    BoundedRate,
    amount_bound,
    household_bound,
    is_small,
)
from liftfund_core.domain.rate import Rate
from liftfund_core.domain.trigger import Basis
from liftfund_core.reports.board import BuildingLine, Houses
from liftfund_core.reports.progress import Weekly
from liftfund_core.reports.public import PublicBoard, PublicBuilding

_LOWEST = {"=": 1, ">=": 0, "<=": 2}


@dataclass(frozen=True)
class Cell:
    """A building's households as bounds: low and high are equal where nothing is hidden."""

    charged_low: int
    charged_high: int
    paid_low: int
    paid_high: int
    amount_hidden: bool

    @property
    def exact(self) -> bool:
        """Whether the number of paid households is told."""
        return self.paid_low == self.paid_high


def cell(building: BuildingLine) -> Cell:
    """What may be told of a building; a small number of waived units stays inside the denominator."""
    shown, few_waived = public_charged(building), is_small(building.waived_units)
    paid_low, paid_high = _paid_bounds(building, shown)
    few_payers = is_small(building.paid_units + building.part_paid_units)
    return Cell(
        charged_low=max(shown - SMALL, 0) if few_waived else shown,
        charged_high=shown,
        paid_low=paid_low,
        paid_high=paid_high,
        amount_hidden=paid_low != paid_high or few_payers or few_waived,
    )


def _paid_bounds(building: BuildingLine, shown: int) -> tuple[int, int]:
    """Paid households, so that neither they nor the unpaid nor the waived ones can be told where they are few."""
    paid, unpaid = building.paid_units, building.charged_units - building.paid_units
    few_unpaid, few_waived = is_small(unpaid), is_small(building.waived_units)
    if is_small(paid):
        return 0, SMALL
    if few_unpaid or (few_waived and unpaid == 0):  # everybody else has paid: the rest would be the waived ones
        return max(shown - SMALL * (few_unpaid + few_waived), 0), shown
    return paid, paid


def public_charged(building: BuildingLine) -> int:
    """The household denominator as shown: with a few waived units it stays the full count, so they cannot be told."""
    return building.units if is_small(building.waived_units) else building.charged_units


def public_paid_text(building: BuildingLine) -> str:
    """Paid households as the public sees them: "176", "<5" for a few payers, "≥176" where only a few are missing."""
    if is_small(building.paid_units):
        return "<5"
    known = cell(building)
    return str(known.paid_low) if known.exact else f"≥{known.paid_low}"


def public_household(building: BuildingLine) -> BoundedRate:
    """The household rate of a building as the public may see it."""
    if not is_small(building.waived_units):
        return household_bound(building.paid_units, building.charged_units)
    known, unpaid = cell(building), building.charged_units - building.paid_units
    if is_small(building.paid_units):
        return _at_most(0 if is_small(unpaid) else known.charged_low, known.paid_high)
    if unpaid == 0 and building.paid_units:
        return BoundedRate(10_000)
    return BoundedRate(Rate(known.paid_low, known.charged_high).bp, ">=")


def _at_most(whole: int, part: int) -> BoundedRate:
    """An upper bound, rounded up; a hundred where it says nothing."""
    return BoundedRate(min(-(-10_000 * part // whole), 10_000) if whole else 10_000, "<=")


def public_amount(building: BuildingLine) -> BoundedRate:
    """The amount rate of a building as the public may see it."""
    return amount_bound(
        building.collected_fen,
        building.due_fen,
        building.four_largest_due_fen,
        building.paid_units,
        building.part_paid_units,
        building.charged_units,
    )


def on_basis(building: BuildingLine, basis: Basis) -> BoundedRate:
    """The rate that the trigger looks at, as the public may see it."""
    household, amount = public_household(building), public_amount(building)
    if basis == "household":
        return household
    if basis == "both":
        return min(household, amount, key=lambda rate: (rate.bp, _LOWEST[rate.bound]))
    if basis == "budget":
        return _of_budget(building, amount)
    if basis == "area" and amount.bound == "=":
        return BoundedRate(building.on_basis("area").bp)
    return amount  # dues are areas times one rate, so the amount's bound holds for areas too


def _of_budget(building: BuildingLine, amount: BoundedRate) -> BoundedRate:
    """The same money held against the building's budget in place of its due."""
    budget = building.budget_fen or 0
    if amount.bound == "=" or not budget:
        return BoundedRate(building.on_basis("budget").bp, amount.bound)
    told = amount.bp * building.due_fen
    up = amount.bound == "<="
    return replace(amount, bp=-(-told // budget) if up else told // budget)


def public_board(board: Houses, weekly: Weekly) -> PublicBoard:
    """Mask a board; a total that would give a hidden cell away is hidden like it."""
    cells = [cell(b) for b in board.buildings]
    zone = ZoneInfo(board.estate.timezone)
    amount_hidden = any(c.amount_hidden for c in cells)
    collected, due = board.amount.part, board.amount.whole
    return PublicBoard(
        head=board.head,
        as_of=board.as_of.astimezone(zone) if board.as_of else None,
        estate=board.estate,
        units=sum(c.charged_high for c in cells),
        paid_text=_total_text(board, cells),
        household=_total_household(board, cells),
        amount=_total_amount(board),
        collected_wan=None if amount_hidden else wan(cut_to_thousand_yuan(collected)),
        due_wan=wan(cut_to_thousand_yuan(due)),
        collected_million=None if amount_hidden else million(cut_to_thousand_yuan(collected)),
        due_million=million(cut_to_thousand_yuan(due)),
        buildings=tuple(_building(b, board, weekly, zone) for b in board.buildings),
        lift_counts=board.lift_counts,
        empty=all(b.paid_units + b.part_paid_units == 0 for b in board.buildings),
    )


def _building(building: BuildingLine, board: Houses, weekly: Weekly, zone: ZoneInfo) -> PublicBuilding:
    fired = building.triggered_at.astimezone(zone) if building.triggered_at else None
    return PublicBuilding(
        code=building.code,
        units=public_charged(building),
        paid_text=public_paid_text(building),
        household=public_household(building),
        amount=public_amount(building),
        on_basis=on_basis(building, board.estate.trigger_basis),
        triggered=fired is not None,
        triggered_on=fired.date() if fired else None,
        triggered_at=fired,
        lifts=building.lifts,
        weekly=weekly.get(building.code, ()),
    )


def _bounds(cells: list[Cell]) -> tuple[int, int]:
    return sum(c.paid_low for c in cells), sum(c.paid_high for c in cells)


def _total_text(board: Houses, cells: list[Cell]) -> str:
    """Households paid in the estate: exact, or the bound that adds nothing to what the buildings say."""
    if len(cells) == 1:
        return public_paid_text(board.buildings[0])
    low, high = _bounds(cells)
    if low == high:
        return str(low)
    return f"≥{low}" if low > 0 else f"≤{high}"


def _total_household(board: Houses, cells: list[Cell]) -> BoundedRate:
    if len(cells) == 1:
        return public_household(board.buildings[0])
    charged = sum(c.charged_high for c in cells)
    fewest = sum(c.charged_low for c in cells)
    low, high = _bounds(cells)
    if low == high and charged == fewest:
        return BoundedRate(Rate(low, charged).bp)
    if low > 0:
        return BoundedRate(Rate(low, charged).bp, ">=")
    return _at_most(fewest, high)


def _total_amount(board: Houses) -> BoundedRate:
    """Fen collected in the estate; where a building is a bound, the sum of what the buildings' bounds prove."""
    if len(board.buildings) == 1:
        return public_amount(board.buildings[0])
    rates = [(public_amount(b), b.due_fen, b.collected_fen) for b in board.buildings]
    due = sum(whole for _, whole, _ in rates)
    if all(rate.bound == "=" for rate, _, _ in rates):
        return BoundedRate(board.amount.bp)
    low = sum(_least(*told) for told in rates)
    if low > 0:
        return BoundedRate(Rate(low, due).bp, ">=")
    return _at_most(due, sum(_most(*told) for told in rates))


def _least(rate: BoundedRate, due: int, collected: int) -> int:
    """Fen that a building has collected at least, by what is told of it."""
    return collected if rate.bound == "=" else due * rate.bp // 10_000 if rate.bound == ">=" else 0


def _most(rate: BoundedRate, due: int, collected: int) -> int:
    """Fen that a building has collected at most, by what is told of it."""
    return collected if rate.bound == "=" else -(-due * rate.bp // 10_000) if rate.bound == "<=" else due
