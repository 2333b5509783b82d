"""Beside the stage: the host chooses what every screen that follows shows."""

from liftfund_core.commands.checks import clean_or_none
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.errors import NotFound, Refusal
from liftfund_core.store import plain
from liftfund_core.store.deeds import Deed, Outcome
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.words import LANGUAGES, N_

SCENE_WORDS: dict[str, str] = {
    "overview": N_("总览"),
    "building": N_("分楼进度"),
    "lifts": N_("电梯"),
    "vote": N_("现场征询"),
    "messages": N_("留言板"),
    "join": N_("扫码参与"),
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
    check_may(actor, "stage")

    def decide(standing: Standing) -> Outcome:
        if scene not in SCENE_WORDS or theme not in THEME_WORDS or lang not in LANGUAGES:
            raise Refusal(N_("没有这个画面、配色或语言；请从列出的里面选。"))
        if building is not None and building not in standing.buildings:
            raise NotFound(N_("没有 {building} 号楼；请核对楼号。"), building=building)
        line = clean_or_none(message, N_("屏幕提示"))
        return Outcome(plain=[plain.save_stage(scene, building, poll, theme, lang, line)])

    journal.record(Deed(actor.name, decide))
