"""An answer by phone: written once, replaced until the closing, proved by a receipt, refused in one sentence."""

import json
import socket

import pytest

from liftfund_core.commands.phones import reissue_code
from liftfund_core.commands.polls import close_poll, open_poll, plan_matters
from liftfund_core.errors import StoreError
from liftfund_core.reports.polls import poll
from tests.phones.conftest import Heard, Venue
from tests.worlds import ADMIN, HOST, rows


def counts(venue: Venue, code: str = "V1") -> tuple[int, int, int]:
    found = poll(venue.journal, code)
    return found.phone_for, found.phone_against, found.phone_abstain


def says_why(heard: Heard, status: int) -> None:
    assert heard.status == status, heard.text
    assert list(heard.told) == ["error"] and heard.headers["content-type"] == "application/json"
    assert "Traceback" not in heard.text and "\n" not in heard.text and heard.told["error"][-1] in "。."


def test_an_answer_is_durable_before_it_is_acknowledged(venue: Venue) -> None:
    heard = venue.answer(venue.codes["1-1-101"], "for", "a")
    assert heard.status == 201 and set(heard.told) == {"receipt", "entry"}
    written = rows(venue.journal, "select entry_id, poll, unit, choice, receipt from poll_answer")
    assert written == [(heard.told["entry"], "V1", "1-1-101", "for", heard.told["receipt"])]
    assert counts(venue) == (1, 0, 0)


def test_the_same_request_is_written_once_even_after_the_closing(venue: Venue) -> None:
    code = venue.codes["1-1-101"]
    first = venue.answer(code, "for", "a")
    again = venue.answer(code, "for", "a")
    close_poll(venue.journal, HOST, code="V1")
    late = venue.answer(code, "against", "a")
    assert (again.status, again.told) == (200, first.told) == (late.status, late.told)
    assert counts(venue) == (1, 0, 0)


def test_a_request_id_of_one_household_is_another_request_of_its_neighbour(venue: Venue) -> None:
    assert {venue.answer(venue.codes[unit], "for", "1").status for unit in ("1-1-101", "1-1-102")} == {201}
    assert counts(venue) == (2, 0, 0)


def test_a_new_choice_replaces_the_old_one_and_its_receipt_says_so(venue: Venue) -> None:
    code = venue.codes["1-1-101"]
    old, new = venue.answer(code, "for", "a").told, venue.answer(code, "abstain", "b").told
    assert counts(venue) == (0, 0, 1)
    of_old, of_new = (venue.get(f"/api/receipts/{told['receipt']}").told for told in (old, new))
    assert (of_old["counted"], of_old["entry"], of_old["replaced_by"]) == (False, old["entry"], new["entry"])
    assert (of_new["counted"], of_new["entry"], of_new["replaced_by"]) == (True, new["entry"], None)
    assert "abstain" not in str(of_new) and "1-1-101" not in str(of_new)
    says_why(venue.get("/api/receipts/nobody"), 404)


def test_a_code_is_read_as_people_type_it(venue: Venue) -> None:
    code = venue.codes["1-1-101"]
    assert venue.answer(f" {code[:4].lower()}–{code[4:].lower()} ", "for", "a").status == 201


def test_what_cannot_be_taken_is_refused_in_one_sentence(venue: Venue) -> None:
    code = venue.codes["1-1-101"]
    open_poll(venue.journal, HOST, code="V2", title="只举牌")
    says_why(venue.answer("ABCDABCD", "for", "a"), 403)
    says_why(venue.answer("🙂", "for", "a"), 403)
    says_why(venue.answer(code, "for", "a", poll="V9"), 404)
    says_why(venue.answer(code, "for", "a", poll="‮😀'; drop table entry"), 404)
    says_why(venue.answer(code, "for", "a", poll="V2"), 409)
    close_poll(venue.journal, HOST, code="V1")
    says_why(venue.answer(code, "for", "a"), 409)
    assert counts(venue) == (0, 0, 0)


