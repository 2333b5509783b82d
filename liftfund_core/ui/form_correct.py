"""At the desk of second thoughts: any entry is withdrawn or put right; old value, new value, who and why stay."""

from html import escape
from typing import Any

import streamlit as st

from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.replacements import REPLACEABLE
from liftfund_core.commands.roles import Actor
from liftfund_core.reports import journal_page
from liftfund_core.reports.journal_page import EntryLine
from liftfund_core.store.deeds import Receipt
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.correction_fields import ask_changes, in_columns
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.entry_words import COLUMN_WORDS, flat, value_said
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.journal_list import Reader, item
from liftfund_core.words import N_

_FORM, _DONE = "correct", "correct_done"
_WAYS = {"replace": N_("改正内容"), "void": N_("整条撤销")}


@st.fragment
def show() -> None:
    """The form, for everyone who is signed in: finance and administrators any entry, others their own."""
    _ = session.words()
    with st.container(key="form_correct"):
        st.html(f"<h2>{_('更正一条记录')}</h2>")
        actor = allowed("ledger", "read_journal")
        if actor is None:
            return
        number = st.number_input(
            _("第几条"), min_value=1, value=None, step=1, key=f"correct_entry_{draft(_FORM)}", placeholder="2343"
        )
        reader = Reader.of(actor)
        if number is None:
            _last_correction(reader)
            return
        line = attempt(lambda: journal_page.entry(live.journal(), int(number)))
        if line is not None:
            st.html(item(reader, line))
            if why_not := _closed(reader, actor, line):
                st.html(f'<p class="quiet">{escape(why_not)}</p>')
            else:
                _correct(reader, actor, line)


def _closed(reader: Reader, actor: Actor, line: EntryLine) -> str:
    """Why this person cannot correct this entry; empty when they can."""
    _ = reader.words
    if line.corrected_by is not None:
        return _("第 {n} 条已由第 {by} 条更正或撤销；如需再改，请看第 {by} 条。", n=line.id, by=line.corrected_by)
    if line.actor != actor.name and not actor.may("correct"):
        return _("不是您登记的；请由经手人、财务或管理员更正。")
    return ""


def _correct(reader: Reader, actor: Actor, line: EntryLine) -> None:
    """Withdraw or replace, with the reason, old beside new before it is done."""
    _, key = reader.words, f"{draft(_FORM)}_{line.id}"
    ways = list(_WAYS) if line.kind in REPLACEABLE else ["void"]
    way = st.segmented_control(
        _("怎样更正"),
        ways,
        default=ways[0],
        required=True,
        format_func=lambda code: _(_WAYS[code]),
        key=f"correct_way_{key}",
        width="stretch",
    )
    changes = attempt(lambda: ask_changes(_, line, key)) if way == "replace" else {}
    if changes is None:
        return
    reason = st.text_input(_("更正原因"), key=f"correct_reason_{key}")
    st.html(_beside(reader, line, changes) if way == "replace" else _struck(reader, line))
    label = _("确认撤销这一条") if way == "void" else _("确认更正")
    if st.button(label, type="primary", key=f"correct_save_{key}", width="stretch"):
        done = attempt(lambda: _record(actor, line, way, changes, reason))
        if done is not None:
            st.session_state[_DONE] = done.entry
            notice.leave(_("第 **{old}** 条已更正，记在第 **{new}** 条", old=line.id, new=done.entry))
            finish(_FORM)
            st.rerun()


def _record(actor: Actor, line: EntryLine, way: str, changes: dict[str, Any], reason: str) -> Receipt:
    if way == "void":
        return void(live.journal(), actor, entry=line.id, reason=reason, request_id=draft(_FORM))
    return replace(
        live.journal(),
        actor,
        entry=line.id,
        changes=in_columns(line, changes),
        reason=reason,
        request_id=draft(_FORM),
    )


def _beside(reader: Reader, line: EntryLine, changes: dict[str, Any]) -> str:
    """Old value and new value of what changes."""
    _ = reader.words
    if not changes:
        return f'<p class="quiet">{escape(_("改动上面的内容，这里会并排显示原来和改后的值。"))}</p>'
    old = flat(line.detail)
    rows = "".join(
        f"<tr><th>{escape(_(COLUMN_WORDS.get(name, name)))}</th>"
        f"<td><s>{escape(value_said(_, name, old.get(name), reader.full_rooms))}</s></td>"
        f"<td><b>{escape(value_said(_, name, new, reader.full_rooms))}</b></td></tr>"
        for name, new in changes.items()
    )
    head = "".join(f"<th>{escape(text)}</th>" for text in (_("项目"), _("原来"), _("改后")))
    return f'<table class="list change"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _struck(reader: Reader, line: EntryLine) -> str:
    _ = reader.words
    text = _("第 {n} 条不再计入任何数字；原记录和撤销都留在账上。", n=line.id)
    return f'<p class="quiet">{escape(text)}</p>'


def _last_correction(reader: Reader) -> None:
    """The line of the entry that has just been corrected: old value, new value, who, when, why."""
    _, done = reader.words, st.session_state.get(_DONE)
    if done is None:
        st.html(f'<p class="quiet">{escape(_("每条记录的编号在流水里，以 # 开头。"))}</p>')
        return
    lines = journal_page.history(live.journal(), done)
    st.html("".join(item(reader, line) for line in lines))
