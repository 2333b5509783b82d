"""What the eye needs in daylight: the contrast of every colour that carries meaning, also behind a veil of light."""

import re
from pathlib import Path

import pytest

import liftfund_core.ui.wall
from liftfund_core.themes import THEME_NAMES, THEMES, Theme, ThemeName

SHEETS = sorted(Path(liftfund_core.ui.wall.__file__).parent.glob("*.css"))
PAPER = 0.05  # of white comes back from any screen: what WCAG reckons with
VEILS = (PAPER, 0.08, 0.20, 0.45)

# Measured when the colours were chosen: on paper, and behind a veil of 8, 20 and 45 % of white.
CHOSEN: dict[ThemeName, dict[str, tuple[float, float, float, float]]] = {
    "day": {
        "ink": (15.3, 10.7, 5.3, 3.0),
        "muted": (7.2, 6.0, 3.9, 2.6),
        "maple": (6.4, 5.5, 3.7, 2.5),
        "blue": (6.9, 5.8, 3.8, 2.5),
        "amber": (3.2, 3.0, 2.5, 2.0),
        "amber_ink": (6.5, 5.6, 3.8, 2.5),
        "gray": (4.5, 4.1, 3.1, 2.2),
    },
    "glare": {
        "ink": (21.0, 13.5, 6.0, 3.2),
        "muted": (14.9, 10.8, 5.4, 3.1),
        "maple": (9.7, 7.8, 4.6, 2.9),
        "blue": (11.7, 9.0, 5.0, 3.0),
        "amber": (5.0, 4.5, 3.3, 2.4),
        "amber_ink": (9.4, 7.6, 4.6, 2.8),
        "gray": (9.6, 7.7, 4.6, 2.8),
    },
}
NIGHT = {"ink": 16.3, "muted": 10.1, "maple": 8.0, "blue": 9.2, "amber": 11.4, "amber_ink": 11.4, "gray": 7.3}

# Words and what they stand on; `#` colours stand in the style sheets.
WORDS = (
    *((ink, on) for ink in ("ink", "muted", "maple", "blue", "amber_ink") for on in ("paper", "card")),
    ("on_blue", "blue"), ("on_sky", "sky"), ("#16202b", "signal"), ("paper", "ink"), ("amber_ink", "amber_wash"),
    ("ink", "amber_wash"), ("#ffffff", "seal"), ("seal", "#ffffff"), ("#ffffff", "#16202b"), ("#ffc24d", "#16202b"),
    ("#ffc24d", "tag"),
)  # fmt: skip  # a pair after the other
SHAPES = (
    *((shape, on) for shape in ("blue", "amber", "gray") for on in ("paper", "card")),
    ("blue", "track"), ("signal", "casing"), ("ink", "paper"), ("on_blue", "blue"), ("sky", "ink"),
)  # fmt: skip  # a pair after the other


@pytest.mark.parametrize("name", THEME_NAMES)
def test_words_can_be_read_on_what_they_stand_on(name: ThemeName) -> None:
    found = {pair: contrast(*colours(THEMES[name], pair)) for pair in WORDS}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", ["day", "glare"])
def test_words_can_be_read_behind_a_veil_of_stray_light(name: ThemeName) -> None:
    found = {pair: contrast(*colours(THEMES[name], pair), veil=0.20) for pair in WORDS}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 3} == {}


@pytest.mark.parametrize("name", THEME_NAMES)
def test_shapes_that_carry_a_figure_stand_out(name: ThemeName) -> None:
    found = {pair: contrast(*colours(THEMES[name], pair)) for pair in SHAPES}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 3} == {}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_colours_are_those_that_were_chosen_for_daylight(name: ThemeName) -> None:
    theme = THEMES[name]
    for token, ratios in CHOSEN[name].items():
        measured = [contrast(getattr(theme, token), theme.paper, veil) for veil in VEILS]
        assert measured == pytest.approx(ratios, abs=0.1), token


def test_the_colours_are_those_that_were_chosen_for_the_night() -> None:
    night = THEMES["night"]
    measured = {token: contrast(getattr(night, token), night.paper) for token in NIGHT}
    assert measured == pytest.approx(NIGHT, abs=0.1)


def test_the_style_sheets_name_no_colour_of_their_own_but_the_fixed_ones() -> None:
    named = {
        colour.lower() for sheet in SHEETS for colour in re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet.read_text("utf-8"))
    }
    assert named <= {"#16202b", "#ffc24d", "#fff", "#0b0f14"}, "a colour of a theme changes with the theme"


def colours(theme: Theme, pair: tuple[str, str]) -> tuple[str, str]:
    first, second = (name if name.startswith("#") else getattr(theme, name) for name in pair)
    return first, second


def contrast(one: str, other: str, veil: float = PAPER) -> float:
    """The ratio of two colours as WCAG reckons it, with so much of white added to both by stray light."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + veil) / (dark + veil)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
