"""Stage: the host chooses what every screen that follows shows, below what is on it now."""

import streamlit as st

from liftfund_core.ui import form_stage, frame, session

_ = frame.open_page("stage")


@st.fragment(run_every="1s")
def standing() -> None:
    st.html(form_stage.on_now(session.words()))
    frame.as_of(session.words())


with st.container(key="part_on_now"):
    standing()
    st.link_button(_("打开大屏"), "/", icon=":material/open_in_new:")

form_stage.show()
