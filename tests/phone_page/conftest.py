"""A meeting with one poll open to phones, on a port of its own, and phones to hold in the hand."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page
from starlette.applications import Starlette

from liftfund_core.commands.badges import COOKIE, issue_badge
from liftfund_core.commands.polls import open_poll
from liftfund_core.commands.staff import add_staff
from liftfund_core.reports.slips import Slip, slips_of
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.web.app import routes
from tests.worlds import ADMIN, HOST, rows

PHONE = {"width": 390, "height": 844}
TITLE = "电梯大修阶段性成果"


@dataclass(frozen=True)
class Meeting:
    """A running estate: its address, its journal, its households' slips."""

    url: str
    journal: Journal
    slips: tuple[Slip, ...]

    def answers(self) -> list[tuple[str, str]]:
        """(unit, choice) of every answer that counts."""
        return rows(self.journal, "select unit, choice from live_poll_answer(?) order by 1", [self.journal.head])

    def entries(self, kind: str) -> int:
        """How many entries of a kind were ever written."""
        return int(rows(self.journal, "select count(*) from entry where kind = ?", [kind])[0][0])


@pytest.fixture
def served(journal: Journal) -> Iterator[str]:
    """Our own routes on loopback, as the app has them beside its pages."""
    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=routes(lambda: journal)), port=0, log_level="warning", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = server.force_exit = True
    thread.join()


@pytest.fixture
def meeting(served: str, journal: Journal) -> Meeting:
    open_poll(journal, HOST, code="M1", title=TITLE, phones=True)
    return Meeting(served, journal, slips_of(journal, "1"))


@dataclass(frozen=True)
class Phone:
    """Somebody's phone, and everything that it asked for."""

    context: BrowserContext
    page: Page
    asked: list[tuple[str, str]]

    def posts(self, path: str) -> int:
        """How often it sent something there."""
        return sum(method == "POST" and path in url for method, url in self.asked)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Callable[..., Phone]]:
    """A new phone at an address; afterwards: it asked no other host, and no script failed."""
    opened: list[Phone] = []
    faults: list[str] = []

    def new(address: str, **settings: object) -> Phone:
        context = chromium.new_context(viewport=PHONE, has_touch=True, locale="zh-CN", **settings)  # type: ignore[arg-type]  # Playwright's own names
        held = Phone(context, context.new_page(), [])
        held.page.on("request", lambda request: held.asked.append((request.method, request.url)))
        held.page.on("pageerror", lambda error: faults.append(str(error)))
        opened.append(held)
        held.page.goto(address)
        return held

    yield new
    for held in opened:
        held.context.close()
        addresses = {url.partition("//")[2].partition("/")[0] for _, url in held.asked if not url.startswith("data:")}
        assert len(addresses) <= 1, addresses
    assert faults == []


class Told(NamedTuple):
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def ask(url: str, path: str, method: str = "GET", **headers: str) -> Told:
    """One request; `accept_language` is the header accept-language."""
    line = http.client.HTTPConnection(url.partition("//")[2], timeout=20)
    line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    told = Told(answer.status, answer.headers, answer.read())
    line.close()
    return told


def badge(journal: Journal, name: str, role: str) -> str:
    """The cookie of a member of staff, who is added."""
    add_staff(journal, ADMIN, name=name, role=role)
    return f"{COOKIE}={issue_badge(journal, name)}"


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The venue's address and Wi-Fi are set, so that papers can be printed."""
    monkeypatch.setenv("LIFTFUND_BASE_URL", "http://192.168.1.20:8501/")
    monkeypatch.setenv("LIFTFUND_WIFI", "Meeting")
    settings.cache_clear()
    yield "192.168.1.20:8501"
    settings.cache_clear()
