"""Votes: placard polls with their counts, the counter for teams, and the host's start and end."""

import streamlit as st

from liftfund_core.ui import form_poll, frame, live, session, votes
from liftfund_core.ui.placards import form as form_placards

frame.open_page("votes")


@st.fragment(run_every="2s")
def standing() -> None:
    _, actor = session.words(), session.actor()
    st.html(f"<h2>{_('征询结果')}</h2>")
    for poll in live.polls():
        st.html(votes.card(_, poll, actor))
    frame.as_of(_)


desk, book = st.columns([10, 11], gap="large")
with desk:
    form_placards.show()
    form_poll.show()
with book.container(key="part_polls"):
    standing()
