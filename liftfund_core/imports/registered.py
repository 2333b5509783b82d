"""Units that the book holds already: the same content is skipped, other content is for people to settle."""

from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.domain.money import format_area
from liftfund_core.errors import Refusal
from liftfund_core.imports.cells import positions
from liftfund_core.imports.findings import ImportResult
from liftfund_core.imports.inspection import Inspection
from liftfund_core.imports.known import KnownEstate
from liftfund_core.words import N_

_COLUMN_OF = {
    "area_dm2": "area_m2",
    "owner_id": "owner_id",
    "owner_name": "owner_name",
    "phone": "phone",
    "kind": "kind",
}


def leave_out_registered(rows: pa.Table, look: Inspection, known: KnownEstate) -> ImportResult:
    """The result of reading a register: new units as rows, known ones skipped or, where they differ, noted.

    A cell left empty contradicts nothing, so a shorter file of the same units is the same file.
    """
    at = pc.index_in(pc.utf8_upper(rows["code"].combine_chunks()), value_set=pc.utf8_upper(known.codes))
    registered = pc.is_valid(at)
    differing = [_note_differences(rows, field, at, look, known) for field in _COLUMN_OF]
    same = pc.and_(registered, pc.invert(reduce(pc.or_, differing)))
    sound = pa.array(look.sound)
    return ImportResult(
        rows=rows.filter(pc.and_(sound, pc.invert(registered))),
        findings=look.findings,
        skipped=pc.sum(pc.and_(same, sound)).as_py() or 0,
        left_out=look.table.left_out,
        headers=look.table.headers,
    )


def _note_differences(rows: pa.Table, field: str, at: pa.Array, look: Inspection, known: KnownEstate) -> pa.Array:
    """Where a file says something else of a known unit than the book; notes it and gives the mask."""
    column = _COLUMN_OF[field]
    given = pc.not_equal(look.table[column], "")
    book = known.units[field].combine_chunks().cast(rows.schema.field(field).type).take(at)
    new = rows[field].combine_chunks()
    other = pc.invert(pc.fill_null(pc.equal(new, book), False))
    told = pc.and_(pc.and_(pc.is_valid(at), given), pc.and_(other, pc.is_valid(new)))
    for place in positions(told):
        look.note(place, column, _difference(rows["code"][place].as_py(), column, book[place].as_py(), look))
    return told


def _difference(unit: str, column: str, book: object, look: Inspection) -> Refusal:
    """Names and numbers of owners are not repeated: whoever imports need not be allowed to read them."""
    if column == "area_m2" and isinstance(book, int):
        sentence = N_("{unit} 已经登记，面积是 {area}；请按房本核对，登记有误请到“更正”修改，并删掉这一行。")
        return Refusal(sentence, unit=unit, area=format_area(book))
    sentence = N_("{unit} 已经登记，“{header}”与登记的不同；请核对，登记有误请到“更正”修改，并删掉这一行。")
    return Refusal(sentence, unit=unit, header=look.table.headers[column])
