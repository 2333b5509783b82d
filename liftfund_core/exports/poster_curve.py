"""The way a building came: its weeks in steps, and beside them the shaft in which its lift has risen as far."""

from datetime import date, timedelta

from liftfund_core.exports import signs
from liftfund_core.exports.poster_parts import INNER, MARGIN, THEME, WIDE, Page
from liftfund_core.reports.public import PublicBuilding
from liftfund_core.reports.spoken import basis_head, day, line_percent, month

_PLOT_LEFT, _PLOT_RIGHT = MARGIN + 96, WIDE - MARGIN - 186
_SHAFT, _CAB = 132, 112
_HIGH, _GAP = 250, 40
_DOT = "M-17 0A17 17 0 1 0 17 0A17 17 0 1 0 -17 0Z"
_WEEK = timedelta(days=7)
_MOST_MONTHS = 6


def curve(page: Page, y: float) -> float:
    """The weekly curve with the start line that runs on through the shaft."""
    _, seen, rules = page.words, page.notice.building, page.notice.estate
    top = y + 34 + _CAB + 8
    bottom = top + _HIGH
    page.drawing.words(_("收缴率，每周"), MARGIN, y + 34, 38, THEME.ink)
    page.drawing.words(basis_head(rules.trigger_basis, _)[0], MARGIN, y + 78, 31, THEME.muted)
    _grid(page, top, bottom)
    _shaft(page, seen, top, bottom)
    if seen.weekly:
        _weeks(page, seen, top, bottom)
    _line(page, rules.trigger_bp, top, bottom)
    if seen.weekly:
        _crossing(page, seen, rules.trigger_bp, top, bottom)
    return bottom + 48 + _GAP


def _grid(page: Page, top: float, bottom: float) -> None:
    for y, text in ((top, "100%"), (bottom, "0%")):
        page.drawing.box(_PLOT_LEFT, y - 1, _PLOT_RIGHT - _PLOT_LEFT, 3, THEME.hair)
        page.drawing.words(text, _PLOT_LEFT - 16, y + 11, 31, THEME.muted, align="right")


def _shaft(page: Page, seen: PublicBuilding, top: float, bottom: float) -> None:
    """The shaft with a mark for every tenth; the cab stands on what has been collected."""
    left = WIDE - MARGIN - _SHAFT
    ceiling = top - _CAB - 8
    level = bottom - (bottom - top) * min(seen.on_basis.bp, 10_000) / 10_000
    page.drawing.box(left, ceiling, _SHAFT, bottom - ceiling, THEME.track, cornerRadius=12)
    page.drawing.box(left, level, _SHAFT, bottom - level, THEME.blue, cornerRadius=6)
    for tenth in range(1, 10):
        at = bottom - (bottom - top) * tenth / 10
        page.drawing.box(left, at - 1, 18, 3, THEME.paper)
        page.drawing.box(left + _SHAFT - 18, at - 1, 18, 3, THEME.paper)
    middle = left + _SHAFT / 2
    page.drawing.box(middle - 2, ceiling, 4, level - _CAB - ceiling, THEME.casing)
    signs.lift(page.drawing, middle - _CAB / 2, level - _CAB, _CAB, THEME)


def _weeks(page: Page, seen: PublicBuilding, top: float, bottom: float) -> None:
    start, end = _span(seen)
    points = dict(seen.weekly) | {end: seen.weekly[-1][1]}
    told = [((when - start).days, bp / 10_000) for when, bp in sorted(points.items())]
    page.drawing.steps(told, (_PLOT_LEFT, _PLOT_RIGHT), (bottom, top), color=THEME.blue, strokeWidth=8)
    firsts = [start + timedelta(days=n) for n in range((end - start).days) if (start + timedelta(days=n)).day == 1]
    for when in firsts[:: -(-len(firsts) // _MOST_MONTHS) or 1]:
        x = _across(when, start, end)
        if _PLOT_LEFT + 30 < x < _PLOT_RIGHT - 30:
            page.drawing.words(month(when, page.words), x, bottom + 44, 31, THEME.muted, align="center")


def _line(page: Page, bp: int, top: float, bottom: float) -> None:
    """One start line through the weeks and the shaft, cased so that it shows on blue and on paper."""
    y = bottom - (bottom - top) * bp / 10_000
    page.drawing.box(_PLOT_LEFT, y - 7, MARGIN + INNER - _PLOT_LEFT, 14, THEME.casing, cornerRadius=7)
    page.drawing.box(_PLOT_LEFT + 3, y - 4, MARGIN + INNER - _PLOT_LEFT - 6, 8, THEME.signal, cornerRadius=4)
    page.drawing.words(line_percent(bp), _PLOT_LEFT - 16, y + 12, 34, THEME.ink, align="right")


def _crossing(page: Page, seen: PublicBuilding, bp: int, top: float, bottom: float) -> None:
    """The day on which the line was crossed, written where the curve is not."""
    start, end = _span(seen)
    _, y = page.words, bottom - (bottom - top) * bp / 10_000
    if seen.triggered_on is None:
        page.drawing.words(_("{p} 启动线", p=line_percent(bp)), _PLOT_LEFT + 20, y - 22, 34, THEME.ink)
        return
    x = _across(seen.triggered_on, start, end)
    page.drawing.shape(_DOT, x, y, fill=THEME.signal, stroke=THEME.casing, strokeWidth=6)
    said = _("{day} 过 {p}", day=day(seen.triggered_on, _), p=line_percent(bp))
    if x > (_PLOT_LEFT + _PLOT_RIGHT) / 2:
        page.drawing.words(said, x - 30, y - 26, 36, THEME.ink, align="right", most=x - 30 - _PLOT_LEFT)
    else:
        page.drawing.words(said, x + 30, y + 50, 36, THEME.ink, most=_PLOT_RIGHT - x - 40)


def _span(seen: PublicBuilding) -> tuple[date, date]:
    return seen.weekly[0][0], seen.weekly[-1][0] + _WEEK


def _across(when: date, start: date, end: date) -> float:
    share = min(max((when - start).days, 0) / max((end - start).days, 1), 1)
    return _PLOT_LEFT + share * (_PLOT_RIGHT - _PLOT_LEFT)
