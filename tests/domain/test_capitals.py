"""Amounts in capital numerals, as the rules for vouchers give their examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.capitals import capital_yuan

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = {"拾": 10, "佰": 100, "仟": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
        (10_700_053, "壹拾万柒仟元伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (160_348, "壹仟陆佰零叁元肆角捌分"),
        (42_000_000, "肆拾贰万元整"),
        (1_000, "壹拾元整"),
        (1_010_000, "壹万零壹佰元整"),
        (100_000_070_000, "壹拾亿零柒佰元整"),
        (100_050_000_000, "壹拾亿零伍拾万元整"),
        (50, "伍角整"),
        (5, "伍分"),
        (0, "零元整"),
    ],
)
def test_an_amount_in_capitals(fen: int, said: str) -> None:
    assert capital_yuan(fen) == said


def fen_of(said: str) -> int:
    """Read an amount back, digit by digit."""
    yuan, mark, rest = said.rpartition("元")
    total = group = 0
    digit = 0
    for sign in yuan if mark else "":
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in PLACES:
            group, digit = group + digit * PLACES[sign], 0
        else:
            total, group, digit = total + (group + digit) * GROUPS[sign], 0, 0
    fen = 100 * (total + group + digit)
    for sign, size in (("角", 10), ("分", 1)):
        if sign in rest:
            fen += size * DIGITS.index(rest[rest.index(sign) - 1])
    return fen


@given(st.integers(0, 10**14 - 1))
def test_capitals_are_read_back_to_the_fen(fen: int) -> None:
    said = capital_yuan(fen)
    assert fen_of(said) == fen
    assert "零零" not in said and said.endswith(("分", "整"))


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_no_receipt_is_written_over_it(fen: int) -> None:
    with pytest.raises(ValueError, match="no receipt"):
        capital_yuan(fen)
