"""What the phones said: totals for each poll, and for each receipt whether its answer counts. Never who chose what."""

from dataclasses import dataclass

import duckdb

from liftfund_core.errors import NotFound
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.words import N_


@dataclass(frozen=True)
class PhoneCount:
    """Households whose newest answer is this."""

    for_: int = 0
    against: int = 0
    abstain: int = 0


@dataclass(frozen=True)
class AnswerReceipt:
    """What a receipt proves: its answer is entry `entry`; it counts unless `replaced_by` is a later one."""

    receipt: str
    poll: str
    entry: int
    replaced_by: int | None

    @property
    def counted(self) -> bool:
        """Whether it is in the total."""
        return self.replaced_by is None


def phone_counts(file: duckdb.DuckDBPyConnection, head: int) -> dict[str, PhoneCount]:
    """Poll code -> its totals at a head."""
    rows = file.execute(
        """select poll, count(*) filter (choice = 'for'), count(*) filter (choice = 'against'),
                  count(*) filter (choice = 'abstain')
           from live_poll_answer(?) group by poll""",
        [head],
    ).fetchall()
    return {poll: PhoneCount(*counts) for poll, *counts in rows}


def receipt(journal: Journal, text: str) -> AnswerReceipt:
    """What became of the answer with this receipt.

    Raises:
        NotFound: no answer has it.
    """
    with journal.reading() as file:
        found = first_row(file, "select poll, entry_id from poll_answer where receipt = ?", [text])
        if found is None:
            raise NotFound(N_("没有这张回执；请核对回执号，或重新提交答复。"))
        poll, entry = found
        by = first_row(file, "select id from entry where corrects = ?", [entry])
    return AnswerReceipt(text, poll, entry, by[0] if by else None)
