"""Ledger: the separate account for everyone to follow, the open book, and the forms of those who keep and check it."""

import streamlit as st

from liftfund_core.ui import collection, frame, fund, ledger_rooms, session, sums

frame.open_page("ledger")


@st.fragment(run_every="2s")
def standing() -> None:
    _, exact = session.words(), collection.sees_exact(session.actor())
    st.html(sums.figures(fund.headline(_, exact), "money"))
    st.html(f'{fund.gap(_, exact)}<p class="quiet basis">{fund.basis(_, exact)}</p>')
    frame.as_of(_)


standing()
desk, book = st.columns([10, 11], gap="large")
with desk:
    ledger_rooms.desk()
with book:
    ledger_rooms.book()
