"""The ledger page: spending for everyone, contracts, and payments approved step by step by those whose step it is."""

from datetime import date

from liftfund_core.commands.account import book_interest
from liftfund_core.commands.advance import pay_contractor
from liftfund_core.reports.approvals import requests
from liftfund_core.reports.journal_page import entry
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from tests.pages.conftest import UNIT, Open
from tests.worlds import (
    ADMIN,
    DAY,
    ENTRY,
    FINANCE,
    HOST,
    REVIEWER,
    SECRETARY,
    SUPERVISOR,
    TELLER,
    approve,
    contract,
    pay,
    release,
    request,
    rows,
)  # fmt: skip  # one list of names


def rich(book: Journal) -> None:
    pay(book, "1-1-101", 1_000_000)


def test_everyone_follows_what_was_spent_and_sees_no_household(book: Journal, open_page: Open) -> None:
    rich(book)
    contract(book, "HT-1", 300_000, 100_000, 200_000)
    approve(book, "FK-1", 100_000, contract_no="HT-1", stage=1, lift="1-1", invoice_no="FP-1")
    release(book, "FK-1", 100_000)
    paid = book.head - 1
    pay_contractor(book, FINANCE, amount_fen=500, paid_on=DAY, payee="乙公司", purpose="1-1-101 门口")
    screen = open_page("Ledger")
    for told in ("1,000.00", "施工 · 电梯 1-1 · 第 1 期", "合同 HT-1 · 发票 FP-1", f'href="/expense/{paid}?lang=zh"'):
        assert told in screen.text
    assert '<i class="done">放款</i><i class="open">监督</i>' in screen.text and "批准链未登记" in screen.text
    assert UNIT.findall(screen.text) == [] and FINANCE.name not in screen.text
    told = screen.choose("ledger_book", "contracts").text
    assert "1 份合同 · 合同待付 2,000.00 元" in told and "已付 1,000.00 元 · 待付 2,000.00 元" in told


def test_spending_is_shown_building_by_building(book: Journal, open_page: Open) -> None:
    rich(book)
    pay_contractor(book, FINANCE, amount_fen=501, paid_on=DAY, payee="甲", lift="1-1")
    pay_contractor(book, FINANCE, amount_fen=502, paid_on=DAY, payee="乙", lift="2-1")
    screen = open_page("Ledger")
    assert "5.01" in screen.text and "5.02" in screen.text
    screen.choose("expenses_building", "2")
    assert "<b>5.02</b>" in screen.text and "<b>5.01</b>" not in screen.text


