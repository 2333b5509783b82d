"""Opening an estate file: it opens whole, or one sentence says why not and what to do."""

import codecs
import os
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import duckdb
import pytest

from liftfund_core.commands.estate import BuildingPlan, EstatePlan, create_estate
from liftfund_core.errors import StoreError
from liftfund_core.store.backup import backup, settle
from liftfund_core.store.database import create_database, migrations, open_database
from liftfund_core.store.head_record import HeadRecord, read_head, record_path
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.store.hands import held
from tests.worlds import Clock, Templates, copy_files, pay, rows

_fresh = get_context("forkserver")
_fresh.set_forkserver_preload(["tests.worlds", "liftfund_core.store.journal"])


@pytest.fixture
def closed(estates: Templates, tmp_path: Path) -> Path:
    """An estate file with one payment, closed."""
    journal = estates.copy(tmp_path / "e.duckdb")
    pay(journal, "1-1-101", 500)
    journal.close()
    return tmp_path / "e.duckdb"


def refused(path: Path) -> str:
    """The one sentence with which opening is refused, in both languages."""
    with pytest.raises(StoreError) as told:
        Journal.open(path).close()
    sentence = told.value.sentence()
    assert sentence.endswith("。") and "\n" not in sentence and "Error" not in sentence
    return sentence


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    assert "init" in refused(tmp_path / "none.duckdb")
    assert list(tmp_path.iterdir()) == [], "looking for a file makes none"


@pytest.mark.parametrize(
    "content", [b"unit,amount\n1-1-101,5\n" * 500, b"", b"x", b"\x00" * 20_000], ids=["csv", "empty", "byte", "zeros"]
)
def test_a_file_that_is_no_database_is_told_as_such_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.duckdb"
    path.write_bytes(content)
    assert "list.duckdb" in refused(path)
    assert path.read_bytes() == content
    assert not record_path(path).exists()


def test_a_database_of_another_program_is_told_as_such_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as file:
        file.execute("create table invoice (id int); insert into invoice values (7)")
    assert "不是电梯大修看板的数据文件" in refused(path)
    with duckdb.connect(str(path)) as file:
        assert file.execute("select table_name from duckdb_tables()").fetchall() == [("invoice",)]


def test_an_empty_database_is_no_estate_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    duckdb.connect(str(path)).close()
    assert "不是电梯大修看板的数据文件" in refused(path)


def test_a_file_from_a_newer_program_asks_for_an_upgrade(closed: Path) -> None:
    with duckdb.connect(str(closed)) as file:
        file.execute("update meta set value = '999' where name = 'schema_version'")
    assert "升级" in refused(closed)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert str(tmp_path) in refused(tmp_path)


def test_a_path_below_a_file_can_neither_be_opened_nor_made(closed: Path) -> None:
    assert "没有找到" in refused(closed / "e.duckdb")
    with pytest.raises(StoreError) as told:
        create_database(closed / "e.duckdb")
    assert "权限" in told.value.sentence()


def test_a_place_where_nobody_may_write_says_so() -> None:
    with pytest.raises(StoreError) as told:
        create_database(Path("/proc/self/estate.duckdb"))
    assert "/proc/self/estate.duckdb" in told.value.sentence()


@pytest.fixture
def readable(closed: Path) -> Iterator[Path]:
    """A copy of the file in a folder that everybody may read and nobody but root may write."""
    folder = Path(mkdtemp(prefix="liftfund-"))
    copy_files(closed, folder / "e.duckdb")
    yield folder / "e.duckdb"
    folder.chmod(0o755)
    rmtree(folder)


def open_as_nobody(path: Path, line: Connection) -> None:
    """Work on a file as a user whom permission bits bind; root is not such a user."""
    codecs.lookup("ascii")  # read while we still may read the library
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        pay(Journal.open(path), "1-1-101", 1)
        line.send("written")
    except StoreError as refusal:
        line.send(refusal.sentence())


