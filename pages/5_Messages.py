"""Messages: what residents and merchants wrote, once approved; the card desk, and the list of those who decide."""

import streamlit as st

from liftfund_core.ui import form_message, form_review, frame, live, message_cards, session, sums

frame.open_page("messages")


@st.fragment(run_every="2s")
def standing() -> None:
    _, staff = session.words(), session.actor() is not None
    st.html(sums.figures(message_cards.headline(_, live.messages(), staff)))
    frame.as_of(_)


@st.fragment(run_every="2s")
def board() -> None:
    _ = session.words()
    st.html(f"<h2>{_('居民留言板')}</h2>{message_cards.board(_, live.messages())}")


standing()
desk, book = st.columns([10, 11], gap="large")
with desk:
    form_review.show()
    form_message.show()
    st.html(message_cards.way_in(session.words()))
with book.container(key="part_messages"):
    board()
