"""The rooms of the collection page: what is done at the cashier's desk, and what is looked up there."""

from liftfund_core.ui import (
    form_check,
    form_paste,
    form_payment,
    form_receipts,
    form_settlement,
    payment_search,
    rooms,
    unit_search,
)
from liftfund_core.ui.rooms import Room
from liftfund_core.words import N_


def desk() -> None:
    """What is done: one payment, many, the second look, single households, receipts on paper; else the door."""
    if not rooms.show("collection_desk", N_("办理"), _DESK):
        form_payment.show()


def search() -> None:
    """What is looked up: a household, or a payment."""
    rooms.show("collection_search", N_("查找"), _SEARCH)


_DESK = {
    "payment": Room(N_("缴费"), form_payment.show, ("payment",)),
    "paste": Room(N_("批量"), form_paste.show, ("payment",)),
    "check": Room(N_("复核"), form_check.show, ("check_money",)),
    "settlement": Room(N_("单户"), form_settlement.show, ("settlement",)),
    "receipts": Room(N_("收据"), form_receipts.show, ("payment",)),
}
_SEARCH = {
    "unit": Room(N_("查户"), unit_search.show, ("read_households",)),
    "payment": Room(N_("查缴费"), payment_search.show, ("read_households",)),
}
