"""What was paid out of the account, as a file brings it: to whom, how much, when, for which lift, on which papers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.errors import Refusal
from liftfund_core.imports.cells import or_null
from liftfund_core.imports.days import past_day
from liftfund_core.imports.findings import Finding, ImportResult, Progress, no_progress
from liftfund_core.imports.headers import EXPENSES
from liftfund_core.imports.inspection import Inspection
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.sheet import Sheet
from liftfund_core.imports.table import table_of
from liftfund_core.words import N_

EXPENSE_FIELDS = ("paid_on", "payee", "amount_fen", "lift", "contract_no", "invoice_no", "purpose")
# An invoice is paid once for a lift; it may cover several.
_PAPERS = ("payee", "invoice_no", "lift", "contract_no")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class AccountBook:
    """What expenses are held against.

    Args:
        live: live payments to contractors, each with `entry_id` and the `EXPENSE_FIELDS`.
        balance_fen: what lies in the account.
        left_fen: contract number -> fen that can still be paid on it out of the account.
    """

    live: tuple[Row, ...] = ()
    balance_fen: int = 0
    left_fen: Mapping[str, int] = field(default_factory=dict)


def read_expenses(sheet: Sheet, known: KnownEstate, progress: Progress = no_progress) -> ImportResult:
    """Read a list of what was paid to contractors; `compare_expenses` then holds it against the book.

    Args:
        sheet: what `read_sheet` gave.
        known: the lifts of the book and the local day.
        progress: told the share that is done, from 0 to 1.
    Returns:
        rows of the `EXPENSE_FIELDS` and `row`; what the file leaves empty is null.
    Raises:
        Refusal: a required column is missing or doubled, or there is no row.
    """
    look = Inspection(table_of(sheet, EXPENSES))
    progress(0.3)
    table = look.table
    columns = {
        "paid_on": look.read("paid_on", lambda text: past_day(text, known.today), pa.date32()),
        "payee": table["payee"],
        "amount_fen": look.read_hundredths("amount", _amount, whole_digits=9),
        "lift": look.read("lift", lambda text: _lift(text, known), pa.string()),
        "contract_no": or_null(table["contract_no"]),
        "invoice_no": or_null(table["invoice_no"]),
        "purpose": or_null(table["purpose"]),
        "row": pa.array(table.row),
    }
    progress(1.0)
    return ImportResult(
        rows=look.sound_rows(pa.table(columns)),
        findings=look.findings,
        left_out=table.left_out,
        headers=table.headers,
    )


def compare_expenses(result: ImportResult, book: AccountBook) -> ImportResult:
    """Leave out what the book holds already; note what contradicts it, and what the account could not have paid.

    Args:
        result: what `read_expenses` gave.
    Returns:
        the result with fewer rows, more findings and the count of skipped rows.
    """
    rows = result.rows.to_pylist()
    fresh = _not_held(rows, book)
    findings = [*_second_uses(result, fresh, book), *_beyond_contracts(result, fresh, book)]
    if not findings:
        findings += _beyond_account(result, fresh, book)
    kept = {row["row"] for row in fresh}
    return replace(
        result,
        rows=result.rows.filter(pa.array([row["row"] in kept for row in rows], pa.bool_())),
        findings=tuple(sorted([*result.findings, *findings], key=lambda finding: finding.row)),
        skipped=result.skipped + len(rows) - len(fresh),
    )


def _amount(text: str) -> int:
    if fen := parse_yuan(text):
        return fen
    raise Refusal(N_("金额“{value}”是零；请填写实际支付的金额。"), value=text)


def _lift(text: str, known: KnownEstate) -> str:
    if code := known.lift(text):
        return code
    raise Refusal(
        N_("没有“{value}”这部电梯；电梯写作“楼-号”，如 {example}，一行只写一部，请改正。"),
        value=text,
        example=min(known.lifts, default="3-2"),
    )


def _said(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in EXPENSE_FIELDS)


def _not_held(rows: list[Row], book: AccountBook) -> list[Row]:
    """Rows that say something new: as many of a kind as the book holds are known already."""
    held = Counter(_said(row) for row in book.live)
    fresh = []
    for row in rows:
        if held[_said(row)]:
            held[_said(row)] -= 1
        else:
            fresh.append(row)
    return fresh


def _second_uses(result: ImportResult, fresh: list[Row], book: AccountBook) -> Iterator[Finding]:
    """Invoices that the book, or an earlier row, has paid for the same lift."""
    held = {tuple(row[name] for name in _PAPERS): row["entry_id"] for row in book.live}
    above: dict[tuple[Any, ...], int] = {}
    for row in fresh:
        papers = tuple(row[name] for name in _PAPERS)
        if row["invoice_no"] is None:
            continue
        if papers in held:
            why = Refusal(
                N_("发票 {no} 已用于第 {entry} 条，而内容不同；请核对，登记有误请先更正那一条，并删掉这一行。"),
                no=row["invoice_no"],
                entry=held[papers],
            )
            yield _finding(result, row, "invoice_no", why)
        elif papers in above:
            why = Refusal(N_("发票号与第 {row} 行重复；一张发票只付一次，请核对。"), row=above[papers])
            yield _finding(result, row, "invoice_no", why)
        above.setdefault(papers, row["row"])


def _beyond_contracts(result: ImportResult, fresh: list[Row], book: AccountBook) -> Iterator[Finding]:
    """Rows by which more would be paid on a registered contract than its price."""
    left = dict(book.left_fen)
    for row in fresh:
        number = row["contract_no"]
        if number not in left:
            continue
        if row["amount_fen"] > left[number]:
            why = Refusal(
                N_("合同 {no} 还可从独立账户支付 {left} 元，这一行超出了；请核对合同号和金额。"),
                no=number,
                left=format_yuan(left[number]),
            )
            yield _finding(result, row, "amount", why)
        else:
            left[number] -= row["amount_fen"]


def _beyond_account(result: ImportResult, fresh: list[Row], book: AccountBook) -> list[Finding]:
    """The row by which the account would be below zero, if there is one."""
    spent = 0
    for row in fresh:
        spent += row["amount_fen"]
        if spent > book.balance_fen:
            why = Refusal(
                N_("到这一行合计支出 {spent} 元，账户结余只有 {balance} 元；请先登记已收的款，或核对金额。"),
                spent=format_yuan(spent),
                balance=format_yuan(book.balance_fen),
            )
            return [_finding(result, row, "amount", why)]
    return []


def _finding(result: ImportResult, row: Row, column: str, why: Refusal) -> Finding:
    value = format_yuan(row["amount_fen"]) if column == "amount" else str(row[column])
    return Finding(row["row"], result.headers[column], value, why)
