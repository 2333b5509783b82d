"""Money and areas: what a cell may hold, what a household owes, how a cost is shared."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liftfund_core.domain.money import (
    cut_to_thousand_yuan,
    format_area,
    format_yuan,
    levy_fen,
    million,
    parse_area,
    parse_yuan,
    share,
    up_to_thousand_yuan,
    wan,
)
from liftfund_core.errors import Refusal

SUMS = st.integers(0, 10**12)
AREAS = st.integers(1, 10**8)
RATE = 1793
Reader = Callable[[str], int]


@pytest.mark.parametrize(
    "cell",
    [
        "1,603.48",
        "1603.48",
        " 1603.48 ",
        "１６０３．４８",
        "１，６０３．４８",
        "¥1,603.48",
        "￥1603.48",
        "¥ 1603.48 元",
        "1603.48元",
        "RMB 1603.48",
        "1603.480000",
    ],
)
def test_an_amount_is_read_as_people_write_it(cell: str) -> None:
    assert parse_yuan(cell) == 160348


@pytest.mark.parametrize(("cell", "fen"), [("0", 0), ("5", 500), ("0.5", 50), ("0.05", 5), ("1,000,000", 100_000_000)])
def test_yuan_become_fen(cell: str, fen: int) -> None:
    assert parse_yuan(cell) == fen


@pytest.mark.parametrize("cell", ["89.43", "８９．４３", "89.43㎡", "89.43 m²", "89.43平方米", "89.43平米", "89.430"])
def test_an_area_is_read_as_people_write_it(cell: str) -> None:
    assert parse_area(cell) == 8943


@pytest.mark.parametrize("read", [parse_yuan, parse_area])
@pytest.mark.parametrize("cell", ["", "   ", "\u3000"])
def test_an_empty_cell_is_refused(read: Reader, cell: str) -> None:
    with pytest.raises(Refusal, match="是空的；请"):
        read(cell)


@pytest.mark.parametrize("read", [parse_yuan, parse_area])
@pytest.mark.parametrize(
    "cell",
    [
        "NaN",
        "inf",
        "None",
        "1e3",
        "1.6.0",
        "1,60",
        "1,60.00",
        "16,03.48",
        "abc",
        "12 34",
        ".",
        "5.",
        ".5",
        "0x10",
        "十",
        "#N/A",
    ],
)
def test_a_cell_that_is_no_number_is_refused_with_the_cell_in_the_sentence(read: Reader, cell: str) -> None:
    with pytest.raises(Refusal, match="看不懂") as refused:
        read(cell)
    assert f"“{cell}”" in str(refused.value)


@pytest.mark.parametrize("read", [parse_yuan, parse_area])
@pytest.mark.parametrize("cell", ["1.001", "65.0750001", "0.005"])
def test_more_than_two_decimals_are_refused_and_never_rounded(read: Reader, cell: str) -> None:
    with pytest.raises(Refusal, match="小数超过两位；请"):
        read(cell)


@pytest.mark.parametrize("read", [parse_yuan, parse_area])
@pytest.mark.parametrize("cell", ["-1", "－1.00", "−0.01", "-¥5"])
def test_a_negative_number_is_refused(read: Reader, cell: str) -> None:
    with pytest.raises(Refusal, match="负数；请" if "¥" not in cell or read is parse_yuan else "看不懂"):
        read(cell)


@pytest.mark.parametrize(("read", "cell"), [(parse_yuan, "10000000000.01"), (parse_area, "1000000.01")])
def test_a_number_with_a_few_digits_too_many_is_refused(read: Reader, cell: str) -> None:
    with pytest.raises(Refusal, match="请检查"):
        read(cell)


def test_a_bank_statement_may_hold_negative_amounts() -> None:
    assert parse_yuan("-1,603.48", signed=True) == -160348
    assert parse_yuan("1,603.48", signed=True) == 160348


def test_an_area_of_zero_is_refused() -> None:
    with pytest.raises(Refusal, match=r"面积必须大于 0，现在是 0.00；请按房本面积改正"):
        parse_area("0.00")


@given(SUMS)
def test_a_formatted_amount_reads_back(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen
    assert parse_yuan(format_yuan(-fen), signed=True) == -fen


@given(AREAS)
def test_a_formatted_area_reads_back(dm2: int) -> None:
    assert parse_area(format_area(dm2)) == dm2


def test_amounts_and_areas_show_two_decimals() -> None:
    assert format_yuan(160348) == "1,603.48"
    assert format_yuan(-5) == "-0.05"
    assert format_yuan(-160305) == "-1,603.05"
    assert format_area(8943) == "89.43"
    assert format_area(7027328) == "70,273.28"


def test_public_sums_are_cut_and_never_rounded_up() -> None:
    assert cut_to_thousand_yuan(111_399_999) == 111_300_000
    assert cut_to_thousand_yuan(-111_399_999) == -111_300_000
    assert cut_to_thousand_yuan(99_999) == 0
    assert wan(111_300_000) == "111.3"
    assert wan(111_399_999) == "111.3"
    assert wan(126_000_000) == "126.0"
    assert wan(99_999) == "0.0"
    assert million(111_399_999) == "1.11"
    assert million(126_000_000) == "1.26"
    assert million(5_000_000) == "0.05"


def test_a_short_fall_shows_its_sign_unless_it_is_too_small_to_show() -> None:
    assert wan(-111_300_000) == "-111.3"
    assert wan(-99_999) == "0.0"


def test_what_is_missing_is_told_up_to_a_thousand_yuan() -> None:
    assert [up_to_thousand_yuan(fen) for fen in (0, 1, 100_000, 100_001)] == [0, 100_000, 100_000, 200_000]


@given(SUMS)
def test_a_cut_sum_never_shows_more_than_there_is_and_less_than_a_step_below(fen: int) -> None:
    assert 0 <= fen - cut_to_thousand_yuan(fen) < 100_000
    assert wan(fen) == wan(cut_to_thousand_yuan(fen))


@pytest.mark.parametrize(
    ("area", "due"),
    [
        ("65.00", "1165.45"),
        ("65.07", "1166.71"),
        ("65.50", "1174.42"),
        ("66.50", "1192.35"),
        ("0.50", "8.97"),
        ("1.50", "26.90"),
        ("89.43", "1603.48"),
        ("45.28", "811.87"),
        ("120.00", "2151.60"),
        ("45.00", "806.85"),
        ("0.01", "0.18"),
    ],
)
def test_the_levy_of_a_unit_is_rounded_half_up_once(area: str, due: str) -> None:
    assert levy_fen(parse_area(area), RATE) == parse_yuan(due)


@pytest.mark.parametrize("area", [0, -1, -6500])
def test_no_levy_on_an_area_of_zero_or_less(area: int) -> None:
    with pytest.raises(Refusal, match=f"面积必须大于 0，现在是 {format_area(area)}；请"):
        levy_fen(area, RATE)


@pytest.mark.parametrize("rate", [0, -1793])
def test_no_levy_at_a_rate_of_zero_or_less(rate: int) -> None:
    with pytest.raises(Refusal, match=r"收费标准必须大于 0.*请"):
        levy_fen(6500, rate)


@given(AREAS, st.integers(1, 10**6))
def test_the_levy_is_within_half_a_fen_of_the_exact_product(area: int, rate: int) -> None:
    assert -50 <= area * rate - 100 * levy_fen(area, rate) < 50


WEIGHTS = st.lists(st.integers(0, 10**8), min_size=1, max_size=40).filter(any)


@given(SUMS, WEIGHTS)
@example(100, [1, 1, 1])
def test_sharing_a_cost_conserves_every_fen(total: int, weights: list[int]) -> None:
    parts = share(total, weights)
    assert sum(parts) == total
    assert all(abs(part * sum(weights) - total * w) < sum(weights) for part, w in zip(parts, weights, strict=True))
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


def test_a_left_over_fen_goes_to_the_largest_remainder_and_then_to_the_first() -> None:
    assert share(100, [1, 1, 1]) == [34, 33, 33]
    assert share(10, [1, 2, 4]) == [1, 3, 6]
    assert share(0, [1, 2]) == [0, 0]


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, []), (1, [0, 0]), (1, [2, -1])])
def test_a_cost_that_cannot_be_shared_is_refused(total: int, weights: list[int]) -> None:
    with pytest.raises(Refusal, match=r"无法分摊.*请"):
        share(total, weights)
