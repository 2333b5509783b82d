"""Payment requests for the people who take the next step: where each stands, and who has done what."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from liftfund_core.domain.approval import Approval, ApprovalState, Release
from liftfund_core.store.journal import Journal


@dataclass(frozen=True)
class StepLine:
    """A step that was taken: requested, confirmed, resolved, released or noted; its paper or finding, if it has one."""

    step: str
    entry: int
    actor: str
    at: datetime
    said: str


@dataclass(frozen=True)
class RequestLine:
    """A live payment request with its steps in order; `stands` is what the rules of approval look at."""

    request_no: str
    payee: str
    contract_no: str | None
    stage: str | None
    lift: str | None
    invoice_no: str | None
    purpose: str
    paid_on: date | None
    stands: Approval
    steps: tuple[StepLine, ...]

    @property
    def state(self) -> ApprovalState:
        """The last step that was taken."""
        return self.stands.state


_REQUESTS = """
    select q.request_no, q.payee, q.contract_no, s.title, q.lift, q.invoice_no, q.purpose, a.requested_fen,
           a.approved_fen, a.noted is not null,
           (select min(paid_on) from live_release_signed($head) r where r.request_no = q.request_no)
    from live_payment_request($head) q join approval($head) a using (request_no)
         left join live_contract_stage($head) s on s.contract_no = q.contract_no and s.stage = q.stage
    where $open is false or a.noted is null order by q.entry_id desc"""
_STEPS = """
    select request_no, step, entry_id, actor, recorded_at, said, amount_fen from (
        select request_no, 'requested' as step, entry_id, applicant as said, amount_fen from live_payment_request($head)
        union all select request_no, 'confirmed', entry_id, document_no, null from live_request_confirmed($head)
        union all select request_no, 'resolved', entry_id, decision_no, approved_fen from live_request_resolved($head)
        union all select request_no, 'released', entry_id, '', amount_fen from live_release_signed($head)
        union all select request_no, 'noted', entry_id, coalesce(note, ''), null from live_supervision_note($head)
    ) join entry on id = entry_id order by entry_id"""


def requests(journal: Journal, head: int | None = None, *, open_only: bool = False) -> tuple[RequestLine, ...]:
    """Every live request, the newest first; those that still wait for a step, or all."""
    at = journal.head if head is None else head
    with journal.reading() as file:
        rows = file.execute(_REQUESTS, {"head": at, "open": open_only}).fetchall()
        steps = _steps(file, at)
    return tuple(_request(row, steps.get(row[0], ())) for row in rows)


def next_request(journal: Journal, head: int | None = None) -> str:
    """The request number after the highest of the series in use: FK-2023-007 -> FK-2023-008; FK-001 at first."""
    at = journal.head if head is None else head
    with journal.reading() as file:
        rows = file.execute("select request_no from live_payment_request(?) order by entry_id", [at]).fetchall()
    found = [match for (number,) in rows if (match := re.fullmatch(r"(.*?)(\d+)", number))]
    if not found:
        return "FK-001"
    stem, digits = found[-1].groups()
    highest = max(int(match[2]) for match in found if match[1] == stem)
    return f"{stem}{highest + 1:0{len(digits)}d}"


def _steps(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, tuple[tuple[StepLine, int | None], ...]]:
    """Request number -> its steps in order, each with its amount."""
    found: dict[str, tuple[tuple[StepLine, int | None], ...]] = {}
    for number, step, entry, actor, at, said, fen in file.execute(_STEPS, {"head": head}).fetchall():
        line = StepLine(step, entry, actor, at.replace(tzinfo=UTC), said)
        found[number] = (*found.get(number, ()), (line, fen))
    return found


def _request(row: tuple[Any, ...], steps: tuple[tuple[StepLine, int | None], ...]) -> RequestLine:
    number, payee, contract_no, stage, lift, invoice, purpose, requested_fen, approved_fen, noted, paid_on = row
    who = {line.step: line.actor for line, _ in steps}
    stands = Approval(
        requested_fen=requested_fen,
        requested_by=who["requested"],
        confirmed_by=who.get("confirmed"),
        approved_fen=approved_fen,
        releases=tuple(Release(line.actor, fen or 0) for line, fen in steps if line.step == "released"),
        noted=noted,
    )
    lines = tuple(line for line, _ in steps)
    return RequestLine(number, payee, contract_no, stage, lift, invoice, purpose, paid_on, stands, lines)
