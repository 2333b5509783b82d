"""The stage: where the meeting is, and whose turn it is on the wall."""

from datetime import UTC, datetime, timedelta

from liftfund_core.domain.stage import Segment, Stage, scene_at

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
