"""The staff pages in a hand: everything fits on a phone, thumbs find it, and nothing that was tapped is lost."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from liftfund_core.demo import demo_staff
from liftfund_core.domain.money import format_yuan
from liftfund_core.reports.accounts import account
from liftfund_core.reports.journal_page import entry
from liftfund_core.store.journal import Journal
from tests.browsers import settled
from tests.e2e.conftest import PHONE
from tests.e2e.served import Served, serving, sign_in

pytestmark = pytest.mark.browser

Screen = Callable[[dict[str, int]], BrowserContext]
PINS = {member.name: member.pin for member in demo_staff()}
UNIT = "2-1-1203"  # has not paid in the demo


def phone(screen: Screen, served: Served, name: str, onward: str) -> Page:
    page = screen(PHONE).new_page()
    sign_in(page, served, name, PINS[name], onward)
    expect(page.locator("header.bar h1")).to_be_visible(timeout=30_000)
    return page


def height(found: Locator) -> float:
    box = found.first.bounding_box()
    assert box is not None
    return box["height"]


def find_unit(page: Page) -> None:
    form = page.locator(".st-key-form_payment")
    form.get_by_role("radio", name="2", exact=True).click()
    form.get_by_role("combobox").fill("1203")
    page.get_by_role("option").first.click()
    expect(form.get_by_text("应缴金额")).to_be_visible()


def test_every_page_fits_a_phone(screen: Screen, served: Served) -> None:
    page = phone(screen, served, "管理员", "/Collection")
    for name in ("收缴", "电梯", "征询", "账本", "大屏", "小区"):
        page.locator(".st-key-menu").get_by_text(name, exact=True).click()
        here = page.locator("[class*=st-key-menu_][class*=_here]")
        expect(here).to_contain_text(name, timeout=20_000)
        expect(page.locator(".as-of").first).to_be_visible(timeout=20_000)
        expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
        settled(page)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= PHONE["width"], f"{name} is {wide} wide"
        assert page.locator("[data-testid=stException]").count() == 0, name
        small = page.evaluate(
            """[...document.querySelectorAll('[data-testid=stMain] :is(p, span, td, th, b, label)')]
               .filter(e => e.children.length === 0 && e.innerText?.trim() && e.checkVisibility())
               .map(e => [parseFloat(getComputedStyle(e).fontSize), e.innerText])
               .filter(([size]) => size > 0 && size < 15)"""
        )
        assert small == [], f"{name} has words too small to read"


def test_thumbs_find_the_payment_form(screen: Screen, served: Served) -> None:
    page = phone(screen, served, "录入员", "/Collection")
    find_unit(page)
    form = page.locator(".st-key-form_payment")
    assert height(form.get_by_role("radio")) >= 56
    assert height(form.get_by_role("button", name="确认登记")) >= 64
    blue = form.locator("[aria-checked=true]").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert blue == "rgb(11, 90, 138)"


def test_a_payment_is_confirmed_and_taken_back_on_the_spot(screen: Screen, demo_copy: Path, tmp_path: Path) -> None:
    with serving(demo_copy, tmp_path / "server.log") as served:
        page = phone(screen, served, "录入员", "/Collection")
        find_unit(page)
        page.get_by_role("button", name="确认登记").click()
        notice = page.locator(".st-key-notice")
        expect(notice).to_contain_text(f"已登记 {UNIT} 缴费 815.46 元")
        notice.get_by_role("button", name="撤销").click()
        expect(notice).to_contain_text("已撤销第")
    journal = Journal.open(demo_copy)
    assert account(journal, UNIT)[1] == ()
    assert entry(journal, journal.head).reason == "当场撤销"
    journal.close()


def last_payment(db: Path) -> tuple[int, str]:
    """Entry number and amount in yuan of the newest payment of a file that nobody has open."""
    with duckdb.connect(str(db), read_only=True) as file:
        ((number, fen),) = file.execute(
            "select entry_id, amount_fen from payment order by entry_id desc limit 1"
        ).fetchall()
    return number, format_yuan(fen)


def test_a_correction_shows_old_and_new(screen: Screen, served: Served, demo_file: Path) -> None:
    number, amount = last_payment(demo_file)
    page = phone(screen, served, "财务", "/Ledger")
    form = page.locator(".st-key-form_correct")
    form.get_by_label("第几条").fill(str(number))
    form.get_by_label("第几条").press("Enter")
    form.get_by_label("金额", exact=True).fill("1000")
    form.get_by_label("更正原因").fill("金额打错")
    expect(form.locator("table.change s")).to_have_text(f"{amount} 元")
    expect(form.locator("table.change b")).to_have_text("1,000.00 元")
    form.get_by_role("button", name="确认更正").click()
    expect(page.locator(".st-key-notice")).to_contain_text(f"第 {number} 条已更正")
    for told in (f"{amount} 元", "1,000.00 元", "财务", "原因：金额打错", f"更正第 {number} 条"):
        expect(form.get_by_text(told).first).to_be_visible()


def test_no_tap_is_lost_by_a_reload_and_a_double_click_counts_once(screen: Screen, served: Served) -> None:
    host = phone(screen, served, "主持人", "/Votes")
    host.get_by_role("button", name="开始征询").click()
    expect(host.locator(".st-key-notice")).to_contain_text("已开始征询")
    page = phone(screen, served, "计票员", "/Votes")
    form = page.locator(".st-key-form_placards")
    form.get_by_role("textbox").first.fill("2")
    assert height(form.get_by_role("button", name="+1", exact=True)) >= 72
    for _ in range(3):
        form.get_by_role("button", name="+5", exact=True).first.click()
    form.get_by_role("button", name="−1", exact=True).nth(2).click()
    page.reload()
    expect(form.locator(".for output")).to_have_text("15", timeout=30_000)
    expect(form.locator(".abstain output")).to_have_text("0")
    submit = form.get_by_role("button", name="提交本组计数")
    assert height(submit) >= 64
    submit.dblclick()
    expect(form.get_by_text("已提交")).to_be_visible(timeout=15_000)
    counted = page.locator(".poll.open table tbody tr")
    expect(counted).to_have_count(1)
    form.get_by_role("button", name="撤回").click()
    form.get_by_role("button", name="+1", exact=True).first.click()
    expect(submit).to_be_disabled()
    form.get_by_label("本组已有计数，重新计数的原因").fill("漏数一块牌")
    submit.click()
    expect(counted).to_contain_text("16", timeout=15_000)
