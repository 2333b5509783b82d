"""Masks and small counts: nobody can be picked out on a public screen (rules.md 2.5)."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from liftfund_core.domain.privacy import (
    BoundedRate,
    amount_bound,
    household_bound,
    is_small,
    keep_last_four,
    mask_free_text,
    mask_name,
    mask_phone,
    mask_room,
    public_count_text,
    shown_small,
)
from liftfund_core.domain.rate import Rate


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("欧阳娜娜", "欧***"), ("张", "*"), (" 张三 ", "张*"), ("", ""), ("  ", "")],
)
def test_of_a_name_the_first_character_stays(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("unit", "masked"),
    [
        ("3-2-1204", "3-2-12**"),
        ("3-1204", "3-12**"),
        ("3-2-101", "3-2-1**"),
        ("3-2-1204A", "3-2-12**"),
        ("3-S01", "3-S**"),
        ("3-2-12", "3-2-**"),
        ("1204", "12**"),
        ("3-2-１２０４", "3-2-**"),
    ],
)
def test_of_a_room_building_and_floor_stay(unit: str, masked: str) -> None:
    assert mask_room(unit) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812341234", "138****1234"),
        ("138 1234-1234", "138****1234"),
        ("+86 13812341234", "138****1234"),
        ("010-69712345", "010****2345"),
        ("69712345", "****2345"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_of_a_phone_number_three_and_four_digits_stay(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请打13812345678找我", "请打***找我"),
        ("138 1234 5678", "***"),
        ("138-1234-5678。", "***。"),
        ("1 3 8 1 2 3 4 5 6 7 8", "***"),
        ("１３８１２３４５６７８", "***"),
        ("①③⑧12345678", "***"),
        ("１３８－１２３４－５６７８", "***"),
        ("013812345678", "***"),
        ("+86 138 1234 5678", "***"),
        ("微信wx13812345678", "微信wx***"),
        ("13812345678和13912345678", "***和***"),
        ("座机010-69712345", "座机***"),
        ("身份证11010119900307123X", "身份证***"),
        ("110101 19900307 1234", "***"),
        ("110101900307123", "***"),
        ("卡号6222 0212 3456 7890 123", "卡号***"),
        ("3-2-1204还没交", "***还没交"),
        ("3—2—1204", "***"),
        ("３－２－１２０４", "***"),
        ("我住3-1204", "我住***"),
        ("A-1204", "***"),
        ("3号楼2单元1204室没交", "***没交"),
        ("3栋1204", "***"),
        ("2单元1204", "***"),
        ("1204室漏水", "***漏水"),
    ],
)
def test_a_message_loses_numbers_and_rooms_that_point_to_a_person(text: str, shown: str) -> None:
    assert mask_free_text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "电梯修好了，谢谢大家！",
        "2023-07-17下午，18部电梯全部完成",
        "3号楼180户都交了",
        "共收1,113,000.00元，占88.3%",
        "每户50-100元",
        "2021-2023",
        "打12345",
        "",
    ],
)
def test_dates_sums_and_counts_stay_in_a_message(text: str) -> None:
    assert mask_free_text(text) == text


@given(st.text(max_size=20), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(max_size=20))
def test_a_phone_number_never_survives_in_a_message(before: str, phone: str, after: str) -> None:
    assume(not before[-1:].isdecimal() and not after[:1].isdecimal())
    assert phone not in mask_free_text(before + phone + after)


@given(
    st.text(max_size=20),
    st.from_regex(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{3,4}", fullmatch=True),
    st.text(max_size=20),
)
def test_a_room_never_survives_in_a_message(before: str, room: str, after: str) -> None:
    assert room not in mask_free_text(f"{before}，{room}，{after}")


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, False), (180, False)])
def test_one_to_four_is_small(count: int, small: bool) -> None:
    assert is_small(count) is small
    assert shown_small(count) == ("<5" if small else count)


@pytest.mark.parametrize(
    ("paid", "charged", "text", "percent"),
    [
        (954, 1080, "954", "88.3%"),
        (0, 180, "0", "0.0%"),
        (180, 180, "180", "100%"),
        (90, 180, "90", "50.0%"),
        (5, 180, "5", "2.7%"),
        (175, 180, "175", "97.2%"),
        (1, 180, "<5", "≤2.3%"),
        (4, 180, "<5", "≤2.3%"),
        (176, 180, "≥176", "≥97.7%"),
        (179, 180, "≥176", "≥97.7%"),
        (4, 8, "<5", "≤100%"),
        (2, 3, "<5", "≤100%"),
        (1, 1, "<5", "≤100%"),
        (4, 4, "<5", "≤100%"),
        (0, 3, "≥0", "≥0.0%"),
        (5, 6, "≥2", "≥33.3%"),
        (3, 9, "<5", "≤44.5%"),
        (0, 0, "0", "0.0%"),
    ],
)
def test_a_small_cell_shows_a_bound_computed_from_four(paid: int, charged: int, text: str, percent: str) -> None:
    assert public_count_text(paid, charged) == text
    assert household_bound(paid, charged).percent == percent


def shown_limit(rate: BoundedRate) -> Rate:
    """The percentage exactly as printed, in tenths of a percent."""
    digits = rate.percent.strip("≥≤%")
    whole, _, tenth = digits.partition(".")
    return Rate(int(whole) * 10 + int(tenth or 0), 1000)


def holds(rate: BoundedRate, part: int, whole: int) -> bool:
    """Whether what is printed is true of the exact figures."""
    limit = shown_limit(rate)
    exact, printed = part * limit.whole, limit.part * max(whole, 1)
    if rate.bound == "=":
        return printed <= exact < printed + max(whole, 1)
    return printed <= exact if rate.bound == ">=" else printed >= exact


HOUSEHOLDS = st.integers(0, 400).flatmap(lambda charged: st.tuples(st.integers(0, charged), st.just(charged)))


@given(HOUSEHOLDS)
@example((1, 180))
@example((179, 180))
def test_what_is_printed_of_households_is_true(households: tuple[int, int]) -> None:
    paid, charged = households
    assert holds(household_bound(paid, charged), paid, charged)


@given(st.integers(1, 400))
def test_small_counts_on_one_side_cannot_be_told_apart(charged: int) -> None:
    few = [n for n in (1, 2, 3, 4) if n <= charged]
    clear = [n for n in few if not is_small(charged - n)]
    assert len({household_bound(n, charged) for n in clear}) <= 1
    assert len({public_count_text(n, charged) for n in few}) == 1
    assert len({household_bound(charged - n, charged) for n in clear}) <= 1
    assert len({public_count_text(charged - n, charged) for n in clear}) <= 1


UNITS = st.lists(st.tuples(st.integers(1, 400_000), st.sampled_from(["paid", "part", "unpaid"])), max_size=25)


def sums(units: list[tuple[int, str]]) -> tuple[int, int, int, int, int, int]:
    """collected, due, four_largest_due, paid, part_paid, charged; a part payer has paid half."""
    dues = sorted((due for due, _ in units), reverse=True)
    states = [state for _, state in units]
    collected = sum({"paid": due, "part": due // 2, "unpaid": 0}[state] for due, state in units)
    return collected, sum(dues), sum(dues[:4]), states.count("paid"), states.count("part"), len(units)


@given(UNITS)
def test_what_is_printed_of_amounts_is_true(units: list[tuple[int, str]]) -> None:
    figures = sums(units)
    assert holds(amount_bound(*figures), figures[0], figures[1])


@given(UNITS)
def test_an_amount_is_exact_only_where_payers_and_debtors_are_none_or_many(
    units: list[tuple[int, str]],
) -> None:
    collected, due, four, paid, part, charged = sums(units)
    exact = amount_bound(collected, due, four, paid, part, charged).bound == "="
    assert exact == (not any(map(is_small, (paid, paid + part, charged - paid))))


@given(UNITS, st.integers(0, 400_000))
def test_a_masked_amount_says_nothing_about_the_sum(units: list[tuple[int, str]], other: int) -> None:
    collected, due, four, paid, part, charged = sums(units)
    rate = amount_bound(collected, due, four, paid, part, charged)
    assert rate.bound == "=" or rate == amount_bound(other, due, four, paid, part, charged)


@pytest.mark.parametrize(
    ("paid", "part", "percent"),
    [
        (0, 0, "0.0%"),
        (3, 0, "≤2.3%"),
        (0, 4, "≤2.3%"),
        (3, 50, "≤100%"),
        (90, 20, "50.0%"),
        (178, 0, "≥97.7%"),
        (178, 2, "≥97.7%"),
        (180, 0, "100%"),
    ],
)
def test_an_amount_is_bounded_by_the_four_largest_dues(paid: int, part: int, percent: str) -> None:
    assert amount_bound(paid * 1000, 180_000, 4_000, paid, part, 180).percent == percent


def test_the_amount_of_a_tiny_building_says_nothing() -> None:
    assert amount_bound(4_000, 8_000, 4_000, 4, 0, 8).percent == "≤100%"
    assert amount_bound(1_000, 3_000, 3_000, 0, 2, 3).percent == "≤100%"


def test_a_bound_from_above_is_printed_rounded_up_and_others_cut() -> None:
    assert BoundedRate(223, "<=").percent == "≤2.3%"
    assert BoundedRate(9779, ">=").percent == "≥97.7%"
    assert BoundedRate(4996).percent == "49.9%"
    assert BoundedRate(10_000).percent == "100%"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("卡号6222021234567890128张三", "卡号*0128张三"),
        ("身份证 11010519491231002X", "身份证 *002X"),
        ("11010519491231002X", "*002X"),
        ("流水 6222021234567890129", "流水 6222021234567890129"),
        ("ZZ20230306000001 1-2-1203", "ZZ20230306000001 1-2-1203"),
        ("13812341234", "13812341234"),
    ],
)
def test_of_account_and_identity_numbers_only_the_last_four_are_kept(written: str, kept: str) -> None:
    assert keep_last_four(written) == kept
