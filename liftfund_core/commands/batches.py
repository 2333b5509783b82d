"""A list of money that was brought in whole is taken back whole: one deed, one reason, or not at all."""

from collections import Counter
from typing import Any

from liftfund_core.commands.checks import clean
from liftfund_core.commands.dependents import named_first, out_of_account
from liftfund_core.commands.roles import Actor
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.store.batches import Batch, batch_of
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

MOST_UNDONE = 5_000
_KINDS = ("payment", "contractor_payment")


def undo_batch(journal: Journal, actor: Actor, *, entry: int, reason: str, request_id: str | None = None) -> Receipt:
    """Withdraw every entry of the list that an entry came in with, those withdrawn before apart.

    Args:
        entry: any entry of the list.

    Raises:
        NotFound, NotAllowed: it came in with no list, or the list is somebody else's.
        Conflict: nothing of it stands, or later entries rest on it; they are named and nothing is withdrawn.
    """
    why = clean(reason, N_("更正原因"))

    def decide(standing: Standing) -> Outcome:
        batch = _batch(standing, entry)
        if batch.actor != actor.name and not actor.may("correct"):
            raise NotAllowed(N_("这一批不是您导入的；请由财务或管理员撤销。"))
        standing_rows = _live(standing, batch)
        if not standing_rows:
            raise Conflict(N_("第 {first} 到 {last} 条这一批已经撤销。"), first=batch.first, last=batch.last)
        if len(standing_rows) > MOST_UNDONE:
            raise Refusal(
                N_("这一批有 {n} 条，一次最多撤销 {most} 条；请用导入前的备份恢复。"),
                n=len(standing_rows),
                most=MOST_UNDONE,
            )
        _check_nothing_rests_on(standing, batch, standing_rows)
        gone = sorted([*((id, batch.kind) for id, _, _ in standing_rows), *_papers(standing, batch)])
        return Outcome([Fact("void", {"voided": id, "voided_kind": kind}, corrects=id) for id, kind in gone])

    return journal.record(Deed(actor.name, decide, reason=why, request_id=request_id, alone=True))


def _batch(standing: Standing, entry: int) -> Batch:
    """The list of money that an entry came in with.

    Raises:
        NotFound: it was entered by itself.
    """
    batch = batch_of(standing.file, entry)
    if batch is None or batch.kind not in _KINDS:
        raise NotFound(N_("第 {entry} 条不是成批导入的；请单独撤销它。"), entry=entry)
    return batch


def _live(standing: Standing, batch: Batch) -> list[tuple[int, str | None, int]]:
    """Entry, unit (None for expenses) and fen of what still stands of a list."""
    queries = {
        "payment": "select entry_id, unit, amount_fen from live_payment($head) where entry_id between $a and $b",
        "contractor_payment": """select entry_id, null, amount_fen from live_contractor_payment($head)
                                 where entry_id between $a and $b""",
    }
    return standing.file.execute(queries[batch.kind], _within(standing, batch)).fetchall()


def _papers(standing: Standing, batch: Batch) -> list[tuple[int, str]]:
    """The checks and payers that go with the payments of a list."""
    return standing.file.execute(
        """select entry_id, 'money_checked' from live_money_checked($head) where checked between $a and $b
           union all select entry_id, 'payer_named' from live_payer_named($head) where payment between $a and $b""",
        _within(standing, batch),
    ).fetchall()


def _within(standing: Standing, batch: Batch) -> dict[str, Any]:
    return {"head": standing.head, "a": batch.first, "b": batch.last}


def _check_nothing_rests_on(standing: Standing, batch: Batch, rows: list[tuple[int, str | None, int]]) -> None:
    """The list goes as a whole, so nothing may rest on any part of it.

    Raises:
        Conflict: names the entries in the way.
    """
    resting = _put_right(standing, batch) | _matched(standing, batch)
    if batch.kind == "payment":
        paid = Counter[str]()
        for _, unit, fen in rows:
            paid[unit or ""] += fen
        short = [unit for unit, fen in paid.items() if standing.account(unit).paid_fen < fen]
        resting |= _given_back(standing, short)
        resting |= set(out_of_account(standing, {"collected_fen": paid.total()}))
    if resting:
        raise Conflict(
            N_("这一批还有后面的记录依赖它（第 {named} 条）；请先撤销那些记录，整批一条也没有撤销。"),
            named=named_first(sorted(resting, reverse=True)),
        )


def _put_right(standing: Standing, batch: Batch) -> set[int]:
    """Live entries that have taken the place of entries of the list."""
    found = standing.file.execute(
        """with recursive line(id) as (
               select id from entry where corrects between $a and $b
               union all select e.id from line join entry e on e.corrects = line.id)
           select id from line join entry using (id)
           where kind <> 'void' and id not in (select id from corrected($head))""",
        _within(standing, batch),
    ).fetchall()
    return {id for (id,) in found}


def _matched(standing: Standing, batch: Batch) -> set[int]:
    """Confirmations that a line of the bank is a payment of the list."""
    query = "select entry_id from live_bank_match($head) where matched_id between $a and $b"
    return {id for (id,) in standing.file.execute(query, _within(standing, batch)).fetchall()}


def _given_back(standing: Standing, units: list[str]) -> set[int]:
    """Refunds and transfers of units."""
    found = standing.file.execute(
        """select entry_id from live_refund($head) where list_contains($units, unit)
           union all select entry_id from live_transfer_out($head) where list_contains($units, unit)""",
        {"head": standing.head, "units": units},
    ).fetchall()
    return {id for (id,) in found}
