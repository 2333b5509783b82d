"""The message board on its page: everybody reads what was approved, the desk copies cards in, the host decides."""

import pytest

from liftfund_core.commands.messages import leave_message, review_message
from liftfund_core.commands.roles import Actor
from liftfund_core.reports.messages import read_messages
from liftfund_core.store.journal import Journal
from tests.pages.conftest import Open
from tests.worlds import ADMIN, ENTRY, HOST, SECRETARY, TELLER, rows

WAITING, SHOWN = "希望每月公示一次维保记录。", "电梯又快又稳，谢谢大家！"


@pytest.fixture
def board(book: Journal) -> tuple[int, int]:
    """One message that waits and one that is shown; their numbers."""
    waiting = leave_message(book, text=WAITING, kind="suggestion", building="1").entry
    shown = leave_message(book, text=SHOWN, kind="blessing", building="2", from_who="owner").entry
    review_message(book, HOST, message=shown, verdict="approved")
    return waiting, shown


def test_everybody_reads_what_was_approved_and_nothing_else(board: tuple[int, int], open_page: Open) -> None:
    text = open_page("Messages").text
    assert SHOWN in text and "2号楼 业主" in text
    assert WAITING not in text and "待审" not in text
    assert 'href="/join?lang=zh"' in text


def test_a_card_is_copied_in_masked_and_named_after_the_desk(book: Journal, open_page: Open) -> None:
    desk = open_page("Messages", ENTRY).choose("message_kind", "suggestion").choose("message_building", "2")
    desk.fill("message_text", "请加灯，13812345678")
    assert "会存成：请加灯，***" in desk.text
    desk.press("message_save")
    (line,) = read_messages(book).waiting
    assert (line.text, line.building, line.from_who, line.source) == ("请加灯，***", "2", "resident", "desk")
    assert rows(book, f"select actor from entry where id = {line.id}") == [(ENTRY.name,)]
    assert f"第 {line.id} 号留言" in desk.text
    assert desk.value("message_kind") is None, "the next card is empty"


def test_a_card_without_a_kind_or_words_is_one_sentence(book: Journal, open_page: Open) -> None:
    desk = open_page("Messages", TELLER).press("message_save")
    assert "请先选“建议”或“祝福”" in desk.text
    desk.choose("message_kind", "blessing").press("message_save")
    assert "留言还没有写字" in desk.text
    assert read_messages(book).received == 0


@pytest.mark.parametrize("actor", [HOST, SECRETARY, ADMIN])
def test_those_who_decide_see_what_waits(board: tuple[int, int], open_page: Open, actor: Actor) -> None:
    waiting, shown = board
    screen = open_page("Messages", actor)
    assert WAITING in screen.text
    assert screen.has(f"review_show_{waiting}") and not screen.has(f"review_show_{shown}")


def test_the_others_at_the_desk_do_not_decide(board: tuple[int, int], open_page: Open) -> None:
    screen = open_page("Messages", ENTRY)
    assert not screen.has("review_")
    assert WAITING not in screen.text


def test_a_message_is_shown_with_one_tap(board: tuple[int, int], book: Journal, open_page: Open) -> None:
    screen = open_page("Messages", HOST).press(f"review_show_{board[0]}")
    assert [line.id for line in read_messages(book).approved] == [board[1], board[0]]
    assert f"第 **{board[0]}** 号留言已展示" in screen.text
    assert not screen.has(f"review_show_{board[0]}")


def test_a_message_is_reworded_then_shown(board: tuple[int, int], book: Journal, open_page: Open) -> None:
    screen = open_page("Messages", HOST).press(f"review_edit_{board[0]}")
    screen.fill(f"review_text_{board[0]}", "每月公示\n维保记录").press(f"review_save_{board[0]}")
    line = read_messages(book).approved[-1]
    assert (line.text, line.edited) == ("每月公示\n维保记录", True)
    assert not screen.has("review_text")


def test_an_edit_may_be_given_up(board: tuple[int, int], book: Journal, open_page: Open) -> None:
    screen = open_page("Messages", HOST)
    head = book.head
    screen.press(f"review_edit_{board[0]}").press(f"review_cancel_{board[0]}")
    assert screen.has(f"review_show_{board[0]}")
    assert book.head == head


def test_a_shown_message_is_pinned_kept_as_edited_and_taken_down(
    board: tuple[int, int], book: Journal, open_page: Open
) -> None:
    review_message(book, HOST, message=board[0], verdict="edited", text="公示维保")
    screen = open_page("Messages", HOST).choose("review_list", "approved")
    screen.press(f"review_pin_{board[0]}")
    line = read_messages(book).approved[0]
    assert (line.id, line.pinned, line.edited, line.text) == (board[0], True, True, "公示维保")
    screen.press(f"review_withdraw_{board[0]}")
    assert [line.id for line in read_messages(book).withdrawn] == [board[0]]
    screen.choose("review_list", "withdrawn").press(f"review_show_{board[0]}")
    assert read_messages(book).approved[-1].text == "公示维保", "the words that were taken out stay out"


def test_a_long_list_shows_its_beginning(book: Journal, open_page: Open) -> None:
    numbers = [leave_message(book, text=f"第{n}句", kind="blessing").entry for n in range(10)]
    screen = open_page("Messages", HOST)
    assert screen.has(f"review_show_{numbers[7]}") and not screen.has(f"review_show_{numbers[8]}")
    assert "后面还有 2 条" in screen.text


def test_what_people_wrote_is_text_on_the_page(book: Journal, open_page: Open) -> None:
    number = leave_message(book, text="<script>alert(1)</script>", kind="blessing").entry
    review_message(book, HOST, message=number, verdict="approved")
    text = open_page("Messages", HOST).text
    assert "<script" not in text and "&lt;script&gt;" in text
