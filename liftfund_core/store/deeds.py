"""Deeds and facts: what a command hands to the journal, and what it gets back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from liftfund_core.store.standing import Standing

# The kinds of entries, each with a table of its name; the order of writing does not matter.
KINDS = (
    "void", "estate_created", "building_added", "staff_added", "levy_assessed", "payment", "refund", "waiver",
    "transfer_out", "transfer_in", "trigger", "advance", "advance_repayment", "contractor_payment", "lift_step",
    "poll_opened", "placard_count", "poll_closed", "code_reissued", "poll_rules", "poll_answer",
    "message_received", "message_reviewed", "notice_posted",
    "opening_balance", "bank_interest", "bank_fee", "donation", "contract", "contract_stage",
    "payment_request", "request_confirmed", "request_resolved", "release_signed", "expenditure", "supervision_note",
    "payer_named", "money_checked", "waiver_cover", "transfer_consent", "instalment_plan", "dispute",
    "bank_line", "bank_match", "bank_check", "statement_prepared", "statement_published",
)  # fmt: skip  # one name a line would be a page of names


@dataclass(frozen=True)
class Fact:
    """One entry to be: its kind, its detail (integers, text, dates, booleans, None) and the entry it corrects."""

    kind: str
    detail: Mapping[str, Any]
    corrects: int | None = None


@dataclass(frozen=True)
class Sheetful:
    """Many facts of one kind from a file: an Arrow table with the detail columns, in the order of the file."""

    kind: str
    rows: "pa.Table"


PlainWrite = Callable[["duckdb.DuckDBPyConnection"], None]


@dataclass(frozen=True)
class Outcome:
    """What a deed comes to: facts for the journal, or a sheetful of them, and changes to plain reference tables."""

    facts: Sequence[Fact] = ()
    sheetful: Sheetful | None = None
    plain: Sequence[PlainWrite] = ()


@dataclass(frozen=True)
class Deed:
    """What somebody wants done.

    Args:
        actor: who does it, as signed in.
        decide: asks the rules on the standing of the moment; returns the outcome or raises a Refusal. It runs in the
            writer's thread and must not change anything.
        reason: why, where a reason is due.
        request_id: the same id is written once, however often it is sent.
        alone: it reads or corrects the file itself, so it gets a transaction of its own.
    """

    actor: str
    decide: Callable[["Standing"], Outcome]
    reason: str | None = None
    request_id: str | None = None
    alone: bool = False


@dataclass(frozen=True)
class Receipt:
    """The proof that a deed is durable.

    Args:
        entries: its entry numbers, a trigger that it fired included; empty for a change of a plain table.
        repeated: it had been written before, under the same request id.
        written: how many facts it asked for.
    """

    entries: Sequence[int] = ()
    repeated: bool = False
    written: int = 0

    @property
    def entry(self) -> int:
        """The number of the deed's own first entry; 0 for a plain change."""
        return self.entries[0] if self.entries else 0
