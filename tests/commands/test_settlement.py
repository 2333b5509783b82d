"""Single households: payers, checks by a second person, instalments, disputes, waivers with a name (rules.md 2.2)."""

from datetime import date

import pytest

from liftfund_core.commands.collection import COVER_WORDS, grant_waiver, record_refund, transfer
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.settlement import check_money, flag_dispute, plan_instalments
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.reports.read_board import board
from liftfund_core.store.deeds import Receipt
from liftfund_core.store.journal import Journal
from tests.worlds import ADMIN, DAY, DUE_OF_65, ENTRY, FINANCE, REVIEWER, STAFF, pay, rows

JULY, AUGUST = date(2023, 7, 1), date(2023, 8, 1)


def plan(journal: Journal, instalments: dict[date, int], actor: Actor = FINANCE) -> Receipt:
    return plan_instalments(journal, actor, unit="1-1-101", instalments=instalments)


def dispute(journal: Journal, settled: bool = False) -> Receipt:
    return flag_dispute(journal, FINANCE, unit="1-1-101", document_no="YY-1", settled=settled)


def live(journal: Journal, kind: str, columns: str) -> list[tuple[object, ...]]:
    return rows(journal, f"select {columns} from live_{kind}(?)", [journal.head])


def test_a_payer_who_is_not_the_owner_stands_beside_the_payment(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100, payer="租户张三")
    assert live(journal, "payer_named", "payment, payer") == [(paid.entry, "租户张三")]
    pay(journal, "1-1-101", 100, payer=" ")
    assert len(live(journal, "payer_named", "payment")) == 1


def test_the_payer_comes_along_when_the_payment_is_put_right_and_goes_when_it_is_withdrawn(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100, payer="租户").entry
    right = replace(journal, FINANCE, entry=paid, changes={"amount_fen": 90}, reason="看错").entry
    assert live(journal, "payer_named", "payment, payer") == [(right, "租户")]
    (named,) = (entry for (entry,) in live(journal, "payer_named", "entry_id"))
    replace(journal, FINANCE, entry=int(str(named)), changes={"payer": "亲属"}, reason="听错")
    assert live(journal, "payer_named", "payment, payer") == [(right, "亲属")]
    void(journal, FINANCE, entry=right, reason="重复")
    assert live(journal, "payer_named", "payment") == []


def test_a_payer_is_not_moved_to_another_payment(journal: Journal) -> None:
    named = pay(journal, "1-1-101", 100, payer="租户").entries[1]
    with pytest.raises(Refusal, match="另一笔"):
        replace(journal, FINANCE, entry=named, changes={"payment": 1}, reason="看错")


def test_a_payment_is_checked_once_by_somebody_else(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100, FINANCE).entry
    with pytest.raises(NotAllowed, match="另一人"):
        check_money(journal, FINANCE, entries=[paid])
    first = check_money(journal, REVIEWER, entries=[paid]).entry
    with pytest.raises(Conflict, match=f"第 {first} 条"):
        check_money(journal, ADMIN, entries=[paid])
    assert live(journal, "money_checked", "checked, checked_kind") == [(paid, "payment")]


def test_cash_is_checked_against_the_slip_of_its_deposit(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100, channel="cash").entry
    with pytest.raises(Refusal, match="存款单号"):
        check_money(journal, REVIEWER, entries=[paid])
    check_money(journal, REVIEWER, entries=[paid], deposit_slip_no="CK-1")
    assert live(journal, "money_checked", "deposit_slip_no") == [("CK-1",)]


def test_a_check_has_lapsed_when_the_payment_is_put_right(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100).entry
    check_money(journal, REVIEWER, entries=[paid])
    right = replace(journal, FINANCE, entry=paid, changes={"amount_fen": 90}, reason="看错").entry
    assert live(journal, "money_checked", "checked") == []
    with pytest.raises(Conflict, match="更正后"):
        check_money(journal, REVIEWER, entries=[paid])
    check_money(journal, REVIEWER, entries=[right])


def test_refunds_are_checked_too_and_nothing_else_is(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100).entry
    back = record_refund(journal, FINANCE, unit="1-1-101", amount_fen=40, paid_on=DAY, document_no="T").entry
    check_money(journal, REVIEWER, entries=[back])
    for entry in (1, paid + 99):
        with pytest.raises(NotFound, match="不是缴费或退款"):
            check_money(journal, REVIEWER, entries=[entry])
    void(journal, ADMIN, entry=back, reason="没有退成")
    assert live(journal, "money_checked", "checked") == []


def test_checking_belongs_to_its_roles(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100, Actor("某人", "entry")).entry
    for actor in STAFF:
        if actor.role not in ("admin", "finance", "reviewer"):
            with pytest.raises(NotAllowed, match="登录后办理"):
                check_money(journal, actor, entries=[paid])


def test_a_plan_shares_out_exactly_what_is_owed(journal: Journal) -> None:
    pay(journal, "1-1-101", 545)
    plan(journal, {JULY: 100_000, AUGUST: 16_000})
    assert live(journal, "instalment_plan", "unit, instalments") == [
        ("1-1-101", '{"2023-07-01":100000,"2023-08-01":16000}')
    ]
    for wrong in ({JULY: 100_000, AUGUST: 16_001}, {JULY: 116_000}, {JULY: 116_001, AUGUST: -1}):
        with pytest.raises(Refusal):
            plan(journal, wrong)


