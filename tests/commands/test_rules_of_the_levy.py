"""Levy accounting, line by line as rules.md 2.2 has it, through a real estate."""

from datetime import date

import pytest

from liftfund_core.commands.collection import grant_waiver, record_refund, transfer
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.settlement import flag_dispute, plan_instalments
from liftfund_core.errors import Conflict, Refusal
from liftfund_core.reports.accounts import UnitLine, account, units_of
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from tests.worlds import CONSENT, COVERED, DAY, DUE_OF_65, FINANCE, pay, rows

UNIT, NEXT_DOOR = "1-1-101", "1-1-102"


def unit(journal: Journal, code: str = UNIT) -> UnitLine:
    return account(journal, code)[0]


def waive(journal: Journal, fen: int, code: str = UNIT) -> None:
    told = {"reason_code": "low_income", "document_no": "P1", **COVERED}
    grant_waiver(journal, FINANCE, unit=code, amount_fen=fen, **told)


def move(journal: Journal, fen: int, number: str = "Z1") -> None:
    transfer(journal, FINANCE, from_unit=UNIT, to_unit=NEXT_DOOR, amount_fen=fen, transfer_id=number, **CONSENT)


def refund(journal: Journal, fen: int, code: str = UNIT) -> None:
    record_refund(journal, FINANCE, unit=code, amount_fen=fen, paid_on=DAY, document_no="SQ-1")


def test_what_is_due_and_what_is_paid_follow_from_the_events_and_their_reversals(journal: Journal) -> None:
    wrong = pay(journal, UNIT, 9_000).entry
    replace(journal, FINANCE, entry=wrong, changes={"amount_fen": 90_000}, reason="少写一个零")
    void(journal, FINANCE, entry=pay(journal, UNIT, 777).entry, reason="重复")
    move(journal, 20_000)
    refund(journal, 5_000)
    waive(journal, 16_545)
    line, beside = unit(journal).account, unit(journal, NEXT_DOOR).account
    assert (line.due_net, line.paid_net, line.balance) == (DUE_OF_65 - 16_545, 90_000 - 20_000 - 5_000, 35_000)
    assert (beside.due_net, beside.paid_net) == (DUE_OF_65, 20_000)


def test_a_household_is_paid_only_when_all_that_is_due_is_in(journal: Journal) -> None:
    assert unit(journal).account.status == "unpaid"
    seen = []
    for fen in (DUE_OF_65 - 1, 1, 1):
        pay(journal, UNIT, fen)
        seen.append((unit(journal).account.status, board(journal).household.part))
    assert seen == [("partial", 0), ("paid", 1), ("overpaid", 1)]
    waive(journal, DUE_OF_65, "1-1-103")
    assert unit(journal, "1-1-103").account.status == "waived" and board(journal).household.part == 1


def test_the_flags_disputed_and_on_plan_stand_beside_the_status(journal: Journal) -> None:
    plain = unit(journal)
    assert (plain.disputed, plain.on_plan) == (False, False)
    flag_dispute(journal, FINANCE, unit=UNIT, document_no="YY-1")
    plan_instalments(journal, FINANCE, unit=UNIT, instalments={DAY: 16_545, date(2023, 8, 1): 100_000})
    flagged = {line.code: (line.disputed, line.on_plan, line.account.status) for line in units_of(journal, "1")}
    assert flagged[UNIT] == (True, True, "unpaid") and flagged[NEXT_DOOR] == (False, False, "unpaid")
    flag_dispute(journal, FINANCE, unit=UNIT, document_no="YY-2", settled=True)
    pay(journal, UNIT, DUE_OF_65)
    through = unit(journal)
    assert (through.disputed, through.on_plan) == (False, False) and all(row.is_covered for row in through.plan)


def test_an_overpayer_never_covers_a_neighbour(journal: Journal) -> None:
    pay(journal, UNIT, 3 * DUE_OF_65)
    line = board(journal).buildings[0]
    assert line.collected_fen == DUE_OF_65 and board(journal).fund.collected_fen == 3 * DUE_OF_65
    assert unit(journal, NEXT_DOOR).account.balance == DUE_OF_65


def test_an_overpayment_is_credit_that_is_given_back_or_applied_on_written_request(journal: Journal) -> None:
    pay(journal, UNIT, DUE_OF_65 + 900)
    assert unit(journal).account.credit == 900
    with pytest.raises(Refusal, match="退款凭证号"):
        record_refund(journal, FINANCE, unit=UNIT, amount_fen=1, paid_on=DAY, document_no=" ")
    refund(journal, 400)
    move(journal, 500)
    assert (unit(journal).account.credit, unit(journal).account.status) == (0, "paid")
    assert unit(journal, NEXT_DOOR).account.paid_net == 500


def test_an_instalment_counts_in_money_and_its_household_only_at_the_end(journal: Journal) -> None:
    plan_instalments(journal, FINANCE, unit=UNIT, instalments={DAY: 16_545, date(2023, 8, 1): 100_000})
    pay(journal, UNIT, 20_000)
    assert [row.covered_fen for row in unit(journal).plan] == [16_545, 3_455]
    assert (board(journal).amount.part, board(journal).household.part) == (20_000, 0)


def test_a_waiver_is_a_code_a_paper_and_a_name_for_who_carries_it_and_gross_stays(journal: Journal) -> None:
    waive(journal, DUE_OF_65)
    line = board(journal).buildings[0]
    assert (line.due_fen, line.charged_units, line.waived_units, line.units) == (3 * DUE_OF_65, 3, 1, 4)
    assert unit(journal).account.assessed_fen == DUE_OF_65
    said = rows(
        journal,
        """select w.reason_code, w.document_no, c.covered_by from live_waiver($head) w
           join live_waiver_cover($head) c on c.waiver = w.entry_id""",
        {"head": journal.head},
    )
    assert said == [("low_income", "P1", "common_gap")]


def test_a_transfer_has_two_legs_of_one_amount_under_one_number_with_both_consents(journal: Journal) -> None:
    pay(journal, UNIT, 1_000)
    move(journal, 300)
    legs = rows(
        journal,
        """select transfer_id, amount_fen from transfer_out union all select transfer_id, amount_fen from transfer_in
           union all select transfer_id, null from transfer_consent""",
    )
    assert legs == [("Z1", 300), ("Z1", 300), ("Z1", None)]
    with pytest.raises(Conflict, match="Z1"):
        move(journal, 300)


def test_what_was_paid_for_a_unit_stays_with_the_unit_whoever_brought_it(journal: Journal) -> None:
    pay(journal, UNIT, DUE_OF_65, payer="原业主")
    with pytest.raises(Refusal, match="不能退"):
        refund(journal, 1, NEXT_DOOR)
    assert unit(journal).account.status == "paid"


def test_a_receipt_and_a_bank_reference_stand_once(journal: Journal) -> None:
    pay(journal, UNIT, 1, receipt_no="R1", bank_ref="B1")
    for papers in ({"receipt_no": "R1", "bank_ref": "B2"}, {"receipt_no": "R2", "bank_ref": "B1"}):
        with pytest.raises(Conflict):
            pay(journal, NEXT_DOOR, 1, **papers)
