"""What goes with an entry: the other leg of a transfer, the stages of a contract, the papers behind a payment."""

from liftfund_core.store.deeds import Fact
from liftfund_core.store.rows import EntryRow, read_entry
from liftfund_core.store.standing import Standing

_OF_TRANSFER = """select entry_id from live_transfer_in($head) where transfer_id = $what
    union all select entry_id from live_transfer_out($head) where transfer_id = $what
    union all select entry_id from live_transfer_consent($head) where transfer_id = $what"""
# Kind -> the entries that were written with it and go with it, and by what they are found: a column, or its number.
_LEGS: dict[str, tuple[str, str]] = {
    "transfer_out": (_OF_TRANSFER, "transfer_id"),
    "transfer_in": (_OF_TRANSFER, "transfer_id"),
    "poll_opened": ("select entry_id from live_poll_rules($head) where poll = $what", "poll"),
    "contract": ("select entry_id from live_contract_stage($head) where contract_no = $what", "contract_no"),
    "waiver": ("select entry_id from live_waiver_cover($head) where waiver = $what", "id"),
    "refund": ("select entry_id from live_money_checked($head) where checked = $what", "id"),
    "payment": (
        """select entry_id from live_money_checked($head) where checked = $what
           union all select entry_id from live_payer_named($head) where payment = $what""",
        "id",
    ),
    "contractor_payment": (
        """select entry_id from live_expenditure($head) where payment = $what
           union all select entry_id from live_release_signed($head) where request_no in
               (select request_no from live_expenditure($head) where payment = $what)""",
        "id",
    ),
}


def legs_of(standing: Standing, row: EntryRow) -> list[EntryRow]:
    """The live entries that go with an entry when it is withdrawn, in order."""
    if row.kind not in _LEGS:
        return []
    query, what = _LEGS[row.kind]
    values = {"head": standing.head, "what": row.id if what == "id" else row.detail[what]}
    found = sorted(id for (id,) in standing.file.execute(query, values).fetchall() if id != row.id)
    return [leg for id in found if (leg := read_entry(standing.file, id)) is not None]


def legs_after(standing: Standing, row: EntryRow) -> list[Fact]:
    """What follows a payment that is put right: its payer comes along, a check by a second person has lapsed."""
    if row.kind != "payment":
        return []
    facts = []
    for leg in legs_of(standing, row):
        if leg.kind == "payer_named":
            facts.append(Fact("payer_named", {**leg.detail, "payment": standing.head + 1}, corrects=leg.id))
        else:
            facts.append(Fact("void", {"voided": leg.id, "voided_kind": leg.kind}, corrects=leg.id))
    return facts
