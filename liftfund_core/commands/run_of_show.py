"""At the host's table: the run of show is written, kept for another meeting, and walked through."""

from collections.abc import Callable
from dataclasses import replace

from liftfund_core.commands.checks import clean
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.commands.stage import change_stage, check_scene, moment
from liftfund_core.domain.run_of_show import (
    Run,
    case_run,
    check_minutes,
    empty_run,
    with_changed,
    with_moved,
    with_new,
    without,
)
from liftfund_core.domain.stage import Segment, Stage, moved, put_back
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.store.deeds import Deed, Outcome
from liftfund_core.store.journal import Journal
from liftfund_core.store.stage import THIS_MEETING, read_kept_runs, read_run, read_stage, save_run
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

TEMPLATE_WORDS: dict[str, str] = {"case": N_("照案例的流程"), "empty": N_("空白流程")}
_LONGEST_TITLE, _LONGEST_NOTE, _LONGEST_NAME = 30, 80, 20
_MOST_KEPT = 20


def move_to(journal: Journal, actor: Actor, *, to: int, from_: int | None) -> Stage:
    """Go from one segment to another; see `domain.stage.moved`.

    Raises:
        NotAllowed, NotFound, Conflict: the meeting stays where it is.
    """
    now = moment(journal)
    return change_stage(journal, actor, lambda _standing, stage: moved(stage, to=to, from_=from_, now=now))


def begin_again(journal: Journal, actor: Actor) -> Stage:
    """Put the meeting back before its first segment, after a rehearsal."""
    return change_stage(journal, actor, lambda _standing, stage: put_back(stage))


def add_segment(journal: Journal, actor: Actor, segment: Segment, *, after: int | None = None) -> Stage:
    """Add a segment behind another one, or at the end; its id is given here.

    Raises:
        NotAllowed, NotFound, Refusal: the run stays as it is.
    """
    return _edit(journal, actor, lambda standing, run: with_new(run, _checked(standing, segment), after))


def change_segment(journal: Journal, actor: Actor, segment: Segment) -> Stage:
    """Put a segment in the place of the one of its id.

    Raises:
        NotAllowed, NotFound, Refusal: the run stays as it is.
    """
    return _edit(journal, actor, lambda standing, run: with_changed(run, _checked(standing, segment)))


def move_segment(journal: Journal, actor: Actor, *, segment: int, step: int) -> Stage:
    """Move a segment some places later, or earlier below zero.

    Raises:
        NotAllowed, NotFound: the run stays as it is.
    """
    return _edit(journal, actor, lambda _standing, run: with_moved(run, segment, step))


def remove_segment(journal: Journal, actor: Actor, *, segment: int) -> Stage:
    """Take a segment out; not the one that the meeting is in.

    Raises:
        NotAllowed, NotFound, Conflict: the run stays as it is.
    """

    def take_out(_standing: Standing, stage: Stage) -> Stage:
        if stage.segment == segment:
            raise Conflict(N_("正在进行的环节不能删；请先换到别的环节。"))
        return replace(stage, run=without(stage.run, segment))

    return change_stage(journal, actor, take_out)


def use_run(journal: Journal, actor: Actor, *, name: str) -> Stage:
    """Put a template or a kept run in place of the run of show; the meeting stands before its first segment.

    Args:
        name: "case", "empty", or the name of a kept run.

    Raises:
        NotAllowed, NotFound: the run stays as it is.
    """

    def take(standing: Standing, stage: Stage) -> Stage:
        return replace(put_back(stage), run=_run_named(standing, name))

    return change_stage(journal, actor, take)


def keep_run(journal: Journal, actor: Actor, *, name: str) -> str:
    """Keep the run of show under a name, for another meeting; an older one of that name is replaced.

    Raises:
        NotAllowed, Refusal: nothing is kept.
    """
    check_may(actor, "stage")
    kept = clean(name, N_("流程单的名称"), longest=_LONGEST_NAME)
    if kept in TEMPLATE_WORDS:
        raise Refusal(N_("“{name}”是内置流程的代号；请换一个名称。"), name=kept)

    def decide(standing: Standing) -> Outcome:
        run = read_stage(standing.file).run
        if not run:
            raise Refusal(N_("流程单还是空的；请先加环节再保存。"))
        others = set(read_kept_runs(standing.file)) - {kept}
        if len(others) >= _MOST_KEPT:
            raise Refusal(N_("最多保存 {n} 份流程单；请先删去一份。"), n=_MOST_KEPT)
        return Outcome(plain=[save_run(kept, run)])

    journal.record(Deed(actor.name, decide))
    return kept


def forget_run(journal: Journal, actor: Actor, *, name: str) -> None:
    """Keep a run no longer."""
    check_may(actor, "stage")
    if name != THIS_MEETING:
        journal.record(Deed(actor.name, lambda _standing: Outcome(plain=[save_run(name, ())])))


def _edit(journal: Journal, actor: Actor, change: Callable[[Standing, Run], Run]) -> Stage:
    return change_stage(journal, actor, lambda standing, stage: replace(stage, run=change(standing, stage.run)))


def _checked(standing: Standing, segment: Segment) -> Segment:
    """The segment as it may stand in the run."""
    check_scene(standing, segment.scene, segment.building)
    check_minutes(segment.minutes)
    return replace(
        segment,
        title=clean(segment.title, N_("环节名称"), longest=_LONGEST_TITLE),
        speaker=_clean_or_empty(segment.speaker, N_("讲话人")),
        note=_clean_or_empty(segment.note, N_("备注")),
    )


def _clean_or_empty(text: str, label: str) -> str:
    return clean(text, label, longest=_LONGEST_NOTE) if text.strip() else ""


def _run_named(standing: Standing, name: str) -> Run:
    if name == "case":
        return case_run(standing.file.execute("select code, title from matter order by place").fetchall())
    if name == "empty":
        return empty_run()
    run = read_run(standing.file, name) if name != THIS_MEETING else ()
    if not run:
        raise NotFound(N_("没有叫“{name}”的流程单；请从列出的里面选。"), name=name)
    return run
