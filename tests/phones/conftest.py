"""A venue: an estate with a poll for phones, the codes of its households, and a server of our routes."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn
from starlette.applications import Starlette

from liftfund_core.commands.polls import open_poll
from liftfund_core.store.journal import Journal
from liftfund_core.web.app import routes
from tests.worlds import HOST, estate, standing_of

POLLS = ("V1", "V2", "V3")


@dataclass(frozen=True)
class Heard:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def told(self) -> dict[str, Any]:
        """The JSON document."""
        document: dict[str, Any] = json.loads(self.text)
        return document


@dataclass(frozen=True)
class Venue:
    """The estate and the port on which its routes answer."""

    journal: Journal
    port: int

    @property
    def codes(self) -> dict[str, str]:
        """Unit -> code."""
        return {unit: code for code, unit in standing_of(self.journal).codes.items()}

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Heard:
        """One request on a connection of its own; `accept_language` is the header accept-language."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request(method, quote(path, safe="/?=&"), body, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = line.getresponse()
        heard = Heard(answer.status, answer.headers, answer.read().decode())
        line.close()
        return heard

    def get(self, path: str, **headers: str) -> Heard:
        """A GET."""
        return self.ask("GET", path, **headers)

    def post(self, body: bytes, poll: str = "V1", **headers: str) -> Heard:
        """A body as it is, sent as an answer."""
        return self.ask("POST", f"/api/polls/{poll}/answers", body, **{"content-type": "application/json", **headers})

    def answer(self, code: str, choice: str, request_id: str, poll: str = "V1", **headers: str) -> Heard:
        """A household's answer."""
        told = {"code": code, "choice": choice, "request_id": request_id}
        return self.post(json.dumps(told).encode(), poll, **headers)


@dataclass(frozen=True)
class Book:
    """A closed estate file of 1,080 households with three polls open, and its codes."""

    path: Path
    codes: list[str]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    journal = estate(tmp_path / "e.duckdb", {str(building): [6500] * 180 for building in range(1, 7)})
    for poll in POLLS:
        open_poll(journal, HOST, code=poll, title="征询", phones=True)
    codes = list(standing_of(journal).codes)
    journal.close()
    return Book(tmp_path / "e.duckdb", codes)


@pytest.fixture
def venue(journal: Journal) -> Iterator[Venue]:
    """A venue whose poll V1 takes placards and phones."""
    open_poll(journal, HOST, code="V1", title="电梯大修阶段性成果", phones=True)
    app = Starlette(routes=routes(lambda: journal))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Venue(journal, server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join()
