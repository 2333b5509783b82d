"""The wall's scenes as pure pictures: what stands on them, what never does, and what a slot holds."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from liftfund_core.domain.privacy import BoundedRate
from liftfund_core.domain.stage import SCENES
from liftfund_core.domain.trigger import BASES
from liftfund_core.themes import THEME_NAMES, THEMES
from liftfund_core.ui.wall.data import Stage, WallData
from liftfund_core.ui.wall.loading import skeleton
from liftfund_core.ui.wall.scene import draw, look_of
from liftfund_core.ui.wall.sheet import Frame
from tests.wall import samples as made
from tests.wall.gallery import PICTURES

NASTY = '<script>alert("1")</script>&'


def picture(data: WallData, **query: str) -> Frame:
    return draw(data, look_of(query, data.stage))


def words(frame: Frame) -> str:
    """The words of a frame with its slots filled, as a reader would read them; hidden elements too."""
    filled = re.sub(r'data-v="(\w+)"></', lambda slot: f">{frame.values[slot[1]]}</", frame.html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>+", "", filled)))


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("name", PICTURES)
def test_every_slot_has_a_value_and_every_value_a_slot(name: str, scene: str) -> None:
    frame = picture(PICTURES[name](), scene=scene)
    assert set(re.findall(r'data-(?:v|w|x|c|u|d|a|n|t|k|if)="(\w+)"', frame.html)) == frame.values.keys()
    assert all(isinstance(value, str) for value in frame.values.values())


@pytest.mark.parametrize("scene", SCENES)
def test_what_people_typed_cannot_become_markup(scene: str) -> None:
    board = made.board([made.building(NASTY, 90, ["planned"])], estate=made.estate(name=NASTY))
    frame = picture(made.wall(board, [made.poll(title=NASTY)], message=NASTY), scene=scene)
    assert "<script" not in frame.html
    assert "&lt;script&gt;" in frame.html


@pytest.mark.parametrize("buildings", range(1, 13))
@pytest.mark.parametrize("lifts", range(1, 7))
def test_every_building_and_every_lift_is_on_the_screen(buildings: int, lifts: int) -> None:
    data = made.wall(made.estate_of(buildings, lifts))
    overview, matrix = picture(data), picture(data, scene="lifts")
    for frame in (overview, matrix):
        assert len(re.findall(r"st-key-wall_building_\d+", frame.html)) == buildings
    assert overview.html.count("data-u=") == buildings * lifts
    assert matrix.html.count("data-u=") == buildings * lifts


def test_the_overview_shows_households_and_names_the_basis_of_its_rows() -> None:
    said = words(picture(made.wall(made.final())))
    for part in (
        "已缴费住户占比88.3%",
        "已缴户数 954 / 1080 户",
        "已收金额 111.3 / 126.0 万元",
        "完成大修 18 / 18 部电梯",
    ):
        assert part in said
    assert "按金额口径占应缴" in said
    assert "50% 启动线" in said


def test_a_reader_is_told_the_value_of_every_bar() -> None:
    frame = picture(made.wall(made.masked()))
    assert frame.html.count('role="meter"') == 6
    assert 'data-n="b0_bar" data-t="b0_told"' in frame.html
    assert (frame.values["b0_bar"], frame.values["b0_told"]) == ("97.7%", "≥97.7%")


@pytest.mark.parametrize("basis", BASES)
def test_every_basis_is_named(basis: str) -> None:
    said = words(picture(made.wall(made.midway(estate=made.estate(basis=basis, bp=6650)))))
    assert "66.5% 启动线" in said
    assert re.search("按(金额|户数|面积)口径|金额与户数", said)


def test_small_cells_are_shown_as_bounds_and_what_bounds_nothing_as_a_dash() -> None:
    said = words(picture(made.wall(made.masked())))
    for part in ("1号楼≥97.7%", "2号楼≤2.3%", "3号楼—", "4号楼100%", "已缴户数 ≥1076", "已收金额 —"):
        assert part in said


def test_a_bar_of_which_nothing_can_be_said_has_no_length_to_shrink_from() -> None:
    values = picture(made.wall(made.masked())).values
    assert (values["b2_side"], values["b2_bar"]) == ("none", "0%")


def test_before_the_first_payment_it_says_so_instead_of_zero() -> None:
    for scene in ("overview", "building", "timeline", "money"):
        said = words(picture(made.wall(made.midway(empty=True)), scene=scene))
        assert "缴费登记即将开始" in said
        assert "%" not in said
    assert "完成大修" in words(picture(made.wall(made.midway(empty=True)), scene="lifts")), "an advance starts lifts"


def test_every_figure_is_traceable_to_an_entry() -> None:
    for scene in SCENES:
        frame = picture(PICTURES["vote"](), scene=scene)
        assert "第 1213 条" in words(frame)
        assert "st-key-wall_asof" in frame.html
    unused = picture(made.wall(made.midway(head=0, as_of=None, empty=True)))
    assert unused.values["has_entries"] == ""


@pytest.mark.parametrize("scene", SCENES)
def test_simulated_data_always_says_so(scene: str) -> None:
    simulated, real = made.estate(), replace(made.estate(), simulated=False)
    assert "演示数据" in words(picture(made.wall(made.midway(estate=simulated)), scene=scene))
    assert "演示数据" not in words(picture(made.wall(made.midway(estate=real)), scene=scene))


def test_a_building_shows_its_rate_its_homes_its_lifts_and_the_day_it_crossed() -> None:
    said = words(picture(made.wall(made.midway()), scene="building", b="3"))
    for part in ("3号楼", "58.1%", "104 / 180 户已缴费", "停梯施工", "自检/校验调试合格", "三部电梯全部启动"):
        assert part in said
    assert re.search(r"\d+月\d+日 过 50%", said)


def test_an_unknown_building_shows_the_first_and_an_unknown_scene_the_overview() -> None:
    data = made.wall(made.midway())
    assert "st-key-wall_building_1" in picture(data, scene="building", b="99").html
    assert 'data-scene="overview"' in picture(data, scene="fireworks").html


def test_the_curve_meets_the_line_on_the_day_of_the_crossing() -> None:
    first, second = date(2023, 5, 1), date(2023, 5, 8)
    crossed = replace(
        made.building("1", 100, ["planned"]), weekly=((first, 4000), (second, 6000)), triggered_on=date(2023, 5, 3)
    )
    line = picture(made.wall(made.board([crossed])), scene="building").values["line"]
    assert line == "M0 6000H1428V5000H5000V4000H10000"


def test_a_building_without_weeks_has_no_chart_and_no_fault() -> None:
    bare = replace(made.building("1", 90, ["planned"]), weekly=(), triggered_on=None)
    assert "plot" not in picture(made.wall(made.board([bare])), scene="building").html


def test_the_matrix_says_each_step_in_the_words_of_the_rules() -> None:
    said = words(picture(made.wall(made.midway()), scene="lifts"))
    for step in ("已完成大修", "质保期", "监督检验中", "停梯施工", "验收移交", "暂停施工", "已报监督检验", "资金到位"):
        assert step in said
    assert "完成大修9 / 18 部电梯" in said


@pytest.mark.parametrize("scene", ["vote", "finale"])
def test_a_poll_gives_no_verdict(scene: str) -> None:
    nothing_asked = ("vote_none", "vote_wait") if scene == "finale" else ("vote_none",)
    for name in (name for name in PICTURES if name.startswith("vote") and name not in nothing_asked):
        said = words(picture(PICTURES[name](), scene=scene))
        assert "仅反映在场意向，非业主大会表决" in said
        assert "现场意向征询（举牌）" in said
        assert not re.search("通过|生效|过半|启动线", said)


def test_before_a_poll_the_wall_says_so_without_a_verdict() -> None:
    said = words(picture(PICTURES["vote_none"](), scene="vote"))
    assert "意向征询尚未开始" in said and "仅反映在场意向，非业主大会表决" in said


def test_a_poll_shows_its_counts_its_rate_with_its_whole_and_those_present() -> None:
    said = words(picture(PICTURES["vote"](), scene="vote"))
    for part in (
        "第 1 项 / 共 3 项",
        "赞成71",
        "反对2",
        "弃权1",
        "95.9%现场赞成率 · 占已举牌 74",
        "到场 186 人 · 已举牌 74",
        "未举牌 112",
    ):
        assert part in said


def test_placards_and_phones_are_two_bars_and_never_one_sum() -> None:
    frame = picture(PICTURES["vote_phones"](), scene="vote")
    said = words(frame)
    assert frame.html.count('class="stack"') == 2
    assert "已举牌 149" in said
    assert "手机 45 份赞成 40 · 反对 3 · 弃权 2" in said
    for total in (128 + 40, 149 + 45):
        assert str(total) not in said


def test_without_a_number_of_those_present_the_bar_is_of_the_raised() -> None:
    frame = picture(PICTURES["vote_big"](), scene="vote")
    assert "到场" not in words(frame)
    lengths = [float(frame.values[f"p_{name}"].removesuffix("%")) for name in ("for", "against", "abstain")]
    assert sum(lengths) == pytest.approx(100, abs=0.01)


def test_a_count_that_does_not_add_up_is_flagged_and_one_that_does_is_not() -> None:
    doubts = {"vote": False, "vote_closed": False, "vote_doubt": True}
    assert {n: bool(picture(PICTURES[n](), scene="vote").values["doubtful"]) for n in doubts} == doubts
    differs = made.wall(made.midway(), [made.poll(counts=(71, 2, 1), second=(70, 2, 1))])
    assert picture(differs, scene="vote").values["doubtful"]
    assert "组计数，已复核" in words(picture(PICTURES["vote_closed"](), scene="vote"))


def test_the_poll_that_is_counted_is_shown_unless_one_is_asked_for() -> None:
    polls = [made.poll(1, state="closed"), made.poll(2), made.poll(3, state="waiting")]
    data = made.wall(made.midway(), polls)
    assert "后续管理" in words(picture(data, scene="vote"))
    assert data.poll(None) == polls[1]
    assert replace(data, polls=(polls[0], polls[2])).poll(None) == polls[0], "between two polls the last result stays"
    assert replace(data, polls=(polls[2],)).poll(None) == polls[2]
    assert "问题持续解决办法" in words(picture(data, scene="vote", m="m3"))
    assert "意向征询尚未开始" in words(picture(made.wall(made.midway()), scene="vote"))


def test_new_figures_keep_the_markup_and_a_new_building_changes_it() -> None:
    before, after = made.midway(), made.final()
    assert picture(made.wall(before)).frame_id == picture(made.wall(after)).frame_id
    more = made.board([*after.buildings, made.building("7", 20, ["planned"])])
    assert picture(made.wall(more)).frame_id != picture(made.wall(after)).frame_id


def test_the_address_wins_over_the_host_and_nonsense_over_nobody() -> None:
    stage = Stage(scene="vote", building="2", poll="m1", theme="night", lang="en")
    followed = look_of({}, stage)
    assert (followed.scene, followed.building, followed.poll, followed.theme, followed.lang) == (
        *("vote", "2", "m1", "night"),
        "en",
    )
    asked = look_of({"scene": "lifts", "theme": "glare", "lang": "zh", "b": "5"}, stage)
    assert (asked.scene, asked.building, asked.theme, asked.lang) == ("lifts", "5", "glare", "zh")
    nonsense = look_of({"theme": "pink", "lang": "fr"}, stage)
    assert (nonsense.theme, nonsense.lang) == ("night", "en")


def test_every_theme_brings_all_its_colours() -> None:
    tokens = {name: set(re.findall(r"--([a-z-]+):", THEMES[name].variables())) for name in THEME_NAMES}
    assert tokens["day"] == tokens["glare"] == tokens["night"]
    for name in THEME_NAMES:
        assert THEMES[name].variables() in picture(made.wall(made.midway(), theme=name)).html


def test_while_nothing_is_read_the_shape_stands_still() -> None:
    look = look_of({}, Stage())
    assert "正在读取…" in skeleton(look).html
    assert "▲ 数据暂不可用" in skeleton(look, failed=True).html


def test_a_rate_of_a_hundred_drops_its_decimal() -> None:
    frame = picture(made.wall(made.midway(household=BoundedRate(10_000))))
    assert (frame.values["rate"], frame.values["rate_unit"]) == ("100", "%")
