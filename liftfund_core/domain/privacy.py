"""What neighbours and passers-by may see: names, rooms and small counts are masked before any screen.

Naming late payers is not a feature and has no switch; public figures are sums per building (rules.md 2.5).
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from liftfund_core.domain.rate import Rate, percent_cut

SMALL = 4
"""A count from 1 to 4 lets neighbours infer who is meant."""

Bound = Literal["=", ">=", "<="]
_SYMBOLS: dict[Bound, str] = {"=": "", ">=": "≥", "<=": "≤"}

_WHOLE_BP = 10_000
_SHOWN_BP = 10  # one decimal of a percentage
_TAKEN_OUT = "***"

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
# Digits as they are said, 〇 零 幺 一 二 三 四 五 六 七 八 九, by their code points.
_SAID_DIGITS = {0x3007: "0", 0x96F6: "0", 0x5E7A: "1", 0x4E00: "1", 0x4E8C: "2", 0x4E09: "3", 0x56DB: "4",
                0x4E94: "5", 0x516D: "6", 0x4E03: "7", 0x516B: "8", 0x4E5D: "9"}  # fmt: skip  # read as a row
_GAP = r"[ \t\n.\-·_/*~|\u3001\u200b-\u200d]{0,2}"
_BESIDE = r"[ \n,\-\u3001]?"
_LONG_NUMBER = r"\d{11,}[Xx]?"
_ID_CARD_OR_ACCOUNT = rf"\d(?:{_GAP}\d){{14,18}}(?:{_GAP}[Xx])?"
_MOBILE = rf"(?:\+?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}"
_LANDLINE = rf"0\d{{2,3}}{_GAP}\d{{7,8}}"
# The Chinese in these patterns is what residents type, never shown:
# 号 \u53f7, 栋 \u680b, 幢 \u5e62, 楼 \u697c, 座 \u5ea7, 单元 \u5355\u5143, 门 \u95e8, 室 \u5ba4;
# and what follows a number that is no room: 户 年 元 人 个 部 平 万 天 块.
_NO_ROOM = r"(?!\d| ?[\u6237\u5e74\u5143\u4eba\u4e2a\u90e8\u5e73\u4e07\u5929\u5757%]|\.\d)"
_ROOM = rf"\d{{3,4}}{_NO_ROOM}(?: ?\u5ba4)?"
_SECTION = rf"\d+ ?(?:\u5355\u5143|\u95e8){_BESIDE}"
_ROOMS = (
    r"\d+ ?- ?\d+ ?- ?\d{3,}",
    rf"(?:[A-Za-z]\d?|\d{{1,3}}) ?- ?{_ROOM}",
    rf"\d+ ?[\u53f7\u680b\u5e62\u697c\u5ea7#]{{1,2}}{_BESIDE}(?:{_SECTION})?{_ROOM}",
    rf"{_SECTION}{_ROOM}",
    r"\d{3,4} ?\u5ba4",
)
_IDENTITY = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_IDENTITY_OR_CARD = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[Xx]|\d{16,19})(?![0-9A-Za-z])")
_NUMBERS = (_LONG_NUMBER, _ID_CARD_OR_ACCOUNT, _MOBILE, _LANDLINE)
_PERSONAL = re.compile(rf"(?<!\d)(?:{'|'.join(_NUMBERS)})(?!\d)|(?<![A-Za-z\d])(?:{'|'.join(_ROOMS)})(?!\d)", re.ASCII)


def mask_name(name: str) -> str:
    """The first character, the rest as stars: 张三 -> 张*, 欧阳娜娜 -> 欧***; a single one becomes a star."""
    plain = name.strip()
    return plain[:1] + "*" * (len(plain) - 1) if len(plain) > 1 else "*" * len(plain)


def mask_room(unit: str) -> str:
    """Building and floor kept, the last two digits hidden: "3-2-1204" -> "3-2-12**", "3-1204" -> "3-12**"."""
    place, dash, room = unit.strip().rpartition("-")
    return f"{place}{dash}{re.sub(r'[0-9]{0,2}[^0-9]*$', '', room, count=1)}**"


def mask_phone(phone: str) -> str:
    """The first three and last four digits: "13812341234" -> "138****1234"; of a shorter one, less."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    first, last = (3, 4) if len(digits) >= 11 else (0, 4) if len(digits) >= 7 else (0, 0)
    hidden = len(digits) - first - last
    return f"{digits[:first]}{'*' * hidden}{digits[first + hidden :]}"


