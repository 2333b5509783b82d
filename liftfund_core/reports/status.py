"""The figures as JSON for other programs, exactly as the contracts name them; exact and unmasked, for staff."""

from datetime import datetime
from typing import Any

from liftfund_core.domain.poll import TeamCount
from liftfund_core.reports.board import Board, BuildingLine, LiftCounts
from liftfund_core.reports.public import PollBoard

_RULES = ("rate_fen_per_m2", "trigger_basis", "trigger_bp", "work_class")
_FUND = (
    *("collected_fen", "advance_outstanding_fen", "spent_fen", "balance_fen", "bank_balance_fen"),
    *("opening_fen", "advance_deposited_fen", "advance_repaid_fen", "other_in_fen", "other_out_fen"),
)
_SUMS = ("units", "waived_units", "paid_units", "part_paid_units", "due_fen", "collected_fen")


def status(board: Board) -> dict[str, Any]:
    """The document of `status --json`; `rate_bp_*` are basis points, cut."""
    estate = board.estate
    return {
        "head": board.head,
        "as_of": utc_text(board.as_of),
        "simulated": estate.simulated,
        "estate": {"code": estate.code, "name": estate.name},
        "rules": {name: getattr(estate, name) for name in _RULES},
        "buildings": [_building(b) for b in board.buildings],
        "totals": _totals(board),
        "fund": {**{name: getattr(board.fund, name) for name in _FUND}, "gap_fen": board.gap_fen},
    }


def _totals(board: Board) -> dict[str, Any]:
    """The same sums over the estate."""
    return {
        **{name: sum(getattr(b, name) for b in board.buildings) for name in _SUMS},
        "rate_bp_amount": board.amount.bp,
        "rate_bp_household": board.household.bp,
        "triggered": sum(b.triggered_at_entry is not None for b in board.buildings),
        "lifts": _lifts(board.lift_counts),
    }


def utc_text(moment: datetime | None) -> str | None:
    """A moment as ISO text in UTC with a Z."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def _building(building: BuildingLine) -> dict[str, Any]:
    return {
        "code": building.code,
        **{name: getattr(building, name) for name in _SUMS},
        "rate_bp_amount": building.amount.bp,
        "rate_bp_household": building.household.bp,
        "triggered_at_entry": building.triggered_at_entry,
        "lifts": _lifts(building.lift_counts),
    }


def _lifts(counts: LiftCounts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in LiftCounts.__dataclass_fields__}


def tally(poll: PollBoard) -> dict[str, Any]:
    """The document of `tally --json` for a placard poll; there is no `passed`, and no sum of the two kinds."""
    placards = poll.tally
    return {
        "motion": poll.code,
        "kind": "informal_poll",
        "title": poll.title,
        "placards": {
            "for": placards.for_,
            "against": placards.against,
            "abstain": placards.abstain,
            "present": placards.present,
            "checked": placards.checked,
        },
        "phones": {"for": poll.phone_for, "against": poll.phone_against, "abstain": poll.phone_abstain},
        "state": poll.state,
        "hidden": poll.hidden,
        "teams": [_team(team) for team in placards.teams],
    }


def _team(team: TeamCount) -> dict[str, Any]:
    return {
        "team": team.team,
        "for": team.figure.for_,
        "against": team.figure.against,
        "abstain": team.figure.abstain,
        "checked": team.checked,
        "differs": team.differs,
    }
