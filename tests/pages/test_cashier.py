"""The cashier's desk: many payments at once, the second person, single households, one payment among all."""

from datetime import date

from liftfund_core.commands.settlement import check_money
from liftfund_core.reports.accounts import account
from liftfund_core.reports.read_board import board
from liftfund_core.store.journal import Journal
from tests.pages.conftest import UNIT, Open
from tests.worlds import DAY, DUE_OF_65, ENTRY, FINANCE, HOST, REVIEWER, SUPERVISOR, TELLER, pay, rows

HEADER = "房号\t金额\t日期\t收据号\t渠道\t流水号\n"
GOOD = HEADER + "1-1-101\t1165.45\t2023-06-01\tSJ-1\t现金\t\n1-1-102\t5\t2023-06-01\tSJ-2\t转账\tB1\n"


def live(book: Journal, kind: str, columns: str) -> list[tuple[object, ...]]:
    return rows(book, f"select {columns} from live_{kind}(?)", [book.head])


def test_pasted_rows_show_their_findings_at_once_and_are_written_whole(book: Journal, open_page: Open) -> None:
    screen = open_page("Collection", ENTRY).choose("collection_desk", "paste")
    assert not screen.has("paste_save")
    screen.fill("paste_text", GOOD + "9-9-999\t1\t2023-06-01\tSJ-3\t\t\n")
    assert "有 1 处要改" in screen.text and "没有“9-9-999”这一户" in screen.text and not screen.has("paste_save")
    assert board(book).fund.collected_fen == 0
    screen.fill("paste_text", GOOD).press("paste_save")
    assert board(book).fund.collected_fen == DUE_OF_65 + 500 and "已写入 **2 行**" in screen.text
    again = screen.fill("paste_text", GOOD)
    assert "已登记过、跳过 2 行" in again.text and not again.has("paste_save")


def test_a_pasted_list_is_taken_back_as_one_with_a_reason(book: Journal, open_page: Open) -> None:
    screen = open_page("Collection", ENTRY).choose("collection_desk", "paste")
    assert not screen.has("batch_undo")
    screen.fill("paste_text", GOOD).press("paste_save")
    assert "还没有填写更正原因" in screen.press("batch_undo").text
    screen.fill("batch_reason", "贴错了表").press("batch_undo")
    assert "已整批撤销 **2 条**" in screen.text and board(book).fund.collected_fen == 0
    assert rows(book, "select distinct reason from entry where kind = 'void'") == [("贴错了表",)]
    assert not screen.has("batch_undo")


def test_somebody_elses_list_is_not_offered(book: Journal, open_page: Open) -> None:
    open_page("Collection", FINANCE).choose("collection_desk", "paste").fill("paste_text", GOOD).press("paste_save")
    assert not open_page("Collection", ENTRY).choose("collection_desk", "paste").has("batch_undo")


def test_the_second_person_ticks_what_others_entered(book: Journal, open_page: Open) -> None:
    theirs = pay(book, "1-1-101", 500, ENTRY, receipt_no="SJ-1").entry
    own = pay(book, "1-1-102", 600, FINANCE, receipt_no="SJ-2").entry
    screen = open_page("Collection", FINANCE).choose("collection_desk", "check").choose("check_way", "other")
    assert "还有 2 笔等第二人复核；下面是其中 1 笔" in screen.text and screen.disabled("check_save")
    screen.tick("check_all").press("check_save")
    assert live(book, "money_checked", "checked") == [(theirs,)]
    masked = open_page("Collection", REVIEWER).choose("check_way", "other")
    assert [box.label for box in masked.at.checkbox if "SJ-2" in box.label and "1-1-1\\*\\*" in box.label]
    assert all(UNIT.findall(box.label) == [] for box in masked.at.checkbox)
    masked.tick(f"check_{own}").press("check_save")
    assert "没有等待复核的缴费。" in masked.text


