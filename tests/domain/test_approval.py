"""How a payment is approved: the order of the steps, the amounts, and who may not do two of them (rules.md 2.4)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.approval import (
    STATE_WORDS,
    Approval,
    Release,
    check_approved,
    check_confirmation,
    check_note,
    check_release,
)
from liftfund_core.errors import Conflict, NotAllowed, Refusal

REQUESTED = Approval(1_000, "甲")
CONFIRMED = replace(REQUESTED, confirmed_by="乙")
RESOLVED = replace(CONFIRMED, approved_fen=900)
HALF = replace(RESOLVED, releases=(Release("丙", 800),))
PAID = replace(HALF, releases=(Release("丙", 800), Release("丁", 800)))
NOTED = replace(PAID, noted=True)
PATH = (REQUESTED, CONFIRMED, RESOLVED, HALF, PAID, NOTED)


def confirm(approval: Approval) -> None:
    check_confirmation(approval, "乙")


def approve(approval: Approval) -> None:
    check_approved(approval, 900)


def release(approval: Approval) -> None:
    check_release(approval, Release("丁", 800))


STEPS: list[tuple[Callable[[Approval], None], set[int]]] = [
    (confirm, {0}),
    (approve, {1}),
    (release, {2, 3}),
    (check_note, {4, 5}),
]


def test_every_state_has_its_word_in_order() -> None:
    assert [approval.state for approval in PATH] == list(STATE_WORDS)


@pytest.mark.parametrize(("step", "allowed"), STEPS)
@pytest.mark.parametrize("place", range(6))
def test_a_step_is_taken_in_its_place_only(step: Callable[[Approval], None], allowed: set[int], place: int) -> None:
    if place in allowed:
        step(PATH[place])
    else:
        with pytest.raises(Conflict, match=STATE_WORDS[PATH[place].state]):
            step(PATH[place])


def test_who_entered_the_request_neither_confirms_nor_releases_it() -> None:
    with pytest.raises(NotAllowed):
        check_confirmation(REQUESTED, "甲")
    for approval in (RESOLVED, HALF):
        with pytest.raises(NotAllowed):
            check_release(approval, Release("甲", 800))


def test_nobody_releases_twice() -> None:
    with pytest.raises(NotAllowed, match="另一人"):
        check_release(HALF, Release("丙", 800))


@pytest.mark.parametrize("fen", [0, -1, 1_001])
def test_no_more_is_approved_than_was_asked_for(fen: int) -> None:
    with pytest.raises(Refusal, match=r"申请付款 10\.00 元"):
        check_approved(CONFIRMED, fen)
    check_approved(CONFIRMED, 1_000)


@pytest.mark.parametrize("fen", [0, -1, 901])
def test_no_more_is_released_than_was_approved(fen: int) -> None:
    with pytest.raises(Refusal, match=r"批准 9\.00 元"):
        check_release(RESOLVED, Release("丁", fen))
    check_release(RESOLVED, Release("丁", 900))


def test_both_release_the_same_amount() -> None:
    with pytest.raises(Conflict, match=r"8\.00 元，您填的是 7\.99 元"):
        check_release(HALF, Release("丁", 799))


names = st.sampled_from("甲乙丙丁")
wishes = st.lists(st.tuples(st.sampled_from(["confirm", "approve", "release", "note"]), names, st.integers(0, 5)))


@given(asked=st.integers(1, 5), wishes=wishes)
def test_whatever_is_tried_two_others_release_no_more_than_was_asked(
    asked: int, wishes: list[tuple[str, str, int]]
) -> None:
    approval = Approval(asked, "甲")
    for wish, who, fen in wishes:
        try:
            approval = _taken(approval, wish, who, fen)
        except Refusal:
            continue
    if approval.state in ("paid", "noted"):
        first, second = approval.releases
        assert approval.confirmed_by not in (None, "甲")
        assert len({first.actor, second.actor, "甲"}) == 3
        assert 0 < first.amount_fen == second.amount_fen <= (approval.approved_fen or 0) <= asked


def _taken(approval: Approval, wish: str, who: str, fen: int) -> Approval:
    match wish:
        case "confirm":
            check_confirmation(approval, who)
            return replace(approval, confirmed_by=who)
        case "approve":
            check_approved(approval, fen)
            return replace(approval, approved_fen=fen)
        case "release":
            check_release(approval, Release(who, fen))
            return replace(approval, releases=(*approval.releases, Release(who, fen)))
        case _:
            check_note(approval)
            return replace(approval, noted=True)
