"""The run of show as a list that is edited, the one of the case among its templates (rules.md 6).

The article gives the order and no minutes: the minutes are placeholders that every host changes. Speakers are roles;
nobody is named.
"""

from collections.abc import Sequence
from dataclasses import replace

from liftfund_core.domain.stage import Segment
from liftfund_core.errors import NotFound, Refusal
from liftfund_core.words import N_

MOST_SEGMENTS = 40
LONGEST_MINUTES = 240

Run = tuple[Segment, ...]

_BEFORE_THE_VOTE = (
    Segment(0, N_("入场与欢迎"), N_("主持人"), "overview", minutes=10, note=N_("路过的居民也能看：先放实时数字。")),
    Segment(0, N_("发放电梯卡"), N_("街道与社区"), "cards", minutes=10, note=N_("只报张数；领卡与缴费无关。")),
    Segment(0, N_("党建引领：难题怎样协商破解"), N_("社区党支部书记"), "timeline", minutes=8),
    Segment(0, N_("注意事项与资金安全监管"), N_("街道物业管理中心负责人"), "money", minutes=8),
    Segment(0, N_("为什么先行垫资"), N_("物业企业负责人"), "money", minutes=6),
    Segment(0, N_("信任从哪里来，还有哪些公共问题"), N_("物管会副主任"), "building", minutes=6),
    Segment(0, N_("居民做了什么"), N_("业主代表"), "lifts", minutes=6),
)
_AFTER_THE_VOTE = (
    Segment(0, N_("写建议，送祝福"), N_("居民与商户"), "messages", minutes=10, note=N_("手机扫码，或到签到台写卡片。")),
    Segment(0, N_("总结与召集令：一键同款"), N_("街道党工委副书记"), "finale", minutes=8),
)
_VOTE = N_("举牌征询")
_RESIDENTS = N_("居民")


def case_run(polls: Sequence[tuple[str, str]]) -> Run:
    """The meeting of the case: one placard segment for each matter on the agenda.

    Args:
        polls: (code, title) in the order of the agenda; without any, one segment waits for what will be asked.
    """
    asked = [Segment(0, title, _RESIDENTS, "vote", poll=code, minutes=4) for code, title in polls]
    votes = asked or [Segment(0, _VOTE, _RESIDENTS, "vote", minutes=10)]
    return numbered((*_BEFORE_THE_VOTE, *votes, *_AFTER_THE_VOTE))


def empty_run() -> Run:
    """A meeting that nobody has planned yet: a welcome, and room for the rest."""
    return numbered(_BEFORE_THE_VOTE[:1])


def numbered(run: Sequence[Segment]) -> Run:
    """The segments with ids 1, 2, 3 in their order."""
    return tuple(replace(segment, id=number) for number, segment in enumerate(run, start=1))


def with_new(run: Run, segment: Segment, after: int | None) -> Run:
    """The run with one more segment, behind another one or at the end; its id is a new one.

    Raises:
        Refusal: the run is as long as a meeting can be.
    """
    if len(run) >= MOST_SEGMENTS:
        raise Refusal(N_("流程单最多 {n} 个环节；请先删去一个。"), n=MOST_SEGMENTS)
    place = _place(run, after) + 1 if after is not None else len(run)
    new = replace(segment, id=max((known.id for known in run), default=0) + 1)
    return (*run[:place], new, *run[place:])


def with_changed(run: Run, segment: Segment) -> Run:
    """The run with a segment put in the place of the one of its id."""
    place = _place(run, segment.id)
    return (*run[:place], segment, *run[place + 1 :])


def with_moved(run: Run, id: int, step: int) -> Run:
    """The run with a segment some places later (or, below zero, earlier), at most to an end."""
    place = _place(run, id)
    rest = (*run[:place], *run[place + 1 :])
    target = min(max(place + step, 0), len(rest))
    return (*rest[:target], run[place], *rest[target:])


def without(run: Run, id: int) -> Run:
    """The run without a segment."""
    place = _place(run, id)
    return (*run[:place], *run[place + 1 :])


def check_minutes(minutes: int) -> None:
    """Planned minutes are between 1 and four hours.

    Raises:
        Refusal: they are not.
    """
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refusal(N_("时长请填 1 到 {n} 分钟。"), n=LONGEST_MINUTES)


def _place(run: Run, id: int) -> int:
    for place, segment in enumerate(run):
        if segment.id == id:
            return place
    raise NotFound(N_("这个环节已不在流程单里；请看最新的流程单再改。"))
