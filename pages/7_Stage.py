"""Stage: the host chooses what every screen that follows shows, below what is on it now."""

import streamlit as st

from liftfund_core.ui import form_stage, frame, session

frame.open_page("stage")


@st.fragment(run_every="1s")
def standing() -> None:
    _ = session.words()
    st.html(form_stage.on_now(_))
    st.html(f'<p class="way-on"><a href="/" target="_blank">{_("打开大屏")}</a></p>')
    frame.as_of(_)


with st.container(key="part_on_now"):
    standing()
form_stage.show()
