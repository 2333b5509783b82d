"""The figures of a statement, read from the file at a head: what anyone could add up from the live entries."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb

from liftfund_core.domain.bank import BalanceCheck
from liftfund_core.domain.period import Period
from liftfund_core.domain.privacy import is_small, mask_free_text
from liftfund_core.domain.statement import (
    Advance,
    Bank,
    BuildingMoney,
    Contract,
    Expense,
    InTransit,
    Statement,
    Sum,
    receipts_of,
    told_together,
    unpaid_of,
)
from liftfund_core.errors import NotFound
from liftfund_core.store.bank import balance_check, book_balance
from liftfund_core.store.documents import documents
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing_load import EstateRules, load_estate
from liftfund_core.words import N_

# Waivers and transfers have no day of their own: the day on which they were recorded counts.
_BUILDINGS = """
    with moved as (
        select unit, sum(amount_fen) as fen from (
            select unit, amount_fen from live_payment($head) where paid_on <= $last
            union all select unit, -amount_fen from live_refund($head) where paid_on <= $last
            union all select unit, amount_fen from live_transfer_in($head) join entry on id = entry_id
                      where recorded_at < $until
            union all select unit, -amount_fen from live_transfer_out($head) join entry on id = entry_id
                      where recorded_at < $until) group by unit
    ), waived as (
        select unit, sum(amount_fen) as fen from live_waiver($head) join entry on id = entry_id
        where recorded_at < $until group by unit
    ), received as (
        select unit, count(*) as payments, sum(amount_fen) as fen from live_payment($head)
        where paid_on between $first and $last group by unit
    ), account as (
        select l.building, coalesce(r.payments, 0) as payments, coalesce(r.fen, 0) as received_fen,
               greatest(l.amount_fen - coalesce(w.fen, 0) - greatest(coalesce(m.fen, 0), 0), 0) as unpaid_fen
        from live_levy_assessed($head) l left join moved m using (unit) left join waived w using (unit)
             left join received r using (unit)
    )
    select b.building, count(*) filter (a.payments > 0)::bigint, coalesce(sum(a.payments), 0)::bigint,
           coalesce(sum(a.received_fen), 0)::bigint, count(*) filter (a.unpaid_fen > 0)::bigint,
           coalesce(sum(a.unpaid_fen), 0)::bigint
    from live_building_added($head) b left join account a using (building)
    group by b.building, b.entry_id order by b.entry_id"""
_EXPENSES = """
    select c.entry_id, c.paid_on, c.payee, c.contract_no, c.lift, c.invoice_no, c.purpose, s.title, c.amount_fen,
           a.request_no, r.decision_no,
           case when a.noted is not null then 'noted' when a.payment is not null then 'paid' end
    from live_contractor_payment($head) c
         left join approval($head) a on a.payment = c.entry_id
         left join live_payment_request($head) q on q.request_no = a.request_no
         left join live_request_resolved($head) r on r.request_no = a.request_no
         left join live_contract_stage($head) s on s.contract_no = q.contract_no and s.stage = q.stage
    where c.paid_on between $first and $last order by c.paid_on, c.entry_id"""
_CONTRACTS = """
    with paid as (
        select contract_no, sum(amount_fen)::bigint as fen from live_contractor_payment($head)
        where paid_on <= $last group by contract_no
    )
    select c.contract_no, c.contractor, c.lifts, c.amount_fen, coalesce(p.fen, 0),
           if(c.paid_from = 'account', greatest(c.amount_fen - coalesce(p.fen, 0), 0), 0)
    from live_contract($head) c left join paid p using (contract_no)
    where c.signed_on <= $last order by c.contract_no"""
_ADVANCE = """
    with moved as (
        select received_on as day, route, amount_fen from live_advance($head)
        union all select paid_on, 'repaid', amount_fen from live_advance_repayment($head)
    )
    select coalesce(sum(if(route = 'repaid', -amount_fen, amount_fen)) filter (day < $first), 0)::bigint,
           coalesce(sum(amount_fen) filter (day >= $first and route = 'paid_direct'), 0)::bigint,
           coalesce(sum(amount_fen) filter (day >= $first and route = 'deposited'), 0)::bigint,
           coalesce(sum(amount_fen) filter (day >= $first and route = 'repaid'), 0)::bigint
    from moved where day <= $last"""
_SO_FAR = """
    select coalesce(sum(amount_fen) filter (kind in ('payment', 'refund')), 0)::bigint,
           coalesce(-sum(amount_fen) filter (kind = 'contractor_payment'), 0)::bigint,
           (select coalesce(sum(amount_fen), 0)::bigint from live_waiver($head) join entry on id = entry_id
            where recorded_at < $until)
    from account_line($head) where day <= $last"""
_SUMS = """
    select kind, abs(sum(amount_fen))::bigint from account_line($head)
    where day between $first and $last and kind not in ('payment', 'contractor_payment') group by kind order by kind"""
_OUT = ("refund", "advance_repayment", "bank_fee")


def read_statement(
    file: duckdb.DuckDBPyConnection,
    head: int,
    period: Period,
    *,
    bank_fen: int | None,
    explanation: str | None = None,
    objection: str = "",
) -> Statement:
    """The statement of a period at a head.

    Args:
        bank_fen: the bank's balance on the last day, None while it is not known.
        explanation: of a difference that no listed item explains. objection: where residents turn to.

    Raises:
        NotFound: there is no estate in the file.
    """
    rules = _rules(file, head)
    values = _values(rules, head, period)
    opening = _balance_before(file, head, period.first)
    before = _published_before(file, head, period.first)
    groups = told_together([BuildingMoney(*row) for row in _all(file, _BUILDINGS, values)])
    sums = [Sum(*row) for row in _all(file, _SUMS, values)]
    collected, spent, waived = _all(file, _SO_FAR, values)[0]
    return Statement(
        estate=rules.name,
        simulated=rules.simulated,
        period_from=period.first,
        period_to=period.last,
        head=head,
        opening_fen=opening if before is None else before,
        earlier_fen=0 if before is None else opening - before,
        receipts=receipts_of(groups),
        other_in=tuple(line for line in sums if line.kind not in _OUT),
        expenses=tuple(_expense(*row) for row in _all(file, _EXPENSES, values)),
        other_out=tuple(line for line in sums if line.kind in _OUT),
        advance=Advance(*_all(file, _ADVANCE, values)[0]),
        contracts=tuple(Contract(*row) for row in _all(file, _CONTRACTS, values)),
        unpaid=unpaid_of(groups),
        bank=None if bank_fen is None else _bank(balance_check(file, head, period.last, bank_fen), explanation),
        documents=documents(file, head, period.first, period.last),
        collected_fen=collected,
        spent_fen=spent,
        waived_fen=waived,
        objection=objection,
    )


def published_periods(file: duckdb.DuckDBPyConnection, head: int) -> list[Period]:
    """Every live publication's days, in the order of publishing."""
    rows = file.execute(
        "select period_from, period_to, entry_id from live_statement_published(?) order by entry_id", [head]
    ).fetchall()
    return [Period(*row) for row in rows]


