"""The lifts of the estate at a glance: a tile for each, shape and words telling where it stands."""

from html import escape

from liftfund_core.domain.overhaul import STATE_WORDS, STEP_WORDS
from liftfund_core.reports.board import LiftCounts, LiftLine
from liftfund_core.reports.public import PublicBoard
from liftfund_core.ui.sums import Figure
from liftfund_core.ui.wall.spoken import TILE_WORDS, building_name, day, lift_name, short_state, tile_of
from liftfund_core.words import Words


def headline(_: Words, counts: LiftCounts) -> list[Figure]:
    """Back in service, under way, waiting; cancelled lifts have left the total."""
    of = _("/ {n} 部", n=counts.total)
    return [
        Figure(_("完成大修"), str(counts.in_service), of),
        Figure(_("大修中"), str(counts.under_way), of),
        Figure(_("待启动"), str(counts.waiting), of),
    ]


def matrix(_: Words, board: PublicBoard) -> str:
    """A row for each building, a tile for each of its lifts."""
    rows = "".join(
        f'<section class="lifts"><h3>{escape(building_name(building.code, _))}</h3>'
        + "".join(_tile(_, lift) for lift in building.lifts)
        + "</section>"
        for building in board.buildings
    )
    return f'<div class="matrix">{rows}</div>'


def state_of(_: Words, lift: LiftLine) -> str:
    """Where a lift stands, in words."""
    state = _(STATE_WORDS[lift.state])
    return _("{state}（{step}）", state=state, step=_(STEP_WORDS["suspended"])) if lift.suspended else state


def card(_: Words, lift: LiftLine) -> str:
    """One lift, before its next step is recorded."""
    since = _("自 {day}", day=day(lift.since, _)) if lift.since else ""
    name = f"{building_name(lift.building, _)} {lift_name(lift.number, _)}"
    return (
        f'<div class="lift-card"><i class="tile {tile_of(lift)}"></i><div><span>{escape(name)}</span>'
        f"<b>{escape(state_of(_, lift))}</b><span>{escape(since)}</span></div></div>"
    )


def _tile(_: Words, lift: LiftLine) -> str:
    words = _(TILE_WORDS["in_service"]) if lift.state == "in_service" else short_state(STATE_WORDS[lift.state], _)
    if lift.suspended:
        words = _(STEP_WORDS["suspended"])
    since = day(lift.since, _) if lift.since else ""
    return (
        f'<div class="lift"><i class="tile {tile_of(lift)}"></i><b>{escape(lift_name(lift.number, _))}</b>'
        f"<span>{escape(words)}</span><span>{escape(since)}</span></div>"
    )
