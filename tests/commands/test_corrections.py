"""Second thoughts: an entry is withdrawn or replaced, by whoever may, and never while others rest on it."""

from collections.abc import Callable

import pytest

from liftfund_core.commands.advance import book_advance, pay_contractor, repay_advance
from liftfund_core.commands.collection import grant_waiver, record_refund, transfer
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.files import import_units
from liftfund_core.commands.polls import close_poll, count_placards, open_poll
from liftfund_core.commands.staff import add_staff, check_pin
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.reports.accounts import account
from liftfund_core.reports.journal_page import history
from liftfund_core.reports.read_board import board
from liftfund_core.store.deeds import Receipt
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.worlds import (
    ADMIN,
    CONSENT,
    COVERED,
    DAY,
    DUE_OF_65,
    ENTRY,
    ENTRY_TOO,
    FINANCE,
    HOST,
    REVIEWER,
    STAFF,
    SUPERVISOR,
    TELLER,
    entry_kinds,
    pay,
    rows,
    standing_of,
    take_steps,
    units_csv,
)  # fmt: skip  # one list of names


def paid(journal: Journal, unit: str = "1-1-101") -> int:
    return account(journal, unit)[0].account.paid_net


def advance(journal: Journal, fen: int, route: str = "deposited") -> Receipt:
    return book_advance(journal, FINANCE, amount_fen=fen, received_on=DAY, route=route, lender="物业", document_no="D")


def refund(journal: Journal, fen: int, unit: str = "1-1-101") -> Receipt:
    return record_refund(journal, FINANCE, unit=unit, amount_fen=fen, paid_on=DAY, document_no="T")


def spend(journal: Journal, fen: int) -> Receipt:
    return pay_contractor(journal, FINANCE, amount_fen=fen, paid_on=DAY, payee="施工")


def test_a_withdrawn_payment_counts_no_more_and_stays_readable(journal: Journal) -> None:
    wrong = pay(journal, "1-1-101", 900).entry
    receipt = void(journal, FINANCE, entry=wrong, reason="重复登记")
    assert paid(journal) == 0
    payment, withdrawal = history(journal, wrong)
    assert payment.detail["amount_fen"] == 900 and payment.corrected_by == withdrawal.id == receipt.entry
    assert withdrawal.detail == {"voided": wrong, "voided_kind": "payment"} and withdrawal.reason == "重复登记"


def test_a_replaced_payment_counts_as_its_replacement_and_the_receipt_is_free_for_it(journal: Journal) -> None:
    wrong = pay(journal, "1-1-101", 900, receipt_no="S1", bank_ref="B1").entry
    right = replace(journal, ENTRY, entry=wrong, changes={"unit": "1-1-102", "amount_fen": 950}, reason="写错户").entry
    assert (paid(journal), paid(journal, "1-1-102")) == (0, 950)
    again = replace(journal, ENTRY, entry=right, changes={"bank_ref": None}, reason="没有流水").entry
    assert [line.id for line in history(journal, again)] == [wrong, right, again]
    pay(journal, "1-1-103", 1, receipt_no="S2", bank_ref="B1")
    with pytest.raises(Conflict, match="S1"):
        pay(journal, "1-1-103", 1, receipt_no="S1")


def test_everyone_may_correct_their_own_and_only_finance_and_admin_what_others_entered(journal: Journal) -> None:
    void(journal, ENTRY, entry=pay(journal, "1-1-101", 1).entry, reason="自己的")
    replace(journal, ENTRY, entry=pay(journal, "1-1-101", 1).entry, changes={"amount_fen": 2}, reason="自己的")
    for actor in (FINANCE, ADMIN):
        void(journal, actor, entry=pay(journal, "1-1-101", 1).entry, reason="别人的")
    theirs = pay(journal, "1-1-101", 1).entry
    for actor in (ENTRY_TOO, TELLER, HOST, REVIEWER, SUPERVISOR):
        with pytest.raises(NotAllowed):
            void(journal, actor, entry=theirs, reason="别人的")
        with pytest.raises(NotAllowed):
            replace(journal, actor, entry=theirs, changes={"amount_fen": 2}, reason="别人的")


