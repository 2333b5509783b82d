"""A book with an entry of nearly every kind, for tests that read it whole or tamper with it."""

import asyncio
from pathlib import Path

import pytest

from liftfund_core.commands.advance import book_advance, pay_contractor
from liftfund_core.commands.cards import issue_card
from liftfund_core.commands.collection import grant_waiver, record_refund, transfer
from liftfund_core.commands.corrections import void
from liftfund_core.commands.messages import leave_message, review_message
from liftfund_core.commands.phones import answer, reissue_code
from liftfund_core.commands.polls import close_poll, count_placards, open_poll
from liftfund_core.commands.staff import add_staff
from liftfund_core.store.deeds import KINDS
from liftfund_core.store.journal import Journal
from tests.worlds import (
    ADMIN,
    DAY,
    FINANCE,
    HOST,
    TELLER,
    Templates,
    copy_files,
    pay,
    pay_by_file,
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
    grant_waiver(journal, FINANCE, unit="1-1-102", amount_fen=5, reason_code="other", document_no='P\\"')
    transfer(journal, FINANCE, from_unit="2-1-101", to_unit="2-1-103", amount_fen=7, transfer_id="Z")
    told = {"lender": "物业", "document_no": "D", "received_on": DAY}
    book_advance(journal, FINANCE, amount_fen=9, route="deposited", **told)
    pay_contractor(journal, FINANCE, amount_fen=3, paid_on=DAY, payee="施工")
    void(journal, ADMIN, entry=pay(journal, "1-1-103", 42).entry, reason="登记错了")
    take_steps(journal, "1-1", "surveyed", "funded")
    open_poll(journal, HOST, code="V1", title="征询")
    count_placards(journal, TELLER, code="V1", team="A", for_=3, against=0, abstain=1)
    close_poll(journal, HOST, code="V1")
    say_by_phone(journal)
    issue_card(journal, HOST, card_last4="0427", building="1", reason="ceremony")
    add_staff(journal, ADMIN, name="新人", role="entry", pin="123456")
    pay(journal, "1-1-104", 77)
    kinds = {kind for (kind,) in rows(journal, "select distinct kind from entry")}
    assert kinds == set(KINDS) - {"advance_repayment"}
    journal.close()
    return path


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
