"""Ledger: the separate account, the open book with who and why, and the form that puts an entry right."""

import streamlit as st

from liftfund_core.ui import (
    collection,
    form_correct,
    form_money,
    form_statement,
    frame,
    fund,
    journal_list,
    reconcile,
    session,
    statement,
    sums,
)

frame.open_page("ledger")


@st.fragment(run_every="2s")
def standing() -> None:
    _, exact = session.words(), collection.sees_exact(session.actor())
    st.html(sums.figures(fund.headline(_, exact), "money"))
    st.html(f'<p class="quiet basis">{fund.basis(_, exact)}</p>')
    frame.as_of(_)


standing()
statement.show()
desk, book = st.columns([10, 11], gap="large")
with desk:
    form_correct.show()
    form_money.show()
    form_statement.show()
    reconcile.bring_in()
with book:
    reconcile.show()
    journal_list.show()
