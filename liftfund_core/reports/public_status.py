"""The figures as JSON for everyone: `status` behind the mask of rules.md 2.5, and the polls as far as shown."""

from typing import Any

from liftfund_core.domain.money import cut_to_thousand_yuan
from liftfund_core.domain.privacy import SMALL, BoundedRate, is_small, shown_small
from liftfund_core.reports.board import Board, BuildingLine
from liftfund_core.reports.mask import Cell, cell, public_amount, public_board, public_charged, public_household
from liftfund_core.reports.public import PollBoard, PublicBoard
from liftfund_core.reports.public_fund import public_fund
from liftfund_core.reports.status import status, tally

Count = int | str | None


def public_status(board: Board, polls: tuple[PollBoard, ...]) -> dict[str, Any]:
    """The document of `GET /api/board`.

    Amounts are fen cut to 1,000 yuan. A count of 1 to 4 is "<5"; a count or rate that would tell one is a bound
    such as ">=176" (rates in basis points), and the amounts beside it are None.
    """
    document, public = status(board), public_board(board, {})
    fund = public_fund(board)
    document["buildings"] = [
        _building(line, told) for line, told in zip(board.buildings, document["buildings"], strict=True)
    ]
    document["totals"] = _totals(board, public, document)
    document["fund"] = {
        "collected_fen": fund.collected_fen,
        "advance_outstanding_fen": fund.advance_outstanding_fen,
        "spent_fen": fund.spent_fen,
        "balance_fen": fund.balance_fen,
        "bank_balance_fen": None,
    }
    document["polls"] = [public_tally(poll) for poll in polls]
    return document


def public_tally(poll: PollBoard) -> dict[str, Any]:
    """A poll as everyone may see it: no team and no counter, and no figure before the closing where it is hidden."""
    told = tally(poll)
    del told["teams"]
    told["takes"] = {"placards": poll.placards, "phones": poll.phones}
    told["number"], told["of"] = poll.number, poll.of
    if poll.hidden:
        told["placards"] = dict.fromkeys(told["placards"]) | {"present": poll.present, "checked": False}
        told["phones"] = dict.fromkeys(told["phones"])
    return told


def _building(line: BuildingLine, told: dict[str, Any]) -> dict[str, Any]:
    seen = cell(line)
    hidden = seen.amount_hidden
    return {
        **told,
        "units": line.units,
        "waived_units": shown_small(line.waived_units),
        "paid_units": _paid(line, seen),
        "unpaid_units": _unpaid(line),
        "part_paid_units": _part_paid(line),
        "due_fen": None if hidden else cut_to_thousand_yuan(line.due_fen),
        "collected_fen": None if hidden else cut_to_thousand_yuan(line.collected_fen),
        "rate_bp_amount": _rate(public_amount(line), step=10),
        "rate_bp_household": _rate(public_household(line)),
    }


def _totals(board: Board, public: PublicBoard, document: dict[str, Any]) -> dict[str, Any]:
    """The sums; one that would give a building's hidden cell away is a bound, or hidden like it."""
    lines, cells = board.buildings, [cell(b) for b in board.buildings]
    told = document["totals"]
    hidden = any(c.amount_hidden for c in cells)
    one = document["buildings"][0] if len(lines) == 1 else None
    sums = {
        "waived_units": _sum([shown_small(b.waived_units) for b in lines]),
        "paid_units": _bound(sum(c.paid_low for c in cells), sum(c.paid_high for c in cells)),
        "unpaid_units": _sum([_unpaid(b) for b in lines]),
        "part_paid_units": _sum([_part_paid(b) for b in lines]),
    }
    if one is not None:
        sums = {name: one[name] for name in sums}
    return {
        **told,
        **sums,
        "due_fen": None if hidden else cut_to_thousand_yuan(told["due_fen"]),
        "collected_fen": None if hidden else cut_to_thousand_yuan(told["collected_fen"]),
        "rate_bp_amount": _rate(public.amount, step=10),
        "rate_bp_household": _rate(public.household),
    }


def _paid(line: BuildingLine, seen: Cell) -> Count:
    """Households that have paid in full; a bound where their number would tell a few that have not."""
    return shown_small(line.paid_units) if is_small(line.paid_units) else _bound(seen.paid_low, seen.paid_high)


def _unpaid(line: BuildingLine) -> Count:
    """Households that have not paid in full; a bound where their number would tell a few payers."""
    charged = public_charged(line)
    if is_small(line.paid_units):
        return _bound(max(charged - SMALL, 0), charged)
    if is_small(line.waived_units):
        return _bound(max(charged - line.paid_units - SMALL, 0), charged - line.paid_units)
    return shown_small(charged - line.paid_units)


def _part_paid(line: BuildingLine) -> Count:
    """Households that have paid in part; hidden where the rest, who have paid nothing, would be a few."""
    nothing = line.charged_units - line.paid_units - line.part_paid_units
    exact_beside = not is_small(line.paid_units) and not is_small(line.charged_units - line.paid_units)
    if is_small(line.part_paid_units) or not is_small(nothing) or not exact_beside:
        return shown_small(line.part_paid_units)
    return None


def _bound(low: int, high: int) -> Count:
    if low == high:
        return low
    return f">={low}" if low > 0 else f"<={high}"


def _sum(counts: list[Count]) -> Count:
    """A sum of counts; where one is hidden, what the others prove."""
    known = [count for count in counts if isinstance(count, int)]
    return sum(known) if len(known) == len(counts) else f">={sum(known)}"


def _rate(rate: BoundedRate, step: int = 1) -> int | str:
    """Basis points, cut to a step; amounts to the tenth of a percent that the wall shows."""
    bp = rate.bp // step * step if rate.bound != "<=" else -(-rate.bp // step) * step
    return bp if rate.bound == "=" else f"{rate.bound}{bp}"
