"""Bad guests: thousands who only listen, some who never finish a sentence, one who shouts; the meeting goes on."""

import asyncio
import json
import resource
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import pytest

from benchmarks.wire import Screen
from liftfund_core.web import json_posts
from tests.e2e.served import Served, free_port, serving, start
from tests.phones.conftest import Book, Venue
from tests.phones.crowd import Line, Said, ask_all

LISTENERS = 2_000
STOCK_LIMIT = 1_024  # open files, on a system that nobody has asked for more
PATIENCE_S = 60  # for what must come at all
SHOUTS = 2_000
HEAD = b"POST /api/polls/V1/answers HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"

Talk = tuple[StreamReader, StreamWriter]


def port_of(served: Served) -> int:
    return int(served.url.rpartition(":")[2])


@contextmanager
def files_allowed(wanted: int) -> Iterator[int]:
    """So many open files for this process, or as many as it may have at most; gives that number."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    yield allowed
    resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))


async def said(port: int, text: bytes) -> Talk:
    """A line on which somebody has said something."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text)
    await writer.drain()
    return reader, writer


async def listening(port: int) -> Talk:
    """Somebody who listens and has heard how things stand."""
    line = await said(port, b"GET /api/stream HTTP/1.1\r\nhost: x\r\n\r\n")
    await line[0].readuntil(b"data: ")
    return line


async def hung(served: Served) -> Screen:
    """A wall that is drawn."""
    wall = Screen(served.url, query="scene=vote&m=V1")
    await wall.open()
    await asyncio.wait_for(wall.finished(), PATIENCE_S)
    return wall


def test_thousands_who_only_listen_keep_nobody_from_answering_and_the_wall_alive(book: Book, tmp_path: Path) -> None:
    async def meet(served: Served, listeners: int) -> None:
        port, lines = port_of(served), list[Talk]()
        while len(lines) < listeners:
            lines += await asyncio.gather(*(listening(port) for _ in range(min(100, listeners - len(lines)))))
        wall = await hung(served)
        (told,) = await ask_all(port, [Said(book.codes[0], "V1", "for", "a")], connections=1)
        assert told.status == 201
        news = b"id: %d\n" % told.told["entry"]
        await asyncio.wait_for(asyncio.gather(*(reader.readuntil(news) for reader, _ in lines)), PATIENCE_S)
        drawn = len(wall.beats)
        await wall.run(wall.fragments[0][0])
        await asyncio.wait_for(wall.finished(), PATIENCE_S)
        assert len(wall.beats) > drawn
        for _, writer in lines:
            writer.close()
        assert (await Line(port).get("/healthz"))[1]["head"] == told.told["entry"]

    with files_allowed(STOCK_LIMIT):
        served = start(book.path, free_port(), tmp_path / "log")
    try:
        with files_allowed(LISTENERS + 500) as allowed:
            asyncio.run(meet(served, allowed - 500))
    finally:
        served.stop()
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_who_speaks_slowly_holds_up_nobody_and_is_heard_to_the_end(venue: Venue) -> None:
    slow, *quick = venue.codes.values()
    body = json.dumps({"code": slow, "choice": "for", "request_id": "slow"}).encode()
    asked = HEAD % len(body) + body

    async def meet() -> bytes:
        broken_off = [await said(venue.port, asked[: len(asked) * n // 50]) for n in range(1, 50)]
        reader, writer = await said(venue.port, asked[:-20])
        told = await ask_all(venue.port, [Said(code, "V1", "for", "a") for code in quick], connections=4)
        assert {one.status for one in told} == {201}
        for byte in asked[-20:]:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.01)
        answer = await reader.readuntil(b"}")
        for _, line in [*broken_off, (reader, writer)]:
            line.close()
        return answer

    assert b" 201 " in asyncio.run(meet())
    assert venue.get("/healthz").told["status"] == "ok"


def test_who_never_finishes_is_told_so_and_let_go(venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_posts, "PATIENCE_S", 0.3)

    async def dribble(every_s: float) -> bytes:
        """A byte now and then, which does not buy more time."""
        reader, writer = await said(venue.port, HEAD % 4000)
        answer = asyncio.create_task(reader.read())
        while not answer.done():
            writer.write(b" ")
            await asyncio.wait((answer,), timeout=every_s)
        writer.close()
        return answer.result()

    async def meet() -> list[bytes]:
        every_s = [0.02] * 5 + [PATIENCE_S] * 5
        return await asyncio.wait_for(asyncio.gather(*map(dribble, every_s)), PATIENCE_S)

    for answer in asyncio.run(meet()):
        head, _, body = answer.partition(b"\r\n\r\n")
        assert b" 408 " in head and list(json.loads(body)) == ["error"]


def shouts(codes: list[str]) -> Iterator[tuple[str, bytes, int]]:
    """(path, body, status): all the nonsense there is, over and over."""
    for code in cycle(codes):
        answer = {"code": code, "choice": "for", "request_id": "x"}
        for path, told, status in (
            ("V1", b"{", 422),
            ("V1", b"\xff\xfe\x00", 422),
            ("V1", b"[" * 4000, 422),
            ("V1", b"x" * 5000, 413),
            ("V1", {**answer, "code": 5}, 422),
            ("V1", {**answer, "choice": "<script>alert(1)</script>"}, 422),
            ("V1", {**answer, "code": "ABCDABCD"}, 403),
            ("V1", {**answer, "code": "‮😀"}, 403),
            ("NO-SUCH-POLL", answer, 404),
        ):
            body = told if isinstance(told, bytes) else json.dumps(told).encode()
            yield f"/api/polls/{path}/answers", body, status


def test_who_shouts_is_answered_in_a_sentence_and_drowns_nobody_out(book: Book, tmp_path: Path) -> None:
    async def shout(port: int, nonsense: Iterator[tuple[str, bytes, int]]) -> None:
        line = Line(port)
        for path, body, status in nonsense:
            heard, told = await line.post(path, body)
            assert heard in (status, 429) and list(told) == ["error"] and "\n" not in told["error"], (heard, told)
        line.hang_up()

    async def meet(served: Served) -> None:
        port, nonsense = port_of(served), islice(shouts(book.codes[:500]), SHOUTS)
        wall = await hung(served)
        shouting = asyncio.gather(*(shout(port, nonsense) for _ in range(300)))
        line, drawn = Line(port), len(wall.beats)
        for code in book.codes[500:540]:
            (told,) = await ask_all(port, [Said(code, "V1", "for", "a")], connections=1)
            assert told.status == 201
            assert (await line.get("/healthz"))[1]["head"] >= told.told["entry"]
        await wall.run(wall.fragments[0][0])
        await asyncio.wait_for(wall.finished(), PATIENCE_S)
        assert len(wall.beats) > drawn
        await asyncio.wait_for(shouting, PATIENCE_S)
        line.hang_up()

    with serving(book.path, tmp_path / "log") as served:
        asyncio.run(meet(served))
    assert "Traceback" not in (tmp_path / "log").read_text()
