"""The bank's lines and the movements of the account with what is still unmatched of each, read at a head."""

from datetime import date
from typing import Any

import duckdb

from liftfund_core.domain.bank import BalanceCheck, BankLine, BookEntry, Reconciliation
from liftfund_core.domain.reconcile import reconcile
from liftfund_core.store.rows import first_row

# A portion counts on a day when both the line and the entry had happened by then.
_PORTIONS = """
    with first as (from first_entry($head)),
    movement as (
        select m.entry_id, m.kind, m.day, m.amount_fen, coalesce(f.first_id, m.entry_id) as first_id,
               coalesce(m.bank_ref, '') as bank_ref, coalesce(m.unit, '') as unit,
               coalesce(m.party, n.payer, '') as party, coalesce(p.channel, '') as channel,
               list_filter([m.paper, c.contract_no, k.deposit_slip_no], lambda paper: paper <> '') as papers
        from account_line($head) m
             left join first f on f.id = m.entry_id
             left join payment p on p.entry_id = m.entry_id
             left join contractor_payment c on c.entry_id = m.entry_id
             left join live_money_checked($head) k on k.checked = m.entry_id
             left join live_payer_named($head) n on n.payment = m.entry_id
    ), portion as (
        select p.line_id, p.matched_id, p.amount_fen
        from live_bank_match($head) p join live_bank_line($head) l on l.entry_id = p.line_id
             left join movement m on m.first_id = p.matched_id
        where l.value_date <= $day and coalesce(m.day, l.value_date) <= $day
    )"""
_LINES = f"""{_PORTIONS}
    select l.entry_id, l.value_date, l.amount_fen, (l.amount_fen - coalesce(p.fen, 0))::bigint as left_fen,
           coalesce(l.bank_ref, ''), concat_ws(' ', l.memo, l.counterparty), coalesce(l.rooms, '')
    from live_bank_line($head) l
         left join (select line_id, sum(amount_fen) as fen from portion group by line_id) p on p.line_id = l.entry_id
    where l.value_date <= $day order by l.value_date, l.entry_id"""
# What lay in the account before its first entry is no line of the bank's.
_ENTRIES = f"""{_PORTIONS}
    select m.first_id, m.day, m.amount_fen, (m.amount_fen - coalesce(p.fen, 0))::bigint as left_fen,
           m.bank_ref, m.papers, m.unit, m.party, m.channel
    from movement m
         left join (select matched_id, sum(amount_fen) as fen from portion group by matched_id) p
                on p.matched_id = m.first_id
    where m.day <= $day and m.kind <> 'opening_balance' order by m.day, m.first_id"""
_END_OF_TIME = date.max


def bank_lines(file: duckdb.DuckDBPyConnection, head: int, day: date = _END_OF_TIME) -> list[BankLine]:
    """Live lines of the bank up to a day, oldest first, with what no entry up to that day covers."""
    rows = file.execute(_LINES, {"head": head, "day": day}).fetchall()
    return [_line(*row) for row in rows]


def book_entries(file: duckdb.DuckDBPyConnection, head: int, day: date = _END_OF_TIME) -> list[BookEntry]:
    """Live entries that moved the account up to a day, oldest first, with what no bank line up to then covers."""
    rows = file.execute(_ENTRIES, {"head": head, "day": day}).fetchall()
    return [_entry(*row) for row in rows]


def _line(number: int, day: date, amount: int, left: int, ref: str, said: str, rooms: str) -> BankLine:
    return BankLine(number, day, amount, left, ref, said, tuple(rooms.split()))


def _entry(
    number: int, day: date, amount: int, left: int, ref: str, papers: list[str], unit: str, party: str, channel: str
) -> BookEntry:
    return BookEntry(number, day, amount, left, ref, tuple(papers), unit, party, channel)


def reconciliation(file: duckdb.DuckDBPyConnection, head: int) -> Reconciliation:
    """Bank and book held against each other: what is the same money, what may be, what does not agree."""
    lines, entries = bank_lines(file, head), book_entries(file, head)
    units = file.execute("select unit from live_levy_assessed(?)", [head]).fetchall()
    return reconcile(
        [line for line in lines if line.left_fen],
        [entry for entry in entries if entry.left_fen],
        units={unit for (unit,) in units},
        settled=[entry for entry in entries if not entry.left_fen],
        covered=(lines[0].day, lines[-1].day) if lines else None,
    )


def book_balance(file: duckdb.DuckDBPyConnection, head: int, day: date = _END_OF_TIME) -> int:
    """What should lie in the account at the end of a day, in fen."""
    row = first_row(
        file,
        "select coalesce(sum(amount_fen), 0)::bigint from account_line($head) where day <= $day",
        {"head": head, "day": day},
    )
    return int(row[0]) if row else 0


def bank_balance(file: duckdb.DuckDBPyConnection, head: int, day: date = _END_OF_TIME) -> int | None:
    """What the bank says lies there at the end of a day: its newest line or balance check; None when it never said."""
    row: Any = first_row(
        file,
        """select balance_fen from (
               select entry_id, value_date as day, balance_fen from live_bank_line($head) where balance_fen is not null
               union all select entry_id, checked_on, bank_fen from live_bank_check($head))
           where day <= $day order by day desc, entry_id desc limit 1""",
        {"head": head, "day": day},
    )
    return row[0] if row else None


def balance_check(file: duckdb.DuckDBPyConnection, head: int, day: date, bank_fen: int) -> BalanceCheck:
    """The two balances of a day and everything on either side that the other does not know, since the first line."""
    lines, entries = bank_lines(file, head, day), book_entries(file, head, day)
    begun = lines[0].day if lines else date.max
    return BalanceCheck(
        day=day,
        bank_fen=bank_fen,
        book_fen=book_balance(file, head, day),
        lines=tuple(line for line in lines if line.left_fen),
        entries=tuple(entry for entry in entries if entry.left_fen and entry.day >= begun),
    )
