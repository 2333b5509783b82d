"""A scene that has nothing to count yet says so in words; it never shows 0 % in giant red."""

from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page, source_note
from liftfund_core.ui.wall.sheet import Frame, Sheet, key
from liftfund_core.words import Words


def payments_open_soon(data: WallData, look: Look) -> Frame:
    """The estate before its first payment."""
    _ = Words(look.lang)
    upper, lower = _("缴费登记即将开始"), _("首笔缴费登记后，这里会自动显示进度")
    return _say(data, look, _("电梯大修 · 总览"), upper, lower, source_note(_), "")


def no_poll(data: WallData, look: Look) -> Frame:
    """The scene of a poll while there is none."""
    _ = Words(look.lang)
    upper, lower = _("意向征询尚未开始"), _("主持人开始后，这里会自动显示举牌结果")
    note = f'<p class="note">{_("仅反映在场意向，非业主大会表决")}</p>'
    return _say(data, look, _("现场意向征询（举牌）"), upper, lower, note, key("wall_vote"))


def no_run(data: WallData, look: Look) -> Frame:
    """The scene of the run of show before there is one."""
    _ = Words(look.lang)
    return _say(
        data, look, _("流程单"), _("流程单还没有编好"), _("主持人编好后，这里会自动显示"), "", key("wall_agenda")
    )


def _say(data: WallData, look: Look, title: str, upper: str, lower: str, note: str, element: str) -> Frame:
    main = f'<section class="notice {element}"><b>{upper}</b><p>{lower}</p></section>'
    return page(Sheet(), data, look, title=title, main=main, note=note)
