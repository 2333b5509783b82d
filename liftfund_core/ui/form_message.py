"""At the desk: a message that somebody wrote on a card is copied in; numbers and rooms are masked before it is kept."""

from html import escape

import streamlit as st

from liftfund_core.commands.messages import leave_message
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.message import AUTHOR_WORDS, LONGEST, MESSAGE_WORDS, public_words
from liftfund_core.store.deeds import Receipt
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.wall.spoken import building_name
from liftfund_core.words import Words

_FORM = "message"


@st.fragment
def show() -> None:
    """The form, for everyone who is signed in; one line for everyone else."""
    _ = session.words()
    with st.container(key="form_message"):
        st.html(f"<h2>{_('录入留言卡')}</h2>")
        actor = allowed("messages", "read_journal")
        if actor is not None:
            _card(_, actor, draft(_FORM))


def _card(_: Words, actor: Actor, key: str) -> None:
    """What stands on the card, and the button that puts it into the journal."""
    kind = _one_of(_, _("建议还是祝福"), MESSAGE_WORDS, None, f"message_kind_{key}")
    from_who = _one_of(_, _("谁写的"), AUTHOR_WORDS, "resident", f"message_who_{key}")
    building = _building(_, key)
    text = _text(_, key)
    if st.button(_("提交留言"), type="primary", key=f"message_save_{key}", width="stretch"):
        done = attempt(lambda: _leave(actor, text, kind or "", building, from_who or ""))
        if done is not None:
            notice.leave(_("已收到 **第 {n} 号留言**，等审核后展示", n=done.entry))
            finish(_FORM)
            st.rerun()


def _leave(actor: Actor, text: str, kind: str, building: str | None, from_who: str) -> Receipt:
    return leave_message(
        live.journal(),
        text=text,
        kind=kind,
        building=building,
        from_who=from_who,
        source="desk",
        actor=actor,
        request_id=draft(_FORM),
    )


def _building(_: Words, key: str) -> str | None:
    return st.selectbox(
        _("楼号（选填）"),
        [b.code for b in live.public().buildings],
        index=None,
        format_func=lambda code: building_name(code, _),
        key=f"message_building_{key}",
        placeholder=_("不写楼号"),
    )


def _text(_: Words, key: str) -> str:
    """The words of the card, and what will be kept of them where that is less."""
    text = st.text_area(_("留言内容"), key=f"message_text_{key}", max_chars=LONGEST, height=120) or ""
    kept = public_words(text)
    if kept.count("***") > text.count("***"):
        st.html(f'<p class="warn">{escape(_("号码和房号不保存，会存成：{text}", text=kept))}</p>')
    return text


def _one_of(_: Words, label: str, words: dict[str, str], chosen: str | None, key: str) -> str | None:
    return st.segmented_control(
        label,
        list(words),
        default=chosen,
        required=chosen is not None,
        format_func=lambda code: _(words[code]),
        key=key,
        width="stretch",
    )
