"""One Chromium for the browser tests of a module."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

_QUIET = (
    "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-sync", "--no-first-run",
)  # fmt: skip  # one list, one line


@pytest.fixture(scope="module")  # Playwright keeps an event loop running, which other modules must not find
def chromium() -> Iterator[Browser]:
    """A Chromium; `make test` finds or installs one and names it."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "The browser tests need Chromium: install it, or name yours in CHROMIUM."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        yield browser
        browser.close()
