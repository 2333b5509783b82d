"""Collection: what has come in, building by building, and the form that records a payment."""

import streamlit as st

from liftfund_core.ui import charts, collection, form_payment, form_receipts, frame, live, session, sums, unit_search

frame.open_page("collection")


@st.fragment(run_every="2s", key="standing")
def standing() -> None:
    _, exact = session.words(), collection.sees_exact(session.actor())
    st.html(sums.figures(collection.headline(_, exact)))
    frame.as_of(_)


@st.fragment(run_every="2s", key="by_building")
def by_building() -> None:
    _, exact = session.words(), collection.sees_exact(session.actor())
    st.html(f"<h2>{_('各楼进度')}</h2>")
    rows = collection.rows(exact)
    line_bp = live.public().estate.trigger_bp
    st.vega_lite_chart(spec=charts.by_building(_, rows, line_bp), theme=None, alt=collection.spoken(_, rows))
    st.html(collection.table(_, rows))


standing()
desk, book = st.columns([10, 11], gap="large")
with desk:
    form_payment.show()
    unit_search.show()
    form_receipts.show()
with book.container(key="part_buildings"):
    by_building()
