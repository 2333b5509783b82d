"""An evening at home: a resident scans the code on the slip that only reads, sees the own account, and reads on."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from liftfund_core.domain.money import format_yuan
from liftfund_core.reports.accounts import UnitLine, units_of
from liftfund_core.reports.slips import Slip, slips_of
from liftfund_core.store.journal import Journal
from tests.e2e.conftest import PHONE
from tests.e2e.served import free_port, start

pytestmark = pytest.mark.browser

Screen = Callable[[dict[str, int]], BrowserContext]


def part_payer(db: Path) -> tuple[UnitLine, Slip]:
    """A household of building 3 that has paid in part, and its slip."""
    journal = Journal.open(db)
    try:
        unit = next(unit for unit in units_of(journal, "3") if unit.account.status == "partial")
        return unit, next(slip for slip in slips_of(journal, "3") if slip.unit == unit.code)
    finally:
        journal.close()


def test_a_resident_reads_the_own_account_and_then_what_everyone_may_read(
    screen: Screen, demo_copy: Path, tmp_path: Path
) -> None:
    unit, slip = part_payer(demo_copy)
    served = start(demo_copy, free_port(), tmp_path / "server.log")
    try:
        page = screen(PHONE).new_page()
        page.goto(f"{served.url}/r/{slip.account_spelled}")
        expect(page.get_by_text(unit.code, exact=True)).to_be_visible()
        expect(page.locator(".left-over")).to_have_text(f"¥{format_yuan(unit.account.balance)}")
        expect(page.get_by_text(re.compile("已核对：与账本第 [0-9]+ 条一致"))).to_be_visible()
        expect(page.get_by_text("演示数据")).to_be_visible()
        assert page.url == f"{served.url}/r"
        page.get_by_role("link", name="各楼每日公示").click()
        expect(page.locator(".st-key-part_poster img")).to_be_visible(timeout=60_000)
        expect(page.locator(".st-key-form_notices")).to_contain_text("登录后可登记")
        expect(page.get_by_role("button", name="记为已发布")).to_have_count(0)
        page.get_by_role("radio", name="3", exact=True).click()
        expect(page.locator("[data-testid=stCode]")).to_contain_text("3号楼", timeout=60_000)
        assert unit.code not in page.content()
        page.goto(f"{served.url}/r/{slip.account_code}")
        page.get_by_role("link", name="公开的收支账").click()
        expect(page.get_by_role("heading", name="收支公示").first).to_be_visible()
        assert re.match(rf"{served.url}/statement", page.url) and unit.code not in page.content()
    finally:
        served.stop()
