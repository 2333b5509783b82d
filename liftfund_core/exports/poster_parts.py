"""The parts of a poster, each below the one before; every part returns where the next one may begin."""

from dataclasses import dataclass

from liftfund_core.exports import notice_words as said
from liftfund_core.exports import signs
from liftfund_core.exports.drawing import Drawing
from liftfund_core.exports.lettering import width
from liftfund_core.reports.board import LiftLine
from liftfund_core.reports.notice import Notice
from liftfund_core.reports.spoken import TILE_WORDS, lift_line, lift_name, tile_of
from liftfund_core.themes import THEMES
from liftfund_core.words import Words

WIDE, MARGIN = 1080, 64
INNER = WIDE - 2 * MARGIN
THEME = THEMES["day"]

_GAP = 44
_HERO, _SIGN = 336, 150
_ON_INK = "#D8DDE2"
_LIFTS_A_ROW, _MOST_LIFTS = 3, 6


@dataclass(frozen=True)
class Page:
    """What is drawn on, what is told, and in which language."""

    drawing: Drawing
    notice: Notice
    words: Words


def mark(page: Page, x: float, y: float, size: float) -> None:
    """The mark of the project."""
    signs.lift(page.drawing, x, y, size, THEME)


def chip(page: Page, x: float, y: float, text: str) -> None:
    """A word in a capsule."""
    across = width(text) * 29 + 36
    page.drawing.box(x, y, across, 48, THEME.signal, cornerRadius=24)
    page.drawing.words(text, x + 18, y + 34, 29, THEME.casing)


def huge(page: Page, percent: str, y: float) -> None:
    """The hero: its digits from margin to margin, sign and unit smaller."""
    sign = percent[0] if percent[:1] in ("≥", "≤") else ""
    unit = "%" if percent.endswith("%") else ""
    digits = percent.removeprefix(sign).removesuffix("%")
    x: float = MARGIN - 10
    if sign:
        x = page.drawing.words(sign, MARGIN, y, _SIGN, THEME.maple) + 8
    x = page.drawing.words(digits, x, y, _HERO, THEME.maple, weight=800, most=WIDE - MARGIN - x - _SIGN)
    page.drawing.words(unit, x + 12, y, _SIGN, THEME.maple, weight=700)


def facts(page: Page, y: float) -> float:
    """Households and yuan, each with its basis and what it is a part of."""
    notice, _ = page.notice, page.words
    seen, half = notice.building, INNER / 2
    page.drawing.box(MARGIN, y, INNER, 3, THEME.hair)
    page.drawing.box(MARGIN + half - 1, y + 30, 3, 120, THEME.hair)
    of = _("/ {n} 户", n=seen.units)
    _fact(page, MARGIN, y, _("已缴清 · 户数口径"), seen.paid_text, of, said.rate(seen.household))
    x = MARGIN + half + 36
    label = _("已收 · 金额口径")
    if notice.collected_fen is None or notice.due_fen is None:
        _fact(page, x, y, label, "—", _("户数较少，暂不显示"), "")
    else:
        got, due = said.figure(notice.collected_fen, _), said.money(notice.due_fen, _)
        _fact(page, x, y, label, got, f"/ {due}", said.rate(seen.amount))
    return y + 150 + _GAP


def _fact(page: Page, x: float, y: float, label: str, value: str, of: str, rate: str) -> None:
    drawing, room = page.drawing, INNER / 2 - 40
    drawing.words(label, x, y + 66, 33, THEME.muted, most=room - 110)
    if rate:
        drawing.words(rate, x + room, y + 66, 36, THEME.blue, align="right")
    end = drawing.words(value, x, y + 146, 82, THEME.ink, weight=800)
    drawing.words(of, end + 14, y + 146, 38, THEME.muted, most=x + room - end - 14)


