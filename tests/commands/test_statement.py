"""The statement: made ready by one, published by another, and then never changed (rules.md 2.4)."""

from collections.abc import Iterator
from dataclasses import replace as but
from datetime import date, timedelta
from pathlib import Path

import pytest

from liftfund_core.commands.bank import check_balance
from liftfund_core.commands.corrections import void
from liftfund_core.commands.statement import prepare_statement, publish_statement
from liftfund_core.domain.period import Period
from liftfund_core.domain.statement import InTransit, Receipts, Sum, Unpaid
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.reports.read_board import board
from liftfund_core.reports.statements import draft, prepared, publication, publications, waiting, whole_time
from liftfund_core.store.journal import Journal
from tests.statement_world import FIRST, LAST, THREE_BUILDINGS, a_month, hear_the_bank, publish
from tests.worlds import ADMIN, DUE_OF_65, ENTRY, FINANCE, REVIEWER, SUPERVISOR, Templates, pay, rows


@pytest.fixture
def month(estates: Templates, tmp_path: Path) -> Iterator[Journal]:
    """A month of money."""
    journal = estates.copy(tmp_path / "estate.duckdb", THREE_BUILDINGS)
    a_month(journal)
    yield journal
    journal.close()


def ready(journal: Journal, **more: object) -> int:
    told = {"period_from": FIRST, "period_to": LAST, **more}
    return prepare_statement(journal, FINANCE, **told).entries[-1]  # type: ignore[arg-type]  # passed on


def test_every_line_of_the_public_ledger_is_there(month: Journal) -> None:
    hear_the_bank(month)
    told = publication(month, publish(month)).statement
    assert told.opening_fen == 0 and told.closing_fen == board(month).fund.balance_fen
    assert told.receipts == (Receipts(("1",), 10, 10 * DUE_OF_65), Receipts(("2", "3"), 11, 11 * DUE_OF_65))
    assert told.other_in == (Sum("advance", 200_000), Sum("bank_interest", 1_234))
    assert told.other_out == (Sum("advance_repayment", 50_000), Sum("bank_fee", 500), Sum("refund", 45))
    (spent,) = told.expenses
    assert (spent.contract_no, spent.lift, spent.invoice_no, spent.stage, spent.decision_no, spent.approval) == (
        *("HT-1", "1-1", "FP-1", "第 1 期", "JY-1", "noted"),
    )
    assert (told.advance.direct_fen, told.advance.deposited_fen, told.advance.repaid_fen) == (100_000, 200_000, 50_000)
    assert told.advance.outstanding_fen == board(month).fund.advance_outstanding_fen == 250_000
    assert (told.committed_fen, told.contracts[0].paid_fen) == (200_000, 100_000)
    assert told.unpaid == (Unpaid(("1",), 7, 6 * DUE_OF_65 + 45), Unpaid(("2", "3"), 21, 21 * DUE_OF_65))
    assert told.bank is not None and (told.bank.balance_fen, told.difference_fen) == (told.closing_fen, 0)
    papers = {(document.kind, document.number) for document in told.documents}
    assert papers == {
        *(("contract", "HT-1"), ("invoice", "FP-1"), ("decision", "JY-1"), ("confirmation", "QR-1")),
        *(("advance", "DZ-1"), ("advance", "DZ-2"), ("repayment", "JY-9")),
    }


def test_what_one_made_ready_another_publishes(month: Journal) -> None:
    hear_the_bank(month)
    number = prepare_statement(month, ADMIN, period_from=FIRST, period_to=LAST).entries[-1]
    assert [(waits.entry, waits.actor) for waits in waiting(month)] == [(number, ADMIN.name)]
    with pytest.raises(NotAllowed, match="不能由同一人公示"):
        publish_statement(month, ADMIN, prepared=number)
    for other in (FINANCE, ENTRY):
        with pytest.raises(NotAllowed):
            publish_statement(month, other, prepared=number)
    with pytest.raises(NotAllowed):
        prepare_statement(month, REVIEWER, period_from=FIRST, period_to=LAST)
    entry = publish_statement(month, SUPERVISOR, prepared=number).entry
    assert waiting(month) == () and publications(month)[0].entry == entry
    assert publications(month)[0].published_on == LAST


def test_an_unexplained_difference_to_the_bank_is_not_published_without_a_word(month: Journal) -> None:
    hear_the_bank(month)
    stated = board(month).fund.balance_fen - 300
    with pytest.raises(Refusal, match=r"其中 -3\.00 元没有未达账项可以说明"):
        ready(month, bank_fen=stated)
    entry = publish_statement(month, REVIEWER, prepared=ready(month, bank_fen=stated, explanation="扣了年费")).entry
    bank = publication(month, entry).statement.bank
    assert bank is not None and (bank.unexplained_fen, bank.explanation) == (-300, "扣了年费")


def test_a_difference_that_is_under_way_says_so_itself(month: Journal) -> None:
    late = pay(month, "1-1-116", DUE_OF_65).entry
    hear_the_bank(month, late)
    told = publication(month, publish(month)).statement
    assert told.bank is not None and told.difference_fen == -DUE_OF_65
    assert (told.bank.in_transit, told.bank.unexplained_fen) == ((InTransit("book", None, DUE_OF_65),), 0)


