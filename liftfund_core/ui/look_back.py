"""Looking back: the public figures of any day of the campaign, found by hand; the wall replays the same days.

It stands on the page about collection, which everybody may read, and not at the host's desk, where nothing distracts.
"""

import streamlit as st

from liftfund_core.reports.public import PublicBoard
from liftfund_core.ui import charts, collection, frame, live, session, sums
from liftfund_core.ui.wall.spoken import day as spoken_day
from liftfund_core.words import Words


@st.fragment
def show() -> None:
    """The slider of days; nothing while the campaign has but one."""
    _, days = session.words(), live.history().days
    if not days:
        return
    with st.container(key="part_days"):
        st.html(f"<h2>{_('逐日回看')}</h2>")
        said = [spoken_day(one.day, _) for one in days] + [_("最新")]
        label = _("拖到哪一天，就看那天结束时的公开数字")
        place = st.select_slider(label, range(len(said)), len(days), format_func=said.__getitem__, key="look_back")
        if place < len(days):
            _show(_, days[place].board)


def _show(_: Words, seen: PublicBoard) -> None:
    """What everybody could have read that evening, with the entry that it was true at."""
    rows = collection.public_rows(seen)
    st.html(sums.figures(collection.public_headline(_, seen)))
    chart = charts.by_building(_, rows, seen.estate.trigger_bp)
    st.vega_lite_chart(spec=chart, theme=None, alt=collection.spoken(_, rows))
    frame.told_at(_, seen)
