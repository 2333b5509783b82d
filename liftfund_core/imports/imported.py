"""A bank statement held against the lines that came in before: nothing twice, nothing changed, nothing left between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import Refusal
from liftfund_core.imports.findings import Finding, ImportResult
from liftfund_core.words import N_


@dataclass(frozen=True)
class ImportedLine:
    """A live line of the bank in the book; money in fen."""

    entry_id: int
    value_date: date
    amount_fen: int
    balance_fen: int | None
    bank_ref: str | None
    memo: str | None


def leave_out_imported(result: ImportResult, live: Sequence[ImportedLine]) -> ImportResult:
    """Leave out lines that the book holds already, and note what contradicts it or leaves a gap.

    Args:
        result: what `read_bank` gave. live: all live lines, oldest first.
    Returns:
        the result with fewer rows, more findings and the count of skipped rows.
    """
    rows = result.rows.to_pylist()
    held = _held(rows, live)
    findings = list(result.findings) + list(_contradictions(result, rows, held))
    if rows and not findings:
        findings += _gaps(result, rows, held, live)
    new = [line is None for line in held]
    return replace(
        result,
        rows=result.rows.filter(pa.array(new, pa.bool_())),
        findings=tuple(sorted(findings, key=lambda finding: finding.row)),
        skipped=result.skipped + len(rows) - sum(new),
    )


def _held(rows: list[dict[str, Any]], live: Sequence[ImportedLine]) -> list[ImportedLine | None]:
    """For each row the line that is the same: by its reference, without one by all that it says."""
    by_ref = {line.bank_ref: line for line in live if line.bank_ref}
    alike: dict[tuple[Any, ...], list[ImportedLine]] = {}
    for line in reversed(live):
        if not line.bank_ref:
            alike.setdefault((line.value_date, line.amount_fen, line.balance_fen, line.memo), []).append(line)
    held = []
    for row in rows:
        said = alike.get((row["value_date"], row["amount_fen"], row["balance_fen"], row["memo"]))
        held.append(by_ref.get(row["bank_ref"]) if row["bank_ref"] else said.pop() if said else None)
    return held


def _contradictions(
    result: ImportResult, rows: list[dict[str, Any]], held: list[ImportedLine | None]
) -> Iterator[Finding]:
    """Lines whose reference is known with another day, amount or balance."""
    for row, line in zip(rows, held, strict=True):
        if line is None or _same(row, line):
            continue
        why = Refusal(
            N_("流水号 {ref} 已经导入（第 {entry} 条），那里是 {day}，{amount} 元；请核对，登记有误请先撤销那一条。"),
            ref=row["bank_ref"],
            entry=line.entry_id,
            day=line.value_date,
            amount=format_yuan(line.amount_fen),
        )
        yield Finding(row["row"], result.headers["bank_ref"], row["bank_ref"], why)


def _same(row: dict[str, Any], line: ImportedLine) -> bool:
    if (row["value_date"], row["amount_fen"]) != (line.value_date, line.amount_fen):
        return False
    return None in (row["balance_fen"], line.balance_fen) or row["balance_fen"] == line.balance_fen


def _gaps(
    result: ImportResult,
    rows: list[dict[str, Any]],
    held: list[ImportedLine | None],
    live: Sequence[ImportedLine],
) -> Iterator[Finding]:
    """Money that moved between this statement and the lines before and after it, and is in neither."""
    here = {line.entry_id for line in held if line is not None}
    others = [line for line in live if line.entry_id not in here]
    first, last = rows[0], rows[-1]
    before = [line for line in others if line.value_date <= first["value_date"]]
    after = [line for line in others if line.value_date > last["value_date"]]
    starts = None if first["balance_fen"] is None else first["balance_fen"] - first["amount_fen"]
    if before and held[0] is None:
        yield from _gap(result, first, before[-1].balance_fen, starts)
    if after and held[-1] is None:
        following = after[0].balance_fen
        yield from _gap(
            result, last, last["balance_fen"], None if following is None else following - after[0].amount_fen
        )


def _gap(result: ImportResult, row: dict[str, Any], ends: int | None, starts: int | None) -> Iterator[Finding]:
    if ends is None or starts is None or ends == starts:
        return
    why = Refusal(
        N_("与已导入的流水接不上：前面余额到 {ends} 元，后面从 {starts} 元开始，中间缺流水；请先导入缺的那几天。"),
        ends=format_yuan(ends),
        starts=format_yuan(starts),
    )
    yield Finding(row["row"], result.headers["balance"], format_yuan(row["balance_fen"]), why)
