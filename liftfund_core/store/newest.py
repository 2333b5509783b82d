"""The newest figures: what the writer shows of its memory after each commit, so that nobody adds up a million rows."""

import heapq
from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass, field, replace

from liftfund_core.domain.fund import Fund
from liftfund_core.store.standing import MOVE_MONEY, Standing
from liftfund_core.store.standing_load import Account, BuildingSums

_LARGEST = 4  # a small building shows its arrears only when they hide at least so many dues (rules.md 2.5)
_CHANGE_DUES = frozenset(("levy_assessed", "waiver"))
_CHANGE_BUILDINGS = MOVE_MONEY | {"building_added", "trigger"}


@dataclass(frozen=True)
class NewestFigures:
    """The sums of every building and of the separate account at `head`; copies that nobody changes any more."""

    head: int = 0
    fund: Fund = field(default_factory=Fund)
    buildings: Mapping[str, BuildingSums] = field(default_factory=dict)
    four_largest_due_fen: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, standing: Standing) -> "NewestFigures":
        """All of it, out of a standing that was read from the file."""
        copies = {code: copy(sums) for code, sums in standing.buildings.items()}
        return cls(standing.head, standing.fund, copies, _four_largest(standing.accounts))

    def after(self, standing: Standing, kinds: Collection[str]) -> "NewestFigures":
        """The figures after uncorrecting facts of these kinds; answers and steps leave the sums as they are."""
        if not _CHANGE_DUES.isdisjoint(kinds):
            return self.of(standing)
        if not _CHANGE_BUILDINGS.isdisjoint(kinds):
            copies = {code: copy(sums) for code, sums in standing.buildings.items()}
            return replace(self, head=standing.head, fund=standing.fund, buildings=copies)
        return replace(self, head=standing.head, fund=standing.fund)


def _four_largest(accounts: Mapping[str, Account]) -> dict[str, int]:
    """Building -> the sum of its four largest dues in fen."""
    dues: dict[str, list[int]] = {}
    for account in accounts.values():
        dues.setdefault(account.building, []).append(account.due_fen)
    return {code: sum(heapq.nlargest(_LARGEST, fens)) for code, fens in dues.items()}
