"""An empty page says what to do first; where something is there already it says nothing."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from liftfund_core.ui import live
from liftfund_core.words import N_, Words

_REGISTER = N_("先导入户册：每户的楼号、房号和房本面积。有了户册，才有应缴金额、缴费登记和大屏上的进度。")

# Page -> whether it is still empty, and what fills it.
_FIRST: Mapping[str, tuple[Callable[[], bool], str]] = {
    "collection": (
        lambda: live.public().empty,
        N_("户册已经有了。登记第一笔缴费：点楼号，选房号，确认登记；大屏随即更新。"),
    ),
    "lifts": (
        lambda: all(lift.state == "planned" for b in live.public().buildings for lift in b.lifts),
        N_("电梯都还没有动。点楼号，选电梯，登记第一步“已勘查报价”。"),
    ),
    "votes": (
        lambda: not live.polls(),
        N_("还没有议题。主持人在“开始和结束征询”里写上编号和议题，点“开始征询”，计票员的手机就出现计数键。"),
    ),
    "ledger": (
        lambda: live.exact().fund.collected_fen == live.exact().fund.advance_fen == 0,
        N_("账本从第一笔缴费或垫资开始；物业先行垫资的，在“垫资和付款”里登记。"),
    ),
    "messages": (
        lambda: not live.messages().lines,
        N_("还没有留言。把“扫码参与”放上大屏，或在“录入留言卡”里抄一张卡片。"),
    ),
    "stage": (
        lambda: not live.stage().run,
        N_("先选一份流程单：照案例的流程已经备好，改一改就能用。"),
    ),
}


def first_step(_: Words, page: str) -> str | None:
    """The sentence for a page, or None where there is something to see.

    Args:
        page: its name in the menu; a page without a first step of its own asks for the register only.
    """
    shown = live.public()
    if not shown.units:
        return _(_REGISTER)
    empty, sentence = _FIRST.get(page, (lambda: False, ""))
    return _(sentence) if empty() else None


def show(_: Words, page: str, register: str) -> None:
    """The card above everything else; while there is no register it leads to where one is brought in.

    Args:
        register: the page on which files are imported.
    """
    sentence = first_step(_, page)
    if sentence is None:
        return
    with st.container(key="first_step"):
        st.html(f'<p class="first"><b>{escape(_("先做这一步"))}</b>{escape(sentence)}</p>')
        if not live.public().units and page != "estate":
            label = _("去导入户册")
            st.page_link(register, label=label, icon=":material/upload_file:", query_params={"lang": _.lang})
