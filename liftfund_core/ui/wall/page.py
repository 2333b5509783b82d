"""What frames every scene: strip, estate, chips, footer, and the bars that speak up when something is wrong."""

from liftfund_core.themes import THEMES
from liftfund_core.ui.wall import marks, spoken
from liftfund_core.ui.wall.announce import announcement
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.sheet import Frame, Sheet, key, plain
from liftfund_core.words import Words

SCENES = ("overview", "building", "lifts", "vote", "messages", "join")
"""The scenes that are built, in the order of the dots."""

HTML_LANG = {"zh": "zh-CN", "en": "en"}
"""The language tag by which a browser picks the right shapes of the characters."""


def page(sheet: Sheet, data: WallData, look: Look, *, title: str, main: str, note: str, chip: str = "") -> Frame:
    """The whole screen: `title`, `main`, `note` and `chip` are finished markup of the scene."""
    _ = Words(look.lang)
    inside = (
        _header(sheet, data, _, title, chip, dated=not chip)
        + f"<main>{main}</main>"
        + f"<footer>{note}{_dots(look.scene)}</footer>"
        + _banner(sheet, data, _)
        + _offline(_)
        + marks.library()
    )
    style = THEMES[look.theme].variables()
    return Frame(
        f'<div class="lf" lang="{HTML_LANG[look.lang]}" data-scene="{look.scene}" data-theme="{look.theme}" '
        f'style="{style}">{inside}</div>',
        sheet.values,
    )


def source_note(_: Words) -> str:
    """Where the figures come from."""
    return f'<p class="note">{_("数据：小区物管会独立账户")}</p>'


def _header(sheet: Sheet, data: WallData, _: Words, title: str, chip: str, dated: bool) -> str:
    demo = f'<span class="chip">{_("演示数据")}</span>' if data.board.estate.simulated else ""
    return (
        f'<header>{marks.seal()}<div class="brand" data-fit="0.7"><b>{plain(data.board.estate.name)}</b>'
        f'<span class="scene">{title}</span></div>'
        f'<div class="chips">{demo}{chip}{_as_of(sheet, data, _, dated)}{_trouble(sheet, data, _)}</div></header>'
    )


def _as_of(sheet: Sheet, data: WallData, _: Words, dated: bool) -> str:
    """The entry that every figure on the screen is true at, and its day."""
    board = data.board
    when = _("截至 {day}", day=spoken.day(board.as_of, _)) if board.as_of and dated else ""
    return (
        f'<span class="chip as-of {key("wall_asof")}" {sheet.shown_if("has_entries", board.head > 0)}>'
        + (sheet.text("as_of", when) if dated else "")
        + sheet.text("entry", _("第 {n} 条", n=board.head), "entry")
        + "</span>"
    )


def _trouble(sheet: Sheet, data: WallData, _: Words) -> str:
    """Chips for figures that stand still (shown by wall.js) and for figures that could not be read."""
    paused = _("▲ 数据停留在 {t}", t=f"{data.now:%H:%M}")
    return (
        sheet.text("paused", paused, "chip warn paused")
        + f'<span class="chip warn" {sheet.shown_if("error", False)}>{_("▲ 数据暂不可用")}</span>'
    )


def _banner(sheet: Sheet, data: WallData, _: Words) -> str:
    said = announcement(data, _)
    upper, lower = said or ("", "")
    return (
        f'<div class="banner" role="status" {sheet.shown_if("announced", said is not None)}>{marks.seal()}'
        f'<div data-fit="0.6">{sheet.text("banner_upper", upper, tag="b")}'
        f"{sheet.text('banner_lower', lower)}</div></div>"
    )


def _offline(_: Words) -> str:
    words = _("◆ 网络中断 · 画面停在最后一次数据，恢复后自动更新")
    return f'<div class="offline" role="alert">{words}</div>'


def _dots(scene: str) -> str:
    dots = "".join(f"<i{' class=here' if name == scene else ''}></i>" for name in SCENES)
    return f'<div class="dots" aria-hidden="true">{dots}</div>'
