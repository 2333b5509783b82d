"""The management committee's resolutions: who must be there, and how many must sign (rules.md 1.4, BJ art. 57)."""

from dataclasses import dataclass

from liftfund_core.errors import Refusal
from liftfund_core.words import N_


@dataclass(frozen=True)
class Meeting:
    """A meeting of the committee and the signatures under its resolution, as numbers of people.

    Args:
        members: all members. owner_reps: those of them who represent owners.
        present: members who were there. owner_reps_present: owner representatives who were there.
        signatures: members who signed in favour.
    """

    members: int
    owner_reps: int
    present: int
    owner_reps_present: int
    signatures: int

    @property
    def is_valid(self) -> bool:
        """More than half of the members and more than half of the owner representatives were there."""
        return 2 * self.present > self.members and 2 * self.owner_reps_present > self.owner_reps

    @property
    def is_signed(self) -> bool:
        """More than half of all members signed, not only of those present."""
        return 2 * self.signatures > self.members


def check_resolution(meeting: Meeting) -> None:
    """A resolution stands when its meeting was valid and more than half of all members signed.

    Raises:
        Refusal: the numbers contradict each other, too few were there, or too few signed.
    """
    _check_numbers(meeting)
    if 2 * meeting.present <= meeting.members:
        raise Refusal(
            N_("物管会 {members} 名委员，到会 {present} 名，没有过半，会议无效；请重新开会后再登记决议。"),
            members=meeting.members,
            present=meeting.present,
        )
    if not meeting.is_valid:
        raise Refusal(
            N_("业主代表 {reps} 名，到会 {present} 名，没有过半，会议无效；请重新开会后再登记决议。"),
            reps=meeting.owner_reps,
            present=meeting.owner_reps_present,
        )
    if not meeting.is_signed:
        raise Refusal(
            N_("物管会 {members} 名委员，签字 {signed} 名，须全体委员过半数签字（至少 {needed} 名）；请补签后再登记。"),
            members=meeting.members,
            signed=meeting.signatures,
            needed=meeting.members // 2 + 1,
        )


def _check_numbers(meeting: Meeting) -> None:
    """No part is larger than its whole."""
    others = meeting.members - meeting.owner_reps
    fits = (
        0 < meeting.owner_reps <= meeting.members
        and 0 <= meeting.owner_reps_present <= meeting.owner_reps
        and meeting.owner_reps_present <= meeting.present <= meeting.owner_reps_present + others
        and 0 <= meeting.signatures <= meeting.members
    )
    if not fits:
        raise Refusal(N_("委员、业主代表、到会和签字的人数互相对不上；请按会议记录核对后填写。"))
