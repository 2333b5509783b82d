"""Scene timeline: the campaign replayed from the journal, day by day; every figure on it is that of a real day.

The picture is that of the overview over a rail of days. Beside it stand the values of its slots at the end of each day:
`player.js` puts one day after the other into the slots and lets nothing but lengths glide in between.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from liftfund_core.reports.timeline import Day, Timeline
from liftfund_core.ui.wall import spoken
from liftfund_core.ui.wall.data import Look, Stage, WallData
from liftfund_core.ui.wall.overview import hero, legend, rows
from liftfund_core.ui.wall.page import as_of, page
from liftfund_core.ui.wall.sheet import Frame, Sheet, key
from liftfund_core.ui.wall.steps import across, months
from liftfund_core.words import Language, Words


def scene(data: WallData, look: Look) -> Frame:
    """The newest day is the board of now; the days before it travel with the markup, so that they are sent once."""
    sheet, _, history = Sheet(), Words(look.lang), data.history()
    marks = _marks(history, data)
    main = (
        f"<div class=\"replay {key('wall_timeline')}\" data-days='{_series(history, look.lang)}'>"
        f'<div class="overview">{hero(sheet, data, _)}{rows(sheet, data, _)}</div>'
        f"{_rail(sheet, data, marks, marks[-1], _)}</div>"
    )
    return page(sheet, data, look, title=_("一路走来"), main=main, note=legend(sheet, data, _))


def _marks(history: Timeline, data: WallData) -> tuple[date, ...]:
    """The days that have ended and the newest; on the rail they are equally far from each other."""
    newest = (data.board.as_of or data.now).date()
    return (*(one.day for one in history.days if one.day < newest), newest)


@lru_cache(maxsize=4)
def _series(history: Timeline, lang: Language) -> str:
    """For each day what has changed since the day before, as JSON that may stand in an attribute."""
    changes: list[dict[str, str]] = []
    before: dict[str, str] = {}
    days = [one.day for one in history.days]
    marks = [*days, *(day + timedelta(days=1) for day in days[-1:])]  # the newest, whichever day it is, stands last
    for day in history.days:
        values = _values(day, marks, Words(lang))
        changes.append({slot: value for slot, value in values.items() if before.get(slot) != value})
        before = values
    told = json.dumps(changes, ensure_ascii=False, separators=(",", ":"))
    return told.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")


def _values(day: Day, marks: Sequence[date], _: Words) -> dict[str, str]:
    """Every slot of the picture at the end of a day, filled by the same hands as today's."""
    sheet = Sheet()
    assert day.board.as_of is not None  # a day of the campaign has an entry
    data = WallData(day.board, (), Stage(), day.board.as_of)
    for draw in (hero, rows, legend, as_of):
        draw(sheet, data, _)
    _rail(sheet, data, marks, day.day, _)
    return sheet.values


def _rail(sheet: Sheet, data: WallData, marks: Sequence[date], day: date, _: Words) -> str:
    """The day in large letters; the days as a line that fills, with a dot where a building reached its line."""
    number = _("第 {n} 天", n=(day - marks[0]).days + 1)
    done = sheet.bind("w", "day_at", _percent(day, marks))
    dots = "".join(
        f'<i class="dot" {sheet.bind("x", f"dot{n}_at", _percent(on or marks[-1], marks))} '
        f"{sheet.shown_if(f'dot{n}', on is not None)}></i>"
        for n, on in enumerate(b.triggered_on for b in data.board.buildings)
    )
    return (
        f'<div class="rail"><p class="date">{sheet.text("day", spoken.day(day, _), tag="b")} '
        f"{sheet.text('day_number', number)}</p>"
        f'<div class="track">{_crossed(sheet, data, marks, _)}<div class="line"><i class="done" {done}></i></div>'
        f'{dots}{months(marks, _)}<input type="range" min="0" max="{len(marks) - 1}" aria-label="{_("日期")}" '
        f"{sheet.bind('t', 'day_said', spoken.day(day, _))}></div></div>"
    )


def _percent(day: date, marks: Sequence[date]) -> str:
    return f"{across(day, marks) / 100:g}%"


def _crossed(sheet: Sheet, data: WallData, marks: Sequence[date], _: Words) -> str:
    """The newest crossing in words, over its dot."""
    crossings = [(b.triggered_on, b.code) for b in data.board.buildings if b.triggered_on is not None]
    newest = max((on for on, _code in crossings), default=None)
    names = spoken.buildings_named([code for on, code in crossings if on == newest], _)
    line = spoken.line_percent(data.board.estate.trigger_bp)
    said = _("{day} {buildings} 过 {line}", day=spoken.day(newest, _), buildings=names, line=line) if newest else ""
    at = _percent(newest, marks) if newest else "0%"
    return f'<p class="event" {sheet.bind("x", "event_at", at)}>{sheet.text("event", said)}</p>'
