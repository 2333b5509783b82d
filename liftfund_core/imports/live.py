"""A file of payments held against the book: what stands there already is skipped, what contradicts is noted."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.imports.cells import positions
from liftfund_core.imports.findings import Finding, ImportResult
from liftfund_core.words import N_

LIVE_FIELDS = ("entry_id", "unit", "amount_fen", "paid_on", "receipt_no", "channel", "bank_ref")
_CHANNEL_NAMES = {"transfer": N_("转账"), "qr": N_("扫码"), "cash": N_("现金")}
_COLUMN_OF = {
    "unit": "unit",
    "amount_fen": "amount",
    "paid_on": "paid_on",
    "channel": "channel",
    "bank_ref": "bank_ref",
}


def compare_with_live(result: ImportResult, book: pa.Table) -> ImportResult:
    """Leave out payments that the book holds already, and note those that contradict it.

    Args:
        result: what `read_payments` gave.
        book: live payments whose receipt_no or bank_ref is among the file's (more do no harm), columns
            `entry_id, unit, amount_fen, paid_on, receipt_no, channel, bank_ref`.
    Returns:
        the result with fewer rows, more findings and the count of skipped rows. A cell left empty contradicts
        nothing, nor does a column that the file does not have.
    """
    if not len(book):
        return result
    rows = result.rows
    at = pc.index_in(_whole(rows["receipt_no"]), value_set=_whole(book["receipt_no"]))
    spent = pc.index_in(_whole(rows["bank_ref"]), value_set=_whole(book["bank_ref"]), skip_nulls=True)
    spent = pc.if_else(pc.is_null(at), spent, None)
    findings = list(result.findings)
    contradicts = pc.is_valid(spent)
    for field, column in _COLUMN_OF.items():
        if column in result.headers:
            other = pc.and_(pc.is_valid(at), _differs(_whole(rows[field]), _whole(book[field]).take(at)))
            findings += _contradictions(result, book, at, positions(other), field)
            contradicts = pc.or_(contradicts, other)
    findings += _second_uses(result, book, spent)
    new = pc.and_(pc.is_null(at), pc.is_null(spent))
    same = pc.and_(pc.is_valid(at), pc.invert(contradicts))
    return replace(
        result,
        rows=rows.filter(new),
        findings=tuple(sorted(findings, key=lambda finding: finding.row)),
        skipped=result.skipped + (pc.sum(same).as_py() or 0),
    )


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks()


def _differs(new: pa.Array, held: pa.Array) -> pa.Array:
    """Where the file says something, and something else than the book."""
    return pc.and_(pc.is_valid(new), pc.fill_null(pc.not_equal(new, held), True))


def _contradictions(result: ImportResult, book: pa.Table, at: pa.Array, where: list[int], field: str) -> list[Finding]:
    """What the file says otherwise of receipts that the book holds."""
    header = result.headers[_COLUMN_OF[field]]
    sentence = N_(
        "收据 {receipt} 已经登记（第 {entry} 条），那里的“{header}”是 {book}；"
        "请核对，登记有误请到“更正”修改，并删掉这一行。"
    )
    found = []
    for row, held in _side_by_side(result, book, at, where):
        said = _spoken(field, held[field])
        why = Refusal(sentence, receipt=row["receipt_no"], entry=held["entry_id"], header=header, book=said)
        found.append(Finding(row["row"], header, str(_spoken(field, row[field])), why))
    return found


def _second_uses(result: ImportResult, book: pa.Table, spent: pa.Array) -> list[Finding]:
    """New receipts that rest on a transfer which another receipt has used."""
    sentence = N_("流水号 {ref} 已经用于收据 {receipt}（第 {entry} 条）；一笔到账只登记一次，请核对。")
    found = []
    for row, held in _side_by_side(result, book, spent, positions(pc.is_valid(spent))):
        why = Refusal(sentence, ref=row["bank_ref"], receipt=held["receipt_no"], entry=held["entry_id"])
        found.append(Finding(row["row"], result.headers["bank_ref"], row["bank_ref"], why))
    return found


def _side_by_side(
    result: ImportResult, book: pa.Table, at: pa.Array, where: list[int]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows of the file, each with the entry of the book that it meets."""
    places = pa.array(where, pa.int64())
    return zip(result.rows.take(places).to_pylist(), book.take(at.take(places)).to_pylist(), strict=True)


def _spoken(field: str, value: Any) -> object:
    if field == "amount_fen":
        return format_yuan(value)
    return LiftFundError(_CHANNEL_NAMES.get(value, value)) if field == "channel" else str(value or "—")