def keep_last_four(text: str) -> str:
    """A text with identity card and bank card numbers cut to their last four digits: more is never stored."""
    return _IDENTITY_OR_CARD.sub(lambda found: _cut(found[0]), text)


def _cut(number: str) -> str:
    digits = [int(sign) for sign in number if sign.isdecimal()]
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    is_number = _IDENTITY.fullmatch(number) or sum(doubled) % 10 == 0  # the check digit of a bank card
    return f"*{number[-4:]}" if is_number else number


def mask_free_text(text: str) -> str:
    """A message without phone, ID-card and account numbers and rooms, however they are spaced or typed."""
    shown, end = [], 0
    for found in _PERSONAL.finditer(_one_for_one(text)):
        shown += [text[end : found.start()], _TAKEN_OUT]
        end = found.end()
    return "".join([*shown, text[end:]])


def _one_for_one(text: str) -> str:
    """Full-width, fancy, Arabic and Chinese digits and dashes as plain ones, each in its place, to cut out of the
    original.
    """
    plain = ((char, unicodedata.normalize("NFKC", char)) for char in text)
    folded = "".join(folded if len(folded) == 1 else char for char, folded in plain)
    decimals = (str(unicodedata.decimal(char)) if char.isdecimal() else char for char in folded)
    return "".join(decimals).translate(_DASHES).translate(_SAID_DIGITS)


def is_small(count: int) -> bool:
    """Whether a count is from 1 to 4 and must not be shown beside a building."""
    return 1 <= count <= SMALL


def shown_small(count: int) -> int | Literal["<5"]:
    """The count, or "<5" where it is small."""
    return "<5" if is_small(count) else count


def public_count_text(paid: int, charged: int) -> str:
    """Paid households as the public sees them: "954", "<5" for a few payers, "≥176" for a few unpaid."""
    if is_small(paid):
        return "<5"
    if is_small(charged - paid):
        return f"≥{max(charged - SMALL, 0)}"
    return str(paid)


@dataclass(frozen=True)
class BoundedRate:
    """A rate as the public may see it: exact, or only as a bound computed from four units.

    Args:
        bp: basis points; cut for "=" and ">=", already rounded up to the shown decimal for "<=".
    """

    bp: int
    bound: Bound = "="

    @property
    def percent(self) -> str:
        """One decimal: "88.3%", "≥97.7%", "≤2.3%"; a whole hundred drops it."""
        shown = -(-self.bp // _SHOWN_BP) * _SHOWN_BP if self.bound == "<=" else self.bp
        return _SYMBOLS[self.bound] + percent_cut(shown)


def _at_least(part: int, whole: int) -> BoundedRate:
    return BoundedRate(Rate(max(part, 0), whole).bp, ">=")


def _at_most(part: int, whole: int) -> BoundedRate:
    """Rounded up to the shown decimal, so that the bound stays true as printed; never above a hundred."""
    if part >= whole:
        return _ANYTHING
    return BoundedRate(-(-part * _WHOLE_BP // (whole * _SHOWN_BP)) * _SHOWN_BP, "<=")


_ANYTHING = BoundedRate(_WHOLE_BP, "<=")


def household_bound(paid: int, charged: int) -> BoundedRate:
    """Paid households of those that owe something, as a bound where either side is small.

    Args:
        paid: units paid in full. charged: units that owe something (waived ones left out).
    """
    few_paid, few_unpaid = is_small(paid), is_small(charged - paid)
    if few_paid and few_unpaid:
        return _ANYTHING
    if few_paid:
        return _at_most(SMALL, charged)
    if few_unpaid:
        return _at_least(charged - SMALL, charged)
    return BoundedRate(Rate(paid, charged).bp)


def amount_bound(
    collected: int, due: int, four_largest_due: int, paid: int, part_paid: int, charged: int
) -> BoundedRate:
    """Fen collected of fen due, as a bound provable from the four largest dues where units could be inferred.

    Args:
        collected, due, four_largest_due: fen of the building; each unit capped at its due.
        paid, part_paid, charged: units paid in full, paid in part, owing something.
    """
    few_payers, few_unpaid = is_small(paid + part_paid), is_small(charged - paid)
    if (few_payers or is_small(paid)) and few_unpaid:
        return _ANYTHING
    if few_payers:
        return _at_most(four_largest_due, due)
    if is_small(paid):
        return _ANYTHING  # many part payers: the four largest dues prove nothing about their sum
    if few_unpaid:
        return _at_least(due - four_largest_due, due)
    return BoundedRate(Rate(collected, due).bp)
