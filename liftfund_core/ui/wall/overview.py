"""Scene overview: how many households have paid, how far each building is from its start, which lifts are done."""

from liftfund_core.domain.privacy import BoundedRate
from liftfund_core.reports.board import LiftLine
from liftfund_core.reports.public import PublicBuilding
from liftfund_core.ui.wall import marks, spoken
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page, source_note
from liftfund_core.ui.wall.sheet import SAYS_NOTHING, Frame, Sheet, key, plain
from liftfund_core.words import Words


def scene(data: WallData, look: Look) -> Frame:
    """Hero: households that have paid in full. Rows: every building on the basis of its trigger, in house order."""
    sheet, _ = Sheet(), Words(look.lang)
    main = f'<div class="overview">{hero(sheet, data, _)}{rows(sheet, data, _)}</div>'
    return page(sheet, data, look, title=_("电梯大修 · 总览"), main=main, note=legend(sheet, data, _))


def hero(sheet: Sheet, data: WallData, _: Words) -> str:
    """The share of households that have paid in full, over the three facts; a dash before the first payment."""
    percent = SAYS_NOTHING if data.board.empty else data.board.household.percent
    return (
        f'<section class="hero"><h2>{_("已缴费住户占比")}</h2>'
        f'<div class="{key("wall_rate")}">{sheet.figure("rate", percent, "xl maple")}</div>'
        f'<div class="facts">{_facts(sheet, data, _)}</div></section>'
    )


def _facts(sheet: Sheet, data: WallData, _: Words) -> str:
    board, lifts = data.board, data.board.lift_counts
    chinese = _.lang == "zh"
    collected = board.collected_wan if chinese else board.collected_million
    due = board.due_wan if chinese else board.due_million
    amount = "—" if collected is None else collected if chinese else f"¥{collected}"
    return (
        fact(sheet, "households", _("已缴户数"), board.paid_text, _("/ {n} 户", n=board.units), "wall_households")
        + fact(sheet, "collected", _("已收金额"), amount, _("/ {x} 万元", x=due))
        + fact(sheet, "lifts", _("完成大修"), lifts.in_service, _("/ {n} 部电梯", n=lifts.total), "wall_lifts")
    )


def fact(sheet: Sheet, slot: str, label: str, value: object, rest: str, element: str = "") -> str:
    """One line of the fact list: label, figure, and what it is a part of."""
    return (
        f'<p class="fact {key(element) if element else ""}" data-fit="0.8"><span class="label">{label}</span> '
        f"{sheet.figure(slot, str(value))} {sheet.text(slot + '_of', rest, 'of')}</p>"
    )


def rows(sheet: Sheet, data: WallData, _: Words) -> str:
    """Every building in house order: its bar to the start line, its rate on the basis of the trigger, its lifts."""
    buildings = data.board.buildings
    lifts = max((len(b.lifts) for b in buildings), default=0)
    name_em = max((spoken.wide(spoken.building_name(b.code, _)) for b in buildings), default=3.0)
    bound = any(b.on_basis.bound != "=" for b in buildings)
    lines = "".join(_row(sheet, index, building, _) for index, building in enumerate(buildings))
    return (
        f'<section class="rows" style="--n:{len(buildings)};--lifts:{max(lifts, 1)};--name:{name_em:.2f}" '
        f'{sheet.bind("c", "any_bound", "bound" if bound else "")}><div class="table">'
        f"{_heads(sheet, data, _)}{lines}{_start_line(sheet, data, _)}</div></section>"
    )


def _heads(sheet: Sheet, data: WallData, _: Words) -> str:
    upper, lower = spoken.basis_head(data.board.estate.trigger_basis, _)
    lifts = sheet.text("lift_head", _("{n} 部电梯", n=data.board.lift_counts.total), "head lifts")
    return f'<div class="heads"><span class="head basis">{upper}<br>{lower}</span>{lifts}</div>'


def _start_line(sheet: Sheet, data: WallData, _: Words) -> str:
    """One line through all the bars, with its tag on top."""
    bp = data.board.estate.trigger_bp
    tag = _("{p} 启动线", p=spoken.line_percent(bp))
    return f'<div class="start" style="--at:{bp / 100:g}%"><i></i><b>{tag}</b></div>'


def _row(sheet: Sheet, index: int, building: PublicBuilding, _: Words) -> str:
    at, rate = f"b{index}", building.on_basis
    tiles = "".join(_tile(sheet, f"{at}_{n}", lift, _) for n, lift in enumerate(building.lifts))
    name = plain(spoken.building_name(building.code, _))
    started = sheet.bind("c", f"{at}_row", "started" if building.triggered else "")
    return (
        f'<div class="row {key(f"wall_building_{building.code}")}" {started}><span class="name">{name}</span>'
        f'{_bar(sheet, at, rate, name)}{sheet.figure(at, rate.percent)}<span class="tiles">{tiles}</span></div>'
    )


def _bar(sheet: Sheet, at: str, rate: BoundedRate, name: str) -> str:
    """How far the rate has come, for the eye and as a value for a reader; cut like the figure beside it.

    Where nothing can be said the track is hatched and the bar has no length: it grows from there, and never shrinks.
    """
    unsaid = rate.percent == SAYS_NOTHING
    length = f"{0 if unsaid else min(rate.bp, 10_000) // 10 / 10:g}%"
    value = f"{sheet.bind('n', at + '_bar', length)} {sheet.bind('t', at + '_told', rate.percent)}"
    side = sheet.bind("c", at + "_side", "none" if unsaid else rate.bound)
    return (
        f'<span class="bar" role="meter" aria-label="{name}" aria-valuemin="0" aria-valuemax="100" {value} {side}>'
        f"<i {sheet.bind('w', at + '_bar', length)}></i></span>"
    )


def _tile(sheet: Sheet, slot: str, lift: LiftLine, _: Words) -> str:
    state = spoken.tile_of(lift)
    label = f"{spoken.lift_name(lift.number, _)} {_(spoken.TILE_WORDS[state])}"
    return marks.live_tile(sheet.bind("u", slot, f"lf-{state}"), sheet.bind("a", slot + "_said", label))


def legend(sheet: Sheet, data: WallData, _: Words) -> str:
    """The footer's words: what the tiles mean while they differ, else where the figures come from."""
    states = {spoken.tile_of(lift) for b in data.board.buildings for lift in b.lifts}
    items = "".join(
        f"<span {sheet.shown_if('legend_' + state, state in states)}>{marks.tile(state)}{_(words)}</span>"
        for state, words in spoken.TILE_WORDS.items()
    )
    mixed = len(states) > 1
    return (
        f'<div class="note" {sheet.shown_if("alike", not mixed)}>{source_note(_)}</div>'
        f'<div class="legend" {sheet.shown_if("mixed", mixed)}>{items}</div>'
    )