@pytest.mark.parametrize("protected", ["file", "folder", "head record", "log"])
def test_a_protected_file_or_folder_says_that_the_right_to_write_is_missing(readable: Path, protected: str) -> None:
    names = {"file": "e.duckdb", "head record": "e.duckdb.head", "log": "e.duckdb.wal"}
    for name in names.values():
        (readable.parent / name).chmod(0o666)
    if protected == "folder":
        for name in names.values():
            (readable.parent / name).chmod(0o444)
        readable.parent.chmod(0o555)
    else:
        readable.parent.chmod(0o777)
        (readable.parent / names[protected]).chmod(0o444)
    ours, theirs = _fresh.Pipe(duplex=False)
    child = _fresh.Process(target=open_as_nobody, args=(readable, theirs))
    child.start()
    theirs.close()
    assert "权限" in ours.recv()
    child.join()
    assert child.exitcode == 0


def test_a_file_that_another_process_holds_names_that_process(closed: Path) -> None:
    with held(closed) as pid:
        assert f"PID {pid}" in refused(closed)
    Journal.open(closed).close()


def test_a_file_behind_its_head_record_is_refused_with_both_numbers(closed: Path) -> None:
    head = read_head(closed)
    assert head is not None
    record = HeadRecord(closed)
    record.write(type(head)(head.number + 3, "a" * 64))
    record.close()
    sentence = refused(closed)
    assert f"第 {head.number} 条" in sentence and f"第 {head.number + 3} 条" in sentence and "restore" in sentence


def test_a_file_that_lost_its_log_is_refused(closed: Path) -> None:
    closed.with_name("e.duckdb.wal").unlink()
    refused(closed)


def test_a_file_without_its_guards_is_refused(closed: Path) -> None:
    with duckdb.connect(str(closed)) as file:
        file.execute("drop trigger payment_no_delete on payment")
    sentence = refused(closed)
    assert "payment_no_delete" in sentence and "verify" in sentence


@pytest.mark.parametrize("record", ["", "x", "5", "-1 zz\n"])
def test_an_unreadable_head_record_does_not_keep_the_meeting_waiting(closed: Path, record: str) -> None:
    record_path(closed).write_text(record)
    journal = Journal.open(closed)
    head = read_head(closed)
    assert head is not None and head.number == journal.head
    journal.close()


def test_a_file_copied_alone_opens_once_its_log_was_folded_in(closed: Path, tmp_path: Path) -> None:
    database = open_database(closed)
    settle(database)
    database.close()
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "e.duckdb").write_bytes(closed.read_bytes())
    journal = Journal.open(tmp_path / "copy" / "e.duckdb")
    assert verify(journal.database).ok and rows(journal, "select amount_fen from payment") == [(500,)]
    journal.close()


def test_an_existing_file_is_never_made_anew(closed: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(StoreError, match="已存在"):
        create_database(closed)
    assert closed.read_bytes() == before


def test_a_new_file_does_not_swallow_the_log_of_one_that_was_taken_away(closed: Path) -> None:
    closed.unlink()
    journal = create_estate(closed, EstatePlan(buildings=(BuildingPlan("1", 1),)), Clock())
    assert journal.head == 2
    journal.close()
    assert list(closed.parent.glob("*.wal.left-*")), "the old log may still be needed"
    Journal.open(closed).close()


@pytest.mark.parametrize("name", ["temp.duckdb", "copy_of_estate.db", "小区 电梯.duckdb", "a'b\"c.db", "main.db", "x"])
def test_any_file_name_will_do(estates: Templates, tmp_path: Path, name: str) -> None:
    journal = estates.copy(tmp_path / name)
    pay(journal, "1-1-101", 1)
    copy = backup(journal.database, tmp_path / "copies" / name)
    journal.close()
    again = Journal.open(copy)
    assert rows(again, "select count(*) from payment") == [(1,)]
    again.close()


def test_the_schema_is_numbered_without_gap_and_written_in_the_file(closed: Path) -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))
    with duckdb.connect(str(closed)) as file:
        assert file.execute("select value from meta where name = 'schema_version'").fetchall() == [
            (str(migrations()[-1][0]),)
        ]
