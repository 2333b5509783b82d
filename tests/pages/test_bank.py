"""Bank and statements on the ledger page: who sees what, and what a tap does."""

from datetime import date

import pytest

from liftfund_core.commands.bank_file import import_bank
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.statement import prepare_statement
from liftfund_core.reports.reconciliation import bank_book
from liftfund_core.reports.statements import publications
from liftfund_core.store.journal import Journal
from tests.bank.papers import said, signed
from tests.pages.conftest import UNIT, Open, Screen
from tests.statement_world import publish
from tests.worlds import DAY, ENTRY, FINANCE, REVIEWER, SUPERVISOR, pay, rows


@pytest.fixture
def heard(book: Journal) -> Journal:
    """One line that is certain, one that is a suggestion, one of another amount, one that nobody knows."""
    pay(book, "1-1-101", 500, bank_ref="B1")
    pay(book, "1-1-102", 700)
    pay(book, "2-1-101", 900)
    lines = [
        (DAY, 500, "B1", ""),
        (DAY, 700, "B2", "电梯"),
        (DAY, 901, "B3", "2-1-101 电梯"),
        (DAY, 44, "B4", "某某公司"),
    ]
    assert import_bank(book, FINANCE, signed(said(lines)), "流水.csv").written == 4
    return book


def bank(open_page: Open, actor: Actor) -> Screen:
    """The ledger page where bank and book are compared."""
    return open_page("Ledger", actor).choose("ledger_desk", "bank")


def desk(open_page: Open, actor: Actor) -> Screen:
    """The ledger page where statements are made ready and published."""
    return open_page("Ledger", actor).choose("ledger_desk", "statement")


def test_finance_confirms_what_is_certain_and_what_was_suggested(heard: Journal, open_page: Open) -> None:
    screen = bank(open_page, FINANCE)
    for told in ("建议：金额和日期相符", "金额与账上不同", "银行有，账上没有", "2-1-101 电梯", "不一致 2 处"):
        assert told in screen.text, told
    screen.press("bank_certain").press("bank_confirm")
    assert rows(heard, "select known_by from bank_match order by entry_id") == [("reference",), ("amount",)]
    assert bank_book(heard).open_lines == 2 and not screen.has("bank_certain")


def test_any_lines_and_entries_are_matched_by_number_and_a_refusal_is_one_sentence(
    heard: Journal, open_page: Open
) -> None:
    (lines,) = rows(heard, "select list(entry_id order by entry_id) from bank_line")[0]
    (payments,) = rows(heard, "select list(entry_id order by entry_id) from payment")[0]
    screen = bank(open_page, FINANCE).fill("bank_lines", f"#{lines[1]}").fill("bank_entries", f"{payments[2]}")
    assert "不相等" in screen.press("bank_by_hand").text
    screen.fill("bank_entries", f"#{payments[1]}").fill("bank_why", "看过回单").press("bank_by_hand")
    assert rows(heard, "select known_by from bank_match") == [("by_hand",)]


def test_who_looks_over_the_shoulder_sees_no_room_and_confirms_nothing(heard: Journal, open_page: Open) -> None:
    for actor in (REVIEWER, SUPERVISOR):
        screen = bank(open_page, actor)
        assert "银行对账" in screen.text and UNIT.findall(screen.text) == []
        assert not any(screen.has(key) for key in ("bank_certain", "bank_confirm", "bank_lines"))
    assert "bank" not in open_page("Ledger", ENTRY).offers("ledger_desk")


def test_a_statement_is_made_ready_by_finance_and_published_by_the_reviewer(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", 500)
    screen = desk(open_page, FINANCE).fill("statement_first", DAY).fill("statement_last", DAY)
    assert "还没有银行余额" in screen.press("statement_save").text
    screen.fill("statement_bank", "6.00").press("statement_save")
    assert "没有未达账项可以说明" in screen.text
    screen.fill("statement_why", "银行多计一元").press("statement_save")
    assert "等另一位复核人公示" in screen.text and "由另一位复核人公示" in screen.text
    assert not screen.has("statement_publish")
    reviewer = desk(open_page, REVIEWER)
    assert "5.00 元 · 财务 编制" in reviewer.text and not reviewer.has("statement_save")
    reviewer.press("statement_publish")
    (told,) = publications(book)
    assert told.statement.bank is not None and told.statement.bank.explanation == "银行多计一元"


def test_everyone_opens_what_was_published_and_compares_two_periods(book: Journal, open_page: Open) -> None:
    assert "还没有公示过收支表" in open_page("Ledger").text
    pay(book, "1-1-101", 500)
    before = publish(book, date(2023, 5, 1), date(2023, 5, 31), bank_fen=0)
    entry = publish(book, DAY, DAY, bank_fen=500)
    screen = open_page("Ledger")
    for told in (f'href="/statement/{entry}?lang=zh"', f'href="/statement/{entry}.xlsx?lang=zh"', "与银行余额一致"):
        assert told in screen.text, told
    assert f"/statement/compare?from={before}&amp;to={entry}" in screen.text
    assert len(screen.offers("statement_period")) == 2
    assert not any(screen.has(key) for key in ("statement_save", "statement_publish", "bank_certain"))


def test_the_next_period_follows_the_published_one(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", 500, paid_on=date(2023, 4, 3))
    publish(book, date(2023, 4, 1), date(2023, 4, 30), bank_fen=500)
    at = desk(open_page, FINANCE).at
    (first,) = [field for field in at.date_input if (field.key or "").startswith("statement_first")]
    (last,) = [field for field in at.date_input if (field.key or "").startswith("statement_last")]
    assert (first.value, last.value) == (date(2023, 5, 1), date(2023, 5, 31))


def test_what_waits_can_be_read_whole_before_it_is_published(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", 500)
    ready = prepare_statement(book, FINANCE, period_from=DAY, period_to=DAY, bank_fen=500).entries[-1]
    assert f"/staff/statement?prepared={ready}" in desk(open_page, SUPERVISOR).text
