"""The app as it is, with two routes more: a POST that does nothing, as any route and on the answers' short way."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from liftfund_core.ui import live, serving
from liftfund_core.web.app import FirstKey, routes, short_way
from liftfund_core.web.short_way import ShortWay


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
        middleware=[*short_way(ours), Middleware(ShortWay, routes=[Route("/bench/short", nothing, methods=["POST"])])],
        lifespan=serving.lifespan(key.path),
    )
