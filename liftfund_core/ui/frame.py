"""The frame of every staff page: title, menu, who is signed in, which language, and what has just been done."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from liftfund_core.commands.roles import ROLE_WORDS
from liftfund_core.reports.board import EstateLine
from liftfund_core.ui import live, notice, session
from liftfund_core.ui.attempt import attempt, say_no
from liftfund_core.words import N_, Words

_CSS = Path(__file__).parent / "staff.css"
_PAGE = "open_page"


@dataclass(frozen=True)
class Page:
    """A page of the menu: its file, its short name, its sign, and what stands over it."""

    file: str
    name: str
    icon: str
    title: str

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return "/" + self.file.partition("_")[2].removesuffix(".py")


PAGES: dict[str, Page] = {
    "collection": Page("pages/1_Collection.py", N_("收缴"), ":material/payments:", N_("收缴进度与登记")),
    "lifts": Page("pages/2_Lifts.py", N_("电梯"), ":material/elevator:", N_("电梯大修进度")),
    "votes": Page("pages/3_Votes.py", N_("征询"), ":material/front_hand:", N_("现场意向征询")),
    "ledger": Page("pages/4_Ledger.py", N_("账本"), ":material/menu_book:", N_("账本")),
    "messages": Page("pages/5_Messages.py", N_("留言"), ":material/forum:", N_("留言板")),
    "notices": Page("pages/6_Notices.py", N_("公示"), ":material/campaign:", N_("每日公示")),
    "stage": Page("pages/7_Stage.py", N_("大屏"), ":material/cast:", N_("大屏导播")),
    "estate": Page("pages/9_Estate.py", N_("小区"), ":material/apartment:", N_("小区与数据")),
}


def open_page(name: str) -> Words:
    """Open a staff page: everything above its figures. Stops with one sentence when the estate file is not open.

    Args:
        name: which page of the menu it is.

    Returns:
        The reader's language; a fragment asks for it again.
    """
    _ = session.words()
    st.set_page_config(
        page_title=_(PAGES[name].title), page_icon="🛗", layout="wide", initial_sidebar_state="collapsed"
    )
    st.html(_CSS)
    journal = attempt(live.journal)
    if journal is None:
        st.stop()
    estate = live.public().estate
    st.html(_header(_, _(PAGES[name].title), estate))
    _menu(_, name)
    _door(_, name)
    if journal.broken is not None:
        say_no(journal.broken)
    if st.session_state.get(_PAGE) != name:
        st.session_state[_PAGE] = name
        notice.clear()
    notice.show()
    return _


def sign_in_address(name: str) -> str:
    """The door, with the way back to a page."""
    lang = session.words().lang
    return f"/staff/sign-in?{urlencode({'next': f'{PAGES[name].address}?lang={lang}', 'lang': lang})}"


def as_of(_: Words) -> None:
    """The entry that every figure above is true at."""
    seen = live.public()
    when = f"{seen.as_of:%Y-%m-%d %H:%M}" if seen.as_of else ""
    st.html(f'<p class="as-of">{escape(_("截至第 {n} 条 · {when}", n=seen.head, when=when))}</p>')


def _header(_: Words, title: str, estate: EstateLine) -> str:
    offline = _("◆ 网络中断 · 画面停在最后一次数据，恢复后自动更新")
    demo = f'<span class="demo">{escape(_("演示数据"))}</span>' if estate.simulated else ""
    return (
        f'<header class="bar" lang="{"zh-CN" if _.lang == "zh" else "en"}"><i class="mark"></i>'
        f"<h1>{escape(title)}</h1>{demo}"
        f'<span class="net on">{escape(_("在线"))}</span><span class="net off" role="alert">{escape(_("离线"))}</span>'
        f'</header><p class="offline" role="alert">{escape(offline)}</p>'
    )


def _menu(_: Words, here: str) -> None:
    with st.container(key="menu", horizontal=True, gap=None):
        for name, page in PAGES.items():
            with st.container(key=f"menu_{name}{'_here' if name == here else ''}"):
                st.page_link(page.file, label=_(page.name), icon=page.icon, query_params={"lang": _.lang})


def _door(_: Words, name: str) -> None:
    """One line: which estate, who is signed in, the other language."""
    estate, actor, other = live.public().estate, session.actor(), session.other_language()
    with st.container(key="door", horizontal=True, vertical_alignment="center", gap="small"):
        if actor is None:
            way = f'<a href="{escape(sign_in_address(name))}">{escape(_("登录"))}</a>'
        else:
            who = escape(f"{actor.name} · {_(ROLE_WORDS[actor.role])}")
            way = f'<a class="who" href="{escape(sign_in_address(name))}">{who}</a>'
        st.html(f'<p class="estate">{escape(estate.name)}</p><p class="way">{way}</p>')
        st.page_link(PAGES[name].file, label="English" if other == "en" else _("中文"), query_params={"lang": other})
