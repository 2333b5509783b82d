"""Scene building: one building's rate, its households, its lifts, and the weeks that led there."""

from liftfund_core.reports.board import LiftLine
from liftfund_core.reports.public import PublicBuilding
from liftfund_core.ui.wall import marks, notice, spoken
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page, source_note
from liftfund_core.ui.wall.sheet import Frame, Sheet, key, plain
from liftfund_core.ui.wall.steps import chart
from liftfund_core.words import Words


def scene(data: WallData, look: Look) -> Frame:
    """Hero: the building's rate on the basis of the trigger; an unknown building shows the first one."""
    building = data.building(look.building)
    if building is None:
        return notice.payments_open_soon(data, look)
    sheet, _ = Sheet(), Words(look.lang)
    upper, lower = spoken.basis_head(data.board.estate.trigger_basis, _)
    heading = _("收缴率，每周 · {basis}", basis=upper)
    main = (
        f'<div class="house"><section class="one {key(f"wall_building_{building.code}")}">'
        f"{_name(building, _)}{_standing(sheet, building, upper, lower, _)}{_lifts(sheet, building, _)}</section>"
        f'<section class="weeks"><h2>{heading}</h2>'
        f"{chart(sheet, building, data.board.estate.trigger_bp, _)}</section></div>"
    )
    return page(sheet, data, look, title=_("分楼进度"), main=main, note=source_note(_))


def _name(building: PublicBuilding, _: Words) -> str:
    """3号楼, its number larger than the rest."""
    before, after = spoken.building_name("\n", _).split("\n")
    return f'<p class="house-name">{before}<b>{plain(building.code)}</b>{after}</p>'


def _standing(sheet: Sheet, building: PublicBuilding, upper: str, lower: str, _: Words) -> str:
    of = _("/ {n} 户已缴费", n=building.units)
    return (
        f'<div class="standing">{sheet.figure("rate", building.on_basis.percent, "l maple")}'
        f'<p class="basis">{upper}<br>{lower}</p></div>'
        f'<p class="paid">{sheet.figure("paid", building.paid_text)} {sheet.text("paid_of", of)}</p>'
    )


def _lifts(sheet: Sheet, building: PublicBuilding, _: Words) -> str:
    cards = "".join(_lift(sheet, lift, _) for lift in building.lifts)
    columns = len(building.lifts) if len(building.lifts) <= 3 else 3
    crowd = " two-rows" if len(building.lifts) > 3 else ""
    return f'<div class="lift-cards{crowd}" style="--n:{max(columns, 1)}">{cards}</div>'


def _lift(sheet: Sheet, lift: LiftLine, _: Words) -> str:
    slot, state = f"lift{lift.number}", spoken.tile_of(lift)
    tile = marks.live_tile(
        sheet.bind("u", slot, f"lf-{state}"), sheet.bind("a", slot + "_said", _(spoken.TILE_WORDS[state]))
    )
    return (
        f'<div class="lift-card">{tile}<b>{spoken.lift_name(lift.number, _)}</b>'
        f"{sheet.text(slot + '_state', spoken.lift_line(lift, _), tag='p')}</div>"
    )
