"""The published statements on the page: for everyone to open, to compare, and to take away."""

from html import escape

import streamlit as st

from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.statement import Statement
from liftfund_core.exports.statement_words import period_said, standing_said
from liftfund_core.reports.statements import Publication
from liftfund_core.ui import live, session
from liftfund_core.ui.sums import Figure, figures
from liftfund_core.words import Words


@st.fragment
def show() -> None:
    """Every published period, the latest first; one line while there is none."""
    _, published = session.words(), live.publications()
    with st.container(key="part_statement"):
        st.html(f"<h2>{escape(_('收支公示'))}</h2>")
        if not published:
            st.html(f'<p class="quiet">{escape(_("还没有公示过收支表；公示第一期之后，任何人都能在这里打开。"))}</p>')
            return
        chosen = _chosen(_, published)
        st.html(_card(_, chosen))
        if len(published) > 1:
            _compare(_, published)


def _chosen(_: Words, published: tuple[Publication, ...]) -> Publication:
    """Which period; there may be only one."""
    if len(published) == 1:
        return published[0]
    return st.selectbox(_("期间"), published, format_func=lambda told: period_said(_, told), key="statement_period")


def _card(_: Words, told: Publication) -> str:
    """The period's sums, whether they agree with the bank, and the way to every line."""
    way = f"/statement/{told.entry}"
    return (
        figures(_sums(_, told.statement), "money")
        + f'<p class="quiet">{escape(standing_said(_, told))} · {escape(agreement(_, told.statement))}</p>'
        + f'<p class="ways"><a class="go" href="{way}?lang={_.lang}">{escape(_("打开公示"))}</a>'
        f'<a href="{way}.xlsx?lang={_.lang}">{escape(_("下载 Excel"))}</a></p>'
    )


def _sums(_: Words, told: Statement) -> list[Figure]:
    sums = (
        (_("期初余额"), told.opening_fen + told.earlier_fen),
        (_("本期收入"), told.in_fen),
        (_("本期支出"), told.out_fen),
        (_("期末余额"), told.closing_fen),
    )
    return [Figure(_("{label}（元）", label=label), format_yuan(fen)) for label, fen in sums]


def agreement(_: Words, told: Statement) -> str:
    """Whether bank and book say the same."""
    if told.difference_fen is None:
        return _("银行余额还没有登记")
    if told.difference_fen == 0:
        return _("与银行余额一致")
    return _("与银行相差 {fen} 元，公示里列明原因", fen=format_yuan(told.difference_fen))


def _compare(_: Words, published: tuple[Publication, ...]) -> None:
    """Two periods side by side."""
    with st.expander(_("两期对比")):
        earlier = st.selectbox(
            _("较早一期"), published[1:], format_func=lambda told: period_said(_, told), key="statement_earlier"
        )
        later = st.selectbox(
            _("较晚一期"), published, format_func=lambda told: period_said(_, told), key="statement_later"
        )
        way = f"/statement/compare?from={earlier.entry}&to={later.entry}&lang={_.lang}"
        st.html(f'<p class="ways"><a class="go" href="{escape(way)}">{escape(_("打开对比"))}</a></p>')
