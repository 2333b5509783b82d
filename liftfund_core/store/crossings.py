"""Where a sheet of payments carries buildings over their lines: stable sorts and running sums, never a query a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.domain.trigger import Basis, Progress
from liftfund_core.store.standing_load import Account, BuildingSums, EstateRules

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Crossing:
    """The row of the sheet (from 1) that carries a building over its line, and the building's figures right after."""

    row: int
    building: str
    progress: Progress


class _Groups:
    """Rows of the sheet put together by a number that they share, in the order of the sheet within each group."""

    def __init__(self, keys: Numbers, most: int) -> None:
        narrow = np.uint16 if most <= 1 << 16 else np.int64  # short numbers are sorted digit by digit, in a tenth
        self.order = np.argsort(keys.astype(narrow), kind="stable")
        self.keys = keys[self.order]
        self._first = np.flatnonzero(np.diff(self.keys, prepend=-1))
        self._lengths = np.diff(self._first, append=len(keys))

    def running(self, values: Numbers) -> Numbers:
        """Running sums in the order of the groups, which begin anew with each group."""
        values = values[self.order]
        total = np.cumsum(values)
        return total - np.repeat(total[self._first] - values[self._first], self._lengths)


def crossings(
    accounts: Mapping[str, Account], buildings: Mapping[str, BuildingSums], rules: EstateRules, payments: pa.Table
) -> list[Crossing]:
    """Every building that the payments carry over its line for the first time, in the order of the sheet.

    Args:
        accounts, buildings: the standing before the sheet.
        payments: columns `unit` (all of them known) and `amount_fen`, in the order of the sheet.
    """
    codes = list(buildings)
    unit, rows = _counted(accounts, buildings, payments)
    change = _changes(accounts, unit, payments["amount_fen"].to_numpy()[rows])
    place = {code: number for number, code in enumerate(codes)}
    home = _Groups(_column(place[account.building] for account in accounts.values())[unit], len(codes))
    rows = rows[home.order]
    sums = {name: home.running(column) + _before(buildings, name)[home.keys] for name, column in change.items()}
    reached = np.flatnonzero(_reached(sums, buildings, home.keys, rules.trigger_basis, rules.trigger_bp))
    _, first = np.unique(home.keys[reached], return_index=True)
    found = [
        Crossing(int(rows[at]) + 1, codes[home.keys[at]], _progress(buildings[codes[home.keys[at]]], sums, int(at)))
        for at in reached[first]
    ]
    return sorted(found, key=lambda crossing: crossing.row)


def _counted(
    accounts: Mapping[str, Account], buildings: Mapping[str, BuildingSums], payments: pa.Table
) -> tuple[Numbers, Numbers]:
    """(place of the unit among the accounts, row of the sheet) of each payment that may still move a trigger."""
    unit = pc.index_in(payments["unit"], value_set=pa.array(list(accounts), payments["unit"].type)).to_numpy()
    waiting = _column(a.due_fen > 0 and not buildings[a.building].triggered for a in accounts.values())
    rows = np.flatnonzero(waiting[unit])
    return unit[rows], rows


def _changes(accounts: Mapping[str, Account], unit: Numbers, amount: Numbers) -> dict[str, Numbers]:
    """What each payment adds to the sums of its building, every unit capped at its due (rules.md 2.2)."""
    by_unit = _Groups(unit, len(accounts))
    after = np.empty_like(amount)
    after[by_unit.order] = by_unit.running(amount)
    after += _column(account.paid_fen for account in accounts.values())[unit]
    due = _column(account.due_fen for account in accounts.values())[unit]
    paid_up = (after >= due) & (after - amount < due)
    return {
        "collected_fen": np.clip(after, 0, due) - np.clip(after - amount, 0, due),
        "paid_units": paid_up.astype(np.int64),
        "paid_area_dm2": paid_up * _column(account.area_dm2 for account in accounts.values())[unit],
    }


def _column(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, np.int64)


def _before(buildings: Mapping[str, BuildingSums], name: str) -> Numbers:
    return _column(getattr(sums, name) or 0 for sums in buildings.values())


def _reached(
    sums: Mapping[str, Numbers], buildings: Mapping[str, BuildingSums], home: Numbers, basis: Basis, bp: int
) -> npt.NDArray[np.bool_]:
    """`domain.trigger.has_reached` for whole columns; a law test holds the two equal."""

    def reaches(part: str, whole: str) -> npt.NDArray[np.bool_]:
        base = _before(buildings, whole)[home]
        return (10_000 * sums[part] >= bp * base) & (base > 0)

    match basis:
        case "household":
            return reaches("paid_units", "units")
        case "area":
            return reaches("paid_area_dm2", "area_dm2")
        case "budget":
            return reaches("collected_fen", "budget_fen")
        case "both":
            return reaches("collected_fen", "due_fen") & reaches("paid_units", "units")
        case _:
            return reaches("collected_fen", "due_fen")


def _progress(before: BuildingSums, sums: Mapping[str, Numbers], at: int) -> Progress:
    return Progress(
        due_fen=before.due_fen,
        collected_fen=int(sums["collected_fen"][at]),
        units=before.units,
        paid_units=int(sums["paid_units"][at]),
        area_dm2=before.area_dm2,
        paid_area_dm2=int(sums["paid_area_dm2"][at]),
        budget_fen=before.budget_fen,
    )
