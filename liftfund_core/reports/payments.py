"""Payments one by one, for staff: found by whatever is known of them, and those that nobody else has checked yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from liftfund_core.domain.money import parse_yuan
from liftfund_core.errors import Refusal
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row


@dataclass(frozen=True)
class PaymentLine:
    """A live payment with the people and papers around it; `checked_by` is None until a second person has."""

    entry: int
    unit: str
    amount_fen: int
    paid_on: date
    receipt_no: str
    channel: str
    bank_ref: str | None
    payer: str | None
    actor: str
    checked_by: str | None
    deposit_slip_no: str | None


# First which payments, then who stands around those few: a million payments are looked at once.
_AROUND = """
    select p.entry_id, p.unit, p.amount_fen, p.paid_on, p.receipt_no, p.channel, p.bank_ref, n.payer, e.actor,
           checker.actor, c.deposit_slip_no
    from payment p join entry e on e.id = p.entry_id
         left join live_payer_named($head) n on n.payment = p.entry_id
         left join live_money_checked($head) c on c.checked = p.entry_id
         left join entry checker on checker.id = c.entry_id
    where list_contains($entries, p.entry_id) order by p.entry_id desc"""
_FOUND = """
    select entry_id from live_payment($head)
    where amount_fen = $fen or paid_on = $day or unit = $text
       or (contains($text, '-') and starts_with(unit, $text || '-'))
       or ends_with(unit, '-' || $text) or contains(upper(receipt_no), $text) or contains(upper(bank_ref), $text)
    order by entry_id desc limit $most"""
_UNCHECKED = """
    select entry_id from live_payment($head)
    where entry_id not in (select checked from live_money_checked($head)) and ($channel is null or channel = $channel)
    order by entry_id desc limit $most"""


def find_payments(journal: Journal, text: str, most: int = 50) -> tuple[PaymentLine, ...]:
    """The newest live payments that an amount, a day, a room, a receipt or a bank reference means.

    Args:
        text: `1603.48`, `2023-07-17`, `1-2-1203`, `1203`, part of a receipt number or of a bank reference.
    """
    plain = text.strip().upper()
    if not plain:
        return ()
    known = {"text": plain, "fen": _fen(plain), "day": _day(plain)}
    with journal.reading() as file:
        return _lines(file, journal.head, _FOUND, {**known, "most": most})


def unchecked_payments(journal: Journal, channel: str | None = None, most: int = 50) -> tuple[PaymentLine, ...]:
    """The newest live payments that no second person has checked yet; of one channel, or of all."""
    with journal.reading() as file:
        return _lines(file, journal.head, _UNCHECKED, {"channel": channel, "most": most})


def count_unchecked(journal: Journal) -> tuple[int, int]:
    """How many live payments no second person has checked yet, and how many of these are cash."""
    with journal.reading() as file:
        row = first_row(
            file,
            """select count(*), count(*) filter (channel = 'cash') from live_payment($head)
               where entry_id not in (select checked from live_money_checked($head))""",
            {"head": journal.head},
        )
    return (row[0], row[1]) if row else (0, 0)


def _lines(file: duckdb.DuckDBPyConnection, head: int, query: str, values: dict[str, Any]) -> tuple[PaymentLine, ...]:
    entries = [entry for (entry,) in file.execute(query, {"head": head, **values}).fetchall()]
    rows = file.execute(_AROUND, {"head": head, "entries": entries}).fetchall()
    return tuple(PaymentLine(*row) for row in rows)


def _fen(text: str) -> int | None:
    try:
        return parse_yuan(text)
    except Refusal:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