@pytest.mark.parametrize("reason", ["", "  ", "原\x0b因", "长" * 201])
def test_a_correction_says_why(journal: Journal, reason: str) -> None:
    entry = pay(journal, "1-1-101", 1).entry
    with pytest.raises(Refusal):
        void(journal, ADMIN, entry=entry, reason=reason)
    with pytest.raises(Refusal):
        replace(journal, ADMIN, entry=entry, changes={"amount_fen": 2}, reason=reason)


def test_a_second_correction_is_refused_and_names_the_first(journal: Journal) -> None:
    wrong = pay(journal, "1-1-101", 1).entry
    right = replace(journal, ADMIN, entry=wrong, changes={"amount_fen": 2}, reason="看错").entry
    for again in (
        lambda: void(journal, ADMIN, entry=wrong, reason="再撤"),
        lambda: replace(journal, ADMIN, entry=wrong, changes={"amount_fen": 3}, reason="再改"),
    ):
        with pytest.raises(Conflict, match=f"请更正第 {right} 条"):
            again()
    gone = void(journal, ADMIN, entry=right, reason="撤销").entry
    with pytest.raises(Conflict, match=f"已由第 {gone} 条撤销；如有需要请重新登记"):
        void(journal, ADMIN, entry=right, reason="再撤")


@pytest.mark.parametrize("entry", [0, -1, 10**6])
def test_an_entry_that_does_not_exist_is_told(journal: Journal, entry: int) -> None:
    with pytest.raises(NotFound):
        void(journal, ADMIN, entry=entry, reason="没有")


def test_what_everything_stands_on_and_withdrawals_are_never_withdrawn(journal: Journal) -> None:
    gone = void(journal, ADMIN, entry=pay(journal, "1-1-101", 1).entry, reason="登记错了").entry
    for entry in (1, 2, gone):
        with pytest.raises(Refusal, match="不能撤销"):
            void(journal, ADMIN, entry=entry, reason="撤销")


def named(error: pytest.ExceptionInfo[Conflict]) -> str:
    return error.value.sentence().split("（")[1]


def test_a_payment_is_kept_while_a_later_refund_rests_on_it(journal: Journal) -> None:
    payment = pay(journal, "1-1-101", 500).entry
    back = refund(journal, 400).entry
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=payment, reason="撤销")
    assert f"第 {back} 条" in named(told)
    with pytest.raises(Conflict):
        replace(journal, ADMIN, entry=payment, changes={"amount_fen": 399}, reason="改小")
    replace(journal, ADMIN, entry=payment, changes={"amount_fen": 400}, reason="改小")
    void(journal, ADMIN, entry=back, reason="没有退")


def test_a_payment_is_kept_while_the_account_has_spent_it_and_the_later_ones_are_named(journal: Journal) -> None:
    pay(journal, "1-1-102", 800)
    early = spend(journal, 800).entry
    payment = pay(journal, "1-1-101", 500).entry
    late, later = spend(journal, 300).entry, refund(journal, 150).entry
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=payment, reason="撤销")
    assert f"第 {later}、{late} 条" in named(told) and str(early) not in named(told)
    void(journal, ADMIN, entry=later, reason="没有退")
    void(journal, ADMIN, entry=late, reason="没有付")
    void(journal, ADMIN, entry=payment, reason="撤销")
    assert board(journal).fund.balance_fen == 0


def test_a_payment_is_kept_when_only_earlier_spending_rests_on_the_sum(journal: Journal) -> None:
    first = pay(journal, "1-1-101", 100).entry
    spent = spend(journal, 50).entry
    second = pay(journal, "1-1-101", 100).entry
    void(journal, ADMIN, entry=first, reason="重复")
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=second, reason="也撤")
    assert f"第 {spent} 条" in named(told)
    assert board(journal).fund.balance_fen == 50


