"""What a notice says, sentence by sentence: short, warm, factual; each figure with its basis and denominator."""

from collections.abc import Iterator
from datetime import date

from liftfund_core.domain.money import wan
from liftfund_core.domain.privacy import BoundedRate
from liftfund_core.reports.notice import Change, Distance, Notice
from liftfund_core.reports.spoken import (
    TILE_WORDS,
    all_start,
    basis_head,
    day,
    lift_line,
    lift_name,
    line_percent,
    tile_of,
)
from liftfund_core.words import N_, Words

_WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_MOST_LIFTS = 3


def money(fen: int, _: Words) -> str:
    """A sum that is cut to 1,000 yuan: 18.3 万元, ¥183k."""
    return _("{x} 万元", x=figure(fen, _))


def figure(fen: int, _: Words) -> str:
    """The same without its unit: 18.3, ¥183k."""
    return wan(fen) if _.lang == "zh" else f"¥{fen // 100_000:,}k"


def weekday(when: date, _: Words) -> str:
    """周六."""
    return _(_WEEKDAYS[when.weekday()])


def rate(told: BoundedRate) -> str:
    """A percentage; a dash for a bound that bounds nothing."""
    return "—" if told == BoundedRate(10_000, "<=") else told.percent


def paid(notice: Notice, _: Words) -> str:
    """Households that have paid in full, of those that owe something."""
    seen = notice.building
    return _(
        "已缴清 {paid} 户 / 应缴 {units} 户，{rate}（户数口径）",
        paid=seen.paid_text,
        units=seen.units,
        rate=rate(seen.household),
    )


def collected(notice: Notice, _: Words) -> str:
    """Yuan that have come in, of those that are due."""
    if notice.collected_fen is None or notice.due_fen is None:
        return _("已收金额：户数较少，暂不显示（金额口径）")
    return _(
        "已收 {got} / 应缴 {due}，{rate}（金额口径）",
        got=money(notice.collected_fen, _),
        due=money(notice.due_fen, _),
        rate=rate(notice.building.amount),
    )


def trigger(notice: Notice, _: Words) -> str:
    """The start line: since when it is reached, or how much is missing to it."""
    rules, seen = notice.estate, notice.building
    line, basis = line_percent(rules.trigger_bp), basis_head(rules.trigger_basis, _)[0]
    if seen.triggered_on is not None:
        when = day(seen.triggered_on, _)
        return _("{day}达到 {line} 启动线，{all}", day=when, line=line, all=all_start(seen.lifts, _))
    missing = _missing(notice.distance or Distance(), _)
    if not missing:
        return _("还没有达到 {line} 启动线（{basis}）", line=line, basis=basis)
    return _("距 {line} 启动线还差 {missing}（{basis}）", line=line, missing=missing, basis=basis)


def _missing(left: Distance, _: Words) -> str:
    """What is missing, in words; empty where it is hidden."""
    parts = [money(left.fen, _)] if left.fen else []
    if left.units:
        parts.append(_("不到 5 户") if left.units == "<5" else _("{n} 户", n=left.units))
    if left.area_m2:
        parts.append(_("{n} 平方米", n=left.area_m2))
    return _("，").join(parts)


def lifts(notice: Notice, _: Words) -> Iterator[tuple[str, str, str]]:
    """(name, state, since when or how far) of each lift."""
    for lift in notice.building.lifts:
        yield lift_name(lift.number, _), _(TILE_WORDS[tile_of(lift)]), lift_line(lift, _)


def since(change: Change, _: Words) -> str:
    """The heading over what has changed."""
    return _("自{day}公示以来", day=day(change.day, _))


def changes(notice: Notice, _: Words) -> list[str]:
    """What has changed since the notice before, a line each; nothing in the very first notice."""
    change = notice.change
    if change is None:
        return []
    reached = [_("达到 {line} 启动线", line=line_percent(notice.estate.trigger_bp))] if change.reached else []
    told = [f"{lift_name(lift.number, _)} · {lift_line(lift, _)}" for lift in change.lifts]
    more = len(told) - _MOST_LIFTS
    rest = [_("另有 {n} 部电梯有进展", n=more)] if more > 0 else []
    return [_payments(change, _), *reached, *told[:_MOST_LIFTS], *rest]


def _payments(change: Change, _: Words) -> str:
    """What came in, as far as it may be told."""
    if not change.moved:
        return _("没有新的缴费")
    if not change.paid:
        return _("有新的缴费登记")
    said = _("新增缴清不到 5 户") if change.paid == "<5" else _("新增缴清 {n} 户", n=change.paid)
    if change.collected_fen and change.collected_fen > 0:
        return _("{said}，入账 {money}", said=said, money=money(change.collected_fen, _))
    return said


def thanks(notice: Notice, _: Words) -> str:
    """To all who have paid, as a total and never by name."""
    told = notice.building.paid_text
    if not told.isdigit() or told == "0":
        return _("谢谢每一户已缴费的邻居")
    return _("谢谢已缴清的 {n} 户邻居", n=told)


def as_of(notice: Notice, _: Words) -> str:
    """The entry that every figure is true at."""
    when = f"{day(notice.as_of.date(), _)} {notice.as_of:%H:%M}"
    return _("账本第 {n} 条 · 截至 {when}", n=notice.head, when=when)


def streak(notice: Notice, _: Words) -> str:
    """连续公示第 13 天."""
    return _("连续公示第 {n} 天", n=notice.in_a_row)
