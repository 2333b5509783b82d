"""What rests on an entry: it is not withdrawn while later live entries depend on it, and they are named."""

from typing import Any

from liftfund_core.domain.trigger import Progress, has_reached
from liftfund_core.errors import Conflict, Refusal
from liftfund_core.store.rows import EntryRow, first_row
from liftfund_core.store.standing import Standing, fund_change
from liftfund_core.words import N_

_MOST_NAMED = 6
# What rests on an entry of a kind, and by which column of its detail it is found.
_RESTING = {
    "placard_count": ("select entry_id from live_poll_closed($head) where poll = $what", "poll"),
    "message_received": ("select entry_id from live_message_reviewed($head) where message_id = $what", "message_id"),
}

# Confirmations that a line of the bank, or a movement of the account, is what the other side says.
_MATCHED = """
    select entry_id from live_bank_match($head) where line_id = $what or matched_id = $what
        or matched_id in (select first_id from first_entry($head) where id = $what)"""
_ON_THE_ACCOUNT = ("payment", "refund", "advance", "advance_repayment", "contractor_payment")
# What rests on an entry and names it by its number.
_RESTING_BY_NUMBER = {
    **dict.fromkeys(("bank_line", *_ON_THE_ACCOUNT), _MATCHED),
    "bank_check": "select entry_id from live_statement_prepared($head) where check_id = $what",
    "statement_prepared": "select entry_id from live_statement_published($head) where prepared_id = $what",
}


def check_nothing_rests_on(standing: Standing, row: EntryRow, besides: list[int]) -> None:
    """Whether an entry can be taken away.

    Args:
        besides: entries that are withdrawn in the same deed.

    Raises:
        Conflict: names the entries that depend on it, newest first: they are withdrawn before it.
        Refusal: a trigger whose payments still stand.
    """
    if row.kind == "trigger":
        _check_trigger_undone(standing, row)
    resting = [entry for entry in (*_naming(standing, row), *_resting_on(standing, row)) if entry not in besides]
    if resting:
        named = N_("、").join(f"{entry}" for entry in resting[:_MOST_NAMED])
        raise Conflict(
            N_("第 {entry} 条还有后面的记录依赖它（第 {named} 条）；请先撤销那些记录。"),
            entry=row.id,
            named=named,
        )


def _resting_on(standing: Standing, row: EntryRow) -> list[int]:
    """Numbers of the live entries that would be left without ground, newest first."""
    detail = row.detail
    match row.kind:
        case "payment" | "transfer_in":
            resting = {*_after_less_money(standing, row), *_after_less_in_account(standing, row)}
            return sorted(resting, reverse=True)
        case "levy_assessed":
            return _of_unit(standing, detail["unit"])
        case "advance":
            return _after_less_in_account(standing, row)
        case "lift_step":
            return _later_steps(standing, row)
        case "trigger":
            return _funded_by(standing, detail["building"], row.id)
        case "poll_opened":
            _check_unanswered(standing, detail["poll"])
            return _of_poll(standing, detail["poll"], row.id)
        case _:
            query, column = _RESTING.get(row.kind, ("", ""))
            return _entries(standing, query, detail[column]) if query else []


def _naming(standing: Standing, row: EntryRow) -> list[int]:
    """Live entries that name this one by its number."""
    query = _RESTING_BY_NUMBER.get(row.kind)
    return _entries(standing, query, row.id) if query else []


def _entries(standing: Standing, query: str, what: object, after: int = 0) -> list[int]:
    """Entry numbers that a query finds, newest first, after a number."""
    values = {"head": standing.head, "what": what}
    return sorted((id for (id,) in standing.file.execute(query, values).fetchall() if id > after), reverse=True)


def _later_first(entries: list[int], entry: int) -> list[int]:
    """Those after an entry; where money has run short without any, all of them are in the way."""
    return [id for id in entries if id > entry] or entries


def _after_less_money(standing: Standing, row: EntryRow) -> list[int]:
    """Refunds and transfers of a unit that would give back more than it paid."""
    if standing.account(row.detail["unit"]).paid_fen >= row.detail["amount_fen"]:
        return []
    given_back = _entries(
        standing,
        """select entry_id from live_refund($head) where unit = $what
           union all select entry_id from live_transfer_out($head) where unit = $what""",
        row.detail["unit"],
    )
    return _later_first(given_back, row.id)


