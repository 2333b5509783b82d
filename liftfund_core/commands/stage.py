"""Beside the stage: the host chooses what every screen that follows shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

from liftfund_core.commands.checks import clean_or_none
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.stage import SCENES, Stage
from liftfund_core.errors import NotFound, Refusal
from liftfund_core.store.deeds import Deed, Outcome
from liftfund_core.store.journal import Journal
from liftfund_core.store.stage import read_stage, save_stage
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


def show_scene(
    journal: Journal,
    actor: Actor,
    *,
    scene: str,
    building: str | None = None,
    poll: str | None = None,
    theme: str = "day",
    lang: str = "zh",
    message: str | None = None,
) -> None:
    """Put a scene on the wall; it is kept, so that a restart comes back to it.

    Raises:
        NotAllowed, NotFound, Refusal: the wall stays as it is.
    """

    def put_up(standing: Standing, stage: Stage) -> Stage:
        check_scene(standing, scene, building)
        if theme not in THEME_WORDS or lang not in LANGUAGES:
            raise Refusal(N_("没有这个画面、配色或语言；请从列出的里面选。"))
        line = clean_or_none(message, N_("屏幕提示"))
        return replace(stage, scene=scene, building=building, poll=poll, theme=theme, lang=lang, message=line)  # type: ignore[arg-type]  # checked above

    change_stage(journal, actor, put_up)


def change_stage(journal: Journal, actor: Actor, change: Callable[[Standing, Stage], Stage]) -> Stage:
    """Make one change to the stage as it is at this moment; of two hosts the later one wins, and is named.

    Args:
        change: gives the stage as it should be; the same one where nothing is to be done.

    Raises:
        NotAllowed: not a host; and whatever `change` refuses.
    """
    check_may(actor, "stage")
    now, after = journal.clock().replace(tzinfo=UTC), list[Stage]()

    def decide(standing: Standing) -> Outcome:
        before = read_stage(standing.file)
        wanted = change(standing, before)
        if wanted == before:
            after[:] = [before]
            return Outcome()
        after[:] = [replace(wanted, version=before.version + 1, changed_by=actor.name, changed_at=now)]
        return Outcome(plain=[save_stage(after[0])])

    journal.record(Deed(actor.name, decide))
    return after[0]


def check_scene(standing: Standing, scene: str, building: str | None) -> None:
    """Whether there is such a scene and such a building.

    Raises:
        Refusal, NotFound: the sentence says which is not there.
    """
    if scene not in SCENES:
        raise Refusal(N_("没有这个画面、配色或语言；请从列出的里面选。"))
    if building is not None and building not in standing.buildings:
        raise NotFound(N_("没有 {building} 号楼；请核对楼号。"), building=building)
