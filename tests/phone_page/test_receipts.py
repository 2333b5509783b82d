"""Receipts on paper: numbered, in figures and in capitals, four to a sheet, for the cashier's desk only."""

import re

import pytest

from liftfund_core.domain.capitals import capital_yuan
from liftfund_core.errors import NotFound, Refusal
from liftfund_core.reports.receipts import MOST_AT_ONCE, last_paid_on, receipts
from liftfund_core.reports.slips import slips_of
from liftfund_core.store.journal import Journal
from tests.phone_page.conftest import ask, badge
from tests.worlds import DAY, DUE_OF_65, ENTRY, FINANCE, HOST, SECRETARY, pay, pay_by_file


def test_a_receipt_says_who_how_much_when_and_where_it_stands_in_the_book(
    served: str, journal: Journal, base: str
) -> None:
    entry = pay(journal, "1-1-102", 160_348, receipt_no="SJ-000007", channel="cash").entry
    sheet = ask(served, "/staff/receipts?no=SJ-000007", cookie=badge(journal, ENTRY.name, "entry"))
    slip = slips_of(journal, "1")[1]
    assert sheet.status == 200
    for said in (
        "收款收据",
        "№ SJ-000007",
        "1-1-102",
        "¥1,603.48",
        capital_yuan(160_348),
        f"{DAY}",
        "现金",
        "测试小区",
        slip.account_spelled,
        f"账本第 {entry} 条 · 封签 ",
        "本收据不是发票",
        "存根",
    ):
        assert said in sheet.text, said
    assert slip.code not in sheet.text and slip.spelled not in sheet.text, "the code that answers is never on a receipt"
    assert "演示数据" not in sheet.text


def test_receipts_of_a_building_or_a_day_are_four_to_a_sheet(served: str, journal: Journal, base: str) -> None:
    pay_by_file(journal, [(f"1-1-10{n % 4 + 1}", 100) for n in range(6)] + [("2-1-101", 100)])
    cookie = badge(journal, FINANCE.name, "finance")
    told = ask(served, "/staff/receipts?building=1&day=2023-06-01", cookie=cookie).text
    sheets = [len(re.findall("<article>", part)) for part in told.split('<section class="receipts">')[1:]]
    numbers = re.findall(r"<span class=\"no\">№ (\w+)<", told)
    assert sheets == [4, 2] and numbers == [f"F00000{n}" for n in range(1, 7)]
    assert len(re.findall("<article>", ask(served, "/staff/receipts?day=2023-06-01", cookie=cookie).text)) == 7


def test_receipts_are_for_the_desk(served: str, journal: Journal, base: str) -> None:
    pay(journal, "1-1-101", DUE_OF_65, receipt_no="SJ-1")
    assert ask(served, "/staff/receipts?no=SJ-1").status == 303
    for actor in (HOST, SECRETARY):
        told = ask(served, "/staff/receipts?no=SJ-1", cookie=badge(journal, actor.name, actor.role))
        assert told.status == 403 and "1-1-101" not in told.text


@pytest.mark.parametrize("query", ["no=SJ-9", "day=2023-06-02", "building=9", "day=yesterday"])
def test_what_is_not_there_is_one_sentence(served: str, journal: Journal, base: str, query: str) -> None:
    pay(journal, "1-1-101", DUE_OF_65, receipt_no="SJ-1")
    told = ask(served, f"/staff/receipts?{query}", cookie=badge(journal, FINANCE.name, "finance"))
    assert told.status == 409 and 'role="alert"' in told.text


def test_a_printer_is_not_sent_a_thousand_pages(journal: Journal) -> None:
    pay_by_file(journal, [("1-1-101", 1)] * (MOST_AT_ONCE + 1))
    with pytest.raises(Refusal, match=f"最多打印 {MOST_AT_ONCE} 张"):
        receipts(journal, day=DAY)
    assert len(receipts(journal, receipt_no="F000400")) == 1


def test_the_newest_day_of_a_payment_is_offered(journal: Journal) -> None:
    assert last_paid_on(journal) is None
    with pytest.raises(NotFound):
        receipts(journal)
    pay(journal, "1-1-101", 100)
    assert last_paid_on(journal) == DAY


def test_slips_carry_both_codes_under_heads_of_their_own(served: str, journal: Journal, base: str) -> None:
    sheet = ask(served, "/staff/slips?building=1", cookie=badge(journal, "王会计", "admin")).text
    for slip in slips_of(journal, "1"):
        answers = re.search(rf'<div class="answers">.*?答征询.*?住户码.*?{slip.spelled}', sheet, re.DOTALL)
        reads = re.search(rf'<div class="reads">.*?只查账.*?查账码.*?{slip.account_spelled}', sheet, re.DOTALL)
        assert answers and reads
