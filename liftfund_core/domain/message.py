"""What a message is: a suggestion or a blessing in somebody's own words, made readable and free of personal numbers.

Only the masked words are ever kept: phone, ID-card and account numbers and rooms are gone before a member of staff,
let alone a screen, sees them (rules.md 2.5).
"""

import re
import unicodedata
from collections.abc import Iterator

from liftfund_core.domain.privacy import mask_free_text
from liftfund_core.words import N_

LONGEST = 200
"""Characters of a message after masking."""

MESSAGE_WORDS: dict[str, str] = {"suggestion": N_("建议"), "blessing": N_("祝福")}
AUTHOR_WORDS: dict[str, str] = {"owner": N_("业主"), "resident": N_("居民"), "merchant": N_("商户")}
SOURCE_WORDS: dict[str, str] = {"phone": N_("手机"), "desk": N_("签到台")}
VERDICT_WORDS: dict[str, str] = {"approved": N_("通过展示"), "edited": N_("修改后展示"), "withdrawn": N_("不展示")}

_JOINERS = "\u200c\u200d"  # they hold an emoji family or a Persian word together
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")  # control, bidi override, half a character, private use, not a character
_MARKS = ("Mn", "Me")
_MOST_MARKS = 2  # on one letter; a tower of them runs over the neighbours' lines


def public_words(text: str) -> str:
    """The words of a message as they may be kept: readable, masked, its lines and spaces tidied.

    Args:
        text: as it was typed; markup in it is text like any other.
    """
    return _tidied(mask_free_text("".join(_readable(_tidied(text)))))


def _readable(text: str) -> Iterator[str]:
    """The characters that a reader sees; what hides between the digits of a number is left out before masking."""
    before, marks = "\n", 0
    for place, char in enumerate(text):
        kind = unicodedata.category(char)
        marks = marks + 1 if kind in _MARKS else 0
        if char in _JOINERS:
            if not (_numeric(before) or _numeric(text[place + 1 : place + 2]) or before in _JOINERS):
                yield char
                before = char
        elif char == "\n" or not (kind in _UNSEEN or (marks and (_numeric(before) or marks > _MOST_MARKS))):
            yield char
            before = before if marks else char


def _numeric(char: str) -> bool:
    """Whether it reads as a figure: 3, ３, ③, ٣."""
    return unicodedata.normalize("NFKC", char).isdecimal()


def _tidied(text: str) -> str:
    """One space between words, one break between lines, nothing at the edges."""
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in re.split(r"[\r\n\u2028\u2029\v\f]+", text))
    return "\n".join(line for line in lines if line)