def test_an_advance_is_kept_while_it_is_repaid_or_spent(journal: Journal) -> None:
    pay(journal, "1-1-101", 1_000)
    direct = advance(journal, 400, "paid_direct").entry
    repaid = repay_advance(journal, FINANCE, amount_fen=300, paid_on=DAY, decision_no="J").entry
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=direct, reason="撤销")
    assert f"第 {repaid} 条" in named(told)
    with pytest.raises(Conflict):
        replace(journal, ADMIN, entry=direct, changes={"amount_fen": 299}, reason="改小")
    void(journal, ADMIN, entry=repaid, reason="没有还")
    void(journal, ADMIN, entry=direct, reason="撤销")
    deposited = advance(journal, 500).entry
    spent = spend(journal, 1_200).entry
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=deposited, reason="撤销")
    assert f"第 {spent} 条" in named(told)
    with pytest.raises(Conflict):
        replace(journal, ADMIN, entry=deposited, changes={"route": "paid_direct"}, reason="其实是直接付的")


def test_both_legs_of_a_transfer_go_together_and_no_other_transfer_with_them(journal: Journal) -> None:
    pay(journal, "1-1-101", 1_000)
    first = transfer(
        journal, FINANCE, **CONSENT, from_unit="1-1-101", to_unit="1-1-102", amount_fen=300, transfer_id="Z1"
    )
    transfer(journal, FINANCE, **CONSENT, from_unit="1-1-101", to_unit="1-1-103", amount_fen=200, transfer_id="Z2")
    for entry in first.entries:
        kinds = len(entry_kinds(journal))
        receipt = void(journal, FINANCE, entry=entry, reason="不同意")
        assert [kind for _, kind in entry_kinds(journal)[kinds:]] == ["void"] * 3 and len(receipt.entries) == 3
        assert (paid(journal), paid(journal, "1-1-102"), paid(journal, "1-1-103")) == (800, 0, 200)
        break
    with pytest.raises(Conflict):
        void(journal, FINANCE, entry=first.entries[1], reason="再撤")
    assert verify(journal.database).ok


def test_the_second_leg_takes_the_first_with_it(journal: Journal) -> None:
    pay(journal, "1-1-101", 1_000)
    legs = transfer(
        journal, FINANCE, **CONSENT, from_unit="1-1-101", to_unit="1-1-102", amount_fen=300, transfer_id="Z1"
    )
    void(journal, FINANCE, entry=legs.entries[1], reason="不同意")
    assert (paid(journal), paid(journal, "1-1-102")) == (1_000, 0)


def test_a_transfer_is_kept_while_the_other_unit_has_passed_the_money_on(journal: Journal) -> None:
    pay(journal, "1-1-101", 1_000)
    legs = transfer(
        journal, FINANCE, **CONSENT, from_unit="1-1-101", to_unit="1-1-102", amount_fen=300, transfer_id="Z1"
    )
    back = refund(journal, 100, "1-1-102").entry
    for entry in legs.entries[:2]:
        with pytest.raises(Conflict) as told:
            void(journal, FINANCE, entry=entry, reason="不同意")
        assert f"第 {back} 条" in named(told)


def test_a_levy_is_kept_while_anything_was_entered_for_its_unit_and_can_then_be_assessed_anew(journal: Journal) -> None:
    levies = dict(rows(journal, "select unit, entry_id from levy_assessed"))
    payment = pay(journal, "1-1-101", 5).entry
    waiver = grant_waiver(
        journal, FINANCE, **COVERED, unit="1-1-101", amount_fen=5, reason_code="other", document_no="P"
    ).entry
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=levies["1-1-101"], reason="面积错了")
    assert f"第 {waiver}、{payment} 条" in named(told)
    void(journal, ADMIN, entry=waiver, reason="面积错了")
    void(journal, ADMIN, entry=payment, reason="面积错了")
    void(journal, ADMIN, entry=levies["1-1-101"], reason="面积错了")
    report = import_units(journal, FINANCE, units_csv({"1": [7000]}), "units.csv")
    assert not report.findings and report.written == 1
    assert account(journal, "1-1-101")[0].area_dm2 == 7000
    assert len(board(journal).buildings) == 2 and board(journal).buildings[0].units == 4


