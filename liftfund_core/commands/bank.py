"""At the desk with the bank's papers: what is the same money is confirmed, and the two balances are held together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import pyarrow as pa

from liftfund_core.commands.checks import check_day, clean_or_none
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.bank import BankLine, Basis, BookEntry, Match
from liftfund_core.errors import NotFound, Refusal
from liftfund_core.store.bank import balance_check, bank_balance, bank_lines, book_entries, reconciliation
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt, Sheetful
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

T = TypeVar("T", BankLine, BookEntry)

_PORTION = pa.schema(
    [("line_id", pa.int64()), ("matched_id", pa.int64()), ("amount_fen", pa.int64()), ("known_by", pa.string())]
)


def confirm_certain(journal: Journal, actor: Actor, *, request_id: str | None = None) -> Receipt:
    """Confirm everything that is certainly the same money, as it stands when it is written.

    Raises:
        NotAllowed: not this role's.
    """
    check_may(actor, "bank")

    def decide(standing: Standing) -> Outcome:
        matches = reconciliation(standing.file, standing.head).certain
        rows = [detail for match in matches for detail in _details(match)]
        return Outcome(sheetful=Sheetful("bank_match", pa.Table.from_pylist(rows, schema=_PORTION)))

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def confirm_match(
    journal: Journal,
    actor: Actor,
    *,
    lines: Sequence[int],
    entries: Sequence[int],
    basis: Basis = "by_hand",
    reason: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Confirm that these lines of the bank and these entries are the same money; their open sums must be equal.

    Args:
        lines: entry numbers of bank lines. entries: of payments, refunds, expenses ..., each by any number of its
            line of corrections. basis: what it was suggested for.

    Raises:
        NotAllowed, NotFound, Refusal: nothing is written.
    """
    check_may(actor, "bank")

    def decide(standing: Standing) -> Outcome:
        known_lines = {line.id: line for line in bank_lines(standing.file, standing.head)}
        known_entries = {entry.id: entry for entry in book_entries(standing.file, standing.head)}
        firsts = dict(standing.file.execute("from first_entry(?)", [standing.head]).fetchall())
        match = Match(
            tuple(_known(known_lines, number) for number in dict.fromkeys(lines)),
            tuple(_known(known_entries, firsts.get(number, number)) for number in dict.fromkeys(entries)),
            basis,
        )
        return Outcome([Fact("bank_match", detail) for detail in _details(match)])

    return journal.record(Deed(actor.name, decide, reason=reason, request_id=request_id, alone=True))


def check_balance(
    journal: Journal,
    actor: Actor,
    *,
    checked_on: date,
    bank_fen: int | None = None,
    explanation: str | None = None,
    request_id: str | None = None,
) -> Receipt:
    """Put down what the bank and the book say lies in the account at the end of a day.

    Args:
        bank_fen: the balance on the bank's paper; that of its newest line up to the day where left out.
        explanation: in words, what the items that either side does not know yet do not explain.

    Raises:
        NotAllowed: not this role's. Refusal: the day has not come, or the bank has said no balance.
    """
    check_may(actor, "bank")
    now = journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_day(standing, checked_on, now)
        return Outcome([Fact("bank_check", check_detail(standing, checked_on, bank_fen, explanation))])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def check_detail(standing: Standing, day: date, bank_fen: int | None, explanation: str | None) -> dict[str, Any]:
    """The detail of a balance check as bank and book stand.

    Raises:
        Refusal: no balance is given, and no line of the bank up to that day has one.
    """
    stated = bank_balance(standing.file, standing.head, day) if bank_fen is None else bank_fen
    if stated is None:
        raise Refusal(N_("{day} 还没有银行余额；请先导入银行流水，或填写对账单上的余额。"), day=day)
    check = balance_check(standing.file, standing.head, day, stated)
    return {
        "checked_on": day,
        "bank_fen": check.bank_fen,
        "book_fen": check.book_fen,
        "unexplained_fen": check.unexplained_fen,
        "explanation": clean_or_none(explanation, N_("差额说明")),
    }


def _details(match: Match) -> list[dict[str, Any]]:
    """The portions of a match as details of `bank_match`."""
    return [
        {"line_id": line, "matched_id": entry, "amount_fen": fen, "known_by": match.basis}
        for line, entry, fen in match.portions()
    ]


def _known(things: Mapping[int, T], number: int) -> T:
    if number not in things:
        raise NotFound(N_("第 {entry} 条不是有效的银行流水或收支记录；请核对编号。"), entry=number)
    return things[number]
