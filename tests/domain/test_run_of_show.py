"""The run of show as a list: the case's order, and what an edit does to it."""

import re

import pytest

from liftfund_core.domain.run_of_show import (
    MOST_SEGMENTS,
    case_run,
    check_minutes,
    empty_run,
    numbered,
    with_changed,
    with_moved,
    with_new,
    without,
)
from liftfund_core.domain.stage import SCENES, Segment
from liftfund_core.errors import NotFound, Refusal

RUN = numbered([Segment(0, title) for title in "甲乙丙"])
MATTERS = [("M1", "阶段性成果"), ("M2", "后续管理"), ("M3", "持续解决办法")]


def titles(run: tuple[Segment, ...]) -> str:
    return "".join(segment.title for segment in run)


def test_the_case_opens_with_the_cards_votes_on_its_matters_and_ends_with_the_call() -> None:
    run = case_run(MATTERS)
    assert [segment.scene for segment in run] == [
        "overview", "cards", "timeline", "money", "money", "building", "lifts", "vote", "vote", "vote", "messages",
        "finale",
    ]  # fmt: skip  # the order of the meeting
    assert [segment.poll for segment in run if segment.scene == "vote"] == ["M1", "M2", "M3"]
    assert [segment.id for segment in run] == list(range(1, 13))
    assert "召集令" in run[-1].title and {segment.scene for segment in run} <= set(SCENES)


def test_a_case_without_matters_waits_for_what_will_be_asked() -> None:
    (vote,) = [segment for segment in case_run([]) if segment.scene == "vote"]
    assert vote.poll is None


def test_speakers_are_roles() -> None:
    said = [segment.speaker for segment in case_run(MATTERS)]
    assert all(re.search("主持人|街道|社区|书记|负责人|副主任|业主代表|居民", speaker) for speaker in said)


def test_an_empty_run_is_a_welcome() -> None:
    assert len(empty_run()) == 1


def test_a_new_segment_stands_behind_another_or_at_the_end_with_an_id_of_its_own() -> None:
    assert titles(with_new(RUN, Segment(0, "丁"), after=1)) == "甲丁乙丙"
    added = with_new(RUN, Segment(1, "丁"), after=None)
    assert titles(added) == "甲乙丙丁" and added[-1].id == 4
    assert with_new((), Segment(0, "丁"), None)[0].id == 1


def test_a_run_has_an_end() -> None:
    full = numbered([Segment(0, "甲")] * MOST_SEGMENTS)
    with pytest.raises(Refusal, match="最多"):
        with_new(full, Segment(0, "乙"), None)


@pytest.mark.parametrize(
    ("id", "step", "after"), [(2, -1, "乙甲丙"), (2, 1, "甲丙乙"), (1, -3, "甲乙丙"), (1, 9, "乙丙甲")]
)
def test_a_segment_moves_as_far_as_there_is_room(id: int, step: int, after: str) -> None:
    assert titles(with_moved(RUN, id, step)) == after


def test_a_segment_is_changed_or_taken_out_by_its_id() -> None:
    assert titles(with_changed(RUN, Segment(3, "丁"))) == "甲乙丁"
    assert titles(without(RUN, 1)) == "乙丙"
    with pytest.raises(NotFound, match="最新的流程单"):
        without(RUN, 9)


@pytest.mark.parametrize("minutes", [0, -1, 241])
def test_minutes_that_no_meeting_has_are_refused(minutes: int) -> None:
    check_minutes(1), check_minutes(240)
    with pytest.raises(Refusal):
        check_minutes(minutes)
