"""The time-lapse of the demo: how smooth it is in a browser without a graphics card, and what its days cost."""

import time
from itertools import pairwise
from pathlib import Path

from benchmarks.browser import chromium
from benchmarks.report import Row, at_least, at_most, percentile
from benchmarks.served import PROJECT, serving
from liftfund_core.demo import write_demo
from liftfund_core.reports.timeline import timeline
from liftfund_core.store.journal import Journal

WATCHED_MS = 12_000

# The moments of all frames that the replay draws, in milliseconds.
_FRAMES = """(watched) => new Promise((done) => {
  const frames = [], began = performance.now();
  const look = (now) => {
    if (document.querySelector(".lf[data-playing]")) frames.push(now);
    performance.now() - began < watched ? requestAnimationFrame(look) : done(frames);
  };
  requestAnimationFrame(look);
})"""


def replay(folder: Path) -> list[Row]:
    folder.mkdir(parents=True, exist_ok=True)
    db = folder / "demo.duckdb"
    write_demo(db)
    first, again, days = _read(db)
    with serving(str(PROJECT / "dashboard.py"), db, "/healthz") as served, chromium("--disable-gpu") as browser:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"{served.url}/?scene=timeline")
        page.wait_for_selector(".lf[data-playing]")
        frames = page.evaluate(_FRAMES, WATCHED_MS)
        letters = len(page.locator("[data-days]").get_attribute("data-days") or "")
    gaps = [later - earlier for earlier, later in pairwise(frames)]
    speed = 1000 * len(gaps) / sum(gaps)
    note = f" ({percentile(gaps, 0.95):.0f} ms between two at p95, without a graphics card)"
    return [
        at_least("time-lapse at 1920 x 1080", speed, 30, "frames a second", note),
        at_most(
            f"... its {days} days, read for the first time", first, 5, "s", f" (then {again * 1000:.0f} ms a new entry)"
        ),
        Row("... sent once to a screen", "", f"{letters / 1000:.0f} KB"),
    ]


def _read(db: Path) -> tuple[float, float, int]:
    """(seconds to read the days for the first time, and again; how many they are)."""
    journal = Journal.open(db)
    began = time.perf_counter()
    days = len(timeline(journal, journal.head).days)
    between = time.perf_counter()
    timeline(journal, journal.head)
    again = time.perf_counter()
    journal.close()
    return between - began, again - between, days
