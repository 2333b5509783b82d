"""The estate in a few lines: its rules, its buildings, its book."""

from html import escape

from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.overhaul import WORK_CLASS_WORDS
from liftfund_core.domain.trigger import BASIS_WORDS
from liftfund_core.settings import settings
from liftfund_core.ui import live
from liftfund_core.ui.sums import Figure
from liftfund_core.ui.wall.spoken import line_percent
from liftfund_core.words import Words


def headline(_: Words) -> list[Figure]:
    """Households, buildings, lifts."""
    board = live.public()
    return [
        Figure(_("住户"), str(board.units)),
        Figure(_("楼栋"), str(len(board.buildings))),
        Figure(_("电梯"), str(board.lift_counts.total)),
    ]


def table(_: Words, staff: bool) -> str:
    """The rules; where the file is, for staff."""
    estate = live.public().estate
    rows = [
        (_("小区"), f"{estate.name}（{estate.code}）" if _.lang == "zh" else f"{estate.name} ({estate.code})"),
        (_("收费标准"), _("{amount} 元/平方米（房本面积）", amount=format_yuan(estate.rate_fen_per_m2))),
        (
            _("启动线"),
            _("{line} · {basis}", line=line_percent(estate.trigger_bp), basis=_(BASIS_WORDS[estate.trigger_basis])),
        ),
        (_("施工类别"), _(WORK_CLASS_WORDS[estate.work_class])),
        (_("时区"), estate.timezone),
    ]
    if staff:
        rows.append((_("数据文件"), str(settings().db)))
    body = "".join(f"<tr><th>{escape(label)}</th><td><b>{escape(value)}</b></td></tr>" for label, value in rows)
    note = _("本系统的法律口径只是软件默认值，以主管部门及法律意见为准。")
    return f'<table class="list facts"><tbody>{body}</tbody></table><p class="quiet">{escape(note)}</p>'
