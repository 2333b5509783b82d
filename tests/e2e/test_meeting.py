"""The meeting as people live it: a cashier, a lift keeper and counters on phones, the wall in front of everyone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from liftfund_core.demo import demo_staff
from liftfund_core.reports.accounts import UnitLine, account, units_of
from liftfund_core.store.journal import Journal
from tests.e2e.conftest import PHONE, WALL
from tests.e2e.served import Served, free_port, sign_in, start

pytestmark = pytest.mark.browser

Screen = Callable[[dict[str, int]], BrowserContext]
PINS = {member.name: member.pin for member in demo_staff()}


def wall(screen: Screen, served: Served, query: str = "scene=overview") -> Page:
    page = screen(WALL).new_page()
    page.goto(f"{served.url}/?{query}")
    expect(page.locator(".st-key-wall_asof").first).to_contain_text("第", timeout=30_000)
    return page


def phone(screen: Screen, served: Served, name: str, onward: str) -> Page:
    page = screen(PHONE).new_page()
    sign_in(page, served, name, PINS[name], onward)
    return page


def unpaid(db: Path, building: str) -> UnitLine:
    journal = Journal.open(db)
    try:
        return next(unit for unit in units_of(journal, building) if unit.account.status == "unpaid")
    finally:
        journal.close()


def payments_of(db: Path, unit: UnitLine) -> list[int]:
    journal = Journal.open(db)
    try:
        return [movement.amount_fen for movement in account(journal, unit.code)[1]]
    finally:
        journal.close()


def choose_unit(page: Page, unit: UnitLine) -> None:
    form = page.locator(".st-key-form_payment")
    form.get_by_role("radio", name=unit.building, exact=True).click()
    form.get_by_role("combobox").click()
    form.get_by_role("combobox").fill(unit.code.partition("-")[2])
    page.get_by_role("option").first.click()


def test_the_wall_of_the_demo_tells_the_public_figures(screen: Screen, served: Served) -> None:
    page = wall(screen, served)
    expect(page.locator(".st-key-wall_rate")).to_contain_text("88.3")
    expect(page.locator(".st-key-wall_households")).to_contain_text("954")
    expect(page.locator(".st-key-wall_households")).to_contain_text("1080")
    expect(page.locator(".st-key-wall_lifts")).to_contain_text("18")
    expect(page.get_by_text("演示数据").first).to_be_visible()
    for building in "123456":
        expect(page.locator(f".st-key-wall_building_{building}")).to_be_visible()


def test_a_payment_typed_on_a_phone_changes_the_wall_and_a_double_click_writes_once(
    screen: Screen, demo_copy: Path, tmp_path: Path
) -> None:
    unit = unpaid(demo_copy, "1")
    served = start(demo_copy, free_port(), tmp_path / "server.log")
    try:
        big, small = wall(screen, served), phone(screen, served, "录入员", "/Collection")
        big.evaluate("window.never_reloaded = true")
        choose_unit(small, unit)
        small.get_by_role("button", name="确认登记").dblclick()
        expect(big.locator(".st-key-wall_households")).to_contain_text("955", timeout=10_000)
        assert big.evaluate("window.never_reloaded")
        expect(small.get_by_text("已登记").first).to_be_visible()
        small.wait_for_timeout(1_500)
        expect(big.locator(".st-key-wall_households")).to_contain_text("955")
    finally:
        served.stop()
    assert payments_of(demo_copy, unit) == [unit.account.balance]


def test_without_sign_in_no_page_shows_a_household(screen: Screen, demo_copy: Path, tmp_path: Path) -> None:
    codes = []
    journal = Journal.open(demo_copy)
    for building in "123456":
        codes += [unit.code for unit in units_of(journal, building)]
    journal.close()
    served = start(demo_copy, free_port(), tmp_path / "server.log")
    try:
        page = screen(PHONE).new_page()
        for name in ("Collection", "Lifts", "Votes", "Ledger", "Stage", "Estate"):
            page.goto(f"{served.url}/{name}")
            expect(page.get_by_text("登录").first).to_be_visible(timeout=30_000)
            page.wait_for_timeout(1_500)
            shown = page.content()
            assert not [code for code in codes if f">{code}<" in shown or f" {code} " in shown], name
    finally:
        served.stop()


def test_counters_count_on_their_phones_and_the_wall_adds_the_teams(screen: Screen, served: Served) -> None:
    host = phone(screen, served, "主持人", "/Votes")
    host.get_by_label("到场户数").first.fill("186")
    host.get_by_role("button", name="开始征询").click()
    big = wall(screen, served, "scene=vote&m=M1")
    expect(big.get_by_text("正在计票").first).to_be_visible(timeout=10_000)
    for name, team, taps in (("计票员", "1", 3), ("计票员二", "2", 2)):
        counter = phone(screen, served, name, "/Votes")
        form = counter.locator(".st-key-form_placards")
        form.get_by_role("textbox").first.fill(team)
        for _ in range(taps):
            form.get_by_role("button", name="+5", exact=True).first.click()
        form.get_by_role("button", name="+1", exact=True).nth(1).click()
        form.get_by_role("button", name="提交本组计数").click()
        expect(form.get_by_text("已提交").first).to_be_visible(timeout=15_000)
    expect(big.locator(".st-key-wall_vote_for")).to_contain_text("25", timeout=10_000)
    expect(big.locator(".st-key-wall_vote_against")).to_contain_text("2")
    assert "通过" not in big.locator("body").inner_text()


def test_a_lost_server_leaves_the_last_figures_and_the_wall_comes_back_by_itself(
    screen: Screen, demo_copy: Path, tmp_path: Path
) -> None:
    port = free_port()
    served = start(demo_copy, port, tmp_path / "server.log")
    try:
        big = wall(screen, served)
        served.stop()
        expect(big.get_by_text("网络中断").first).to_be_visible(timeout=30_000)
        expect(big.locator(".st-key-wall_rate")).to_contain_text("88.3")
        served = start(demo_copy, port, tmp_path / "server.log")
        expect(big.get_by_text("网络中断").first).to_be_hidden(timeout=60_000)
        expect(big.locator(".st-key-wall_rate")).to_contain_text("88.3")
    finally:
        served.stop()
