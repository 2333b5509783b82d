"""The poster as a drawing: every mark is legal, no word leaves the sheet, and what it shows is there in words too."""

from dataclasses import replace
from typing import Any

import altair as alt
import pytest

from liftfund_core.domain.privacy import BoundedRate
from liftfund_core.exports.drawing import said_in
from liftfund_core.exports.lettering import fitting, pieces, width
from liftfund_core.exports.poster import poster
from liftfund_core.reports.notice import Notice
from liftfund_core.words import Language, Words
from tests.notices.conftest import Street
from tests.worlds import take_steps

ADDRESS = "http://192.168.1.20:8501/join"


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The marks of a kind in the order of the drawing."""
    return [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == kind]


def stray(spec: dict[str, Any]) -> list[str]:
    """Words that begin or end outside of the sheet."""
    placed = [(mark, mark["x"], mark["x"] + width(mark["text"]) * mark["fontSize"]) for mark in marks(spec, "text")]
    return [mark["text"] for mark, left, right in placed if left < 40 or right > spec["width"] - 40]


@pytest.fixture
def half_way(street: Street) -> Notice:
    """A building with twelve of twenty households and a lift in each state."""
    street.at(1).paid(*range(1, 13))
    take_steps(street.journal, "1-1", "surveyed", "funded", "contracted", "notified", "inspection_applied", "suspended")
    street.at(9).post(8)
    return street.notice(9)


def variants(told: Notice) -> list[Notice]:
    """The same building as it might be: nothing paid, a bound, all paid, long names, one lift, many lifts."""
    seen, lift = told.building, told.building.lifts[0]
    states = [replace(lift, number=n, state=s, suspended=False) for n, s in enumerate(("in_service", "inspecting"), 1)]
    many = tuple(replace(lift, number=n) for n in range(1, 12))
    rate = {"on_basis": BoundedRate(9770, ">="), "household": BoundedRate(9770, ">="), "paid_text": "≥176"}
    everything = {"on_basis": BoundedRate(10_000), "household": BoundedRate(10_000)}
    nothing = {"on_basis": BoundedRate(0), "paid_text": "0", "triggered": False, "triggered_on": None, "weekly": ()}
    bounded = replace(told, building=replace(seen, **rate), collected_fen=None, due_fen=None, change=None)
    long = replace(told.estate, name="阳光花园北区三期电梯大修自筹示范小区", simulated=True)
    return [
        told,
        bounded,
        replace(told, building=replace(seen, **everything)),
        replace(told, building=replace(seen, **nothing)),
        replace(told, estate=long, building=replace(seen, code="甲12", lifts=many)),
        replace(told, building=replace(seen, lifts=())),
        replace(told, building=replace(seen, lifts=(*states, replace(lift, number=3, state="cancelled")))),
        replace(told, building=replace(seen, on_basis=BoundedRate(10_000, "<="))),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_leaves_the_sheet(half_way: Notice, lang: Language) -> None:
    for told in variants(half_way):
        spec = poster(told, Words(lang), ADDRESS)
        assert stray(spec) == []
        assert spec["width"] == 1080 and 1440 <= spec["height"] <= 2400


def test_every_mark_is_one_that_vega_lite_knows(half_way: Notice) -> None:
    alt.LayerChart.from_dict(poster(half_way, Words("zh"), ADDRESS), validate=True)


def test_the_poster_says_what_it_shows(half_way: Notice) -> None:
    said = said_in(poster(half_way, Words("zh"), ADDRESS)).replace(" ", "")
    for words in (
        "1号楼",
        "0完成大修收缴率按金额口径占应缴60.0%",
        "已缴清·户数口径60.0%12/20户已收·金额口径60.0%1.3/2.3万元",
        "6月2日达到50%启动线，三部电梯全部启动",
        "6月2日过50%",
        "1号梯停用暂停施工2号梯待启动",
        "自6月9日公示以来没有新的缴费",
        "谢谢已缴清的12户邻居连续公示第2天",
        f"账本第{half_way.head}条·截至6月2日12:00",
    ):
        assert words in said, (words, said)
    assert "扫码" in said and "扫码" not in said_in(poster(half_way, Words("zh"), None))


def test_a_bound_that_says_nothing_is_a_dash(half_way: Notice) -> None:
    said = said_in(poster(variants(half_way)[-1], Words("zh"), None))
    assert "—" in said and "≤" not in said


def test_a_line_is_cut_where_the_writing_changes() -> None:
    assert [(piece.text, "Barlow" in piece.font) for piece in pieces("已缴 86.7%，好")] == [
        ("已缴", False),
        (" 86.7%", True),
        ("，好", False),
    ]
    assert width("号楼") == 2 and 0 < width("1") < 1
    assert fitting("号楼", 60, 60) == 30 and fitting("号楼", 60, 600) == 60
