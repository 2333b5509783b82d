"""The short way: answers by phone pass in front of all other layers, and nothing else does."""

import asyncio
import json

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from liftfund_core.store.journal import Journal
from liftfund_core.web.app import routes, short_way


class Layer:
    """Stands for Streamlit's sessions and compression: sees what reaches it."""

    def __init__(self, app: ASGIApp, seen: list[str]) -> None:
        self.app, self.seen = app, seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.seen.append(f"{scope['method']} {scope['path']}")
        await self.app(scope, receive, send)


def status(app: ASGIApp, method: str, path: str) -> int:
    """What the app answers to a wrong code."""
    body, said = json.dumps({"code": "ABCDABCD", "choice": "for", "request_id": "a"}).encode(), list[Message]()
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "client": ("127.0.0.1", 1)}

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    async def send(message: Message) -> None:
        said.append(message)

    async def ask() -> None:
        await app({**scope, "headers": [(b"content-type", b"application/json")]}, receive, send)

    asyncio.run(ask())
    return int(said[0]["status"])


def test_only_answers_take_it(journal: Journal) -> None:
    ours, seen = routes(lambda: journal), list[str]()
    app = Starlette(routes=ours, middleware=[*short_way(ours), Middleware(Layer, seen=seen)])
    assert status(app, "POST", "/api/polls/V1/answers") == 403 and seen == []
    assert status(app, "GET", "/api/polls/V1/answers") == 405
    assert status(app, "GET", "/healthz") == 200
    assert status(app, "POST", "/api/polls/V1/answers/more") == 404
    assert seen == ["GET /api/polls/V1/answers", "GET /healthz", "POST /api/polls/V1/answers/more"]
