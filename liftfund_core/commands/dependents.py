"""What rests on an entry: it is not withdrawn while later live entries depend on it, and they are named."""

from collections.abc import Callable, Mapping
from typing import Any

from liftfund_core.domain.trigger import Progress, has_reached
from liftfund_core.errors import Conflict, Refusal
from liftfund_core.store.rows import EntryRow, first_row
from liftfund_core.store.standing import Standing, fund_change
from liftfund_core.words import N_

_MOST_NAMED = 6
# The steps of an approval that stand on each one (rules.md 2.4).
_AFTER_PAYMENT = "select entry_id from live_supervision_note($head) where request_no = $what"
_AFTER_RELEASE = f"""select entry_id from live_expenditure($head) where request_no = $what
    union all {_AFTER_PAYMENT}"""
_AFTER_RESOLUTION = f"""select entry_id from live_release_signed($head) where request_no = $what
    union all {_AFTER_RELEASE}"""
_AFTER_CONFIRMATION = f"""select entry_id from live_request_resolved($head) where request_no = $what
    union all {_AFTER_RESOLUTION}"""
_AFTER_REQUEST = f"""select entry_id from live_request_confirmed($head) where request_no = $what
    union all {_AFTER_CONFIRMATION}"""
# Everything that was entered for a unit.
_OF_UNIT = """
    select entry_id from live_payment($head) where unit = $what
    union all select entry_id from live_refund($head) where unit = $what
    union all select entry_id from live_waiver($head) where unit = $what
    union all select entry_id from live_transfer_out($head) where unit = $what
    union all select entry_id from live_transfer_in($head) where unit = $what
    union all select entry_id from live_instalment_plan($head) where unit = $what
    union all select entry_id from live_dispute($head) where unit = $what"""
# Confirmations that a line of the bank, or a movement of the account, is what the other side says.
_MATCHED = """
    select entry_id from live_bank_match($head) where line_id = $what or matched_id = $what
        or matched_id in (select first_id from first_entry($head) where id = $what)"""
# What rests on an entry of a kind, and by which column of its detail, or its own number, it is found.
_RESTING = {
    "placard_count": ("select entry_id from live_poll_closed($head) where poll = $what", "poll"),
    "message_received": ("select entry_id from live_message_reviewed($head) where message_id = $what", "message_id"),
    "contract": ("select entry_id from live_payment_request($head) where contract_no = $what", "contract_no"),
    "payment_request": (_AFTER_REQUEST, "request_no"),
    "request_confirmed": (_AFTER_CONFIRMATION, "request_no"),
    "request_resolved": (_AFTER_RESOLUTION, "request_no"),
    "release_signed": (_AFTER_RELEASE, "request_no"),
    "contractor_payment": (
        """select entry_id from live_supervision_note($head) where request_no in
               (select request_no from live_expenditure($head) where payment = $what)""",
        "id",
    ),
    "levy_assessed": (_OF_UNIT, "unit"),
    "bank_line": (_MATCHED, "id"),
    "bank_check": ("select entry_id from live_statement_prepared($head) where check_id = $what", "id"),
    "statement_prepared": ("select entry_id from live_statement_published($head) where prepared_id = $what", "id"),
}
_MONEY_IN = ("payment", "transfer_in", "advance", "opening_balance", "bank_interest", "donation")
# What left the account.
_MONEY_OUT = """
    select entry_id from live_contractor_payment($head) where $what
    union all select entry_id from live_refund($head) where $what
    union all select entry_id from live_bank_fee($head) where $what
    union all select entry_id from live_advance_repayment($head) where $what"""
_ON_THE_ACCOUNT = (
    *("payment", "refund", "advance", "advance_repayment", "contractor_payment"),
    *("bank_interest", "bank_fee", "donation"),
)


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
    found = _resting_on(standing, row)
    if row.kind in _ON_THE_ACCOUNT:
        found = [*_entries(standing, _MATCHED, row.id), *found]
    resting = [entry for entry in found if entry not in besides]
    if resting:
        raise Conflict(
            N_("第 {entry} 条还有后面的记录依赖它（第 {named} 条）；请先撤销那些记录。"),
            entry=row.id,
            named=named_first(resting),
        )


def named_first(entries: list[int]) -> str:
    """Some entry numbers as a sentence names them: the first of them, where they are many."""
    return N_("、").join(f"{entry}" for entry in entries[:_MOST_NAMED])


def _resting_on(standing: Standing, row: EntryRow) -> list[int]:
    """Numbers of the live entries that would be left without ground, newest first."""
    if row.kind in _MONEY_IN:
        of_unit = _after_less_money(standing, row) if "unit" in row.detail else []
        return sorted({*of_unit, *_after_less_in_account(standing, row)}, reverse=True)
    if row.kind in _RESTING:
        query, column = _RESTING[row.kind]
        return _entries(standing, query, row.id if column == "id" else row.detail[column])
    return _OTHERS[row.kind](standing, row) if row.kind in _OTHERS else []


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
    """What left the account that could not have been paid without this money, the later ones first."""
    return _later_first(out_of_account(standing, fund_change(row.kind, row.detail)), row.id)


def out_of_account(standing: Standing, change: Mapping[str, int]) -> list[int]:
    """What left the account, and repayments, where they could not have been made without some money.

    Args:
        change: what that money added to the sums of the fund, in fen.

    Returns:
        Entry numbers, newest first; none while the account and the advance stay at zero or above.
    """
    after = standing.fund.plus(**{name: -fen for name, fen in change.items()})
    resting = set[int]()
    if after.balance_fen < 0:
        resting.update(_entries(standing, _MONEY_OUT, True))
    if after.advance_outstanding_fen < 0:
        resting.update(_entries(standing, "select entry_id from live_advance_repayment($head) where $what", True))
    return sorted(resting, reverse=True)


def _later_steps(standing: Standing, row: EntryRow) -> list[int]:
    """Steps that a lift took after this one."""
    return _entries(
        standing,
        "select entry_id from live_lift_step($head) where lift = $what",
        row.detail["lift"],
        after=row.id,
    )


def _of_poll(standing: Standing, row: EntryRow) -> list[int]:
    """Counts and the closing of a poll that no household has answered."""
    _check_unanswered(standing, row.detail["poll"])
    return _entries(
        standing,
        """select entry_id from live_placard_count($head) where poll = $what
           union all select entry_id from live_poll_closed($head) where poll = $what""",
        row.detail["poll"],
        after=row.id,
    )


def _later_disputes(standing: Standing, row: EntryRow) -> list[int]:
    """What became of a unit's dispute afterwards."""
    query = "select entry_id from live_dispute($head) where unit = $what"
    return _entries(standing, query, row.detail["unit"], after=row.id)


def _check_unanswered(standing: Standing, poll: str) -> None:
    """What households said is not taken back for them."""
    if standing.polls[poll].answers:
        raise Conflict(N_("征询 {code} 已有手机答复，不能撤销；请结束它，另用新编号重新征询。"), code=poll)


def _funded_by(standing: Standing, row: EntryRow) -> list[int]:
    """Lifts that were funded because the building's trigger had fired."""
    return _entries(
        standing,
        """select entry_id from live_lift_step($head) where step = 'funded' and starts_with(lift, $what || '-')
           and json_extract_string(evidence, '$.funding') = 'trigger'""",
        row.detail["building"],
        after=row.id,
    )


_OTHERS: dict[str, Callable[[Standing, EntryRow], list[int]]] = {
    "lift_step": _later_steps,
    "trigger": _funded_by,
    "poll_opened": _of_poll,
    "dispute": _later_disputes,
}


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
