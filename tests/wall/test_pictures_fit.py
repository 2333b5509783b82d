"""Every scene on every screen, in every theme and language: nothing cut, nothing on another, nothing too small."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from liftfund_core.domain.stage import SCENES
from liftfund_core.themes import THEME_NAMES
from liftfund_core.words import LANGUAGES
from tests.browsers import resize
from tests.wall.conftest import Gallery

pytestmark = pytest.mark.browser

MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8")
SCREENS = ((1920, 1080), (1280, 720), (1024, 576), (1024, 768))
WIDE = (2048, 1024)
MAIN = {
    "overview": "midway", "building": "midway", "lifts": "midway", "vote": "vote_phones", "money": "money_fine",
    "timeline": "replay", "messages": "messages", "join": "join", "agenda": "agenda", "cards": "cards",
    "finale": "finale",
}  # fmt: skip  # a picture a scene
HANGING = (
    ("masked", "overview", "zh"),
    ("fired", "overview", "zh"),
    ("fired2", "overview", "en"),
    ("name12", "overview", "zh"),
    ("name12", "vote", "en"),
    ("household", "overview", "en"),
    ("size1x1", "overview", "zh"),
    ("size1x6", "overview", "en"),
    ("size12x6", "overview", "zh"),
    ("size12x6", "overview", "en"),
    ("empty", "overview", "zh"),
    ("size1x6", "building", "zh"),
    ("size1x6", "building", "en"),
    ("masked", "building", "en"),
    ("final", "lifts", "zh"),
    ("size8x4", "lifts", "zh"),
    ("size1x6", "lifts", "zh"),
    ("size12x6", "lifts", "zh"),
    ("size12x6", "lifts", "en"),
    ("vote", "vote", "zh"),
    ("vote_closed", "vote", "en"),
    ("vote_doubt", "vote", "zh"),
    ("vote_big", "vote", "zh"),
    ("vote_long", "vote", "zh"),
    ("vote_none", "vote", "en"),
    ("money", "money", "en"),
    ("money_hidden", "money", "zh"),
    ("replay12x6", "timeline", "zh"),
    ("replay12x6", "timeline", "en"),
    ("replay1x1", "timeline", "zh"),
    ("messages_one", "messages", "zh"),
    ("messages_four", "messages", "en"),
    ("messages_long", "messages", "zh"),
    ("messages_none", "messages", "zh"),
    ("join_phones", "join", "en"),
    ("join_phones", "join", "zh"),
    ("join_placards", "join", "en"),
    ("join_nowhere", "join", "zh"),
    ("agenda_before", "agenda", "en"),
    ("agenda_after", "agenda", "zh"),
    ("agenda_long", "agenda", "zh"),
    ("agenda_none", "agenda", "en"),
    ("cards_many", "cards", "en"),
    ("size1x1", "cards", "zh"),
    ("finale_counting", "finale", "zh"),
    ("finale_none", "finale", "en"),
    ("size12x6", "finale", "zh"),
    ("masked", "finale", "en"),
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_fits_every_screen_in_every_theme(gallery: Gallery, calm: Page, scene: str, lang: str) -> None:
    faults = {}
    for theme in THEME_NAMES:
        hang(gallery, calm, picture=MAIN[scene], scene=scene, lang=lang, theme=theme, building="4")
        for size in SCREENS:
            faults[theme, size] = measured(calm, *size)
    assert {where: found for where, found in faults.items() if found} == {}


@pytest.mark.parametrize(("picture", "scene", "lang"), HANGING)
def test_a_picture_fits_every_screen(gallery: Gallery, calm: Page, picture: str, scene: str, lang: str) -> None:
    hang(gallery, calm, picture=picture, scene=scene, lang=lang, building="4")
    faults = {size: measured(calm, *size) for size in (*SCREENS, WIDE)}
    assert {size: found for size, found in faults.items() if found} == {}


@pytest.fixture(scope="module")
def calm(screen: Page) -> Page:
    """The screen of somebody who wants no motion: the replay stands at its newest day."""
    screen.emulate_media(reduced_motion="reduce")
    return screen


def hang(gallery: Gallery, page: Page, **asked: str) -> None:
    entry = gallery.hang(**asked)
    expect(page.locator(".lf-host .st-key-wall_asof")).to_contain_text(entry, timeout=20_000)


def measured(page: Page, width: int, height: int) -> list[str]:
    resize(page, width, height)
    found: list[str] = page.evaluate(MEASURE)
    return found
