"""The overhaul of one lift as a state machine: which step may come next, what proves it, what it waits for.

Gates by class of work and states are those of rules.md 3 (TSE 22-25, 35, 47); each step is named by the state
that it enters, plus the side steps suspended, resumed, reopened and cancelled.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from liftfund_core.domain.overhaul_words import EVIDENCE_WORDS, STATE_WORDS, STEP_WORDS, WORK_CLASS_WORDS
from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.words import N_

__all__ = [
    "EVIDENCE_WORDS",
    "STATES",
    "STATE_WORDS",
    "STEPS",
    "STEP_WORDS",
    "WORK_CLASSES",
    "WORK_CLASS_WORDS",
    "LiftClass",
    "LiftStanding",
    "WorkClass",
    "apply_step",
    "check_evidence",
    "check_step",
    "lift_class",
    "next_steps",
    "path_of",
    "required_data",
    "step_warnings",
]

LiftClass = Literal["waiting", "under_way", "in_service", "cancelled"]
WorkClass = Literal["general_repair", "major_repair", "alteration"]
WORK_CLASSES: tuple[WorkClass, ...] = ("general_repair", "major_repair", "alteration")

_WAITING = ("planned", "surveyed", "funded", "contracted", "notified", "inspection_applied")
_UNDER_WAY = (
    "out_of_service",
    "self_inspected",
    "inspecting",
    "rectifying",
    "inspection_passed",
    "handed_over",
)
_IN_SERVICE = ("in_service", "warranty")
STATES: tuple[str, ...] = (*_WAITING, *_UNDER_WAY, *_IN_SERVICE, "cancelled")
STEPS: tuple[str, ...] = (*STATES[1:-1], "suspended", "resumed", "reopened", "cancelled")

_CLASS_OF: dict[str, LiftClass] = {
    **dict.fromkeys(_WAITING, "waiting"),
    **dict.fromkeys(_UNDER_WAY, "under_way"),
    **dict.fromkeys(_IN_SERVICE, "in_service"),
    "cancelled": "cancelled",
}
_INSPECTION = {"inspection_applied", "inspecting", "rectifying", "inspection_passed"}
_INSPECTED_PATH = STATES[:-1]
_PATHS: dict[str, tuple[str, ...]] = {
    "general_repair": tuple(state for state in _INSPECTED_PATH if state not in _INSPECTION),
    "major_repair": _INSPECTED_PATH,
    "alteration": _INSPECTED_PATH,
}
_SUSPENDABLE = {*_WAITING[1:], *_UNDER_WAY}

_REQUIRED: dict[str, tuple[str, ...]] = {
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
_DATES = ("date", "start", "planned_end", "until")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class LiftStanding:
    """Where one lift stands; `suspended` is a flag on top of the state, which it resumes to."""

    state: str = "planned"
    suspended: bool = False


def lift_class(state: str) -> LiftClass:
    """What the screen counts a lift as; a suspended lift counts where it was (contracts.md)."""
    return _CLASS_OF[state]


def path_of(work_class: str) -> tuple[str, ...]:
    """The states of a class of work in order, `rectifying` included where there is an inspection.

    Raises:
        Refusal: there is no such class of work.
    """
    if work_class not in _PATHS:
        raise Refusal(
            N_("没有“{work_class}”这种施工类别；请改为 {known} 之一。"),
            work_class=work_class,
            known=" / ".join(WORK_CLASSES),
        )
    return _PATHS[work_class]


def next_steps(standing: LiftStanding, work_class: str) -> tuple[str, ...]:
    """The steps that are legal now: the way forward first, then the side steps."""
    path = path_of(work_class)
    may_cancel = ("cancelled",) if lift_class(standing.state) == "waiting" else ()
    if standing.state == "cancelled":
        return ()
    if standing.suspended:
        return ("resumed", *may_cancel)
    may_suspend = ("suspended",) if standing.state in _SUSPENDABLE else ()
    may_reopen = ("reopened",) if standing.state != path[0] else ()
    return (*_forward(standing.state, path), *may_suspend, *may_reopen, *may_cancel)


def _forward(state: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The states that may follow; an inspection either passes or sends the lift to rectification and back."""
    if state == "inspecting":
        return ("inspection_passed", "rectifying")
    if state == "rectifying":
        return ("inspecting",)
    at = path.index(state)
    return path[at + 1 : at + 2]


def required_data(step: str, work_class: str | None = None) -> tuple[str, ...]:
    """The keys that a step must carry (contracts.md "Step data"); an alteration also changes registration."""
    extra = ("registration_change_no",) if (step, work_class) == ("in_service", "alteration") else ()
    return (*_REQUIRED.get(step, ()), *extra)


def check_step(
    standing: LiftStanding,
    step: str,
    work_class: str,
    data: Mapping[str, str],
    *,
    building_triggered: bool,
    advance_booked: bool,
) -> None:
    """Whether a lift may take this step now, with this evidence.

    Args:
        building_triggered: the building's start trigger has fired; `funding=trigger` needs it.
        advance_booked: taken for symmetry with `step_warnings`; a missing advance warns and never refuses.
    Raises:
        Refusal: an illegal jump, missing or unreadable evidence, or funds that are not there.
    """
    if step not in next_steps(standing, work_class):
        raise _illegal_jump(standing, step, work_class)
    check_evidence(step, work_class, data)
    if step == "funded":
        _check_funding(data["funding"], building_triggered)
    if step == "reopened":
        _check_reopening(standing, data["to"], work_class)
    if step == "inspection_passed":
        _check_result(data)


