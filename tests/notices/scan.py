"""What a notice must never hold: a household, or a count of one to four of them."""

import re

UNIT = re.compile(r"\d+-\d+-\d{3,4}")
# Households that are counted: 户 in Chinese, homes in English; not those of a bound ("<5") or the tail of a number.
FEW = re.compile(r"(?<![\d.,<≥≤¥/-])\s?[1-4]\s*(?:户|more homes|homes)")


def gives_away(text: str) -> list[str]:
    """Every place of a text that should not be there."""
    return [found[0] for rule in (UNIT, FEW) for found in rule.finditer(text)]
