"""The public papers over HTTP: everyone reads what was published, drafts are for who may."""

import json
from io import BytesIO
from urllib.request import urlopen

import openpyxl
import pytest

from liftfund_core.commands.corrections import void
from liftfund_core.commands.staff import add_staff
from liftfund_core.commands.statement import prepare_statement
from liftfund_core.store.journal import Journal
from tests.statement_world import publish
from tests.web.conftest import Visitor
from tests.worlds import ADMIN, DAY, FINANCE, approve, pay, release, rows


@pytest.fixture
def published(journal: Journal) -> int:
    """A statement of one day with one payment to a contractor."""
    for room in range(1, 4):
        pay(journal, f"1-1-10{room}", 50_000)
    approve(journal, "FK-1", 30_000, lift="1-1")
    release(journal, "FK-1", 30_000)
    return publish(journal, DAY, DAY, bank_fen=120_000)


def test_everyone_reads_the_latest_statement_and_follows_a_payment(visitor: Visitor, published: int) -> None:
    told = visitor.get("/statement")
    assert told.status == 200 and "1,200.00" in told.text and f"账本第 {published} 条" in told.text
    assert told.headers["cache-control"] == "no-store" and "script-src" not in told.headers["content-security-policy"]
    way = told.text.split('href="/expense/')[1].split('"')[0]
    spent = visitor.get(f"/expense/{way}")
    assert spent.status == 200 and "300.00" in spent.text and "1-1 号电梯的大修" in spent.text
    assert "物管会决议：9 名委员中 5 人签字" in spent.text


def test_before_the_first_publication_the_page_says_so(visitor: Visitor) -> None:
    told = visitor.get("/statement")
    assert told.status == 404 and "还没有公示过收支表" in told.alert


def test_a_statement_has_an_address_of_its_own_in_both_languages_and_a_workbook(
    visitor: Visitor, published: int
) -> None:
    assert visitor.get(f"/statement/{published}").status == 200
    assert '<html lang="en">' in visitor.get(f"/statement/{published}?lang=en").text
    with urlopen(f"http://{visitor.host}/statement/{published}.xlsx", timeout=20) as answer:
        assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
        assert "attachment" in answer.headers["content-disposition"]
        assert len(openpyxl.load_workbook(BytesIO(answer.read())).worksheets) == 4


def test_what_was_withdrawn_is_no_longer_the_latest_and_can_still_be_read(
    visitor: Visitor, journal: Journal, published: int
) -> None:
    void(journal, ADMIN, entry=published, reason="有错")
    assert visitor.get("/statement").status == 404
    assert "已撤回" in visitor.get(f"/statement/{published}").text


def test_what_is_not_there_is_one_sentence(visitor: Visitor, published: int) -> None:
    for path, why in (
        ("/statement/1", "没有公示过收支表"),
        ("/expense/1", "不是支出"),
        (f"/expense/{10**30}", "不是支出"),
        ("/statement/compare?to=1", "编号不完整"),
        (f"/statement/compare?from={published}&to=1", "没有公示过收支表"),
    ):
        told = visitor.get(path)
        assert told.status == 404 and why in told.alert, path
    assert visitor.get("/statement/abc").status == 404


def test_two_published_statements_are_compared(visitor: Visitor, published: int) -> None:
    told = visitor.get(f"/statement/compare?from={published}&to={published}")
    assert told.status == 200 and "两期对比" in told.text


def test_a_payment_that_was_corrected_leads_to_what_it_became(
    visitor: Visitor, journal: Journal, published: int
) -> None:
    ((number,),) = rows(journal, "select entry_id from contractor_payment")
    void(journal, ADMIN, entry=number, reason="付错了")
    told = visitor.get(f"/expense/{number}")
    assert "这一笔已经撤销" in told.text and "300.00" in told.text


def test_a_draft_is_for_who_makes_it_ready_or_looks_it_through(
    visitor: Visitor, journal: Journal, published: int, pin: str
) -> None:
    void(journal, ADMIN, entry=published, reason="重来")
    number = prepare_statement(journal, FINANCE, period_from=DAY, period_to=DAY, bank_fen=120_000).entries[-1]
    path = f"/staff/statement?prepared={number}"
    away = visitor.get(path)
    assert away.status == 303 and away.headers["location"].startswith("/staff/sign-in?next=%2Fstaff%2Fstatement")
    badge = visitor.sign_in("王会计", pin).cookie
    mine = {"cookie": f"liftfund_staff={badge}"}
    assert "草稿，尚未公示" in visitor.get(path, **mine).text
    days = visitor.get(f"/staff/statement?first={DAY}&last={DAY}", **mine)
    assert days.status == 200 and "1,200.00" in days.text
    assert "日期不完整" in visitor.get("/staff/statement?first=x", **mine).alert
    assert "不是待公示的收支表" in visitor.get("/staff/statement?prepared=1", **mine).alert
    entry = visitor.sign_in("录入", add_staff(journal, ADMIN, name="录入", role="entry")).cookie
    assert visitor.get(path, cookie=f"liftfund_staff={entry}").status == 403


def test_the_public_board_still_tells_no_bank_balance(visitor: Visitor, published: int) -> None:
    assert json.loads(visitor.get("/api/board").text)["fund"]["bank_balance_fen"] is None
