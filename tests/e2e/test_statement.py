"""A resident with a phone asks where a yuan went, and finds the lift and everyone who approved it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.served import Served

pytestmark = pytest.mark.browser

Screen = Callable[[dict[str, int]], BrowserContext]
ROOM = re.compile(r"\b[1-6]-[1-3]-\d{3,4}\b")


def fits(page: Page) -> None:
    """Nothing is wider than the phone, too small to read, or about a household."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.evaluate(
        """[...document.querySelectorAll('main *')]
           .filter(e => e.children.length === 0 && e.innerText?.trim() && e.checkVisibility())
           .map(e => [parseFloat(getComputedStyle(e).fontSize), e.innerText]).filter(([size]) => size < 15)"""
    )
    assert small == []
    assert ROOM.findall(page.locator("body").inner_text()) == []


def test_a_resident_follows_one_payment_to_its_lift_and_its_approval(screen: Screen, served: Served) -> None:
    page = screen(PHONE).new_page()
    page.goto(f"{served.url}/Ledger")
    page.get_by_role("link", name="打开公示").click(timeout=30_000)
    expect(page.get_by_role("heading", name="电梯大修自筹资金收支公示")).to_be_visible()
    expect(page.locator(".bank .verdict")).to_have_text("与账面一致，差额 0.00")
    expect(page.get_by_text("演示数据")).to_be_visible()
    fits(page)

    page.get_by_role("link", name="验收移交付 60%").first.click()
    expect(page.get_by_role("heading", name="这一笔钱的去向")).to_be_visible()
    expect(page.locator(".amount")).to_contain_text("42,000.00")
    steps = page.locator("ol.steps li b").all_inner_texts()
    assert [step.split("：")[0] for step in steps] == [
        "施工单位申请付款",
        "检验检测机构技术确认",
        "物管会决议",
        "财务放款签字",
        "管理员放款签字",
        "街道物业管理中心监督",
    ]
    expect(page.locator("ul.steps.lift")).to_contain_text("已完成大修·恢复使用")
    fits(page)
    page.get_by_role("link", name="看全部电梯").click()
    expect(page.locator("header.bar h1")).to_have_text("电梯大修进度", timeout=30_000)


def test_an_earlier_period_is_a_tap_away_and_the_change_since_it_too(screen: Screen, served: Served) -> None:
    page = screen(PHONE).new_page()
    page.goto(f"{served.url}/statement?lang=zh")
    page.get_by_role("link", name="与上一期对比").click()
    expect(page.get_by_role("heading", name="两期对比")).to_be_visible()
    fits(page)
    page.go_back()
    page.get_by_role("link", name="2023年4月1日 至 2023年4月30日").click()
    expect(page.locator(".bank .verdict")).to_contain_text("都是未达账项")
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_the_paper_has_its_pages_numbered_and_its_ways_left_out(screen: Screen, served: Served) -> None:
    page = screen({"width": 1280, "height": 900}).new_page()
    page.goto(f"{served.url}/statement")
    page.emulate_media(media="print")
    expect(page.locator("nav.bar")).to_be_hidden()
    expect(page.locator(".seal")).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") in (1, 2, 3)
