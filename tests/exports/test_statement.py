"""The statement as files: the page tells every line and no household, the workbook adds itself up again."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liftfund_core.domain.money import format_yuan
from liftfund_core.domain.period import Period
from liftfund_core.domain.statement import Statement
from liftfund_core.exports.comparison_page import comparison_page
from liftfund_core.exports.expense_page import expense_page
from liftfund_core.exports.statement_book import statement_book
from liftfund_core.exports.statement_files import write_statement
from liftfund_core.exports.statement_page import statement_page
from liftfund_core.reports.expenditure import expenditure
from liftfund_core.reports.read_board import board
from liftfund_core.reports.statements import Publication, draft, publication
from liftfund_core.store.journal import Journal
from liftfund_core.words import Language, Words
from tests.statement_world import FIRST, LAST, THREE_BUILDINGS, a_month, hear_the_bank, publish
from tests.worlds import DUE_OF_65, Templates, pay, pay_by_file, rows

ROOM = re.compile(r"\d-1-\d{3}")


@pytest.fixture
def month(estates: Templates, tmp_path: Path) -> Iterator[Journal]:
    """A month of money, of which one payment has not reached the bank."""
    journal = estates.copy(tmp_path / "estate.duckdb", THREE_BUILDINGS)
    a_month(journal)
    hear_the_bank(journal, pay(journal, "1-1-116", DUE_OF_65).entry)
    yield journal
    journal.close()


@pytest.fixture
def published(month: Journal) -> Publication:
    return publication(month, publish(month))


def recomputed(book: bytes, folder: Path) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook after LibreOffice has opened it, added it up and saved it."""
    office = os.environ.get("SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "This test needs LibreOffice: install libreoffice-calc, or name yours in SOFFICE."
    (folder / "said.xlsx").write_bytes(book)
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--convert-to", "xlsx"]
    told = subprocess.run([*command, "--outdir", str(folder / "again"), str(folder / "said.xlsx")], capture_output=True)
    assert told.returncode == 0, told.stderr
    again = openpyxl.load_workbook(folder / "again" / "said.xlsx", data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in again.worksheets}


def fen(rows: list[list[Any]], label: str) -> int:
    """What stands at the end of the only row that begins so, in fen."""
    (row,) = [row for row in rows if row[0] == label]
    return round(Decimal(str(row[-1])) * 100)


def totals(told: Statement) -> dict[str, int]:
    """What every total of the workbook must come to."""
    assert told.difference_fen is not None and told.unpaid_fen is not None and told.bank is not None
    return {
        "收入合计": told.in_fen,
        "支出合计": told.out_fen,
        "期末余额": told.closing_fen,
        "差额（银行减账面）": told.difference_fen,
        "没有未达账项可以说明": told.bank.unexplained_fen,
        "期末未还": told.advance.outstanding_fen,
        "待收缺口": told.unpaid_fen,
        "已承诺、尚未支付": told.committed_fen,
    }


def test_the_workbook_opened_and_recomputed_by_libreoffice_shows_the_same_totals(
    published: Publication, tmp_path: Path
) -> None:
    sheets = recomputed(statement_book(Words("zh"), published), tmp_path)
    main, told = sheets["收支公示"], published.statement
    assert {label: fen(main, label) for label in totals(told)} == totals(told)
    assert fen(sheets["支出明细"], "合计") == told.expenses_fen
    assert fen(sheets["合同"], "已承诺、尚未支付") == told.committed_fen


def test_every_total_of_the_workbook_is_a_formula_over_its_own_cells(published: Publication) -> None:
    book = openpyxl.load_workbook(BytesIO(statement_book(Words("zh"), published)))
    main = [list(row) for row in book["收支公示"].iter_rows()]
    for label in totals(published.statement):
        (cell,) = [row[2] for row in main if row[0].value == label]
        assert str(cell.value).startswith("="), label
    sums = [cell for row in main for cell in row[2:] if isinstance(cell.value, int | float)]
    assert len(sums) > 10 and all(cell.number_format.startswith("#,##0.00") for cell in sums)
    sheet = book["支出明细"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.print_title_rows) == (
        "landscape",
        1,
        "$5:$5",
    )


def test_what_somebody_typed_is_never_computed(month: Journal) -> None:
    told = draft(month, Period(FIRST, LAST))
    evil = type(told)(0, type(told.statement)(**{**vars(told.statement), "objection": '=HYPERLINK("http://x")'}))
    book = openpyxl.load_workbook(BytesIO(statement_book(Words("zh"), evil)))
    cells = [cell for row in book["收支公示"].iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert [cell.data_type for cell in cells] == ["s"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_tells_every_line_of_the_statement(published: Publication, lang: Language) -> None:
    page, told = statement_page(Words(lang), published, found_at="http://lan/statement/1"), published.statement
    shown = [told.opening_fen, told.in_fen, told.out_fen, told.closing_fen, told.advance.outstanding_fen]
    shown += [line.amount_fen for line in (*told.receipts, *told.other_in, *told.other_out, *told.expenses)]
    assert told.bank is not None
    shown += [told.bank.balance_fen, told.difference_fen or 0, told.committed_fen, told.unpaid_fen or 0]
    assert [format_yuan(sum) for sum in shown if format_yuan(sum) not in page] == []
    for paper in ("HT-1", "FP-1", "JY-1", "QR-1", "DZ-1", published.digest[:16], f"/expense/{told.expenses[0].entry}?"):
        assert paper in page, paper


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_and_no_workbook_tells_of_a_household(month: Journal, published: Publication, lang: Language) -> None:
    _ = Words(lang)
    spent = expenditure(month, published.statement.expenses[0].entry)
    texts = [statement_page(_, published), expense_page(_, spent, board(month).estate)]
    book = openpyxl.load_workbook(BytesIO(statement_book(_, published)))
    texts += [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    units = {unit for (unit,) in rows(month, "select code from unit")}
    for text in texts:
        assert not set(ROOM.findall(text)) & units
        assert "录入甲" not in text, "who entered it is told by role"


def test_where_few_pay_buildings_are_told_together_and_the_sums_stay_exact(published: Publication) -> None:
    page = statement_page(Words("zh"), published)
    assert "2、3号楼（合并）业主缴费" in page and ">3号楼业主缴费" not in page
    assert format_yuan(11 * DUE_OF_65) in page


def test_where_few_pay_in_all_the_page_says_fewer_than_five(estates: Templates, tmp_path: Path) -> None:
    journal = estates.copy(tmp_path / "estate.duckdb", THREE_BUILDINGS)
    pay_by_file(journal, [("1-1-101", 500), ("3-1-101", 600)])
    page = statement_page(Words("zh"), draft(journal, Period(LAST, LAST)))
    assert "&lt;5" in page and "11.00" in page and "5.00" not in page.replace("15.00", "")
    journal.close()


def test_a_draft_and_a_withdrawal_say_so(month: Journal, published: Publication) -> None:
    told = statement_page(Words("zh"), draft(month, Period(FIRST, LAST)))
    assert "草稿，尚未公示" in told and "数据指纹" not in told and '<svg class="qr"' not in told
    gone = Publication(**{**vars(published), "withdrawn_on": date(2023, 6, 2)})
    assert "已于 2023年6月2日 撤回" in statement_page(Words("zh"), gone)


def test_a_correction_after_the_publication_is_said_on_the_page(month: Journal, published: Publication) -> None:
    assert "公示之后" not in statement_page(Words("zh"), published)
    pay(month, "1-1-115", 700, paid_on=FIRST)
    told = publication(month, published.entry)
    assert "使期末余额变动 7.00 元" in statement_page(Words("zh"), told)


def test_one_payment_is_followed_to_its_lift_and_through_every_hand(month: Journal, published: Publication) -> None:
    spent = expenditure(month, published.statement.expenses[0].entry)
    page = expense_page(Words("zh"), spent, board(month).estate)
    told = re.sub(r"<[^>]+>", "\n", page)
    steps = [
        "施工单位申请付款",
        "维保单位技术确认",
        "物管会决议：9 名委员中 5 人签字",
        "放款签字",
        "街道物业管理中心监督：无异议",
    ]
    places = [told.index(step) for step in steps]
    assert places == sorted(places) and "1-1 号电梯的大修" in told and "已签合同" in told
    assert "合同价 3,000.00 元，累计已付 1,000.00 元" in told


def test_two_statements_side_by_side_show_what_changed(month: Journal) -> None:
    one, other = (draft(month, Period(FIRST, last)) for last in (date(2023, 5, 31), LAST))
    told = re.sub(r"<[^>]+>", "|", comparison_page(Words("zh"), one, other))
    change = other.statement.closing_fen - one.statement.closing_fen
    assert f"{'+' if change > 0 else ''}{format_yuan(change)}" in told and "账户余额" in told


def test_files_are_written_in_both_languages(published: Publication, tmp_path: Path) -> None:
    written = write_statement(tmp_path / "out", published, "http://lan")
    assert [path.name for path in written] == [
        f"statement-2023-05-01-2023-06-01.{ending}" for ending in ("zh.html", "zh.xlsx", "en.html", "en.xlsx")
    ]
    assert "http://lan/expense/" in written[0].read_text("utf-8")
    alone = write_statement(tmp_path / "alone", published, None)[0].read_text("utf-8")
    assert "<a href=" not in alone and '<svg class="qr"' not in alone, "nothing leads nowhere"
