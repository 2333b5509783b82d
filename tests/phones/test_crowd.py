"""A full venue: 1,080 households, three polls at once; nothing lost, nothing twice, whoever pulls the plug."""

import asyncio
import json
import random
import threading
import urllib.request
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import sleep

from liftfund_core.commands.polls import close_poll
from liftfund_core.reports.polls import polls
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.e2e.served import free_port, start
from tests.phones.conftest import POLLS, Book, Venue
from tests.phones.crowd import Line, Said, ask_all
from tests.worlds import HOST, rows

CHOICES = ("for", "against", "abstain")


def votes(codes: Sequence[str], seed: int) -> list[Said]:
    """One answer of each household to each poll, one in ten sent twice, one in ten thought over."""
    chance, wanted = random.Random(seed), list[Said]()
    for code in codes:
        for poll in POLLS:
            one = Said(code, poll, chance.choice(CHOICES), f"{code}{poll}")
            wanted.append(one)
            if chance.random() < 0.1:
                wanted.append(one)
            if chance.random() < 0.1:
                wanted.append(Said(code, poll, chance.choice(CHOICES), f"{code}{poll}-2"))
    chance.shuffle(wanted)
    return sorted(wanted, key=lambda said: said.request_id.endswith("-2"))


def last_acknowledged(heard: Sequence[Said]) -> dict[tuple[str, str], tuple[int, str]]:
    """(code, poll) -> the entry and choice that was acknowledged last."""
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for one in heard:
        if one.status in (200, 201):
            said = (int(one.told["entry"]), one.choice)
            last[one.code, one.poll] = max(last.get((one.code, one.poll), said), said)
    return last


def in_the_book(journal: Journal) -> dict[tuple[str, str], tuple[int, str]]:
    """(code, poll) -> the entry and choice that counts."""
    found = rows(
        journal,
        """select h.code, a.poll, a.entry_id, a.choice
           from live_poll_answer(?) a join household_code h on h.unit = a.unit""",
        [journal.head],
    )
    assert len(found) == len({(code, poll) for code, poll, *_ in found}), "one live answer of each household"
    return {(code, poll): (entry, choice) for code, poll, entry, choice in found}


def head(url: str) -> int:
    """The newest entry, as the server says."""
    with urllib.request.urlopen(f"{url}/healthz", timeout=20) as answer:
        return int(json.load(answer)["head"])


async def proved(port: int, heard: Sequence[Said]) -> Counter[bool]:
    """How many receipts are true, over a few connections."""
    receipts, found = iter({one.told["receipt"]: one.told["entry"] for one in heard}.items()), Counter[bool]()

    async def talk() -> None:
        line = Line(port)
        for receipt, entry in receipts:
            status, told = await line.get(f"/api/receipts/{receipt}")
            found[status == 200 and told["entry"] == entry and told["counted"] == (told["replaced_by"] is None)] += 1
        line.hang_up()

    await asyncio.gather(*(talk() for _ in range(8)))
    return found


def test_the_tally_is_what_each_household_said_last(book: Book, tmp_path: Path) -> None:
    served = start(book.path, free_port(), tmp_path / "log")
    port = int(served.url.rpartition(":")[2])
    try:
        heard = asyncio.run(ask_all(port, votes(book.codes, seed=1)))
        some = random.Random(2).sample(heard, 300)
        assert asyncio.run(proved(port, some)).keys() == {True}
    finally:
        served.stop()
    assert {one.status for one in heard} == {200, 201}
    journal = Journal.open(book.path)
    last = last_acknowledged(heard)
    assert in_the_book(journal) == last and len(last) == 3 * 1080
    for poll in polls(journal):
        said = Counter(choice for (_, code), (_, choice) in last.items() if code == poll.code)
        assert (poll.phone_for, poll.phone_against, poll.phone_abstain) == tuple(said[choice] for choice in CHOICES)
    assert verify(journal.database).ok
    journal.close()
    log = (tmp_path / "log").read_text()
    assert "Traceback" not in log and not any(code in log for code in book.codes)


def test_whoever_pulls_the_plug_every_acknowledged_answer_is_there_once(book: Book, tmp_path: Path) -> None:
    served = start(book.path, free_port(), tmp_path / "log")

    def pull() -> None:
        begun = head(served.url)
        while head(served.url) < begun + 1000:
            sleep(0.001)
        served.process.kill()

    plug = threading.Thread(target=pull)
    plug.start()
    heard = asyncio.run(ask_all(int(served.url.rpartition(":")[2]), votes(book.codes, seed=3)))
    plug.join()
    served.process.wait(10)
    last = last_acknowledged(heard)
    assert 0 < len(last) < 3 * 1080, "pulled in the middle"
    journal = Journal.open(book.path)
    kept = in_the_book(journal)
    lost = {key: said for key, said in last.items() if kept.get(key, (0, ""))[0] < said[0]}
    assert lost == {} and verify(journal.database).ok
    assert rows(journal, "select count(*) = count(distinct receipt) from poll_answer") == [(True,)]
    journal.close()


def test_what_is_acknowledged_before_the_closing_counts_and_nothing_after_it(venue: Venue) -> None:
    codes = list(venue.codes.values())
    wanted = [Said(code, "V1", "for" if n % 2 else "against", f"{n}") for n in range(9) for code in codes]
    closed: list[int] = []

    def close() -> None:
        while venue.journal.head < 40:
            sleep(0.001)
        closed.append(close_poll(venue.journal, HOST, code="V1").entry)

    closing = threading.Thread(target=close)
    closing.start()
    heard = asyncio.run(ask_all(venue.port, wanted, connections=8))
    closing.join()
    assert {one.status for one in heard} == {201, 409}
    assert all(one.told["entry"] < closed[0] for one in heard if one.status == 201)
    assert last_acknowledged(heard) == in_the_book(venue.journal)
    assert venue.answer(codes[0], "for", "late").status in (409, 429)
