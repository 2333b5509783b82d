"""The scenes of the meeting as pure pictures: money, the way here, run of show, lift cards, finale."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from liftfund_core.domain.stage import Segment
from liftfund_core.reports.public_fund import Use
from liftfund_core.ui.wall.agenda import ROWS, window
from liftfund_core.ui.wall.money import SEGMENTS, missing_fen, segments
from tests.wall import samples as made
from tests.wall.gallery import PICTURES
from tests.wall.test_wall_scenes import picture, words


def parts_of(uses: Sequence[Use] = made.USES, **more: int) -> Sequence[Use]:
    """The parts of the bar for an account with these purposes."""
    fund = made.funded(uses, **more).fund()
    assert fund
    return segments(fund)


def test_the_money_shows_three_sums_and_where_each_yuan_went() -> None:
    said = words(picture(PICTURES["money"](), scene="money"))
    for part in (
        "业主已缴112.0万元",
        "物业先行垫资（未还）42.0万元",
        "账户结余28.0万元",
        "业主每缴 1 元 标准 17.93 元/平方米",
        "0.750.25",
        "大修工程款84.0 万元",
        "结余28.0 万元",
    ):
        assert part in said


def test_the_advance_is_not_the_owners_money_and_stays_out_of_the_bar() -> None:
    parts = parts_of()
    assert sum(part.fen for part in parts) == 112_000_000


def test_at_most_five_parts_and_small_ones_go_together_so_that_not_a_fen_is_lost() -> None:
    parts = parts_of(made.FINE_USES)
    assert [part.purpose for part in parts] == ["曳引主机", "控制系统", "门机钢索", "其他", "结余"]
    assert sum(part.fen for part in parts) == 112_000_000
    many = parts_of([Use(str(n), 10_000_000) for n in range(9)])
    assert len(many) == SEGMENTS
    frame = picture(PICTURES["money_fine"](), scene="money")
    yuan = [float(value.rstrip("%")) for slot, value in frame.values.items() if re.fullmatch(r"part\d", slot)]
    assert sum(yuan) == 100


def test_where_the_advance_paid_for_more_than_the_owners_gave_their_part_is_shared_by_purpose() -> None:
    parts = parts_of([Use("主机", 90_000_000), Use("门机", 60_000_000)], collected_fen=100_000_000)
    assert [(part.purpose, part.fen) for part in parts] == [("主机", 60_000_000), ("门机", 40_000_000)]


def test_what_is_missing_is_said_with_who_carries_it() -> None:
    assert "待收缺口 14.7 万元，由物业垫资承担应缴 126.0 万元" in words(picture(PICTURES["money"](), scene="money"))
    repaid = words(picture(made.funded(advance_fen=0), scene="money"))
    assert "待收缺口 14.7 万元应缴" in repaid
    assert missing_fen(made.final()) == 14_700_000


def test_a_hidden_sum_is_a_dash_and_no_bar_gives_it_away() -> None:
    hidden = replace(made.funded(collected_fen=None), board=made.masked())
    frame = picture(hidden, scene="money")
    said = words(frame)
    assert "业主已缴—" in said and "账户结余—" in said
    assert "已缴户数太少，缺口暂不公开" in said and "已缴户数太少，金额暂不公开" in said
    assert not any(slot.startswith("part") for slot in frame.values)


def test_the_way_here_brings_every_day_once_and_the_newest_in_its_slots() -> None:
    frame = picture(PICTURES["replay"](), scene="timeline")
    found = re.search(r"data-days='([^']*)'", frame.html)
    assert found
    days = json.loads(unescape(found[1]))
    assert len(days) == 126
    assert set(days[0]) <= frame.values.keys(), "a day fills slots that the picture has"
    assert days[0]["rate"] == "—", "before the first payment there is no giant nought"
    said = words(frame)
    assert "7月17日 第 127 天" in said and "6月19日 4号楼 过 50%" in said
    assert picture(PICTURES["replay"](), scene="timeline").frame_id == frame.frame_id


def test_a_new_figure_of_today_sends_no_day_again() -> None:
    data = PICTURES["replay"]()
    later = replace(data, board=replace(data.board, head=5000, paid_text="601"))
    before, after = picture(data, scene="timeline"), picture(later, scene="timeline")
    assert before.frame_id == after.frame_id
    assert before.values != after.values


def test_buildings_that_cross_on_one_day_share_the_words() -> None:
    board = made.midway()
    day = made.NOW.date() - timedelta(days=9)
    lines = tuple(replace(b, triggered_on=day if b.code in ("2", "5") else None) for b in board.buildings)
    frame = picture(replace(made.replayed(board), board=replace(board, buildings=lines)), scene="timeline")
    assert frame.values["event"] == "7月8日 2号楼、5号楼 过 50%"


def test_a_campaign_of_one_day_stands_at_its_end() -> None:
    frame = picture(made.wall(made.midway()), scene="timeline")
    assert "data-days='[]'" in frame.html
    assert frame.values["day_at"] == "100%"


def test_the_run_of_show_names_the_part_its_speaker_by_role_and_what_is_next() -> None:
    frame = picture(PICTURES["agenda"](), scene="agenda")
    said = words(frame)
    for part in ("流程 4 / 10", "资金安全与监管", "街道物业管理中心负责人", "下一项", "为什么先垫资"):
        assert part in said
    states = [frame.values[f"row{n}"] for n in range(ROWS)]
    assert states == ["over", "now", *["ahead"] * 6]
    assert frame.html.count("<li ") == ROWS


def test_before_the_meeting_after_it_and_without_a_run() -> None:
    assert "即将开始" in words(picture(PICTURES["agenda_before"](), scene="agenda"))
    over = picture(PICTURES["agenda_after"](), scene="agenda")
    assert "议程已结束" in words(over)
    assert {over.values[f"row{n}"] for n in range(ROWS)} == {"over"}
    assert "流程单还没有编好" in words(picture(PICTURES["agenda_none"](), scene="agenda"))


@pytest.mark.parametrize(("at", "first"), [(-1, 0), (0, 0), (3, 2), (9, 2), (10, 2)])
def test_the_rows_stand_around_the_current_part(at: int, first: int) -> None:
    assert window(made.RUN, at) == made.RUN[first : first + ROWS]


def test_moving_on_redraws_nothing_while_the_rows_stay() -> None:
    assert picture(made.on_stage(1), scene="agenda").frame_id == picture(made.on_stage(2), scene="agenda").frame_id


def test_cards_are_a_count_and_never_tied_to_a_payment() -> None:
    said = words(picture(PICTURES["cards"](), scene="cards"))
    for part in ("发放电梯卡", "36 张", "由街道、社区发放", "乘电梯不与缴费挂钩", "只公布张数"):
        assert part in said
    none = picture(made.on_stage(4), scene="cards")
    assert none.values["any"] == "" and none.values["none"] == "1", "before the first card there is no giant nought"
    assert "负责人" not in words(none), "the speaker of another part does not hand out cards"


def test_the_finale_shows_what_was_reached_and_the_three_matters() -> None:
    said = words(picture(PICTURES["finale"](), scene="finale"))
    for part in (
        "完成大修18 / 18 部电梯",
        "已缴户数 954 / 1080 户",
        "户数占比 88.3%",
        "电梯大修阶段性成果95.8%已举牌 170 · 赞成 163 · 反对 4 · 弃权 3",
        "后续管理92.9%已举牌 170 · 赞成 158 · 反对 7 · 弃权 5",
        "问题持续解决办法87.6%已举牌 170 · 赞成 149 · 反对 12 · 弃权 9",
        "召集令",
        "一键同款",
        "仅反映在场意向，非业主大会表决",
    ):
        assert part in said


def test_the_finale_says_where_a_matter_still_stands() -> None:
    said = words(picture(PICTURES["finale_counting"](), scene="finale"))
    assert "正在计票 · 已举牌 74 · 赞成 71 · 反对 2 · 弃权 1" in said
    assert "问题持续解决办法等待开始" in said


def test_the_finale_keeps_hidden_results_hidden_and_phones_apart() -> None:
    hidden = replace(made.poll(1, phones=True), hidden=True)
    phones = replace(made.poll(2, phones=True), placards=False)
    frame = picture(made.wall(made.final(), [hidden, phones]), scene="finale")
    assert "正在计票 · 结果在结束后显示" in words(frame)
    assert "71" not in words(frame)
    assert "手机 45 份 · 赞成 40 · 反对 3 · 弃权 2" in words(frame)


@pytest.mark.parametrize("name", ["finale_none", "vote_wait"])
def test_where_nothing_was_asked_the_finale_shows_the_buildings(name: str) -> None:
    frame = picture(PICTURES[name](), scene="finale")
    assert len(re.findall(r"st-key-wall_building_\d+", frame.html)) == 6
    assert "非业主大会表决" not in words(frame)


def test_what_a_host_typed_cannot_become_markup() -> None:
    nasty = '<script>alert("1")</script>'
    run = (Segment(1, nasty, nasty, "cards"),)
    for scene in ("agenda", "cards"):
        assert "<script" not in picture(made.on_stage(1, run, cards=3), scene=scene).html
