"""The way that is left: what each building is missing, and a range of days on one common scale."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape

from liftfund_core.domain.forecast import FEWEST_PAYERS, WINDOWS, Missing, Outlook
from liftfund_core.domain.money import format_yuan, million, wan
from liftfund_core.reports.forecast import Ahead, BuildingForecast, Forecast
from liftfund_core.ui.wall.spoken import basis_head, building_name, day, line_percent, month
from liftfund_core.words import N_, Words

_SHORTEST_SCALE, _LONGEST_SCALE = 42, 200  # days

_HOW = N_(
    "按最近 {short} 天和 {long} 天的缴费速度直线推算（{upper}，{lower}），不足 {n} 户时不推算；越到后面通常越慢。"
)
_NO_DAY = {
    "standstill": N_("近 {n} 天没有缴费，说不准"),
    "too_little": N_("数据不足，说不准"),
    "beyond": N_("一年以后"),
    "out_of_reach": N_("收齐也达不到这条线"),
}


def section(_: Words, known: Forecast, basis: str, line_bp: int, exact: bool) -> str:
    """Every building's way to the start line and to the last household.

    Args:
        exact: amounts in yuan, for the desk; in 万元 for everyone else.
    """
    scale = _scale(known)
    rows = "".join(_building(_, line, known.day, scale, line_bp, exact) for line in known.buildings)
    upper, lower = basis_head(basis, _)
    note = _(_HOW, short=WINDOWS[0], long=WINDOWS[1], upper=upper, lower=lower, n=FEWEST_PAYERS)
    return (
        f'<div class="outlook">{_axis(_, known.day, scale)}{rows}</div><p class="quiet">{escape(note)}</p>'
        f'<p class="as-of">{escape(_("截至第 {n} 条 · {when}", n=known.head, when=known.day))}</p>'
    )


def _scale(known: Forecast) -> int:
    """How many days the scale spans: the farthest end that is shown."""
    ends = [
        ahead.outlook.latest or 2 * (ahead.outlook.earliest or 0)
        for line in known.buildings
        for ahead in (line.to_line, line.to_full)
        if ahead.outlook and ahead.outlook.state == "expected"
    ]
    return min(max([_SHORTEST_SCALE, *ends]), _LONGEST_SCALE)


def _axis(_: Words, today: date, scale: int) -> str:
    """Today, and the first days of the months that the scale reaches."""
    firsts = [n for n in range(scale // 8, scale) if (today + timedelta(days=n)).day == 1]
    marks = "".join(
        f'<i style="--x:{100 * n / scale:.2f}%">{escape(month(today + timedelta(days=n), _))}</i>'
        for n in firsts[:: -(-len(firsts) // 5) or 1]
    )
    return f'<div class="axis" aria-hidden="true"><i>{escape(_("今天"))}</i>{marks}</div>'


def _building(_: Words, line: BuildingForecast, today: date, scale: int, line_bp: int, exact: bool) -> str:
    started = f'<span class="started">{escape(_("已启动"))}</span>' if line.triggered else ""
    ways = "".join(_ways(_, line, today, scale, line_bp, exact))
    return f"<article><h3>{escape(building_name(line.code, _))}{started}</h3>{ways}</article>"


def _ways(_: Words, line: BuildingForecast, today: date, scale: int, line_bp: int, exact: bool) -> Iterator[str]:
    if line.to_full.missing is None:
        yield f'<p class="way">{escape(_("户数太少，不显示"))}</p>'
        return
    if not line.triggered:
        yield _way(_, _("到 {p} 启动线", p=line_percent(line_bp)), line.to_line, today, scale, exact, "to-line")
    if line.to_full.missing != Missing(0, 0):
        yield _way(_, _("到全部缴清"), line.to_full, today, scale, exact, "to-full")
    else:
        yield f'<p class="way"><b>{escape(_("全部缴清"))}</b></p>'


def _way(_: Words, label: str, ahead: Ahead, today: date, scale: int, exact: bool, css: str) -> str:
    assert ahead.missing is not None and ahead.outlook is not None
    return (
        f'<div class="way {css}"><p><b>{escape(label)}</b> <span>{escape(_missing(_, ahead.missing, exact))}</span>'
        f"<em>{escape(_when(_, ahead.outlook, today))}</em></p>{_bar(ahead.outlook, scale)}</div>"
    )


def _missing(_: Words, missing: Missing, exact: bool) -> str:
    """还差约 30 户 · 3.5 万元: a figure that is an average says so."""
    short = wan if _.lang == "zh" else million
    money = _("{amount} 元", amount=format_yuan(missing.fen)) if exact else _("{amount}万", amount=short(missing.fen))
    told = {"households": str(missing.households), "fen": money}
    told |= {name: _("约 {n}", n=told[name]) for name in missing.about}
    return _("还差 {households} 户 · {money}", households=told["households"], money=told["fen"])


def _when(_: Words, outlook: Outlook, today: date) -> str:
    if outlook.state == "reached":
        return _("已达到")
    if outlook.earliest is None:
        return _(_NO_DAY[outlook.state], n=WINDOWS[-1])
    first = day(today + timedelta(days=outlook.earliest), _)
    if outlook.latest is None:
        return _("最早 {day}，再慢就说不准", day=first)
    return _("{first} – {last}", first=first, last=day(today + timedelta(days=outlook.latest), _))


def _bar(outlook: Outlook, scale: int) -> str:
    """The range on the scale; one without an end fades out."""
    if outlook.earliest is None:
        return ""
    start = 100 * min(outlook.earliest, scale) / scale
    end = 100 * min(outlook.latest or scale, scale) / scale
    ends = " open" if outlook.latest is None or outlook.latest > scale else ""
    width = max(end - start, 1.2)
    return (
        f'<div class="track" aria-hidden="true"><i class="{ends}" style="--x:{start:.2f}%;--w:{width:.2f}%"></i></div>'
    )
