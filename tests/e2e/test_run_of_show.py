"""The whole meeting of the case: one host, two walls, a server that is restarted in the middle, and the finale."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from liftfund_core.demo import demo_staff
from tests.e2e.conftest import PHONE, WALL
from tests.e2e.served import Served, free_port, sign_in, start

pytestmark = pytest.mark.browser

Screen = Callable[[dict[str, int]], BrowserContext]
PINS = {member.name: member.pin for member in demo_staff()}
SCENES = (
    "overview", "cards", "timeline", "money", "money", "building", "lifts", "vote", "vote", "vote", "messages",
    "finale",
)  # fmt: skip  # the run of the case in its order
LED = {"width": 1024, "height": 576}
COUNTS = {"M1": (58, 2, 1), "M2": (61, 0, 0), "M3": (49, 7, 5)}
PATIENCE_MS = 15_000


def opened(screen: Screen, served: Served, size: dict[str, int], query: str = "") -> Page:
    wall = screen(size).new_page()
    wall.goto(f"{served.url}/{query}")
    expect(wall.locator(".lf-host .lf[data-ready]")).to_be_visible(timeout=30_000)
    return wall


def host_on_a_phone(screen: Screen, served: Served) -> tuple[Page, Locator]:
    page = screen(PHONE).new_page()
    sign_in(page, served, "主持人", PINS["主持人"], "/Stage")
    console = page.locator(".console")
    expect(console.locator("nav .on")).to_be_enabled(timeout=30_000)
    return page, console


def on(console: Locator, segment: int) -> None:
    """The big button once, and the meeting stands at the segment of that number."""
    console.locator("nav .on").click()
    stands_at(console, segment)
    console.page.wait_for_timeout(1_050)  # two moves within a second are one finger


def stands_at(console: Locator, segment: int) -> None:
    expect(console.locator(".now .place")).to_contain_text(f"{segment} / 12", timeout=PATIENCE_MS)


def show(walls: list[Page], scene: str) -> None:
    for wall in walls:
        expect(wall.locator(f'.lf-host .lf[data-scene="{scene}"]')).to_be_visible(timeout=PATIENCE_MS)


def count(teller: Page, counts: tuple[int, int, int]) -> None:
    """A team's placards, in fives and ones, as thumbs do it."""
    form = teller.locator(".st-key-form_placards")
    form.get_by_role("textbox").first.fill("1", timeout=PATIENCE_MS)
    for card, figure in enumerate(counts):
        for key, taps in (("+5", figure // 5), ("+1", figure % 5)):
            for _ in range(taps):
                form.get_by_role("button", name=key, exact=True).nth(card).click()
    form.get_by_role("button", name="提交本组计数").click()
    expect(form.get_by_text("已提交").first).to_be_visible(timeout=PATIENCE_MS)


def ask(console: Locator, teller: Page, walls: list[Page], matter: str) -> None:
    """Open the matter, count it, see it on both walls, and end it with two taps."""
    console.get_by_label("到场户数").fill("186")
    console.get_by_role("button", name="开始征询").click()
    expect(console.locator(".poll.open")).to_be_visible(timeout=PATIENCE_MS)
    count(teller, COUNTS[matter])
    for wall in walls:
        expect(wall.locator(".st-key-wall_vote_for")).to_contain_text(str(COUNTS[matter][0]), timeout=PATIENCE_MS)
        assert "通过" not in wall.locator(".lf-host").inner_text()
    end = console.locator("[data-do=close]")
    end.click()
    expect(end).to_contain_text("再按一次")
    end.click()
    expect(console.locator(".poll.closed")).to_be_visible(timeout=PATIENCE_MS)


def hand_out_a_card(host: Page, digits: str, number: int) -> None:
    form = host.locator(".st-key-form_cards")
    form.get_by_label("卡号后四位").fill(digits)
    form.get_by_role("button", name="登记一张").click()
    expect(form.locator(".counted b")).to_have_text(str(number), timeout=PATIENCE_MS)


def test_the_meeting_of_the_case_from_the_welcome_to_the_finale(
    screen: Screen, demo_copy: Path, tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "server.log"
    served = start(demo_copy, port, log)
    try:
        walls = [opened(screen, served, WALL), opened(screen, served, LED, "?lang=en&theme=night")]
        host, console = host_on_a_phone(screen, served)
        teller = screen(PHONE).new_page()
        sign_in(teller, served, "计票员", PINS["计票员"], "/Votes")
        from_the_welcome_to_the_first_matter(host, console, walls)
        ask(console, teller, walls, "M1")
        served.stop()
        a_tap_waits_for_the_server(console, walls)
        served = start(demo_copy, port, log)
        everything_comes_back(console, walls)
        ask(console, teller, walls, "M2")
        on(console, 10)
        ask(console, teller, walls, "M3")
        for segment in (11, 12):
            on(console, segment)
            show(walls, SCENES[segment - 1])
        expect(console.locator("nav .on")).to_be_disabled()
        ends_with_the_right_figures(walls)
    finally:
        served.stop()


def from_the_welcome_to_the_first_matter(host: Page, console: Locator, walls: list[Page]) -> None:
    """Eight segments, each on both walls; two lift cards are handed out on the way."""
    for segment in range(1, 9):
        on(console, segment)
        show(walls, SCENES[segment - 1])
        if SCENES[segment - 1] == "cards":
            hand_out_a_card(host, "0427", 1)
            hand_out_a_card(host, "1180", 2)
            for wall in walls:
                expect(wall.locator(".st-key-wall_cards .handed").first).to_contain_text("2", timeout=PATIENCE_MS)


def a_tap_waits_for_the_server(console: Locator, walls: list[Page]) -> None:
    for wall in walls:
        expect(wall.locator(".lf-host .offline")).to_be_visible(timeout=30_000)
    expect(console.page.locator("p.offline")).to_be_visible(timeout=30_000)
    console.locator("nav .on").click()
    expect(console.locator(".waits")).to_contain_text("待发送", timeout=PATIENCE_MS)
    stands_at(console, 8)


def everything_comes_back(console: Locator, walls: list[Page]) -> None:
    """The tap is done, once, where the meeting stood; its clock has gone on."""
    expect(console.locator(".now .place")).to_contain_text("9 / 12", timeout=60_000)
    expect(console.locator(".waits")).to_be_hidden(timeout=PATIENCE_MS)
    for wall in walls:
        expect(wall.locator(".lf-host h1")).to_contain_text("后续管理", timeout=60_000)
        expect(wall.locator(".lf-host .offline")).to_be_hidden()
    minutes, seconds = console.locator(".now .clocks b").nth(1).inner_text().split(":")
    assert 60 * int(minutes) + int(seconds) > 20, "the meeting's clock has gone on"


def ends_with_the_right_figures(walls: list[Page]) -> None:
    for wall in walls:
        finale = wall.locator(".st-key-wall_finale")
        expect(finale.locator(".st-key-wall_lifts")).to_contain_text(re.compile(r"18\s*/ 18"))
        expect(finale.locator(".st-key-wall_households")).to_contain_text(re.compile(r"954\s*/ 1080"))
        expect(finale.locator(".st-key-wall_rate")).to_contain_text("88.3")
        for matter, counts in COUNTS.items():
            told = finale.locator(f".st-key-wall_matter_{matter}")
            assert re.findall(r"\d+", told.locator("p").inner_text())[-3:] == [str(figure) for figure in counts]
        assert "通过" not in finale.inner_text()


def test_two_hosts_lead_the_same_meeting_and_no_press_is_two(screen: Screen, served: Served) -> None:
    _, first = host_on_a_phone(screen, served)
    laptop, second = on_a_laptop(screen, served)
    first.locator("nav .on").dblclick()
    for console in (first, second):
        stands_at(console, 1)
    laptop.wait_for_timeout(1_200)
    for key in ("PageDown", "PageDown", "x", "Enter"):
        laptop.keyboard.press(key)
    for console in (first, second):
        stands_at(console, 2)
    expect(first.locator("figcaption").first).to_contain_text("管理员", timeout=PATIENCE_MS)


def test_a_clicker_on_the_walls_own_computer_leads_where_a_host_is_signed_in(screen: Screen, served: Served) -> None:
    laptop, console = on_a_laptop(screen, served)
    side = opened(screen, served, LED, "?scene=join")
    wall = laptop.context.new_page()
    wall.goto(f"{served.url}/")
    expect(wall.locator(".lf-host .lf[data-ready]")).to_be_visible(timeout=30_000)
    for presser, segment in ((side, 0), (wall, 1), (wall, 2)):
        presser.wait_for_timeout(2_500)
        presser.keyboard.press("PageDown")
        expect(console.locator(".place").first).to_contain_text(
            f"{segment} / 12" if segment else "会议还没有开始", timeout=PATIENCE_MS
        )
    wall.wait_for_timeout(1_200)
    wall.keyboard.press(".")
    expect(wall.locator(".lf .dark")).to_be_visible(timeout=PATIENCE_MS)
    expect(side.locator(".lf .dark")).to_be_hidden()
    show([side], "join")


def on_a_laptop(screen: Screen, served: Served) -> tuple[Page, Locator]:
    laptop = screen({"width": 1440, "height": 900}).new_page()
    sign_in(laptop, served, "管理员", PINS["管理员"], "/Stage")
    expect(laptop.locator(".console nav .on")).to_be_enabled(timeout=30_000)
    return laptop, laptop.locator(".console")


def test_the_host_pins_freezes_looks_ahead_and_lights_up_again(screen: Screen, served: Served) -> None:
    host, console = host_on_a_phone(screen, served)
    wall = opened(screen, served, WALL)
    on(console, 1)
    console.get_by_role("button", name="冻结数据").click()
    expect(wall.locator(".st-key-wall_asof").first).to_contain_text("数据截至", timeout=PATIENCE_MS)
    console.get_by_role("button", name="强光").click()
    expect(wall.locator('.lf-host .lf[data-theme="glare"]')).to_be_visible(timeout=PATIENCE_MS)
    console.locator('[data-do=choose][data-scene="money"]').first.click()
    seen = console.locator('[data-screen="next"]').locator('.lf[data-scene="money"]')
    expect(seen).to_be_visible(timeout=PATIENCE_MS)
    show([wall], "overview")
    console.locator("[data-do=put_up]").click()
    show([wall], "money")
    console.get_by_role("button", name="固定画面").click()
    expect(console.get_by_role("button", name="已固定")).to_be_visible(timeout=PATIENCE_MS)
    on(console, 2)
    show([wall], "money")
    console.locator("[name=message]").fill("请大家向前坐")
    console.locator("[name=message]").press("Enter")
    expect(wall.locator(".lf .banner")).to_contain_text("请大家向前坐", timeout=PATIENCE_MS)
    assert host.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]


def test_the_run_is_edited_and_the_console_follows_at_once(screen: Screen, served: Served) -> None:
    host, console = host_on_a_phone(screen, served)
    form = host.locator(".st-key-form_run")
    form.get_by_label("环节名称").fill("入场，先看实时数字")
    form.get_by_label("环节名称").press("Enter")
    form.get_by_role("button", name="保存这个环节").click()
    expect(console.locator("nav .on b")).to_have_text("入场，先看实时数字", timeout=PATIENCE_MS)
    on(console, 1)
    expect(console.locator(".now h2")).to_have_text("入场，先看实时数字")
