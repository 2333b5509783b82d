"""How people write where a household lives: 1号楼2单元1203, 1-2-1203 and 1栋2门1203室 are the same door."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from liftfund_core.imports import headers

_NAME = rf"[0-9A-Za-z]+|[{headers.NUMERALS}{headers.TEN}]+"
_DASHES = re.compile(r"\s*[-_/\\|~\u2010-\u2015\u2212]+\s*|\s+")
_ROOM = re.compile(rf"[0-9A-Za-z{headers.CJK}]+")


def _marked(marks: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(marks, key=len, reverse=True)
    return re.compile(rf"{headers.ORDINAL}?({_NAME})(?:{'|'.join(map(re.escape, longest_first))})")


_BUILDING = _marked(headers.BUILDING_MARKS)
_SECTION = _marked(headers.SECTION_MARKS)
BUILDING_MARKED, SECTION_MARKED = _BUILDING.pattern, _SECTION.pattern
_FLOOR = _marked(headers.FLOOR_MARKS)
_ROOM_MARK = re.compile(f"(?:{'|'.join(map(re.escape, headers.ROOM_MARKS))})$")


@dataclass(frozen=True)
class Place:
    """What one spelling says of a door; `loose` is the 1 of "1-1203": building or section, nobody can tell."""

    room: str
    building: str = ""
    section: str = ""
    loose: str = ""


def number_of(name: str) -> str:
    """The bare name of a building or section: "01" and "一" are "1", "十二" is "12", "a" is "A"."""
    if name.isdigit():
        return name.lstrip("0") or "0"
    if set(name) <= set(headers.NUMERALS + headers.TEN) and name.count(headers.TEN) <= 1 and name:
        tens, ten, ones = name.rpartition(headers.TEN)
        return str((_numeral(tens) or 1) * 10 * bool(ten) + _numeral(ones))
    return name.upper()


def _numeral(digit: str) -> int:
    return headers.NUMERALS.index(digit) + 1 if len(digit) == 1 else 0


def building_key(text: str) -> str:
    """What all spellings of one building share: "1号楼", "1栋", "1#", "01" and "1" are "1"."""
    return _bare(text, _BUILDING)


def section_key(text: str) -> str:
    """What all spellings of one section share: "2单元", "二门", "02" and "2" are "2"."""
    return _bare(text, _SECTION)


def _bare(text: str, marked: re.Pattern[str]) -> str:
    plain = _plain(text)
    found = marked.fullmatch(plain)
    return number_of(found[1] if found else plain)


def read_place(text: str) -> Place | None:
    """The parts of a spelled-out door, or None where it cannot be read as one."""
    marked: dict[str, str] = {}
    bare: list[str] = []
    pieces = _DASHES.split(_plain(text))
    for place, piece in enumerate(pieces, start=1):
        rest = _without_marks(piece, marked, is_last=place == len(pieces))
        if rest:
            bare.append(rest)
    room = _ROOM_MARK.sub("", bare[-1]) if bare else ""
    if not _ROOM.fullmatch(room) or _BUILDING.fullmatch(room) or _SECTION.fullmatch(room):
        return None
    return _with_bare(room, marked, [number_of(name) for name in bare[:-1]])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _without_marks(piece: str, marked: dict[str, str], *, is_last: bool) -> str:
    """Take "1号楼", "2单元" and "12层" off the front, but leave 1203号, the last piece, a room."""
    for part, pattern in (("building", _BUILDING), ("section", _SECTION), ("floor", _FLOOR)):
        found = pattern.match(piece)
        if found and part not in marked and (found.end() < len(piece) or not is_last):
            marked[part] = number_of(found[1])
            piece = piece[found.end() :]
    return piece


def _with_bare(room: str, marked: dict[str, str], bare: list[str]) -> Place | None:
    """Give the unmarked names, in order, to the parts that no mark has named."""
    free = [part for part in ("building", "section") if part not in marked]
    said = {part: name for part, name in marked.items() if part != "floor"}
    if len(bare) > len(free):
        return None
    if len(bare) == 1 and len(free) == 2:
        return Place(room, loose=bare[0])
    return Place(room, **said, **dict(zip(free, bare, strict=False)))


def unit_key(code: str) -> str:
    """What all spellings of one registered unit share: its code with each part in its barest form."""
    *place, room = code.split("-")
    bare = [building_key(place[0]), *map(section_key, place[1:])] if place else []
    return "-".join((*bare, room.upper()))
