"""Estate: its rules, the lists that come in as files, the staff, and the copy that keeps the book safe."""

import streamlit as st

from liftfund_core.ui import estate_facts, form_backup, form_import, form_staff, form_venue, frame, guard, session, sums

_ = frame.open_page("estate")

st.html(sums.figures(estate_facts.headline(_)))
frame.as_of(_)

desk, book = st.columns([10, 11], gap="large")
with desk.container(key="part_desk"):
    guard.allowed("estate", "read_journal")
    form_import.show()
    form_staff.show()
    form_backup.show()
    form_venue.codes()
    form_venue.show()
with book.container(key="part_facts"):
    st.html(f"<h2>{_('小区')}</h2>")
    st.html(estate_facts.table(_, staff=session.actor() is not None))
