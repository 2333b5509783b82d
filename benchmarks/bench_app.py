"""The app as it is, with one route more: a POST that does nothing, to measure the answers against."""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from liftfund_core.ui import live, serving
from liftfund_core.web.app import FirstKey, routes, short_way


async def nothing(request: Request) -> JSONResponse:
    """Takes a body as an answer does, and forgets it."""
    await request.json()
    return JSONResponse({"receipt": "0123456789abcdefghij", "entry": 1}, 201)


if __name__ != "__main__":
    key = FirstKey()
    ours = routes(live.journal, key)
    app = st.App(
        str(Path(__file__).parents[1] / "dashboard.py"),
        routes=[Route("/bench/nothing", nothing, methods=["POST"]), *ours],
        middleware=short_way(ours),
        lifespan=serving.lifespan(key.path),
    )