def test_a_planned_poll_that_has_not_begun_is_not_called_unknown(venue: Venue) -> None:
    plan_matters(venue.journal, HOST, {"M1": "后续管理"})
    told = venue.answer(venue.codes["1-1-101"], "for", "a", poll="M1")
    says_why(told, 409)
    assert "还没有开始" in told.told["error"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 4000, b'{"code": NaN}', b"{}",
        b'{"code": 5, "choice": "for", "request_id": "a"}',
        b'{"code": "ABCDABCD", "choice": ["for"], "request_id": "a"}',
        b'{"code": "ABCDABCD", "choice": "for", "request_id": null}',
        b'{"code": "ABCDABCD", "choice": "for", "request_id": ""}',
        b'{"code": "ABCDABCD", "choice": "for", "request_id": "\\ud800"}',
        b'{"code": "ABCDABCD", "choice": "for"}',
    ],
)  # fmt: skip  # one list of bodies
def test_garbage_is_malformed(venue: Venue, body: bytes) -> None:
    says_why(venue.post(body), 422)


def test_an_unknown_choice_is_malformed(venue: Venue) -> None:
    says_why(venue.answer(venue.codes["1-1-101"], "赞成", "a"), 422)


def test_a_form_is_not_json(venue: Venue) -> None:
    told = json.dumps({"code": venue.codes["1-1-101"], "choice": "for", "request_id": "a"}).encode()
    says_why(venue.ask("POST", "/api/polls/V1/answers", told, **{"content-type": "text/plain"}), 422)


def test_a_flood_is_refused_at_its_head(venue: Venue) -> None:
    with socket.create_connection(("127.0.0.1", venue.port), timeout=10) as line:
        line.sendall(
            b"POST /api/polls/V1/answers HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            b"content-length: 10000000\r\n\r\n" + b"x" * 1000
        )
        assert b" 413 " in line.recv(100)


def test_a_flood_without_a_length_is_cut_off(venue: Venue) -> None:
    with socket.create_connection(("127.0.0.1", venue.port), timeout=10) as line:
        line.sendall(
            b"POST /api/polls/V1/answers HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            b"transfer-encoding: chunked\r\n\r\n" + (b"1000\r\n" + b"x" * 4096 + b"\r\n") * 2
        )
        assert b" 413 " in line.recv(100)


def test_only_our_own_page_answers_from_a_browser(venue: Venue) -> None:
    code, ours = venue.codes["1-1-101"], f"http://127.0.0.1:{venue.port}"
    for origin in ("https://evil.example", "null", "http://[", f"http://127.0.0.1:{venue.port + 1}"):
        says_why(venue.answer(code, "for", "a", origin=origin), 403)
    says_why(venue.answer(code, "for", "a", sec_fetch_site="cross-site"), 403)
    assert venue.answer(code, "for", "a", origin=ours, sec_fetch_site="same-origin").status == 201


def test_the_sentence_comes_in_the_visitors_language(venue: Venue) -> None:
    assert "没有" in venue.answer("ABCDABCD", "for", "a").told["error"]
    assert "没有" in venue.answer("ABCDABCD", "for", "a", accept_language="zh-CN,zh;q=0.9,en;q=0.8").told["error"]
    for said in ("en-GB,en;q=0.9,zh;q=0.5", "en"):
        assert venue.answer("ABCDABCD", "for", "a", accept_language=said).told["error"].isascii()
    assert venue.get("/api/receipts/x?lang=en").told["error"].isascii()


def test_a_lost_slip_opens_nothing_any_more(venue: Venue) -> None:
    old = venue.codes["1-1-101"]
    reissue_code(venue.journal, ADMIN, unit="1-1-101")
    new = venue.codes["1-1-101"]
    assert new != old
    assert (venue.answer(old, "for", "a").status, venue.answer(new, "for", "a").status) == (403, 201)


def test_a_file_that_cannot_be_written_says_so(venue: Venue) -> None:
    code = venue.codes["1-1-101"]
    venue.journal.broken = StoreError("数据文件无法再写入，已停止登记；请检查磁盘空间，然后重新启动程序。")
    says_why(venue.answer(code, "for", "a"), 503)
    venue.journal.broken = None
