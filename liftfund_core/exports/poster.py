"""The notice as a poster: one building, one huge figure, the way there, the lifts, what is new, where to check."""

from typing import Any

from liftfund_core.exports import notice_words as said
from liftfund_core.exports import poster_parts as parts
from liftfund_core.exports.drawing import Drawing
from liftfund_core.exports.lettering import width
from liftfund_core.exports.poster_curve import curve
from liftfund_core.exports.poster_parts import MARGIN, THEME, WIDE, Page
from liftfund_core.reports.notice import Notice
from liftfund_core.reports.spoken import basis_head, building_name, day
from liftfund_core.words import Words

_GAP = 44


def poster(notice: Notice, _: Words, address: str | None) -> dict[str, Any]:
    """The poster as a Vega-Lite document, 1080 pixels wide and as tall as it needs to be.

    Args:
        address: where the QR code leads, as phones open it; None where it is not known.
    """
    page = Page(Drawing(WIDE, THEME.paper), notice, _)
    y = 0.0
    for part in (_head, _hero, parts.facts, parts.trigger, curve, parts.lifts, parts.changes):
        y = part(page, y)
    return page.drawing.spec(round(parts.foot(page, y, address)))


def _head(page: Page, y: float) -> float:
    """The strip, the mark, whose notice it is and of which day."""
    drawing, notice, _ = page.drawing, page.notice, page.words
    drawing.box(0, y, WIDE, 22, THEME.seal)
    parts.mark(page, MARGIN, y + 62, 88)
    right = WIDE - MARGIN
    when = f"{notice.day.year} · {said.weekday(notice.day, _)}"
    drawing.words(day(notice.day, _), right, y + 112, 62, THEME.ink, align="right")
    drawing.words(when, right, y + 152, 31, THEME.muted, align="right")
    end = drawing.words(notice.estate.name, MARGIN + 112, y + 110, 50, THEME.ink, most=360)
    if notice.estate.simulated:
        parts.chip(page, end + 20, y + 70, _("演示数据"))
    drawing.words(_("电梯大修 · 每日公示"), MARGIN + 112, y + 152, 33, THEME.muted, most=520)
    drawing.box(MARGIN, y + 184, WIDE - 2 * MARGIN, 4, THEME.ink)
    return y + 188


def _hero(page: Page, y: float) -> float:
    """The building, its lifts in one figure, and its rate on the basis of the trigger as large as the sheet allows."""
    drawing, notice, _ = page.drawing, page.notice, page.words
    before, after = building_name("\n", _).split("\n")
    x = drawing.words(before, MARGIN, y + 106, 62, THEME.ink) if before else MARGIN
    x = drawing.words(notice.building.code, x, y + 106, 108, THEME.ink, weight=800, most=300)
    drawing.words(after, x + 6, y + 106, 66, THEME.ink)
    counts, right = notice.lift_counts, WIDE - MARGIN
    of = _("/ {n} 部电梯", n=counts.total)
    left = drawing.words(of, right, y + 106, 40, THEME.muted, align="right") - width(of) * 40
    left -= 14 + width(str(counts.in_service), 800) * 82
    drawing.words(str(counts.in_service), left, y + 106, 82, THEME.ink, weight=800)
    drawing.words(_("完成大修"), left - 22, y + 106, 40, THEME.muted, align="right")
    upper, lower = basis_head(notice.estate.trigger_basis, _)
    drawing.words(_("收缴率"), right, y + 190, 44, THEME.ink, align="right")
    drawing.words(upper, right, y + 236, 34, THEME.muted, align="right")
    drawing.words(lower, right, y + 278, 34, THEME.muted, align="right")
    parts.huge(page, said.rate(notice.building.on_basis), y + 390)
    return y + 390 + _GAP