def _rules(file: duckdb.DuckDBPyConnection, head: int) -> EstateRules:
    rules = load_estate(file, head)
    if rules is None:
        raise NotFound(N_("这个数据文件里还没有小区；请先运行 init 新建。"))
    return rules


def _values(rules: EstateRules, head: int, period: Period) -> dict[str, Any]:
    """What the questions ask with; `until` is the end of the last day, as entries record moments."""
    midnight = datetime.combine(period.last + timedelta(days=1), datetime.min.time(), rules.zone)
    until = midnight.astimezone(UTC).replace(tzinfo=None)
    return {"head": head, "first": period.first, "last": period.last, "until": until}


def _all(file: duckdb.DuckDBPyConnection, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a question, which is asked with those of the values that it names."""
    asked = {name: value for name, value in values.items() if f"${name}" in query}
    rows: list[tuple[Any, ...]] = file.execute(query, asked).fetchall()
    return rows


def _balance_before(file: duckdb.DuckDBPyConnection, head: int, first: date) -> int:
    return book_balance(file, head, first - timedelta(days=1))


def _published_before(file: duckdb.DuckDBPyConnection, head: int, first: date) -> int | None:
    """The closing balance of the statement that was published for the days just before; None where there is none."""
    row = first_row(
        file,
        """select r.closing_fen from live_statement_published($head) p
               join statement_prepared r on r.entry_id = p.prepared_id
           where p.period_to = $day order by p.period_from desc, p.entry_id desc limit 1""",
        {"head": head, "day": first - timedelta(days=1)},
    )
    return int(row[0]) if row else None


def _expense(*row: Any) -> Expense:
    """An expense as it may be published: words that somebody typed lose rooms and numbers."""
    entry, day, payee, contract_no, lift, invoice_no, purpose, *rest = row
    return Expense(entry, day, payee, contract_no, lift, invoice_no, purpose and mask_free_text(purpose), *rest)


def _bank(check: BalanceCheck, explanation: str | None) -> Bank:
    """The bank's side as it may be published: how much is under way, and how many unless they are few households."""
    came = sum(line.left_fen > 0 for line in check.lines)
    paid = sum(bool(entry.unit) for entry in check.entries)
    items = (
        InTransit("book", None if is_small(paid) else len(check.entries), sum(e.left_fen for e in check.entries)),
        InTransit("bank", None if is_small(came) else len(check.lines), sum(line.left_fen for line in check.lines)),
    )
    return Bank(check.bank_fen, tuple(i for i in items if i.count != 0), check.unexplained_fen, explanation)
