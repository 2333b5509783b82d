"""Which household a transfer is for: the room that people write somewhere into its memo."""

import re
import unicodedata

from liftfund_core.imports.headers import FLOOR_MARKS, NO_ROOM_BEFORE, ROOM_MARKS
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.spellings import BUILDING_MARKED, SECTION_MARKED, read_place

_DASH = r"\s*[-_/\\|~\u2010-\u2015\u2212]\s*"
_DASHED = rf"(?<![0-9A-Za-z-])(?:[0-9A-Za-z]{{1,3}}{_DASH}){{1,2}}\d{{3,4}}(?!\s*[\d.{NO_ROOM_BEFORE}-])"
_BETWEEN = rf"(?:{_DASH}|\s*)"
_FLOOR = rf"(?:\d{{1,2}}(?:{'|'.join(FLOOR_MARKS)}){_BETWEEN})?"
_MARKED = (
    rf"{BUILDING_MARKED}{_BETWEEN}(?:(?:{SECTION_MARKED}|\d{{1,2}}{_DASH}){_BETWEEN})?{_FLOOR}"
    rf"\d{{3,4}}(?:{'|'.join(ROOM_MARKS)})?(?!\s*[\d.{NO_ROOM_BEFORE}])"
)
_ROOM = re.compile(f"{_MARKED}|{_DASHED}")


def rooms_in(text: str, known: KnownEstate) -> tuple[str, ...]:
    """The units that a memo names, in its order: 1-2-1203, 1号楼2单元1203, full-width digits.

    Returns:
        codes of units; a room spelt in full that is no unit's is given as it is spelt, building-section-room.
    """
    plain = unicodedata.normalize("NFKC", text)
    said = (_code(found[0], known) for found in _ROOM.finditer(plain))
    return tuple(dict.fromkeys(code for code in said if code))


def _code(spelt: str, known: KnownEstate) -> str:
    """The unit's code; of an unknown one what it would be, if the spelling leaves no doubt that a room is meant."""
    if code := known.unit(spelt):
        return code
    place = read_place(spelt)
    if place is None or not place.building:
        return ""
    return "-".join(part for part in (place.building, place.section, place.room.upper()) if part)
