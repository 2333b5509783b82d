"""The wall and the stream of changes: heard at once, and not needed when it is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from liftfund_core.commands.polls import open_poll
from tests.e2e.served import Served, serving
from tests.worlds import HOST, Templates, rows

pytestmark = pytest.mark.browser

# Streamlit's own timer, by which a fragment refreshes itself, never goes off on this page; nor do ours.
NO_TIMERS = "window.setInterval = () => 0;"
POST = """async (code) => {
  const answer = await fetch("/api/polls/V1/answers", {
    method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ code, choice: "for", request_id: "r" + performance.now() }),
  });
  return (await answer.json()).entry;
}"""


@pytest.fixture
def meeting(estates: Templates, tmp_path: Path) -> Iterator[tuple[Served, str]]:
    """A server with a phone poll open, and the code of a household."""
    journal = estates.copy(tmp_path / "estate.duckdb")
    open_poll(journal, HOST, code="V1", title="大修吗", phones=True)
    code = rows(journal, "select code from household_code order by unit limit 1")[0][0]
    journal.close()
    with serving(tmp_path / "estate.duckdb", tmp_path / "server.log") as served:
        yield served, code


def hung(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/?scene=vote&m=V1")
    expect(page.locator(".lf-host .st-key-wall_asof")).to_contain_text("第")


def test_a_change_is_heard_from_the_stream_and_drawn_without_a_timer_or_a_reload(
    meeting: tuple[Served, str], chromium: Browser
) -> None:
    served, code = meeting
    page = chromium.new_page()
    page.add_init_script(NO_TIMERS)
    with page.expect_request("**/api/stream"):
        hung(page, served)
    page.evaluate("() => { window.never_reloaded = true; }")
    for _answer in range(3):
        entry = page.evaluate(POST, code)
        expect(page.locator(".lf-host .st-key-wall_asof")).to_contain_text(f"{entry}")
    assert page.evaluate("() => window.never_reloaded")
    page.close()


def test_a_wall_that_hears_no_stream_asks_by_itself(meeting: tuple[Served, str], chromium: Browser) -> None:
    served, code = meeting
    page = chromium.new_page()
    page.route("**/api/stream", lambda route: route.abort())
    hung(page, served)
    for _answer in range(2):
        entry = page.evaluate(POST, code)
        expect(page.locator(".lf-host .st-key-wall_asof")).to_contain_text(f"{entry}")
    page.close()
