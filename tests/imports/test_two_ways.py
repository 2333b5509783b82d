"""A clean column is read all at once, an odd cell by itself: nobody can tell by the result which way it went."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.money import format_area, format_yuan
from liftfund_core.imports.findings import ImportResult
from liftfund_core.imports.known import KnownEstate, no_units
from liftfund_core.imports.payments import read_payments
from liftfund_core.imports.units import read_units
from tests.imports.files_of_staff import PAYMENTS_HEADER, TODAY, UNITS_HEADER, csv_sheet, told

DOORS = [(building, section, room) for building in "12" for section in "12" for room in ("101", "102", "1203")]
UNITS = pa.Table.from_pylist(
    [{"code": "-".join(door), "area_dm2": 6500, "kind": "residence"} for door in DOORS], no_units().schema
)
ESTATE = KnownEstate(frozenset({"1", "2"}), UNITS, TODAY)

odd = st.booleans()
doors = st.tuples(st.sampled_from(DOORS), odd)
days = st.tuples(st.integers(0, 900), odd)
amounts = st.tuples(st.integers(1, 10**9), odd)
receipts = st.tuples(st.integers(0, 12), odd)
payments = st.lists(st.tuples(doors, amounts, days, receipts), min_size=1, max_size=25)
registers = st.lists(
    st.tuples(doors, st.tuples(st.integers(1, 10**7), odd)), min_size=1, max_size=12, unique_by=lambda u: u[0][0]
)


def without_rows(read: ImportResult) -> list[dict[str, object]]:
    return read.rows.drop_columns("row").to_pylist()


def plain_and_odd(door: tuple[str, str, str]) -> tuple[str, str]:
    building, section, room = door
    return "-".join(door), f"第{building}号楼{section}单元 {room}室"


@given(payments)
def test_odd_cells_among_clean_ones_say_the_same(rows: list[Any]) -> None:
    clean, dressed = [], []
    for (door, odd_door), (fen, odd_fen), (ago, odd_day), (number, odd_number) in rows:
        day = TODAY - timedelta(ago)
        yuan = format_yuan(fen)
        spelt = [
            plain_and_odd(door),
            (yuan.replace(",", ""), f'" ¥{yuan} "'),
            (day.isoformat(), f"{day.year}年{day.month}月{day.day}日"),
            (f"R{number}", f"\u200b Ｒ{number}"),
        ]
        clean.append([cell for cell, _ in spelt])
        oddly = (odd_door, odd_fen, odd_day, odd_number)
        dressed.append([cells[is_odd] for cells, is_odd in zip(spelt, oddly, strict=True)])
    one = read_payments(csv_sheet(PAYMENTS_HEADER, *clean), ESTATE)
    other = read_payments(csv_sheet(PAYMENTS_HEADER, *dressed), ESTATE)
    assert without_rows(one) == without_rows(other)
    assert [(f.row, f.column) for f in one.findings] == [(f.row, f.column) for f in other.findings]
    numbers = [number for *_, (number, _) in rows]
    again = [row for row, number in enumerate(numbers, 2) if number in numbers[: row - 2]]
    assert [(f.row, f.column) for f in one.findings] == [(row, "收据号") for row in again]
    first = [f"与第 {numbers.index(numbers[row - 2]) + 2} 行重复" for row in again]
    assert all(said in f.sentence() for said, f in zip(first, one.findings, strict=True))


@given(registers)
def test_an_oddly_written_register_is_the_same_register(rows: list[Any]) -> None:
    estate = KnownEstate(frozenset({"1", "2"}), no_units(), TODAY)
    clean, dressed = [], []
    for ((building, section, room), odd_door), (dm2, odd_area) in rows:
        area = format_area(dm2)
        door = [f"{building}栋", f"0{section}", f"{section}门{room}号"] if odd_door else [building, section, room]
        clean.append([building, section, room, area.replace(",", "")])
        dressed.append([*door, f'"{area}㎡"' if odd_area else area.replace(",", "")])
    one, other = (read_units(csv_sheet(UNITS_HEADER, *cells), estate) for cells in (clean, dressed))
    assert one.findings == other.findings == ()
    assert without_rows(one) == without_rows(other)


def test_one_bad_cell_of_each_kind_is_named_among_a_thousand_clean_ones() -> None:
    rows = [["1-1-101", "1.50", "2023-07-01", f"R{n}"] for n in range(1000)]
    bad = {3: (0, "9-9-999"), 400: (1, "1.505"), 401: (1, "0"), 700: (2, "2023-13-01"), 998: (3, "R5")}
    for at, (place, cell) in bad.items():
        rows[at][place] = cell
    read = read_payments(csv_sheet(PAYMENTS_HEADER, *rows), ESTATE)
    assert told(read.findings) == [(at + 2, PAYMENTS_HEADER[place], cell) for at, (place, cell) in bad.items()]
    assert len(read.rows) == 995
    assert set(read.rows["paid_on"].to_pylist()) == {date(2023, 7, 1)}
