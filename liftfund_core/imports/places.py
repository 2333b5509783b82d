"""Putting a door together from 楼栋, 单元 and 房号, which people fill in with more or less than asked."""

from liftfund_core.errors import Refusal
from liftfund_core.imports.spellings import Place, building_key, read_place, section_key
from liftfund_core.words import N_

_UNREADABLE = N_("看不懂房号“{value}”；请写成 1203，或 1号楼2单元1203 的样子。")
_EITHER_WAY = N_("看不出房号“{value}”里的 {part} 是楼栋还是单元；请加一列“单元”，房号只写 {room}。")
_OTHER_BUILDING = N_("房号“{value}”里的楼栋与“楼栋”列的 {building} 不同；请核对后改成一致。")
_OTHER_SECTION = N_("房号“{value}”里的单元与“单元”列的 {section} 不同；请核对后改成一致。")


def settle(building: str, section: str, room: str) -> tuple[str, str]:
    """Section and bare room of a door, from its three cells.

    Args:
        building: the code of the building, known already.
        section: the bare section ("2"), or "" where the cell is empty.
        room: the cell of the room, which may repeat building and section.
    Raises:
        Refusal: unreadable, contradicting the other cells, or open to two readings.
    """
    place = read_place(room)
    if place is None:
        raise Refusal(_UNREADABLE, value=room)
    said_section = place.section or _loose_as_section(place, building, section, room)
    if place.building and place.building != building_key(building):
        raise Refusal(_OTHER_BUILDING, value=room, building=building)
    if said_section and section and said_section != section:
        raise Refusal(_OTHER_SECTION, value=room, section=section)
    return said_section or section, place.room


def _loose_as_section(place: Place, building: str, section: str, room: str) -> str:
    """What "2-1203" means beside a 楼栋 column: section 2, unless it only repeats the building."""
    if not place.loose or place.loose != building_key(building):
        return section_key(place.loose) if place.loose else ""
    if not section:
        raise Refusal(_EITHER_WAY, value=room, part=place.loose, room=place.room)
    return ""


def code_of(building: str, section: str, room: str) -> str:
    """A unit's code: building-section-room, or building-room where there is no section (contracts.md)."""
    return "-".join(part for part in (building, section, room) if part)
