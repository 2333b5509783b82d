"""What all tests share: the tools they need are there, and nobody's own settings leak in."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from liftfund_core.store.journal import Journal
    from tests.worlds import Templates

pytest_plugins = ("tests.browsers",)
TOOLS = ("axe_playwright_python", "hypothesis", "playwright", "xdist")


def pytest_configure(config: pytest.Config) -> None:
    """Say in one sentence what to install, and forget where this machine keeps its own estate."""
    missing = [tool for tool in TOOLS if importlib.util.find_spec(tool) is None]
    if missing:
        pytest.exit(
            f"The tests need {', '.join(missing)}: `make test`, or `pip install -r requirements-dev.txt`.",
            returncode=4,
        )
    for name in [name for name in os.environ if name.startswith("LIFTFUND_")]:
        del os.environ[name]
    _steady_examples()


def _steady_examples() -> None:
    """Hypothesis without a clock (a busy machine is not a failure); the same examples each time in CI."""
    from hypothesis import settings

    settings.register_profile("here", deadline=None)
    settings.register_profile("ci", deadline=None, derandomize=True)
    settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def estates(tmp_path_factory: pytest.TempPathFactory) -> "Templates":
    """Small estates: each set of rules is built once and copied for every test that asks for it."""
    from tests.worlds import Templates

    return Templates(tmp_path_factory.mktemp("estates"))


@pytest.fixture
def journal(estates: "Templates", tmp_path: Path) -> "Iterator[Journal]":
    """An open estate of two buildings with four units and two lifts each, nothing paid yet."""
    opened = estates.copy(tmp_path / "estate.duckdb")
    yield opened
    opened.close()