def trigger(page: Page, y: float) -> float:
    """A band that says since when the line is reached, or how much is missing to it."""
    reached = page.notice.building.triggered
    fill, ink = (THEME.ink, THEME.signal) if reached else (THEME.signal, THEME.casing)
    page.drawing.box(MARGIN, y, INNER, 92, fill, cornerRadius=16)
    if reached:
        page.drawing.shape("M0 12L11 23L31 0", MARGIN + 34, y + 34, stroke=ink, strokeWidth=8)
    else:
        page.drawing.shape("M0 -17L17 0L0 17L-17 0Z", MARGIN + 48, y + 46, fill=ink, stroke=None)
    page.drawing.words(said.trigger(page.notice, page.words), MARGIN + 88, y + 60, 40, ink, most=INNER - 124)
    return y + 92 + _GAP


def lifts(page: Page, y: float) -> float:
    """A card for each lift, three a row."""
    all_, _ = page.notice.building.lifts, page.words
    shown = all_[:_MOST_LIFTS]
    across, down, between = (INNER - 40) / 3, 136, 20
    for number, lift in enumerate(shown):
        row, column = divmod(number, _LIFTS_A_ROW)
        _lift(page, lift, MARGIN + column * (across + between), y + row * (down + between), across, down)
    rows = -(-len(shown) // _LIFTS_A_ROW)
    y += rows * (down + between) - between if rows else 0
    if len(all_) > len(shown):
        more = _("另有 {n} 部电梯", n=len(all_) - len(shown))
        page.drawing.words(more, MARGIN, y + 52, 33, THEME.muted)
        y += 60
    return y + (_GAP if all_ else 0)


def _lift(page: Page, lift: LiftLine, x: float, y: float, across: float, down: float) -> None:
    _, state = page.words, tile_of(lift)
    page.drawing.box(x, y, across, down, THEME.card, cornerRadius=16, stroke=THEME.hair, strokeWidth=3)
    signs.tile(page.drawing, state, x + 18, y + 18, down - 36, THEME)
    left, room = x + 120, across - 132
    page.drawing.words(lift_name(lift.number, _), left, y + 46, 30, THEME.muted, most=room)
    page.drawing.words(_(TILE_WORDS[state]), left, y + 84, 36, THEME.ink, most=room)
    page.drawing.words(lift_line(lift, _), left, y + 118, 28, THEME.muted, most=room)


def changes(page: Page, y: float) -> float:
    """What is new since the notice before; nothing in the very first one."""
    notice, _ = page.notice, page.words
    if notice.change is None:
        return y
    page.drawing.words(said.since(notice.change, _), MARGIN, y + 34, 36, THEME.muted)
    y += 40
    for line in said.changes(notice, _):
        page.drawing.box(MARGIN + 2, y + 30, 16, 16, THEME.blue, cornerRadius=3)
        page.drawing.words(line, MARGIN + 38, y + 53, 42, THEME.ink, most=INNER - 40)
        y += 66
    return y + _GAP


def foot(page: Page, y: float, address: str | None) -> float:
    """Thanks, the streak, the entry that all is true at, and the code that leads to more; the end of the sheet."""
    drawing, notice, _ = page.drawing, page.notice, page.words
    down = 330.0
    drawing.box(0, y, WIDE, down, THEME.ink)
    room = INNER
    if address:
        size = 234
        x = WIDE - MARGIN - size
        drawing.box(x, y + 36, size, size, "#FFFFFF", cornerRadius=10)
        signs.qr(drawing, address, x + 4, y + 40, size - 8)
        drawing.words(_("扫码看数字、提建议"), x + size / 2, y + 304, 27, _ON_INK, align="center", most=size)
        room = INNER - size - 48
    drawing.words(said.thanks(notice, _), MARGIN, y + 88, 50, "#FFFFFF", most=room)
    drawing.words(said.streak(notice, _), MARGIN, y + 146, 40, THEME.signal, most=room)
    drawing.words(said.as_of(notice, _), MARGIN, y + 218, 32, _ON_INK, most=room)
    drawing.words(_("数据：小区物管会独立账户"), MARGIN, y + 260, 29, _ON_INK, most=room)
    drawing.words(_("只公布各楼合计，不公布任何一户。"), MARGIN, y + 300, 29, _ON_INK, most=room)
    return y + down
