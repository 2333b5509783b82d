"""Collection: what has come in, building by building, and the forms of the cashier's desk."""

import streamlit as st

from liftfund_core.ui import charts, collection, collection_rooms, frame, live, look_back, outlook, session, sums

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


@st.fragment(run_every="10s")
def ahead() -> None:
    _, exact = session.words(), collection.sees_exact(session.actor())
    rules = live.public().estate
    st.html(f"<h2>{_('还差多少，大约什么时候')}</h2>")
    st.html(outlook.section(_, live.forecast(exact), rules.trigger_basis, rules.trigger_bp, exact))


standing()
desk, book = st.columns([10, 11], gap="large")
with desk:
    collection_rooms.desk()
    collection_rooms.search()
with book.container(key="part_buildings"):
    by_building()
    look_back.show()
with st.container(key="part_ahead"):
    ahead()
