"""Copies of the book: verified when they are made, guarded like the original, put back without losing the old."""

from pathlib import Path
from threading import Event, Thread

import duckdb
import pytest

from liftfund_core.errors import StoreError
from liftfund_core.reports.read_board import board
from liftfund_core.store.backup import backup, restore, settle
from liftfund_core.store.database import open_database
from liftfund_core.store.guards import missing_guards
from liftfund_core.store.head_record import read_head, record_path
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.store.hands import held, tamper
from tests.worlds import Clock, Templates, pay, pay_by_file, rows


def opened(path: Path) -> Journal:
    return Journal.open(path, Clock())


def test_a_backup_has_everything_and_verifies(journal: Journal, tmp_path: Path) -> None:
    pay_by_file(journal, [("1-1-101", 116_545), ("1-1-102", 116_545)])
    copy = backup(journal.database, tmp_path / "copies" / "b.duckdb")
    other = opened(copy)
    assert board(other) == board(journal)
    assert verify(other.database) == verify(journal.database)
    assert missing_guards(other.database.root) == frozenset()
    with pytest.raises(duckdb.Error, match="append-only"):
        other.database.root.execute("delete from payment")
    assert pay(other, "1-1-103", 1).entry == journal.head + 1, "the copy can be worked on"
    other.close()
    assert sorted(path.name for path in copy.parent.iterdir()) == ["b.duckdb", "b.duckdb.head", "b.duckdb.wal"]


def test_a_backup_into_a_folder_is_named_by_the_time(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    one, two = (backup(journal.database, tmp_path / "copies") for _ in range(2))
    assert one != two and one.name.startswith("estate-") and one.suffix == ".duckdb"


def test_a_backup_never_overwrites(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "b.duckdb").write_text("mine")
    with pytest.raises(StoreError, match="已存在"):
        backup(journal.database, tmp_path / "b.duckdb")
    assert (tmp_path / "b.duckdb").read_text() == "mine"


def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "b.duckdb", Path("/proc/self/b.duckdb")):
        with pytest.raises(StoreError, match="磁盘空间"):
            backup(journal.database, place)
    assert not list(tmp_path.glob("**/*.part*"))
    assert pay(journal, "1-1-101", 1), "the meeting goes on"


def test_backups_taken_while_people_pay_are_all_whole(journal: Journal, tmp_path: Path) -> None:
    enough = Event()

    def keep_paying(desk: int) -> None:
        number = 0
        while not enough.is_set():
            number += 1
            pay(journal, "1-1-101", 1, receipt_no=f"{desk}-{number}")

    desks = [Thread(target=keep_paying, args=(desk,)) for desk in range(3)]
    for desk in desks:
        desk.start()
    copies = [backup(journal.database, tmp_path / f"b{n}.duckdb") for n in range(4)]
    enough.set()
    for desk in desks:
        desk.join()
    for copy in copies:
        other = opened(copy)
        assert verify(other.database).ok and 0 < other.head <= journal.head
        other.close()
    assert verify(journal.database).ok


def test_settling_folds_the_log_in_and_takes_its_copy_away(journal: Journal, tmp_path: Path) -> None:
    pay_by_file(journal, [("1-1-101", n) for n in range(1, 500)])
    (tmp_path / "estate.duckdb.settling").write_text("of a time when the power failed")
    settle(journal.database)
    journal.close()
    assert sorted(path.name for path in tmp_path.iterdir() if path.stat().st_size) == [
        "estate.duckdb",
        "estate.duckdb.head",
    ]
    again = opened(tmp_path / "estate.duckdb")
    assert verify(again.database).ok and rows(again, "select count(*) from payment") == [(499,)]
    again.close()


@pytest.fixture
def two(estates: Templates, tmp_path: Path) -> tuple[Path, Path]:
    """A backup with one payment, and the estate file, closed, which has had a second one since."""
    journal = estates.copy(tmp_path / "e.duckdb")
    pay(journal, "1-1-101", 1)
    copy = backup(journal.database, tmp_path / "b.duckdb")
    pay(journal, "1-1-101", 2)
    journal.close()
    return copy, tmp_path / "e.duckdb"


