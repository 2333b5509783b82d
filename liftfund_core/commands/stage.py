"""Beside the stage: the host chooses what every screen that follows shows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from liftfund_core.commands.checks import clean
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.stage import SCENES, Stage, rotating, standing_still
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.store.deeds import Deed, Outcome
from liftfund_core.store.journal import Journal
from liftfund_core.store.stage import THIS_MEETING, read_stage, save_run, save_stage
from liftfund_core.store.standing import Standing
from liftfund_core.words import LANGUAGES, N_

SCENE_WORDS: dict[str, str] = {
    "overview": N_("总览"),
    "building": N_("分楼进度"),
    "lifts": N_("电梯"),
    "vote": N_("现场征询"),
    "money": N_("资金去向"),
    "timeline": N_("一路走来"),
    "messages": N_("留言板"),
    "join": N_("扫码参与"),
    "agenda": N_("流程单"),
    "cards": N_("发放电梯卡"),
    "finale": N_("落幕"),
}
THEME_WORDS: dict[str, str] = {"day": N_("日间"), "glare": N_("强光"), "night": N_("夜间")}
LONGEST_MESSAGE = 40
_NO_SUCH_LOOK = N_("没有这个画面、配色或语言；请从列出的里面选。")
LONGEST_COUNTDOWN_S = 30 * 60

Change = Callable[[Standing, Stage], Stage]


def show_scene(
    journal: Journal,
    actor: Actor,
    *,
    scene: str,
    building: str | None = None,
    poll: str | None = None,
) -> Stage:
    """Put a scene on the wall, in place of a rotation or a blank wall; it is kept over a restart.

    Raises:
        NotAllowed, NotFound, Refusal: the wall stays as it is.
    """

    def put_up(standing: Standing, stage: Stage) -> Stage:
        check_scene(standing, scene, building)
        what = {"scene": scene, "building": building, "poll": poll}
        return replace(stage, **what, rotate_s=None, rotated_at=None, blank=False)  # type: ignore[arg-type]  # a name each

    return change_stage(journal, actor, put_up)


def dress(journal: Journal, actor: Actor, *, theme: str, lang: str) -> Stage:
    """Colours and language of every wall that does not choose its own.

    Raises:
        NotAllowed, Refusal: the wall stays as it is.
    """
    if theme not in THEME_WORDS or lang not in LANGUAGES:
        raise Refusal(_NO_SUCH_LOOK)
    return change_stage(journal, actor, lambda _standing, stage: replace(stage, theme=theme, lang=lang))  # type: ignore[arg-type]  # checked above


def say(journal: Journal, actor: Actor, *, message: str | None) -> Stage:
    """One line over every wall; none takes it down.

    Raises:
        NotAllowed, Refusal: the wall stays as it is.
    """
    line = clean(message, N_("屏幕提示"), longest=LONGEST_MESSAGE) if (message or "").strip() else None
    return change_stage(journal, actor, lambda _standing, stage: replace(stage, message=line))


def pin(journal: Journal, actor: Actor, *, on: bool) -> Stage:
    """The scene of this moment stays, whatever segment comes; or it follows the segments again."""
    now = moment(journal)

    def hold(standing: Standing, stage: Stage) -> Stage:
        if not on:
            return replace(stage, pinned=False)
        return replace(standing_still(stage, now, tuple(standing.buildings)), pinned=True)

    return change_stage(journal, actor, hold)


def blank(journal: Journal, actor: Actor, *, on: bool) -> Stage:
    """Following walls go dark, so that people look at the speaker; or they come back."""
    return change_stage(journal, actor, lambda _standing, stage: replace(stage, blank=on))


def freeze(journal: Journal, actor: Actor, *, on: bool) -> Stage:
    """Every figure on every wall stands still and says since when; or the figures run again."""
    now = moment(journal)

    def stop(standing: Standing, stage: Stage) -> Stage:
        if on == (stage.frozen_entry is not None):
            return stage
        return replace(stage, frozen_entry=standing.head if on else None, frozen_at=now if on else None)

    return change_stage(journal, actor, stop)


def rotate(journal: Journal, actor: Actor, *, scenes: Sequence[str], seconds: int) -> Stage:
    """Following walls take turns through scenes, a number of seconds each; no scenes: they stay where they are.

    Raises:
        NotAllowed, Refusal: the wall stays as it is.
    """
    now = moment(journal)

    def turn(standing: Standing, stage: Stage) -> Stage:
        if not scenes:
            return standing_still(stage, now, tuple(standing.buildings))
        return rotating(stage, scenes, seconds, now)

    return change_stage(journal, actor, turn)


def count_down(journal: Journal, actor: Actor, *, poll: str, seconds: int) -> Stage:
    """Show how long a poll still takes answers; 0 takes the clock away.

    The poll stays open at zero until the host closes it: hands may still be up, a team's count and a phone's answer
    may be on their way, and a closing is a deed that somebody has to stand for.

    Raises:
        NotAllowed, Conflict, Refusal: the clock stays as it is.
    """
    if not 0 <= seconds <= LONGEST_COUNTDOWN_S:
        raise Refusal(N_("倒计时最长 {n} 分钟；请选短一些。"), n=LONGEST_COUNTDOWN_S // 60)
    ends = moment(journal) + timedelta(seconds=seconds)

    def start(standing: Standing, stage: Stage) -> Stage:
        if not seconds:
            return replace(stage, countdown_poll=None, countdown_ends_at=None)
        if poll not in standing.polls or not standing.polls[poll].open:
            raise Conflict(N_("倒计时只用于正在进行的征询；请先开始征询。"))
        return replace(stage, countdown_poll=poll, countdown_ends_at=ends)

    return change_stage(journal, actor, start)


def change_stage(journal: Journal, actor: Actor, change: Change) -> Stage:
    """Make one change to the stage as it is at this moment; of two hosts the later one wins, and is named.

    Args:
        change: gives the stage as it should be; the same one where nothing is to be done.

    Raises:
        NotAllowed: not a host; and whatever `change` refuses.
    """
    check_may(actor, "stage")
    now, after = moment(journal), list[Stage]()

    def decide(standing: Standing) -> Outcome:
        before = read_stage(standing.file)
        wanted = change(standing, before)
        if wanted == before:
            after[:] = [before]
            return Outcome()
        after[:] = [replace(wanted, version=before.version + 1, changed_by=actor.name, changed_at=now)]
        edited = [save_run(THIS_MEETING, wanted.run)] if wanted.run != before.run else []
        return Outcome(plain=[save_stage(after[0]), *edited])

    journal.record(Deed(actor.name, decide))
    return after[0]


def moment(journal: Journal) -> datetime:
    """Now, as the stage keeps its times: aware, in UTC."""
    return journal.clock().replace(tzinfo=UTC)


def check_scene(standing: Standing, scene: str, building: str | None) -> None:
    """Whether there is such a scene and such a building.

    Raises:
        Refusal, NotFound: the sentence says which is not there.
    """
    if scene not in SCENES:
        raise Refusal(_NO_SUCH_LOOK)
    if building is not None and building not in standing.buildings:
        raise NotFound(N_("没有 {building} 号楼；请核对楼号。"), building=building)
