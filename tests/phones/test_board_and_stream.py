"""What everyone may see: the board masked, the stream as its pulse, and never a household in either."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from liftfund_core.commands.polls import close_poll, count_placards, open_poll
from liftfund_core.demo import write_demo
from liftfund_core.reports.polls import polls
from liftfund_core.reports.public_status import public_status
from liftfund_core.reports.read_board import board
from liftfund_core.reports.snapshot import snapshots
from liftfund_core.store.journal import Journal
from tests.phones.conftest import Venue
from tests.worlds import DUE_OF_65, HOST, TELLER, estate, pay, rows


@contextmanager
def listening(venue: Venue, *headers: str) -> Iterator[socket.socket]:
    """A screen that listens."""
    with socket.create_connection(("127.0.0.1", venue.port), timeout=10) as line:
        more = "".join(f"{header}\r\n" for header in headers)
        line.sendall(f"GET /api/stream HTTP/1.1\r\nhost: x\r\n{more}\r\n".encode())
        yield line


def heard(line: socket.socket, wanted: bytes) -> bytes:
    """What comes until a text is there."""
    said = b""
    while wanted not in said:
        piece = line.recv(65536)
        assert piece, said
        said += piece
    return said


def test_the_board_is_as_new_as_the_question_and_kept_while_its_head_stays(venue: Venue) -> None:
    first = venue.get("/api/board")
    assert first.status == 200 and first.told["head"] == venue.journal.head
    tag = first.headers["etag"]
    assert tag == f'"{venue.journal.head}"' and venue.get("/api/board", if_none_match=tag).status == 304
    venue.answer(venue.codes["1-1-101"], "for", "a")
    second = venue.get("/api/board", if_none_match=tag)
    assert second.status == 200 and second.told["polls"][0]["phones"] == {"for": 1, "against": 0, "abstain": 0}


def test_hidden_results_come_out_at_the_closing(venue: Venue) -> None:
    open_poll(venue.journal, HOST, code="V2", title="悄悄", phones=True, hide_results=True)
    count_placards(venue.journal, TELLER, code="V2", team="A", for_=31, against=2, abstain=1)
    venue.answer(venue.codes["1-1-101"], "against", "a", poll="V2")
    hidden = venue.get("/api/board").told["polls"][1]
    assert hidden["hidden"] and set(hidden["phones"].values()) == {None} and hidden["placards"]["for"] is None
    assert "teams" not in hidden
    close_poll(venue.journal, HOST, code="V2")
    shown = venue.get("/api/board").told["polls"][1]
    assert (shown["phones"]["against"], shown["placards"]["for"], shown["hidden"]) == (1, 31, False)


def test_the_stream_tells_each_change_once(venue: Venue) -> None:
    with listening(venue) as line:
        heard(line, f"id: {venue.journal.head}\ndata: ".encode())
        entry = venue.answer(venue.codes["1-1-101"], "for", "a").told["entry"]
        said = heard(line, b'"hidden":false,"takes"').split(b"data: ")[-1]
        assert f'"head":{entry},'.encode() in said and b'"phones":{"for":1,' in said
    known = f"last-event-id: {venue.journal.head}"
    with listening(venue, known) as line:
        assert b"data:" not in heard(line, b"retry: 2000\n\n")


def test_streams_end_with_the_snapshots_so_that_the_server_can(venue: Venue) -> None:
    with listening(venue) as line:
        heard(line, b"data: ")
        snapshots(venue.journal).end()
        heard(line, b"0\r\n\r\n")
    assert venue.get("/healthz").status == 200


@pytest.mark.parametrize(("paid", "shown"), [(0, 0), (3, "<5"), (5, 5), (7, ">=6"), (10, 10)])
def test_a_small_cell_is_hidden_with_everything_that_tells_it(tmp_path: Path, paid: int, shown: object) -> None:
    journal = estate(tmp_path / "e.duckdb", {"1": [6500] * 10, "2": [6500] * 10})
    for number in range(paid):
        pay(journal, f"1-1-{101 + number}", DUE_OF_65)
    told = public_status(board(journal), polls(journal))
    one, totals = told["buildings"][0], told["totals"]
    assert one["paid_units"] == shown
    masked = isinstance(shown, str)
    for amount in (one["collected_fen"], one["due_fen"], totals["collected_fen"], told["fund"]["collected_fen"]):
        assert (amount is None) if masked else (amount % 100_000 == 0)
    assert isinstance(one["rate_bp_household"], str) == masked == isinstance(totals["rate_bp_household"], str)
    assert masked == isinstance(totals["paid_units"], str)
    journal.close()


def test_board_and_stream_of_the_demo_name_no_household(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo.duckdb")
    journal = Journal.open(tmp_path / "demo.duckdb")
    made = snapshots(journal)
    while made.newest is None:
        made.moved()
    said = (made.newest.body + made.newest.event).decode()
    secrets = [text for row in rows(journal, "select unit, code from household_code") for text in row]
    secrets += [text for (text,) in rows(journal, "select distinct owner_name from unit where owner_name is not null")]
    assert [secret for secret in secrets if secret in said] == []
    assert re.search(r'_units":[1-4][,}]', said) is None
    journal.close()
