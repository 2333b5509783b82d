"""The made-up bank of the demo: each month its statement comes in, is matched, and the month is published."""

from datetime import date, datetime
from pathlib import Path

from liftfund_core.commands.bank import confirm_certain, confirm_match
from liftfund_core.commands.bank_file import import_bank
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.statement import prepare_statement, publish_statement
from liftfund_core.store.bank import reconciliation
from liftfund_core.store.journal import Journal

# First and last day of each published period, and the local moment at which it was published.
PERIODS = (
    (date(2023, 3, 1), date(2023, 3, 31), datetime(2023, 4, 3, 11, 0)),
    (date(2023, 4, 1), date(2023, 4, 30), datetime(2023, 5, 4, 11, 0)),
    (date(2023, 5, 1), date(2023, 5, 31), datetime(2023, 6, 2, 11, 0)),
    (date(2023, 6, 1), date(2023, 6, 30), datetime(2023, 7, 3, 11, 0)),
    (date(2023, 7, 1), date(2023, 7, 14), datetime(2023, 7, 14, 20, 30)),
)


def close_period(journal: Journal, finance: Actor, reviewer: Actor, statement: Path, period: tuple[date, date]) -> None:
    """Bring the bank's lines of a period in, confirm what is the same money, and publish the statement.

    Args:
        statement: the bank's file. period: first and last day.
    """
    header, *lines = statement.read_text("utf-8").splitlines()
    first, last = period
    wanted = [line for line in lines if f"{first}" <= line[:10] <= f"{last}"]
    report = import_bank(journal, finance, "\n".join([header, *wanted]).encode(), statement.name)
    assert not report.findings, [finding.sentence() for finding in report.findings]
    confirm_certain(journal, finance)
    with journal.reading() as file:
        suggested = reconciliation(file, journal.head).suggested
    for match in suggested:
        lines_, entries = [line.id for line in match.lines], [entry.id for entry in match.entries]
        confirm_match(journal, finance, lines=lines_, entries=entries, basis=match.basis)
    ready = prepare_statement(journal, finance, period_from=first, period_to=last)
    publish_statement(journal, reviewer, prepared=ready.entries[-1])
