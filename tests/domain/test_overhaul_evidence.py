"""The evidence of an overhaul step: what must be there, what is refused, what only warns (contracts.md)."""

from itertools import pairwise

import pytest

from liftfund_core.domain.overhaul import (
    EVIDENCE_WORDS,
    STEPS,
    WORK_CLASSES,
    LiftStanding,
    path_of,
    required_data,
    step_warnings,
)
from liftfund_core.errors import Refusal
from tests.domain.lift_steps import data_for, refusal, take


def before(step: str, work_class: str) -> LiftStanding:
    """A lift that may take the step next."""
    path = path_of(work_class)
    asides = {"inspection_passed": "inspecting", "reopened": "funded"}
    return LiftStanding(asides.get(step) or {after: state for state, after in pairwise(path)}[step])


@pytest.mark.parametrize(
    ("work_class", "step", "key"),
    [
        (work_class, step, key)
        for work_class in WORK_CLASSES
        for step in (*path_of(work_class)[1:], "reopened")
        for key in required_data(step, work_class)
    ],
)
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_step_without_its_evidence_names_what_is_missing(
    work_class: str, step: str, key: str, blank: str | None
) -> None:
    data = data_for(step, work_class, to="planned")
    data.pop(key)
    data |= {} if blank is None else {key: blank}
    with pytest.raises(Refusal, match=rf"还缺少：{EVIDENCE_WORDS[key]}（{key}）；请补齐"):
        take(before(step, work_class), step, work_class, data)


def test_all_missing_evidence_is_named_at_once() -> None:
    with pytest.raises(Refusal, match=r"施工告知编号（notice_no）、日期（date）；请补齐"):
        take(LiftStanding("contracted"), "notified", data={})


def test_the_evidence_of_each_step_is_what_the_contract_lists() -> None:
    assert {step: required_data(step) for step in STEPS if required_data(step)} == {
        "funded": ("funding",),
        "contracted": ("contract_no",),
        "notified": ("notice_no", "date"),
        "inspection_applied": ("application_no",),
        "out_of_service": ("notice", "planned_end"),
        "self_inspected": ("report_no",),
        "inspection_passed": ("report_no", "date"),
        "handed_over": ("document_no",),
        "in_service": ("date",),
        "warranty": ("until",),
        "reopened": ("to", "reason"),
    }


def test_an_alteration_returns_to_service_only_with_its_registration_changed() -> None:
    assert required_data("in_service", "alteration") == ("date", "registration_change_no")
    assert required_data("in_service", "major_repair") == ("date",)
    told = refusal(LiftStanding("handed_over"), "in_service", "alteration", date="2023-06-01")
    assert "变更登记编号（registration_change_no）" in told


@pytest.mark.parametrize(
    "wrong",
    ["2023-02-30", "20230501", "2023-5-1", "5月1日", "2023-W18-1", "2023-05-01T08:00", "２０２３-05-01"],
)
def test_a_date_that_is_no_iso_date_is_refused(wrong: str) -> None:
    told = refusal(LiftStanding("contracted"), "notified", notice_no="GZ-1", date=wrong)
    assert told == f"日期（date）“{wrong}”不是有效日期；请写成 2023-07-17 这样的年-月-日。"


@pytest.mark.parametrize("key", ["planned_end", "start"])
def test_every_date_of_a_stop_is_checked(key: str) -> None:
    data = {**data_for("out_of_service", "major_repair"), key: "soon"}
    assert f"（{key}）“soon”不是有效日期" in refusal(LiftStanding("inspection_applied"), "out_of_service", **data)


def test_works_do_not_end_before_they_start() -> None:
    data = {**data_for("out_of_service", "major_repair"), "start": "2023-07-01"}
    told = refusal(LiftStanding("inspection_applied"), "out_of_service", **data)
    assert told == "计划完工日期 2023-06-30 早于停梯日期 2023-07-01；请改正其中一个。"
    take(LiftStanding("inspection_applied"), "out_of_service", data={**data, "start": "2023-06-30"})


def test_money_from_the_levy_waits_for_the_trigger_and_an_advance_does_not() -> None:
    standing, data = LiftStanding("surveyed"), {"funding": "trigger"}
    assert "还没有达到启动线" in refusal(standing, "funded", funding="trigger")
    assert take(standing, "funded", data=data, triggered=True) == LiftStanding("funded")
    assert take(standing, "funded", data={"funding": "advance"}) == LiftStanding("funded")


def test_a_source_of_funds_that_nobody_knows_is_refused() -> None:
    told = refusal(LiftStanding("surveyed"), "funded", funding="loan")
    assert told == "资金来源“loan”不认识；请填 advance（垫资）或 trigger（收缴达线）。"


def test_an_advance_that_is_not_booked_warns_and_goes_on() -> None:
    data = {"funding": "advance"}
    take(LiftStanding("surveyed"), "funded", data=data, booked=False)
    (warning,) = step_warnings("funded", data, advance_booked=False, other_states=["planned"])
    assert "账上还没有垫资记录" in str(warning)
    assert step_warnings("funded", data, advance_booked=True, other_states=["planned"]) == ()
    assert step_warnings("funded", {"funding": "trigger"}, advance_booked=False, other_states=[]) == ()


@pytest.mark.parametrize(
    ("step", "data", "others", "warns"),
    [
        ("out_of_service", {}, ["out_of_service", "inspecting"], True),
        ("out_of_service", {}, ["out_of_service", "planned"], False),
        ("out_of_service", {}, ["handed_over", "in_service"], False),
        ("out_of_service", {}, ["out_of_service", "cancelled"], False),
        ("out_of_service", {}, [], True),
        ("reopened", {"to": "self_inspected"}, ["out_of_service"], True),
        ("reopened", {"to": "contracted"}, ["out_of_service"], False),
        ("self_inspected", {}, ["out_of_service"], False),
    ],
)
def test_a_building_without_a_running_lift_is_warned_of(
    step: str, data: dict[str, str], others: list[str], warns: bool
) -> None:
    warnings = step_warnings(step, data, advance_booked=True, other_states=others)
    assert [("全部停梯" in str(warning)) for warning in warnings] == [True] * warns


def test_an_inspection_that_was_not_passed_is_not_recorded_as_passed() -> None:
    data = data_for("inspection_passed", "major_repair")
    assert "请登记“整改”" in refusal(LiftStanding("inspecting"), "inspection_passed", **data, result="不合格")
    take(LiftStanding("inspecting"), "inspection_passed", data={**data, "result": "合格"})


def test_every_piece_of_evidence_has_a_word() -> None:
    assert {key for step in STEPS for key in required_data(step, "alteration")} <= set(EVIDENCE_WORDS)
