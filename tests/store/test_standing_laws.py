"""Laws of the book under any sequence of legal deeds: memory equals file, the past never changes, sums add up."""

import asyncio
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftfund_core.commands.advance import book_advance, pay_contractor, repay_advance
from liftfund_core.commands.collection import grant_waiver, record_refund, transfer
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.lifts import record_step
from liftfund_core.commands.phones import CHOICES, answer, reissue_code
from liftfund_core.commands.polls import close_poll, count_placards, open_poll
from liftfund_core.commands.staff import add_staff
from liftfund_core.domain.overhaul import next_steps, required_data
from liftfund_core.domain.trigger import BASES
from liftfund_core.errors import Refusal
from liftfund_core.reports.polls import polls
from liftfund_core.reports.read_board import board
from liftfund_core.reports.status import status, tally
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from liftfund_core.store.verify import verify
from tests.worlds import (
    ADMIN,
    CONSENT,
    COVERED,
    DAY,
    ENTRY,
    EVIDENCE,
    FINANCE,
    HOST,
    TELLER,
    TELLER_TOO,
    Templates,
    pay,
    pay_by_file,
    rows,
    standing_of,
)  # fmt: skip  # one list of names

UNITS = [f"{building}-1-10{n}" for building in "12" for n in range(1, 5)]
LIFTS = ["1-1", "1-2", "2-1", "2-2"]

Number = int
Deed = Callable[[Journal, Number, Number, Number], object]


def _fen(number: int) -> int:
    """Amounts around a unit's due, so that lines are crossed and accounts run over."""
    return (1, 50_000, 58_273, 116_545, 120_000, 215_160)[number % 6]


def _pay(journal: Journal, a: int, b: int, _c: int) -> object:
    return pay(journal, UNITS[a % 8], _fen(b))


def _import(journal: Journal, a: int, b: int, c: int) -> object:
    known = sorted(standing_of(journal).accounts)
    paid = [(known[(a + n) % len(known)], _fen(b + n)) for n in range(1 + c % 4)] if known else []
    return pay_by_file(journal, paid, first_receipt=1 + journal.head) if paid else None


def _refund(journal: Journal, a: int, b: int, _c: int) -> object:
    return record_refund(journal, FINANCE, unit=UNITS[a % 8], amount_fen=_fen(b), paid_on=DAY, document_no="T")


def _waive(journal: Journal, a: int, b: int, _c: int) -> object:
    return grant_waiver(
        journal, FINANCE, **COVERED, unit=UNITS[a % 8], amount_fen=_fen(b), reason_code="other", document_no="P"
    )


def _transfer(journal: Journal, a: int, b: int, c: int) -> object:
    units = {"from_unit": UNITS[a % 8], "to_unit": UNITS[c % 8]}
    return transfer(journal, FINANCE, **CONSENT, **units, amount_fen=_fen(b), transfer_id=f"Z{journal.head}")


def _advance(journal: Journal, a: int, b: int, _c: int) -> object:
    route = ("paid_direct", "deposited")[a % 2]
    told = {"lender": "物业", "document_no": "D", "received_on": DAY}
    return book_advance(journal, FINANCE, amount_fen=_fen(b), route=route, **told)  # type: ignore[arg-type]  # passed on


def _repay(journal: Journal, _a: int, b: int, _c: int) -> object:
    return repay_advance(journal, FINANCE, amount_fen=_fen(b), paid_on=DAY, decision_no="J")


def _spend(journal: Journal, a: int, b: int, _c: int) -> object:
    return pay_contractor(journal, FINANCE, amount_fen=_fen(b), paid_on=DAY, payee="施工", lift=LIFTS[a % 4])


def _void(journal: Journal, a: int, _b: int, _c: int) -> object:
    return void(journal, ADMIN, entry=1 + a % journal.head, reason="登记错了")


def _void_newest(journal: Journal, a: int, _b: int, _c: int) -> object:
    return void(journal, ADMIN, entry=max(journal.head - a % 3, 1), reason="登记错了")


def _replace(journal: Journal, a: int, b: int, c: int) -> object:
    numbers = [entry for (entry,) in rows(journal, "select entry_id from payment order by 1")]
    if not numbers:
        return None
    changes: dict[str, Any] = {"amount_fen": _fen(b)} if c % 2 else {"unit": UNITS[c % 8], "amount_fen": _fen(b)}
    return replace(journal, ADMIN, entry=numbers[a % len(numbers)], changes=changes, reason="看错了")


def _step(journal: Journal, a: int, b: int, c: int) -> object:
    lift = LIFTS[a % 4]
    steps = next_steps(standing_of(journal).lifts[lift], "major_repair")
    if not steps:
        return None
    step = steps[0 if c % 4 else b % len(steps)]
    data = {key: EVIDENCE[key] for key in required_data(step)}
    if "funding" in data:
        data["funding"] = ("advance", "trigger")[b % 2]
    return record_step(journal, ENTRY, lift=lift, step=step, data=data)


def _poll(journal: Journal, a: int, b: int, c: int) -> object:
    code = f"V{a % 2}"
    if c % 5 == 0:
        ways = {"phones": b % 3 > 0, "placards": b % 3 < 2, "hide_results": b % 2 > 0}
        return open_poll(journal, HOST, code=code, title="征询", present=b % 50, **ways)
    if c % 5 == 4:
        return close_poll(journal, HOST, code=code)
    figures = {"for_": b % 7, "against": b % 3, "abstain": 1}
    return count_placards(
        journal, (TELLER, TELLER_TOO)[b % 2], code=code, team="AB"[c % 2], second=c % 5 == 3, reason="重数", **figures
    )


