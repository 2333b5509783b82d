"""At the desk of second thoughts: an entry is withdrawn or replaced by a new one, never changed (rules.md 2.2)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from liftfund_core.commands.checks import check_day, clean
from liftfund_core.commands.dependents import check_nothing_rests_on
from liftfund_core.commands.legs import legs_after, legs_of
from liftfund_core.commands.replacements import REPLACEABLE, replaced_detail
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import EntryRow, first_row, read_entry
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

# What is never withdrawn by itself: a withdrawal, the entries that everything else stands on, what a household said,
# and what was written right behind another entry and goes with it.
_NEVER = (
    *("void", "estate_created", "building_added", "poll_rules", "poll_answer", "code_reissued"),
    *("contract_stage", "expenditure", "waiver_cover", "transfer_consent"),
)


def void(journal: Journal, actor: Actor, *, entry: int, reason: str, request_id: str | None = None) -> Receipt:
    """Withdraw an entry; both legs of a transfer go together, and a poll with its rules.

    Raises:
        NotFound, NotAllowed: no such entry, or not this person's to withdraw.
        Conflict: corrected already, or later live entries depend on it; they are named.
    """

    def decide(standing: Standing) -> Outcome:
        row = _correctable(standing, actor, entry)
        if row.kind in _NEVER:
            raise Refusal(N_("第 {entry} 条不能撤销；如有需要请另行登记。"), entry=entry)
        legs = [row, *legs_of(standing, row)]
        for leg in legs:
            check_nothing_rests_on(standing, leg, besides=[other.id for other in legs])
        return Outcome([Fact("void", {"voided": leg.id, "voided_kind": leg.kind}, corrects=leg.id) for leg in legs])

    return _correct(journal, actor, decide, reason, request_id)


def replace(
    journal: Journal,
    actor: Actor,
    *,
    entry: int,
    changes: Mapping[str, Any],
    reason: str,
    request_id: str | None = None,
) -> Receipt:
    """Put a corrected entry in the place of one that was mistyped; the old one stays readable.

    Args:
        changes: detail columns of the entry's kind and their right values; what is left out stays.

    Raises:
        NotFound, NotAllowed, Conflict, Refusal: nothing is written.
    """
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        row = _correctable(standing, actor, entry)
        if row.kind not in REPLACEABLE:
            raise Refusal(N_("第 {entry} 条不能直接改；请先撤销，再按正确内容重新登记。"), entry=entry)
        detail = replaced_detail(standing, row, changes)
        if detail == row.detail:
            raise Refusal(N_("内容与第 {entry} 条完全一样；请先改正再提交。"), entry=entry)
        for name in ("paid_on", "received_on", "done_on", "as_of"):
            if isinstance(detail.get(name), date):
                check_day(standing, detail[name], now)
        return Outcome([Fact(row.kind, detail, corrects=row.id), *legs_after(standing, row)])

    return _correct(journal, actor, decide, reason, request_id)


def _correct(journal: Journal, actor: Actor, decide: Any, reason: str, request_id: str | None) -> Receipt:
    """Corrections read the file, so each stands alone, and each says why."""
    why = clean(reason, N_("更正原因"))
    return journal.record(Deed(actor.name, decide, reason=why, request_id=request_id, alone=True))


def _correctable(standing: Standing, actor: Actor, entry: int) -> EntryRow:
    """The entry, if it is live and this person may correct it: finance and admin any, everyone their own."""
    row = read_entry(standing.file, entry)
    if row is None:
        raise NotFound(N_("没有第 {entry} 条记录；请核对编号。"), entry=entry)
    if row.kind == "trigger":
        check_may(actor, "annul_trigger")
    elif row.kind == "staff_added":
        check_may(actor, "staff")
    elif row.kind == "statement_published":
        check_may(actor, "publish_statement")
    elif row.actor != actor.name and not actor.may("correct"):
        raise NotAllowed(N_("第 {entry} 条不是您登记的；请由财务或管理员更正。"), entry=entry)
    by = first_row(standing.file, "select id, kind from entry where corrects = ?", [entry])
    if by is not None and by[1] == "void":
        raise Conflict(N_("第 {entry} 条已由第 {by} 条撤销；如有需要请重新登记。"), entry=entry, by=by[0])
    if by is not None:
        raise Conflict(N_("第 {entry} 条已由第 {by} 条更正；请更正第 {by} 条。"), entry=entry, by=by[0])
    return row
