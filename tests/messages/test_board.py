"""The message board: masked before it is kept, decided on by the staff, never a name, a room or a number."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liftfund_core.commands.corrections import void
from liftfund_core.commands.messages import RESIDENT, leave_message, review_message
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.message import LONGEST, public_words
from liftfund_core.errors import Conflict, NotAllowed, NotFound, Refusal
from liftfund_core.reports.journal_page import JournalFilter, entries
from liftfund_core.reports.messages import MessageLine, public_messages, read_messages
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.worlds import ADMIN, ENTRY, FINANCE, HOST, REVIEWER, SECRETARY, SUPERVISOR, TELLER, rows

FAMILY = "👨\u200d👩\u200d👧"
PERSONAL = (
    "13812345678",
    "138 1234-5678",
    "11010519491231002X",
    "1-1-909",
    "2栋302室",
    "3号楼2单元1203",
    "010-62345678",
)


def leave(journal: Journal, text: str = "电梯又快又稳，谢谢大家！", kind: str = "blessing", **more: str | None) -> int:
    return leave_message(journal, text=text, kind=kind, **more).entry  # type: ignore[arg-type]  # the fields are texts


def only(journal: Journal) -> MessageLine:
    (line,) = read_messages(journal).lines
    return line


@pytest.mark.parametrize("number", PERSONAL)
def test_what_points_to_a_person_is_gone_before_it_is_kept(journal: Journal, number: str) -> None:
    first = leave(journal, f"我是{number}的，请回电", building="1")
    review_message(journal, HOST, message=first, verdict="edited", text=f"改过：{number}")
    kept = json.dumps(rows(journal, "from detail_text"), ensure_ascii=False)
    kept += json.dumps(rows(journal, "select text from message_received union all select text from message_reviewed"))
    assert "***" in kept
    assert number not in kept
    assert number.encode() not in journal.database.path.with_name("estate.duckdb.wal").read_bytes()


def test_a_message_waits_then_is_shown_and_the_writer_is_nobody(journal: Journal) -> None:
    number = leave(journal, building="2")
    assert [line.id for line in read_messages(journal).waiting] == [number]
    assert public_messages(read_messages(journal)).shown == ()
    assert rows(journal, f"select actor, reason from entry where id = {number}") == [(RESIDENT, None)]
    review_message(journal, SECRETARY, message=number, verdict="approved")
    (shown,) = public_messages(read_messages(journal)).shown
    assert (shown.text, shown.building, shown.from_who) == ("电梯又快又稳，谢谢大家！", "2", "resident")


def test_a_second_review_takes_the_place_of_the_first(journal: Journal) -> None:
    number = leave(journal)
    first = review_message(journal, HOST, message=number, verdict="approved").entry
    second = review_message(journal, HOST, message=number, verdict="edited", text="谢谢大家", pinned=True).entry
    assert rows(journal, f"select corrects from entry where id = {second}") == [(first,)]
    assert (only(journal).text, only(journal).edited, only(journal).pinned) == ("谢谢大家", True, True)
    third = review_message(journal, HOST, message=number, verdict="withdrawn", pinned=True).entry
    assert rows(journal, f"select corrects from entry where id = {third}") == [(second,)]
    assert (only(journal).state, only(journal).pinned) == ("withdrawn", False)
    assert read_messages(journal, first).lines[0].state == "approved", "an answer at an old head never changes"
    assert verify(journal.database).ok


def test_the_same_review_is_not_written_again(journal: Journal) -> None:
    number = leave(journal)
    review_message(journal, HOST, message=number, verdict="approved", request_id="r")
    assert review_message(journal, HOST, message=number, verdict="approved", request_id="r").repeated
    with pytest.raises(Conflict, match="已经是这样处理"):
        review_message(journal, ADMIN, message=number, verdict="approved")


@pytest.mark.parametrize("actor", [ENTRY, TELLER, FINANCE, REVIEWER, SUPERVISOR])
def test_only_host_secretary_and_administrator_decide(journal: Journal, actor: Actor) -> None:
    number = leave(journal)
    with pytest.raises(NotAllowed, match="主持人"):
        review_message(journal, actor, message=number, verdict="approved")


def test_a_review_is_of_a_message_that_is_there(journal: Journal) -> None:
    with pytest.raises(NotFound, match="第 1 号留言"):
        review_message(journal, HOST, message=1, verdict="approved")
    with pytest.raises(Refusal, match="没有“burnt”"):
        review_message(journal, HOST, message=1, verdict="burnt")
    number = leave(journal)
    with pytest.raises(Refusal, match="还没有写字"):
        review_message(journal, HOST, message=number, verdict="edited", text=" ")


def test_pinned_messages_come_first_then_the_newest(journal: Journal) -> None:
    numbers = [leave(journal, f"第{n}句") for n in "甲乙丙丁"]
    for number in numbers:
        review_message(journal, HOST, message=number, verdict="approved", pinned=number == numbers[1])
    assert [line.text for line in read_messages(journal).approved] == ["第乙句", "第丁句", "第丙句", "第甲句"]


def test_a_message_is_taken_out_of_the_journal_after_its_reviews(journal: Journal) -> None:
    number = leave(journal)
    review = review_message(journal, HOST, message=number, verdict="approved").entry
    with pytest.raises(Conflict, match=f"第 {review} 条"):
        void(journal, ADMIN, entry=number, reason="误收")
    void(journal, ADMIN, entry=review, reason="误审")
    assert only(journal).state == "waiting"
    void(journal, ADMIN, entry=number, reason="误收")
    assert read_messages(journal).received == 0
    with pytest.raises(NotFound):
        review_message(journal, HOST, message=number, verdict="approved")
    assert leave(journal) > number


def test_a_card_from_the_desk_names_who_copied_it(journal: Journal) -> None:
    number = leave_message(
        journal, text="商圈请加灯", kind="suggestion", from_who="merchant", source="desk", actor=ENTRY
    ).entry
    assert rows(journal, f"select actor from entry where id = {number}") == [(ENTRY.name,)]
    assert (only(journal).source, only(journal).building) == ("desk", None)


def test_the_same_request_is_one_message(journal: Journal) -> None:
    first = leave(journal, request_id="a1")
    again = leave_message(journal, text="另一句", kind="suggestion", request_id="a1")
    assert (again.entry, again.repeated) == (first, True)
    assert only(journal).kind == "blessing"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "还没有写字"),
        ({"text": " \u200b\u202e\n"}, "还没有写字"),
        ({"text": "长" * (LONGEST + 1)}, "最多 200 个"),
        ({"kind": "complaint"}, "建议”或“祝福"),
        ({"from_who": "passer-by"}, "选一个身份"),
        ({"source": "pigeon"}, "选一个身份"),
        ({"building": "9"}, "没有 9 号楼"),
        ({"request_id": "x" * 65}, "有效的编号"),
        ({"request_id": "号"}, "有效的编号"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(
    journal: Journal, fields: dict[str, str], sentence: str
) -> None:
    head = journal.head
    with pytest.raises(Refusal, match=sentence):
        leave(journal, **fields)
    assert journal.head == head


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        (f"谢谢{FAMILY}❤️", f"谢谢{FAMILY}❤️"),
        ("مرحبا بالجميع", "مرحبا بالجميع"),
        ("شكراً\u202eلكم\u2066", "شكراًلكم"),
        ("电梯\x00好\x1b[31m\ud800", "电梯好[31m"),
        ("一行\r\n\n  二行\t好 ", "一行\n二行 好"),
        ("z\u0335\u0321\u0327\u0300\u0301", "z\u0335\u0321"),
        ("1\u200d\u200d\u200d3\u00ad812345678", "***"),
        ("1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "***"),
        ("1\u03363\u03368\u033612345678", "***"),
        ("一三八一二三四五六七八", "***"),
        ("١٣٨١٢٣٤٥٦٧٨", "***"),
        ("三号楼二单元一二〇三室漏水", "***漏水"),
        ("3号楼\n1203", "***"),
        ("138/1234/5678", "***"),
    ],
)
def test_words_are_plain_text_without_tricks(typed: str, kept: str) -> None:
    assert public_words(typed) == kept


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_brings_a_phone_or_a_trick_through(before: str, after: str) -> None:
    words = public_words(f"{before} 13812345678 {after}")
    assert "13812345678" not in re.sub(r"\W", "", words)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", words)
    assert public_words(words) == words


@settings(max_examples=10)
@given(st.lists(st.text(min_size=1, max_size=LONGEST), min_size=3, max_size=8))
def test_every_message_that_is_kept_verifies(estates: object, texts: list[str]) -> None:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        journal = estates.copy(Path(folder) / "estate.duckdb")  # type: ignore[attr-defined]  # Templates
        try:
            for text in texts:
                if public_words(text):
                    leave(journal, text)
            assert verify(journal.database).ok
        finally:
            journal.close()


def test_the_journal_tells_a_message_and_its_review(journal: Journal) -> None:
    review_message(journal, HOST, message=leave(journal), verdict="approved")
    lines, _ = entries(journal, JournalFilter(text="又快又稳"))
    assert [line.kind for line in lines] == ["message_received"]
    assert entries(journal)[0][0].kind == "message_reviewed"
