"""The letterbox for phones: what it takes, what it turns away, and with which status."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

from liftfund_core.errors import StoreError
from liftfund_core.reports.messages import read_messages
from liftfund_core.store.journal import Journal
from liftfund_core.web.app import routes
from liftfund_core.web.crowd import FAILURES_A_MINUTE, LETTERS_A_MINUTE, Crowd
from liftfund_core.web.messages import message_routes
from tests.worlds import rows

LETTER = {"text": "电梯真快", "building": "1", "kind": "blessing", "from_who": "owner", "request_id": "r1"}
Post = Callable[..., tuple[int, dict[str, Any]]]


class Seconds:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def post(journal: Journal, seconds: Seconds) -> Iterator[Post]:
    """Send something to a running letterbox; returns the status and what it said."""
    app = Starlette(routes=message_routes(lambda: journal, Crowd(seconds)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]

    def send(letter: object, query: str = "", **headers: str) -> tuple[int, dict[str, Any]]:
        line = HTTPConnection("127.0.0.1", port, timeout=20)
        own = {"content-type": "application/json", "origin": f"http://127.0.0.1:{port}"}
        body = letter if isinstance(letter, bytes) else json.dumps(letter, ensure_ascii=False).encode()
        told = {key: value for key, value in (own | headers).items() if value}
        line.request("POST", f"/api/messages{query}", body, told)
        answer = line.getresponse()
        said = json.loads(answer.read())
        line.close()
        return answer.status, said

    yield send
    server.should_exit = True
    thread.join()


def test_a_letter_is_kept_and_waits(post: Post, journal: Journal) -> None:
    status, said = post(LETTER)
    assert (status, "审核后" in said["message"]) == (202, True)
    (line,) = read_messages(journal).waiting
    assert (line.text, line.building, line.kind, line.from_who, line.source) == (
        *("电梯真快", "1", "blessing", "owner"),
        "phone",
    )
    assert said["receipt"] == str(line.id) == str(journal.head)


def test_building_and_author_may_be_left_out(post: Post, journal: Journal) -> None:
    letter = {key: LETTER[key] for key in ("text", "kind", "request_id")}
    assert post({**letter, "building": None})[0] == 202
    (line,) = read_messages(journal).lines
    assert (line.building, line.from_who) == (None, "resident")


def test_the_same_request_gets_the_same_answer_and_writes_once(post: Post, journal: Journal) -> None:
    assert post(LETTER) == post({**LETTER, "text": "又来一次"})
    assert read_messages(journal).received == 1
    assert post({**LETTER, "request_id": "r2"})[1]["receipt"] != post(LETTER)[1]["receipt"]


def test_a_phone_number_never_reaches_the_file(post: Post, journal: Journal) -> None:
    post({**LETTER, "text": "请打13812345678"})
    assert rows(journal, "select text from message_received") == [("请打***",)]


@pytest.mark.parametrize(
    "letter",
    [
        b"",
        b"{",
        b"[1]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 4000,
        {},
        {**LETTER, "text": ""},
        {**LETTER, "text": " \u200b"},
        {**LETTER, "text": 5},
        {**LETTER, "text": "长" * 201},
        {**LETTER, "kind": "praise"},
        {**LETTER, "kind": None},
        {**LETTER, "from_who": "mayor"},
        {**LETTER, "building": "77"},
        {**LETTER, "building": ["1"]},
        {**LETTER, "request_id": None},
        {**LETTER, "request_id": ""},
        {**LETTER, "request_id": "x" * 65},
    ],
)
def test_a_malformed_letter_is_turned_away_with_one_sentence(post: Post, journal: Journal, letter: object) -> None:
    head = journal.head
    status, said = post(letter)
    assert status == 422
    assert said["error"].endswith(("。", "！"))
    assert journal.head == head


def test_half_an_emoji_is_left_out_and_markup_is_text(post: Post, journal: Journal) -> None:
    assert post(json.dumps({**LETTER, "text": "好\ud83d<b>"}).encode())[0] == 202
    assert read_messages(journal).lines[0].text == "好<b>"


def test_too_large_foreign_and_formless_letters_are_turned_away(post: Post, journal: Journal) -> None:
    head = journal.head
    assert post({**LETTER, "text": "长" * 5000})[0] == 413
    assert post(LETTER, origin="http://elsewhere.example")[0] == 403
    assert post(LETTER, origin="null")[0] == 403
    assert post(LETTER, **{"content-type": "text/plain"})[0] == 422
    assert journal.head == head
    assert post(LETTER, origin="")[0] == 202


def test_a_venue_shares_one_address(post: Post, journal: Journal) -> None:
    assert {post({**LETTER, "request_id": f"v{n}"})[0] for n in range(150)} == {202}
    assert read_messages(journal).received == 150


def test_an_address_that_fails_all_the_time_waits(post: Post, seconds: Seconds) -> None:
    assert {post(b"{")[0] for _ in range(FAILURES_A_MINUTE)} == {422}
    status, said = post(LETTER)
    assert status == 429
    assert "60 秒" in said["error"]
    seconds.now += 60
    assert post(LETTER)[0] == 202


def test_a_crowd_is_let_through_until_it_is_a_flood() -> None:
    seconds = Seconds()
    crowd = Crowd(seconds)
    assert {crowd.wait("venue") for _ in range(LETTERS_A_MINUTE)} == {0}
    assert crowd.wait("venue") == 60
    assert crowd.wait("another") == 0
    seconds.now += 60
    assert crowd.wait("venue") == 0


def test_old_addresses_make_room() -> None:
    crowd = Crowd(Seconds())
    for n in range(6000):
        crowd.wait(f"a{n}")
    assert len(crowd._sent) <= 10_000


def test_english_sentences_and_a_closed_book(post: Post, journal: Journal) -> None:
    assert post({**LETTER, "building": "77"}, "?lang=en")[1]["error"].isascii()
    journal.broken = StoreError("数据文件无法再写入，已停止登记；请检查磁盘空间，然后重新启动程序。")
    status, said = post(LETTER)
    assert (status, "停止登记" in said["error"]) == (503, True)
    journal.broken = None


def test_the_letterbox_is_one_of_our_routes(journal: Journal) -> None:
    assert "/api/messages" in {route.path for route in routes(lambda: journal)}
