"""What the host and the journal lay over every scene: news, one line, frozen figures, a dark wall, a countdown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liftfund_core.reports.news import SAID_FOR
from liftfund_core.ui.wall.data import WallData
from liftfund_core.ui.wall.scene import SCENES, draw, look_of
from liftfund_core.ui.wall.sheet import Frame
from tests.wall import samples as made
from tests.wall.gallery import PICTURES


def picture(data: WallData, **query: str) -> Frame:
    return draw(data, look_of(query, data.stage))


def said(data: WallData, **query: str) -> str:
    """What the banner says; nothing while there is none."""
    values = picture(data, **query).values
    return f"{values['banner_upper']}｜{values['banner_lower']}" if values["announced"] else ""


def later(data: WallData, seconds: float) -> WallData:
    return replace(data, now=data.now + timedelta(seconds=seconds))


def test_a_line_that_was_reached_is_announced_for_a_minute_and_then_not_again() -> None:
    fired = made.wall(made.just_fired(made.midway(), "3"))
    assert said(fired) == "3号楼 达到 50% 启动线｜三部电梯全部启动"
    assert said(later(fired, 50)) == said(fired), "a wall that is opened a moment later says it too"
    assert said(later(fired, SAID_FOR.total_seconds())) == ""
    frames = {picture(data, scene="lifts").frame_id for data in (fired, later(fired, 60))}
    assert len(frames) == 1, "the banner comes and goes without a redraw"


def test_several_at_once_share_one_banner() -> None:
    assert said(made.wall(made.just_fired(made.midway(), "3", "5"))).startswith("3号楼、5号楼 达到")
    assert said(PICTURES["fired2"]()).startswith("3 栋楼 达到")
    assert said(PICTURES["back"]()).startswith("3号楼2号梯、4号楼1号梯 恢复使用｜已完成大修")
    assert said(PICTURES["back3"]()).startswith("3 部电梯 恢复使用")


def test_a_round_number_of_households_is_announced_and_all_of_them_are_thanked() -> None:
    assert said(PICTURES["thousand"]()) == "第 900 户缴清｜共 1080 户"
    everybody = made.board([made.building("1", 180, ["in_service"])])
    assert said(replace(made.wall(everybody), news=made.just_paid(180))) == "180 户全部缴清｜感谢每一户"
    assert said(PICTURES["thousand"](), lang="en").startswith("Household no. 900")


def test_news_of_the_future_is_no_news() -> None:
    assert said(later(PICTURES["back"](), -10)) == ""


def test_the_news_and_the_hosts_line_take_turns_on_every_wall_alike() -> None:
    data = replace(made.wall(made.just_fired(made.midway(), "3"), message="请有序入座"), news=made.just_back("3-2"))
    heard = [said(later(data, seconds)) for seconds in range(0, 50, 2)]
    assert {line[:4] for line in heard} == {"3号楼 ", "3号楼2", "请有序入"}
    turns = [line for line, before in zip(heard, ["", *heard], strict=False) if line != before]
    assert len(turns) <= 6, "each is read in peace"
    assert said(later(data, 61)) == "请有序入座｜"


@pytest.mark.parametrize("scene", SCENES)
def test_frozen_figures_say_since_when_on_every_scene(scene: str) -> None:
    running = made.wall(made.midway(), [made.poll()])
    frozen = replace(running, stage=replace(running.stage, frozen_entry=1213, frozen_at=made.NOW))
    assert picture(frozen, scene=scene).values["as_of"] == "数据截至 7月17日 14:05"
    assert "数据截至" not in picture(running, scene=scene).values["as_of"]
    assert picture(frozen, scene=scene).frame_id == picture(running, scene=scene).frame_id


def test_a_dark_wall_is_one_that_follows() -> None:
    dark = PICTURES["dark"]()
    assert picture(dark).values["dark"] and picture(dark, lang="en").values["dark"]
    assert not picture(dark, scene="join").values["dark"], "a wall with an address of its own stays"
    assert not picture(made.wall(made.midway())).values["dark"]


def test_the_countdown_stands_beside_its_own_open_poll() -> None:
    counting = PICTURES["vote_counting_down"]()
    values = picture(counting, scene="vote").values
    assert values["clock"] and values["clock_left"] == "42"
    closed = replace(counting, polls=(made.poll(state="closed"),))
    other = replace(counting, polls=(made.poll(2),))
    assert not picture(closed, scene="vote").values["clock"] and not picture(other, scene="vote").values["clock"]


def test_at_zero_the_clock_stays_and_the_poll_is_still_open() -> None:
    values = picture(PICTURES["vote_time_is_up"](), scene="vote").values
    assert values["clock"] and int(values["clock_left"]) < 0 and values["poll_state"] == "正在计票"
    assert 'data-over="时间到"' in picture(PICTURES["vote_time_is_up"](), scene="vote").html
