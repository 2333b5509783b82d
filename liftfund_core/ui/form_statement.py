"""A period's statement is made ready by one member of staff and published by another."""

from datetime import date, timedelta
from html import escape

import streamlit as st

from liftfund_core.commands.roles import Actor
from liftfund_core.commands.statement import OBJECTION, prepare_statement, publish_statement
from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.exports.statement_words import period_said
from liftfund_core.reports.statements import Prepared, Publication
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.evidence import today
from liftfund_core.ui.guard import allowed
from liftfund_core.words import Words

_FORM = "statement"


@st.fragment
def show() -> None:
    """The form for who makes statements ready, and what waits for who publishes them; nothing for everyone else."""
    maker = allowed("ledger", "prepare_statement", silent=True)
    reviewer = allowed("ledger", "publish_statement", silent=True)
    if maker is None and reviewer is None:
        return
    _ = session.words()
    with st.container(key="form_statement"):
        st.html(f"<h2>{escape(_('编制和公示收支表'))}</h2>")
        for waits in live.statements_waiting()[:3]:
            _waiting(_, waits, reviewer)
        if maker is not None:
            _prepare(_, maker)


def _waiting(_: Words, waits: Prepared, reviewer: Actor | None) -> None:
    """A statement that is ready: read it whole, then publish it."""
    told = waits.statement
    way = f"/staff/statement?prepared={waits.entry}&lang={_.lang}"
    said = _(
        "{period} · 期末余额 {closing} 元 · {actor} 编制",
        period=period_said(_, Publication(0, told)),
        closing=format_yuan(told.closing_fen),
        actor=waits.actor,
    )
    st.html(
        f'<article class="entry"><header><b>{escape(_("待公示"))}</b><span>{escape(said)}</span></header>'
        f'<p class="ways"><a href="{escape(way)}">{escape(_("逐行复核"))}</a></p></article>'
    )
    if reviewer is None or reviewer.name == waits.actor:
        st.html(f'<p class="quiet">{escape(_("由另一位复核人公示。"))}</p>')
    elif st.button(_("复核无误，公示"), type="primary", key=f"statement_publish_{waits.entry}", width="stretch"):
        request = f"publish-{waits.entry}-{draft(_FORM)}"
        done = attempt(lambda: publish_statement(live.journal(), reviewer, prepared=waits.entry, request_id=request))
        if done is not None:
            notice.leave(_("已公示，第 **{n}** 条", n=done.entry))
            finish(_FORM)
            st.rerun()


def _prepare(_: Words, maker: Actor) -> None:
    """The days, the bank's side, where to object; then it goes to the reviewer."""
    key = draft(_FORM)
    begin, end = _next_period()
    first = st.date_input(_("从"), begin, max_value=today(), key=f"statement_first_{key}", format="YYYY-MM-DD")
    last = st.date_input(_("到"), end, max_value=today(), key=f"statement_last_{key}", format="YYYY-MM-DD")
    stated = st.text_input(_("银行余额（元）"), key=f"statement_bank_{key}", placeholder=_known(_, last))
    why = st.text_input(_("差额说明（与银行一致时空着）"), key=f"statement_why_{key}")
    objection = st.text_area(_("异议渠道"), _(OBJECTION), key=f"statement_objection_{key}", height=136)
    way = f"/staff/statement?first={first}&last={last}&lang={_.lang}"
    st.html(f'<p class="ways"><a href="{escape(way)}">{escape(_("先看草稿"))}</a></p>')
    if st.button(_("编制，交复核人"), type="primary", key=f"statement_save_{key}", width="stretch"):
        said = " ".join((objection or "").split())
        done = attempt(
            lambda: prepare_statement(
                live.journal(),
                maker,
                period_from=first,
                period_to=last,
                bank_fen=parse_yuan(stated, signed=True) if stated else None,
                explanation=why,
                objection=OBJECTION if said == _(OBJECTION) else said,  # the usual words in every reader's language
                request_id=key,
            )
        )
        if done is not None:
            _ready(_, done.entries[-1])


def _known(_: Words, day: date) -> str:
    """What an empty field means."""
    told = live.bank_balance(day)
    if told is None:
        return _("还没有导入银行流水")
    return _("空着就用银行流水的 {fen} 元", fen=format_yuan(told))


def _ready(_: Words, entry: int) -> None:
    notice.leave(_("已编制，第 **{n}** 条，等另一位复核人公示", n=entry))
    finish(_FORM)
    st.rerun()


def _next_period() -> tuple[date, date]:
    """The days after the last published ones, up to the end of a month that is over, else up to today."""
    published = live.publications()
    begin = published[0].statement.period_to + timedelta(days=1) if published else live.first_day()
    begin = min(begin, today())
    month_end = (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return begin, min(month_end, today())
