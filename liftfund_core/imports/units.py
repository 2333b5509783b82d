"""The register of households as a file brings it: who has how many square metres behind which door."""

import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.domain.money import parse_area
from liftfund_core.errors import Refusal
from liftfund_core.imports.cells import or_null, positions
from liftfund_core.imports.findings import ImportResult, Progress, no_progress
from liftfund_core.imports.headers import KIND_WORDS, UNITS
from liftfund_core.imports.inspection import Inspection
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.places import settle
from liftfund_core.imports.registered import leave_out_registered
from liftfund_core.imports.sheet import Sheet
from liftfund_core.imports.spellings import section_key
from liftfund_core.imports.table import table_of
from liftfund_core.words import N_

_IDENTITY_CARD = r"^[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]$"


def read_units(sheet: Sheet, known: KnownEstate, progress: Progress = no_progress) -> ImportResult:
    """Read a register of units.

    Args:
        sheet: what `read_sheet` gave.
        known: the buildings and units of the book.
        progress: told the share that is done, from 0 to 1.
    Returns:
        rows `code, building, section, room, area_dm2, owner_id, owner_name, phone, kind, row`; area in 0.01 m2,
        kind residence or shop; units that the book holds with the same content are skipped.
    Raises:
        Refusal: a required column is missing or doubled, or there is no row.
    """
    look = Inspection(table_of(sheet, UNITS))
    progress(0.3)
    area = look.read_hundredths("area_m2", parse_area, whole_digits=6)
    building, section, room = _doors(look, known)
    code = _codes(building, section, room)
    look.read_once("room", pc.utf8_upper(code), N_("这一户与第 {row} 行重复；请核对后只留一行。"))
    progress(0.7)
    rows = pa.table(
        {
            "code": code,
            "building": building,
            "section": section,
            "room": room,
            "area_dm2": area,
            "owner_id": _owner_ids(look),
            "owner_name": or_null(look.table["owner_name"]),
            "phone": _phones(look),
            "kind": look.read("kind", _kind, pa.string(), blank="residence"),
            "row": pa.array(look.table.row),
        }
    )
    result = leave_out_registered(rows, look, known)
    progress(1.0)
    return result


def _codes(building: pa.Array, section: pa.Array, room: pa.Array) -> pa.Array:
    """Codes as contracts.md has them: building-section-room, or building-room; null where a part is not known."""
    with_section = pc.binary_join_element_wise(building, section, room, "-")
    return pc.if_else(pc.is_valid(section), with_section, pc.binary_join_element_wise(building, room, "-"))


def _doors(look: Inspection, known: KnownEstate) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Building, section (null for none) and room of every row; rooms spelt in full are taken apart."""

    def building_of(text: str) -> str:
        if code := known.building(text):
            return code
        raise Refusal(
            N_("没有“{value}”这栋楼；本小区的楼栋是 {buildings}，请照此改正。"),
            value=text,
            buildings=known.buildings_named,
        )

    buildings = look.read("building", building_of, pa.string())
    sections = look.read("section", section_key, pa.string())
    rooms = or_null(look.table["room"])
    odd = pc.invert(pc.match_substring_regex(look.table["room"], "^[0-9A-Za-z]+$"))
    where = positions(pc.and_(odd, pc.and_(pc.is_valid(rooms), pc.is_valid(buildings))))
    if where:
        sections, rooms = _taken_apart(look, where, buildings, sections, rooms)
    return buildings, sections, rooms


def _taken_apart(
    look: Inspection, where: list[int], buildings: pa.Array, sections: pa.Array, rooms: pa.Array
) -> tuple[pa.Array, pa.Array]:
    section_of, room_of = sections.to_pylist(), rooms.to_pylist()
    for at in where:
        try:
            said, room_of[at] = settle(buildings[at].as_py(), section_of[at] or "", room_of[at])
            section_of[at] = said or None
        except Refusal as why:
            look.note(at, "room", why)
            room_of[at] = None
    return pa.array(section_of, pa.string()), pa.array(room_of, pa.string())


def _owner_ids(look: Inspection) -> pa.Array:
    """Identity card numbers are never stored (rules.md 2.5)."""
    cells = look.table["owner_id"]
    why = Refusal(N_("业主编号像是身份证号；本系统不保存身份证号，请换成自编的编号。"))
    look.note_all(positions(pc.match_substring_regex(cells, _IDENTITY_CARD)), "owner_id", why)
    return or_null(cells)


def _phones(look: Inspection) -> pa.Array:
    """Mobile numbers bare of blanks and dashes; others as written."""
    cells = look.table["phone"]
    bare = pc.replace_substring_regex(cells, r"[\s-]", "")
    return or_null(pc.if_else(pc.match_substring_regex(bare, r"^1\d{10}$"), bare, cells))


def _kind(text: str) -> str:
    if kind := KIND_WORDS.get(text.lower()):
        return kind
    raise Refusal(N_("不认识类型“{value}”；请写“住宅”或“商铺”。"), value=text)
