"""A small estate with a month of money, for tests of the published statement."""

from datetime import date
from typing import Any

from liftfund_core.commands.account import book_fee, book_interest
from liftfund_core.commands.advance import book_advance, repay_advance
from liftfund_core.commands.approvals import note_supervision
from liftfund_core.commands.bank import confirm_certain
from liftfund_core.commands.bank_file import import_bank
from liftfund_core.commands.collection import record_refund
from liftfund_core.commands.statement import prepare_statement, publish_statement
from liftfund_core.store.journal import Journal
from tests.bank.papers import said, signed
from tests.worlds import (
    DUE_OF_65,
    FINANCE,
    REVIEWER,
    SUPERVISOR,
    Areas,
    approve,
    contract,
    pay,
    release,
    rows,
    take_steps,
)  # fmt: skip  # one list of names

FIRST, LAST = date(2023, 5, 1), date(2023, 6, 1)
THREE_BUILDINGS: Areas = {"1": [6500] * 16, "2": [6500] * 16, "3": [6500] * 16}


def a_month(journal: Journal) -> None:
    """Payments in three buildings (three households in the last one), a contract, an advance, a fee, a refund."""
    told = {"lender": "物业公司", "received_on": FIRST}
    book_advance(journal, FINANCE, amount_fen=200_000, route="deposited", document_no="DZ-1", **told)
    book_advance(journal, FINANCE, amount_fen=100_000, route="paid_direct", document_no="DZ-2", **told)
    for building, payers in (("1", 10), ("2", 8), ("3", 3)):
        for room in range(payers):
            pay(journal, f"{building}-1-{101 + room}", DUE_OF_65, paid_on=date(2023, 5, 2 + room))
    contract(journal, "HT-1", 300_000, 100_000, 200_000)
    approve(journal, "FK-1", 100_000, contract_no="HT-1", stage=1, lift="1-1", invoice_no="FP-1")
    release(journal, "FK-1", 100_000)
    note_supervision(journal, SUPERVISOR, request_no="FK-1", verdict="no_objection")
    take_steps(journal, "1-1", "surveyed", "funded", "contracted")
    book_interest(journal, FINANCE, amount_fen=1_234, received_on=LAST, bank_ref="LX-1")
    book_fee(journal, FINANCE, amount_fen=500, paid_on=LAST, purpose="转账手续费", bank_ref="SX-1")
    record_refund(journal, FINANCE, unit="1-1-101", amount_fen=45, paid_on=LAST, document_no="TK-1", reason="多缴")
    repay_advance(journal, FINANCE, amount_fen=50_000, paid_on=LAST, decision_no="JY-9")


def hear_the_bank(journal: Journal, *but: int) -> None:
    """The bank says the same as the book, `but` for some entries; what is certain is confirmed."""
    moved = rows(
        journal,
        """select day, amount_fen, coalesce(bank_ref, 'YH' || entry_id), concat_ws(' ', unit, party, paper)
           from account_line(?) where not list_contains(?, entry_id) order by day, entry_id""",
        [journal.head, list(but)],
    )
    assert import_bank(journal, FINANCE, signed(said(moved)), "流水.csv").findings == ()
    confirm_certain(journal, FINANCE)


def publish(journal: Journal, first: date = FIRST, last: date = LAST, **more: Any) -> int:
    """Finance makes it ready, the reviewer publishes it; returns the number of the publication."""
    ready = prepare_statement(journal, FINANCE, period_from=first, period_to=last, **more)
    return publish_statement(journal, REVIEWER, prepared=ready.entries[-1]).entry