def test_without_a_word_from_the_bank_nothing_is_made_ready(month: Journal) -> None:
    with pytest.raises(Refusal, match="还没有银行余额"):
        ready(month)
    assert draft(month, Period(FIRST, LAST)).statement.bank is None
    assert publish_statement(month, REVIEWER, prepared=ready(month, bank_fen=board(month).fund.balance_fen)).entry


def test_what_was_published_never_changes(month: Journal) -> None:
    hear_the_bank(month)
    entry = publish(month)
    before = publication(month, entry)
    gone = pay(month, "1-1-116", 700, paid_on=FIRST).entry
    after = publication(month, entry)
    assert (after.statement, after.digest) == (before.statement, before.digest) and after.changed_fen == 700
    void(month, FINANCE, entry=gone, reason="登记错了")
    assert publication(month, entry) == before


def test_a_later_correction_is_a_line_of_the_next_period(month: Journal) -> None:
    hear_the_bank(month)
    first = publication(month, publish(month, FIRST, date(2023, 5, 31))).statement
    pay(month, "1-1-116", 700, paid_on=FIRST)
    told = draft(month, Period(LAST, LAST)).statement
    assert (told.opening_fen, told.earlier_fen) == (first.closing_fen, 700)
    assert told.closing_fen == board(month).fund.balance_fen


def test_what_has_changed_since_it_was_made_ready_is_not_published(month: Journal) -> None:
    hear_the_bank(month)
    number = ready(month)
    pay(month, "1-1-116", 700)
    with pytest.raises(Conflict, match="请重新编制"):
        publish_statement(month, REVIEWER, prepared=number)
    again = ready(month)
    assert publish_statement(month, REVIEWER, prepared=again).entry and waiting(month) == ()


def test_only_what_was_made_ready_is_published(month: Journal) -> None:
    hear_the_bank(month)
    number = ready(month)
    for wrong in (1, 9_999):
        with pytest.raises(NotFound, match="不是待公示的收支表"):
            publish_statement(month, REVIEWER, prepared=wrong)
    void(month, FINANCE, entry=number, reason="重新编制")
    with pytest.raises(NotFound, match="不是待公示的收支表"):
        publish_statement(month, REVIEWER, prepared=number)
    with pytest.raises(NotFound):
        prepared(month, number)


def test_a_publication_is_withdrawn_by_who_may_publish_and_stays_readable(month: Journal) -> None:
    hear_the_bank(month)
    entry = publish(month)
    with pytest.raises(NotAllowed):
        void(month, FINANCE, entry=entry, reason="有错")
    void(month, ADMIN, entry=entry, reason="有错")
    assert publications(month) == () and publication(month, entry).withdrawn_on == LAST
    again = publish(month)
    assert [told.entry for told in publications(month)] == [again]


def test_what_rests_on_a_check_or_a_draft_holds_it(month: Journal) -> None:
    hear_the_bank(month)
    entry = publish(month)
    check, made, published = rows(month, "select id from entry where kind like 'statement%' or kind = 'bank_check'")
    for (number,), by in ((check, made[0]), (made, published[0])):
        with pytest.raises(Conflict, match=f"第 {by} 条"):
            void(month, ADMIN, entry=number, reason="不要了")
    assert published == (entry,)


def test_a_period_that_cuts_a_published_one_is_refused_before_and_at_the_last_moment(month: Journal) -> None:
    hear_the_bank(month)
    other = ready(month, period_to=LAST - timedelta(days=1))
    publish(month)
    with pytest.raises(Refusal, match="部分重叠"):
        ready(month, period_from=LAST)
    with pytest.raises(Refusal, match="部分重叠"):
        publish_statement(month, REVIEWER, prepared=other)
    with pytest.raises(Refusal, match="还没有到"):
        ready(month, period_from=LAST + timedelta(days=1), period_to=LAST + timedelta(days=1))


def test_of_each_period_the_newest_draft_waits_until_that_period_is_published(month: Journal) -> None:
    hear_the_bank(month)
    ready(month, period_to=FIRST)
    early, late = ready(month, period_to=FIRST), ready(month, period_from=LAST)
    assert [waits.entry for waits in waiting(month)] == [late, early]
    publish_statement(month, REVIEWER, prepared=late)
    assert [waits.entry for waits in waiting(month)] == [early]


def test_a_check_by_itself_is_the_bank_side_of_the_draft(month: Journal) -> None:
    check_balance(month, FINANCE, checked_on=LAST, bank_fen=123)
    bank = draft(month, Period(FIRST, LAST)).statement.bank
    assert bank is not None and bank.balance_fen == 123
    assert whole_time(month) == Period(FIRST, LAST)


def test_a_statement_at_an_old_head_is_what_it_was(month: Journal) -> None:
    head = month.head
    before = draft(month, Period(FIRST, LAST)).statement
    pay(month, "1-1-116", 700)
    assert draft(month, Period(FIRST, LAST), head).statement == before
    assert draft(month, Period(FIRST, LAST)).statement != but(before, head=month.head)
