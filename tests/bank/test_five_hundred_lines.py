"""A statement of 500 lines with twelve things wrong in it ends with exactly these twelve listed.

Two classes. What makes a line unreadable or impossible is a finding of the file: nothing is written until all of them
are mended. What reads well and does not agree with the book is listed after the import.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from liftfund_core.commands.bank import confirm_certain
from liftfund_core.commands.bank_file import import_bank
from liftfund_core.commands.files import import_payments
from liftfund_core.domain.bank import Reconciliation
from liftfund_core.reports.reconciliation import bank_book
from liftfund_core.store.journal import Journal
from tests.bank.papers import Said, plain, said, with_sign_beside
from tests.worlds import DUE_OF_65, FINANCE, Clock, Templates, rows

FIRST = date(2023, 4, 1)
PAID = [f"{building}-1-{101 + number}" for building in "12" for number in range(260)][:499]
ROWS_ABOVE = 3  # two titles and the header
_WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


@pytest.fixture
def book(estates: Templates, tmp_path: Path) -> Iterator[Journal]:
    """499 receipts of 65 m2 each; every third names its bank reference, the others are known by their room."""
    journal = estates.copy(tmp_path / "estate.duckdb", {"1": [6500] * 260, "2": [6500] * 260}, clock=Clock())
    lines = ["房号,金额,日期,收据号,渠道,流水号"]
    for number, unit in enumerate(PAID):
        ref = f"B{number:05}" if number % 3 == 0 else ""
        lines.append(f"{unit},{plain(DUE_OF_65)},{_day(number)},SJ-{number:06},转账,{ref}")
    assert import_payments(journal, FINANCE, "\n".join(lines).encode(), "收据.csv").written == len(PAID)
    yield journal
    journal.close()


def _day(number: int) -> date:
    return FIRST + timedelta(days=number // 9)


def _memo(number: int) -> str:
    unit = PAID[number]
    building, section, room = unit.split("-")
    return (f"{unit}电梯费", f"张三 {building}号楼{section}单元{room}", "电梯大修 " + unit.translate(_WIDE))[number % 3]


def _statement() -> list[Said]:
    """What the bank says: 500 lines in order of time, six of which do not agree with the book."""
    lines = [(_day(number), DUE_OF_65, f"B{number:05}", _memo(number)) for number in range(len(PAID))]
    day, fen, ref, memo = lines[33]
    lines[33] = (day, fen - 1_000, ref, memo)  # another amount, under the reference of receipt 33
    day, fen, ref, memo = lines[100]
    lines[100] = (day, fen + 5, ref, memo)  # another amount, from the room of receipt 100
    lines[200] = (lines[200][0], DUE_OF_65, "B00200", "2-9-9999 电梯大修")  # no such room
    lines.insert(
        250, (lines[249][0], DUE_OF_65, "X00250", _memo(250))
    )  # the room of receipt 250 paid twice: the second is one too many
    lines.insert(300, (lines[299][0], 88_800, "X00300", "某某公司 往来款"))  # nothing of the kind in the book
    del lines[40]  # the bank does not know receipt 40
    return said(lines)


def _with_mistakes(lines: list[Said]) -> list[Said]:
    """The same file with six lines that cannot be: two days, an amount, a sign, a reference, a balance."""
    bad = list(lines)
    bad[10] = bad[10].but(ref=bad[11].ref)
    bad[60] = bad[60].but(amount="1165.455")
    bad[120] = bad[120].but(day="2099-06-01")
    bad[180] = bad[180].but(balance="1.00")
    bad[320] = bad[320].but(sign="冲")
    bad[400] = bad[400].but(day="2023-04-31")
    return bad


def test_twelve_things_wrong_are_exactly_twelve_things_listed(book: Journal) -> None:
    lines = _statement()
    assert len(lines) == 500
    report = import_bank(book, FINANCE, with_sign_beside(_with_mistakes(lines)), "流水.csv")
    newest_first = {ROWS_ABOVE + 500 - at: at for at in range(500)}
    assert sorted((newest_first[finding.row], finding.column) for finding in report.findings) == [
        (10, "交易流水号"),
        (60, "交易金额"),
        (120, "交易时间"),
        (180, "账户余额"),
        (320, "借贷标志"),
        (400, "交易时间"),
    ]
    assert report.written == 0 and rows(book, "select count(*) from bank_line") == [(0,)]

    report = import_bank(book, FINANCE, with_sign_beside(lines), "流水.csv")
    assert (report.findings, report.written) == ((), 500)
    found = bank_book(book).found
    number_of = dict(rows(book, "select entry_id, receipt_no from payment"))
    assert [
        (doubt.reason, doubt.line.ref if doubt.line else None, number_of[doubt.entry.id] if doubt.entry else None)
        for doubt in found.doubts
    ] == [
        ("amount_differs", "B00033", "SJ-000033"),
        ("not_in_bank", None, "SJ-000040"),
        ("amount_differs", "B00100", "SJ-000100"),
        ("room_unknown", "B00200", "SJ-000200"),
        ("paid_twice", "B00250", "SJ-000250"),
        ("not_in_book", "X00300", None),
    ]
    assert (len(found.certain), found.suggested, found.waiting) == (495, (), ())


def told(found: Reconciliation) -> list[tuple[str, int | None, int | None]]:
    return [(d.reason, d.line.id if d.line else None, d.entry.id if d.entry else None) for d in found.doubts]


def test_what_is_certain_is_confirmed_at_once_and_the_rest_stays_listed(book: Journal) -> None:
    import_bank(book, FINANCE, with_sign_beside(_statement()), "流水.csv")
    before = bank_book(book).found
    assert confirm_certain(book, FINANCE).written == 495
    after = bank_book(book).found
    assert (after.certain, after.suggested, told(after)) == ((), (), told(before))
    assert confirm_certain(book, FINANCE).written == 0, "nothing is confirmed twice"


def test_a_statement_that_comes_again_writes_nothing(book: Journal) -> None:
    import_bank(book, FINANCE, with_sign_beside(_statement()), "流水.csv")
    head = book.head
    again = import_bank(book, FINANCE, with_sign_beside(_statement()), "流水.csv")
    assert (again.findings, again.written, again.skipped, book.head) == ((), 0, 500, head)
