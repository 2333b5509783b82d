"""An estate file from before the message board is brought up to date, and nothing in it is lost."""

from pathlib import Path

import duckdb
import pytest

from liftfund_core.commands.messages import leave_message
from liftfund_core.reports.messages import read_messages
from liftfund_core.store.database import migrations
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.worlds import DUE_OF_65, Templates, pay, rows

BEFORE_THE_BOARD = 6
TABLES = ("message_received", "message_reviewed")
_IN_BOTH = """
    select table_name from duckdb_tables() where database_name = 'older'
    intersect select table_name from duckdb_tables() where database_name = 'newer'"""


@pytest.fixture
def older(estates: Templates, tmp_path: Path) -> Path:
    """A file with a payment, as the release before the board would have left it."""
    newer, path = tmp_path / "newer.duckdb", tmp_path / "older.duckdb"
    journal = estates.copy(newer)
    pay(journal, "1-1-101", DUE_OF_65)
    journal.close()
    with duckdb.connect(path, config={"storage_compatibility_version": "v2.0.0"}) as file:
        for number, sql in migrations():
            if number <= BEFORE_THE_BOARD:
                file.execute(sql.read_text("utf-8"))
        file.execute(f"attach '{newer}' as newer (read_only)")
        for (table,) in file.execute(_IN_BOTH).fetchall():
            file.execute(f"insert into {table} by name from newer.{table}")
        file.execute("insert or replace into meta values ('schema_version', ?)", [str(BEFORE_THE_BOARD)])
    return path


def test_an_older_file_gets_its_board_when_it_is_opened(older: Path) -> None:
    journal = Journal.open(older)
    try:
        leave_message(journal, text="电梯真快", kind="blessing")
        assert read_messages(journal).received == 1
        assert verify(journal.database).ok
        assert rows(journal, "select count(*) from live_payment(?)", [journal.head]) == [(1,)]
    finally:
        journal.close()


@pytest.mark.parametrize("table", TABLES)
def test_the_board_is_append_only_after_it(older: Path, table: str) -> None:
    journal = Journal.open(older)
    try:
        with journal.reading() as file, pytest.raises(duckdb.Error, match=f"{table} is append-only"):
            file.execute(f"delete from {table}")
    finally:
        journal.close()
