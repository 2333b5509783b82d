"""Where a sheet of payments carries buildings over their lines: stable sorts and running sums, never a query a row."""

from collections.abc import Mapping
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


def crossings(
    accounts: Mapping[str, Account], buildings: Mapping[str, BuildingSums], rules: EstateRules, payments: pa.Table
) -> list[Crossing]:
    """Every building that the payments carry over its line for the first time, in the order of the sheet.

    Args:
        accounts, buildings: the standing before the sheet.
        payments: columns `unit` (all of them known) and `amount_fen`, in the order of the sheet.
    """
    codes = list(buildings)
    unit, rows = _counted(accounts, buildings, codes, payments)
    change = _changes(accounts, unit, payments["amount_fen"].to_numpy()[rows])
    place = {code: number for number, code in enumerate(codes)}
    home = np.fromiter((place[account.building] for account in accounts.values()), np.int64, len(accounts))[unit]
    order = np.argsort(home.astype(np.int16 if len(codes) < 1 << 15 else np.int64), kind="stable")
    home, rows = home[order], rows[order]
    sums = {name: _running(column[order], home) + _before(buildings, name)[home] for name, column in change.items()}
    reached = np.flatnonzero(_reached(sums, buildings, home, rules.trigger_basis, rules.trigger_bp))
    _, first = np.unique(home[reached], return_index=True)
    found = [
        Crossing(int(rows[at]) + 1, codes[home[at]], _progress(buildings[codes[home[at]]], sums, int(at)))
        for at in reached[first]
    ]
    return sorted(found, key=lambda crossing: crossing.row)


def _counted(
    accounts: Mapping[str, Account], buildings: Mapping[str, BuildingSums], codes: list[str], payments: pa.Table
) -> tuple[Numbers, Numbers]:
    """(place of the unit among the accounts, row of the sheet) of each payment that may still move a trigger."""
    unit = pc.index_in(payments["unit"], value_set=pa.array(list(accounts), payments["unit"].type))
    places = unit.to_numpy().astype(np.int64)
    waiting = (a.due_fen > 0 and not buildings[a.building].triggered for a in accounts.values())
    rows = np.flatnonzero(np.fromiter(waiting, np.bool_, len(accounts))[places])
    return places[rows], rows


def _changes(accounts: Mapping[str, Account], unit: Numbers, amount: Numbers) -> dict[str, Numbers]:
    """What each payment adds to the sums of its building, every unit capped at its due (rules.md 2.2)."""
    order = np.argsort(unit.astype(np.int32), kind="stable")
    after = np.empty_like(amount)
    after[order] = _running(amount[order], unit[order])
    after += _of_accounts(accounts, "paid_fen")[unit]
    due = _of_accounts(accounts, "due_fen")[unit]
    paid_up = ((after >= due) & (after - amount < due)).astype(np.int64)
    return {
        "collected_fen": np.clip(after, 0, due) - np.clip(after - amount, 0, due),
        "paid_units": paid_up,
        "paid_area_dm2": paid_up * _of_accounts(accounts, "area_dm2")[unit],
    }


def _running(values: Numbers, groups: Numbers) -> Numbers:
    """Running sums that begin anew wherever the group changes; equal groups stand together."""
    total = np.cumsum(values)
    first = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]][: len(groups)])
    lengths = np.diff(np.append(first, len(groups)))
    return total - np.repeat(total[first] - values[first], lengths)


def _of_accounts(accounts: Mapping[str, Account], name: str) -> Numbers:
    return np.fromiter((getattr(account, name) for account in accounts.values()), np.int64, len(accounts))


def _before(buildings: Mapping[str, BuildingSums], name: str) -> Numbers:
    return np.fromiter((getattr(sums, name) or 0 for sums in buildings.values()), np.int64, len(buildings))


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
