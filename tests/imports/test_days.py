"""Days as staff write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.errors import Refusal
from liftfund_core.imports.days import parse_day

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
SPELLINGS = (
    "{d:%Y-%m-%d}",
    "{d.year}-{d.month}-{d.day}",
    "{d.year}.{d.month}.{d.day}",
    "{d.year}/{d.month}/{d.day}",
    "{d.year}年{d.month}月{d.day}日",
    "{d.year} 年 {d.month:02} 月 {d.day:02} 号",
    "{d:%Y%m%d}",
    "{d:%Y-%m-%d} 10:30:00",
    "{d:%Y/%m/%d} 9:05",
    "{d:%Y-%m-%d}T23:59:59",
)
TO_FULL_WIDTH = str.maketrans("0123456789.-/", "０１２３４５６７８９．－／")


@given(DAYS, st.sampled_from(SPELLINGS), st.booleans())
def test_every_spelling_of_a_day_is_that_day(day: date, spelling: str, full_width: bool) -> None:
    text = spelling.format(d=day)
    assert parse_day(text.translate(TO_FULL_WIDTH) if full_width else text) == day


@given(DAYS)
def test_the_number_that_excel_keeps_is_the_day_it_shows(day: date) -> None:
    from openpyxl.utils.datetime import to_excel

    serial = int(to_excel(day))
    assert parse_day(str(serial)) == parse_day(f"{serial}.0") == parse_day(f"{serial}.437") == day


@pytest.mark.parametrize("text", ["7/17/2023", "3/4/2023", "23-7-17", "7月17日", "2023年7月", "昨天", "2023-07-17x"])
def test_what_can_be_read_in_two_ways_or_none_is_refused_with_the_right_spelling(text: str) -> None:
    with pytest.raises(Refusal, match="2023-07-17 的样子"):
        parse_day(text)


@pytest.mark.parametrize("text", ["2023-02-29", "2023-13-01", "20230732", "2023.0.5"])
def test_a_day_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="没有"):
        parse_day(text)


@pytest.mark.parametrize("text", ["1999-12-31", "0023-07-17", "20237"])
def test_a_day_before_any_campaign_is_a_wrong_year(text: str) -> None:
    with pytest.raises(Refusal, match="核对年份"):
        parse_day(text)