def test_lift_steps_are_withdrawn_from_the_last_one_backward(journal: Journal) -> None:
    take_steps(journal, "1-1", "surveyed", "funded", "contracted")
    steps = [id for (id,) in rows(journal, "select entry_id from lift_step order by 1")]
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=steps[0], reason="撤销")
    assert f"第 {steps[2]}、{steps[1]} 条" in named(told)
    for step in reversed(steps):
        void(journal, ENTRY, entry=step, reason="撤销")
    assert standing_of(journal).lifts["1-1"].state == "planned"


def test_papers_of_a_lift_step_are_replaced_but_not_the_step(journal: Journal) -> None:
    take_steps(journal, "1-1", "surveyed", "funded", "contracted")
    entry = journal.head
    receipt = replace(
        journal, ENTRY, entry=entry, changes={"evidence": '{"contract_no": " HT-2 ", "note": ""}'}, reason="抄错"
    )
    assert rows(journal, "select evidence from lift_step where entry_id = ?", [receipt.entry]) == [
        ('{"contract_no":"HT-2"}',)
    ]
    for changes in ({"lift": "1-2"}, {"step": "notified"}, {"evidence": "{}"}, {"evidence": '{"contract_no":" "}'}):
        with pytest.raises(Refusal):
            replace(journal, ENTRY, entry=receipt.entry, changes=changes, reason="抄错")
    funded = rows(journal, "select entry_id from lift_step where step = 'funded'")[0][0]
    with pytest.raises(Refusal, match="资金来源"):
        replace(journal, ENTRY, entry=funded, changes={"evidence": '{"funding":"trigger"}'}, reason="抄错")


def test_a_poll_is_kept_while_it_has_counts_and_a_count_while_the_poll_is_closed(journal: Journal) -> None:
    opened = open_poll(journal, HOST, code="V1", title="征询").entry
    counted = count_placards(journal, TELLER, code="V1", team="A", for_=3, against=0, abstain=1).entry
    closed = close_poll(journal, HOST, code="V1").entry
    for entry, resting in ((opened, f"第 {closed}、{counted} 条"), (counted, f"第 {closed} 条")):
        with pytest.raises(Conflict) as told:
            void(journal, ADMIN, entry=entry, reason="撤销")
        assert resting in named(told)
    replace(journal, ADMIN, entry=opened, changes={"title": " 新的议题 ", "present": 20}, reason="写错")
    void(journal, ADMIN, entry=closed, reason="还没结束")
    void(journal, ADMIN, entry=counted, reason="数错")
    assert standing_of(journal).polls["V1"].open and not standing_of(journal).polls["V1"].counts


def test_withdrawing_a_member_of_staff_ends_the_pin(journal: Journal) -> None:
    add_staff(journal, ADMIN, name="新人", role="entry", pin="123456")
    entry = journal.head
    with pytest.raises(NotAllowed):
        void(journal, FINANCE, entry=entry, reason="离职")
    void(journal, ADMIN, entry=entry, reason="离职")
    with pytest.raises(NotAllowed):
        check_pin(journal, "新人", "123456")


# The trigger -----------------------------------------------------------------------------------------------------


@pytest.fixture
def fired(journal: Journal) -> tuple[Journal, list[int], int]:
    """Building 1 fired on its second payment of two: (journal, payments, trigger)."""
    payments = [pay(journal, f"1-1-10{n}", DUE_OF_65).entry for n in (1, 2)]
    return journal, payments, journal.head


def live_triggers(journal: Journal) -> list[int]:
    return [id for (id,) in rows(journal, "select entry_id from live_trigger(?) order by 1", [journal.head])]


