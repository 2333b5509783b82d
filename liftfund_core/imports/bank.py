"""The bank's statement as a file brings it, however the bank lays it out; oldest line first in what is given back."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from liftfund_core.domain.money import format_yuan, parse_yuan
from liftfund_core.domain.privacy import keep_last_four
from liftfund_core.errors import Refusal
from liftfund_core.imports.bank_headers import BANK, OTHER_DAYS, SIGN_WORDS
from liftfund_core.imports.cells import is_blank, or_null, positions
from liftfund_core.imports.days import past_day
from liftfund_core.imports.findings import ImportResult, Listed, Progress, no_progress
from liftfund_core.imports.header import header_of
from liftfund_core.imports.headers import Columns
from liftfund_core.imports.inspection import Inspection
from liftfund_core.imports.known import KnownEstate
from liftfund_core.imports.rooms import rooms_in
from liftfund_core.imports.running import breaks, is_newest_first
from liftfund_core.imports.sheet import Sheet
from liftfund_core.imports.table import table_of
from liftfund_core.words import N_

_NOTHING = frozenset("-\u2014\u2013\u2212 ")  # how a bank fills the column that does not apply
_NO_AMOUNT = Refusal(N_("这一行没有金额；请填写收入或支出的金额，不是流水的行请删掉。"))
_SAME_LINE = N_("流水号与第 {row} 行重复；一笔流水只记一次，请核对，手续费等同号的行请在号后加 -1。")


def read_bank(sheet: Sheet, known: KnownEstate, progress: Progress = no_progress) -> ImportResult:
    """Read a bank statement; `leave_out_imported` then holds it against the lines that the book has.

    Args:
        sheet: what `read_sheet` gave. known: the units of the book and the local day.
    Returns:
        rows in order of time, `value_date, amount_fen (out below zero), balance_fen, bank_ref, memo, counterparty,
        rooms (codes apart by blanks), row`.
    Raises:
        Refusal: a required column is missing or doubled, or there is no row.
    """
    table = table_of(sheet, _layout(sheet))
    look = Inspection(table)
    progress(0.3)
    day = look.read("value_date", lambda text: past_day(text, known.today), pa.date32())
    amount = _amounts(look)
    balance = look.read_hundredths("balance", _signed, whole_digits=9)
    look.read_once("bank_ref", or_null(table["bank_ref"]), _SAME_LINE)
    memo = _memos(look)
    progress(0.6)
    order = _in_time(day, amount, balance)
    _check_balances(look, order, amount, balance)
    rows = pa.table(
        {
            "value_date": day,
            "amount_fen": amount,
            "balance_fen": balance,
            "bank_ref": or_null(table["bank_ref"]),
            "memo": pa.array([text or None for text in memo], pa.string()),
            "counterparty": or_null(_each(table["counterparty"], keep_last_four)),
            "rooms": pa.array([" ".join(rooms_in(text, known)) or None for text in memo], pa.string()),
            "row": pa.array(table.row),
        }
    )
    progress(1.0)
    return ImportResult(
        rows.take(pa.array(order)).filter(pa.array(look.sound[order])),
        findings=look.findings,
        left_out=table.left_out,
        headers=table.headers,
    )


def _layout(sheet: Sheet) -> Columns:
    """The columns of the sheet: its day may go by several names, of which the first that is there counts."""
    day, *others = BANK
    for synonyms in (day.synonyms, *((name,) for name in OTHER_DAYS)):
        columns = (replace(day, synonyms=synonyms), *others)
        if any(not header_of(tab, columns).missing for tab in sheet.tabs if tab.columns):
            return columns
    return BANK


def _amounts(look: Inspection) -> pa.Array:
    """Signed fen of every line, out below zero; null where something is wrong with it."""
    if {"money_in", "money_out"} <= look.table.cells.keys():
        return _in_and_out(look)
    if "amount" not in look.table.cells:
        missing = [column.both for column in BANK if column.field in ("amount", "money_in", "money_out")]
        raise Refusal(N_("表里找不到金额：要有 {columns} 中的第一列，或后两列；请补上表头。"), columns=Listed(missing))
    amounts = look.read_hundredths("amount", _signed, whole_digits=9)
    look.note_all(positions(is_blank(look.table["amount"])), "amount", _NO_AMOUNT)
    look.note_all(positions(pc.equal(amounts, 0)), "amount", _NO_AMOUNT)
    return _with_signs(look, amounts) if "sign" in look.table.cells else amounts


def _with_signs(look: Inspection, amounts: pa.Array) -> pa.Array:
    """Amounts whose sign stands in a column of its own."""
    signs = look.read("sign", _sign, pa.int64())
    unsaid = pc.and_(is_blank(look.table["sign"]), pc.greater(amounts, 0))
    look.note_all(positions(unsaid), "sign", Refusal(N_("看不出这一笔是收入还是支出；请补上“贷”或“借”。")))
    wrong = pc.and_(pc.equal(signs, 1), pc.less(amounts, 0))
    look.note_all(positions(wrong), "amount", Refusal(N_("标的是收入，金额却是负数；请核对后改成一致。")))
    return pc.if_else(pc.equal(signs, -1), pc.negate(pc.abs(amounts)), amounts)


def _in_and_out(look: Inspection) -> pa.Array:
    """Amounts from a column for what came in and one for what left."""
    came, left = (look.read_hundredths(field, _side, whole_digits=9) for field in ("money_in", "money_out"))
    empty = [is_blank(look.table[field]) for field in ("money_in", "money_out")]
    came, left = (pc.if_else(blank, 0, fen) for blank, fen in zip(empty, (came, left), strict=True))
    both = pc.and_(pc.not_equal(came, 0), pc.not_equal(left, 0))
    look.note_all(positions(both), "money_out", Refusal(N_("这一行收入和支出都有金额；请核对，只留一个。")))
    look.note_all(positions(pc.and_(pc.equal(came, 0), pc.equal(left, 0))), "money_in", _NO_AMOUNT)
    return pc.subtract(came, left)


def _signed(text: str) -> int:
    return parse_yuan(text.removeprefix("+"), signed=True)


def _side(text: str) -> int:
    return 0 if set(text) <= _NOTHING else _signed(text)


def _sign(text: str) -> int:
    if sign := SIGN_WORDS.get(text.lower()):
        return sign
    raise Refusal(N_("不认识“{value}”，看不出是收入还是支出；请写“贷”或“借”。"), value=text)


def _memos(look: Inspection) -> list[str]:
    """Everything the line says of itself, without account and identity numbers."""
    said = zip(*(look.table[field].to_pylist() for field in ("memo", "note", "purpose")), strict=True)
    return [keep_last_four(" ".join(dict.fromkeys(text for text in texts if text))) for texts in said]


def _each(cells: pa.Array, change: Callable[[str], str]) -> pa.Array:
    return pa.array(map(change, cells.to_pylist()), pa.string())


def _in_time(day: pa.Array, amount: pa.Array, balance: pa.Array) -> npt.NDArray[np.int64]:
    """Positions of the lines, oldest first."""
    order = np.arange(len(day))
    return order[::-1] if is_newest_first(day.to_pylist(), amount.to_pylist(), balance.to_pylist()) else order


def _check_balances(look: Inspection, order: npt.NDArray[np.int64], amount: pa.Array, balance: pa.Array) -> None:
    """Note each line whose balance does not follow from the line before."""
    at = pa.array(order)
    for wrong in breaks(amount.take(at).to_pylist(), balance.take(at).to_pylist(), look.sound[order].tolist()):
        why = Refusal(
            N_("余额对不上：上一笔余额 {before} 元，这一笔 {amount} 元，应为 {due} 元；请核对是否漏行、重行或写错。"),
            before=format_yuan(wrong.before_fen),
            amount=format_yuan(wrong.amount_fen),
            due=format_yuan(wrong.before_fen + wrong.amount_fen),
        )
        look.note(int(order[wrong.at]), "balance", why)
