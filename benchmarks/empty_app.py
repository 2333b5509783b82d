"""An empty Streamlit app that loads the same libraries: what a start costs before LiftFund has done anything."""

import altair
import babel
import click
import duckdb
import itsdangerous
import numpy
import openpyxl
import pandas
import pyarrow
import pyarrow.compute
import pyarrow.csv
import streamlit as st

LOADED = (altair, babel, click, duckdb, itsdangerous, numpy, openpyxl, pandas, pyarrow)

if __name__ == "__main__":
    st.markdown('<p class="first-figure">0</p>', unsafe_allow_html=True)
else:
    app = st.App(__file__)
