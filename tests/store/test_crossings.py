"""A sheet of payments crosses the lines exactly where payments one by one would have crossed them."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.trigger import BASES, Basis, has_reached
from liftfund_core.store.crossings import crossings
from liftfund_core.store.standing_load import Account, BuildingSums, EstateRules

UNITS = [f"{building}-{n}" for building in "AB" for n in range(4)]
dues = st.lists(st.integers(0, 300), min_size=8, max_size=8)
sheets = st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 250)), min_size=1, max_size=30)


def world(due: list[int], before: list[int]) -> tuple[dict[str, Account], dict[str, BuildingSums]]:
    buildings = {"A": BuildingSums(2, 400), "B": BuildingSums(2, None)}
    accounts = {unit: Account(unit[0], 50 + n, due[n], before[n] if due[n] else 0) for n, unit in enumerate(UNITS)}
    for account in accounts.values():
        buildings[account.building].add(account, +1)
    return accounts, buildings


@given(
    due=dues, before=dues, sheet=sheets, basis=st.sampled_from(BASES), bp=st.integers(1, 10_000), fired=st.booleans()
)
def test_columns_say_the_same_as_one_payment_after_the_other(
    due: list[int], before: list[int], sheet: list[tuple[str, int]], basis: Basis, bp: int, fired: bool
) -> None:
    rules = EstateRules("e", "e", "Asia/Shanghai", False, 1793, basis, bp, "major_repair")
    accounts, buildings = world(due, before)
    buildings["A"].triggered = fired
    for sums in buildings.values():  # what stands over its line already has fired already
        sums.triggered = sums.triggered or has_reached(sums.progress, basis, bp)
    payments = pa.table({"unit": [unit for unit, _ in sheet], "amount_fen": [fen for _, fen in sheet]})
    found = crossings(accounts, buildings, rules, payments)
    expected = []
    for row, (unit, fen) in enumerate(sheet, start=1):
        account = accounts[unit]
        sums = buildings[account.building]
        sums.add(account, -1)
        account.paid_fen += fen
        sums.add(account, +1)
        if not sums.triggered and has_reached(sums.progress, basis, bp):
            sums.triggered = True
            expected.append((row, account.building, sums.progress))
    assert [(crossing.row, crossing.building, crossing.progress) for crossing in found] == expected
