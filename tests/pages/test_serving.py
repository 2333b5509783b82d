"""From the first light to the last: what the terminal says, and that a file which cannot be opened is one sentence."""

import asyncio
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from liftfund_core.commands.staff import add_staff
from liftfund_core.demo import demo_staff
from liftfund_core.errors import StoreError
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live, on_air, serving
from liftfund_core.words import Words
from tests.pages.conftest import OpenEstate
from tests.tree import DASHBOARD, PROJECT
from tests.worlds import ADMIN, Templates

FIRST = "/staff/first?token=abc"


@pytest.fixture
def steady() -> Iterator[None]:
    """The memory settings of a server end with it."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def _greeting(journal: Journal) -> str:
    return "\n".join(serving.greeting(Words(), journal, FIRST))


def test_an_estate_without_staff_prints_the_one_time_link(book: Journal) -> None:
    assert f"http://localhost:8501{FIRST}" in _greeting(book) or FIRST in _greeting(book)
    assert "PIN" not in _greeting(book)


def test_the_demo_prints_the_pins_that_open_it(open_estate: OpenEstate) -> None:
    book = open_estate(simulated=True)
    known, unknown = demo_staff()[1:3]
    add_staff(book, ADMIN, name=known.name, role=known.role, pin=known.pin)
    told = _greeting(book)
    assert known.pin in told and unknown.pin not in told and FIRST not in told


def test_a_real_estate_prints_no_pin(book: Journal) -> None:
    member = demo_staff()[0]
    add_staff(book, ADMIN, name=member.name, role=member.role, pin=member.pin)
    assert member.pin not in _greeting(book)


def test_the_address_that_was_set_is_the_one_printed(book: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFTFUND_BASE_URL", "http://lift.example/")
    settings.cache_clear()
    assert f"http://lift.example{FIRST}" in _greeting(book)


@pytest.mark.usefixtures("steady")
def test_a_server_opens_the_book_and_closes_it(book: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    live.close()

    async def serve() -> int:
        async with serving.lifespan(FIRST)(None):
            return live.head()

    assert asyncio.run(serve()) > 0
    assert FIRST in capsys.readouterr().out
    assert gc.get_threshold() == (10_000, 20, 100)


@pytest.mark.usefixtures("steady")
def test_a_server_without_a_file_makes_the_demo(
    estates: Templates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.duckdb"
    monkeypatch.setenv("LIFTFUND_DB", str(path))
    monkeypatch.setattr(serving, "write_demo", lambda where: estates.copy(where, simulated=True).close())
    settings.cache_clear()

    async def serve() -> bool:
        async with serving.lifespan(FIRST)(None):
            return live.public().estate.simulated

    assert asyncio.run(serve())
    assert f"正在准备演示小区：{path}" in capsys.readouterr().out
    settings.cache_clear()


def test_a_file_that_cannot_be_opened_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_text("no estate", "utf-8")
    start = (
        "import asyncio; from liftfund_core.ui import serving;asyncio.run(serving.lifespan('/x')(None).__aenter__())"
    )
    told = subprocess.run(
        [sys.executable, "-c", start],
        cwd=PROJECT,
        env={**os.environ, "LIFTFUND_DB": str(tmp_path / "x.duckdb")},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert told.stderr.strip().splitlines()[-1].endswith("不是电梯大修看板的数据文件；请用 --db 指明正确的文件。")
    assert "Traceback" not in told.stderr


def test_the_dashboard_is_the_wall_and_the_app(book: Journal) -> None:
    wall = AppTest.from_file(DASHBOARD, default_timeout=60).run()
    assert not wall.exception
    look = "import dashboard; print(type(dashboard.app).__name__)"
    told = subprocess.run([sys.executable, "-c", look], cwd=PROJECT, capture_output=True, text=True)
    assert told.stdout.strip() == "App", told.stderr


def test_a_report_is_read_once_for_everyone(book: Journal) -> None:
    assert live.public() is live.public()
    assert live.stage() == on_air.wall_data().stage
    before = live.public()
    add_staff(book, ADMIN, name="钱七", role="entry")
    assert live.public() is not before


def test_pages_wait_for_a_file_that_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFTFUND_DB", str(tmp_path / "later.duckdb"))
    settings.cache_clear()
    with pytest.raises(StoreError):
        live.journal()
    settings.cache_clear()
