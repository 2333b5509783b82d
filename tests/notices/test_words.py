"""The text for the chat group and the words of the poster: factual, and no household in them, whatever was paid."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftfund_core.exports.drawing import said_in
from liftfund_core.exports.notice_text import text
from liftfund_core.exports.poster import poster
from liftfund_core.reports.notice import notices
from liftfund_core.words import Language, Words
from tests.notices.conftest import FIRST, TWENTY_EACH, Street
from tests.notices.scan import gives_away
from tests.worlds import DUE_OF_65, Clock, Templates, take_steps

ADDRESS = "http://192.168.1.20:8501"


def test_the_scan_finds_what_should_not_be_there() -> None:
    for bad in ("新增缴清 3 户", "已缴清 4 户，占", "1 homes", "2 more homes have paid", "3-2-1204", "还差4户"):
        assert gives_away(bad), bad
    for good in (
        "已缴清 <5 户",
        "不到 5 户",
        "已缴清 14 户",
        "/ 180 户",
        "≥176 户",
        "¥3k",
        "fewer than 5 homes",
        "3 / 3 部电梯",
    ):
        assert not gives_away(good), good


def test_the_text_says_how_it_stands_with_basis_and_denominator(street: Street) -> None:
    street.at(1).paid(*range(1, 13))
    take_steps(street.journal, "1-1", "surveyed")
    told = text(street.notice(1), Words("zh"), ADDRESS)
    for said in (
        "【测试小区 · 1号楼】电梯大修公示 6月2日",
        "已缴清 12 户 / 应缴 20 户，60.0%（户数口径）",
        "已收 1.3 万元 / 应缴 2.3 万元，60.0%（金额口径）",
        "6月2日达到 50% 启动线，三部电梯全部启动",
        "1号梯 待启动（已勘查报价）",
        "自6月1日公示以来：新增缴清 12 户，入账 1.3 万元；达到 50% 启动线；1号梯 · 已勘查报价",
        "谢谢已缴清的 12 户邻居！",
        f"{ADDRESS}/Notices",
        "只公布各楼合计，不公布任何一户。",
        f"账本第 {street.journal.head} 条 · 截至 6月2日 12:00 · 连续公示第 1 天",
    ):
        assert said in told, told
    assert "演示数据" not in told


def test_the_text_tells_how_far_it_is_to_the_line(street: Street) -> None:
    street.at(1).paid(*range(1, 7))
    assert "距 50% 启动线还差 0.5 万元（按金额口径）" in text(street.notice(1), Words("zh"), None)
    assert "¥5k to go to the 50% start line" in text(street.notice(1), Words("en"), None)


def test_nobody_is_blamed(street: Street) -> None:
    street.at(1).paid(*range(1, 9))
    told = text(street.notice(1), Words("zh"), ADDRESS)
    assert not [word for word in ("欠", "未缴", "拖", "催", "尽快") if word in told]


def test_without_an_address_the_text_says_where_to_go(street: Street) -> None:
    told = text(street.notice(0), Words("zh"), None)
    assert "楼道公示栏或物管会" in told and "http" not in told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_made_up_estate_says_so(estates: Templates, tmp_path: Path, lang: Language) -> None:
    journal = estates.copy(tmp_path / "d.duckdb", TWENTY_EACH, clock=Clock(), simulated=True)
    (told, _) = notices(journal, FIRST)
    demo = Words(lang)("演示数据")
    assert demo in text(told, Words(lang), None) and demo in said_in(poster(told, Words(lang), None))
    journal.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paid=st.tuples(*[st.integers(0, 20)] * 2), more=st.tuples(*[st.integers(0, 6)] * 2), part=st.integers(0, 4))
def test_no_notice_holds_a_household_or_a_small_cell(
    estates: Templates, tmp_path: Path, paid: tuple[int, int], more: tuple[int, int], part: int
) -> None:
    clock = Clock()
    path = tmp_path / f"{paid}{more}{part}.duckdb"
    path.unlink(missing_ok=True)
    street = Street(estates.copy(path, TWENTY_EACH, clock=clock), clock)
    for building, first, then in zip("12", paid, more, strict=True):
        street.at(1).paid(*range(1, first + 1), building=building)
        last = min(first + then, 20)
        street.at(2).paid(*range(first + 1, last + 1), building=building)
        street.paid(*range(last + 1, min(last + part, 20) + 1), building=building, fen=DUE_OF_65 // 2)
    for day in (1, 2):
        for building in "12":
            told = street.notice(day, building)
            for lang in (Words("zh"), Words("en")):
                assert not gives_away(text(told, lang, None)), text(told, lang, None)
                assert not gives_away(said_in(poster(told, lang, None)))
    street.journal.close()
