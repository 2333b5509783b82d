"""Scene agenda: the run of show with the segment that the meeting is in; speakers are named by role only."""

from collections.abc import Sequence

from liftfund_core.domain.stage import Segment, Stage
from liftfund_core.ui.wall import marks, notice
from liftfund_core.ui.wall.data import Look, WallData
from liftfund_core.ui.wall.page import page
from liftfund_core.ui.wall.sheet import Frame, Sheet, key
from liftfund_core.words import Words

ROWS = 8


def scene(data: WallData, look: Look) -> Frame:
    """Hero: the current segment and who speaks; beside it as much of the run as eight rows hold."""
    stage = data.stage
    if not stage.run:
        return notice.no_run(data, look)
    sheet, _ = Sheet(), Words(look.lang)
    main = f'<div class="agenda {key("wall_agenda")}">{_now(sheet, stage, _)}{_run(sheet, stage)}</div>'
    return page(sheet, data, look, title=_("流程单"), main=main, note="")


def _now(sheet: Sheet, stage: Stage, _: Words) -> str:
    current, after = stage.current, stage.next
    if current is not None:
        place = _("流程 {i} / {n}", i=stage.run.index(current) + 1, n=len(stage.run))
        title, speaker = current.title, current.speaker
    elif stage.meeting_started_at is None:
        place, title, speaker = _("共 {n} 项", n=len(stage.run)), _("即将开始"), ""
    else:
        place, title, speaker, after = _("共 {n} 项", n=len(stage.run)), _("议程已结束"), "", None
    following = after.title if after else ""
    return (
        f'<section class="now">{sheet.text("place", place, "tag")}<h1 data-fit="0.5">{sheet.text("title", title)}</h1>'
        f"{sheet.text('speaker', speaker, 'speaker', 'p')}"
        f'<p class="after" {sheet.shown_if("any_after", bool(following))}><span>{_("下一项")}</span>'
        f'<b data-fit="0.6">{sheet.text("after", following)}</b></p></section>'
    )


def _run(sheet: Sheet, stage: Stage) -> str:
    at = stage.run.index(stage.current) if stage.current else len(stage.run) if stage.meeting_started_at else -1
    shown = window(stage.run, at)
    rows = "".join(_row(sheet, n, stage.run.index(segment), at, segment) for n, segment in enumerate(shown))
    return f'<ol class="run" style="--n:{len(shown)}">{rows}</ol>'


def window(run: Sequence[Segment], at: int) -> Sequence[Segment]:
    """The rows around the current place: one that is over, then what comes."""
    first = max(min(at - 1, len(run) - ROWS), 0)
    return run[first : first + ROWS]


def _row(sheet: Sheet, n: int, place: int, current: int, segment: Segment) -> str:
    state = "over" if place < current else "now" if place == current else "ahead"
    return (
        f"<li {sheet.bind('c', f'row{n}', state)}><i>{marks.option('for')}{sheet.text(f'no{n}', place + 1)}</i>"
        f'<b data-fit="0.7">{sheet.text(f"title{n}", segment.title)}</b></li>'
    )
