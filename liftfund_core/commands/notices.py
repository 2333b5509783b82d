"""In the evening: the secretary has posted the day's notices in the buildings' groups, and the book says so."""

from datetime import date

from liftfund_core.commands.checks import check_day
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.errors import NotFound, Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_


def post_notices(
    journal: Journal,
    actor: Actor,
    *,
    day: date,
    head: int,
    building: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Note that the notice of a day is posted; what is noted already is not noted again.

    Args:
        day: the local day that the notice tells of. head: the entry that its figures are true at.
        building: its code; None for all of them.

    Raises:
        NotAllowed, NotFound, Refusal: nothing is written.
    """
    check_may(actor, "notice")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_day(standing, day, now)
        _check_head(standing, day, head)
        missing = _missing(standing, day, building)
        return Outcome([Fact("notice_posted", {"building": code, "day": day, "head": head}) for code in missing])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def _check_head(standing: Standing, day: date, head: int) -> None:
    """A notice tells of nothing that came after its day."""
    row = first_row(standing.file, "select recorded_at from entry where id = ?", [head])
    if row is None:
        raise NotFound(N_("没有第 {entry} 条记录；请核对编号。"), entry=head)
    if standing.rules().day_of(row[0]) > day:
        raise Refusal(N_("第 {head} 条是 {day} 以后登记的；请刷新页面，再记为已发布。"), head=head, day=day)


def _missing(standing: Standing, day: date, building: str | None) -> list[str | None]:
    """The buildings to be noted: those that are asked for and are not noted yet; None stands for all."""
    if building is not None and building not in standing.buildings:
        raise NotFound(N_("没有 {building} 号楼；请核对楼号。"), building=building)
    found = standing.file.execute("select building from live_notice_posted(?) where day = ?", [standing.head, day])
    posted = {code for (code,) in found.fetchall()}
    if None in posted:
        return []
    if building is None and not posted:
        return [None]
    wanted = standing.buildings if building is None else (building,)
    return [code for code in wanted if code not in posted]
