"""What every form checks before a rule is asked: text without tricks, days that have come, papers used once."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from liftfund_core.domain.money import format_yuan
from liftfund_core.errors import Conflict, LiftFundError, NotFound, Refusal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

LONGEST_TEXT = 200


def clean(text: str | None, label: str, *, longest: int = LONGEST_TEXT) -> str:
    """A required text, trimmed.

    Args:
        label: what it is, marked with `N_`.

    Raises:
        Refusal: empty, longer than `longest` characters, or with control characters.
    """
    words = LiftFundError(label)
    text = (text or "").strip()
    if not text:
        raise Refusal(N_("还没有填写{label}；请补上。"), label=words)
    if len(text) > longest:
        raise Refusal(
            N_("{label}有 {n} 个字，最多 {longest} 个；请写短一些。"),
            label=words,
            n=len(text),
            longest=longest,
        )
    if any(unicodedata.category(char) in ("Cc", "Cs", "Co") for char in text):
        raise Refusal(N_("{label}里有看不见的控制字符；请删去后重新填写。"), label=words)
    return text


def clean_or_none(text: str | None, label: str) -> str | None:
    """An optional text: None when it is left empty, checked like a required one otherwise."""
    return clean(text, label) if (text or "").strip() else None


def check_known(code: str, words: Mapping[str, str]) -> None:
    """Whether a code is one of a list.

    Raises:
        Refusal: names those there are.
    """
    if code not in words:
        raise Refusal(N_("没有“{code}”这一项；可用的是 {known}。"), code=code, known=" ".join(words))


def check_above_zero(amount_fen: int) -> None:
    """An amount that is entered is above zero; what goes back is a deed of its own.

    Raises:
        Refusal: zero or negative.
    """
    if amount_fen <= 0:
        raise Refusal(N_("金额必须大于 0，现在是 {amount} 元；退款请用“退款”登记。"), amount=format_yuan(amount_fen))


def check_day(standing: Standing, day: date, now: datetime) -> None:
    """Nothing is entered for a day that has not come, in the estate's time zone.

    Raises:
        Refusal: the day is in the future.
    """
    today = standing.rules().day_of(now)
    if day > today:
        raise Refusal(N_("日期 {day} 还没有到（今天是 {today}）；请改正日期。"), day=day, today=today)


def check_lift(standing: Standing, lift: str | None) -> None:
    """Whether money can be spent on this lift; None where it is for none in particular.

    Raises:
        NotFound: there is no such lift.
    """
    if lift and lift not in standing.lifts:
        raise NotFound(N_("没有 {lift} 这部电梯；电梯写作“楼-号”，如 3-2。"), lift=lift)


def check_papers(standing: Standing, receipt_no: str, bank_ref: str | None, but: int | None = None) -> None:
    """Each receipt number and bank reference is used by one live payment only.

    Args:
        but: the entry that is being corrected, whose papers may be used again.

    Raises:
        Conflict: names the entry that has the paper.
    """
    receipt_holder, bank_holder = _holders(standing, receipt_no, bank_ref, but)
    if receipt_holder:
        raise Conflict(
            N_("收据号 {no} 已用于第 {entry} 条；请核对收据，或先更正那一条。"), no=receipt_no, entry=receipt_holder
        )
    if bank_holder:
        raise Conflict(
            N_("流水号 {no} 已用于第 {entry} 条；请核对银行流水，或先更正那一条。"), no=bank_ref, entry=bank_holder
        )


def _holders(
    standing: Standing, receipt_no: str, bank_ref: str | None, but: int | None
) -> tuple[int | None, int | None]:
    """The live payments that carry a receipt number and a bank reference; one scan, not two joins with corrections."""
    found = standing.file.execute(
        "select entry_id, receipt_no, bank_ref from payment where receipt_no = $receipt or bank_ref = $bank",
        {"receipt": receipt_no, "bank": bank_ref},
    ).fetchall()
    live = [row for row in found if row[0] != but and row[0] not in standing.corrected]
    receipts = [entry for entry, receipt, _ in live if receipt == receipt_no]
    refs = [entry for entry, _, ref in live if ref is not None and ref == bank_ref]
    unwritten = standing.unwritten_papers
    return (
        next(iter(receipts), unwritten.get(("receipt", receipt_no))),
        next(iter(refs), unwritten.get(("bank", bank_ref or ""))),
    )


def check_transfer_id(standing: Standing, transfer_id: str) -> None:
    """Each transfer has a number of its own, by which its two legs find each other.

    Raises:
        Conflict: names the entry that has the number.
    """
    found = first_row(
        standing.file,
        "select entry_id from live_transfer_out(?) where transfer_id = ?",
        [standing.head, transfer_id],
    )
    holder = found[0] if found else standing.unwritten_papers.get(("transfer", transfer_id))
    if holder:
        raise Conflict(N_("转移单号 {no} 已用于第 {entry} 条；请换一个单号。"), no=transfer_id, entry=holder)