def _after_less_in_account(standing: Standing, row: EntryRow) -> list[int]:
    """What left the account, and repayments, that could not have been made without this money."""
    change, fund = fund_change(row.kind, row.detail), standing.fund
    lost_deposit = change.get("collected_fen", 0) + change.get("advance_deposited_fen", 0)
    lost_advance = change.get("advance_deposited_fen", 0) + change.get("advance_direct_fen", 0)
    resting = set[int]()
    if fund.balance_fen < lost_deposit:
        resting.update(_entries(standing, "select entry_id from live_contractor_payment($head) where $what", True))
        resting.update(_entries(standing, "select entry_id from live_refund($head) where $what", True))
    if fund.balance_fen < lost_deposit or fund.advance_outstanding_fen < lost_advance:
        resting.update(_entries(standing, "select entry_id from live_advance_repayment($head) where $what", True))
    return _later_first(sorted(resting, reverse=True), row.id)


def _of_unit(standing: Standing, unit: str) -> list[int]:
    """Everything that was entered for a unit."""
    return _entries(
        standing,
        """select entry_id from live_payment($head) where unit = $what
           union all select entry_id from live_refund($head) where unit = $what
           union all select entry_id from live_waiver($head) where unit = $what
           union all select entry_id from live_transfer_out($head) where unit = $what
           union all select entry_id from live_transfer_in($head) where unit = $what""",
        unit,
    )


def _later_steps(standing: Standing, row: EntryRow) -> list[int]:
    """Steps that a lift took after this one."""
    return _entries(
        standing,
        "select entry_id from live_lift_step($head) where lift = $what",
        row.detail["lift"],
        after=row.id,
    )


def _of_poll(standing: Standing, poll: str, opened: int) -> list[int]:
    """Counts and the closing of a poll."""
    return _entries(
        standing,
        """select entry_id from live_placard_count($head) where poll = $what
           union all select entry_id from live_poll_closed($head) where poll = $what""",
        poll,
        after=opened,
    )


def _check_unanswered(standing: Standing, poll: str) -> None:
    """What households said is not taken back for them."""
    if standing.polls[poll].answers:
        raise Conflict(N_("征询 {code} 已有手机答复，不能撤销；请结束它，另用新编号重新征询。"), code=poll)


def _funded_by(standing: Standing, building: str, fired: int) -> list[int]:
    """Lifts that were funded because the building's trigger had fired."""
    return _entries(
        standing,
        """select entry_id from live_lift_step($head) where step = 'funded' and starts_with(lift, $what || '-')
           and json_extract_string(evidence, '$.funding') = 'trigger'""",
        building,
        after=fired,
    )


def _check_trigger_undone(standing: Standing, row: EntryRow) -> None:
    """A trigger stays fired after a refund; it is annulled only when the payments it rested on were withdrawn."""
    rules, detail = standing.rules(), row.detail
    figures: Any = first_row(
        standing.file,
        _STILL_STANDING,
        {"head": standing.head, "building": detail["building"], "fired": row.id},
    )
    progress = Progress(*(*figures, standing.buildings[detail["building"]].budget_fen))
    if has_reached(progress, rules.trigger_basis, detail["threshold_bp"]):
        raise Refusal(
            N_("{building}号楼的启动所依据的缴费仍然有效，启动不能撤销；请先撤销登记错误的缴费。"),
            building=detail["building"],
        )


# The figures of the moment at which a trigger fired, without what was withdrawn since. An entry that was put right
# since still stands: its line of corrections began before that moment.
_STILL_STANDING = """
    with recursive line(newest, id) as (
        select id, corrects from entry where corrects is not null
        union all select line.newest, e.corrects from line join entry e using (id) where e.corrects is not null
    ), put_right as (
        select newest from line where id < $fired
    ), paid as (
        select unit, sum(amount_fen) as fen from unit_money($head)
        where entry_id < $fired or entry_id in (from put_right) group by unit
    ), waived as (
        select unit, sum(amount_fen) as fen from live_waiver($head) where entry_id < $fired group by unit
    ), account as (
        select l.area_dm2, l.amount_fen - coalesce(w.fen, 0) as due_fen, greatest(coalesce(p.fen, 0), 0) as paid_fen
        from live_levy_assessed($head) l left join paid p using (unit) left join waived w using (unit)
        where l.building = $building
    )
    select coalesce(sum(due_fen), 0)::bigint, coalesce(sum(least(paid_fen, due_fen)), 0)::bigint, count(*)::bigint,
           count(*) filter (paid_fen >= due_fen)::bigint, coalesce(sum(area_dm2), 0)::bigint,
           coalesce(sum(area_dm2) filter (paid_fen >= due_fen), 0)::bigint
    from account where due_fen > 0"""
