"""The desk behind the console: each tap of a host is done once and answered, however often a phone sends it."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

from liftfund_core.commands import stage as walls
from liftfund_core.commands.polls import close_poll, open_poll
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.run_of_show import begin_again, move_to
from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live
from liftfund_core.ui.attempt import outcome
from liftfund_core.words import N_, Language

Tap = Mapping[str, Any]
_Deed = Callable[[Journal, Actor, Tap], object]

_MOST_ANSWERS = 200
_answers: dict[str, str] = {}
_taking = threading.Lock()


def answers(ids: list[str]) -> dict[str, str]:
    """Tap id -> "" when it was done, or the sentence that refused it, for those that were taken."""
    with _taking:
        return {id: _answers[id] for id in ids if id in _answers}


def take(actor: Actor, tap: Tap, lang: Language) -> None:
    """Do what a tap asks for; a tap that comes a second time is answered as before.

    The answers belong to the server and not to a page, so that a phone that was away finds its own.
    """
    id = str(tap.get("id") or "")
    with _taking:
        if not id or id in _answers:
            return
    done = outcome(lambda: _do(actor, tap))
    live.look_again()
    with _taking:
        _answers[id] = done.sentence(lang) if isinstance(done, LiftFundError) else ""
        while len(_answers) > _MOST_ANSWERS:
            del _answers[next(iter(_answers))]


def _do(actor: Actor, tap: Tap) -> object:
    deed = DEEDS.get(str(tap.get("deed")))
    try:
        if deed is not None:
            return deed(live.journal(), actor, tap)
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal(_NOT_WHOLE) from error
    raise Refusal(_NOT_WHOLE)


_NOT_WHOLE = N_("这一下没有完整收到；请再按一次。")


def _move(journal: Journal, actor: Actor, tap: Tap) -> object:
    left = tap["from"]
    return move_to(journal, actor, to=int(tap["to"]), from_=None if left is None else int(left))


def _scene(journal: Journal, actor: Actor, tap: Tap) -> object:
    return walls.show_scene(
        journal, actor, scene=str(tap["scene"]), building=tap.get("building") or None, poll=tap.get("poll") or None
    )


def _rotate(journal: Journal, actor: Actor, tap: Tap) -> object:
    scenes = [str(scene) for scene in tap["scenes"]]
    return walls.rotate(journal, actor, scenes=scenes, seconds=int(tap["seconds"]))


def _open(journal: Journal, actor: Actor, tap: Tap) -> object:
    """Start a poll and put it up, unless the host holds another scene."""
    code, way, present = str(tap["poll"]), str(tap["way"]), tap.get("present")
    open_poll(
        journal,
        actor,
        code=code,
        placards=way != "phones",
        phones=way != "placards",
        present=None if present in (None, "") else int(present),
        request_id=f"console-{tap['id']}",
    )
    stage = live.stage()
    if stage.pinned or (stage.scene, stage.poll) == ("vote", code):
        return None
    return walls.show_scene(journal, actor, scene="vote", poll=code)


def _close(journal: Journal, actor: Actor, tap: Tap) -> object:
    return close_poll(journal, actor, code=str(tap["poll"]), request_id=f"console-{tap['id']}")


DEEDS: dict[str, _Deed] = {
    "move": _move,
    "again": lambda journal, actor, _tap: begin_again(journal, actor),
    "scene": _scene,
    "pin": lambda journal, actor, tap: walls.pin(journal, actor, on=bool(tap["on"])),
    "blank": lambda journal, actor, tap: walls.blank(journal, actor, on=bool(tap["on"])),
    "freeze": lambda journal, actor, tap: walls.freeze(journal, actor, on=bool(tap["on"])),
    "look": lambda journal, actor, tap: walls.dress(journal, actor, theme=str(tap["theme"]), lang=str(tap["lang"])),
    "say": lambda journal, actor, tap: walls.say(journal, actor, message=str(tap["message"])),
    "rotate": _rotate,
    "open": _open,
    "close": _close,
    "countdown": lambda journal, actor, tap: walls.count_down(
        journal, actor, poll=str(tap["poll"]), seconds=int(tap["seconds"])
    ),
}
