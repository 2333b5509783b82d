"""The wall; and, imported once by the server, the app that joins the pages and our own routes."""

import streamlit as st

from liftfund_core.ui import live, serving
from liftfund_core.ui.wall.show import show
from liftfund_core.web.app import FirstKey, routes, short_way

if __name__ == "__main__":  # Streamlit runs this file once per refresh of a screen
    st.set_page_config(page_title="LiftFund", page_icon="🛗", layout="wide")
    show(st.query_params, live.wall_data)
else:  # the server imports it once
    key = FirstKey()
    ours = routes(live.journal, key)
    app = st.App(__file__, routes=ours, middleware=short_way(ours), lifespan=serving.lifespan(key.path))
