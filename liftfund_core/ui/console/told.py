"""What the console is told: where the meeting is, what is on the walls, what comes next, in the reader's words."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from liftfund_core.commands.stage import SCENE_WORDS, THEME_WORDS
from liftfund_core.domain.stage import Segment, Stage, scene_at
from liftfund_core.reports.public import PollBoard
from liftfund_core.ui import live
from liftfund_core.ui.form_poll import WAY_WORDS
from liftfund_core.ui.wall.spoken import building_name
from liftfund_core.ui.wall.vote import STATE_WORDS
from liftfund_core.words import N_, Words

LANGUAGE_WORDS = {"zh": N_("中文"), "en": "English"}


def told(_: Words) -> dict[str, Any]:
    """Everything but the pictures, at this moment; times are milliseconds."""
    stage, now = live.stage(), datetime.now(UTC)
    current, previous, next_ = stage.current, stage.previous, stage.next
    return {
        "now": _ms(now),
        "run": [_segment(_, segment, place) for place, segment in enumerate(stage.run, start=1)],
        "current": current.id if current else None,
        "next": next_.id if next_ else None,
        "previous": previous.id if previous else None,
        "began": _ms(stage.segment_started_at) if current else None,
        "meeting": _ms(stage.meeting_started_at),
        "on": _on(_, stage, now),
        "poll": _poll(_, stage, now),
        "choices": _choices(_),
    }


def scene_said(_: Words, scene: str, building: str | None = None, poll: str | None = None) -> str:
    """A scene by its name, with the building or the matter that it shows."""
    parts = [_(SCENE_WORDS.get(scene, scene))]
    if scene == "building" and building:
        parts.append(building_name(building, _))
    if scene == "vote" and poll:
        parts += [known.title for known in live.polls() if known.code == poll]
    return " · ".join(parts)


def _segment(_: Words, segment: Segment, place: int) -> dict[str, Any]:
    return {
        "id": segment.id,
        "no": place,
        "title": _(segment.title),
        "speaker": _(segment.speaker),
        "note": _(segment.note),
        "minutes": segment.minutes,
        "scene": scene_said(_, segment.scene, segment.building, segment.poll),
    }


def _on(_: Words, stage: Stage, now: datetime) -> dict[str, Any]:
    """What following walls show, and who has changed it last."""
    scene, building = scene_at(stage, now, [b.code for b in live.public().buildings])
    by = ""
    if stage.changed_by and stage.changed_at:
        by = _("{who} · {t}", who=stage.changed_by, t=f"{_local(stage.changed_at):%H:%M:%S}")
    return {
        "scene": scene_said(_, scene, building, stage.poll if scene == stage.scene else None),
        "pinned": stage.pinned,
        "blank": stage.blank,
        "frozen": f"{_local(stage.frozen_at):%H:%M}" if stage.frozen_at else "",
        "rotate_s": stage.rotate_s or 0,
        "rotation": list(stage.rotation),
        "theme": stage.theme,
        "lang": stage.lang,
        "message": stage.message or "",
        "by": by,
    }


def _poll(_: Words, stage: Stage, now: datetime) -> dict[str, Any] | None:
    """The poll that the host has to do with now: the segment's, else the one that is open."""
    poll = _poll_at_hand(stage)
    if poll is None:
        return None
    ends = stage.countdown_ends_at if stage.countdown_poll == poll.code else None
    return {
        "code": poll.code,
        "title": poll.title,
        "state": poll.state,
        "state_said": _(STATE_WORDS[poll.state]),
        "raised": _("已举牌 {m}", m=poll.tally.raised) if poll.placards and poll.state != "waiting" else "",
        "phones": _("手机 {n} 份", n=poll.phone_total) if poll.phones else "",
        "ends": _ms(ends),
    }


def _poll_at_hand(stage: Stage) -> PollBoard | None:
    polls, segment = live.polls(), stage.current
    asked = segment.poll if segment and segment.scene == "vote" else None
    named = [poll for poll in polls if poll.code == asked]
    counting = [poll for poll in polls if poll.state == "open"]
    coming = [poll for poll in polls if poll.state == "waiting" and segment and segment.scene == "vote"]
    return next(iter(named or counting or coming), None)


def _choices(_: Words) -> dict[str, Any]:
    """What can be put up, and how."""
    return {
        "scenes": _listed({code: _(words) for code, words in SCENE_WORDS.items()}),
        "buildings": _listed({b.code: building_name(b.code, _) for b in live.public().buildings}),
        "polls": _listed({poll.code: poll.title for poll in live.polls()}),
        "themes": _listed({code: _(words) for code, words in THEME_WORDS.items()}),
        "langs": _listed({code: _(words) for code, words in LANGUAGE_WORDS.items()}),
        "ways": _listed({code: _(words) for code, words in WAY_WORDS.items()}),
    }


def _listed(words: Mapping[str, str]) -> list[list[str]]:
    return [[code, said] for code, said in words.items()]


def _ms(moment: datetime | None) -> int | None:
    return int(moment.timestamp() * 1000) if moment else None


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(live.public().estate.timezone))
