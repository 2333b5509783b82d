"""Scene lifts: every lift of the estate and the step of its overhaul, building by building."""

from dataclasses import dataclass

from liftfund_core.domain.overhaul_words import STATE_WORDS, STEP_WORDS
from liftfund_core.reports.board import LiftLine
from liftfund_core.reports.public import PublicBuilding
from liftfund_core.ui.wall import marks, spoken
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.overview import legend
from liftfund_core.ui.wall.page import page, source_note
from liftfund_core.ui.wall.sheet import Frame, Sheet, key, plain
from liftfund_core.words import Words

_FLOOR = 2.15  # rem: the smallest type of the wall
_LINE = _FLOOR * 1.05
_LETTER = 0.54  # em: running Latin text in bold
_BESIDE = 3  # lifts a building, up to which a large tile has its words beside it
_TALL = 9.5  # rem: a row this high has the words under the tile


@dataclass(frozen=True)
class Room:
    """How much a cell of the matrix holds beside or under its tile: lines of the smallest type, ems in a line."""

    lines: int
    ems: float
    shape: str  # "" beside the tile, "dense" beside a small tile, "tall" under it

    @classmethod
    def of(cls, buildings: int, lifts: int, name_em: float) -> "Room":
        """The room at 16:9, in rem as in wall.css; wider and taller screens have more."""
        row = min(45.8 / max(buildings, 1), 13.0)
        name = name_em * min(max(row * 0.44, 2.3), 3.6)
        width = min((80.2 - name) / max(lifts, 1) - 1.1, 24.0)
        height = row - 1.1
        if lifts > _BESIDE and row >= _TALL:
            return cls(int((height - 5.2) / _LINE), (width - 1.4) / _FLOOR, "tall")
        if lifts > _BESIDE:
            return cls(int(height / _LINE), (width - 2.0 - min(2.8, row / 2)) / _FLOOR, "dense")
        return cls(int(height / _LINE), (width - 3.4 - min(4.6, row * 0.58)) / _FLOOR, "")

    def holds(self, words: str) -> bool:
        """Whether the words fit, each part on its own line and long ones on several."""
        longest = max(spoken.wide(word, _LETTER) for word in words.split()) if words.isascii() else 0
        needed = sum(-(-spoken.wide(part, _LETTER) // self.ems) for part in words.split("\n"))
        return longest <= self.ems and needed <= self.lines


def scene(data: WallData, look: Look) -> Frame:
    """Hero: lifts whose overhaul is done, of all; beside it the matrix of buildings and lifts."""
    sheet, _ = Sheet(), Words(look.lang)
    buildings = data.board.buildings
    names = [spoken.wide(spoken.building_name(b.code, _)) for b in buildings] or [3.0]
    room = Room.of(len(buildings), max((len(b.lifts) for b in buildings), default=1), max(names))
    wordless = not all(room.holds(_(words)) for words in spoken.TILE_WORDS.values())
    main = (
        f'<div class="overview by-lift">{_hero(sheet, data, _)}'
        f"{_matrix(sheet, data, None if wordless else room, max(names), _)}</div>"
    )
    note = legend(sheet, data, _) if wordless else source_note(_)
    return page(sheet, data, look, title=_("电梯大修进度"), main=main, note=note)


def _hero(sheet: Sheet, data: WallData, _: Words) -> str:
    counts = data.board.lift_counts
    lifts = [lift for b in data.board.buildings for lift in b.lifts if lift.shown_as != "cancelled"]
    advance = sum(1 for lift in lifts if lift.funding == "advance")
    return (
        f'<section class="hero"><h2>{_("完成大修")}</h2><div class="{key("wall_lifts")} done">'
        f"{sheet.text('done', counts.in_service, 'xl maple')} "
        f'{sheet.text("total", _("/ {n} 部电梯", n=counts.total), "of", "p")}</div><div class="facts">'
        f"{_count(sheet, 'under_way', _('大修中'), counts.under_way, _)}"
        f"{_count(sheet, 'waiting', _('待启动'), counts.waiting, _)}"
        f"{_count(sheet, '', _('其中先行垫资'), advance, _)}</div></section>"
    )


def _count(sheet: Sheet, state: str, label: str, number: int, _: Words) -> str:
    """A fact with the tile it counts; the last one counts lifts of any state and has none."""
    mark = marks.tile(state) if state else ""
    figure = sheet.text(f"count_{state}", number, tag="b")
    return (
        f'<p class="fact" data-fit="0.8">{mark}<span class="label">{label}</span> {figure} '
        f'<span class="of">{_("部")}</span></p>'
    )


def _matrix(sheet: Sheet, data: WallData, room: Room | None, name_em: float, _: Words) -> str:
    buildings = data.board.buildings
    lifts = max((len(b.lifts) for b in buildings), default=1)
    heads = "".join(f"<span>{spoken.lift_name(n + 1, _)}</span>" for n in range(lifts))
    rows = "".join(_row(sheet, index, building, room, _) for index, building in enumerate(buildings))
    shape = room.shape if room else "wordless"
    return (
        f'<section class="rows"><div class="matrix {shape}" '
        f'style="--n:{max(len(buildings), 1)};--lifts:{lifts};--name:{name_em:.2f}">'
        f'<div class="cells heads"><span></span>{heads}</div>{rows}</div></section>'
    )


def _row(sheet: Sheet, index: int, building: PublicBuilding, room: Room | None, _: Words) -> str:
    cells = "".join(_cell(sheet, f"c{index}_{n}", lift, room, _) for n, lift in enumerate(building.lifts))
    name = plain(spoken.building_name(building.code, _))
    element = key(f"wall_building_{building.code}")
    return f'<div class="cells {element}"><span class="name">{name}</span>{cells}</div>'


def _cell(sheet: Sheet, slot: str, lift: LiftLine, room: Room | None, _: Words) -> str:
    state = spoken.tile_of(lift)
    said = sheet.bind("a", f"{slot}_said", _(spoken.TILE_WORDS[state]))
    tile = marks.live_tile(sheet.bind("u", slot, f"lf-{state}"), said)
    words = sheet.text(f"{slot}_words", step_words(lift, room, _), tag="p") if room else ""
    return f'<div class="cell" {sheet.bind("c", f"{slot}_state", state)}>{tile}{words}</div>'


def step_words(lift: LiftLine, room: Room, _: Words) -> str:
    """The step in the words of rules.md 3, as much of it as the cell holds; at least the word of its tile."""
    full = _(STEP_WORDS["suspended"]) if lift.suspended else spoken.short_state(STATE_WORDS[lift.state], _)
    parts = [part.strip() for part in full.split("·")]
    fitting = [words for words in ("\n".join(parts), parts[0]) if room.holds(words)]
    return fitting[0] if fitting else _(spoken.TILE_WORDS[spoken.tile_of(lift)])
