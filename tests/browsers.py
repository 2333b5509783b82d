"""One Chromium for the browser tests of a module, and the patience to let its pages stand still."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

_PATIENCE_MS = 30_000  # a busy machine is slow, not wrong
_QUIET = (
    "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-sync", "--no-first-run",
)  # fmt: skip  # one list, one line

# Type is loaded, every movement that ends has ended, and the page was laid out since. What pulses for ever goes on.
_SETTLED = """async () => {
  const ends = (one) => one.playState !== "finished" && one.effect.getComputedTiming().endTime < Infinity;
  const moving = () => document.getAnimations().filter(ends);
  const laidOut = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  do {
    moving().forEach((one) => one.finish());
    await document.fonts.ready;
    await laidOut();
  } while (moving().length || document.fonts.status === "loading");
}"""


def settled(page: Page) -> None:
    """Wait until the page stands still: what is measured before may still be sliding in, or wear another type."""
    page.evaluate(_SETTLED)


def resize(page: Page, width: int, height: int) -> None:
    """Give the page another screen, in CSS pixels, and wait until it stands still there."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("([width, height]) => innerWidth === width && innerHeight === height", arg=[width, height])
    settled(page)


@pytest.fixture(scope="module")  # Playwright keeps an event loop running, which other modules must not find
def chromium() -> Iterator[Browser]:
    """A Chromium; `make test` finds or installs one and names it."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "The browser tests need Chromium: install it, or name yours in CHROMIUM."
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        yield browser
        browser.close()
