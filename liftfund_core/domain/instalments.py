"""A household's plan: what falls due when, and how far what it has paid since reaches (rules.md 2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Instalment:
    """A part of what was owed, due on a day; `covered_fen` of it has come in."""

    due_on: date
    amount_fen: int
    covered_fen: int

    @property
    def is_covered(self) -> bool:
        """All of it has come in."""
        return self.covered_fen >= self.amount_fen

    def is_overdue(self, today: date) -> bool:
        """Its day is over and not all of it has come in."""
        return not self.is_covered and self.due_on < today


def covered(plan: Mapping[date, int], owed_fen: int) -> tuple[Instalment, ...]:
    """The instalments in order of their days; what has come in covers the earliest first.

    Args:
        plan: due day -> fen, together what the unit owed when they agreed.
        owed_fen: what the unit owes now, negative where it has credit.
    """
    left = sum(plan.values()) - owed_fen
    rows = []
    for due_on, amount_fen in sorted(plan.items()):
        part = min(max(left, 0), amount_fen)
        rows.append(Instalment(due_on, amount_fen, part))
        left -= part
    return tuple(rows)
