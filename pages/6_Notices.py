"""Notices: each building's for a day, as a poster and as a text to paste, and the log of what was posted."""

import streamlit as st

from liftfund_core.ui import bulletin, bulletin_log, frame, session, sums

frame.open_page("notices")


@st.fragment(run_every="2s")
def standing() -> None:
    _ = session.words()
    st.html(sums.figures(bulletin_log.headline(_)))
    frame.as_of(_)


standing()
bulletin.show()
with st.container(key="part_notice_log"):
    bulletin_log.show(session.words())