def test_a_trigger_is_annulled_by_an_admin_alone_and_only_when_its_payments_were_withdrawn(
    fired: tuple[Journal, list[int], int],
) -> None:
    journal, payments, trigger = fired
    for actor in STAFF:
        if actor != ADMIN:
            with pytest.raises(NotAllowed):
                void(journal, actor, entry=trigger, reason="撤销启动")
    with pytest.raises(Refusal, match="仍然有效"):
        void(journal, ADMIN, entry=trigger, reason="撤销启动")
    void(journal, FINANCE, entry=payments[0], reason="登记错了")
    assert live_triggers(journal) == [trigger], "withdrawing the payment alone annuls nothing"
    void(journal, ADMIN, entry=trigger, reason="撤销启动")
    assert live_triggers(journal) == []
    pay(journal, "1-1-103", DUE_OF_65)
    assert live_triggers(journal) == [journal.head], "it fires anew when the line is reached again"


def test_a_refund_is_no_ground_to_annul(fired: tuple[Journal, list[int], int]) -> None:
    journal, _, trigger = fired
    refund(journal, DUE_OF_65)
    with pytest.raises(Refusal, match="仍然有效"):
        void(journal, ADMIN, entry=trigger, reason="撤销启动")


def test_a_payment_put_right_still_carries_its_trigger(fired: tuple[Journal, list[int], int]) -> None:
    journal, payments, trigger = fired
    right = replace(journal, FINANCE, entry=payments[0], changes={"bank_ref": "B7"}, reason="补流水").entry
    replace(journal, FINANCE, entry=right, changes={"channel": "cash"}, reason="是现金")
    with pytest.raises(Refusal, match="仍然有效"):
        void(journal, ADMIN, entry=trigger, reason="撤销启动")


def test_a_trigger_that_rested_on_a_transfer_stands_while_the_transfer_does(journal: Journal) -> None:
    pay(journal, "2-1-101", 2 * DUE_OF_65)
    legs = transfer(
        journal, FINANCE, **CONSENT, from_unit="2-1-101", to_unit="1-1-101", amount_fen=DUE_OF_65, transfer_id="Z1"
    )
    pay(journal, "1-1-102", DUE_OF_65)
    trigger = journal.head
    with pytest.raises(Refusal, match="仍然有效"):
        void(journal, ADMIN, entry=trigger, reason="撤销启动")
    void(journal, FINANCE, entry=legs.entry, reason="不同意")
    void(journal, ADMIN, entry=trigger, reason="撤销启动")
    assert live_triggers(journal) == []


def test_later_payments_that_reach_the_line_alone_fire_a_new_trigger_at_once(
    fired: tuple[Journal, list[int], int],
) -> None:
    journal, payments, trigger = fired
    for n in (3, 4):
        pay(journal, f"1-1-10{n}", DUE_OF_65)
    void(journal, FINANCE, entry=payments[0], reason="登记错了")
    receipt = void(journal, ADMIN, entry=trigger, reason="依据的缴费不存在")
    assert live_triggers(journal) == [receipt.entries[1]] == [journal.head]


def test_a_trigger_is_kept_while_a_lift_was_funded_by_it(fired: tuple[Journal, list[int], int]) -> None:
    journal, payments, trigger = fired
    take_steps(journal, "1-1", "surveyed")
    take_steps(journal, "1-1", "funded", funding="trigger")
    step = journal.head
    void(journal, FINANCE, entry=payments[0], reason="登记错了")
    with pytest.raises(Conflict) as told:
        void(journal, ADMIN, entry=trigger, reason="撤销启动")
    assert f"第 {step} 条" in named(told)
    void(journal, ADMIN, entry=step, reason="还没到位")
    void(journal, ADMIN, entry=trigger, reason="撤销启动")


def test_a_trigger_of_a_building_that_lost_all_its_units_can_be_annulled(journal: Journal) -> None:
    pay(journal, "1-1-101", 2 * DUE_OF_65)
    payment = pay(journal, "1-1-102", DUE_OF_65).entry
    trigger = journal.head
    for entry in (payment, trigger):
        void(journal, ADMIN, entry=entry, reason="登记错了")
    assert live_triggers(journal) == []


