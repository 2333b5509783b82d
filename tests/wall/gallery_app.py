"""A wall that hangs in the gallery: a file says which picture, and can move its figures or break it."""

import json
import os
import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from liftfund_core.ui.wall.data import WallData
from liftfund_core.ui.wall.show import show
from tests.wall import gallery

st.set_page_config(layout="wide")


def load() -> WallData:
    """The picture of this moment."""
    named = {"picture": st.query_params["picture"]} if "picture" in st.query_params else {}
    control = Path(os.environ["GALLERY_CONTROL"])
    asked = json.loads(control.read_text("utf-8")) if control.exists() else {}
    if asked.get("broken"):
        raise RuntimeError("the store is away")
    return gallery.hang({**asked, **named})


show(dict(st.query_params), load)
