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
    public_count_text,
)
from liftfund_core.domain.rate import Rate
from liftfund_core.domain.trigger import Basis
from liftfund_core.reports.board import Board, BuildingLine
from liftfund_core.reports.progress import Weekly
from liftfund_core.reports.public import PublicBoard, PublicBuilding

_LOWEST = {"=": 1, ">=": 0, "<=": 2}


@dataclass(frozen=True)
class Cell:
    """A building's households and fen as bounds: `low` and `high` are equal where nothing is hidden."""

    charged: int
    paid_low: int
    paid_high: int
    amount_hidden: bool


def cell(building: BuildingLine) -> Cell:
    """What may be told of a building; a small number of waived units stays inside the denominator."""
    charged, paid = public_charged(building), building.paid_units
    if is_small(paid):
        return Cell(charged, 0, SMALL, True)
    if is_small(building.charged_units - paid):
        return Cell(charged, max(building.charged_units - SMALL, 0), charged, True)
    few_payers = is_small(paid + building.part_paid_units)
    return Cell(charged, paid, paid, few_payers or is_small(building.waived_units))


def public_charged(building: BuildingLine) -> int:
    """The household denominator as shown: with a few waived units it stays the full count, so they cannot be told."""
    return building.units if is_small(building.waived_units) else building.charged_units


def public_household(building: BuildingLine) -> BoundedRate:
    """The household rate of a building as the public may see it."""
    bound = household_bound(building.paid_units, building.charged_units)
    if bound.bound == "=" and is_small(building.waived_units):
        return BoundedRate(Rate(building.paid_units, building.units).bp, ">=")
    return bound


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
    """The rate that the trigger looks at, as the public may see it.

    Dues are areas times one rate, so the amount's bound holds for areas too; a budget rescales it.
    """
    household, amount = public_household(building), public_amount(building)
    if basis == "household":
        return household
    if basis == "both":
        return min(household, amount, key=lambda rate: (rate.bp, _LOWEST[rate.bound]))
    if basis == "budget":
        budget = building.budget_fen or 0
        return replace(amount, bp=Rate(amount.bp * building.due_fen, 10_000 * budget).bp)
    if basis == "area" and amount.bound == "=":
        return BoundedRate(Rate(building.paid_area_dm2, building.area_dm2).bp)
    return amount


def public_board(board: Board, weekly: Weekly) -> PublicBoard:
    """Mask a board; a total that would give a hidden cell away is hidden like it."""
    cells = [cell(b) for b in board.buildings]
    zone = ZoneInfo(board.estate.timezone)
    amount_hidden = any(c.amount_hidden for c in cells)
    collected, due = board.amount.part, board.amount.whole
    return PublicBoard(
        head=board.head,
        as_of=board.as_of.astimezone(zone) if board.as_of else None,
        estate=board.estate,
        units=sum(c.charged for c in cells),
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


def _building(building: BuildingLine, board: Board, weekly: Weekly, zone: ZoneInfo) -> PublicBuilding:
    fired = building.triggered_at.astimezone(zone) if building.triggered_at else None
    return PublicBuilding(
        code=building.code,
        units=public_charged(building),
        paid_text=public_count_text(building.paid_units, building.charged_units),
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


def _total_text(board: Board, cells: list[Cell]) -> str:
    """Households paid in the estate: exact, or the bound that adds nothing to what the buildings say."""
    if len(cells) == 1:
        return public_count_text(board.buildings[0].paid_units, board.buildings[0].charged_units)
    low, high = _bounds(cells)
    if low == high:
        return str(low)
    return f"≥{low}" if low > 0 else f"≤{high}"


def _total_household(board: Board, cells: list[Cell]) -> BoundedRate:
    if len(cells) == 1:
        return public_household(board.buildings[0])
    charged = sum(c.charged for c in cells)
    low, high = _bounds(cells)
    if low == high:
        waived = any(is_small(b.waived_units) for b in board.buildings)
        return BoundedRate(Rate(low, charged).bp, ">=" if waived else "=")
    if low > 0:
        return BoundedRate(Rate(low, charged).bp, ">=")
    return BoundedRate(min(-(-10_000 * high // charged), 10_000), "<=")


def _total_amount(board: Board) -> BoundedRate:
    """Fen collected in the estate; where a building is a bound, the sum of what the buildings' bounds prove."""
    rates = [(public_amount(b), b.due_fen, b.collected_fen) for b in board.buildings]
    due = sum(whole for _, whole, _ in rates)
    if all(rate.bound == "=" for rate, _, _ in rates):
        return BoundedRate(board.amount.bp)
    low = sum(collected if rate.bound == "=" else whole * rate.bp // 10_000 if rate.bound == ">=" else 0
              for rate, whole, collected in rates)  # fmt: skip
    if low > 0:
        return BoundedRate(Rate(low, due).bp, ">=")
    high = sum(-(-whole * rate.bp // 10_000) if rate.bound == "<=" else whole for rate, whole, _ in rates)
    return BoundedRate(min(-(-10_000 * high // due), 10_000) if due else 0, "<=")
