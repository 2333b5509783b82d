"""The account line by line, what was spent and committed, and the requests that wait for somebody."""

from datetime import date, timedelta

from liftfund_core.commands.account import book_fee, book_interest, book_opening_balance
from liftfund_core.commands.advance import book_advance, pay_contractor
from liftfund_core.commands.approvals import note_supervision, release_payment
from liftfund_core.commands.collection import record_refund
from liftfund_core.commands.corrections import void
from liftfund_core.reports.approvals import requests
from liftfund_core.reports.ledger import LineFilter, account_lines, spending
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from tests.worlds import (
    ADMIN,
    DAY,
    FINANCE,
    REVIEWER,
    SECRETARY,
    SUPERVISOR,
    approve,
    contract,
    pay,
    release,
    request,
)  # fmt: skip  # one list of names

APRIL, MAY = date(2023, 4, 1), date(2023, 5, 1)


def moved(journal: Journal) -> None:
    """Seven movements, not entered in the order of their days."""
    book_opening_balance(journal, FINANCE, amount_fen=1_000, as_of=APRIL, document_no="YH-1")
    pay(journal, "1-1-101", 500, paid_on=MAY, receipt_no="R1")
    book_interest(journal, FINANCE, amount_fen=7, received_on=APRIL + timedelta(days=20))
    told = {"lender": "物业公司", "document_no": "D"}
    book_advance(journal, FINANCE, amount_fen=900, received_on=MAY, route="deposited", **told)
    book_advance(journal, FINANCE, amount_fen=800, received_on=MAY, route="paid_direct", **told)
    pay_contractor(journal, FINANCE, amount_fen=300, paid_on=DAY, payee="施工")
    book_fee(journal, FINANCE, amount_fen=2, paid_on=DAY, purpose="手续费")
    record_refund(journal, FINANCE, unit="1-1-101", amount_fen=5, paid_on=DAY, document_no="T")
    void(journal, FINANCE, entry=pay(journal, "1-1-102", 42).entry, reason="重复")


def test_the_lines_of_the_account_run_from_the_first_day_to_the_balance(journal: Journal) -> None:
    moved(journal)
    lines, count = account_lines(journal)
    assert count == len(lines) == 7
    assert [(line.kind, line.amount_fen, line.balance_fen) for line in reversed(lines)] == [
        ("opening_balance", 1_000, 1_000),
        ("bank_interest", 7, 1_007),
        ("payment", 500, 1_507),
        ("advance", 900, 2_407),
        ("contractor_payment", -300, 2_107),
        ("bank_fee", -2, 2_105),
        ("refund", -5, 2_100),
    ]
    assert lines[0].balance_fen == board(journal).fund.balance_fen
    assert (lines[4].unit, lines[4].paper, lines[3].party) == ("1-1-101", "R1", "物业公司")


def test_a_look_at_some_lines_keeps_the_balance_of_all(journal: Journal) -> None:
    moved(journal)
    out = account_lines(journal, LineFilter(kinds=("contractor_payment", "bank_fee")))
    assert [(line.kind, line.balance_fen) for line in out[0]] == [("bank_fee", 2_105), ("contractor_payment", 2_107)]
    within, count = account_lines(journal, LineFilter(since=MAY, until=MAY))
    assert count == 2 and {line.day for line in within} == {MAY}
    second, count = account_lines(journal, page=1, per_page=3)
    assert (count, [line.kind for line in second]) == (7, ["advance", "payment", "bank_interest"])


def test_spending_tells_how_each_payment_was_approved_and_what_is_committed(journal: Journal) -> None:
    pay(journal, "1-1-101", 100_000)
    contract(journal, "HT-1", 1_000, 300, 700)
    contract(journal, "HT-2", 500, paid_from="lender", lifts=["1-2"])
    approve(journal, "FK-1", 300, contract_no="HT-1", stage=1, lift="1-1", invoice_no="FP-1")
    release(journal, "FK-1", 300)
    pay_contractor(journal, FINANCE, amount_fen=50, paid_on=MAY, payee="乙", purpose="1-1-101 门口")
    told = spending(journal)
    assert [(line.amount_fen, line.stage, line.approval) for line in told.expenses] == [
        (300, "第 1 期", "paid"),
        (50, None, None),
    ]
    assert "1-1-101" not in (told.expenses[1].purpose or "")
    assert [(line.contract_no, line.paid_fen, line.committed_fen) for line in told.contracts] == [
        ("HT-1", 300, 700),
        ("HT-2", 0, 0),
    ]
    assert told.committed_fen == 700
    before = journal.head
    note_supervision(journal, SUPERVISOR, request_no="FK-1", verdict="no_objection")
    assert spending(journal).expenses[0].approval == "noted"
    assert spending(journal, before).expenses[0].approval == "paid"


def test_a_request_says_who_has_done_what_and_what_it_waits_for(journal: Journal) -> None:
    pay(journal, "1-1-101", 100_000)
    approve(journal, "FK-1", 300)
    release_payment(journal, FINANCE, request_no="FK-1", amount_fen=250, paid_on=MAY)
    request(journal, "FK-2", 20)
    second, first = requests(journal)
    assert (second.request_no, second.state, second.paid_on) == ("FK-2", "requested", None)
    assert (first.state, first.paid_on, first.stands.approved_fen) == ("half_released", MAY, 300)
    assert [(step.step, step.actor, step.said) for step in first.steps] == [
        ("requested", SECRETARY.name, "contractor"),
        ("confirmed", REVIEWER.name, "QR-1"),
        ("resolved", SECRETARY.name, "JY-1"),
        ("released", FINANCE.name, ""),
    ]
    release_payment(journal, ADMIN, request_no="FK-1", amount_fen=250, paid_on=MAY)
    note_supervision(journal, SUPERVISOR, request_no="FK-1", verdict="objection", note="缺发票")
    assert [line.request_no for line in requests(journal, open_only=True)] == ["FK-2"]
    assert requests(journal)[1].state == "noted" and requests(journal)[1].steps[-1].said == "缺发票"
