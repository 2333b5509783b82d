"""At the cashier's desk: what is taken, what is refused and why, and who may do it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from liftfund_core.commands.advance import book_advance, pay_contractor, repay_advance
from liftfund_core.commands.checks import check_papers
from liftfund_core.commands.collection import grant_waiver, record_refund, transfer
from liftfund_core.commands.files import import_payments, import_units
from liftfund_core.commands.lifts import record_step
from liftfund_core.commands.polls import close_poll, count_placards, open_poll, plan_matters
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.staff import add_staff
from liftfund_core.commands.stage import show_scene
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.reports.accounts import account, next_receipt, units_of
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from tests.store.hands import paying, together
from tests.worlds import (
    CONSENT,
    COVERED,
    DAY,
    DUE_OF_65,
    FINANCE,
    HOST,
    STAFF,
    Clock,
    Templates,
    pay,
    payments_csv,
    units_csv,
)  # fmt: skip  # one list of names


def status(journal: Journal, unit: str = "1-1-101") -> str:
    return account(journal, unit)[0].account.status


def refund(journal: Journal, fen: int, actor: Actor = FINANCE, unit: str = "1-1-101") -> object:
    return record_refund(journal, actor, unit=unit, amount_fen=fen, paid_on=DAY, document_no="T")


def waive(journal: Journal, fen: int, actor: Actor = FINANCE, code: str = "other") -> object:
    return grant_waiver(journal, actor, **COVERED, unit="1-1-101", amount_fen=fen, reason_code=code, document_no="P")


def move(journal: Journal, fen: int, actor: Actor = FINANCE, to: str = "1-1-102", number: str = "Z1") -> object:
    return transfer(journal, actor, **CONSENT, from_unit="1-1-101", to_unit=to, amount_fen=fen, transfer_id=number)


def test_a_household_goes_from_unpaid_over_part_to_paid_and_credit(journal: Journal) -> None:
    assert status(journal) == "unpaid"
    pay(journal, "1-1-101", DUE_OF_65 - 1)
    assert status(journal) == "partial" and board(journal).buildings[0].part_paid_units == 1
    pay(journal, "1-1-101", 1)
    assert status(journal) == "paid" and board(journal).buildings[0].paid_units == 1
    pay(journal, "1-1-101", 500)
    line = account(journal, "1-1-101")[0].account
    assert line.status == "overpaid" and line.credit == 500
    now = board(journal)
    assert now.buildings[0].collected_fen == DUE_OF_65 and now.fund.collected_fen == DUE_OF_65 + 500


def test_money_goes_back_across_and_is_waived_on_the_account(journal: Journal) -> None:
    pay(journal, "1-1-101", 2_000)
    refund(journal, 300)
    move(journal, 700)
    waive(journal, DUE_OF_65 - 1_000)
    line, movements = account(journal, "1-1-101")
    assert line.account.status == "paid" and line.account.paid_net == 1_000 == line.account.due_net
    assert [(m.kind, m.amount_fen) for m in movements] == [
        ("payment", 2_000),
        ("refund", -300),
        ("transfer_out", -700),
        ("waiver", DUE_OF_65 - 1_000),
    ]
    assert account(journal, "1-1-102")[0].account.paid_net == 700
    assert [line.code for line in units_of(journal, "1")] == ["1-1-101", "1-1-102", "1-1-103", "1-1-104"]


def test_a_waived_household_leaves_both_denominators_and_may_still_pay(journal: Journal) -> None:
    waive(journal, DUE_OF_65, code="low_income")
    pay(journal, "1-1-101", 100)
    line = board(journal).buildings[0]
    assert (line.units, line.waived_units, line.charged_units) == (4, 1, 3)
    assert (line.due_fen, line.collected_fen, line.area_dm2) == (3 * DUE_OF_65, 0, 3 * 6500)
    assert status(journal) == "waived" and account(journal, "1-1-101")[0].account.credit == 100


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"unit": "9-9-9999"}, "没有 9-9-9999 这一户"),
        ({"unit": ""}, "这一户"),
        ({"fen": 0}, "大于 0"),
        ({"fen": -100}, "退款"),
        ({"paid_on": DAY + timedelta(days=1)}, "还没有到"),
        ({"receipt_no": "  "}, "收据号"),
        ({"receipt_no": "长" * 41}, "收据号"),
        ({"receipt_no": "a\x07b"}, "控制字符"),
        ({"channel": "gold"}, "缴费方式"),
    ],
)
def test_an_impossible_payment_is_refused_with_its_cure(journal: Journal, wrong: dict[str, object], said: str) -> None:
    before = journal.head
    told = {"unit": "1-1-101", "fen": 500, **wrong}
    with pytest.raises(Refusal, match=said):
        pay(journal, **told)  # type: ignore[arg-type]  # wrong on purpose
    assert journal.head == before


def test_today_is_the_day_of_the_estate_not_of_greenwich(estates: Templates, tmp_path: Path) -> None:
    clock = Clock(datetime(2023, 6, 1, 15, 59))
    journal = estates.copy(tmp_path / "e.duckdb", clock=clock)
    with pytest.raises(Refusal, match="还没有到"):
        pay(journal, "1-1-101", 1, paid_on=date(2023, 6, 2))
    clock.now = datetime(2023, 6, 1, 16, 0)
    pay(journal, "1-1-101", 1, paid_on=date(2023, 6, 2))
    journal.close()


def test_a_receipt_and_a_transfer_to_the_bank_are_used_once(journal: Journal) -> None:
    first = pay(journal, "1-1-101", 1, receipt_no="S1", bank_ref="B1").entry
    with pytest.raises(Conflict, match=f"收据号 S1 已用于第 {first} 条"):
        pay(journal, "1-1-102", 2, receipt_no=" S1 ")
    with pytest.raises(Conflict, match=f"流水号 B1 已用于第 {first} 条"):
        pay(journal, "1-1-102", 2, receipt_no="S2", bank_ref="B1")
    pay(journal, "1-1-102", 2, receipt_no="S3")
    pay(journal, "1-1-103", 2, receipt_no="S4", bank_ref="")


def test_two_desks_cannot_use_one_receipt_in_the_same_moment(journal: Journal) -> None:
    def desk(fen: int) -> Callable[..., object]:
        def decide(standing: object) -> object:
            check_papers(standing, "S1", "B1")  # type: ignore[arg-type]  # a standing
            return paying(fen=fen, receipt="S1", bank_ref="B1")

        return decide

    first, second = together(journal, desk(1), desk(2))  # type: ignore[arg-type]  # deciding
    assert first.result(10).entry == journal.head
    with pytest.raises(Conflict, match=f"第 {journal.head} 条"):
        second.result(10)


def test_a_refund_gives_back_at_most_what_was_paid_and_what_the_account_has(journal: Journal) -> None:
    pay(journal, "1-1-101", 1_000)
    for fen in (0, -1, 1_001):
        with pytest.raises(Refusal):
            refund(journal, fen)
    pay_contractor(journal, FINANCE, amount_fen=900, paid_on=DAY, payee="施工")
    with pytest.raises(Refusal, match="结余不够"):
        refund(journal, 101)
    refund(journal, 100)
    assert board(journal).fund.balance_fen == 0
    with pytest.raises(NotFound):
        refund(journal, 1, unit="1-1-999")
    with pytest.raises(Refusal, match="还没有到"):
        record_refund(journal, FINANCE, unit="1-1-101", amount_fen=1, paid_on=DAY + timedelta(days=1), document_no="T")


def test_a_waiver_is_at_most_the_due_and_gives_a_code_and_no_story(journal: Journal) -> None:
    for fen in (0, -1, DUE_OF_65 + 1):
        with pytest.raises(Refusal):
            waive(journal, fen)
    with pytest.raises(Refusal, match="low_income"):
        waive(journal, 1, code="他家很困难")
    waive(journal, DUE_OF_65)
    with pytest.raises(Refusal):
        waive(journal, 1)


def test_a_transfer_moves_at_most_what_was_paid_between_two_units_under_a_number_of_its_own(journal: Journal) -> None:
    pay(journal, "1-1-101", 1_000)
    for wrong in ({"fen": 1_001}, {"fen": 0}, {"to": "1-1-101"}, {"to": "1-1-999"}, {"number": " "}):
        with pytest.raises(Refusal):
            move(journal, **{"fen": 1, **wrong})  # type: ignore[arg-type]  # wrong on purpose
    move(journal, 400)
    with pytest.raises(Conflict, match="Z1"):
        move(journal, 400)
    move(journal, 600, number="Z2")
    assert board(journal).fund.collected_fen == 1_000


def test_the_next_receipt_follows_the_newest_and_skips_what_has_no_number(journal: Journal) -> None:
    assert next_receipt(journal) == "SJ-000001"
    pay(journal, "1-1-101", 1, receipt_no="A-0099")
    pay(journal, "1-1-101", 1, receipt_no="手写")
    assert next_receipt(journal) == "A-0100"


ADVANCE = {"amount_fen": 1, "received_on": DAY, "route": "deposited", "lender": "物业", "document_no": "D"}
DEEDS: dict[str, tuple[Callable[[Journal, Actor], object], set[str]]] = {
    "payment": (lambda j, a: pay(j, "1-1-101", 1, a), {"admin", "finance", "entry"}),
    "refund": (lambda j, a: refund(j, 1, a), {"admin", "finance"}),
    "waiver": (lambda j, a: waive(j, 1, a), {"admin", "finance"}),
    "transfer": (lambda j, a: move(j, 1, a, number=a.name), {"admin", "finance"}),
    "advance": (lambda j, a: book_advance(j, a, **ADVANCE), {"admin", "finance"}),  # type: ignore[arg-type]  # passed on
    "repayment": (
        lambda j, a: repay_advance(j, a, amount_fen=1, paid_on=DAY, decision_no="J"),
        {"admin", "finance"},
    ),
    "spending": (
        lambda j, a: pay_contractor(j, a, amount_fen=1, paid_on=DAY, payee="施工"),
        {"admin", "finance"},
    ),
    "lift step": (
        lambda j, a: record_step(j, a, lift=f"{1 + (a.role == 'admin')}-1", step="surveyed", data={}),
        {"admin", "entry"},
    ),
    "open poll": (lambda j, a: open_poll(j, a, code=a.name, title="征询"), {"admin", "host"}),
    "close poll": (lambda j, a: close_poll(j, a, code=f"V-{a.role}"), {"admin", "host"}),
    "agenda": (lambda j, a: plan_matters(j, a, {"V1": "议题"}), {"admin", "host"}),
    "count": (
        lambda j, a: count_placards(j, a, code=f"V-{a.role}", team="A", for_=1, against=0, abstain=0),
        {"admin", "teller", "host"},
    ),
    "scene": (lambda j, a: show_scene(j, a, scene="lifts"), {"admin", "host"}),
    "staff": (lambda j, a: add_staff(j, a, name=a.name, role="entry", pin="1"), {"admin"}),
    "units": (lambda j, a: import_units(j, a, units_csv({"1": [6500]}), "u.csv"), {"admin", "finance"}),
    "payments": (
        lambda j, a: import_payments(j, a, payments_csv([("1-1-101", 1)]), "p.csv"),
        {"admin", "finance"},
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_belongs_to_its_roles_and_names_them_to_others(journal: Journal, deed: str) -> None:
    do, roles = DEEDS[deed]
    pay(journal, "1-1-101", 1_000)
    book_advance(journal, FINANCE, **(ADVANCE | {"amount_fen": 10}))  # type: ignore[arg-type]  # passed on
    for actor in STAFF:
        open_poll(journal, HOST, code=f"V-{actor.role}", title="征询")
    for actor in STAFF:
        before = journal.head
        if actor.role in roles:
            do(journal, actor)
        else:
            with pytest.raises(NotAllowed, match="管理员"):
                do(journal, actor)
            assert journal.head == before
