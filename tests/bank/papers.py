"""Bank statements as a bank exports them, line by line, with the balance that runs along."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from liftfund_core.domain.money import format_yuan

HEADER = "日期,金额,流水号,摘要,余额"


@dataclass(frozen=True)
class Said:
    """One line of a statement as text; money in yuan as the bank writes it."""

    day: str
    amount: str
    ref: str
    memo: str
    balance: str
    sign: str = ""

    def but(self, **changed: str) -> "Said":
        return replace(self, **changed)


def said(lines: Iterable[tuple[date, int, str, str]], opening_fen: int = 0) -> list[Said]:
    """Lines of (day, signed fen, reference, memo) with their running balance."""
    told, balance = [], opening_fen
    for day, fen, ref, memo in lines:
        balance += fen
        told.append(Said(day.isoformat(), plain(fen), ref, memo, plain(balance), "贷" if fen > 0 else "借"))
    return told


def plain(fen: int) -> str:
    """Fen as yuan without thousands."""
    return format_yuan(fen).replace(",", "")


def signed(lines: Iterable[Said]) -> bytes:
    """The columns of contracts.md."""
    rows = (f"{line.day},{line.amount},{line.ref},{line.memo},{line.balance}" for line in lines)
    return "\n".join([HEADER, *rows]).encode()


def with_sign_beside(lines: Iterable[Said]) -> bytes:
    """As many banks export it: a title, amounts without sign, newest first, totals below."""
    rows = [
        f"{line.day} 09:15:00,{line.sign},{line.amount.lstrip('-')},{line.balance},某某,{line.memo},{line.ref}"
        for line in lines
    ]
    head = [
        "示例银行交易明细,,,,,,",
        "账号：*1234,,,,,,",
        "交易时间,借贷标志,交易金额,账户余额,对方户名,摘要,交易流水号",
    ]
    return "\n".join([*head, *reversed(rows), f"合计：{len(rows)} 笔,,,,,,"]).encode("gb18030")


def days(first: date, count: int, each: int) -> list[date]:
    """`count` days from the first on, `each` of them the same."""
    return [first + timedelta(days=number // each) for number in range(count)]
