"""The words that screens and notices share: dates, buildings, lift states, the basis of a percentage."""

import re
from collections.abc import Iterable
from datetime import date

from liftfund_core.domain.overhaul_words import STATE_WORDS, STEP_WORDS
from liftfund_core.reports.board import LiftLine
from liftfund_core.words import N_, Words

_MONTHS = (
    N_("1月"),
    N_("2月"),
    N_("3月"),
    N_("4月"),
    N_("5月"),
    N_("6月"),
    N_("7月"),
    N_("8月"),
    N_("9月"),
    N_("10月"),
    N_("11月"),
    N_("12月"),
)

TILE_WORDS = {
    "in_service": N_("已大修"),
    "under_way": N_("大修中"),
    "waiting": N_("待启动"),
    "suspended": N_("停用"),
    "cancelled": N_("已取消"),
}

_BASIS_HEADS = {
    "amount": (N_("按金额口径"), N_("占应缴")),
    "household": (N_("按户数口径"), N_("占应缴户数")),
    "area": (N_("按面积口径"), N_("占应缴面积")),
    "both": (N_("金额与户数"), N_("取较低者")),
    "budget": (N_("按金额口径"), N_("占大修预算")),
}

_ALL_START = {
    1: N_("电梯大修启动"),
    2: N_("两部电梯全部启动"),
    3: N_("三部电梯全部启动"),
    4: N_("四部电梯全部启动"),
    5: N_("五部电梯全部启动"),
    6: N_("六部电梯全部启动"),
}


def tile_of(lift: LiftLine) -> str:
    """Which tile shows the lift: its class, unless its works are suspended."""
    return "suspended" if lift.suspended else lift.shown_as


def basis_head(basis: str, _: Words) -> tuple[str, str]:
    """The two lines over a column of percentages: the basis, and of what they are a part."""
    upper, lower = _BASIS_HEADS.get(basis, _BASIS_HEADS["amount"])
    return _(upper), _(lower)


def building_name(code: str, _: Words) -> str:
    """3号楼."""
    return _("{n}号楼", n=code)


def lift_name(number: int, _: Words) -> str:
    """2号梯."""
    return _("{n}号梯", n=number)


def day(when: date, _: Words) -> str:
    """7月17日."""
    return _("{month}{d}日", month=month(when, _), d=when.day)


def month(when: date, _: Words) -> str:
    """7月."""
    return _(_MONTHS[when.month - 1])


def line_percent(trigger_bp: int) -> str:
    """The start line as a percentage without a needless decimal: 5000 -> "50%", 6650 -> "66.5%"."""
    return f"{trigger_bp // 100}%" if trigger_bp % 100 == 0 else f"{trigger_bp / 100:g}%"


def all_start(lifts: Iterable[LiftLine], _: Words) -> str:
    """三部电梯全部启动: what reaching the line means for a building with these lifts."""
    count = sum(1 for lift in lifts if lift.shown_as != "cancelled")
    return _(_ALL_START[count]) if count in _ALL_START else _("{n} 部电梯全部启动", n=count)


def short_state(words: str, _: Words) -> str:
    """A state's words without the explanation in brackets: the screen has room for the state only."""
    return re.sub(r"\s*[（(].*$", "", _(words))


def lift_line(lift: LiftLine, _: Words) -> str:
    """One line about a lift: when it was done, who paid first, or the step it is at."""
    if lift.suspended:
        return _(STEP_WORDS["suspended"])
    if lift.state == "in_service" and lift.since:
        return _("{month}完成", month=month(lift.since, _))
    if lift.funding == "advance" and lift.shown_as != "under_way":
        return _("先行垫资")
    return short_state(STATE_WORDS[lift.state], _)
