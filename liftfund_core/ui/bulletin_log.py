"""For how long residents have found a notice every day, and on which days with the figures of which entry."""

from datetime import date, timedelta
from html import escape

import streamlit as st

from liftfund_core.reports.notice import day_by_default
from liftfund_core.reports.notice_log import PostedLine
from liftfund_core.ui import live
from liftfund_core.ui.sums import Figure
from liftfund_core.ui.wall.spoken import building_name
from liftfund_core.words import Words

_SHOWN = 14


def headline(_: Words) -> list[Figure]:
    """Days on end, days in all, and whether today's are posted."""
    log, codes, today = live.notice_log(), _codes(), day_by_default(live.journal())
    full = log.full_days(codes)
    streak = log.streak(codes, today if today in full else today - timedelta(days=1))
    done = sum(today in log.days_of(code) for code in codes)
    return [
        Figure(_("连续公示"), str(streak), _("天")),
        Figure(_("累计公示"), str(len(full)), _("天")),
        Figure(_("当天已发布"), str(done), _("/ {n} 栋", n=len(codes))),
    ]


def posted_line(_: Words, day: date, head: int) -> str:
    """Whether the notices of a day are posted, and with the figures of which entry."""
    log, codes = live.notice_log(), _codes()
    lines = [line for line in log.lines if line.day == day]
    if not lines:
        return f'<p class="quiet">{escape(_("这一天的公示还没有记为已发布。"))}</p>'
    said = _("已发布：{who}，截至第 {n} 条。", who=_who(_, lines, codes), n=lines[0].head)
    if lines[0].head != head:
        said += " " + _("之后又有登记，这里的数字截至第 {n} 条。", n=head)
    return f'<p class="quiet posted"><i class="tick" aria-hidden="true"></i> {escape(said)}</p>'


def show(_: Words) -> None:
    """The newest days of the log."""
    log, codes = live.notice_log(), _codes()
    days = list(dict.fromkeys(line.day for line in log.lines))
    st.html(f"<h2>{_('公示记录')}</h2>")
    if not days:
        st.html(f'<p class="quiet">{escape(_("还没有发布过公示。"))}</p>')
        return
    rows = "".join(_row(_, [line for line in log.lines if line.day == day], codes) for day in days[:_SHOWN])
    older = len(days) - _SHOWN
    more = f'<p class="quiet">{escape(_("更早的还有 {n} 天。", n=older))}</p>' if older > 0 else ""
    head = "".join(f"<th>{escape(name)}</th>" for name in (_("公示日"), _("楼栋"), _("截至记录")))
    st.html(f'<table class="list"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}')


def _row(_: Words, lines: list[PostedLine], codes: tuple[str, ...]) -> str:
    who, head = escape(_who(_, lines, codes)), escape(_("第 {n} 条", n=lines[0].head))
    return f"<tr><th>{lines[0].day}</th><td>{who}</td><td>{head}</td></tr>"


def _who(_: Words, lines: list[PostedLine], codes: tuple[str, ...]) -> str:
    """Which buildings had theirs."""
    posted = [code for code in codes if any(line.holds_for(code) for line in lines)]
    if len(posted) == len(codes):
        return _("全部楼栋")
    return _("、").join(building_name(code, _) for code in posted)


def _codes() -> tuple[str, ...]:
    return tuple(building.code for building in live.public().buildings)
