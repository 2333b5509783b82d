"""The wall: how long from a phone to the big screen, and how fresh two hundred screens stay."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from benchmarks.browser import chromium
from benchmarks.crowd import Order, crowd
from benchmarks.estates import POLL, meeting
from benchmarks.report import Row, at_most, median, percentile
from benchmarks.served import HERE, Served, serving
from benchmarks.wire import Screen

IDLE_TRIES = 20
BUSY_TRIES = 15
SCREENS = 200
WATCHED_S = 14.0

# Posts an answer from the page and waits until the wall bears its entry, or a newer one; milliseconds.
_POST = """async ([code, poll]) => {
  const shown = () => Number(document.querySelector(".st-key-wall_asof").textContent.match(/[0-9]+/)?.[0] ?? 0);
  const began = performance.now();
  const answer = await fetch(`/api/polls/${poll}/answers`, {
    method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ code, choice: "for", request_id: `w${began}` }),
  });
  const { entry } = await answer.json();
  if (answer.status !== 201) throw new Error(String(answer.status));
  return await new Promise((done, fail) => {
    const look = () => shown() >= entry && (watch.disconnect(), done(performance.now() - began));
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
    setTimeout(() => fail(new Error(`the wall stayed at ${shown()}, not ${entry}`)), 10000);
  });
}"""


def walls(folder: Path) -> list[Row]:
    db, codes = meeting(folder)
    with serving(str(HERE / "bench_app.py"), db, "/healthz") as served:
        with _wall(served) as page:
            idle = _tries(page, codes[:IDLE_TRIES], Random(1))
            busy, speed = _while_phones_answer(served, page, codes)
        ages, kilobytes, megabytes = _two_hundred(served)
    return [
        at_most("POST to wall, idle, p95", percentile(idle, 0.95), 250, "ms", f" (median {median(idle):.0f})"),
        at_most(
            "POST to wall while 200 phones answer, p95",
            percentile(busy, 0.95) / 1000,
            0.8,
            "s",
            f" (median {median(busy) / 1000:.2f}, at {speed:,.0f} answers a second)",
        ),
        at_most(f"{SCREENS} screens, age p95", percentile(ages, 0.95), 2.5, "s", f" (p50 {median(ages):.1f})"),
        at_most(
            "... memory a screen",
            megabytes / SCREENS,
            0.1,
            "MB",
            f"; {kilobytes / SCREENS:.0f} KB sent in {WATCHED_S:.0f} s",
        ),
    ]


@contextmanager
def _wall(served: Served) -> Iterator[Page]:
    """A wall in a real browser, its stream open."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{served.url}/?scene=vote&m={POLL}")
        page.wait_for_selector(".lf-host .st-key-wall_asof")
        page.wait_for_timeout(1500)
        yield page


def _tries(page: Page, codes: list[str], chance: Random) -> list[float]:
    """Milliseconds of each POST, at moments that fall anywhere between two refreshes."""
    took = []
    for code in codes:
        page.wait_for_timeout(chance.randint(400, 1100))
        took.append(float(page.evaluate(_POST, [code, POLL])))
    return took


def _while_phones_answer(served: Served, page: Page, codes: list[str]) -> tuple[list[float], float]:
    order = Order(served.port, f"/api/polls/{POLL}/answers", codes[IDLE_TRIES * 2 :], seconds=20.0, per_s=3000.0)
    with crowd(order) as process:
        time.sleep(2)
        took = _tries(page, codes[IDLE_TRIES : IDLE_TRIES + BUSY_TRIES], Random(2))
        out, _ = process.communicate(timeout=60)
    return took, float(json.loads(out)["per_s"])


def _two_hundred(served: Served) -> tuple[list[float], float, float]:
    """(seconds of age of what the screens showed, sampled evenly; kilobytes sent; megabytes held while open)."""
    before = served.memory_mb()
    screens = [Screen(served.url) for _ in range(SCREENS)]
    held = asyncio.run(_watch(screens, served))
    ages = [age for screen in screens for age in _ages(screen.beats)]
    return ages, sum(screen.bytes for screen in screens) / 1000, held - before


async def _watch(screens: list[Screen], served: Served) -> float:
    """Open the screens over some seconds and let each refresh every two; the server's memory before they close."""
    tasks = []
    until = time.monotonic() + WATCHED_S + 10
    for screen in screens:
        await screen.open()
        tasks.append(asyncio.create_task(screen.watch(until, 2.0)))
        await asyncio.sleep(0.03)
    await asyncio.sleep(until - time.monotonic() - 1)
    held = served.memory_mb()
    await asyncio.wait_for(asyncio.gather(*tasks), WATCHED_S + 60)
    return held


def _ages(beats: list[tuple[float, int]], samples: int = 5) -> Iterator[float]:
    """What a look at the screen at any moment would have found, in seconds."""
    for (received, made), (replaced, _) in pairwise(beats[1:]):
        for n in range(samples):
            yield (received + (replaced - received) * n / samples - made) / 1e9
