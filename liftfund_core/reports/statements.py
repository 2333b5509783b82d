"""The published statements as everyone may read them, and the draft of a period for who makes it ready."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from liftfund_core.domain.kept import of_text
from liftfund_core.domain.period import Period
from liftfund_core.domain.statement import Statement
from liftfund_core.errors import NotFound
from liftfund_core.store.bank import bank_balance, book_balance
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing_load import EstateRules, load_estate
from liftfund_core.store.statement import read_statement
from liftfund_core.words import N_

# A publication with what it published, who stood behind it by role, and what became of it.
_PUBLISHED = """
    with role as (
        select name, max_by(role, entry_id) as role from live_staff_added($head) group by name
    )
    select p.entry_id, e.recorded_at, w.recorded_at as withdrawn_at, preparer.role, publisher.role, r.figures, p.digest
    from statement_published p
         join statement_prepared r on r.entry_id = p.prepared_id
         join entry e on e.id = p.entry_id
         join entry d on d.id = p.prepared_id
         left join entry w on w.corrects = p.entry_id and w.id <= $head
         left join role preparer on preparer.name = d.actor
         left join role publisher on publisher.name = e.actor
    where p.entry_id <= $head"""


@dataclass(frozen=True)
class Publication:
    """A statement that was published; what was published stays, also when it was withdrawn.

    Args:
        entry: its number in the journal; 0 for a draft. published_on, withdrawn_on: local days.
        preparer_role, reviewer_role: codes of roles, None where the person is on the staff no longer.
        digest: SHA-256 of the figures as they were made ready.
        changed_fen: by how much corrections since then have changed what should have lain in the account.
    """

    entry: int
    statement: Statement
    published_on: date | None = None
    withdrawn_on: date | None = None
    preparer_role: str | None = None
    reviewer_role: str | None = None
    digest: str = ""
    changed_fen: int = 0

    @property
    def is_draft(self) -> bool:
        """Nobody has published it yet."""
        return self.published_on is None


@dataclass(frozen=True)
class Prepared:
    """A statement that waits for somebody else to publish it."""

    entry: int
    actor: str
    statement: Statement


def publications(journal: Journal, head: int | None = None) -> tuple[Publication, ...]:
    """Every statement that stands published, the latest days first."""
    at = journal.head if head is None else head
    with journal.reading() as file:
        rows = file.execute(f"{_PUBLISHED} and w.id is null order by p.period_to desc, p.entry_id desc", {"head": at})
        return tuple(_publication(file, at, *row) for row in rows.fetchall())


def publication(journal: Journal, entry: int) -> Publication:
    """One publication by its number in the journal, withdrawn ones too.

    Raises:
        NotFound: nothing was published there.
    """
    with journal.reading() as file:
        row = first_row(file, f"{_PUBLISHED} and p.entry_id = $entry", {"head": journal.head, "entry": entry})
        if row is None:
            raise NotFound(N_("第 {entry} 条没有公示过收支表；请从公示列表里选一期。"), entry=entry)
        return _publication(file, journal.head, *row)


def waiting(journal: Journal, head: int | None = None) -> tuple[Prepared, ...]:
    """Statements that were made ready and not published yet, the newest first."""
    with journal.reading() as file:
        rows = file.execute(
            """select p.entry_id, e.actor, p.figures from live_statement_prepared($head) p
                   join entry e on e.id = p.entry_id
               where p.entry_id > coalesce((select max(prepared_id) from live_statement_published($head)), 0)
               order by p.entry_id desc""",
            {"head": journal.head if head is None else head},
        ).fetchall()
    return tuple(Prepared(entry, actor, of_text(Statement, figures)) for entry, actor, figures in rows)


def prepared(journal: Journal, entry: int) -> Publication:
    """A statement that waits to be published, as its reviewer reads it.

    Raises:
        NotFound: none waits there.
    """
    found = next((waits for waits in waiting(journal) if waits.entry == entry), None)
    if found is None:
        raise NotFound(N_("第 {entry} 条不是待公示的收支表；请重新编制。"), entry=entry)
    return Publication(0, found.statement)


def draft(journal: Journal, period: Period, head: int | None = None) -> Publication:
    """A period as it would be told now; the bank's side is what its newest line or check up to the last day says.

    Raises:
        NotFound: there is no estate yet.
    """
    at = journal.head if head is None else head
    with journal.reading() as file:
        told = bank_balance(file, at, period.last)
        return Publication(0, read_statement(file, at, period, bank_fen=told))


def whole_time(journal: Journal) -> Period:
    """From the first movement of the account to today, in the estate's time zone; today alone where nothing moved.

    Raises:
        NotFound: there is no estate yet.
    """
    with journal.reading() as file:
        today = _rules(file, journal.head).day_of(journal.clock())
        row: Any = first_row(file, "select min(day) from account_line(?)", [journal.head])
    return Period(row[0] if row and row[0] else today, today)


def _publication(
    file: duckdb.DuckDBPyConnection,
    head: int,
    entry: int,
    recorded_at: datetime,
    withdrawn_at: datetime | None,
    preparer: str | None,
    publisher: str | None,
    figures: str,
    digest: str,
) -> Publication:
    told, zone = of_text(Statement, figures), _rules(file, head).zone
    days = [at and at.replace(tzinfo=UTC).astimezone(zone).date() for at in (recorded_at, withdrawn_at)]
    changed = book_balance(file, head, told.period_to) - told.closing_fen
    return Publication(entry, told, days[0], days[1], preparer, publisher, digest, changed)


def _rules(file: duckdb.DuckDBPyConnection, head: int) -> EstateRules:
    rules = load_estate(file, head)
    if rules is None:
        raise NotFound(N_("这个数据文件里还没有小区；请先运行 init 新建。"))
    return rules
