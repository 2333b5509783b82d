"""One transaction of the journal: the rules are asked, facts get their numbers, rows are written and sealed."""

import contextlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb

from liftfund_core.errors import LiftFundError, Refusal
from liftfund_core.store.bulk import write_sheetful
from liftfund_core.store.codes import issue_missing_codes, load_codes
from liftfund_core.store.database import Database
from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt, Sheetful
from liftfund_core.store.head_record import Head, HeadRecord
from liftfund_core.store.newest import NewestFigures
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import MOVE_MONEY, TAKEN_IN_WHOLE, TAKES_THE_PLACE, Standing
from liftfund_core.store.waiting import Waiting
from liftfund_core.store.writing import NumberedFact, write_facts
from liftfund_core.words import N_

# Python and DuckDB spell these differently in JSON, so that no digest over them would hold.
_UNSEALABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class Writer:
    """The hand that writes: used by the journal's one thread only, with a connection of its own."""

    def __init__(self, database: Database) -> None:
        self.head = database.head()
        self._record = HeadRecord(database.path)
        self._record.write(self.head)
        self._file = database.root.cursor()
        issue_missing_codes(self._file, datetime.now(UTC).replace(tzinfo=None))
        self._standing = Standing.of(self._file)
        self.figures = NewestFigures.of(self._standing)
        newest = first_row(self._file, "select max(recorded_at) from entry")
        self._last_time = (newest[0] if newest else None) or datetime.min

    def commit(self, batch: Sequence[Waiting], now: datetime) -> None:
        """Decide, insert, seal and commit a batch; receipts and refusals are on the deeds, nobody has been told.

        Raises:
            Exception: whatever a deed or the file raised; the caller undoes and tries the deeds one by one.
        """
        recorded_at = max(now, self._last_time)
        self._file.execute("begin")
        self.head = self._write(batch, recorded_at)
        self._last_time = recorded_at
        self._standing.unwritten_papers.clear()

    def record_head(self) -> None:
        """Move the head record, which lies outside the file.

        Raises:
            OSError: it could not be written; the entries are durable all the same.
        """
        self._record.write(self.head)

    def undo(self) -> None:
        """Roll back what a failed transaction had begun."""
        with contextlib.suppress(duckdb.Error):  # the failed statement may have ended the transaction already
            self._file.execute("rollback")

    def reload(self) -> None:
        """Read the memory back from the file, rows of an open transaction included."""
        self._standing = Standing.of(self._file)

    def close(self) -> None:
        """Give back the connection and the head record."""
        self._file.close()
        self._record.close()

    def _write(self, batch: Sequence[Waiting], recorded_at: datetime) -> Head:
        """Everything from begin to commit; returns the new head."""
        head, facts, before, kinds = self.head, list[NumberedFact](), self._standing, set[str]()
        for waiting in batch:
            outcome = self._decide(waiting)
            if outcome is None:
                continue
            if outcome.sheetful is not None:
                head = self._write_sheetful(waiting, outcome.sheetful, outcome, recorded_at)
                kinds |= {outcome.sheetful.kind, "trigger"}
            else:
                numbered = self._numbered(waiting.deed, outcome.facts, recorded_at)
                waiting.receipt = Receipt([n.id for n in numbered], written=len(outcome.facts))
                facts += numbered
                kinds |= {n.fact.kind for n in numbered}
                self._write_plain(outcome)  # after `_numbered`: finding out what a correction does begins anew
        if facts:
            head = write_facts(self._file, facts, recorded_at, head)
        self._file.execute("commit")
        if self._standing is not before:
            self.figures = NewestFigures.of(self._standing)
        else:
            self.figures = self.figures.after(self._standing, kinds)
        return head

    def _write_sheetful(self, waiting: Waiting, sheetful: Sheetful, outcome: Outcome, recorded_at: datetime) -> Head:
        """A sheetful, which stands alone in its transaction, and what it does to the standing."""
        deed, standing, first = waiting.deed, self._standing, self.head.number + 1
        head, fired = write_sheetful(standing, deed, sheetful, recorded_at, self.head)
        waiting.receipt = Receipt(range(first, head.number + 1), written=sheetful.rows.num_rows)
        self._write_plain(outcome)
        if sheetful.kind not in TAKEN_IN_WHOLE:
            self.reload()
            return head
        standing.codes |= issue_missing_codes(self._file, recorded_at)
        standing.take_in(sheetful, [crossing.building for crossing in fired], head.number)
        if deed.request_id is not None:
            standing.requests[deed.request_id] = first
        return head

    def _write_plain(self, outcome: Outcome) -> None:
        for write in outcome.plain:
            write(self._file)
        if any(fact.kind == "code_reissued" for fact in outcome.facts):
            self._standing.codes = load_codes(self._file)

    def _decide(self, waiting: Waiting) -> Outcome | None:
        """Ask the rules; None when they refused or when the request had been written before."""
        deed, waiting.receipt, waiting.refusal = waiting.deed, None, None
        if deed.request_id is not None and deed.request_id in self._standing.requests:
            waiting.receipt = Receipt([self._standing.requests[deed.request_id]], repeated=True)
            return None
        try:
            outcome = deed.decide(self._standing)
            _check_text(deed, outcome)
        except LiftFundError as refusal:
            waiting.refusal = refusal
            return None
        return outcome

    def _numbered(self, deed: Deed, facts: Sequence[Fact], recorded_at: datetime) -> list[NumberedFact]:
        """Give facts their numbers, each followed at once by the trigger that it fires."""
        if any(fact.corrects is not None and fact.kind not in TAKES_THE_PLACE for fact in facts):
            return self._corrected(deed, facts, recorded_at)
        standing, numbered = self._standing, list[NumberedFact]()
        for fact in facts:
            self._next(deed, fact, numbered)
            if fact.kind not in MOVE_MONEY:
                continue
            trigger = standing.trigger_due(standing.accounts[fact.detail["unit"]].building)
            if trigger is not None:
                self._next(deed, trigger, numbered)
        return numbered

    def _next(self, deed: Deed, fact: Fact, numbered: list[NumberedFact]) -> None:
        """Number a fact and take it into account; the request id goes with the deed's first."""
        standing, request_id = self._standing, None if numbered else deed.request_id
        numbered.append(NumberedFact(standing.head + 1, fact, deed.actor, deed.reason, request_id))
        standing.apply(standing.head + 1, fact, deed.actor)
        if request_id is not None:
            standing.requests[request_id] = standing.head

    def _corrected(self, deed: Deed, facts: Sequence[Fact], recorded_at: datetime) -> list[NumberedFact]:
        """A correction changes the past: it is written on trial to read the standing back from the file, then
        written for good together with the triggers that are due after it, under one seal.
        """
        assert deed.alone, "a trial would roll back what neighbours have written"
        numbered = [
            NumberedFact(id, fact, deed.actor, deed.reason, deed.request_id if id == self.head.number + 1 else None)
            for id, fact in enumerate(facts, self.head.number + 1)
        ]
        write_facts(self._file, numbered, recorded_at, self.head)
        self.reload()
        self._file.execute("rollback")
        self._file.execute("begin")
        for code in self._standing.buildings:
            trigger = self._standing.trigger_due(code)
            if trigger is not None:
                self._next(deed, trigger, numbered)
        return numbered


def _check_text(deed: Deed, outcome: Outcome) -> None:
    """Only text that has one spelling in a digest may go into the journal.

    Raises:
        Refusal: control characters in a text.
    """
    said = [deed.actor, deed.reason, deed.request_id]
    for fact in outcome.facts:
        said += fact.detail.values()
    if _UNSEALABLE.search("".join([text for text in said if isinstance(text, str)])):
        raise Refusal(N_("文字里有看不见的控制字符；请删去后重新填写。"))