def test_an_instalment_counts_in_money_and_not_yet_as_a_household(journal: Journal) -> None:
    plan(journal, {JULY: 100_000, AUGUST: DUE_OF_65 - 100_000})
    pay(journal, "1-1-101", 100_000)
    line = board(journal).buildings[0]
    assert (line.amount.part, line.household.part, line.part_paid_units) == (100_000, 0, 1)
    pay(journal, "1-1-101", DUE_OF_65 - 100_000)
    assert board(journal).buildings[0].household.part == 1


def test_a_new_plan_takes_the_place_of_the_one_before(journal: Journal) -> None:
    first = plan(journal, {JULY: 100_000, AUGUST: DUE_OF_65 - 100_000}).entry
    second = plan(journal, {JULY: 1, AUGUST: DUE_OF_65 - 1}).entry
    assert live(journal, "instalment_plan", "entry_id") == [(second,)]
    assert rows(journal, "select corrects from entry where id = ?", [second]) == [(first,)]
    void(journal, FINANCE, entry=second, reason="一次付清")
    assert live(journal, "instalment_plan", "entry_id") == []


def test_a_plan_of_a_unit_that_owes_nothing_is_refused(journal: Journal) -> None:
    pay(journal, "1-1-101", DUE_OF_65 + 5)
    with pytest.raises(Refusal, match=r"尚欠 0\.00 元"):
        plan(journal, {JULY: 1, AUGUST: 1})


def test_a_dispute_is_raised_and_settled_in_turn(journal: Journal) -> None:
    with pytest.raises(Conflict, match="没有登记中的异议"):
        dispute(journal, settled=True)
    raised = dispute(journal).entry
    with pytest.raises(Conflict, match="已在登记中"):
        dispute(journal)
    settled = dispute(journal, settled=True).entry
    with pytest.raises(Conflict, match=f"第 {settled} 条"):
        void(journal, FINANCE, entry=raised, reason="误登")
    dispute(journal)
    assert [state for (state,) in live(journal, "dispute", "state")] == ["raised", "settled", "raised"]


def test_plans_and_disputes_belong_to_finance(journal: Journal) -> None:
    for actor in STAFF:
        if actor.role not in ("admin", "finance"):
            with pytest.raises(NotAllowed):
                plan(journal, {JULY: 1, AUGUST: DUE_OF_65 - 1}, actor)
            with pytest.raises(NotAllowed):
                flag_dispute(journal, actor, unit="1-1-101", document_no="YY-1")


def test_a_waiver_names_who_carries_it(journal: Journal) -> None:
    told = {"unit": "1-1-101", "amount_fen": 500, "reason_code": "low_income", "document_no": "P1"}
    with pytest.raises(Refusal, match="没有“nobody”"):
        grant_waiver(journal, FINANCE, **told, covered_by="nobody")
    for code in COVER_WORDS:
        waived = grant_waiver(journal, FINANCE, **told, covered_by=code).entry
        assert (waived, code) in live(journal, "waiver_cover", "waiver, covered_by")
    cover = journal.head
    with pytest.raises(Refusal):
        void(journal, FINANCE, entry=cover, reason="改")
    void(journal, FINANCE, entry=waived, reason="撤回减免")
    assert (waived, code) not in live(journal, "waiver_cover", "waiver, covered_by")


def test_a_transfer_carries_the_consent_of_both(journal: Journal) -> None:
    pay(journal, "1-1-101", 500)
    told = {"from_unit": "1-1-101", "to_unit": "1-1-102", "amount_fen": 500, "transfer_id": "Z1"}
    for missing in ({"from_document_no": " ", "to_document_no": "B"}, {"from_document_no": "A", "to_document_no": ""}):
        with pytest.raises(Refusal, match="同意书编号"):
            transfer(journal, FINANCE, **told, **missing)
    out = transfer(journal, FINANCE, **told, from_document_no="A", to_document_no="B").entry
    assert live(journal, "transfer_consent", "from_document_no, to_document_no") == [("A", "B")]
    void(journal, FINANCE, entry=out, reason="不同意")
    assert live(journal, "transfer_consent", "transfer_id") == []


def test_a_levy_with_a_plan_or_a_dispute_stays(journal: Journal) -> None:
    (levy,) = (e for e, unit in rows(journal, "select entry_id, unit from levy_assessed") if unit == "1-1-101")
    planned = plan(journal, {JULY: 1, AUGUST: DUE_OF_65 - 1}).entry
    with pytest.raises(Conflict, match=f"第 {planned} 条"):
        void(journal, ADMIN, entry=levy, reason="不是本楼的户")


def test_a_cashier_takes_back_an_own_payment_with_what_was_checked_on_it(journal: Journal) -> None:
    paid = pay(journal, "1-1-101", 100, ENTRY, payer="租户").entry
    check_money(journal, REVIEWER, entries=[paid])
    assert len(void(journal, ENTRY, entry=paid, reason="重复").entries) == 3
