"""Stage: the desk behind the console, the run of show, the ceremony's table, and what everybody else sees."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from liftfund_core.commands.cards import CARD_WARNING
from liftfund_core.commands.polls import open_poll, plan_matters
from liftfund_core.commands.run_of_show import use_run
from liftfund_core.commands.stage import freeze, pin, rotate, say, show_scene
from liftfund_core.reports.polls import poll
from liftfund_core.reports.stage import cards_issued, stage
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live, on_air
from liftfund_core.ui.console import desk
from liftfund_core.ui.console.small import pictures, sheet
from liftfund_core.ui.console.told import told
from liftfund_core.words import Words
from tests.pages.conftest import Open
from tests.worlds import ADMIN, DUE_OF_65, ENTRY, HOST, TELLER, Clock, pay

_ = Words("zh")


@pytest.fixture(autouse=True)
def _clean_desk() -> Iterator[None]:
    yield
    desk._answers.clear()


@pytest.fixture
def meeting(book: Journal) -> Journal:
    """The meeting of the case, before its first segment."""
    book.clock = Clock(step=timedelta(seconds=2))  # two moves in one second would be one finger
    use_run(book, HOST, name="case")
    live.look_again()
    return book


def tap(id: str, deed: str, **more: Any) -> str:
    """A host's tap, and what the desk answers: nothing when it was done."""
    desk.take(HOST, {"id": id, "deed": deed, **more}, "zh")
    return desk.answers([id])[id]


# The desk ---------------------------------------------------------------------------------------------------------

TAPS: list[tuple[str, dict[str, Any]]] = [
    ("move", {"from": None, "to": 2}),
    ("scene", {"scene": "building", "building": "2"}),
    ("pin", {"on": True}),
    ("blank", {"on": True}),
    ("freeze", {"on": True}),
    ("look", {"theme": "night", "lang": "en"}),
    ("say", {"message": "请坐"}),
    ("rotate", {"scenes": ["money", "join"], "seconds": 20}),
    ("again", {}),
]


@pytest.mark.parametrize(("deed", "more"), TAPS)
def test_a_tap_is_done_once_however_often_it_is_sent(meeting: Journal, deed: str, more: dict[str, Any]) -> None:
    tap("first", "move", **{"from": None, "to": 1}) if deed == "again" else None
    before = stage(meeting)
    assert tap("a", deed, **more) == ""
    done = stage(meeting)
    assert done != before
    show_scene(meeting, ADMIN, scene="lifts")
    changed = stage(meeting)
    assert tap("a", deed, **more) == "" and stage(meeting) == changed, "a late echo overrules nobody"


def test_a_refusal_is_the_answer(meeting: Journal) -> None:
    tap("a", "move", **{"from": None, "to": 1})
    assert "另一位主持人" in tap("b", "move", **{"from": 7, "to": 8})
    assert stage(meeting).segment == 1


@pytest.mark.parametrize(
    "wrong", [{"deed": "dance"}, {"deed": "move"}, {"deed": "move", "from": None, "to": "x"}, {"deed": "rotate"}, {}]
)
def test_a_tap_that_did_not_arrive_whole_changes_nothing(meeting: Journal, wrong: dict[str, Any]) -> None:
    before = stage(meeting)
    desk.take(HOST, {"id": "a", **wrong}, "zh")
    assert "再按一次" in desk.answers(["a"])["a"] and stage(meeting) == before
    desk.take(HOST, wrong, "zh")
    assert stage(meeting) == before


def test_the_desk_asks_who_it_is(meeting: Journal) -> None:
    desk.take(TELLER, {"id": "a", "deed": "blank", "on": True}, "en")
    assert "Teller" in desk.answers(["a"])["a"] and not stage(meeting).blank


