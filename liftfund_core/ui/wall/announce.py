"""What has just happened is said once, calmly, on every screen: a line reached, a lift back, a round number of payers.

Everything follows from the entries and their times, so all screens say the same, one that is opened a moment later
says it too, and none says it again after a restart.
"""

from collections.abc import Iterator, Sequence

from liftfund_core.reports.news import SAID_FOR, News
from liftfund_core.reports.public import PublicBuilding
from liftfund_core.ui.wall import spoken
from liftfund_core.ui.wall.data import WallData
from liftfund_core.words import Words

_TURN_S = 12

Lines = tuple[str, str]


def announcement(data: WallData, _: Words) -> Lines | None:
    """The two lines of the banner at this moment: what is new and the host's message take turns; None: no banner."""
    said = list(_said(data, _))
    if data.stage.message:
        said.append((data.stage.message, ""))
    return said[int(data.now.timestamp()) // _TURN_S % len(said)] if said else None


def _said(data: WallData, _: Words) -> Iterator[Lines]:
    since = data.now - SAID_FOR
    fired = [b for b in data.board.buildings if b.triggered_at and since < b.triggered_at <= data.now]
    recent = [one for one in data.news if since < one.at <= data.now]
    lifts = [one for one in recent if one.kind == "lift"]
    payers = [one for one in recent if one.kind == "households"]
    if fired:
        yield _line_reached(data, fired, _)
    if lifts:
        yield _lifts_back(data, lifts, _)
    if payers:
        yield _households(data, payers[-1], _)


def _line_reached(data: WallData, fired: Sequence[PublicBuilding], _: Words) -> Lines:
    names = spoken.buildings_named([b.code for b in fired], _)
    line = spoken.line_percent(data.board.estate.trigger_bp)
    starts = {spoken.all_start(b.lifts, _) for b in fired}
    meaning = starts.pop() if len(starts) == 1 else _("电梯全部启动")
    return _("{buildings} 达到 {line} 启动线", buildings=names, line=line), meaning


def _lifts_back(data: WallData, lifts: Sequence[News], _: Words) -> Lines:
    names = (
        _("、").join(_lift(one.lift, _) for one in lifts)
        if len(lifts) <= spoken.MOST_NAMED
        else _("{n} 部电梯", n=len(lifts))
    )
    counts = data.board.lift_counts
    return (
        _("{lifts} 恢复使用", lifts=names),
        _("已完成大修 {n} / {total} 部", n=counts.in_service, total=counts.total),
    )


def _lift(code: str, _: Words) -> str:
    building, _dash, number = code.rpartition("-")
    return _("{building}{lift}", building=spoken.building_name(building, _), lift=spoken.lift_name(int(number), _))


def _households(data: WallData, reached: News, _: Words) -> Lines:
    if data.board.household.percent == "100%":
        return _("{n} 户全部缴清", n=reached.households), _("感谢每一户")
    return _("第 {n} 户缴清", n=reached.households), _("共 {n} 户", n=data.board.units)