# Replacements keep to the rules of the first entry ---------------------------------------------------------------

Changes = dict[str, object]


@pytest.mark.parametrize(
    "changes",
    [
        {"amount_fen": 0},
        {"amount_fen": -5},
        {"unit": "9-9-999"},
        {"receipt_no": ""},
        {"receipt_no": "S2"},
        {"bank_ref": "B2"},
        {"channel": "gold"},
        {"paid_on": DAY.replace(year=2024)},
        {"colour": "red"},
        {"receipt_no": " S1 "},
        {},
    ],
)
def test_a_payment_is_not_replaced_by_what_could_not_have_been_entered(journal: Journal, changes: Changes) -> None:
    entry = pay(journal, "1-1-101", 500, receipt_no="S1", bank_ref="B1").entry
    pay(journal, "1-1-102", 500, receipt_no="S2", bank_ref="B2")
    with pytest.raises(Refusal):
        replace(journal, FINANCE, entry=entry, changes=changes, reason="改")
    assert paid(journal) == 500


Enter = Callable[[Journal], Receipt]


@pytest.mark.parametrize(
    ("enter", "changes"),
    [
        (lambda j: advance(j, 500), {"route": "by_sea"}),
        (lambda j: advance(j, 500), {"lender": "  "}),
        (lambda j: advance(j, 500), {"document_no": None}),
        (lambda j: advance(j, 500), {"received_on": DAY.replace(year=2024)}),
        (lambda j: spend(j, 500), {"payee": ""}),
        (lambda j: spend(j, 500), {"lift": "9-9"}),
        (lambda j: spend(j, 500), {"purpose": "a\x0bb"}),
        (lambda j: spend(j, 500), {"amount_fen": 10**9}),
        (lambda j: repay_advance(j, FINANCE, amount_fen=100, paid_on=DAY, decision_no="J"), {"decision_no": ""}),
        (lambda j: repay_advance(j, FINANCE, amount_fen=100, paid_on=DAY, decision_no="J"), {"amount_fen": 401}),
        (lambda j: open_poll(j, HOST, code="V1", title="征询"), {"poll": "V2"}),
        (lambda j: open_poll(j, HOST, code="V1", title="征询"), {"title": ""}),
        (lambda j: open_poll(j, HOST, code="V1", title="征询"), {"present": -1}),
        (lambda j: open_poll(j, HOST, code="V1", title="征询"), {"present": 10**30}),
        (lambda j: refund(j, 1), {"amount_fen": 2}),
    ],
)
def test_other_entries_are_not_replaced_by_what_could_not_have_been_entered(
    journal: Journal, enter: Enter, changes: Changes
) -> None:
    pay(journal, "1-1-101", 5_000)
    advance(journal, 400)
    entry = enter(journal).entry
    before = journal.head
    with pytest.raises(Refusal):
        replace(journal, ADMIN, entry=entry, changes=changes, reason="改")
    assert journal.head == before and pay(journal, "1-1-102", 1).entry == before + 1


def test_a_replacement_is_trimmed_like_a_first_entry(journal: Journal) -> None:
    entry = advance(journal, 500).entry
    changes = {"lender": " 物业公司 ", "amount_fen": 600}
    right = replace(journal, FINANCE, entry=entry, changes=changes, reason="改").entry
    assert rows(journal, "select lender, amount_fen from advance where entry_id = ?", [right]) == [("物业公司", 600)]
    assert board(journal).fund.advance_outstanding_fen == 600


def test_one_correction_sent_twice_is_written_once(journal: Journal) -> None:
    entry = pay(journal, "1-1-101", 500).entry
    one, two = (void(journal, ENTRY, entry=entry, reason="撤销", request_id="r1") for _ in range(2))
    assert one.entry == two.entry == journal.head and two.repeated