def test_a_poll_is_opened_put_up_counted_down_and_closed(meeting: Journal) -> None:
    open_poll(meeting, HOST, code="V0", title="前一项")
    assert tap("a", "open", poll="M1", way="both", present="186") == "还没有填写议题；请补上。"
    desk.take(HOST, {"id": "b", "deed": "countdown", "poll": "V0", "seconds": 60}, "zh")
    assert desk.answers(["b"]) == {"b": ""}
    assert tap("c", "close", poll="V0") == "" and poll(meeting, "V0").state == "closed"
    assert "先开始征询" in tap("d", "countdown", poll="V0", seconds=60)


def test_an_opened_poll_goes_up_unless_a_scene_is_pinned(meeting: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_matters(meeting, HOST, {"A": "第一件", "B": "第二件"})
    assert tap("a", "open", poll="A", way="phones", present="") == ""
    assert (stage(meeting).scene, stage(meeting).poll) == ("vote", "A")
    assert (poll(meeting, "A").phones, poll(meeting, "A").placards) == (True, False)
    show_scene(meeting, HOST, scene="join")
    pin(meeting, HOST, on=True)
    live.look_again()
    assert tap("b", "open", poll="B", way="placards", present="12") == ""
    assert stage(meeting).scene == "join" and poll(meeting, "B").present == 12


# What the console is told -----------------------------------------------------------------------------------------


def test_the_console_knows_where_the_meeting_is_and_who_changed_what(meeting: Journal) -> None:
    tap("a", "move", **{"from": None, "to": 1})
    rotate(meeting, ADMIN, scenes=["money", "building"], seconds=15)
    freeze(meeting, ADMIN, on=True)
    say(meeting, ADMIN, message="请坐")
    live.look_again()
    known = told(_)
    assert (known["current"], known["next"], known["previous"]) == (1, 2, None)
    on = known["on"]
    assert on["scene"] in ("资金去向", "分楼进度 · 1号楼", "分楼进度 · 2号楼"), "whose turn it is by the clock"
    assert on["rotate_s"] == 15 and on["frozen"] and on["message"] == "请坐"
    assert on["by"].startswith("管理员 · ") and known["meeting"] == known["began"] < known["now"]
    assert [row["title"] for row in known["run"]][1] == "发放电梯卡"
    assert told(Words("en"))["run"][1]["title"] == "Lift cards"


def test_the_poll_at_hand_is_the_segments_else_the_one_that_runs(meeting: Journal) -> None:
    assert told(_)["poll"] is None
    open_poll(meeting, HOST, code="M9", title="加的一项")
    assert told(_)["poll"]["title"] == "加的一项"
    vote = next(segment for segment in stage(meeting).run if segment.scene == "vote")
    tap("a", "move", **{"from": None, "to": vote.id})
    assert told(_)["poll"]["code"] == "M9", "a segment without a matter of its own takes what runs"


def test_the_next_scene_is_seen_in_small_before_it_goes_up(meeting: Journal) -> None:
    tap("a", "move", **{"from": None, "to": 1})
    seen = pictures(live.stage(), {})
    assert 'data-scene="overview"' in seen["air"]["html"] and 'data-scene="cards"' in seen["next"]["html"]
    chosen = pictures(live.stage(), {"scene": "building", "building": "2", "poll": None})
    assert 'data-scene="building"' in chosen["next"]["html"] and "st-key-wall_asof" in chosen["next"]["html"]
    tap("b", "move", **{"from": 1, "to": stage(meeting).run[-1].id})
    assert 'data-scene="overview"' in pictures(live.stage(), {})["next"]["html"], "nothing comes after the last one"


def test_the_sheet_of_a_small_wall_measures_by_the_small_wall() -> None:
    assert re.findall(r"[\d.]rem\b", re.sub(r"/\*.*?\*/", "", sheet(), flags=re.DOTALL)) == []
    assert "calc(-.9 * var(--rem))" in sheet() and "LiftFund Barlow" not in sheet()


def test_frozen_figures_stand_still_on_every_wall_and_run_again(meeting: Journal) -> None:
    pay(meeting, "1-1-101", DUE_OF_65)
    frozen = freeze(meeting, HOST, on=True).frozen_entry
    pay(meeting, "1-1-102", DUE_OF_65)
    assert on_the_walls(meeting) == frozen
    freeze(meeting, HOST, on=False)
    assert on_the_walls(meeting) == meeting.head


def on_the_walls(journal: Journal) -> int:
    """The entry that the walls show, once they have heard of the newest stage."""
    deadline = time.monotonic() + 20
    while on_air.wall_data().stage.version < stage(journal).version and time.monotonic() < deadline:
        time.sleep(0.05)
    return on_air.wall_data().board.head


def test_the_venue_chooses_which_numbers_are_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFTFUND_MILESTONES", "300, 954")
    settings.cache_clear()
    assert settings().milestones == (300, 954)
    monkeypatch.delenv("LIFTFUND_MILESTONES")
    settings.cache_clear()
    assert settings().milestones == ()


# The pages --------------------------------------------------------------------------------------------------------


def test_everybody_sees_what_is_on_the_walls(meeting: Journal, open_page: Open) -> None:
    tap("a", "move", **{"from": None, "to": 2})
    say(meeting, HOST, message="请坐")
    for actor in (None, TELLER):
        shown = open_page("Stage", actor).text
        assert "大屏现在" in shown and "发放电梯卡" in shown and "提示：请坐" in shown
        assert ("登录后可登记" in shown) == (actor is None)
    assert "“计票员”不办理这一项" in open_page("Stage", TELLER).text


def test_a_new_estate_begins_with_a_run_of_show(book: Journal, open_page: Open) -> None:
    host = open_page("Stage", HOST)
    assert host.offers("run_template") == ["照案例的流程", "空白流程"] and not host.has("run_title")
    host.press("run_use")
    assert stage(book).run[0].title == "入场与欢迎" and host.has("run_title")


def test_a_segment_is_written_moved_added_and_removed(meeting: Journal, open_page: Open) -> None:
    host = open_page("Stage", HOST).choose("run_segment", 2)
    host.fill("run_title", "给居民代表发卡").choose("run_scene", "building").choose("run_building", "2")
    host.fill("run_minutes", 12).press("run_save")
    second = stage(meeting).run[1]
    assert (second.title, second.scene, second.building, second.minutes) == ("给居民代表发卡", "building", "2", 12)
    host.choose("run_segment", 2).press("run_up")
    assert stage(meeting).run[0].id == 2
    host.choose("run_segment", 2).press("run_add")
    assert stage(meeting).run[1].title == "新环节"
    host.choose("run_segment", 2).press("run_remove")
    assert 2 not in [segment.id for segment in stage(meeting).run]


def test_saving_a_template_in_english_keeps_its_words_for_both_languages(meeting: Journal, open_page: Open) -> None:
    host = open_page("Stage", HOST, lang="en").choose("run_segment", 2)
    assert host.value("run_title") == "Lift cards"
    host.fill("run_minutes", 15).press("run_save")
    assert (stage(meeting).run[1].title, stage(meeting).run[1].minutes) == ("发放电梯卡", 15)


def test_a_run_is_kept_used_again_and_forgotten(meeting: Journal, open_page: Open) -> None:
    host = open_page("Stage", HOST).fill("run_name", "七月路演").press("run_keep")
    assert "已保存：**七月路演**" in host.text
    host.choose("run_template", "七月路演").press("run_use").choose("run_template", "七月路演").press("run_forget")
    assert live.kept_runs() == ()


def test_a_refusal_stands_where_it_was_pressed(meeting: Journal, open_page: Open) -> None:
    host = open_page("Stage", HOST).fill("run_title", " ").press("run_save")
    assert 'class="no"' in host.text and "环节名称" in host.text


def test_cards_are_handed_out_under_the_warning(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    table = open_page("Stage", ENTRY)
    assert CARD_WARNING in table.text and not table.has("run_title")
    table.choose("cards_building", "2").fill("cards_last4", "0427").press("cards_save")
    assert cards_issued(book) == 1 and "已登记一张电梯卡" in table.text
    table.fill("cards_last4", "42").press("cards_save")
    assert cards_issued(book) == 1 and "后四位" in table.text
    assert not open_page("Stage", TELLER).has("cards_last4")
