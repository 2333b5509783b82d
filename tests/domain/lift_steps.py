"""What the tests of lift overhauls share: complete evidence, and a step that is checked and taken."""

from collections.abc import Mapping

import pytest

from liftfund_core.domain.overhaul import LiftStanding, apply_step, check_step, required_data
from liftfund_core.errors import Refusal

EVIDENCE = {
    "funding": "advance",
    "contract_no": "HT-1",
    "notice_no": "GZ-1",
    "date": "2023-05-01",
    "application_no": "JY-1",
    "notice": "2 号梯停梯施工，请走 1、3 号梯。",
    "planned_end": "2023-06-30",
    "report_no": "BG-1",
    "document_no": "YJ-1",
    "until": "2025-06-30",
    "registration_change_no": "BGDJ-1",
    "reason": "钢丝绳须重做",
}


def data_for(step: str, work_class: str, **own: str) -> dict[str, str]:
    evidence = {**EVIDENCE, **own}
    return {key: evidence[key] for key in required_data(step, work_class)}


def take(
    standing: LiftStanding,
    step: str,
    work_class: str = "major_repair",
    data: Mapping[str, str] | None = None,
    *,
    triggered: bool = False,
    booked: bool = True,
) -> LiftStanding:
    """Check a step with its evidence and take it."""
    evidence = data_for(step, work_class, to="planned") if data is None else data
    check_step(standing, step, work_class, evidence, building_triggered=triggered, advance_booked=booked)
    return apply_step(standing, step, evidence)


def refusal(standing: LiftStanding, step: str, work_class: str = "major_repair", **given_data: str) -> str:
    with pytest.raises(Refusal) as refused:
        take(standing, step, work_class, given_data or None)
    return str(refused.value)