def amounts(path: Path) -> list[int]:
    journal = opened(path)
    found = [fen for (fen,) in rows(journal, "select amount_fen from payment order by 1")]
    assert verify(journal.database).ok
    journal.close()
    return found


def test_restoring_refuses_to_overwrite_and_with_force_keeps_the_old_file_aside(two: tuple[Path, Path]) -> None:
    copy, path = two
    with pytest.raises(StoreError, match="--force"):
        restore(copy, path)
    assert amounts(path) == [1, 2]
    restore(copy, path, force=True)
    assert amounts(path) == [1]
    (aside,) = path.parent.glob("e.duckdb.before-restore-*")
    (log,) = path.parent.glob("e.duckdb.wal.before-restore-*")
    aside.rename(path.with_name("old.duckdb"))
    log.rename(path.with_name("old.duckdb.wal"))
    assert amounts(path.with_name("old.duckdb")) == [1, 2]


def test_restoring_to_a_new_place_needs_no_force(two: tuple[Path, Path]) -> None:
    copy, path = two
    restore(copy, path.parent / "new" / "folder" / "e.duckdb")
    assert amounts(path.parent / "new" / "folder" / "e.duckdb") == [1]


def test_restoring_twice_in_a_row_keeps_both_old_files(two: tuple[Path, Path]) -> None:
    copy, path = two
    restore(copy, path, force=True)
    restore(copy, path, force=True)
    assert len(list(path.parent.glob("e.duckdb.before-restore-*"))) == 2
    assert amounts(path) == [1]


def test_a_damaged_estate_file_can_be_restored_over(two: tuple[Path, Path]) -> None:
    copy, path = two
    path.write_bytes(b"damaged" * 1000)
    restore(copy, path, force=True)
    assert amounts(path) == [1]


def test_a_backup_that_was_worked_on_is_restored_with_its_log(two: tuple[Path, Path]) -> None:
    copy, path = two
    journal = opened(copy)
    pay(journal, "1-1-101", 3)
    journal.close()
    restore(copy, path, force=True)
    assert amounts(path) == [1, 3]
    assert read_head(path) == read_head(copy)


def test_a_backup_that_was_tampered_with_is_not_restored(two: tuple[Path, Path]) -> None:
    copy, path = two
    tamper(copy, "update payment set amount_fen = 100")
    with pytest.raises(StoreError, match="没有通过校验"):
        restore(copy, path, force=True)
    assert amounts(path) == [1, 2]


@pytest.mark.parametrize("wrong", ["missing", "no database"])
def test_what_is_no_backup_is_not_restored(two: tuple[Path, Path], wrong: str) -> None:
    _, path = two
    source = path.with_name("wrong.duckdb")
    if wrong == "no database":
        source.write_text("x" * 9000)
    with pytest.raises(StoreError, match=r"wrong\.duckdb"):
        restore(source, path, force=True)
    assert amounts(path) == [1, 2]


def test_a_file_in_use_is_not_taken_away_from_under_the_program(two: tuple[Path, Path]) -> None:
    copy, path = two
    with held(path) as pid, pytest.raises(StoreError, match=f"PID {pid}"):
        restore(copy, path, force=True)
    assert amounts(path) == [1, 2]
    assert not list(path.parent.glob("*.part*"))


def test_a_backup_without_its_head_record_opens(two: tuple[Path, Path]) -> None:
    copy, _ = two
    record_path(copy).unlink()
    assert amounts(copy) == [1]
    open_database(copy).close()


def test_a_folder_is_never_moved_out_of_the_way(two: tuple[Path, Path]) -> None:
    copy, path = two
    with pytest.raises(StoreError, match="文件夹"):
        restore(copy, path.parent, force=True)
    assert amounts(path) == [1, 2]
