"""In the machine room: each step of a lift's overhaul, with the paper that proves it (rules.md 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from liftfund_core.commands.checks import check_day, clean
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.journal import canonical_json
from liftfund_core.domain.overhaul import EVIDENCE_WORDS, LiftStanding, check_step, step_warnings
from liftfund_core.errors import LiftFundError, NotFound
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_


@dataclass(frozen=True)
class StepDone:
    """The receipt of a step, and what staff should know although it was recorded."""

    receipt: Receipt
    warnings: tuple[LiftFundError, ...]


def record_step(
    journal: Journal, actor: Actor, *, lift: str, step: str, data: Mapping[str, str], request_id: str | None = None
) -> StepDone:
    """Record one overhaul step of a lift, guards included.

    Args:
        lift: its code, building-number, such as 3-2.
        step: the state that it enters, or suspended / resumed / reopened / cancelled.
        data: the evidence; `required_data(step)` names the keys that must be there.

    Raises:
        NotAllowed, NotFound, Refusal: an illegal step, a missing paper; nothing is written.
    """
    check_may(actor, "lift_step")
    now = journal.clock()
    warnings: list[LiftFundError] = []

    def decide(standing: Standing) -> Outcome:
        outcome, said = _decide(standing, lift, step, data, now)
        warnings[:] = said
        return outcome

    receipt = journal.record(Deed(actor.name, decide, reason=data.get("reason"), request_id=request_id))
    return StepDone(receipt, tuple(warnings))


def _decide(
    standing: Standing, lift: str, step: str, data: Mapping[str, str], now: datetime
) -> tuple[Outcome, tuple[LiftFundError, ...]]:
    """The step as an entry, or a refusal; with what staff should hear all the same."""
    known, fund = _lift(standing, lift), standing.fund
    evidence = clean_evidence(data)
    booked = fund.advance_direct_fen + fund.advance_deposited_fen > 0
    if step == "out_of_service":
        # "The start of works defaults to the time of recording" (contracts.md), so a planned end is held against it.
        evidence.setdefault("start", str(standing.rules().day_of(now)))
    check_step(
        known,
        step,
        standing.rules().work_class,
        evidence,
        building_triggered=standing.buildings[lift.rpartition("-")[0]].triggered,
        advance_booked=booked,
    )
    warnings = step_warnings(step, evidence, advance_booked=booked, other_states=_others(standing, lift))
    done_on = _done_on(standing, evidence, now)
    detail = {"lift": lift, "step": step, "done_on": done_on, "evidence": canonical_json(evidence)}
    return Outcome([Fact("lift_step", detail)]), warnings


def clean_evidence(data: Mapping[str, str]) -> dict[str, str]:
    """The papers of a step without stray blanks; what was left empty is left out."""
    return {key: clean(value, EVIDENCE_WORDS.get(key, key)) for key, value in data.items() if value.strip()}


def _lift(standing: Standing, lift: str) -> LiftStanding:
    if lift not in standing.lifts:
        raise NotFound(N_("没有 {lift} 这部电梯；电梯写作“楼-号”，如 3-2。"), lift=lift)
    return standing.lifts[lift]


def _done_on(standing: Standing, evidence: Mapping[str, str], now: datetime) -> date:
    """The day of the step: its own date or start where it has one, else today; never a day to come."""
    said = evidence.get("date") or evidence.get("start")
    day = date.fromisoformat(said) if said else standing.rules().day_of(now)
    check_day(standing, day, now)
    return day


def _others(standing: Standing, lift: str) -> list[str]:
    """States of the building's other lifts; one whose overhaul was cancelled still carries people."""
    building = lift.rpartition("-")[0]
    return [
        where.state for code, where in standing.lifts.items() if code != lift and code.rpartition("-")[0] == building
    ]
