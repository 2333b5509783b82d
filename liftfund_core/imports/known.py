"""What the book already knows when a file comes in: its buildings, its units, and what day it is here."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa

from liftfund_core.imports.findings import Listed
from liftfund_core.imports.headers import LIFT_MARKS
from liftfund_core.imports.spellings import building_key, read_place, unit_key

_LIFT = re.compile(rf"(?P<building>.*\D)(?P<number>\d+)(?:{'|'.join(LIFT_MARKS)})?")
_UNIT = pa.schema(
    [
        ("code", pa.string()),
        ("area_dm2", pa.int64()),
        ("owner_id", pa.string()),
        ("owner_name", pa.string()),
        ("phone", pa.string()),
        ("kind", pa.string()),
    ]
)


def no_units() -> pa.Table:
    """The units of an estate that has none yet."""
    return _UNIT.empty_table()


@dataclass(frozen=True, eq=False)
class KnownEstate:
    """The estate as it stands at the head that an import is checked against.

    Attributes:
        buildings: codes of the buildings that `init` made.
        units: live units, columns `code, area_dm2, owner_id, owner_name, phone, kind`, area in 0.01 m2;
            payments need `code` only.
        today: the local day; a payment dated later is a finding.
        lifts: codes of the lifts, such as 3-2; only expenses name them.
    """

    buildings: frozenset[str]
    units: pa.Table
    today: date
    lifts: frozenset[str] = frozenset()

    @cached_property
    def codes(self) -> pa.Array:
        """Codes of all units, for looking up a whole column at once."""
        return self.units["code"].combine_chunks()

    def building(self, text: str) -> str | None:
        """The code of the building that a spelling means ("1号楼", "01", "1#"), or None."""
        return text if text in self.buildings else self._building_by_key.get(building_key(text))

    def unit(self, text: str) -> str | None:
        """The code of the unit that a spelling means ("1号楼2单元1203", "1-2-1203室"), or None."""
        place = read_place(text)
        if place is None:
            return self._unit_by_key.get(text.upper())
        building = place.building or place.loose
        parts = (building, place.section, place.room.upper())
        return self._unit_by_key.get("-".join(part for part in parts if part)) if building else None

    def lift(self, text: str) -> str | None:
        """The code of the lift that a spelling means ("3-2", "3号楼2号梯"), or None."""
        if text in self.lifts:
            return text
        found = _LIFT.fullmatch(text)
        building = self.building(found["building"].rstrip("- ")) if found else None
        code = f"{building}-{int(found['number'])}" if found and building else None
        return code if code in self.lifts else None

    @property
    def buildings_named(self) -> Listed:
        """All buildings in the order people count them, for a sentence."""
        return Listed(sorted(self.buildings, key=_counting_order))

    @cached_property
    def _building_by_key(self) -> dict[str, str]:
        return {building_key(code): code for code in sorted(self.buildings, reverse=True)}

    @cached_property
    def _unit_by_key(self) -> dict[str, str]:
        return {unit_key(code): code for code in self.codes.to_pylist()}


def _counting_order(code: str) -> tuple[int, str]:
    number = re.match(r"\d+", code)
    return (int(number[0]) if number else 10**9, code)
