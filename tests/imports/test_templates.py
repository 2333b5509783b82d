"""Templates: what staff download, fill in and bring back."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from liftfund_core.errors import Refusal
from liftfund_core.imports.expenses import read_expenses
from liftfund_core.imports.findings import ImportResult
from liftfund_core.imports.headers import EXAMPLE, EXPENSES, PAYMENTS, UNITS
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.payments import read_payments
from liftfund_core.imports.sheet import Sheet, read_sheet
from liftfund_core.imports.templates import Kind, template
from liftfund_core.imports.units import read_units
from tests.imports.files_of_staff import csv_sheet, saved

Reader = Callable[[Sheet, KnownEstate], ImportResult]
ALL = pytest.mark.parametrize(
    ("kind", "reader"), [("units", read_units), ("payments", read_payments), ("expenses", read_expenses)]
)
FILLED = {
    "units": ["2号楼", "1", "101", "65.00"],
    "payments": ["1-2-1203", "100", "2023-07-01", "R1"],
    "expenses": ["2023-07-01", "施工", "1"],
}


@ALL
def test_an_unfilled_template_has_no_rows(estate: KnownEstate, kind: Kind, reader: Reader) -> None:
    with pytest.raises(Refusal, match="下面没有数据"):
        reader(read_sheet(template(kind), "模板.xlsx"), estate)


@ALL
def test_a_filled_template_is_read_without_its_example(estate: KnownEstate, kind: Kind, reader: Reader) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(kind)))
    for place, cell in enumerate(FILLED[kind], start=1):
        book.worksheets[0].cell(3, place).value = cell
    read = reader(read_sheet(saved(book), "模板.xlsx"), estate)
    assert read.findings == ()
    assert (read.rows["row"].to_pylist(), read.left_out) == ([3], (2,))


@pytest.mark.parametrize(("kind", "columns"), [("units", UNITS), ("payments", PAYMENTS), ("expenses", EXPENSES)])
def test_a_template_explains_every_column(kind: Kind, columns: tuple[object, ...]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(kind)))
    notes = list(book.worksheets[1].iter_rows(values_only=True, max_col=3))
    assert len([row for row in notes[1:] if row[2]]) == len(columns)


def test_the_example_is_what_the_readers_understand(new_estate: KnownEstate) -> None:
    examples = [[column.example.replace(EXAMPLE, "") for column in columns] for columns in (UNITS, PAYMENTS)]
    units = read_units(csv_sheet([column.label for column in UNITS], examples[0]), new_estate)
    known = KnownEstate(new_estate.buildings, units.rows, new_estate.today)
    payments = read_payments(csv_sheet([column.label for column in PAYMENTS], examples[1]), known)
    assert units.findings == payments.findings == ()
    assert payments.rows["amount_fen"].to_pylist() == [160348]
