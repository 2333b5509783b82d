"""Beside the stage: what the host does to the walls, and how the run of show is written and walked through."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from liftfund_core.commands.polls import open_poll, plan_matters
from liftfund_core.commands.run_of_show import (
    add_segment,
    begin_again,
    change_segment,
    forget_run,
    keep_run,
    move_segment,
    move_to,
    remove_segment,
    use_run,
)
from liftfund_core.commands.stage import blank, count_down, dress, freeze, pin, rotate, say, show_scene
from liftfund_core.domain.stage import Segment, Stage, scene_at
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.reports.stage import kept_runs, stage
from liftfund_core.store.journal import Journal
from tests.worlds import ADMIN, DUE_OF_65, ENTRY, HOST, NOON, Clock, Templates, pay

SWITCHES: list[Callable[[Journal], Stage]] = [
    lambda j: show_scene(j, HOST, scene="building", building="2"),
    lambda j: dress(j, HOST, theme="night", lang="en"),
    lambda j: say(j, HOST, message=" 请大家向前坐 "),
    lambda j: pin(j, HOST, on=True),
    lambda j: blank(j, HOST, on=True),
    lambda j: freeze(j, HOST, on=True),
    lambda j: rotate(j, HOST, scenes=["money", "building"], seconds=20),
    lambda j: use_run(j, HOST, name="case"),
    lambda j: move_to(j, HOST, to=3, from_=None),
]


@pytest.fixture
def clock() -> Clock:
    return Clock(step=timedelta(seconds=2))


@pytest.fixture
def meeting(estates: Templates, tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    """An estate whose meeting follows the case."""
    journal = estates.copy(tmp_path / "estate.duckdb", clock=clock)
    use_run(journal, HOST, name="case")
    yield journal
    journal.close()


def titles(journal: Journal) -> list[str]:
    return [segment.title for segment in stage(journal).run]


def test_everything_on_the_stage_is_there_after_a_restart(meeting: Journal, tmp_path: Path) -> None:
    head = meeting.head
    for switch in SWITCHES:
        told = switch(meeting)
        assert told == stage(meeting) and told.changed_by == HOST.name
    before = stage(meeting)
    meeting.close()
    again = Journal.open(tmp_path / "estate.duckdb")
    assert stage(again) == before and again.head == head, "the stage moves no entry"
    again.close()


def test_the_later_of_two_hosts_wins_and_is_named(meeting: Journal) -> None:
    show_scene(meeting, HOST, scene="money")
    version = stage(meeting).version
    show_scene(meeting, ADMIN, scene="join")
    assert (stage(meeting).scene, stage(meeting).changed_by) == ("join", ADMIN.name)
    assert stage(meeting).version == version + 1
    show_scene(meeting, HOST, scene="join")
    assert stage(meeting).changed_by == ADMIN.name, "nothing was changed, so nobody changed it"


def test_a_change_of_one_thing_leaves_the_others(meeting: Journal) -> None:
    for switch in SWITCHES[:3]:
        switch(meeting)
    now = stage(meeting)
    assert (now.scene, now.building, now.theme, now.lang, now.message) == (
        "building", "2", "night", "en", "请大家向前坐",
    )  # fmt: skip  # as they stand on the wall
    assert say(meeting, HOST, message=" ").message is None


def test_frozen_figures_stay_at_the_entry_of_that_moment(meeting: Journal) -> None:
    frozen = freeze(meeting, HOST, on=True)
    pay(meeting, "1-1-101", DUE_OF_65)
    assert freeze(meeting, HOST, on=True) == frozen and frozen.frozen_entry == meeting.head - 1
    assert frozen.frozen_at is not None and frozen.frozen_at > NOON.replace(tzinfo=UTC)
    thawed = freeze(meeting, HOST, on=False)
    assert (thawed.frozen_entry, thawed.frozen_at) == (None, None)


def test_pinning_holds_what_is_shown_at_that_moment(meeting: Journal, clock: Clock) -> None:
    rotate(meeting, HOST, scenes=["money", "building"], seconds=15)
    clock.now += timedelta(seconds=12)
    held = pin(meeting, HOST, on=True)
    assert (held.scene, held.building, held.rotate_s) == ("building", "1", None)
    assert scene_at(held, clock().replace(tzinfo=UTC), ["1", "2"]) == ("building", "1")
    move_to(meeting, HOST, to=1, from_=None)
    assert stage(meeting).scene == "building"
    assert not pin(meeting, HOST, on=False).pinned


def test_a_rotation_ends_where_it_stands(meeting: Journal) -> None:
    rotate(meeting, HOST, scenes=["money", "join"], seconds=15)
    assert (rotate(meeting, HOST, scenes=[], seconds=0).scene, stage(meeting).rotate_s) == ("money", None)


def test_a_scene_that_is_put_up_ends_the_rotation_and_the_dark(meeting: Journal) -> None:
    rotate(meeting, HOST, scenes=["money", "join"], seconds=15)
    blank(meeting, HOST, on=True)
    now = show_scene(meeting, HOST, scene="lifts")
    assert (now.scene, now.rotate_s, now.blank) == ("lifts", None, False)


def test_a_countdown_runs_for_an_open_poll_only_and_never_closes_it(meeting: Journal) -> None:
    with pytest.raises(Conflict, match="先开始征询"):
        count_down(meeting, HOST, poll="M1", seconds=60)
    open_poll(meeting, HOST, code="M1", title="后续管理")
    with pytest.raises(Refusal, match="30"):
        count_down(meeting, HOST, poll="M1", seconds=3_600)
    counting = count_down(meeting, HOST, poll="M1", seconds=60)
    assert counting.countdown_poll == "M1" and counting.countdown_ends_at is not None
    assert count_down(meeting, HOST, poll="M1", seconds=0).countdown_ends_at is None


@pytest.mark.parametrize("deed", [*SWITCHES, lambda j: begin_again(j, HOST), lambda j: keep_run(j, HOST, name="甲")])
def test_the_stage_is_the_hosts(
    meeting: Journal, deed: Callable[[Journal], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.commands.test_stage.HOST", ENTRY)
    before = stage(meeting)
    with pytest.raises(NotAllowed):
        deed(meeting)
    assert stage(meeting) == before


def test_the_meeting_is_walked_through_and_put_back_after_a_rehearsal(meeting: Journal) -> None:
    run = stage(meeting).run
    for before, after in zip((None, *run), run, strict=False):
        now = move_to(meeting, HOST, to=after.id, from_=before.id if before else None)
        assert (now.current, now.scene) == (after, after.scene)
    assert stage(meeting).next is None
    assert begin_again(meeting, HOST).next == run[0]


def test_the_case_asks_what_is_on_the_agenda(meeting: Journal) -> None:
    plan_matters(meeting, HOST, {"A": "第一件", "B": "第二件"})
    use_run(meeting, HOST, name="case")
    assert [s.title for s in stage(meeting).run if s.scene == "vote"] == ["第一件", "第二件"]


def test_segments_are_added_changed_moved_and_taken_out(meeting: Journal) -> None:
    use_run(meeting, HOST, name="empty")
    added = add_segment(meeting, HOST, Segment(0, " 发卡 ", "社区", "cards", minutes=7)).run[-1]
    assert (added.title, added.speaker, added.scene, added.minutes) == ("发卡", "社区", "cards", 7)
    change_segment(meeting, HOST, replace(added, title="发电梯卡", minutes=9))
    move_segment(meeting, HOST, segment=added.id, step=-1)
    assert titles(meeting) == ["发电梯卡", "入场与欢迎"]
    remove_segment(meeting, HOST, segment=added.id)
    assert titles(meeting) == ["入场与欢迎"]


def test_the_segment_that_the_meeting_is_in_cannot_be_taken_out(meeting: Journal) -> None:
    move_to(meeting, HOST, to=2, from_=None)
    with pytest.raises(Conflict, match="正在进行"):
        remove_segment(meeting, HOST, segment=2)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": " "}, Refusal),
        ({"title": "很" * 31}, Refusal),
        ({"scene": "dance"}, Refusal),
        ({"building": "9"}, NotFound),
        ({"minutes": 0}, Refusal),
        ({"note": "写" * 81}, Refusal),
    ],
)
def test_a_segment_that_no_wall_could_show_is_refused(
    meeting: Journal, wrong: dict[str, object], refusal: type[Refusal]
) -> None:
    before = stage(meeting)
    with pytest.raises(refusal):
        change_segment(meeting, HOST, replace(before.run[0], **wrong))  # type: ignore[arg-type]  # wrong on purpose
    assert stage(meeting) == before


def test_a_run_is_kept_for_another_meeting(meeting: Journal, tmp_path: Path) -> None:
    move_to(meeting, HOST, to=2, from_=None)
    assert keep_run(meeting, HOST, name=" 七月路演 ") == "七月路演"
    use_run(meeting, HOST, name="empty")
    assert stage(meeting).current is None, "another run begins before its first segment"
    meeting.close()
    again = Journal.open(tmp_path / "estate.duckdb", Clock())
    assert kept_runs(again) == ("七月路演",)
    use_run(again, HOST, name="七月路演")
    assert len(titles(again)) > 8
    forget_run(again, HOST, name="七月路演")
    assert kept_runs(again) == ()
    with pytest.raises(NotFound, match="七月路演"):
        use_run(again, HOST, name="七月路演")
    with pytest.raises(NotFound):
        use_run(again, HOST, name="")
    again.close()


def test_what_is_kept_has_a_name_and_an_end(meeting: Journal) -> None:
    with pytest.raises(Refusal, match="内置"):
        keep_run(meeting, HOST, name="case")
    for n in range(20):
        keep_run(meeting, HOST, name=f"第{n}次")
    keep_run(meeting, HOST, name="第3次")
    with pytest.raises(Refusal, match="最多保存"):
        keep_run(meeting, HOST, name="又一次")
    forget_run(meeting, HOST, name="")
    assert titles(meeting), "the run of this meeting is not forgotten"


def test_an_empty_run_is_not_worth_keeping(journal: Journal) -> None:
    with pytest.raises(Refusal, match="空的"):
        keep_run(journal, HOST, name="甲")
