"""The estate file: one DuckDB database that is opened, brought up to date and guarded here, and nowhere else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from liftfund_core.domain.journal import GENESIS
from liftfund_core.errors import StoreError
from liftfund_core.store.deeds import KINDS
from liftfund_core.store.guards import missing_guards, put_up_guards
from liftfund_core.store.head_record import NO_HEAD, Head, read_head
from liftfund_core.store.rows import first_row
from liftfund_core.store.whynot import NO_ESTATE_FILE, why_not
from liftfund_core.words import N_

_HERE = Path(__file__).parent
# The log is folded into the file by the backup job alone, right after a verified copy: a power cut inside a
# checkpoint can leave a file that does not open.
_STORAGE: dict[str, str] = {"storage_compatibility_version": "v2.0.0", "checkpoint_threshold": "1TB"}
# Digests are noise: looking for words in them that repeat takes two thirds of an import's writing.
_NO_WORD_LISTS = "set disabled_compression_methods = 'dict_fsst'"

# Every entry's detail in the canonical form that its digest is taken over, and the kind that its table says.
_DETAIL_TEXT = "create or replace view detail_text as " + " union all ".join(
    f"select '{kind}' as kind, * from {kind}_text" for kind in KINDS
)


def migrations() -> list[tuple[int, Path]]:
    """The numbered schema files in order: (version, path)."""
    return sorted((int(path.name[:3]), path) for path in (_HERE / "schema").glob("[0-9]*.sql"))


class Database:
    """An open estate file. Connections are never shared between threads: take a `cursor()` per unit of work."""

    def __init__(self, path: Path, root: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.root = root
        self._opening = threading.Lock()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own to the same file, closed afterwards."""
        with self._opening:
            connection = self.root.cursor()
        with connection:
            yield connection

    def head(self) -> Head:
        """The newest entry of the file and its seal."""
        row = first_row(self.root, "select id, seal from entry order by id desc limit 1")
        return Head(row[0], row[1]) if row else NO_HEAD

    def close(self) -> None:
        """Close the file; what was committed stays in its log until the next backup."""
        self.root.close()


def create_database(path: Path) -> Database:
    """A new, empty, guarded estate file.

    Raises:
        StoreError: there is a file already, or the folder cannot be written.
    """
    if _is_there(path):
        raise StoreError(N_("{path} 已存在；请换一个文件名，或先把旧文件移走。"), path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise why_not(path, PermissionError("Permission denied")) from error
    log = path.with_name(path.name + ".wal")
    if log.exists():  # of a file that was taken away; it must not be played into the new one, and may still be needed
        log.rename(log.with_name(f"{log.name}.left-{datetime.now():%Y%m%d-%H%M%S}"))
    database = Database(path, _connect(path))
    with _closing_unless_well(database):
        _migrate(database)
    return database


def open_database(path: Path, *, trusting: bool = False) -> Database:
    """An existing estate file, migrated, with its guards and its head checked.

    Args:
        path: the DuckDB file.
        trusting: open even when guards are missing or entries were lost, so that `verify` can say which.

    Raises:
        StoreError: no such file, not an estate file, newer than this program, held by another process, damaged,
            behind its head record, or without its guards.
    """
    if not _is_there(path):
        raise StoreError(N_("没有找到数据文件 {path}；请先运行 init 新建，或用 --db 指明文件位置。"), path=path)
    database = Database(path, _connect(path))
    with _closing_unless_well(database):
        if not schema_version(database.root):
            raise StoreError(NO_ESTATE_FILE, path=path)
        _migrate(database)
        if not trusting:
            _check_head(database)
            _check_guards(database)
    return database


def _is_there(path: Path) -> bool:
    """Whether there is such a file, or a sentence where one may not even look."""
    try:
        return path.exists()
    except OSError as error:
        raise why_not(path, error) from error


@contextmanager
def _closing_unless_well(database: Database) -> Iterator[None]:
    """Close a file that is no use, and say in a sentence what DuckDB found wrong with it."""
    try:
        yield
    except duckdb.Error as error:
        database.close()
        raise why_not(database.path, error) from error
    except BaseException:
        database.close()
        raise


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the file, or say in one sentence why not."""
    try:
        connection = duckdb.connect(str(path), config=dict(_STORAGE))
        connection.execute("pragma disable_checkpoint_on_shutdown")
        connection.execute(_NO_WORD_LISTS)
        return connection
    except (duckdb.Error, OSError, RuntimeError) as error:
        raise why_not(path, error) from error


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the newest migration that the file has had; 0 for an empty file."""
    tables = first_row(connection, "select count(*) from duckdb_tables() where table_name = 'meta'")
    if not tables or not tables[0]:
        return 0
    row = first_row(connection, "select value from meta where name = 'schema_version'")
    return int(row[0]) if row else 0


def _migrate(database: Database) -> None:
    """Bring the file to the newest schema in one transaction, then guard it; refuse a file from the future."""
    connection, newest = database.root, migrations()[-1][0]
    version = schema_version(connection)
    if version > newest:
        raise StoreError(N_("数据文件 {path} 由更新的版本写成；请先升级本程序再打开。"), path=database.path)
    if version == newest:
        return
    connection.execute("begin")
    for number, path in migrations():
        if number > version:
            connection.execute(path.read_text("utf-8"))
    connection.execute(_DETAIL_TEXT)
    connection.execute("insert or replace into meta values ('schema_version', ?)", [str(newest)])
    put_up_guards(connection)
    connection.execute("commit")


def _check_guards(database: Database) -> None:
    """Refuse a file whose facts can be changed."""
    if missing := missing_guards(database.root):
        raise StoreError(
            N_("数据文件缺少防改保护（{names}）；请运行 verify 查明，再用 restore 恢复最近的备份。"),
            names=N_("、").join(sorted(missing)[:3]),
        )


def _check_head(database: Database) -> None:
    """Refuse a file that has lost acknowledged entries or whose history was exchanged."""
    recorded = read_head(database.path)
    if recorded is None or recorded.seal == GENESIS:
        return
    row = first_row(database.root, "select seal from entry where id = ?", [recorded.number])
    if row is None or row[0] != recorded.seal:
        raise StoreError(
            N_(
                "数据文件停在第 {head} 条，而已确认到第 {recorded} 条，后面的记录丢失或被换过；"
                "请用 restore 恢复最近的备份。"
            ),
            head=database.head().number,
            recorded=recorded.number,
        )
