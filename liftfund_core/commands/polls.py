"""On the square: placard polls are opened, counted by teams, checked by a second counter and closed (rules.md 1.7)."""

from liftfund_core.commands.checks import clean
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.poll import check_figures, check_recount
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.store import plain
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.store.standing_load import PollStanding
from liftfund_core.words import N_

_MOST_PEOPLE = 1_000_000


def plan_matters(journal: Journal, actor: Actor, matters: dict[str, str]) -> None:
    """Put matters on the agenda, ready to be opened as polls.

    Args:
        matters: code -> title, in the order of the meeting; replaces the agenda.
    """
    check_may(actor, "poll")

    def decide(_standing: Standing) -> Outcome:
        rows = [(_code(code), clean(title, N_("议题"), longest=60)) for code, title in matters.items()]
        if len(dict(rows)) < len(rows):
            raise Conflict(N_("议程里有重复的编号；请改成各不相同的编号。"))
        return Outcome(plain=[plain.save_matters(rows)])

    journal.record(Deed(actor.name, decide))


def open_poll(
    journal: Journal,
    actor: Actor,
    *,
    code: str,
    title: str | None = None,
    phones: bool = False,
    placards: bool = True,
    hide_results: bool = False,
    present: int | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Open a placard poll; it is a consultation and never an owners' decision.

    Args:
        title: taken from the agenda when it is left out.
        phones, placards: whether residents may answer on their phones, by placards, or both side by side.
        hide_results: nothing of the count is shown before the closing.
        present: households present, counted by hand; None when nobody counted.

    Raises:
        NotAllowed, NotFound, Conflict, Refusal: nothing is written.
    """
    check_may(actor, "poll")

    def decide(standing: Standing) -> Outcome:
        name = _code(code)
        if name in standing.polls:
            raise Conflict(N_("编号 {code} 的征询已经开过；请换一个编号。"), code=name)
        check_present(present)
        if not phones and not placards:
            raise Refusal(N_("举牌和手机至少要开放一种；请选择答复方式。"))
        detail = {
            "poll": name,
            "title": clean(title or _planned_title(standing, name), N_("议题"), longest=60),
            "phones": phones,
            "present": present,
        }
        rules = {"poll": detail["poll"], "placards": placards, "hide_results": hide_results}
        unusual = [Fact("poll_rules", rules)] if hide_results or not placards else []
        return Outcome([Fact("poll_opened", detail), *unusual])

    return journal.record(Deed(actor.name, decide, request_id=request_id))


def count_placards(
    journal: Journal,
    actor: Actor,
    *,
    code: str,
    team: str,
    for_: int,
    against: int,
    abstain: int,
    second: bool = False,
    reason: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Enter a team's count; its second one replaces the first and needs a reason, a second counter checks it.

    Raises:
        NotAllowed, NotFound, Conflict, Refusal: nothing is written.
    """
    check_may(actor, "placards")

    def decide(standing: Standing) -> Outcome:
        poll = _open(standing, code)
        if not poll.placards:
            raise Conflict(N_("征询 {code} 只收手机答复，不计举牌；请核对编号。"), code=code)
        check_figures(for_, against, abstain)
        _check_likely(for_, against, abstain)
        name = clean(team, N_("组名"), longest=20)
        check_recount(poll.counts, name, actor.name, second, reason)
        detail = {
            "poll": code,
            "team": name,
            "for_count": for_,
            "against_count": against,
            "abstain_count": abstain,
            "second": second,
        }
        return Outcome([Fact("placard_count", detail)])

    return journal.record(Deed(actor.name, decide, reason=reason or None, request_id=request_id))


def close_poll(journal: Journal, actor: Actor, *, code: str, request_id: str | None = None) -> Receipt:
    """Close a poll: no count and no answer is taken after it.

    Raises:
        NotAllowed, NotFound, Conflict: nothing is written.
    """
    check_may(actor, "poll")

    def decide(standing: Standing) -> Outcome:
        _open(standing, code)
        return Outcome([Fact("poll_closed", {"poll": code})])

    return journal.record(Deed(actor.name, decide, request_id=request_id))


def _code(code: str) -> str:
    return clean(code, N_("编号"), longest=20)


def _open(standing: Standing, code: str) -> PollStanding:
    """The poll, if it is open."""
    poll = standing.polls.get(code)
    if poll is None:
        raise NotFound(N_("没有编号为 {code} 的征询；请先开始征询，或核对编号。"), code=code)
    if not poll.open:
        raise Conflict(N_("征询 {code} 已经结束，不再计数；如需更改请用更正。"), code=code)
    return poll


def _planned_title(standing: Standing, code: str) -> str | None:
    row = first_row(standing.file, "select title from matter where code = ?", [code])
    return row[0] if row else None


def check_present(present: int | None) -> None:
    """The number of households present, or None when nobody counted.

    Raises:
        Refusal: negative, or more than any square holds.
    """
    if present is not None and present < 0:
        raise Refusal(N_("到场人数不能是负数；请填写点到的户数，没有点数就留空。"))
    _check_likely(present or 0)


def _check_likely(*counts: int) -> None:
    if max(counts) > _MOST_PEOPLE:
        raise Refusal(N_("人数 {n} 太大；请核对是否多写了数字。"), n=max(counts))
