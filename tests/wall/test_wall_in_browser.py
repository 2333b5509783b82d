"""The wall in a real browser: every picture fits every screen, figures move without flicker, trouble is said."""

import signal
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import settled
from tests.wall.conftest import Gallery

pytestmark = pytest.mark.browser

WATCH = """() => {
  window.elements = [...document.querySelectorAll(".lf-host *")];
  window.eased = new Set();
  document.addEventListener("transitionrun", (told) => told.propertyName === "transform" && eased.add(told.target));
}"""
STAYS = """() => {
  const now = [...document.querySelectorAll('.lf-host *')];
  return now.length === elements.length && now.every((element, n) => element === elements[n]);
}"""
# The stream of changes in the hand of the test: `tell` says that something has changed.
STREAM = """window.EventSource = class {
  static OPEN = 1;
  constructor() { this.readyState = 1; window.tell = () => this.onmessage(); }
};"""


def test_every_element_is_found_by_its_key_and_says_its_number(gallery: Gallery, screen: Page) -> None:
    gallery.hang(picture="final", scene="overview")
    expect(screen.locator(".st-key-wall_rate")).to_have_text("88.3%")
    expect(screen.locator(".st-key-wall_households")).to_contain_text("954")
    expect(screen.locator(".st-key-wall_lifts")).to_contain_text("18")
    expect(screen.locator(".st-key-wall_building_3")).to_contain_text("86.4%")
    gallery.hang(picture="vote", scene="vote")
    for option, count in (("for", "71"), ("against", "2"), ("abstain", "1")):
        expect(screen.locator(f".st-key-wall_vote .st-key-wall_vote_{option}")).to_contain_text(count)


def test_figures_move_and_the_elements_stay(gallery: Gallery, screen: Page) -> None:
    gallery.hang(picture="final", scene="overview", rate=5000, paid="540")
    expect(screen.locator(".st-key-wall_rate")).to_have_text("50.0%")
    settled(screen)
    screen.evaluate(WATCH)
    gallery.hang(picture="final", scene="overview", rate=9000, paid="972")
    expect(screen.locator(".st-key-wall_households")).to_contain_text("972")
    assert screen.locator(".st-key-wall_rate").inner_text() == "90.0%", "all figures change in one payload"
    settled(screen)
    assert screen.evaluate("() => eased.has(document.querySelector('.st-key-wall_building_1 .bar i'))")
    assert screen.evaluate(STAYS)


def test_forty_updates_at_four_a_second_touch_no_element(gallery: Gallery, chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_init_script(STREAM)
    page.goto(gallery.url)
    page.wait_for_function("() => window.tell")
    for scene in ("overview", "building", "vote", "finale"):
        gallery.hang(picture="vote", scene=scene, rate=100, paid="11", for_=1)
        page.evaluate("() => tell()")
        expect(page.locator(f".lf-host .lf[data-scene={scene}][data-ready]")).to_be_visible()
        page.evaluate(WATCH)
        for n in range(10):
            entry = gallery.hang(picture="vote", scene=scene, rate=4900 + 37 * n, paid=str(500 + n), for_=60 + 7 * n)
            page.evaluate("() => tell()")
            expect(page.locator(".lf-host .st-key-wall_asof")).to_contain_text(entry)
            assert page.evaluate(STAYS), f"{scene}, update {n + 1}"
    page.close()


def test_the_markup_comes_once_and_again_to_a_screen_that_has_lost_it(gallery: Gallery, chromium: Browser) -> None:
    gallery.hang(picture="final", scene="overview")
    page, told = chromium.new_page(), []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: told.append(b"<footer" in frame)))
    page.goto(gallery.url)
    expect(page.locator(".st-key-wall_households")).to_contain_text("954")
    told.clear()
    for paid in ("640", "740", "840"):
        gallery.hang(picture="final", scene="overview", rate=7000, paid=paid)
        expect(page.locator(".st-key-wall_households")).to_contain_text(paid)
    assert told and not any(told)
    page.evaluate("() => document.querySelector('.lf-host').remove()")
    expect(page.locator(".st-key-wall_households")).to_contain_text("840")
    gallery.hang(picture="vote", scene="vote")
    expect(page.locator(".st-key-wall_vote_for")).to_contain_text("71")
    assert any(told)
    page.close()