def _answer(journal: Journal, a: int, b: int, c: int) -> object:
    codes = {unit: code for code, unit in standing_of(journal).codes.items()}
    told = {"motion": f"V{b % 2}", "choice": CHOICES[c % 3], "request_id": str(b % 4)}
    return asyncio.run(answer(journal, code=codes.get(UNITS[a % 8], "ABCDABCD"), **told))


def _reissue(journal: Journal, a: int, _b: int, _c: int) -> object:
    return reissue_code(journal, ADMIN, unit=UNITS[a % 8])


def _staff(journal: Journal, a: int, b: int, _c: int) -> object:
    return add_staff(journal, ADMIN, name=f"员工{a % 2}", role=("entry", "host")[b % 2], pin="123456", renew=b % 3 > 0)


DEEDS: tuple[Deed, ...] = (
    *(_pay, _pay, _pay, _pay, _import, _refund, _waive, _transfer, _advance, _repay, _spend),
    *(_void, _void, _void_newest, _replace, _replace, _step, _step, _step, _poll, _poll, _staff),
    *(_answer, _answer, _answer, _reissue),
)
numbers = st.integers(0, 10_000)
sequences = st.lists(st.tuples(st.sampled_from(DEEDS), numbers, numbers, numbers), min_size=1, max_size=25)
slow = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def seen(journal: Journal, head: int) -> Any:
    """Everything that is answered at a head."""
    counts = [tally(poll) for poll in polls(journal, head)]
    return status(board(journal, head)), board(journal, head).buildings, counts


@slow
@given(sequence=sequences, basis=st.sampled_from(BASES))
def test_after_any_deeds_memory_and_file_and_history_agree(
    estates: Templates, sequence: list[tuple[Deed, int, int, int]], basis: str
) -> None:
    with TemporaryDirectory() as folder:
        rules = {"trigger_basis": basis, "budget_fen": 300_000 if basis == "budget" else None}
        journal = estates.copy(Path(folder) / "e.duckdb", **rules)
        answers = {journal.head: seen(journal, journal.head)}
        for deed, a, b, c in sequence:
            try:
                deed(journal, a, b, c)
            except Refusal:
                pass
            else:
                answers[journal.head] = seen(journal, journal.head)
                memory_is_the_file(journal)
        sums_add_up(journal)
        triggers_stand_right_behind_what_fired_them(journal)
        assert {head: seen(journal, head) for head in answers} == answers
        assert verify(journal.database).ok
        journal.close()


def memory_is_the_file(journal: Journal) -> None:
    memory = standing_of(journal)
    with journal.reading() as file:
        fresh = Standing.of(file)
    for field in fields(Standing):
        if field.name != "file":
            assert getattr(memory, field.name) == getattr(fresh, field.name), field.name
    assert not memory.unwritten_papers


def sums_add_up(journal: Journal) -> None:
    """The sums of the reports, added up once more by hand from the rows of live entries."""
    gone = {id for (id,) in rows(journal, "select corrects from entry where corrects is not null")}

    def live(table: str, columns: str) -> list[tuple[Any, ...]]:
        return [row for id, *row in rows(journal, f"select entry_id, {columns} from {table}") if id not in gone]

    due: dict[str, int] = dict(live("levy_assessed", "unit, amount_fen"))
    paid = dict.fromkeys(due, 0)
    for table, sign in (("payment", 1), ("transfer_in", 1), ("refund", -1), ("transfer_out", -1)):
        for unit, fen in live(table, "unit, amount_fen"):
            paid[unit] += sign * fen
    for unit, fen in live("waiver", "unit, amount_fen"):
        due[unit] -= fen
    assert min(paid.values()) >= 0 and min(due.values()) >= 0
    now = board(journal)
    collected = sum(fen for (fen,) in live("payment", "amount_fen")) - sum(
        fen for (fen,) in live("refund", "amount_fen")
    )
    assert now.fund.collected_fen == collected == sum(paid.values())
    assert now.fund.balance_fen >= 0 and now.fund.advance_outstanding_fen >= 0
    for line in now.buildings:
        units = [unit for unit in due if unit.startswith(f"{line.code}-") and due[unit] > 0]
        assert line.due_fen == sum(due[unit] for unit in units)
        assert line.collected_fen == sum(min(paid[unit], due[unit]) for unit in units)
        assert line.paid_units == sum(paid[unit] >= due[unit] for unit in units)
        assert line.part_paid_units == sum(0 < paid[unit] < due[unit] for unit in units)
        assert line.charged_units == len(units)


def triggers_stand_right_behind_what_fired_them(journal: Journal) -> None:
    fired = rows(
        journal,
        """select t.building, t.entry_id, e.corrects, before.seal, before.kind, before.recorded_at = e.recorded_at
           from live_trigger($head) t join entry e on e.id = t.entry_id join entry before on before.id = e.id - 1""",
        {"head": journal.head},
    )
    assert len({building for building, *_ in fired}) == len(fired), "a building fires once"
    for _building, _entry, corrects, seal_before, kind_before, same_moment in fired:
        assert corrects is None and seal_before is None and same_moment, "one transaction, sealed once"
        assert kind_before not in ("staff_added", "poll_opened", "lift_step")
