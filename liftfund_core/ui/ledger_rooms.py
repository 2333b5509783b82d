"""The rooms of the ledger page: what is done at the desk, and what lies open beside it."""

from liftfund_core.ui import (
    account_list,
    expenses,
    form_approval,
    form_contract,
    form_correct,
    form_money,
    form_statement,
    journal_list,
    reconcile,
    rooms,
    session,
    statement,
)
from liftfund_core.ui.guard import allowed
from liftfund_core.ui.rooms import Room
from liftfund_core.words import N_


def desk() -> None:
    """What is done: each role finds its own forms; whoever only reads finds the published statements, then the door."""
    if session.actor() is not None:
        rooms.show("ledger_desk", N_("办理"), _DESK)
    statement.show()
    if session.actor() is None:
        allowed("ledger", "read_journal")


def book() -> None:
    """What lies open: spending and contracts for everyone, the movements and the journal for the staff."""
    rooms.show("ledger_book", N_("账本"), _BOOK)


def _bank() -> None:
    reconcile.bring_in()
    reconcile.show()


_DESK = {
    "correct": Room(N_("更正"), form_correct.show),
    "approval": Room(N_("审批"), form_approval.show, ("read_journal",)),
    "contract": Room(N_("合同"), form_contract.show, ("contract",)),
    "money": Room(N_("记账"), form_money.show, ("advance",)),
    "bank": Room(N_("对账"), _bank, ("read_bank",)),
    "statement": Room(N_("公示"), form_statement.show, ("prepare_statement", "publish_statement")),
}
_BOOK = {
    "expenses": Room(N_("支出"), expenses.show),
    "contracts": Room(N_("合同"), expenses.contracts),
    "account": Room(N_("账目"), account_list.show, ("read_journal",)),
    "journal": Room(N_("流水"), journal_list.show, ("read_journal",)),
}
