"""The rise of one building week by week, as steps, with the start line and the day on which it was crossed."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from liftfund_core.reports.public import PublicBuilding
from liftfund_core.ui.wall import spoken
from liftfund_core.ui.wall.sheet import Sheet
from liftfund_core.words import Words

_WEEK = timedelta(days=7)
_WIDE = 10_000  # the drawing is 10,000 by 10,000: across in time, up in basis points
_MONTH_WIDE = 1_300
_LABEL_LEFT_FROM = 0.45  # a crossing this far right has its label on the left, above the curve


def chart(sheet: Sheet, building: PublicBuilding, trigger_bp: int, _: Words) -> str:
    """The plot with its labels in the page's own type; empty without a week to draw."""
    if not building.weekly:
        return ""
    marks = [day for day, _bp in building.weekly]
    marks.append(marks[-1] + _WEEK)
    line = f"--at:{trigger_bp / 100:g}%"
    return (
        f'<div class="plot" style="{line}" role="img" {sheet.bind("a", "plot_said", _said(building, _))}>'
        f"{_curve(sheet, _points(building, trigger_bp), marks)}{_grid(trigger_bp)}{months(marks, _)}"
        f"{_crossing(building, trigger_bp, marks, _)}</div>"
    )


def _points(building: PublicBuilding, trigger_bp: int) -> list[tuple[date, int]]:
    """The weeks, and among them the day of the crossing, when the rate was at the line at least."""
    points = dict(building.weekly)
    crossed = building.triggered_on
    if crossed and building.weekly[0][0] < crossed:
        points[crossed] = max(points.get(crossed, 0), trigger_bp)
    return sorted((day, bp // 10 * 10) for day, bp in points.items())  # as cut as the figures: a line tells no more


def _curve(sheet: Sheet, steps: list[tuple[date, int]], marks: Sequence[date]) -> str:
    points = [(across(day, marks), bp) for day, bp in steps]
    line = f"M0 {_WIDE - points[0][1]}" + "".join(
        f"H{later}V{_WIDE - bp}" for (_x, _bp), (later, bp) in pairwise(points)
    )
    line += f"H{_WIDE}"
    return (
        f'<svg viewBox="0 0 {_WIDE} {_WIDE}" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="area" {sheet.bind("d", "area", f"{line}V{_WIDE}H0Z")}/>'
        f'<path class="line" {sheet.bind("d", "line", line)}/></svg>'
    )


def across(day: date, marks: Sequence[date]) -> int:
    """Where a day stands, 0 to 10,000, between marks that are equally far from each other, whatever time they skip."""
    if len(marks) < 2 or day >= marks[-1]:
        return _WIDE
    place = max(bisect_right(marks, day) - 1, 0)
    days, into = (marks[place + 1] - marks[place]).days, max((day - marks[place]).days, 0)
    return (place * days + into) * _WIDE // (days * (len(marks) - 1))


def _grid(trigger_bp: int) -> str:
    marks = {0: "0%", 10_000: "100%", trigger_bp: spoken.line_percent(trigger_bp)}
    lines = "".join(
        f'<i class="rule{" start-rule" if bp == trigger_bp else ""}" style="--y:{bp / 100:g}%"></i>'
        f'<span class="y" style="--y:{bp / 100:g}%">{words}</span>'
        for bp, words in marks.items()
    )
    return lines


def months(marks: Sequence[date], _: Words) -> str:
    """The first day of each month, as many as leave room for their names."""
    firsts = [marks[0] + timedelta(days=n) for n in range((marks[-1] - marks[0]).days)]
    names, free_from = [], _WIDE // 30
    for day in (day for day in firsts if day.day == 1):
        at = across(day, marks)
        if free_from <= at < _WIDE - _WIDE // 30:
            names.append(f'<span class="x" style="--x:{at / 100:g}%">{spoken.month(day, _)}</span>')
            free_from = at + _MONTH_WIDE
    return "".join(names)


def _crossing(building: PublicBuilding, trigger_bp: int, marks: Sequence[date], _: Words) -> str:
    """The day of the crossing and what followed, set where the curve is not; before it, what the line is."""
    percent = spoken.line_percent(trigger_bp)
    if building.triggered_on is None:
        return f'<p class="crossed ahead">{_("{p} 启动线", p=percent)}</p>'
    at = across(building.triggered_on, marks)
    side = "before" if at / _WIDE > _LABEL_LEFT_FROM else "after"
    when = _("{day} 过 {p}", day=spoken.day(building.triggered_on, _), p=percent)
    return (
        f'<i class="crossing" style="--x:{at / 100:g}%"></i>'
        f'<p class="crossed {side}" style="--x:{at / 100:g}%">{when}<br>{spoken.all_start(building.lifts, _)}</p>'
    )


def _said(building: PublicBuilding, _: Words) -> str:
    """The chart in one sentence, for a reader who cannot see it."""
    return _("收缴率从 {a} 升到 {b}", a=f"{building.weekly[0][1] / 100:g}%", b=building.on_basis.percent)
