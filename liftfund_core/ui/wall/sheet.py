"""A scene on paper: markup that is drawn once, and the figures that move in it afterwards.

The markup holds empty slots; `wall.js` fills them and, when only figures change, touches nothing else, so that the
big screen never flickers. Everything that comes from a form or a file is escaped here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s
from html import escape

SAYS_NOTHING = "≤100%"
"""A bound that bounds nothing: too few households to say anything."""


@dataclass(frozen=True)
class Frame:
    """Markup and the values of its slots; two frames with the same `frame_id` differ in values only."""

    html: str
    values: Mapping[str, str]

    @property
    def frame_id(self) -> str:
        """A name for the markup: as long as it stays, the screen keeps its elements."""
        return blake2s(self.html.encode(), digest_size=8).hexdigest()


class Sheet:
    """Collects the values of the slots while the markup is written."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def text(self, slot: str, value: object, css: str = "", tag: str = "span") -> str:
        """An element whose words are the value."""
        self.values[slot] = str(value)
        return f'<{tag} class="{css}" data-v="{slot}"></{tag}>'

    def bind(self, kind: str, slot: str, value: object) -> str:
        """An attribute of an element that follows the value: `w` its length in percent, `x` its place in percent,
        `c` its state, `u` the mark it shows, `d` a drawn line, `a` its spoken label, `n` and `t` its value for a
        reader, `k` the seconds that its clock has left, `if` whether it is there.
        """
        self.values[slot] = str(value)
        return f'data-{kind}="{slot}"'

    def shown_if(self, slot: str, shown: bool) -> str:
        """An attribute that hides its element while `shown` is false."""
        return self.bind("if", slot, "1" if shown else "")

    def figure(self, slot: str, figure: str, css: str = "") -> str:
        """A figure in up to three sizes, "≥", "97.7" and "%", that still reads as one word."""
        shown = "—" if figure == SAYS_NOTHING else figure
        sign = shown[0] if shown[:1] in ("≥", "≤") else ""
        unit = "%" if shown.endswith("%") else ""
        return (
            f'<b class="figure {css}" {self.bind("c", f"{slot}_bound", "bound" if sign else "")}>'
            f"{self.text(f'{slot}_sign', sign, 'sign')}"
            f"{self.text(slot, shown.removeprefix(sign).removesuffix('%'), 'digits')}"
            f"{self.text(f'{slot}_unit', unit, 'unit')}</b>"
        )


def key(name: str) -> str:
    """The class by which tests and tools find an element, written as Streamlit writes a key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", name)


def plain(text: str) -> str:
    """Words of a person, made safe to stand in markup."""
    return escape(text, quote=True)
