"""A server on a port of its own that answers our routes from a real estate file, and a browser without a screen."""

import http.client
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
import uvicorn
from starlette.applications import Starlette

from liftfund_core.commands.staff import add_staff
from liftfund_core.store.journal import Journal
from liftfund_core.web.app import routes
from liftfund_core.web.first_admin import FirstKey
from liftfund_core.web.patience import Patience
from tests.worlds import ADMIN

FORM = "application/x-www-form-urlencoded"


@dataclass
class SlowClock:
    """Seconds that pass when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def cookie(self) -> str | None:
        """The badge it handed out, if any."""
        found = re.match(r"liftfund_staff=([^;]*)", self.headers.get("set-cookie", ""))
        return found[1].strip('"') if found else None

    @property
    def alert(self) -> str:
        """The sentence in the page that says what went wrong."""
        found = re.search(r'role="alert">([^<]*)<', self.text)
        return found[1] if found else ""


@dataclass
class Visitor:
    """Somebody with a browser: asks and posts, and sends what a browser sends along."""

    port: int
    key: FirstKey
    clock: SlowClock
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str] | bytes, **headers: str) -> Answer:
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        own = {"content-type": FORM, "origin": f"http://{self.host}"}
        return self._ask("POST", path, body, own | {name.replace("_", "-"): value for name, value in headers.items()})

    def sign_in(self, name: str, pin: str, **fields: str) -> Answer:
        return self.post("/staff/sign-in", {"name": name, "pin": pin, **fields})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {name: value for name, value in headers.items() if value}
        line.request(method, path, body, sent)
        answer = line.getresponse()
        told = Answer(answer.status, answer.headers, answer.read().decode())
        line.close()
        return told


@pytest.fixture
def pin(journal: Journal) -> str:
    """The PIN of 王会计, whose role is finance."""
    return add_staff(journal, ADMIN, name="王会计", role="finance")


@pytest.fixture
def visitor(journal: Journal) -> Iterator[Visitor]:
    """A visitor of a running server."""
    key, clock = FirstKey(), SlowClock()
    app = Starlette(routes=routes(lambda: journal, key, Patience(clock)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Visitor(server.servers[0].sockets[0].getsockname()[1], key, clock)
    server.should_exit = True
    thread.join()
