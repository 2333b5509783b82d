"""The time-lapse in a real browser: it shows real days only, ends by itself, and follows a hand."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.wall.conftest import Gallery

pytestmark = pytest.mark.browser

# What the days say, put together from the changes; the newest is the one of now.
DAYS = """() => {
  let day = {};
  return JSON.parse(document.querySelector("[data-days]").dataset.days).map((change) => (day = { ...day, ...change }));
}"""
# Every picture of two seconds: the words in the slots, and how long the first bar is.
WATCH = """() => new Promise((done) => {
  const seen = [], began = performance.now();
  const look = (now) => {
    const slots = {};
    for (const slot of document.querySelectorAll(".lf-host [data-v]")) slots[slot.dataset.v] = slot.textContent;
    seen.push({ slots, bar: document.querySelector(".row .bar i").style.getPropertyValue("--w") });
    now - began > 2000 ? done(seen) : requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


@pytest.fixture
def replay(gallery: Gallery, screen: Page) -> Page:
    """The screen at the moment at which a replay has begun."""
    gallery.hang(picture="midway", scene="overview")
    expect(screen.locator(".lf[data-scene=overview]").last).to_be_visible()
    gallery.hang(picture="replay", scene="timeline")
    expect(screen.locator(".lf[data-playing]")).to_be_visible()
    return screen


def days_of(page: Page) -> list[dict[str, str]]:
    told: list[dict[str, str]] = page.evaluate(DAYS)
    return told


def shown(page: Page) -> dict[str, Any]:
    picture: dict[str, Any] = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.lf-host [data-v]')]"
        ".map((slot) => [slot.dataset.v, slot.textContent]))"
    )
    return picture


def test_every_picture_shows_the_figures_of_one_real_day_while_the_bars_glide(replay: Page) -> None:
    days = days_of(replay)
    by_date = {day["day"]: day for day in days}
    seen = replay.evaluate(WATCH)
    assert len({one["slots"]["day"] for one in seen}) >= 3, "it moves on"
    for one in seen:
        day = by_date[one["slots"]["day"]]
        figures = {slot: words for slot, words in one["slots"].items() if slot in day}
        assert figures == {slot: day[slot] for slot in figures}
        assert len(figures) > 30
    assert len({one["bar"] for one in seen}) > len({one["slots"]["day"] for one in seen}), "lengths glide"


def test_a_change_of_today_does_not_begin_it_again(gallery: Gallery, replay: Page) -> None:
    before = replay.locator("input[type=range]").evaluate("(rail) => Number(rail.value)")
    replay.evaluate("() => { window.drawn = document.querySelector('.lf-host .lf'); }")
    gallery.hang(picture="replay", scene="timeline", rate=5600, paid="605")
    replay.wait_for_timeout(1500)
    assert replay.evaluate("() => drawn === document.querySelector('.lf-host .lf') && 'playing' in drawn.dataset")
    assert replay.locator("input[type=range]").evaluate("(rail) => Number(rail.value)") > before


def test_it_stops_at_the_newest_day_and_begins_anew_when_asked(gallery: Gallery, replay: Page) -> None:
    rail = replay.locator("input[type=range]")
    rail.focus()
    replay.keyboard.press("End")
    replay.keyboard.press("ArrowLeft")
    assert shown(replay)["day"] == "7月16日", "a hand on the rail stops it and moves it by a day"
    assert rail.get_attribute("aria-valuetext") == "7月16日"
    replay.keyboard.press("Space")
    expect(replay.locator(".lf[data-playing]")).to_have_count(0)
    assert shown(replay)["day"] == "7月17日"
    assert str(gallery.entry) in shown(replay)["entry"]
    replay.keyboard.press("Space")
    expect(replay.locator(".lf[data-playing]")).to_be_visible()
    assert shown(replay)["rate"] == "—", "the first day, before the first payment"


def test_every_day_can_be_found_by_hand(replay: Page) -> None:
    rail = replay.locator("input[type=range]")
    for place, day in enumerate(days_of(replay)):
        rail.evaluate("(rail, at) => { rail.value = at; rail.dispatchEvent(new Event('input')); }", place)
        picture = shown(replay)
        assert {slot: words for slot, words in picture.items() if slot in day} == {
            slot: day[slot] for slot in picture if slot in day
        }


def test_who_wants_no_motion_sees_the_newest_day_and_steps_when_he_likes(gallery: Gallery, chromium: Browser) -> None:
    entry = gallery.hang(picture="replay", scene="timeline")
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(gallery.url)
    expect(page.locator(".lf-host .st-key-wall_asof")).to_contain_text(entry)
    assert page.locator(".lf[data-playing]").count() == 0
    page.locator("input[type=range]").focus()
    page.keyboard.press("ArrowLeft")
    assert shown(page)["day"] == "7月16日"
    page.close()
