"""A book with an entry of nearly every kind, for tests that read it whole or tamper with it."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from liftfund_core.commands.account import book_donation, book_fee, book_interest, book_opening_balance
from liftfund_core.commands.advance import book_advance, pay_contractor
from liftfund_core.commands.approvals import note_supervision
from liftfund_core.commands.bank import confirm_certain
from liftfund_core.commands.bank_file import import_bank
from liftfund_core.commands.collection import grant_waiver, record_refund, transfer
from liftfund_core.commands.corrections import void
from liftfund_core.commands.messages import leave_message, review_message
from liftfund_core.commands.phones import answer, reissue_code
from liftfund_core.commands.polls import close_poll, count_placards, open_poll
from liftfund_core.commands.settlement import check_money, flag_dispute, plan_instalments
from liftfund_core.commands.staff import add_staff
from liftfund_core.commands.statement import prepare_statement, publish_statement
from liftfund_core.store.deeds import KINDS
from liftfund_core.store.journal import Journal
from tests.worlds import (
    ADMIN,
    CONSENT,
    COVERED,
    DAY,
    FINANCE,
    HOST,
    REVIEWER,
    SUPERVISOR,
    TELLER,
    Templates,
    approve,
    contract,
    copy_files,
    pay,
    pay_by_file,
    release,
    rows,
    standing_of,
    take_steps,
)  # fmt: skip  # one list of names


@pytest.fixture(scope="session")
def whole(estates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed estate file with an entry of nearly every kind."""
    path = tmp_path_factory.mktemp("book") / "e.duckdb"
    journal = estates.copy(path)
    pay_by_file(journal, [("2-1-101", 215_160), ("2-1-102", 215_160), ("1-1-101", 5)])
    pay(journal, "1-1-101", 1_000, bank_ref="B“1”")
    record_refund(journal, FINANCE, unit="1-1-101", amount_fen=500, paid_on=DAY, document_no="T", reason="多收\n了")
    grant_waiver(journal, FINANCE, **COVERED, unit="1-1-102", amount_fen=5, reason_code="other", document_no='P\\"')
    transfer(journal, FINANCE, **CONSENT, from_unit="2-1-101", to_unit="2-1-103", amount_fen=7, transfer_id="Z")
    told = {"lender": "物业", "document_no": "D", "received_on": DAY}
    book_advance(journal, FINANCE, amount_fen=9, route="deposited", **told)
    pay_contractor(journal, FINANCE, amount_fen=3, paid_on=DAY, payee="施工")
    void(journal, ADMIN, entry=pay(journal, "1-1-103", 42).entry, reason="登记错了")
    take_steps(journal, "1-1", "surveyed", "funded")
    open_poll(journal, HOST, code="V1", title="征询")
    count_placards(journal, TELLER, code="V1", team="A", for_=3, against=0, abstain=1)
    close_poll(journal, HOST, code="V1")
    say_by_phone(journal)
    add_staff(journal, ADMIN, name="新人", role="entry", pin="123456")
    keep_the_ledger(journal)
    hear_the_bank(journal)
    pay(journal, "1-1-104", 77)
    kinds = {kind for (kind,) in rows(journal, "select distinct kind from entry")}
    assert kinds == set(KINDS) - {"advance_repayment"}
    journal.close()
    return path


def keep_the_ledger(journal: Journal) -> None:
    """The account's other money, a contract paid step by step, and the papers of the cashier's desk."""
    book_opening_balance(journal, FINANCE, amount_fen=1_000, as_of=DAY, document_no="YH-1")
    book_interest(journal, FINANCE, amount_fen=7, received_on=DAY)
    book_fee(journal, FINANCE, amount_fen=2, paid_on=DAY, purpose="转账手续费")
    book_donation(journal, FINANCE, amount_fen=50, received_on=DAY, donor="商户", document_no="JZ-1")
    contract(journal, "HT-1", 600)
    approve(journal, "FK-1", 300, contract_no="HT-1")
    release(journal, "FK-1", 300)
    note_supervision(journal, SUPERVISOR, request_no="FK-1", verdict="no_objection")
    cash = pay(journal, "2-1-104", 500, channel="cash", payer="租户").entry
    check_money(journal, REVIEWER, entries=[cash], deposit_slip_no="CK-1")
    plan_instalments(journal, FINANCE, unit="2-1-104", instalments={DAY: 80_000, date(2023, 7, 1): 185})
    flag_dispute(journal, FINANCE, unit="2-1-104", document_no="YY-1")


def hear_the_bank(journal: Journal) -> None:
    """A line of the bank, what it is in the book, the two balances, and a statement made ready and published."""
    lines = "日期,金额,流水号,摘要,余额\n2023-06-01,10.00,B“1”,1-1-101 张三,10.00\n2023-06-01,5.00,X2,,15.00"
    assert import_bank(journal, FINANCE, lines.encode(), "流水.csv").written == 2
    assert confirm_certain(journal, FINANCE).written == 1
    ready = prepare_statement(journal, FINANCE, period_from=DAY, period_to=DAY, explanation="其余还没有导入")
    publish_statement(journal, REVIEWER, prepared=ready.entries[-1])


def say_by_phone(journal: Journal) -> None:
    """A poll by phone, a changed mind, a lost slip, a message and its review."""
    open_poll(journal, HOST, code="V2", title="手机", phones=True, hide_results=True)
    code = next(code for code, unit in standing_of(journal).codes.items() if unit == "1-1-101")
    for choice in ("for", "against"):
        asyncio.run(answer(journal, code=code, motion="V2", choice=choice, request_id=choice))
    reissue_code(journal, ADMIN, unit="1-1-101")
    left = leave_message(journal, text="谢谢", kind="blessing")
    review_message(journal, ADMIN, message=left.entry, verdict="approved")


@pytest.fixture
def book(whole: Path, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    copy_files(whole, tmp_path / "e.duckdb")
    return tmp_path / "e.duckdb"
