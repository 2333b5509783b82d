"""One Chromium and one demo file for all journeys of a worker; each journey serves a copy of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from liftfund_core.demo import write_demo
from tests.e2e.served import Served, serving

PHONE = {"width": 390, "height": 844}
WALL = {"width": 1920, "height": 1080}


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    write_demo(path)
    return path


@pytest.fixture
def demo_copy(demo_file: Path, tmp_path: Path) -> Path:
    for file in demo_file.parent.iterdir():
        shutil.copy(file, tmp_path)
    return tmp_path / demo_file.name


@pytest.fixture
def served(demo_copy: Path, tmp_path: Path) -> Iterator[Served]:
    with serving(demo_copy, tmp_path / "server.log") as running:
        yield running


@pytest.fixture
def screen(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of somebody's own, which notes every request that would leave the machine."""
    opened: list[BrowserContext] = []
    strayed: list[str] = []

    def new(size: dict[str, int]) -> BrowserContext:
        context = chromium.new_context(viewport=size, locale="zh-CN", has_touch=size is PHONE)
        context.on("request", lambda request: _note(strayed, request.url))
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()
    assert not strayed, f"requests left the machine: {strayed}"


def _note(strayed: list[str], url: str) -> None:
    if url.startswith(("http", "ws")) and "//127.0.0.1:" not in url:
        strayed.append(url)
