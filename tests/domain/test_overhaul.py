"""The overhaul of a lift: no gate is skipped, every refusal says what can come next (rules.md 3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.domain.overhaul import (
    STATE_WORDS,
    STATES,
    STEP_WORDS,
    STEPS,
    WORK_CLASS_WORDS,
    WORK_CLASSES,
    LiftStanding,
    lift_class,
    next_steps,
    path_of,
)
from liftfund_core.errors import Refusal
from tests.domain.lift_steps import data_for, refusal, take

GENERAL = [
    *["surveyed", "funded", "contracted", "notified", "out_of_service", "self_inspected"],
    *["handed_over", "in_service", "warranty"],
]
INSPECTED = [
    *["surveyed", "funded", "contracted", "notified", "inspection_applied", "out_of_service"],
    *["self_inspected", "inspecting", "inspection_passed", "handed_over", "in_service", "warranty"],
]
ALL_CLASSES = pytest.mark.parametrize("work_class", WORK_CLASSES)


@pytest.mark.parametrize(
    ("work_class", "path"),
    [("general_repair", GENERAL), ("major_repair", INSPECTED), ("alteration", INSPECTED)],
)
def test_a_lift_goes_from_planned_to_warranty_step_by_step(work_class: str, path: list[str]) -> None:
    standing = LiftStanding()
    for step in path:
        assert next_steps(standing, work_class)[0] == step
        standing = take(standing, step, work_class)
    assert standing == LiftStanding("warranty", False)


@ALL_CLASSES
def test_only_the_next_step_forward_is_legal(work_class: str) -> None:
    path = path_of(work_class)
    for state in path:
        for step in set(STATES) - set(next_steps(LiftStanding(state), work_class)):
            assert STATE_WORDS[state] in refusal(LiftStanding(state), step, work_class) or step == "planned"


@ALL_CLASSES
@pytest.mark.parametrize("state", STATES)
def test_every_listed_step_is_accepted_and_every_other_refused(work_class: str, state: str) -> None:
    if state not in (*path_of(work_class), "cancelled"):
        return
    for suspended in (False, True):
        standing = LiftStanding(state, suspended)
        legal = next_steps(standing, work_class)
        for step in STEPS:
            if step in legal:
                take(standing, step, work_class)
            else:
                assert "不能登记" in refusal(standing, step, work_class)


def test_a_general_repair_needs_no_inspection() -> None:
    assert next_steps(LiftStanding("notified"), "general_repair")[0] == "out_of_service"
    assert next_steps(LiftStanding("self_inspected"), "general_repair")[0] == "handed_over"
    assert "out_of_service" not in next_steps(LiftStanding("notified"), "major_repair")
    assert "handed_over" not in next_steps(LiftStanding("self_inspected"), "alteration")


def test_an_illegal_jump_says_where_the_lift_stands_and_what_can_come_next() -> None:
    told = refusal(LiftStanding("self_inspected"), "handed_over")
    assert told == (
        "这部电梯现在是“自检/校验调试合格”，不能登记“验收移交（handed_over）”；接下来可以登记："
        "监督检验中（inspecting）、暂停施工（suspended）、退回重做（reopened）。"
    )


def test_a_step_that_does_not_exist_is_refused_with_those_that_do() -> None:
    told = refusal(LiftStanding(), "repaired")
    assert "没有“repaired”这个步骤" in told
    assert all(step in told for step in STEPS)
    assert "没有“planned”这个步骤" in refusal(LiftStanding("funded"), "planned")


def test_an_unknown_class_of_work_is_refused_with_those_that_exist() -> None:
    with pytest.raises(Refusal, match="general_repair / major_repair / alteration"):
        next_steps(LiftStanding(), "maintenance")


def test_a_failed_inspection_goes_to_rectification_and_back_until_it_passes() -> None:
    standing = LiftStanding("inspecting")
    for _ in range(3):
        standing = take(take(standing, "rectifying"), "inspecting")
    assert "不能登记" in refusal(LiftStanding("rectifying"), "inspection_passed")
    assert take(standing, "inspection_passed") == LiftStanding("inspection_passed")


@ALL_CLASSES
def test_a_suspended_lift_resumes_to_the_same_state_and_does_nothing_else(work_class: str) -> None:
    for state in path_of(work_class)[1:]:
        if lift_class(state) == "in_service":
            assert "不能登记" in refusal(LiftStanding(state), "suspended", work_class)
            continue
        suspended = take(LiftStanding(state), "suspended", work_class)
        assert suspended == LiftStanding(state, True)
        cancel = ("cancelled",) if lift_class(state) == "waiting" else ()
        assert next_steps(suspended, work_class) == ("resumed", *cancel)
        assert "并已暂停" in refusal(suspended, "reopened", work_class)
        assert take(suspended, "resumed", work_class) == LiftStanding(state, False)


def test_only_a_lift_that_has_not_stopped_can_be_cancelled_and_then_nothing_follows() -> None:
    for state in path_of("major_repair"):
        legal = "cancelled" in next_steps(LiftStanding(state), "major_repair")
        assert legal == (STATES.index(state) < STATES.index("out_of_service"))
    cancelled = take(LiftStanding("notified", True), "cancelled")
    assert cancelled == LiftStanding("cancelled", False)
    assert next_steps(cancelled, "major_repair") == ()
    assert "已取消大修" in refusal(cancelled, "reopened")
    assert "先作废取消" in refusal(cancelled, "surveyed")


def test_reopening_goes_backward_only() -> None:
    standing = LiftStanding("inspection_passed")
    data = {"to": "out_of_service", "reason": "钢丝绳须重做"}
    assert take(standing, "reopened", data=data) == LiftStanding("out_of_service")
    assert take(standing, "reopened", data={**data, "to": "rectifying"}) == LiftStanding("rectifying")
    for target in ("inspection_passed", "handed_over", "cancelled", "repaired"):
        told = refusal(standing, "reopened", **{**data, "to": target})
        assert f"只能退回到更早的步骤，“{target}”不行" in told
    assert "“inspecting”不行" in refusal(
        LiftStanding("handed_over"), "reopened", "general_repair", **{**data, "to": "inspecting"}
    )
    assert "不能登记" in refusal(LiftStanding("planned"), "reopened")


@pytest.mark.parametrize(
    ("shown", "states"),
    [
        ("waiting", "planned surveyed funded contracted notified inspection_applied"),
        ("under_way", "out_of_service self_inspected inspecting rectifying inspection_passed handed_over"),
        ("in_service", "in_service warranty"),
        ("cancelled", "cancelled"),
    ],
)
def test_a_lift_counts_as_repaired_only_when_it_is_back_in_service(shown: str, states: str) -> None:
    assert {lift_class(state) for state in states.split()} == {shown}


def test_every_state_step_and_class_of_work_has_a_word() -> None:
    assert set(STATE_WORDS) == set(STATES)
    assert set(STEPS) <= set(STEP_WORDS)
    assert set(WORK_CLASS_WORDS) == set(WORK_CLASSES)


GATES = {
    "general_repair": {"funded", "notified", "out_of_service", "self_inspected", "handed_over"},
    "major_repair": {*INSPECTED[:-2]} - {"surveyed", "contracted"},
    "alteration": {*INSPECTED[:-2]} - {"surveyed", "contracted"},
}


@given(st.sampled_from(WORK_CLASSES), st.data())
def test_no_legal_path_to_service_skips_a_gate(work_class: str, data: st.DataObject) -> None:
    """Walk at random; a reopening takes back every gate behind it, so each must be passed anew."""
    standing, passed = LiftStanding(), set()
    for _ in range(data.draw(st.integers(0, 60))):
        legal = next_steps(standing, work_class)
        if not legal:
            break
        # The way forward is drawn more often, or few walks would ever arrive.
        step = data.draw(st.sampled_from([*legal, *[legal[0]] * 6]))
        path = path_of(work_class)
        earlier = path[: path.index(standing.state)] or path[:1]
        target = data.draw(st.sampled_from(earlier)) if step == "reopened" else "planned"
        evidence = data_for(step, work_class, to=target)
        standing = take(standing, step, work_class, evidence)
        passed.add(step)
        if step == "reopened":
            passed -= {*path[path.index(target) + 1 :]}
        if lift_class(standing.state) == "in_service":
            assert GATES[work_class] <= passed
            assert not standing.suspended


@given(st.sampled_from(WORK_CLASSES), st.lists(st.sampled_from([*STEPS, "planned", ""]), max_size=40))
def test_whatever_is_tried_a_lift_stays_on_its_path(work_class: str, tries: list[str]) -> None:
    standing = LiftStanding()
    for step in tries:
        try:
            standing = take(standing, step, work_class, data_for(step, work_class, to="surveyed"))
        except Refusal:
            continue
    assert standing.state in (*path_of(work_class), "cancelled")
