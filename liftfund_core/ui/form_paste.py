"""Speed entry: rows pasted from a spreadsheet are gone over at once, written whole, and taken back whole."""

from hashlib import sha256
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from liftfund_core.commands.batches import undo_batch
from liftfund_core.commands.bring_in import ImportReport
from liftfund_core.commands.files import import_payments
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.money import format_yuan
from liftfund_core.imports.headers import PAYMENTS
from liftfund_core.reports.batches import BatchLine
from liftfund_core.reports.journal_page import KIND_WORDS
from liftfund_core.store.batches import BATCH
from liftfund_core.ui import live, live_money, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.findings import new_rows, tell
from liftfund_core.ui.guard import allowed
from liftfund_core.words import Words

_FORM, _CHECKED = "paste", "paste_checked"
_HEADER = "\t".join(column.label for column in PAYMENTS) + "\n"


@st.fragment
def show() -> None:
    """The form, for roles that record payments; nothing for everyone else."""
    actor = allowed("collection", "payment", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_paste"):
        st.html(f"<h2>{_('批量登记缴费')}</h2>")
        told = _("从 Excel 或 WPS 复制几行，贴在表头下面；列的顺序不同，就连同自己的表头一起贴，替换这一行。")
        st.html(f'<p class="quiet">{escape(told)}</p>')
        text = st.text_area(_("粘贴在这里"), _HEADER, key=f"paste_text_{draft(_FORM)}", height=220) or ""
        if text.strip() and text.strip() != _HEADER.strip():
            _go_over(_, actor, text)
        _batches(_, actor)


def _go_over(_: Words, actor: Actor, text: str) -> None:
    """What was pasted, and the button that writes it where nothing is doubtful."""
    report = _checked(_, actor, text)
    if report is None:
        return
    tell(_, report, _("请在上面改好。"))
    if report.findings or not new_rows(report):
        return
    if st.button(
        _("写入 {n} 行", n=new_rows(report)), type="primary", key=f"paste_save_{draft(_FORM)}", width="stretch"
    ):
        done = attempt(lambda: _bring_in(_, actor, text, dry_run=False))
        if done is not None and not done.findings:
            notice.leave(_("已写入 **{n} 行** · 到第 {head} 条", n=done.written, head=done.head))
            finish(_FORM)
            st.rerun()


def _checked(_: Words, actor: Actor, text: str) -> ImportReport | None:
    """Gone over without writing, once for each text and head."""
    mark = (sha256(text.encode()).hexdigest(), live.head())
    kept: tuple[tuple[str, int], ImportReport] | None = st.session_state.get(_CHECKED)
    if kept is not None and kept[0] == mark:
        return kept[1]
    found = attempt(lambda: _bring_in(_, actor, text, dry_run=True))
    if found is not None:
        st.session_state[_CHECKED] = (mark, found)
    return found


def _bring_in(_: Words, actor: Actor, text: str, *, dry_run: bool) -> ImportReport:
    return import_payments(
        live.journal(),
        actor,
        text.encode(),
        _("粘贴的内容"),
        dry_run=dry_run,
        request_id=f"{BATCH}{draft(_FORM)}",
        deed="payment",
    )


def _batches(_: Words, actor: Actor) -> None:
    """The newest lists that still stand, each to be taken back as one."""
    lines = [
        line for line in live_money.batches() if line.standing and (line.actor == actor.name or actor.may("correct"))
    ]
    if not lines:
        return
    with st.expander(_("整批撤销")):
        line = st.selectbox(
            _("哪一批"), lines, format_func=lambda line: _batch_said(_, line), key=f"batch_{draft('batch')}"
        )
        told = _("{n} 条 · 合计 {fen} 元，第 {first} 到 {last} 条", n=line.standing, fen=format_yuan(line.standing_fen),
                 first=line.first, last=line.last)  # fmt: skip  # one sentence
        st.html(f'<p class="quiet">{escape(told)}</p>')
        reason = st.text_input(_("更正原因"), key=f"batch_reason_{draft('batch')}")
        if st.button(_("整批撤销这 {n} 条", n=line.standing), key=f"batch_undo_{draft('batch')}", width="stretch"):
            request = draft("batch")
            done = attempt(
                lambda: undo_batch(live.journal(), actor, entry=line.first, reason=reason, request_id=request)
            )
            if done is not None:
                notice.leave(_("已整批撤销 **{n} 条**，从第 {entry} 条起", n=line.standing, entry=done.entry))
                finish("batch")
                st.rerun()


def _batch_said(_: Words, line: BatchLine) -> str:
    when = line.recorded_at.astimezone(ZoneInfo(live.public().estate.timezone))
    return f"{when:%m-%d %H:%M}　{line.actor}　{_(KIND_WORDS[line.kind])}　{line.standing}"
