"""Laws of the account under any sequence of deeds: it adds up fen by fen, and no path leads below zero."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftfund_core.commands.account import book_donation, book_fee, book_interest, book_opening_balance
from liftfund_core.commands.approvals import confirm_request, note_supervision, release_payment
from liftfund_core.commands.batches import undo_batch
from liftfund_core.commands.files import import_expenses
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.settlement import check_money, flag_dispute, plan_instalments
from liftfund_core.domain.committee import Meeting
from liftfund_core.errors import Refusal
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.store.test_standing_laws import DEEDS, LIFTS, UNITS, memory_is_the_file
from tests.worlds import (
    ADMIN,
    DAY,
    FINANCE,
    REVIEWER,
    SECRETARY,
    SUPERVISOR,
    Templates,
    contract,
    request,
    resolve,
    rows,
    standing_of,
)  # fmt: skip  # one list of names

Deed = Callable[[Journal, int, int, int], object]
STAFF = (FINANCE, ADMIN, Actor("财务二", "finance"), SECRETARY)
IN = ("opening_balance", "payment", "bank_interest", "donation")
OUT = ("refund", "contractor_payment", "advance_repayment", "bank_fee")


def _fen(number: int) -> int:
    return (1, 700, 50_000, 58_273, 116_545, 215_160)[number % 6]


def _request_no(number: int) -> str:
    return f"FK-{number % 3}"


def _opening(journal: Journal, _a: int, b: int, _c: int) -> object:
    return book_opening_balance(journal, FINANCE, amount_fen=_fen(b), as_of=DAY, document_no="Y")


def _interest(journal: Journal, _a: int, b: int, _c: int) -> object:
    return book_interest(journal, FINANCE, amount_fen=_fen(b), received_on=DAY)


def _fee(journal: Journal, _a: int, b: int, _c: int) -> object:
    return book_fee(journal, FINANCE, amount_fen=_fen(b), paid_on=DAY, purpose="费")


def _donate(journal: Journal, _a: int, b: int, _c: int) -> object:
    return book_donation(journal, FINANCE, amount_fen=_fen(b), received_on=DAY, donor="商户", document_no="J")


def _contract(journal: Journal, a: int, b: int, c: int) -> object:
    paid_from = "lender" if c % 4 == 0 else "account"
    return contract(journal, f"HT-{a % 2}", 3 * _fen(b), _fen(b), 2 * _fen(b), paid_from=paid_from, lifts=LIFTS[:2])


def _request(journal: Journal, a: int, b: int, c: int) -> object:
    on_contract = {"contract_no": f"HT-{b % 2}", "stage": 1 + c % 2} if c % 3 else {}
    return request(journal, _request_no(a), _fen(b), STAFF[c % 4], **on_contract)


def _confirm(journal: Journal, a: int, _b: int, _c: int) -> object:
    told = {"confirmed_by": "inspection_body", "document_no": "Q"}
    return confirm_request(journal, REVIEWER, request_no=_request_no(a), **told)


def _resolve(journal: Journal, a: int, b: int, c: int) -> object:
    return resolve(journal, _request_no(a), _fen(b), meeting=Meeting(7, 4, 5, 3, 3 + c % 2))


def _release(journal: Journal, a: int, b: int, c: int) -> object:
    return release_payment(journal, STAFF[c % 3], request_no=_request_no(a), amount_fen=_fen(b), paid_on=DAY)


def _whole_chain(journal: Journal, a: int, b: int, c: int) -> object:
    """Every step at once, so that payments do come about."""
    number = f"ZF-{journal.head}"
    request(journal, number, _fen(b), **({"contract_no": f"HT-{a % 2}"} if c % 2 else {}))
    confirm_request(journal, REVIEWER, request_no=number, confirmed_by="inspection_body", document_no="Q")
    resolve(journal, number, _fen(b))
    for actor in (FINANCE, ADMIN):
        release_payment(journal, actor, request_no=number, amount_fen=_fen(b), paid_on=DAY)
    return note_supervision(journal, SUPERVISOR, request_no=number, verdict="no_objection") if c % 3 else None


def _expenses(journal: Journal, a: int, b: int, c: int) -> object:
    lines = [f"2023-05-0{1 + n},甲,{_fen(b + n) / 100:.2f},HT-{a % 2},F{journal.head}-{n}" for n in range(1 + c % 3)]
    text = "日期,收款方,金额,合同号,发票号\n" + "\n".join(lines)
    return import_expenses(journal, FINANCE, text.encode(), "支出.csv")


def _undo(journal: Journal, a: int, _b: int, _c: int) -> object:
    return undo_batch(journal, ADMIN, entry=max(journal.head - a % 6, 1), reason="整批撤销")


def _plan(journal: Journal, a: int, b: int, _c: int) -> object:
    unit = UNITS[a % 8]
    owed = standing_of(journal).account(unit)
    first = max(1, (owed.due_fen - owed.paid_fen) // (2 + b % 3))
    left = owed.due_fen - owed.paid_fen - first
    return plan_instalments(journal, FINANCE, unit=unit, instalments={DAY: first, date(2023, 8, 1): left})


def _dispute(journal: Journal, a: int, b: int, _c: int) -> object:
    return flag_dispute(journal, FINANCE, unit=UNITS[a % 8], document_no="Y", settled=b % 2 > 0)


def _check(journal: Journal, a: int, _b: int, c: int) -> object:
    return check_money(journal, REVIEWER, entries=[max(journal.head - a % 5, 1)], deposit_slip_no="C" if c % 2 else "")


LEDGER_DEEDS: tuple[Deed, ...] = (
    *(_opening, _interest, _fee, _fee, _donate, _contract, _contract, _request, _request, _confirm, _confirm),
    *(_resolve, _resolve, _release, _release, _release, _whole_chain, _whole_chain, _whole_chain, _expenses),
    *(_expenses, _undo, _undo, _plan, _dispute, _check, _check),
)
numbers = st.integers(0, 10_000)
sequences = st.lists(
    st.tuples(st.sampled_from((*DEEDS, *LEDGER_DEEDS)), numbers, numbers, numbers), min_size=1, max_size=30
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(sequence=sequences)
def test_after_any_deeds_the_account_adds_up_and_is_never_below_zero(
    estates: Templates, sequence: list[tuple[Deed, int, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        journal = estates.copy(Path(folder) / "e.duckdb")
        for deed, a, b, c in sequence:
            head = journal.head
            with suppress(Refusal):  # a whole chain may have come half way
                deed(journal, a, b, c)
            if journal.head != head:
                memory_is_the_file(journal)
                the_account_adds_up(journal)
                nobody_was_paid_past_an_approval(journal)
        assert verify(journal.database).ok
        journal.close()


def the_account_adds_up(journal: Journal) -> None:
    """Opening + receipts - payments = closing; what the units hold is what the owners paid; the lines say the same."""
    sums = {kind: _sum(journal, kind) for kind in (*IN, *OUT)}
    advances = dict(_live(journal, "advance", "route, sum(amount_fen) group by route"))
    money_in = sum(sums[kind] for kind in IN) + advances.get("deposited", 0)
    closing = money_in - sum(sums[kind] for kind in OUT)
    fund = standing_of(journal).fund
    assert fund.balance_fen == closing >= 0
    assert fund.advance_outstanding_fen == sum(advances.values()) - sums["advance_repayment"] >= 0
    accounts = standing_of(journal).accounts.values()
    assert fund.collected_fen == sum(account.paid_fen for account in accounts) == sums["payment"] - sums["refund"]
    assert all(account.paid_fen >= 0 and account.due_fen >= 0 for account in accounts)
    ((lines_fen,),) = rows(journal, "select coalesce(sum(amount_fen), 0) from account_line(?)", [journal.head])
    assert lines_fen == closing


def nobody_was_paid_past_an_approval(journal: Journal) -> None:
    """Each approved payment: asked, approved and released in order, by two others; no contract is overpaid."""
    chains = rows(
        journal,
        """select a.requested, a.confirmed, a.resolved, a.releases, a.payment, a.requested_fen, a.approved_fen,
                  p.amount_fen, (select actor from entry where id = a.requested),
                  (select list(actor order by id) from entry where list_contains(a.releases, id))
           from approval($head) a join live_contractor_payment($head) p on p.entry_id = a.payment""",
        {"head": journal.head},
    )
    for asked, confirmed, resolved, releases, payment, requested_fen, approved_fen, fen, requester, released in chains:
        assert asked < confirmed < resolved < releases[0] < releases[1] < payment
        assert 0 < fen <= approved_fen <= requested_fen
        assert len({requester, *released}) == 3
    over = "select contract_no from contract_account(?) where paid_fen > if(paid_from = 'account', amount_fen, 0)"
    assert rows(journal, over, [journal.head]) == []


def _sum(journal: Journal, kind: str) -> int:
    ((fen,),) = _live(journal, kind, "coalesce(sum(amount_fen), 0)")
    return int(fen)


def _live(journal: Journal, kind: str, columns: str) -> list[tuple[Any, ...]]:
    """Of a kind's entries that stand, told without the macros of the store."""
    what, _, group = columns.partition(" group by ")
    group = f" group by {group}" if group else ""
    return rows(
        journal,
        f"""select {what} from {kind} t left join entry later on later.corrects = t.entry_id
            where later.id is null{group}""".replace("sum(amount_fen)", "sum(t.amount_fen)"),
    )
