"""Before the meeting: the check of the venue, papers to print, and a new code for a household that lost its slip."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from liftfund_core.commands.phones import reissue_code
from liftfund_core.commands.roles import Actor
from liftfund_core.reports.venue import State, VenueLine, check_venue
from liftfund_core.settings import settings
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.venue import listens_alone, port
from liftfund_core.ui.wall.spoken import building_name
from liftfund_core.words import N_, Words

_FORM, _REPRINT, _CHECKED = "codes", "codes_reprint", "venue_checked"
_SIGNS: dict[State, tuple[str, str]] = {
    "good": ("✓", N_("正常")),
    "look": ("▲", N_("请看一下")),
    "bad": ("✕", N_("要改")),
}


@st.fragment
def show() -> None:
    """The check and the papers, for everyone on the staff; the codes for roles that give them out."""
    if allowed("estate", "read_journal", silent=True) is None:
        return
    _ = session.words()
    with st.container(key="form_venue"):
        st.html(f"<h2>{_('现场检查')}</h2>")
        if st.button(_("现在检查"), key="venue_check", width="stretch"):
            known = settings()
            with st.spinner(_("正在检查…")):
                found = attempt(lambda: check_venue(live.journal(), known, port=port(), alone=listens_alone()))
            st.session_state[_CHECKED] = found or ()
        if checked := st.session_state.get(_CHECKED):
            st.html(_lines(_, checked))
        guide = _link(_, "/staff/venue", _("现场准备说明"))
        sheet = _link(_, "/staff/tally-sheet", _("举牌计数表"))
        st.html(f'<p class="way-on">{guide} {sheet} {_link(_, "/staff/wifi", _("Wi-Fi 二维码"))}</p>')


@st.fragment
def codes() -> None:
    """Slips to print, and a new code in the place of a lost one; nothing for other roles."""
    actor = allowed("estate", "codes", silent=True)
    if actor is None:
        return
    _ = session.words()
    with st.container(key="form_codes"):
        st.html(f"<h2>{_('住户码和查账码')}</h2>")
        slips = [_link(_, "/staff/slips", building_name(b.code, _), building=b.code) for b in live.public().buildings]
        st.html(f'<p class="way-on">{escape(_("打印纸条："))} {" ".join(slips)}</p>')
        _ask(_, actor)


def _ask(_: Words, actor: Actor) -> None:
    key = draft(_FORM)
    unit = st.text_input(_("房号（楼-单元-室）"), placeholder="1-2-1203", key=f"codes_unit_{key}")
    if st.button(_("给这一户换新码（两个都换）"), key=f"codes_save_{key}", width="stretch", disabled=not unit.strip()):
        wanted = unit.strip()
        done = attempt(lambda: reissue_code(live.journal(), actor, unit=wanted, request_id=f"codes-{key}"))
        if done is not None:
            finish(_FORM)
            st.session_state[_REPRINT] = wanted
            notice.leave(_("已换发住户码：**{unit}**，旧纸条作废", unit=wanted))
            st.rerun()
    if reprint := st.session_state.get(_REPRINT):
        paper = _link(_, "/staff/slips", _("打印 {unit} 的新纸条", unit=reprint), unit=reprint)
        st.html(f'<p class="way-on">{paper}</p>')


def _lines(_: Words, lines: tuple[VenueLine, ...]) -> str:
    rows = "".join(
        f'<li class="{line.state}"><b role="img" aria-label="{escape(_(_SIGNS[line.state][1]))}">'
        f"{_SIGNS[line.state][0]}</b> {escape(line.said.sentence(_.lang))}</li>"
        for line in lines
    )
    return f'<ul class="checks" role="status">{rows}</ul>'


def _link(_: Words, path: str, words: str, **query: str) -> str:
    address = f"{path}?{urlencode({**query, 'lang': _.lang})}"
    return f'<a href="{escape(address)}" target="_blank">{escape(words)}</a>'