def _illegal_jump(standing: LiftStanding, step: str, work_class: str) -> Refusal:
    """Why not: where the lift stands and what can come next."""
    if step not in STEPS:
        return Refusal(N_("没有“{step}”这个步骤；请从这些步骤中选：{known}。"), step=step, known=" ".join(STEPS))
    legal = next_steps(standing, work_class)
    if not legal:
        return Refusal(N_("这部电梯已取消大修，不能登记“{step}”；如属误登，请先作废取消的那一笔。"), step=_step(step))
    sentence = (
        N_("这部电梯停在“{state}”并已暂停，不能登记“{step}”；接下来可以登记：{legal}。")
        if standing.suspended
        else N_("这部电梯现在是“{state}”，不能登记“{step}”；接下来可以登记：{legal}。")
    )
    return Refusal(
        sentence,
        state=LiftFundError(STATE_WORDS[standing.state]),
        step=_step(step),
        legal=_listed([_step(name) for name in legal]),
    )


def check_evidence(step: str, work_class: str, data: Mapping[str, str]) -> None:
    """Whether the papers of a step are complete and its days can be read.

    Raises:
        Refusal: names what is missing or unreadable.
    """
    missing = [key for key in required_data(step, work_class) if not str(data.get(key) or "").strip()]
    if missing:
        raise Refusal(
            N_("“{step}”还缺少：{missing}；请补齐后再登记。"),
            step=_step(step),
            missing=_listed([_evidence(key) for key in missing]),
        )
    for key in _DATES:
        if data.get(key) and not _is_date(str(data[key])):
            raise Refusal(
                N_("{evidence}“{value}”不是有效日期；请写成 2023-07-17 这样的年-月-日。"),
                evidence=_evidence(key),
                value=data[key],
            )
    if data.get("start") and data.get("planned_end") and data["start"] > data["planned_end"]:
        raise Refusal(
            N_("计划完工日期 {planned_end} 早于停梯日期 {start}；请改正其中一个。"),
            planned_end=data["planned_end"],
            start=data["start"],
        )


def _check_funding(funding: str, building_triggered: bool) -> None:
    if funding not in ("advance", "trigger"):
        raise Refusal(N_("资金来源“{funding}”不认识；请填 advance（垫资）或 trigger（收缴达线）。"), funding=funding)
    if funding == "trigger" and not building_triggered:
        raise Refusal(N_("本楼收缴还没有达到启动线，不能以收缴款开工；请等达线后再登记，或改为垫资（advance）。"))


def _check_reopening(standing: LiftStanding, target: str, work_class: str) -> None:
    path = path_of(work_class)
    earlier = path[: path.index(standing.state)]
    if target not in earlier:
        raise Refusal(
            N_("只能退回到更早的步骤，“{target}”不行；现在是“{state}”，请从这些中选：{earlier}。"),
            target=target,
            state=LiftFundError(STATE_WORDS[standing.state]),
            earlier=" ".join(earlier),
        )


def _check_result(data: Mapping[str, str]) -> None:
    if data.get("result", N_("合格")) not in (N_("合格"), "passed"):
        raise Refusal(
            N_("检验结论是“{result}”，不能登记检验合格；请登记“整改”（rectifying），整改后再报检。"),
            result=data["result"],
        )


def _is_date(text: str) -> bool:
    try:
        return bool(_ISO_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _step(step: str) -> LiftFundError:
    return LiftFundError(N_("{words}（{code}）"), words=LiftFundError(STEP_WORDS[step]), code=step)


def _evidence(key: str) -> LiftFundError:
    return LiftFundError(N_("{words}（{code}）"), words=LiftFundError(EVIDENCE_WORDS[key]), code=key)


def _listed(words: Sequence[LiftFundError]) -> LiftFundError:
    """A list that is spoken in the reader's language."""
    if len(words) == 1:
        return words[0]
    return LiftFundError(N_("{first}、{others}"), first=words[0], others=_listed(words[1:]))


def step_warnings(
    step: str, data: Mapping[str, str], *, advance_booked: bool, other_states: Sequence[str]
) -> tuple[LiftFundError, ...]:
    """What staff should hear about a legal step that goes on all the same.

    Args:
        advance_booked: an advance stands in the books.
        other_states: states of the building's other lifts; at least one should keep running (rules.md 3).
    """
    warnings = []
    if step == "funded" and data.get("funding") == "advance" and not advance_booked:
        warnings.append(LiftFundError(N_("已登记为垫资，但账上还没有垫资记录；请尽快在账本页补登垫资。")))
    stops = step == "out_of_service" or (step == "reopened" and data["to"] in _UNDER_WAY)
    if stops and all(lift_class(state) == "under_way" for state in other_states):
        warnings.append(
            LiftFundError(N_("本楼电梯已全部停梯，居民无梯可用；请至少恢复一部，或安排临时措施并张贴告示。"))
        )
    return tuple(warnings)


def apply_step(standing: LiftStanding, step: str, data: Mapping[str, str]) -> LiftStanding:
    """The standing after a step that `check_step` has let through."""
    if step in ("suspended", "resumed"):
        return replace(standing, suspended=step == "suspended")
    return LiftStanding(data["to"] if step == "reopened" else step)
