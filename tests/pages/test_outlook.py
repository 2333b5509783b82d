"""The way that is left, on the collection page: exact at the desk, rough for everyone, and honest about not knowing."""

from datetime import date, timedelta
from typing import Any

import pytest

from liftfund_core.domain.forecast import Missing, Outlook
from liftfund_core.reports.forecast import Ahead, BuildingForecast, Forecast
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live
from liftfund_core.ui.outlook import section
from liftfund_core.words import Words
from tests.pages.conftest import Open, OpenEstate
from tests.worlds import DUE_OF_65, ENTRY, pay

TODAY = date(2023, 7, 17)
FULL = Ahead(Missing(120, 13_985_400), Outlook("expected", 60, 95))


def shown(
    to_line: Ahead, to_full: Ahead = FULL, *, lang: Any = "zh", exact: bool = False, triggered: bool = False
) -> str:
    line = BuildingForecast("3", triggered, to_line, to_full)
    return section(Words(lang), Forecast(213, TODAY, (line,)), "amount", 5000, exact)


def test_a_range_says_from_which_day_to_which_on_which_basis_and_as_of_when() -> None:
    said = shown(Ahead(Missing(30, 3_500_000, ("households",)), Outlook("expected", 21, 36)))
    assert "3号楼" in said and "到 50% 启动线" in said and "还差 约 30 户 · 3.5万" in said
    assert "8月7日 – 8月22日" in said and "9月15日 – 10月20日" in said
    assert "按金额口径，占应缴" in said and "14 天和 28 天" in said and "截至第 213 条 · 2023-07-17" in said


def test_the_desk_reads_yuan_and_english_reads_millions() -> None:
    ahead = Ahead(Missing(30, 3_496_350, ("households",)), Outlook("expected", 21, 36))
    assert "还差 约 30 户 · 34,963.50 元" in shown(ahead, exact=True)
    assert "about 30 households · ¥0.03M missing" in shown(ahead, lang="en")
    about = Ahead(Missing(30, 3_496_350, ("fen",)), Outlook("expected", 21, 36))
    assert "30 households · about ¥34,963.50 missing" in shown(about, lang="en", exact=True)


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (Outlook("too_little"), "数据不足，说不准"),
        (Outlook("standstill"), "近 28 天没有缴费，说不准"),
        (Outlook("beyond"), "一年以后"),
        (Outlook("out_of_reach"), "收齐也达不到这条线"),
        (Outlook("reached"), "已达到"),
        (Outlook("expected", 21, None), "最早 8月7日，再慢就说不准"),
    ],
)
def test_what_cannot_be_told_is_said(outlook: Outlook, words: str) -> None:
    assert words in shown(Ahead(Missing(30, 3_500_000), outlook))


def test_a_line_that_was_reached_and_a_building_that_is_done_have_no_way_left() -> None:
    over = Ahead(Missing(0, 0), Outlook("reached"))
    assert "到 50% 启动线" not in shown(over, triggered=True) and "已启动" in shown(over, triggered=True)
    assert "<b>全部缴清</b>" in shown(over, over, triggered=True)


def test_where_a_few_would_be_told_nothing_is() -> None:
    hidden = Ahead(None, None)
    assert "户数太少，不显示" in shown(hidden, hidden) and "还差" not in shown(hidden, hidden)


def test_a_scale_that_reaches_far_still_has_its_bars_inside() -> None:
    far = shown(Ahead(Missing(1, 1), Outlook("expected", 300, None)), Ahead(Missing(1, 1), Outlook("expected", 3, 364)))
    assert "--x:100.00%" in far and "--x:1.50%" in far


def test_the_page_tells_the_desk_more_than_everyone(open_estate: OpenEstate, open_page: Open) -> None:
    book: Journal = open_estate({"1": [6500] * 30}, simulated=True)
    for n in range(10):
        pay(book, f"1-1-{101 + n}", DUE_OF_65, paid_on=date(2023, 6, 1) - timedelta(days=2 * n))
    assert "还差 约 5 户 · 5,827.25 元" in open_page("Collection", ENTRY).text
    assert "还差 约 5 户 · 0.6万" in open_page("Collection").text


def test_a_made_up_campaign_stands_still_at_its_newest_entry(open_estate: OpenEstate) -> None:
    open_estate(simulated=True)
    assert live.today() == date(2023, 6, 1)


def test_a_real_estate_lives_today(book: Journal) -> None:
    assert live.today() > date(2023, 6, 1)
