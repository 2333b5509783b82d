"""The statement is made ready by one person and published by another, and then it never changes (rules.md 2.4)."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from liftfund_core.commands.bank import check_detail
from liftfund_core.commands.checks import check_day, clean
from liftfund_core.commands.roles import Actor, check_may
from liftfund_core.domain.kept import as_text, of_text
from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.period import Period, check_period
from liftfund_core.domain.statement import Statement
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import EntryRow, read_entry
from liftfund_core.store.standing import Standing
from liftfund_core.store.statement import published_periods, read_statement
from liftfund_core.words import N_

OBJECTION = N_("对本公示有异议的，请在公示期内书面或当面向物业管理委员会提出；原始凭证可以申请查阅。")


def prepare_statement(
    journal: Journal,
    actor: Actor,
    *,
    period_from: date,
    period_to: date,
    bank_fen: int | None = None,
    explanation: str | None = None,
    objection: str = OBJECTION,
    request_id: str | None = None,
) -> Receipt:
    """Make a period's statement ready for somebody else to look through: the balance check, and the figures.

    Args:
        bank_fen: the bank's balance on the last day; that of its newest line up to then where left out.
        explanation: of a difference that the listed items in transit do not explain.
        objection: where residents turn to.

    Raises:
        NotAllowed, Refusal, Conflict: the period cannot be published, or the difference to the bank is unexplained.
    """
    check_may(actor, "prepare_statement")
    period, now = Period(period_from, period_to), journal.clock()

    def decide(standing: Standing) -> Outcome:
        check_day(standing, period_to, now)
        check_period(period, published_periods(standing.file, standing.head))
        check = check_detail(standing, period_to, bank_fen, explanation)
        _check_explained(check)
        told = read_statement(
            standing.file,
            standing.head,
            period,
            bank_fen=check["bank_fen"],
            explanation=check["explanation"],
            objection=clean(objection, N_("异议渠道")),
        )
        return Outcome([Fact("bank_check", check), Fact("statement_prepared", _detail(told, standing.head + 1))])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def publish_statement(journal: Journal, actor: Actor, *, prepared: int, request_id: str | None = None) -> Receipt:
    """Publish what somebody else has made ready; from now on everyone can read it, and it stays as it is.

    Raises:
        NotAllowed: who made it ready does not publish it. NotFound, Conflict: no such statement, or the book has
            changed since it was made ready.
    """
    check_may(actor, "publish_statement")

    def decide(standing: Standing) -> Outcome:
        row = _prepared(standing, prepared)
        if row.actor == actor.name:
            raise NotAllowed(N_("收支表由 {actor} 编制，不能由同一人公示；请由另一人复核后公示。"), actor=row.actor)
        detail = row.detail
        check_period(
            Period(detail["period_from"], detail["period_to"]), published_periods(standing.file, standing.head)
        )
        _check_unchanged(standing, of_text(Statement, detail["figures"]))
        kept = {name: detail[name] for name in ("period_from", "period_to", "digest")}
        return Outcome([Fact("statement_published", {"prepared_id": row.id, **kept})])

    return journal.record(Deed(actor.name, decide, request_id=request_id, alone=True))


def _check_explained(check: dict[str, Any]) -> None:
    """The difference to the bank is made of items that are listed, or a person says why (rules.md 2.4)."""
    if check["unexplained_fen"] and not check["explanation"]:
        raise Refusal(
            N_("银行余额 {bank} 元，账面 {book} 元，其中 {rest} 元没有未达账项可以说明；请核对流水，或写明差额原因。"),
            bank=format_yuan(check["bank_fen"]),
            book=format_yuan(check["book_fen"]),
            rest=format_yuan(check["unexplained_fen"]),
        )


def _detail(told: Statement, check: int) -> dict[str, Any]:
    figures = as_text(told)
    return {
        "period_from": told.period_from,
        "period_to": told.period_to,
        "check_id": check,
        "closing_fen": told.closing_fen,
        "figures": figures,
        "digest": hashlib.sha256(figures.encode()).hexdigest(),
    }


def _prepared(standing: Standing, number: int) -> EntryRow:
    row = read_entry(standing.file, number)
    if row is None or row.kind != "statement_prepared" or row.id in standing.corrected:
        raise NotFound(N_("第 {entry} 条不是待公示的收支表；请重新编制。"), entry=number)
    return row


def _check_unchanged(standing: Standing, told: Statement) -> None:
    """What is published is what the book says when it is published.

    Raises:
        Conflict: an entry since then changes a figure of the period.
    """
    assert told.bank is not None, "a statement is made ready with its balance check"
    now = read_statement(
        standing.file,
        standing.head,
        Period(told.period_from, told.period_to),
        bank_fen=told.bank.balance_fen,
        explanation=told.bank.explanation,
        objection=told.objection,
    )
    if replace(now, head=told.head) != told:
        raise Conflict(N_("编制之后，这一期的账或对账有变动；请重新编制，再由复核人公示。"))
