"""The same vote on a plain Streamlit page, as one would write it first."""

import streamlit as st

st.title("表决")
code = st.text_input("答题码")
choice = st.radio("您的选择", ["赞成", "反对", "弃权"])
if st.button("提交"):
    st.session_state["choice"] = choice
    st.success("已收到")
