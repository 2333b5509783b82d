"""The power fails in the middle of the meeting: what was acknowledged is there, and is there once."""

import contextlib
import random
import resource
import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from liftfund_core.errors import StoreError
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.worlds import Clock, Templates, copy_files, pay, pay_by_file, rows

CUTS = 50
DESKS = 4
# Children are forked from a server that has loaded everything, so that a cut takes a fifth of a second.
_fresh = get_context("forkserver")
_fresh.set_forkserver_preload(["tests.worlds", "liftfund_core.store.journal"])


def record_until_killed(path: Path, cut: int, again: list[str], line: Connection) -> None:
    """Four desks record payments and say each entry number as soon as they have the receipt."""
    journal = Journal.open(path, Clock())

    def desk(number: int, requests: list[str]) -> None:
        for request in requests:
            receipt = pay(journal, "1-1-101", 100, receipt_no=request, request_id=request)
            line.send((request, receipt.entry))

    desks = []
    for number in range(DESKS):
        requests = again[number::DESKS] + [f"{cut}-{number}-{n}" for n in range(100_000)]
        desks.append(Thread(target=desk, args=(number, requests)))
        desks[-1].start()


def acknowledged(path: Path, cut: int, again: list[str], patience: int) -> dict[str, int]:
    """What a child acknowledged before it was killed, at a moment that nobody chose."""
    ours, theirs = _fresh.Pipe(duplex=False)
    child = _fresh.Process(target=record_until_killed, args=(path, cut, again, theirs))
    child.start()
    theirs.close()
    told: dict[str, int] = {}
    with contextlib.suppress(EOFError):
        while len(told) < patience:
            told.update([ours.recv()])
    child.kill()
    with contextlib.suppress(EOFError, OSError):
        while True:
            told.update([ours.recv()])
    child.join()
    assert child.exitcode == -9 and told, "it was killed while it worked"
    return told


def test_fifty_power_cuts_lose_nothing_acknowledged_and_write_nothing_twice(estates: Templates, tmp_path: Path) -> None:
    path, chance = tmp_path / "e.duckdb", random.Random(17)
    estates.copy(path).close()
    told: dict[str, int] = {}
    lost_on_the_way: list[str] = []
    for cut in range(CUTS):
        told |= acknowledged(path, cut, lost_on_the_way, chance.randrange(1, 25))
        journal = Journal.open(path, Clock())
        written = dict(rows(journal, "select request_id, id from entry where request_id is not null"))
        assert {request: written.get(request) for request in told} == told
        assert rows(journal, "select count(*), max(id) from entry") == [(journal.head, journal.head)]
        assert rows(journal, "select receipt_no from payment group by 1 having count(*) > 1") == []
        assert verify(journal.database).ok
        # Their senders never heard; they will send the same requests again.
        lost_on_the_way = sorted(written.keys() - told.keys())
        journal.close()
    assert len(told) > CUTS


def import_until_killed(path: Path, line: Connection) -> None:
    journal = Journal.open(path, Clock())
    line.send("ready")
    pay_by_file(journal, [(f"1-1-10{1 + n % 4}", 1_000 + n) for n in range(3_000)])
    line.send("written")


def test_a_power_cut_during_an_import_leaves_all_of_it_or_nothing(estates: Templates, tmp_path: Path) -> None:
    estates.copy(tmp_path / "before.duckdb").close()
    chance, outcomes = random.Random(3), set()
    for cut in range(8):
        path = tmp_path / f"{cut}.duckdb"
        copy_files(tmp_path / "before.duckdb", path)
        ours, theirs = _fresh.Pipe(duplex=False)
        child = _fresh.Process(target=import_until_killed, args=(path, theirs))
        child.start()
        theirs.close()
        assert ours.recv() == "ready"
        acknowledged_too = ours.poll(chance.uniform(0.0, 0.3) if cut else 30) and ours.recv() == "written"
        child.kill()
        child.join()
        journal = Journal.open(path, Clock())
        ((count,),) = rows(journal, "select count(*) from payment")
        assert count == 3_000 if acknowledged_too else count in (0, 3_000)
        assert verify(journal.database).ok
        outcomes.add(count)
        journal.close()
    assert 3_000 in outcomes


def pay_on_a_full_disk(path: Path, line: Connection) -> None:
    """Pay until the disk takes no more, say so, then free some room and go on."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    journal, told = Journal.open(path, Clock()), []
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.with_name(f"{path.name}.wal").stat().st_size + 3_000, most))
    sentences = set()
    for _ in range(12):
        try:
            told.append(pay(journal, "1-1-101", 1).entry)
        except StoreError as refusal:
            sentences.add(refusal.sentence())
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    told.append(pay(journal, "1-1-101", 1).entry)
    line.send((told, sentences))


def test_a_full_disk_refuses_in_a_sentence_and_the_meeting_goes_on_when_there_is_room(
    estates: Templates, tmp_path: Path
) -> None:
    path = tmp_path / "e.duckdb"
    estates.copy(path).close()
    ours, theirs = _fresh.Pipe(duplex=False)
    child = _fresh.Process(target=pay_on_a_full_disk, args=(path, theirs))
    child.start()
    theirs.close()
    told, sentences = ours.recv()
    child.join()
    assert 1 < len(told) < 12 and len(sentences) == 1 and "磁盘空间" in sentences.pop()
    journal = Journal.open(path, Clock())
    assert [id for (id,) in rows(journal, "select entry_id from payment order by 1")] == told
    assert verify(journal.database).ok
    journal.close()
