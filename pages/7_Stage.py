"""Stage: the host leads the meeting from here; everybody else sees what is on the walls now."""

import streamlit as st

from liftfund_core.ui import form_cards, form_run, form_stage, frame

_ = frame.open_page("stage")


form_stage.show()

with st.container(key="part_wall"):
    st.link_button(_("打开大屏"), "/", icon=":material/open_in_new:")

# Below the console: the table where cards are handed out, and what is written before the meeting.
ceremony, table = st.columns([10, 11], gap="large")
with ceremony:
    form_cards.show()
with table:
    form_run.show()
