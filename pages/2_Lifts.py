"""Lifts: where each one stands, and the form that records its next step."""

import streamlit as st

from liftfund_core.ui import form_lift_step, frame, lifts, live, session, sums

frame.open_page("lifts")


@st.fragment(run_every="2s")
def standing() -> None:
    _ = session.words()
    st.html(sums.figures(lifts.headline(_, live.public().lift_counts)))
    frame.as_of(_)


@st.fragment(run_every="2s")
def by_building() -> None:
    _ = session.words()
    st.html(f"<h2>{_('各楼电梯')}</h2>{lifts.matrix(_, live.public())}")


standing()
desk, book = st.columns([10, 11], gap="large")
with desk:
    form_lift_step.show()
with book.container(key="part_lifts"):
    by_building()
