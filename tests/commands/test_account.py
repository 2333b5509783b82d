"""The separate account's other money: opening balance, interest, fees, donations, and expenses from a file."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from liftfund_core.commands.account import book_donation, book_fee, book_interest, book_opening_balance
from liftfund_core.commands.advance import book_advance, pay_contractor, repay_advance
from liftfund_core.commands.bring_in import ImportReport
from liftfund_core.commands.collection import record_refund
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.files import import_expenses
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.fund import Fund
from liftfund_core.errors import Conflict, NotAllowed, Refusal
from liftfund_core.store.deeds import Receipt
from liftfund_core.store.journal import Journal
from tests.worlds import ADMIN, DAY, FINANCE, STAFF, contract, pay, rows, standing_of

HEADER = "日期,收款方,金额,电梯,合同号,发票号,事由\n"


def fund(journal: Journal) -> Fund:
    return standing_of(journal).fund


def opening(journal: Journal, fen: int, actor: Actor = FINANCE) -> Receipt:
    return book_opening_balance(journal, actor, amount_fen=fen, as_of=DAY, document_no="YH-1")


def interest(journal: Journal, fen: int, actor: Actor = FINANCE) -> Receipt:
    return book_interest(journal, actor, amount_fen=fen, received_on=DAY, bank_ref="B1")


def fee(journal: Journal, fen: int, actor: Actor = FINANCE) -> Receipt:
    return book_fee(journal, actor, amount_fen=fen, paid_on=DAY, purpose="账户管理费")


def donation(journal: Journal, fen: int, actor: Actor = FINANCE) -> Receipt:
    return book_donation(journal, actor, amount_fen=fen, received_on=DAY, donor="商户", document_no="JZ-1")


BOOKS = (opening, interest, fee, donation)


def expenses(journal: Journal, *lines: str, actor: Actor = FINANCE, dry_run: bool = False) -> ImportReport:
    return import_expenses(journal, actor, (HEADER + "\n".join(lines)).encode(), "expenses.csv", dry_run=dry_run)


def test_each_kind_of_money_moves_the_balance_and_none_of_them_is_collection(journal: Journal) -> None:
    opening(journal, 1_000)
    interest(journal, 50)
    donation(journal, 7)
    fee(journal, 3)
    assert fund(journal) == Fund(opening_fen=1_000, other_in_fen=57, other_out_fen=3)
    assert fund(journal).balance_fen == 1_054


@pytest.mark.parametrize("book", BOOKS)
def test_the_account_is_kept_by_finance_and_administrators(journal: Journal, book: Callable[..., Receipt]) -> None:
    pay(journal, "1-1-101", 1_000)
    for actor in STAFF:
        if actor.role in ("admin", "finance"):
            continue
        with pytest.raises(NotAllowed):
            book(journal, 1, actor)
    assert book(journal, 1, ADMIN).entry


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("fen", [0, -1])
def test_an_amount_of_the_account_is_above_zero(journal: Journal, book: Callable[..., Receipt], fen: int) -> None:
    pay(journal, "1-1-101", 1_000)
    with pytest.raises(Refusal, match="金额必须大于 0"):
        book(journal, fen)


def test_nothing_is_booked_for_a_day_that_has_not_come(journal: Journal) -> None:
    tomorrow = DAY + timedelta(days=1)
    with pytest.raises(Refusal, match="还没有到"):
        book_opening_balance(journal, FINANCE, amount_fen=1, as_of=tomorrow, document_no="YH-1")
    with pytest.raises(Refusal, match="还没有到"):
        book_interest(journal, FINANCE, amount_fen=1, received_on=tomorrow)
    with pytest.raises(Refusal, match="还没有到"):
        book_fee(journal, FINANCE, amount_fen=1, paid_on=tomorrow, purpose="费")


def test_the_account_is_opened_once(journal: Journal) -> None:
    first = opening(journal, 1_000).entry
    with pytest.raises(Conflict, match=f"第 {first} 条"):
        opening(journal, 1_000)
    void(journal, FINANCE, entry=first, reason="看错对账单")
    assert opening(journal, 900).entry and fund(journal).balance_fen == 900


def test_the_bank_cannot_charge_what_is_not_there(journal: Journal) -> None:
    interest(journal, 10)
    with pytest.raises(Refusal, match="不够支付"):
        fee(journal, 11)
    fee(journal, 10)


@pytest.mark.parametrize("book", [opening, interest, donation])
def test_money_that_was_spent_is_not_withdrawn_and_the_spending_is_named(
    journal: Journal, book: Callable[..., Receipt]
) -> None:
    came = book(journal, 100).entry
    spent = fee(journal, 60).entry
    with pytest.raises(Conflict, match=f"第 {spent} 条"):
        void(journal, ADMIN, entry=came, reason="登记错了")
    with pytest.raises(Conflict, match="负数"):
        replace(journal, ADMIN, entry=came, changes={"amount_fen": 59}, reason="看错")
    replace(journal, ADMIN, entry=came, changes={"amount_fen": 60}, reason="看错")
    assert fund(journal).balance_fen == 0


def test_a_fee_a_refund_and_a_repayment_hold_a_payment_in_its_place(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 300).entry
    pay(journal, "1-1-102", 100)
    book_advance(journal, FINANCE, amount_fen=500, received_on=DAY, route="paid_direct", lender="物业", document_no="D")
    out = [
        fee(journal, 100).entry,
        record_refund(journal, FINANCE, unit="1-1-102", amount_fen=100, paid_on=DAY, document_no="T").entry,
        repay_advance(journal, FINANCE, amount_fen=150, paid_on=DAY, decision_no="JY-1").entry,
    ]
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=paid, reason="登记错了")
    assert all(f"{entry}" in told.value.sentence() for entry in out)


@pytest.mark.parametrize(
    ("book", "changes"),
    [
        (interest, {"received_on": DAY - timedelta(days=9), "bank_ref": ""}),
        (fee, {"purpose": "转账手续费", "amount_fen": 2}),
        (donation, {"donor": "热心商户"}),
        (opening, {"document_no": "YH-2"}),
    ],
)
def test_an_entry_of_the_account_is_put_right(
    journal: Journal, book: Callable[..., Receipt], changes: dict[str, object]
) -> None:
    pay(journal, "1-1-101", 10)
    wrong = book(journal, 1).entry
    right = replace(journal, FINANCE, entry=wrong, changes=changes, reason="看错").entry
    kind = rows(journal, "select kind from entry where id = ?", [right])[0][0]
    (now,) = rows(journal, f"select * from live_{kind}(?)", [journal.head])
    assert now[0] == right
    assert rows(journal, "select corrects from entry where id = ?", [right]) == [(wrong,)]


@pytest.mark.parametrize(("book", "column"), [(fee, "purpose"), (donation, "donor"), (opening, "document_no")])
def test_an_entry_of_the_account_keeps_its_paper_when_it_is_put_right(
    journal: Journal, book: Callable[..., Receipt], column: str
) -> None:
    pay(journal, "1-1-101", 10)
    entry = book(journal, 1).entry
    with pytest.raises(Refusal, match="还没有填写"):
        replace(journal, FINANCE, entry=entry, changes={column: " "}, reason="看错")


def test_expenses_come_in_once_from_a_file_and_stand_without_an_approval(journal: Journal) -> None:
    pay(journal, "1-1-101", 5_000)
    lines = ("2023-05-01,某公司,20.00,1-1,HT-1,FP-1,首付", "2023-05-02,某公司,30.00,1-2,,,")
    assert expenses(journal, *lines, dry_run=True).written == 0
    report = expenses(journal, *lines)
    assert (report.findings, report.written, fund(journal).balance_fen) == ((), 2, 0)
    again = expenses(journal, *lines)
    assert (again.written, again.skipped, again.findings) == (0, 2, ())
    assert rows(journal, "select count(*) from expenditure") == [(0,)]


def test_expenses_beyond_the_account_or_a_contract_are_findings(journal: Journal) -> None:
    pay(journal, "1-1-101", 10_000)
    contract(journal, "HT-1", 3_000)
    contract(journal, "HT-2", 3_000, paid_from="lender")
    report = expenses(
        journal,
        "2023-05-01,某公司,30.01,1-1,HT-1,FP-1,首付",
        "2023-05-02,某公司,0.01,1-2,HT-2,,",
        "2023-05-02,乙,101,,,,",
    )
    assert [(finding.row, finding.column) for finding in report.findings] == [(2, "金额"), (3, "金额")]
    report = expenses(journal, "2023-05-02,乙,100.01,,,,")
    assert [(finding.row, finding.column) for finding in report.findings] == [(2, "金额")] and not report.written
    assert expenses(journal, "2023-05-02,乙,100,,,,").written == 1


def test_only_finance_and_administrators_bring_expenses(journal: Journal) -> None:
    for actor in STAFF:
        if actor.role not in ("admin", "finance"):
            with pytest.raises(NotAllowed):
                expenses(journal, "2023-05-02,乙,1,,,,", actor=actor)


def test_a_past_payment_keeps_to_invoice_and_contract_too(journal: Journal) -> None:
    pay(journal, "1-1-101", 10_000)
    contract(journal, "HT-1", 3_000)
    told = {"paid_on": DAY, "payee": "施工", "contract_no": "HT-1"}
    first = pay_contractor(journal, FINANCE, amount_fen=2_000, invoice_no="FP-1", lift="1-1", **told).entry
    with pytest.raises(Conflict, match=f"第 {first} 条"):
        pay_contractor(journal, FINANCE, amount_fen=5, invoice_no="FP-1", lift="1-1", **told)
    with pytest.raises(Refusal, match=r"还可从独立账户支付 10\.00 元"):
        pay_contractor(journal, FINANCE, amount_fen=1_001, **told)
    with pytest.raises(Refusal, match=r"还可从独立账户支付"):
        replace(journal, FINANCE, entry=first, changes={"amount_fen": 3_001}, reason="看错")
    replace(journal, FINANCE, entry=first, changes={"amount_fen": 3_000}, reason="看错")