def test_the_gap_that_somebody_carries_is_said(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", 100)
    due, got = board(book).amount.whole, board(book).amount.part
    assert f"待收缺口 {(due - got) / 100:,.2f} 元" in open_page("Ledger", FINANCE).text


def test_a_contract_is_registered_with_its_stages(book: Journal, open_page: Open) -> None:
    screen = open_page("Ledger", SECRETARY).choose("ledger_desk", "contract")
    screen.fill("contract_number", "HT-1").fill("contract_contractor", "某公司").fill("contract_amount", "100")
    screen.fill("contract_purpose", "大修").choose("contract_parts", "2")
    screen.fill("contract_title1", "首付").fill("contract_yuan1", "30").choose("contract_step1", "contracted")
    screen.fill("contract_title2", "尾款").fill("contract_yuan2", "69.99")
    assert "各期合计 99.99 元，与合同价 100.00 元不等" in screen.press("contract_save").text
    screen.fill("contract_yuan2", "70").press("contract_save")
    assert rows(book, "select title, amount_fen, after_step from contract_stage order by stage") == [
        ("首付", 3_000, "contracted"),
        ("尾款", 7_000, None),
    ]
    assert "已登记合同 **HT-1**" in screen.text


def test_a_payment_is_asked_for_on_its_contract_and_stage(book: Journal, open_page: Open) -> None:
    contract(book, "HT-1", 300, 100, 200)
    screen = open_page("Ledger", ENTRY).choose("ledger_desk", "approval").choose("approval_way", "new")
    screen.choose("request_contract", "HT-1")
    assert screen.value("request_amount") == "1.00" and screen.value("request_number") == "FK-001"
    screen.fill("request_invoice", "FP-1").press("request_save")
    (line,) = requests(book)
    assert (line.request_no, line.contract_no, line.lift, line.purpose) == ("FK-001", "HT-1", "1-1", "第 1 期")
    assert (line.stands.requested_fen, line.stands.requested_by) == (100, ENTRY.name)


def test_five_people_take_a_payment_from_the_request_to_the_note(book: Journal, open_page: Open) -> None:
    rich(book)
    request(book, "FK-1", 20_000, ENTRY)
    screen = open_page("Ledger", REVIEWER).choose("ledger_desk", "approval")
    screen.fill("approval_document", "QR-1").press("approval_save")
    screen = open_page("Ledger", SECRETARY).choose("ledger_desk", "approval").fill("approval_decision", "JY-1")
    counted = {"members": 9, "reps": 5, "present": 5, "repspresent": 3}
    for name, number in counted.items():
        screen.fill(f"approval_{name}_", number)
    assert "须全体委员过半数签字（至少 5 名）" in screen.fill("approval_signed", 4).press("approval_save").text
    screen.fill("approval_signed", 5).press("approval_save")
    screen = open_page("Ledger", FINANCE).choose("ledger_desk", "approval")
    assert screen.value("approval_amount") == "200.00"
    screen.press("approval_save")
    assert "这一步须由另一人登录后办理" in screen.text and not screen.has("approval_save")
    open_page("Ledger", ADMIN).choose("ledger_desk", "approval").press("approval_save")
    assert board(book).fund.spent_fen == 20_000
    screen = open_page("Ledger", SUPERVISOR).choose("ledger_desk", "approval")
    assert screen.choose("approval_verdict", "objection").press("approval_save").text.count("监督意见") > 1
    screen.choose("approval_verdict", "no_objection").press("approval_save")
    assert requests(book)[0].state == "noted"
    for name in (ENTRY, REVIEWER, SECRETARY, FINANCE, ADMIN, SUPERVISOR):
        assert name.name in screen.choose("approval_way", "done").text


def test_a_release_is_taken_back_on_the_spot(book: Journal, open_page: Open) -> None:
    rich(book)
    approve(book, "FK-1", 20_000)
    open_page("Ledger", FINANCE).choose("ledger_desk", "approval").press("approval_save")
    screen = open_page("Ledger", ADMIN).choose("ledger_desk", "approval").press("approval_save")
    screen.press("notice_undo")
    assert board(book).fund.spent_fen == 0 and requests(book)[0].state == "resolved"


def test_whose_step_it_is_not_sees_the_card_and_no_button(book: Journal, open_page: Open) -> None:
    request(book, "FK-1", 20_000)
    for actor in (TELLER, HOST, FINANCE, SUPERVISOR):
        screen = open_page("Ledger", actor).choose("ledger_desk", "approval")
        assert "待技术确认" in screen.text and not screen.has("approval_save")
    assert "new" not in open_page("Ledger", TELLER).choose("ledger_desk", "approval").offers("approval_way")


def test_interest_fees_donations_and_the_opening_balance_are_booked(book: Journal, open_page: Open) -> None:
    screen = open_page("Ledger", FINANCE).choose("ledger_desk", "money")
    screen.choose("money_kind", "opening").fill("money_amount", "100").fill("money_document", "YH").press("money_save")
    screen.choose("money_kind", "interest").fill("money_amount", "1.5").press("money_save")
    screen.choose("money_kind", "donation").fill("money_amount", "20").fill("money_donor", "商户")
    screen.fill("money_document", "JZ").press("money_save")
    screen.choose("money_kind", "fee").fill("money_amount", "2").fill("money_purpose", "手续费").press("money_save")
    fund = board(book).fund
    assert (fund.opening_fen, fund.other_in_fen, fund.other_out_fen, fund.balance_fen) == (10_000, 2_150, 200, 11_950)
    assert entry(book, book.head).kind == "bank_fee"


def test_the_account_line_by_line_masks_rooms_for_those_who_read_no_households(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", 500, paid_on=date(2023, 5, 1), receipt_no="R-1")
    book_interest(book, FINANCE, amount_fen=7, received_on=DAY)
    screen = open_page("Ledger", FINANCE).choose("ledger_book", "account")
    assert "1-1-101 · R-1" in screen.text and "余额 5.07" in screen.text and "共 2 笔" in screen.text
    assert "共 1 笔" in screen.choose("account_kind", "other").text
    screen.choose("account_kind", "all").fill("account_until", date(2023, 5, 1))
    assert "共 1 笔" in screen.text and "余额 5.00" in screen.text
    masked = open_page("Ledger", SUPERVISOR).choose("ledger_book", "account").text
    assert "1-1-1**" in masked and UNIT.findall(masked) == []
