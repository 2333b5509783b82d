"""The colours an estate's screen uses by day, under glare and at night, with the contrast each was chosen for.

Every pair was measured on its paper and behind a veil of stray light (screens.md 3). Red is the brand and what has
been achieved, never an error; blue is done, amber asks for attention; each colour is always joined by a shape.
"""

from dataclasses import dataclass, fields
from typing import Literal

ThemeName = Literal["day", "glare", "night"]
THEME_NAMES: tuple[ThemeName, ...] = ("day", "glare", "night")

SEAL = "#B01E17"
"""The seal and the top strip: the same red in every theme."""


@dataclass(frozen=True)
class Theme:
    """Colour tokens; `*_ink` are for words, `amber` and `gray` for shapes only, `on_blue` stands on `blue`."""

    paper: str
    card: str
    ink: str
    muted: str
    maple: str
    blue: str
    on_blue: str
    amber: str
    amber_ink: str
    amber_wash: str
    gray: str
    track: str
    hair: str
    tag: str
    tag_edge: str
    signal: str = "#FFC24D"
    casing: str = "#16202B"
    seal: str = SEAL

    def variables(self) -> str:
        """The tokens as CSS custom properties, for a style attribute: `--paper:#FAF6EE;...`."""
        return "".join(f"--{f.name.replace('_', '-')}:{getattr(self, f.name)};" for f in fields(self))


THEMES: dict[ThemeName, Theme] = {
    "day": Theme(
        paper="#FAF6EE",
        card="#FFFFFF",
        ink="#16202B",
        muted="#4A545E",
        maple="#B01E17",
        blue="#0B5A8A",
        on_blue="#FFFFFF",
        amber="#C77700",
        amber_ink="#8A4700",
        amber_wash="#FCEBCB",
        gray="#6A737C",
        track="#E6DFD2",
        hair="#C9C2B4",
        tag="#16202B",
        tag_edge="#16202B",
    ),
    "glare": Theme(
        paper="#FFFFFF",
        card="#FFFFFF",
        ink="#000000",
        muted="#20282F",
        maple="#8A120C",
        blue="#063B5E",
        on_blue="#FFFFFF",
        amber="#A35F00",
        amber_ink="#6E3800",
        amber_wash="#FFF3DC",
        gray="#3D464F",
        track="#D9D2C4",
        hair="#8E8779",
        tag="#16202B",
        tag_edge="#16202B",
    ),
    "night": Theme(
        paper="#0E151D",
        card="#18222D",
        ink="#F6F1E6",
        muted="#B8C1CA",
        maple="#FF8A73",
        blue="#6CC1F0",
        on_blue="#0E151D",
        amber="#FFC24D",
        amber_ink="#FFC24D",
        amber_wash="#33291A",
        gray="#9AA5AF",
        track="#2A3642",
        hair="#3B4855",
        tag="#18222D",
        tag_edge="#FFC24D",
        casing="#0E151D",
    ),
}


def theme_name(asked: str | None, otherwise: ThemeName = "day") -> ThemeName:
    """The theme asked for, or the other one where the question makes no sense."""
    return next((name for name in THEME_NAMES if name == asked), otherwise)
