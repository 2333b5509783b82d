"""Before the screen: host and secretary decide message by message what everyone will read."""

from collections.abc import Callable
from html import escape

import streamlit as st

from liftfund_core.commands.messages import review_message
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.message import LONGEST
from liftfund_core.reports.messages import MessageBook, MessageLine
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.message_cards import card
from liftfund_core.words import N_, Words

_FORM, _EDITING, _AT_ONCE = "review", "review_editing", 8
_LISTS = {"waiting": N_("待审"), "approved": N_("已展示"), "withdrawn": N_("不展示")}
_DONE = {
    "approved": N_("第 **{n}** 号留言已展示"),
    "edited": N_("第 **{n}** 号留言已修改并展示"),
    "withdrawn": N_("第 **{n}** 号留言不展示"),
}


@st.fragment(run_every="2s")
def show() -> None:
    """The list, for roles that decide on messages; nothing for everyone else."""
    actor = allowed("messages", "message", silent=True)
    if actor is None:
        return
    _, book = session.words(), live.messages()
    with st.container(key="form_review"):
        st.html(f"<h2>{_('审核留言')}</h2>")
        named = st.segmented_control(
            _("看哪些"),
            list(_LISTS),
            default="waiting",
            required=True,
            format_func=lambda code: _(_LISTS[code]),
            key="review_list",
            width="stretch",
            label_visibility="collapsed",
        )
        lines = _lines(book, named or "waiting")
        st.html(f'<p class="quiet">{escape(_("共 {n} 条", n=len(lines)))}</p>')
        for line in lines[:_AT_ONCE]:
            _decide(_, actor, line)
        _more(_, len(lines) - _AT_ONCE)


def _lines(book: MessageBook, named: str) -> tuple[MessageLine, ...]:
    return {"waiting": book.waiting, "approved": book.approved, "withdrawn": book.withdrawn}[named]


def _more(_: Words, left: int) -> None:
    if left > 0:
        st.html(f'<p class="quiet">{escape(_("后面还有 {n} 条，处理完前面的就会出现。", n=left))}</p>')


def _decide(_: Words, actor: Actor, line: MessageLine) -> None:
    """A message with its buttons, or its words to be changed."""
    with st.container(key=f"review_card_{line.id}"):
        st.html(card(_, line, staff=True))
        if st.session_state.get(_EDITING) == line.id:
            _edit(_, actor, line)
            return
        with st.container(key=f"review_row_{line.id}", horizontal=True, gap="small"):
            _buttons(_, actor, line)


def _buttons(_: Words, actor: Actor, line: MessageLine) -> None:
    """What may become of it now."""
    kept = "edited" if line.edited else "approved"
    if line.state != "approved" and _button(_("展示"), "show", line, main=True):
        _review(_, actor, line, kept, False)
    if line.state != "withdrawn":
        if _button(_("取消置顶") if line.pinned else _("置顶"), "pin", line):
            _review(_, actor, line, kept, not line.pinned)
        _button(_("修改"), "edit", line, then=lambda: _open_editor(line.id))
        if _button(_("撤下") if line.state == "approved" else _("不展示"), "withdraw", line):
            _review(_, actor, line, "withdrawn", False)


def _edit(_: Words, actor: Actor, line: MessageLine) -> None:
    """Other words for the screen; what was received stays in the journal."""
    text = st.text_area(
        _("改成"),
        line.text,
        key=f"review_text_{line.id}",
        max_chars=LONGEST,
        height=120,
        help=_("可以换行；大屏每行九个字左右，最多三行。"),
    )
    with st.container(key=f"review_row_{line.id}", horizontal=True, gap="small"):
        if _button(_("保存并展示"), "save", line, main=True):
            _review(_, actor, line, "edited", line.pinned, text)
        _button(_("取消"), "cancel", line, then=lambda: _open_editor(None))


def _open_editor(message: int | None) -> None:
    """The words of this message, and of no other, can be changed now."""
    st.session_state[_EDITING] = message


def _button(
    label: str, name: str, line: MessageLine, *, main: bool = False, then: Callable[[], None] | None = None
) -> bool:
    """A button as wide as its share of the row; its key names the message, so a late tap never hits another."""
    key = f"review_{name}_{line.id}_{draft(_FORM)}"
    return st.button(label, key=key, type="primary" if main else "secondary", width="stretch", on_click=then)


def _review(_: Words, actor: Actor, line: MessageLine, verdict: str, pinned: bool, text: str | None = None) -> None:
    words = line.text if verdict == "edited" and text is None else text
    done = attempt(
        lambda: review_message(
            live.journal(),
            actor,
            message=line.id,
            verdict=verdict,
            text=words,
            pinned=pinned,
            request_id=f"{draft(_FORM)}-{line.id}-{verdict}",
        )
    )
    if done is not None:
        _open_editor(None)
        notice.leave(_(_DONE[verdict], n=line.id))
        finish(_FORM)
        st.rerun()
