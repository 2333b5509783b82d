"""In the machine room: only legal steps are offered, and each asks for the paper that proves it."""

import json
from datetime import date

import pytest

from liftfund_core.domain.overhaul import STEP_WORDS
from liftfund_core.reports.journal_page import entry
from liftfund_core.store.journal import Journal
from tests.pages.conftest import Open, Screen
from tests.worlds import ENTRY, TELLER, take_steps


@pytest.fixture
def room(book: Journal, open_page: Open) -> Screen:
    """The form with lift 1-1 chosen."""
    return open_page("Lifts", ENTRY).choose("lift_step_building", "1").choose("lift_step_lift", "1-1")


def test_only_legal_steps_are_offered(room: Screen) -> None:
    assert room.offers("lift_step_next") == [STEP_WORDS["surveyed"], STEP_WORDS["cancelled"]]


def test_a_step_is_recorded_and_the_lift_moves_on(room: Screen, book: Journal) -> None:
    room.choose("lift_step_next", "surveyed").press("lift_step_save")
    done = entry(book, book.head)
    assert (done.kind, done.detail["lift"], done.detail["step"]) == ("lift_step", "1-1", "surveyed")
    assert f"已登记 **1号楼1号梯**：已勘查报价 · 第 {book.head} 条" in room.text
    assert STEP_WORDS["funded"] in room.offers("lift_step_next")


def test_the_papers_of_a_step_are_asked_for(room: Screen, book: Journal) -> None:
    take_steps(book, "1-1", "surveyed", "funded", "contracted", "notified", "inspection_applied")
    room.again().choose("lift_step_next", "out_of_service")
    head = book.head
    room.press("lift_step_save")
    assert "“停梯施工（out_of_service）”还缺少：停梯公告内容（notice）、计划完工日期（planned_end）" in room.text
    assert book.head == head
    room.at.text_area[0].set_value("6月1日起停梯\n请走2号梯")
    days = {field.label: field for field in room.at.date_input}
    days["计划完工日期"].set_value(date(2030, 1, 1))
    room.press("lift_step_save")
    evidence = json.loads(entry(book, book.head).detail["evidence"])
    assert (evidence["notice"], evidence["planned_end"]) == ("6月1日起停梯 请走2号梯", "2030-01-01")


def test_a_day_is_today_where_it_is_usual(room: Screen, book: Journal) -> None:
    take_steps(book, "1-1", "surveyed", "funded", "contracted")
    room.again().choose("lift_step_next", "notified")
    room.at.text_input[0].set_value("GZ-7")
    room.press("lift_step_save")
    evidence = json.loads(entry(book, book.head).detail["evidence"])
    assert evidence["notice_no"] == "GZ-7" and len(evidence["date"]) == 10


def test_funds_that_are_not_there_are_refused_and_an_advance_warns(room: Screen, book: Journal) -> None:
    take_steps(book, "1-1", "surveyed")
    room.again().choose("lift_step_next", "funded").choose("lift_step_funded", "trigger").press("lift_step_save")
    assert "本楼收缴还没有达到启动线" in room.text
    room.choose("lift_step_funded", "advance").press("lift_step_save")
    assert "▲ 已登记为垫资，但账上还没有垫资记录" in room.text
    assert entry(book, book.head).detail["step"] == "funded"


def test_a_step_back_says_to_where_and_why(room: Screen, book: Journal) -> None:
    take_steps(book, "1-1", "surveyed", "funded", "contracted")
    room.again().choose("lift_step_next", "reopened").choose("lift_step_reopened", "surveyed")
    room.at.text_area[0].set_value("合同作废")
    room.press("lift_step_save")
    done = entry(book, book.head)
    assert json.loads(done.detail["evidence"]) == {"reason": "合同作废", "to": "surveyed"}
    assert "已勘查报价" in room.text


def test_a_cancelled_lift_has_no_next_step(room: Screen) -> None:
    room.choose("lift_step_next", "cancelled").press("lift_step_save")
    assert "这部电梯没有可登记的下一步。" in room.text


def test_everybody_sees_where_each_lift_stands(book: Journal, open_page: Open) -> None:
    take_steps(book, "1-2", "surveyed", "suspended")
    shown = open_page("Lifts").text
    assert "待大修" in shown and "暂停施工" in shown
    assert "<b>0</b><span>/ 4 部</span>" in shown


def test_another_role_finds_one_line_instead(book: Journal, open_page: Open) -> None:
    screen = open_page("Lifts", TELLER)
    assert "“计票员”不办理这一项" in screen.text and not screen.has("lift_step_building")
