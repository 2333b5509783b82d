"""The scene that brings phones in: its words follow the poll, its code leads where it says."""

import re
from dataclasses import replace

import pytest
import segno

from liftfund_core.themes import THEME_NAMES
from liftfund_core.ui.wall.data import Venue, WallData
from liftfund_core.ui.wall.join import code
from liftfund_core.ui.wall.scene import draw, look_of
from tests.wall import samples as made


def said(data: WallData, **query: str) -> str:
    frame = draw(data, look_of({"scene": "join", **query}, data.stage))
    filled = re.sub(r'data-v="(\w+)"></', lambda slot: f">{frame.values[slot[1]]}</", frame.html)
    return re.sub(r"<[^>]*>", " ", filled)


def test_without_a_poll_it_asks_for_a_line() -> None:
    words = said(made.joining())
    assert "写建议 · 送祝福" in words and "选楼号，写一句话" in words and "192.168.100.120:8501/join" in words
    assert "Meeting-5G" in words and "住户码" not in words


def test_a_poll_that_takes_phones_is_answered_here_and_says_what_it_is_not() -> None:
    words = said(made.joining([made.poll(phones=True)]))
    assert "输入纸条上的住户码，选一项" in words and "仅反映在场意向，非业主大会表决" in words
    assert "不用手机？请举牌。" in words
    only_phones = said(made.joining([replace(made.poll(phones=True), placards=False)]))
    assert "不用手机？请到签到台作答。" in only_phones


def test_a_poll_by_placard_is_not_asked_for_on_phones() -> None:
    words = said(made.joining([made.poll()]))
    assert "意向征询请举牌，不在手机上作答" in words and "住户码" not in words


def test_a_closed_poll_is_over() -> None:
    assert "住户码" not in said(made.joining([made.poll(phones=True, state="closed")]))


def test_nothing_on_it_is_a_verdict_or_a_vote() -> None:
    for data in (made.joining(), made.joining([made.poll()]), made.joining([made.poll(phones=True)])):
        assert not re.search("通过|生效|投票", said(data))


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_the_code_is_black_on_white_in_every_theme(theme: str) -> None:
    data = made.joining()
    html = draw(data, look_of({"scene": "join", "theme": theme}, data.stage)).html
    assert 'stroke="#000"' in html and 'fill="#fff"' in html


def test_the_code_is_small_and_sturdy() -> None:
    address = str(made.VENUE.join_address)
    drawn = segno.make(address, error="q", micro=False, boost_error=False)
    assert int(drawn.version) <= 3 and drawn.error == "Q"
    assert f"0 0 {drawn.symbol_size(border=4)[0]}" in code(address)


def test_without_an_address_there_is_no_code_to_be_led_astray_by() -> None:
    data = made.joining(venue=Venue(None, None))
    html = draw(data, look_of({"scene": "join"}, data.stage)).html
    assert 'class="qr"' not in html and "手机地址请看签到台" in html and "连接现场 Wi-Fi" in said(data)