def test_cash_is_checked_with_the_slip_of_its_deposit(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", 500, ENTRY, channel="cash")
    screen = open_page("Collection", REVIEWER).tick("check_all")
    assert "请填写银行存款单号" in screen.press("check_save").text
    screen.fill("check_slip", "CK-1").press("check_save")
    assert live(book, "money_checked", "deposit_slip_no") == [("CK-1",)]


def settle(open_page: Open, kind: str) -> object:
    screen = open_page("Collection", FINANCE).choose("collection_desk", "settlement").choose("settlement_kind", kind)
    return screen.choose("settlement_building", "1").choose("settlement_unit", "1-1-101")


def test_an_overpayment_is_given_back(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65 + 300)
    screen = settle(open_page, "refund")
    assert screen.value("settlement_amount") == "3.00" and "缴费记录跟着房屋走" in screen.text
    screen.fill("settlement_document", "SQ-1").press("settlement_save")
    assert account(book, "1-1-101")[0].account.status == "paid"


def test_a_waiver_names_its_reason_and_who_carries_it(book: Journal, open_page: Open) -> None:
    screen = settle(open_page, "waiver").choose("settlement_reason", "developer_share")
    screen.choose("settlement_cover", "developer").fill("settlement_document", "P-1").press("settlement_save")
    assert live(book, "waiver", "amount_fen, reason_code") == [(DUE_OF_65, "developer_share")]
    assert live(book, "waiver_cover", "covered_by") == [("developer",)]


def test_money_moves_to_another_unit_with_both_consents(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65 + 300)
    screen = settle(open_page, "transfer").choose("to_building", "2").choose("settlement_to_", "2-1-103")
    screen.fill("settlement_number", "Z-1").fill("settlement_giving", "A").fill("settlement_taking", "B")
    screen.press("settlement_save")
    assert account(book, "2-1-103")[0].account.paid_net == 300


def test_a_plan_is_proposed_in_equal_parts_and_seen_with_the_unit(book: Journal, open_page: Open) -> None:
    screen = settle(open_page, "plan").choose("settlement_parts", "3").press("settlement_save")
    ((plan,),) = live(book, "instalment_plan", "instalments")
    assert str(plan).count(":") == 3
    pay(book, "1-1-101", 40_000)
    told = open_page("Collection", FINANCE).fill("unit_search", "1-1-101").text
    assert "部分缴费 · 分期中" in told and "已缴" in told
    assert "这一户已缴清" not in screen.text


def test_a_unit_that_owes_nothing_needs_no_plan(book: Journal, open_page: Open) -> None:
    pay(book, "1-1-101", DUE_OF_65)
    screen = settle(open_page, "plan")
    assert "这一户已缴清，不用分期。" in screen.text and not screen.has("settlement_save")


def test_a_dispute_is_raised_seen_and_settled(book: Journal, open_page: Open) -> None:
    settle(open_page, "dispute").fill("settlement_document", "YY-1").press("settlement_save")
    assert "1-1-101 · 未缴 · 有异议" in open_page("Collection", FINANCE).fill("unit_search", "1-1-101").text
    settle(open_page, "dispute").fill("settlement_document", "YY-2").press("settlement_save")
    assert [state for (state,) in live(book, "dispute", "state")] == ["raised", "settled"]


def test_one_payment_is_found_with_everything_around_it(book: Journal, open_page: Open) -> None:
    paid = pay(book, "1-1-101", 500, ENTRY, receipt_no="SJ-1", payer="租户", paid_on=date(2023, 5, 1)).entry
    pay(book, "1-1-102", 600, ENTRY, receipt_no="SJ-2", paid_on=DAY)
    screen = open_page("Collection", ENTRY).choose("collection_search", "payment").fill("payment_find", "5.00")
    for told in ("1-1-101", "SJ-1", f"#{paid}", "缴款人 租户", f"{ENTRY.name} 登记 · 未复核"):
        assert told in screen.text
    assert "SJ-2" not in screen.text
    check_money(book, FINANCE, entries=[paid])
    assert f"{FINANCE.name} 已复核" in screen.fill("payment_find", "SJ-1").text
    assert "没有找到这样的缴费。" in screen.fill("payment_find", "SJ-9").text


def test_each_role_finds_its_own_rooms(book: Journal, open_page: Open) -> None:
    assert open_page("Collection", ENTRY).offers("collection_desk") == ["缴费", "批量", "收据"]
    assert open_page("Collection", FINANCE).offers("collection_desk") == ["缴费", "批量", "复核", "单户", "收据"]
    reviewer = open_page("Collection", REVIEWER)
    assert reviewer.has("check_way") and not reviewer.has("collection_desk"), "one room needs no choice"
    for actor in (TELLER, HOST, SUPERVISOR):
        screen = open_page("Collection", actor)
        assert not screen.has("collection_desk") and not screen.has("collection_search")
