"""The open book on the page: entries newest first, with who, when and why, to be searched through."""

from dataclasses import dataclass
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from liftfund_core.commands.roles import Actor
from liftfund_core.reports import journal_page
from liftfund_core.reports.journal_page import KIND_WORDS, EntryLine, JournalFilter
from liftfund_core.ui import live, session
from liftfund_core.ui.entry_words import reason_said, said
from liftfund_core.ui.guard import allowed
from liftfund_core.words import Words

_PER_PAGE = 20


@dataclass(frozen=True)
class Reader:
    """How an entry is told to this reader."""

    words: Words
    full_rooms: bool
    zone: ZoneInfo

    @classmethod
    def of(cls, actor: Actor) -> "Reader":
        """The signed-in member of staff as a reader."""
        zone = ZoneInfo(live.public().estate.timezone)
        return cls(session.words(), actor.may("read_households"), zone)


@st.fragment
def show() -> None:
    """The journal, for everyone who is signed in; one line for everyone else."""
    _ = session.words()
    with st.container(key="part_journal"):
        st.html(f"<h2>{_('流水')}</h2>")
        actor = allowed("ledger", "read_journal")
        if actor is not None:
            _pages(Reader.of(actor), _wanted(Reader.of(actor)))


def item(reader: Reader, line: EntryLine) -> str:
    """One entry as markup."""
    _ = reader.words
    when = f"{line.recorded_at.astimezone(reader.zone):%Y-%m-%d %H:%M}"
    cells = "".join(
        f"<span>{escape(label)} <b>{escape(value)}</b></span>"
        for label, value in said(_, line.detail, reader.full_rooms)
    )
    marks = []
    if line.corrects is not None:
        marks.append(_("更正第 {n} 条", n=line.corrects))
    if line.corrected_by is not None:
        marks.append(_("已由第 {n} 条更正", n=line.corrected_by))
    marked = "".join(f'<span class="mark-line">{escape(mark)}</span>' for mark in marks)
    reason = reason_said(line.reason, reader.full_rooms)
    why = f'<p class="why">{escape(_("原因：{reason}", reason=reason))}</p>' if reason else ""
    state = " gone" if line.corrected_by is not None else ""
    return (
        f'<article class="entry{state}"><header><b>#{line.id}</b><b>{escape(_(KIND_WORDS[line.kind]))}</b>'
        f"<span>{escape(line.actor)}</span><time>{when}</time></header>"
        f'<p class="cells">{cells}</p>{why}{marked}</article>'
    )


def _wanted(reader: Reader) -> JournalFilter:
    """What to look for."""
    _ = reader.words
    text = None
    if reader.full_rooms:
        text = st.text_input(_("查找房号、收据号、编号或原因"), key="journal_text", placeholder="1-2-1203")
    with st.expander(_("筛选")):
        kind = st.selectbox(
            _("类别"),
            [None, *KIND_WORDS],
            format_func=lambda code: _(KIND_WORDS[code]) if code else _("全部"),
            key="journal_kind",
        )
        actor = st.selectbox(
            _("经手人"), [None, *live.actors()], format_func=lambda name: name or _("全部"), key="journal_actor"
        )
        since = st.date_input(_("从"), None, key="journal_since", format="YYYY-MM-DD")
        until = st.date_input(_("到"), None, key="journal_until", format="YYYY-MM-DD")
        corrections = st.toggle(_("只看更正和撤销"), key="journal_corrections")
    return JournalFilter(kind, actor, text, since, until, corrections, str(reader.zone))


def _pages(reader: Reader, wanted: JournalFilter) -> None:
    """A page of entries and the way to older ones."""
    _, slot = reader.words, "journal_page"
    if st.session_state.get("journal_wanted") != wanted:
        st.session_state["journal_wanted"], st.session_state[slot] = wanted, 0
    place = st.session_state.get(slot, 0)
    lines, count = journal_page.entries(live.journal(), wanted, page=place, per_page=_PER_PAGE)
    last = max(-(-count // _PER_PAGE) - 1, 0)
    st.html(
        f'<p class="quiet">{_("共 {n} 条，最新的在前", n=count)}</p>' + "".join(item(reader, line) for line in lines)
    )
    with st.container(horizontal=True, key="journal_turn"):
        st.button(
            _("较新"), key="journal_newer", disabled=place == 0, on_click=_turn, args=(place - 1,), width="stretch"
        )
        st.button(
            _("较早"), key="journal_older", disabled=place >= last, on_click=_turn, args=(place + 1,), width="stretch"
        )


def _turn(place: int) -> None:
    st.session_state["journal_page"] = place