def test_streamlit_has_stepped_aside(screen: Page) -> None:
    assert screen.locator("[data-testid=stMainBlockContainer]").count() == 1
    padding = "(box) => getComputedStyle(box).padding"
    assert screen.locator("[data-testid=stMainBlockContainer]").evaluate(padding) == "0px"
    for part in ("stHeader", "stToolbar", "stStatusWidget", "stDecoration", "stSidebar"):
        assert not screen.locator(f"[data-testid={part}]").is_visible()
    assert screen.locator(".stApp[data-test-connection-state=CONNECTED]").count() == 1


def test_figures_that_cannot_be_read_stay_and_a_chip_says_so(gallery: Gallery, screen: Page) -> None:
    gallery.hang(picture="final", scene="overview", lang="zh")
    expect(screen.locator(".st-key-wall_rate")).to_have_text("88.3%")
    gallery.hang(broken=True)
    expect(screen.get_by_text("▲ 数据暂不可用").last).to_be_visible()
    assert screen.locator(".st-key-wall_rate").inner_text() == "88.3%"
    assert screen.get_by_text("Traceback").count() == 0
    gallery.hang(picture="midway", scene="overview")
    expect(screen.locator(".st-key-wall_rate")).to_have_text("55.5%")
    assert not screen.get_by_text("▲ 数据暂不可用").last.is_visible()


def test_a_screen_that_opens_while_nothing_can_be_read_shows_the_empty_shape(
    gallery: Gallery, chromium: Browser
) -> None:
    gallery.hang(broken=True)
    page = chromium.new_page()
    page.goto(gallery.url)
    expect(page.locator(".lf-host").get_by_text("▲ 数据暂不可用")).to_be_visible()
    gallery.hang(picture="final", scene="overview")
    expect(page.locator(".st-key-wall_rate")).to_have_text("88.3%")
    page.close()


def test_the_address_wins_over_the_host(gallery: Gallery, chromium: Browser) -> None:
    gallery.hang(picture="final", scene="vote", theme="day")
    page = chromium.new_page()
    page.goto(f"{gallery.url}/?scene=building&b=2&theme=night&lang=en")
    expect(page.locator(".lf-host .lf")).to_have_attribute("data-theme", "night")
    expect(page.locator(".st-key-wall_building_2 .figure").first).to_have_text("90.3%")
    page.close()


def test_nothing_leaves_this_machine(gallery: Gallery, screen: Page) -> None:
    assert screen.locator(".lf-host").count() == 1
    settled(screen)
    addresses = [url for url in gallery.asked_for if not url.startswith(("data:", "blob:"))]
    assert any(url.endswith("barlow-800.woff2") for url in addresses), "the house's own type is used"
    assert [url for url in addresses if not url.startswith(gallery.url)] == []


def test_a_silent_server_is_said_and_a_lost_one_too(tmp_path: Path, chromium: Browser) -> None:
    alone = Gallery(tmp_path)
    alone.hang(picture="final", scene="overview")
    server = alone.start()
    try:
        page = chromium.new_page()
        page.goto(alone.url)
        expect(page.locator(".st-key-wall_rate")).to_have_text("88.3%")
        _stops_and_goes_on(page, server)
        server.kill()
        expect(page.locator(".offline").last).to_be_visible()
        assert page.locator(".st-key-wall_rate").inner_text() == "88.3%", "the last figures stay"
        page.close()
    finally:
        server.kill()
        server.wait()


def _stops_and_goes_on(page: Page, server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGSTOP)
    expect(page.get_by_text("▲ 数据停留在 14:05")).to_be_visible()
    assert not page.locator(".offline").last.is_visible()
    server.send_signal(signal.SIGCONT)
    expect(page.get_by_text("▲ 数据停留在 14:05")).to_be_hidden()
