"""Phone answers: durable ones against a POST that does nothing, and against the same vote on a Streamlit page."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.browser import chromium
from benchmarks.crowd import Order, Result, send_crowd
from benchmarks.estates import POLL, meeting
from benchmarks.report import Row, at_least, at_most, median
from benchmarks.served import HERE, Served, serving
from liftfund_core.store.journal import Journal

ROUNDS = 3
VOTERS = 8


@dataclass(frozen=True)
class Round:
    """What one round measured: a POST that does nothing, the same on the answers' short way, and durable answers."""

    nothing: Result
    short: Result
    durable: Result


def answers(folder: Path) -> list[Row]:
    db, codes = meeting(folder)
    with serving(str(HERE / "bench_app.py"), db, "/healthz") as served:
        rounds, cost = _rounds(served, codes)
    counted = [one.durable for one in rounds]
    receipts = [receipt for result in counted for receipt in result.receipts]
    lost, twice = _lost_and_twice(db, receipts)
    turned_away = sum(n for r in counted for status, n in r.statuses.items() if status != "201")
    page = _page_cost()
    durable, nothing, short = (
        median([r.per_s for r in results])
        for results in (counted, [r.nothing for r in rounds], [r.short for r in rounds])
    )
    return [
        at_least(
            "phone answers, durable, of a no-op POST",
            median([100 * r.durable.per_s / r.nothing.per_s for r in rounds]),
            50,
            "%",
            f" ({durable:,.0f} of {nothing:,.0f} a second)",
        ),
        Row(
            "... of a no-op POST on the same short way", "", f"{100 * durable / short:.0f} % (of {short:,.0f} a second)"
        ),
        at_most("... p99 at 200 connections", median([r.p99_ms for r in counted]), 250, "ms"),
        at_most("... lost, counted twice, turned away", lost + twice + turned_away, 0, f"of {len(receipts):,}"),
        at_least(
            "CPU of a vote on a Streamlit page / by phone", page / cost, 1000, "x", f" ({page:.0f} / {cost:.2f} ms)"
        ),
    ]


def _rounds(served: Served, codes: list[str]) -> tuple[list[Round], float]:
    """Interleaved runs, and the server's CPU milliseconds per durable answer."""
    path = f"/api/polls/{POLL}/answers"
    send_crowd(Order(served.port, path, codes, seconds=1.0))  # warm
    rounds, used, answered = [], 0.0, 0
    for _ in range(ROUNDS):
        nothing = send_crowd(Order(served.port, "/bench/nothing", codes))
        short = send_crowd(Order(served.port, "/bench/short", codes))
        before = served.cpu_s()
        durable = send_crowd(Order(served.port, path, codes))
        used += served.cpu_s() - before
        answered += len(durable.receipts)
        rounds.append(Round(nothing, short, durable))
    return rounds, 1000 * used / max(answered, 1)


def _lost_and_twice(db: Path, receipts: list[str]) -> tuple[int, int]:
    """Acknowledged answers that the file does not have, and live answers beyond one a household."""
    journal = Journal.open(db)
    with journal.reading() as file:
        held = {receipt for (receipt,) in file.execute("select receipt from poll_answer").fetchall()}
        twice = file.execute(
            "select count(*) - count(distinct unit) from live_poll_answer(?)", [journal.head]
        ).fetchall()[0][0]
    journal.close()
    return len(set(receipts) - held) + len(receipts) - len(set(receipts)), int(twice)


def _page_cost() -> float:
    """CPU milliseconds of a voter who opens a plain Streamlit page, chooses and presses the button."""
    with serving(str(HERE / "voting_page.py"), plain=True) as served, chromium() as browser:
        _vote(browser, served.url)
        before = served.cpu_s()
        for _ in range(VOTERS):
            _vote(browser, served.url)
        return 1000 * (served.cpu_s() - before) / VOTERS


def _vote(browser: Browser, url: str) -> None:
    """A phone that has never been here: nothing is in its cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(url)
    page.get_by_text("反对").click()
    page.get_by_role("button", name="提交").click()
    page.get_by_text("已收到").wait_for()
    context.close()
