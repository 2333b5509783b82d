"""The moment a building reaches the start line: said once, calmly, on every screen, for twenty seconds."""

from datetime import timedelta

from liftfund_core.ui.wall import spoken
from liftfund_core.ui.wall.data import WallData
from liftfund_core.words import Words

SHOWN_FOR = timedelta(seconds=20)
_NAMED = 2


def announcement(data: WallData, _: Words) -> tuple[str, str] | None:
    """The two lines of the banner, or None: buildings whose trigger has just fired, else the host's message."""
    fired = [b for b in data.board.buildings if b.triggered_at and data.now - SHOWN_FOR < b.triggered_at <= data.now]
    if not fired:
        return (data.stage.message, "") if data.stage.message else None
    names = _("、").join(spoken.building_name(b.code, _) for b in fired)
    names = names if len(fired) <= _NAMED else _("{n} 栋楼", n=len(fired))
    line = spoken.line_percent(data.board.estate.trigger_bp)
    starts = {spoken.all_start(b.lifts, _) for b in fired}
    meaning = starts.pop() if len(starts) == 1 else _("电梯全部启动")
    return _("{buildings} 达到 {line} 启动线", buildings=names, line=line), meaning
