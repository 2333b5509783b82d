"""In the machine room: the next step of a lift, only legal ones offered, with the paper that proves it."""

import streamlit as st

from liftfund_core.commands.lifts import StepDone, record_step
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.overhaul import STEP_WORDS, LiftStanding, next_steps
from liftfund_core.reports.board import LiftLine
from liftfund_core.ui import evidence, lifts, live, notice, session
from liftfund_core.ui.attempt import attempt
from liftfund_core.ui.drafts import draft, finish
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.wall.spoken import building_name, lift_name
from liftfund_core.words import Words

_FORM = "lift_step"


@st.fragment
def show() -> None:
    """The form, for roles that keep the works; one line for everyone else."""
    _ = session.words()
    with st.container(key="form_lift_step"):
        st.html(f"<h2>{_('登记电梯进度')}</h2>")
        actor = allowed("lifts", "lift_step")
        if actor is not None and (lift := _lift(_)) is not None:
            st.html(lifts.card(_, lift))
            _step(_, actor, lift)


def _lift(_: Words) -> LiftLine | None:
    """Two taps: the building, then the lift."""
    buildings = {building.code: building for building in live.public().buildings}
    code = st.segmented_control(_("楼号"), list(buildings), key="lift_step_building", width="stretch", wrap=True)
    if code is None:
        return None
    by_code = {lift.code: lift for lift in buildings[code].lifts}
    chosen = st.segmented_control(
        _("电梯"),
        list(by_code),
        format_func=lambda name: lift_name(by_code[name].number, _),
        key=f"lift_step_lift_{code}",
        width="stretch",
    )
    return by_code.get(chosen) if chosen else None


def _step(_: Words, actor: Actor, lift: LiftLine) -> None:
    """What may come next, and what it asks for."""
    work_class = live.public().estate.work_class
    legal = next_steps(LiftStanding(lift.state, lift.suspended), work_class)
    if not legal:
        st.html(f'<p class="quiet">{_("这部电梯没有可登记的下一步。")}</p>')
        return
    key = f"{draft(_FORM)}_{lift.code}_{lift.state}_{lift.suspended}"
    step = st.pills(
        _("下一步"), legal, format_func=lambda code: _(STEP_WORDS[code]), key=f"lift_step_next_{key}", width="stretch"
    )
    if step is None:
        return
    data = evidence.ask(_, step, lift.state, work_class, f"lift_step_{step}_{key}")
    if st.button(_("确认登记"), type="primary", key=f"lift_step_save_{step}_{key}", width="stretch"):
        done = attempt(
            lambda: record_step(live.journal(), actor, lift=lift.code, step=step, data=data, request_id=draft(_FORM))
        )
        if done is not None:
            _say_done(_, lift, step, done)
            finish(_FORM)
            st.rerun()


def _say_done(_: Words, lift: LiftLine, step: str, done: StepDone) -> None:
    said = _(
        "已登记 **{building}{lift}**：{step} · 第 {entry} 条",
        building=building_name(lift.building, _),
        lift=lift_name(lift.number, _),
        step=_(STEP_WORDS[step]),
        entry=done.receipt.entry,
    )
    warnings = "".join(f"\n\n▲ {warning.sentence(_.lang)}" for warning in done.warnings)
    notice.leave(f"{said}{warnings}")
