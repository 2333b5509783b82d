"""The made-up register: 1080 units in six buildings, with deed areas that add up to 70,273.28 m2."""

from dataclasses import dataclass, replace

from demo_calendar import Dice

TOTAL_AREA_DM2 = 7_027_328  # 0.01 m2; 1,260,000 yuan at 17.93 yuan per m2 (assumption A1 of facts.toml)
RATE_FEN_PER_M2 = 1793
OWNERS_OF_TWO = 26


@dataclass(frozen=True)
class Unit:
    """One row of units.csv; the area is in 0.01 m2."""

    building: str
    section: str
    room: str
    area_dm2: int
    owner: str
    kind: str  # residence or shop

    @property
    def code(self) -> str:
        """Building-section-room."""
        return f"{self.building}-{self.section}-{self.room}"

    @property
    def due_fen(self) -> int:
        """Area times rate, half up to the fen."""
        return (self.area_dm2 * RATE_FEN_PER_M2 + 50) // 100


@dataclass(frozen=True)
class Plan:
    """The typical floor of a building: sections, floors, the flats on a floor, the shops of a section."""

    sections: int
    first_floor: int
    last_floor: int
    flats_dm2: tuple[int, ...]
    shops_dm2: tuple[int, ...] = ()


PLANS = {
    "1": Plan(3, 2, 15, (8943, 5126, 4890, 7158), (4528, 5830, 6372, 4415)),
    "2": Plan(2, 1, 18, (8412, 6235, 4587, 4587, 8894)),
    "3": Plan(3, 1, 20, (9435, 4560, 5672)),
    "4": Plan(2, 2, 23, (9828, 4836, 4390, 6745), (5206, 7164)),
    "5": Plan(3, 1, 15, (7866, 6450, 5843, 5597)),
    "6": Plan(3, 2, 30, (4368, 8675), (6218, 8840)),
}


def _area(plan: Plan, section: int, floor: int, flat: int) -> int:
    """A flat's deed area: thicker walls low down, a larger end section, a loft on top for the widest."""
    typical = plan.flats_dm2[flat]
    area = typical + (0, 63, -42)[section - 1] + (-36 if floor <= 6 else 24 if floor > 12 else 0)
    is_loft = floor == plan.last_floor and typical == max(plan.flats_dm2)
    return area + 2350 if is_loft else area


def _building(code: str, plan: Plan) -> list[Unit]:
    units = []
    for section in range(1, plan.sections + 1):
        for shop, area in enumerate(plan.shops_dm2, start=1):
            units.append(Unit(code, str(section), f"{100 + shop}", area + 17 * section, "", "shop"))
        for floor in range(plan.first_floor, plan.last_floor + 1):
            for flat in range(len(plan.flats_dm2)):
                room = f"{100 * floor + flat + 1}"
                area = _area(plan, section, floor, flat)
                units.append(Unit(code, str(section), room, area, "", "residence"))
    return units


def _to_total(units: list[Unit]) -> list[Unit]:
    """Shift the areas by an even hand until they add up to the estate's total, to the last 0.01 m2."""
    missing = TOTAL_AREA_DM2 - sum(unit.area_dm2 for unit in units)
    each, left = divmod(missing, len(units))
    order = {index: place for place, index in enumerate(Dice(17).shuffled(range(len(units))))}
    return [replace(unit, area_dm2=unit.area_dm2 + each + (order[index] < left)) for index, unit in enumerate(units)]


def _with_owners(units: list[Unit]) -> list[Unit]:
    """Owner codes in register order; a few owners hold a second unit."""
    order = Dice(29).shuffled(range(len(units)))
    pairs = zip(order[:OWNERS_OF_TWO], order[OWNERS_OF_TWO : 2 * OWNERS_OF_TWO], strict=True)
    first_of = {max(pair): min(pair) for pair in pairs}
    owners: list[str] = []
    known = 0
    for index in range(len(units)):
        if index in first_of:
            owners.append(owners[first_of[index]])
        else:
            known += 1
            owners.append(f"D{known:04d}")
    return [replace(unit, owner=owner) for unit, owner in zip(units, owners, strict=True)]


def units() -> list[Unit]:
    """The register in building, section, room order."""
    drawn = [unit for code, plan in PLANS.items() for unit in _building(code, plan)]
    return _with_owners(_to_total(drawn))
