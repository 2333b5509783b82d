"""The management committee's resolutions: the vectors of rules.md 1.4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.committee import Meeting, check_resolution
from liftfund_core.errors import Refusal


@pytest.mark.parametrize(
    ("meeting", "valid", "signed"),
    [
        (Meeting(9, 5, 5, 3, 5), True, True),
        (Meeting(9, 5, 5, 3, 4), True, False),
        (Meeting(9, 5, 5, 2, 5), False, True),
        (Meeting(7, 4, 4, 3, 4), True, True),
        (Meeting(7, 4, 3, 3, 4), False, True),
        (Meeting(7, 4, 4, 2, 4), False, True),
        (Meeting(7, 4, 4, 3, 3), True, False),
    ],
)
def test_the_vectors_of_the_field(meeting: Meeting, valid: bool, signed: bool) -> None:
    assert (meeting.is_valid, meeting.is_signed) == (valid, signed)
    if valid and signed:
        check_resolution(meeting)
    else:
        with pytest.raises(Refusal, match="请"):
            check_resolution(meeting)


def test_signatures_are_counted_of_all_members_not_of_those_present() -> None:
    with pytest.raises(Refusal, match=r"9 名委员，签字 4 名.*至少 5 名"):
        check_resolution(Meeting(9, 5, 6, 5, 4))


@pytest.mark.parametrize(
    ("meeting", "said"),
    [(Meeting(9, 5, 4, 3, 5), "到会 4 名"), (Meeting(9, 5, 6, 2, 5), "业主代表 5 名，到会 2 名")],
)
def test_a_meeting_says_who_was_missing(meeting: Meeting, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        check_resolution(meeting)


@pytest.mark.parametrize(
    "meeting",
    [
        Meeting(0, 0, 0, 0, 0),
        Meeting(9, 0, 5, 0, 5),
        Meeting(9, 10, 5, 3, 5),
        Meeting(9, 5, 10, 5, 5),
        Meeting(9, 5, 5, 6, 5),
        Meeting(9, 5, 2, 3, 5),
        Meeting(9, 5, 9, 4, 5),
        Meeting(9, 5, 5, 3, 10),
        Meeting(9, 5, 5, 3, -1),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(meeting: Meeting) -> None:
    with pytest.raises(Refusal, match="对不上"):
        check_resolution(meeting)


@given(members=st.integers(1, 41), reps=st.integers(1, 41), more=st.integers(0, 41), signed=st.integers(0, 41))
def test_a_resolution_stands_only_with_more_than_half_of_everything(
    members: int, reps: int, more: int, signed: int
) -> None:
    meeting = Meeting(members, reps, min(more, members), min(more, reps), signed)
    try:
        check_resolution(meeting)
    except Refusal:
        return
    assert meeting.present > members / 2 and meeting.owner_reps_present > reps / 2
    assert members / 2 < signed <= members
