"""On weak Wi-Fi: a count that was tapped while the server was away is there when it is back, once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from liftfund_core.commands.polls import open_poll
from liftfund_core.demo import demo_staff
from liftfund_core.reports.polls import poll
from liftfund_core.store.journal import Journal
from tests.e2e.conftest import PHONE
from tests.e2e.served import free_port, sign_in, start
from tests.worlds import HOST

pytestmark = pytest.mark.browser

Screen = Callable[[dict[str, int]], BrowserContext]
PINS = {member.name: member.pin for member in demo_staff()}


def test_placards_are_counted_and_sent_without_the_server_and_written_once(
    screen: Screen, demo_copy: Path, tmp_path: Path
) -> None:
    journal = Journal.open(demo_copy)
    open_poll(journal, HOST, code="M1", title="电梯大修阶段性成果")
    journal.close()
    port, log = free_port(), tmp_path / "server.log"
    served = start(demo_copy, port, log)
    try:
        page = screen(PHONE).new_page()
        sign_in(page, served, "计票员", PINS["计票员"], "/Votes")
        form = page.locator(".st-key-form_placards")
        form.get_by_role("textbox").first.fill("1", timeout=30_000)
        form.get_by_role("button", name="+5", exact=True).first.click()
        served.stop()
        expect(page.locator("p.offline")).to_be_visible(timeout=30_000)
        page.wait_for_timeout(2_500)
        form.get_by_role("button", name="+1", exact=True).first.click()
        form.get_by_role("button", name="提交本组计数").click()
        expect(form.get_by_text("待发送").first).to_be_visible()
        served = start(demo_copy, port, log)
        expect(form.get_by_text("已提交").first).to_be_visible(timeout=60_000)
    finally:
        served.stop()
    journal = Journal.open(demo_copy)
    assert [team.figure.figures for team in poll(journal, "M1").tally.teams] == [(6, 0, 0)]
    journal.close()
