"""The stage: where the meeting is, and whose turn it is on the wall."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from liftfund_core.domain.stage import Segment, Stage, moved, put_back, rotating, scene_at, standing_still
from liftfund_core.errors import Conflict, NotFound, Refusal

NOW = datetime(2023, 7, 17, 6, 0, tzinfo=UTC)
RUN = (Segment(4, "欢迎"), Segment(9, "发卡", scene="cards"), Segment(2, "号召", scene="finale"))


def test_the_segments_beside_the_current_one_follow_the_order_of_the_run() -> None:
    stage = Stage(segment=9, run=RUN)
    assert (stage.previous, stage.current, stage.next) == RUN


def test_before_the_meeting_the_first_segment_is_next_and_after_the_last_nothing_is() -> None:
    assert (Stage(run=RUN).previous, Stage(run=RUN).current, Stage(run=RUN).next) == (None, None, RUN[0])
    assert Stage(segment=2, run=RUN).next is None and Stage(segment=4, run=RUN).previous is None
    assert Stage().next is None


def test_a_segment_that_was_taken_out_is_nobodys_current_one() -> None:
    assert Stage(segment=77, run=RUN).current is None


def test_the_scene_that_was_put_up_stays() -> None:
    assert scene_at(Stage(scene="building", building="2"), NOW, ["1", "2"]) == ("building", "2")


def test_scenes_take_turns_by_the_clock_and_buildings_one_after_another() -> None:
    stage = Stage(scene="join", rotate_s=20, rotation=("overview", "building", "money"), rotated_at=NOW)
    seen = [scene_at(stage, NOW + timedelta(seconds=10 * n), ["1", "2"]) for n in range(9)]
    assert [scene for scene, _ in seen[::2]] == ["overview", "building", "building", "money", "overview"]
    assert [building for _, building in seen[::2]] == [None, "1", "2", None, None]
    assert seen[1] == seen[0] and seen[3] == seen[2]


def test_a_clock_that_runs_behind_shows_the_first_turn() -> None:
    stage = Stage(rotate_s=15, rotation=("money", "join"), rotated_at=NOW)
    assert scene_at(stage, NOW - timedelta(seconds=40), []) == ("money", None)


def test_without_anything_to_rotate_the_scene_stays() -> None:
    assert scene_at(Stage(rotate_s=15, rotation=("building",), rotated_at=NOW), NOW, []) == ("overview", None)
    assert scene_at(Stage(rotation=("money",), rotated_at=NOW), NOW, []) == ("overview", None)
    assert scene_at(Stage(rotate_s=15, rotation=("money",)), NOW, []) == ("overview", None)


def go(stage: Stage, from_: int | None, to: int, after: float = 60) -> Stage:
    return moved(stage, to=to, from_=from_, now=NOW + timedelta(seconds=after))


def test_the_meeting_begins_with_its_first_move_and_the_scene_goes_up() -> None:
    begun = go(Stage(scene="join", blank=True, run=RUN), None, 9)
    assert (begun.segment, begun.scene, begun.blank) == (9, "cards", False)
    assert begun.meeting_started_at == begun.segment_started_at == NOW + timedelta(seconds=60)
    later = go(begun, 9, 2, 120)
    assert later.scene == "finale" and later.meeting_started_at == begun.meeting_started_at


def test_a_pinned_scene_stays_when_the_segment_changes() -> None:
    stage = go(Stage(scene="join", pinned=True, run=RUN), None, 9)
    assert (stage.segment, stage.scene) == (9, "join")


def test_a_move_ends_the_rotation() -> None:
    assert go(Stage(rotate_s=15, rotation=("money", "join"), rotated_at=NOW, run=RUN), None, 9).rotate_s is None


def test_a_tap_that_is_sent_twice_moves_once() -> None:
    once = go(Stage(segment=4, run=RUN), 4, 9)
    assert go(once, 4, 9, 90) is once


def test_two_presses_within_a_second_move_once() -> None:
    once = go(Stage(segment=4, run=RUN), 4, 9)
    assert go(once, 9, 2, 60.9) is once
    assert go(once, 9, 2, 61).segment == 2


def test_a_move_from_where_the_meeting_no_longer_stands_is_refused() -> None:
    with pytest.raises(Conflict, match="另一位主持人"):
        go(Stage(segment=9, run=RUN), 4, 2)


def test_a_segment_that_was_taken_out_cannot_be_gone_to() -> None:
    with pytest.raises(NotFound):
        go(Stage(run=RUN), None, 77)


def test_after_a_rehearsal_the_meeting_is_put_back() -> None:
    stage = put_back(replace(go(Stage(run=RUN), None, 9), countdown_poll="M1", countdown_ends_at=NOW))
    assert (stage.current, stage.meeting_started_at, stage.countdown_ends_at) == (None, None, None)
    assert stage.scene == "cards" and stage.next == RUN[0]


@pytest.mark.parametrize(
    ("scenes", "seconds"),
    [(["money"], 20), (["money", "money"], 20), (["money", "dance"], 20), (["money", "join"], 14)],
)
def test_a_rotation_that_nobody_can_follow_is_refused(scenes: list[str], seconds: int) -> None:
    with pytest.raises(Refusal):
        rotating(Stage(), scenes, seconds, NOW)


def test_a_rotation_starts_now_lets_go_of_the_pin_and_ends_where_it_stands() -> None:
    stage = rotating(Stage(pinned=True), ["money", "building"], 15, NOW)
    assert (stage.pinned, stage.rotated_at) == (False, NOW)
    stopped = standing_still(stage, NOW + timedelta(seconds=31), ["1", "2"])
    assert (stopped.scene, stopped.building, stopped.rotate_s) == ("building", "2", None)
