"""At the cashier's desk: the receipts of a day or of a building, to be printed four to a sheet."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from liftfund_core.ui import live, session
from liftfund_core.ui.evidence import today
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.wall.spoken import building_name
from liftfund_core.words import Words


@st.fragment
def show() -> None:
    """The day, the building, and the way to the paper; nothing for readers who record no payments."""
    if allowed("collection", "payment", silent=True) is None:
        return
    _ = session.words()
    with st.container(key="form_receipts"):
        st.html(f"<h2>{_('打印收据')}</h2>")
        day = st.date_input(
            _("缴费日期"), live.last_paid_on() or today(), max_value=today(), key="receipts_day", format="YYYY-MM-DD"
        )
        building = st.selectbox(
            _("楼号（选填）"),
            [b.code for b in live.public().buildings],
            index=None,
            format_func=lambda code: building_name(code, _),
            key="receipts_building",
            placeholder=_("全部楼栋"),
        )
        asked = {"day": f"{day}"} | ({"building": building} if building else {})
        st.html(f'<p class="way-on">{link(_, _("打印这些收据（每页 4 张）"), **asked)}</p>')


def link(_: Words, words: str, **asked: str) -> str:
    """The way to the paper of the receipts that are asked for."""
    address = f"/staff/receipts?{urlencode({**asked, 'lang': _.lang})}"
    return f'<a href="{escape(address)}" target="_blank">{escape(words)}</a>'
