"""Contracts, and how each payment on them is approved by people who each do one step (rules.md 2.4)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from liftfund_core.commands.approvals import (
    approval,
    confirm_request,
    note_supervision,
    release_payment,
)
from liftfund_core.commands.contracts import Stage, register_contract
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.committee import Meeting
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.store.deeds import Receipt
from liftfund_core.store.journal import Journal
from tests.worlds import (
    ADMIN,
    DAY,
    ENTRY,
    FINANCE,
    REVIEWER,
    SECRETARY,
    STAFF,
    SUPERVISOR,
    approve,
    contract,
    entry_kinds,
    pay,
    release,
    request,
    resolve,
    rows,
    standing_of,
)  # fmt: skip  # one list of names

FINANCE_TOO = Actor("财务二", "finance")


def confirm(journal: Journal, actor: Actor = REVIEWER, number: str = "FK-1") -> Receipt:
    return confirm_request(journal, actor, request_no=number, confirmed_by="inspection_body", document_no="QR-1")


def sign(journal: Journal, actor: Actor, fen: int = 300, number: str = "FK-1", **more: Any) -> Receipt:
    return release_payment(journal, actor, request_no=number, amount_fen=fen, **{"paid_on": DAY, **more})


def note(journal: Journal, actor: Actor = SUPERVISOR, verdict: str = "no_objection", **more: Any) -> Receipt:
    return note_supervision(journal, actor, request_no="FK-1", verdict=verdict, **more)


def state(journal: Journal, number: str = "FK-1") -> str:
    return approval(standing_of(journal), number).state


def spent(journal: Journal) -> int:
    return standing_of(journal).fund.spent_fen


@pytest.fixture
def rich(journal: Journal) -> Journal:
    """An account with money in it and a contract for lift 1-1 in two stages."""
    pay(journal, "1-1-101", 100_000)
    contract(journal, "HT-1", 1_000, 300, 700)
    return journal


ON_CONTRACT = {"contract_no": "HT-1", "stage": 1, "lift": "1-1", "invoice_no": "FP-1"}


def test_a_payment_goes_through_five_steps_each_an_entry_with_its_actor(rich: Journal) -> None:
    start = rich.head
    states = []
    for step in (
        lambda: request(rich, "FK-1", 300, **ON_CONTRACT),
        lambda: confirm(rich),
        lambda: resolve(rich, "FK-1", 300),
        lambda: sign(rich, FINANCE),
        lambda: sign(rich, ADMIN),
        lambda: note(rich),
    ):
        step()
        states.append(state(rich))
    assert states == ["requested", "confirmed", "resolved", "half_released", "paid", "noted"]
    assert [kind for _, kind in entry_kinds(rich)[start:]] == [
        "payment_request", "request_confirmed", "request_resolved", "release_signed", "release_signed",
        "contractor_payment", "expenditure", "supervision_note",
    ]  # fmt: skip  # one step after the other
    assert spent(rich) == 300
    ((payment, payee, lift, contract_no, invoice),) = rows(
        rich,
        """select p.entry_id, payee, lift, contract_no, invoice_no from contractor_payment p join expenditure x
           on x.payment = p.entry_id where x.request_no = 'FK-1'""",
    )
    assert (payee, lift, contract_no, invoice) == ("施工", "1-1", "HT-1", "FP-1")
    assert rows(rich, "select paid_fen, committed_fen from contract_account(?)", [rich.head]) == [(300, 700)]
    assert payment == start + 6


def test_steps_out_of_order_are_refused_with_the_state(rich: Journal) -> None:
    request(rich, "FK-1", 300)
    for step in (lambda: resolve(rich, "FK-1", 300), lambda: sign(rich, FINANCE), lambda: note(rich)):
        with pytest.raises(Conflict, match="待技术确认"):
            step()
    confirm(rich)
    for step in (lambda: confirm(rich), lambda: sign(rich, FINANCE), lambda: note(rich)):
        with pytest.raises(Conflict, match="待物管会决议"):
            step()
    resolve(rich, "FK-1", 300)
    for step in (lambda: confirm(rich), lambda: resolve(rich, "FK-1", 300), lambda: note(rich)):
        with pytest.raises(Conflict, match="待两人放款"):
            step()
    release(rich, "FK-1", 300)
    with pytest.raises(Conflict, match="已付款"):
        sign(rich, FINANCE_TOO)


def test_an_unknown_request_is_told(rich: Journal) -> None:
    with pytest.raises(NotFound, match="FK-9"):
        confirm(rich, number="FK-9")


def test_two_different_people_release_and_neither_asked_for_it(rich: Journal) -> None:
    approve(rich, "FK-1", 300, actor=FINANCE)
    with pytest.raises(NotAllowed, match="申请是您登记的"):
        sign(rich, FINANCE)
    sign(rich, FINANCE_TOO)
    with pytest.raises(NotAllowed, match="另一人"):
        sign(rich, FINANCE_TOO)
    assert spent(rich) == 0
    sign(rich, ADMIN)
    assert spent(rich) == 300


def test_who_asked_does_not_confirm(rich: Journal) -> None:
    request(rich, "FK-1", 300, ADMIN)
    with pytest.raises(NotAllowed, match="另一人"):
        confirm(rich, ADMIN)


def test_no_more_is_released_than_was_approved_and_no_more_approved_than_asked(rich: Journal) -> None:
    request(rich, "FK-1", 300)
    confirm(rich)
    with pytest.raises(Refusal, match="不能批准"):
        resolve(rich, "FK-1", 301)
    resolve(rich, "FK-1", 250)
    with pytest.raises(Refusal, match="不能放款"):
        sign(rich, FINANCE, 251)
    sign(rich, FINANCE, 240)
    with pytest.raises(Conflict, match="两人金额必须一致"):
        sign(rich, ADMIN, 250)
    with pytest.raises(Conflict, match="两人日期必须一致"):
        sign(rich, ADMIN, 240, paid_on=DAY - timedelta(days=1))
    sign(rich, ADMIN, 240)
    assert spent(rich) == 240


def test_a_committee_without_its_majority_approves_nothing(rich: Journal) -> None:
    request(rich, "FK-1", 300)
    confirm(rich)
    with pytest.raises(Refusal, match="签字 4 名"):
        resolve(rich, "FK-1", 300, meeting=Meeting(9, 5, 5, 3, 4))
    with pytest.raises(Refusal, match="还没有到"):
        resolve(rich, "FK-1", 300, held_on=DAY + timedelta(days=1))
    with pytest.raises(Refusal, match="决议编号"):
        resolve(rich, "FK-1", 300, decision_no=" ")


def test_an_account_without_the_money_releases_nothing(journal: Journal) -> None:
    pay(journal, "1-1-101", 299)
    approve(journal, "FK-1", 300)
    with pytest.raises(Refusal, match="不够支付"):
        sign(journal, FINANCE)
    more = pay(journal, "1-1-101", 1).entry
    sign(journal, FINANCE)
    void(journal, ADMIN, entry=more, reason="登记错了")
    with pytest.raises(Refusal, match="不够支付"):
        sign(journal, ADMIN)
    assert spent(journal) == 0


@pytest.mark.parametrize(
    ("step", "roles"),
    [
        (lambda journal, actor: request(journal, "FK-2", 5, actor), {"admin", "finance", "secretary", "entry"}),
        (lambda journal, actor: confirm(journal, actor), {"admin", "reviewer"}),
        (lambda journal, actor: resolve(journal, "FK-1", 5, actor), {"admin", "secretary"}),
        (lambda journal, actor: sign(journal, actor), {"admin", "finance"}),
        (lambda journal, actor: note(journal, actor), {"supervisor"}),
        (
            lambda journal, actor: register_contract(
                journal, actor, contract_no="HT-9", contractor="甲", amount_fen=1, signed_on=DAY, lifts=(), purpose="修"
            ),
            {"admin", "finance", "secretary"},
        ),
    ],
)
def test_each_step_belongs_to_its_roles(
    rich: Journal, step: Callable[[Journal, Actor], object], roles: set[str]
) -> None:
    request(rich, "FK-1", 300, Actor("某人", "entry"))
    for actor in STAFF:
        if actor.role not in roles:
            with pytest.raises(NotAllowed, match="登录后办理"):
                step(rich, actor)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount_fen": 0}, "大于 0"),
        ({"applicant": "resident"}, "没有“resident”"),
        ({"payee": ""}, "收款方"),
        ({"payee": "别家公司"}, "施工单位是 施工"),
        ({"purpose": ""}, "事由"),
        ({"lift": "9-9"}, "9-9"),
        ({"lift": "1-2"}, "不含 1-2"),
        ({"contract_no": "HT-9"}, "没有登记过合同 HT-9"),
        ({"stage": 3}, "没有第 3 期"),
        ({"amount_fen": 301}, "第 1 期共"),
        ({"amount_fen": 1_001, "stage": None}, "还可申请"),
    ],
)
def test_a_request_fits_its_contract(rich: Journal, changes: dict[str, Any], said: str) -> None:
    told = {"amount_fen": 300, **ON_CONTRACT, **changes}
    with pytest.raises(Refusal, match=said):
        request(rich, "FK-1", told.pop("amount_fen"), **told)


def test_what_is_asked_for_already_counts_against_contract_and_stage(rich: Journal) -> None:
    request(rich, "FK-1", 200, **ON_CONTRACT)
    with pytest.raises(Refusal, match=r"已申请 2\.00 元"):
        request(rich, "FK-2", 101, contract_no="HT-1", stage=1)
    with pytest.raises(Refusal, match=r"还可申请 8\.00 元"):
        request(rich, "FK-2", 801, contract_no="HT-1")
    request(rich, "FK-2", 100, contract_no="HT-1", stage=1)
    with pytest.raises(Conflict, match="FK-2"):
        request(rich, "FK-2", 1, contract_no="HT-1", stage=2)
    with pytest.raises(Conflict, match="发票 FP-1"):
        request(rich, "FK-3", 1, contract_no="HT-1", stage=2, lift="1-1", invoice_no="FP-1")


def test_a_contract_that_the_lender_pays_is_not_paid_again(rich: Journal) -> None:
    contract(rich, "HT-2", 500, paid_from="lender", lifts=["1-2"])
    with pytest.raises(Refusal, match="垫资方直接支付"):
        request(rich, "FK-1", 1, contract_no="HT-2")
    assert rows(rich, "select committed_fen from contract_account(?) where contract_no = 'HT-2'", [rich.head]) == [(0,)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount_fen": 0}, "大于 0"),
        ({"signed_on": DAY + timedelta(days=1)}, "还没有到"),
        ({"lifts": ["9-9"]}, "9-9"),
        ({"paid_from": "cash"}, "没有“cash”"),
        ({"contract_no": "HT-1"}, "已登记在第"),
        ({"stages": [Stage("一", 400), Stage("二", 601)]}, r"合计 10\.01 元"),
        ({"stages": [Stage("一", 1_001), Stage("二", -1)]}, "大于 0"),
        ({"stages": [Stage("一", 1_000, "finished")]}, "finished"),
        ({"stages": [Stage(" ", 1_000)]}, "付款期次"),
    ],
)
def test_a_contract_is_registered_whole_or_not_at_all(rich: Journal, changes: dict[str, Any], said: str) -> None:
    told = {"contract_no": "HT-3", "contractor": "施工", "amount_fen": 1_000, "signed_on": DAY, "lifts": ["1-1"]}
    head = rich.head
    with pytest.raises(Refusal, match=said):
        register_contract(rich, FINANCE, **{**told, "purpose": "大修", **changes})
    assert rich.head == head


def test_the_second_signature_withdrawn_takes_the_payment_with_it_only_as_a_whole(rich: Journal) -> None:
    approve(rich, "FK-1", 300, **ON_CONTRACT)
    release(rich, "FK-1", 300)
    payment = rich.head - 1
    for part in (payment - 1, payment + 1):
        with pytest.raises(Refusal):
            void(rich, ADMIN, entry=part, reason="付错了")
    with pytest.raises(Refusal, match="重新放款"):
        replace(rich, ADMIN, entry=payment, changes={"amount_fen": 200}, reason="付错了")
    note(rich)
    with pytest.raises(Conflict, match=f"第 {rich.head} 条"):
        void(rich, ADMIN, entry=payment, reason="付错了")
    void(rich, ADMIN, entry=rich.head, reason="撤回意见")
    assert len(void(rich, ADMIN, entry=payment, reason="付错了").entries) == 4
    assert (state(rich), spent(rich)) == ("resolved", 0)
    release(rich, "FK-1", 300)
    assert (state(rich), spent(rich)) == ("paid", 300)


def test_a_step_is_not_withdrawn_under_the_next(rich: Journal) -> None:
    start = rich.head
    approve(rich, "FK-1", 300, **ON_CONTRACT)
    sign(rich, FINANCE)
    for entry in (start + 1, start + 2, start + 3):
        with pytest.raises(Conflict, match=f"{start + 4}"):
            void(rich, ADMIN, entry=entry, reason="撤销")
    signed_contract = rows(rich, "select entry_id from contract")[0][0]
    with pytest.raises(Conflict, match=f"第 {start + 1} 条"):
        void(rich, ADMIN, entry=signed_contract, reason="撤销")
    for entry in range(start + 4, start, -1):
        void(rich, ADMIN, entry=entry, reason="撤销")
    assert len(void(rich, ADMIN, entry=signed_contract, reason="撤销").entries) == 3
    assert rows(rich, "select count(*) from live_contract_stage(?)", [rich.head]) == [(0,)]


def test_an_objection_says_what_it_is_and_a_second_note_may_follow(rich: Journal) -> None:
    approve(rich, "FK-1", 300)
    release(rich, "FK-1", 300)
    with pytest.raises(Refusal, match="监督意见"):
        note(rich, verdict="objection")
    with pytest.raises(Refusal, match="没有“maybe”"):
        note(rich, verdict="maybe")
    note(rich, verdict="objection", note="缺验收单")
    note(rich, note="已补验收单")
    assert state(rich) == "noted"


def test_the_same_click_writes_one_step(rich: Journal) -> None:
    request(rich, "FK-1", 300, request_id="r1")
    head = rich.head
    assert request(rich, "FK-1", 300, request_id="r1").repeated
    assert rich.head == head


def test_who_asked_may_take_the_request_back_and_others_may_not(rich: Journal) -> None:
    asked = request(rich, "FK-1", 300, ENTRY).entry
    with pytest.raises(NotAllowed):
        void(rich, SECRETARY, entry=asked, reason="不付了")
    void(rich, ENTRY, entry=asked, reason="不付了")
    with pytest.raises(NotFound):
        confirm(rich)
