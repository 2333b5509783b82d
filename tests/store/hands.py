"""What tests of the store do with their hands: hand deeds in together, tamper with a file, hold one open."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import duckdb

from liftfund_core.store.deeds import Deed, Fact, Outcome, Receipt
from liftfund_core.store.guards import put_up_guards
from liftfund_core.store.journal import Journal
from liftfund_core.store.standing import Standing
from tests.tree import PROJECT
from tests.worlds import DAY

Decide = Callable[[Standing], Outcome]


def paying(unit: str = "1-1-101", fen: int = 100, receipt: str = "R1", **wrong: object) -> Outcome:
    detail = {
        "unit": unit,
        "amount_fen": fen,
        "paid_on": DAY,
        "receipt_no": receipt,
        "channel": "cash",
        "bank_ref": None,
    }
    return Outcome([Fact("payment", {**detail, **wrong})])


def together(journal: Journal, *decisions: Decide, requests: tuple[str | None, ...] = ()) -> list[Future[Receipt]]:
    """Hand deeds in while the writer is busy, so that they end up in one batch."""
    busy, go = Event(), Event()

    def hold(_standing: Standing) -> Outcome:
        busy.set()
        assert go.wait(10)
        return Outcome()

    holding = journal.submit(Deed("hold", hold))
    assert busy.wait(10)
    ids = requests or (None,) * len(decisions)
    promises = [journal.submit(Deed("甲", decide, request_id=id)) for decide, id in zip(decisions, ids, strict=True)]
    go.set()
    holding.result(10)
    return promises


def tamper(path: Path, *statements: str, guards_back: bool = True) -> None:
    """Change the file with a plain DuckDB, past its guards, and perhaps put them up again."""
    with duckdb.connect(str(path)) as file:
        for guard, table in file.execute("select trigger_name, table_name from duckdb_triggers()").fetchall():
            file.execute(f'drop trigger {guard} on "{table}"')
        for statement in statements:
            file.execute(statement)
        if guards_back:
            put_up_guards(file)


HOLDER = """
import sys
from pathlib import Path
from liftfund_core.store.journal import Journal
journal = Journal.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(path: Path) -> Iterator[int]:
    """The file open in a second process; gives its number."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"open\n"
        yield holder.pid
        holder.communicate()
