"""On the square: the host opens and closes, teams count on their phones, and each count is taken once."""

from typing import Any

import pytest

from liftfund_core.commands.polls import open_poll, plan_matters
from liftfund_core.reports.journal_page import entry
from liftfund_core.reports.polls import poll
from liftfund_core.store.journal import Journal
from liftfund_core.ui.placards import desk
from tests.pages.conftest import Open
from tests.worlds import ENTRY, HOST, TELLER, TELLER_TOO


@pytest.fixture
def counting(book: Journal) -> Journal:
    """A poll that is being counted, 100 households present."""
    open_poll(book, HOST, code="M1", title="电梯大修阶段性成果", present=100)
    return book


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """What the desk answers, outside a page."""
    kept: dict[str, dict[str, Any]] = {}
    monkeypatch.setattr(desk, "answers", lambda: kept)
    return kept


def _sent(request_id: str, **more: Any) -> dict[str, Any]:
    return {"request_id": request_id, "poll": "M1", "team": "2", "second": False, "reason": "",
            "for": 58, "against": 2, "abstain": 1, **more}  # fmt: skip  # one line as the phone sends it


def test_a_count_is_taken_and_answered_with_its_entry(counting: Journal, answers: dict[str, Any]) -> None:
    desk.take(TELLER, _sent("a"), "zh")
    assert answers["a"] == {"entry": counting.head}
    assert poll(counting, "M1").tally.teams[0].figure.figures == (58, 2, 1)


def test_a_count_sent_again_is_written_once(counting: Journal, answers: dict[str, Any]) -> None:
    desk.take(TELLER, _sent("a"), "zh")
    head = counting.head
    desk.take(TELLER, _sent("a"), "zh")
    assert (counting.head, answers["a"]) == (head, {"entry": head})


def test_counting_again_needs_a_reason(counting: Journal, answers: dict[str, Any]) -> None:
    desk.take(TELLER, _sent("a"), "zh")
    desk.take(TELLER, _sent("b", **{"for": 59}), "zh")
    assert "重新计数请写明原因" in answers["b"]["sentence"]
    desk.take(TELLER, _sent("c", **{"for": 59}, reason="漏数一块牌"), "zh")
    assert poll(counting, "M1").tally.for_ == 59


def test_a_second_person_checks_the_count(counting: Journal, answers: dict[str, Any]) -> None:
    desk.take(TELLER, _sent("a"), "zh")
    desk.take(TELLER, _sent("b", second=True), "zh")
    assert "不能由本人复核" in answers["b"]["sentence"]
    desk.take(TELLER_TOO, _sent("c", second=True), "zh")
    assert poll(counting, "M1").tally.checked


def test_a_torn_message_is_refused(counting: Journal, answers: dict[str, Any]) -> None:
    desk.take(TELLER, {"request_id": "a", "poll": "M1", "for": "58"}, "zh")
    assert answers["a"]["sentence"] == "计数没有完整收到；请重新提交。"


def test_a_refusal_is_told_in_the_readers_language(counting: Journal, answers: dict[str, Any]) -> None:
    desk.take(ENTRY, _sent("a"), "en")
    assert answers["a"]["sentence"].isascii() or "“" in answers["a"]["sentence"]


def test_old_answers_are_dropped(counting: Journal, answers: dict[str, Any]) -> None:
    for number in range(30):
        desk.take(ENTRY, _sent(str(number)), "zh")
    assert len(answers) == 20 and "29" in answers and "0" not in answers


def test_the_counter_stands_where_a_poll_is_counted(counting: Journal, open_page: Open) -> None:
    shown = open_page("Votes", TELLER)
    assert "第 1 项：电梯大修阶段性成果" in shown.text
    assert len(shown.at.get("bidi_component")) == 1


def test_without_a_poll_the_counter_says_when_it_comes(book: Journal, open_page: Open) -> None:
    shown = open_page("Votes", TELLER)
    assert "现在没有正在计票的征询" in shown.text
    assert len(shown.at.get("bidi_component")) == 0


def test_the_host_opens_the_next_matter_and_closes_it(book: Journal, open_page: Open) -> None:
    plan_matters(book, HOST, {"M1": "阶段性成果", "M2": "后续管理"})
    host = open_page("Votes", HOST).fill("poll_present", 126).press("poll_open")
    assert (poll(book, "M1").state, poll(book, "M1").present) == ("open", 126)
    assert "到场 126 户 · 已举牌 0" in host.text
    host.press("poll_close_M1")
    assert poll(book, "M1").state == "closed"
    assert "已结束计票：**阶段性成果**" in host.text


def test_a_matter_that_is_not_on_the_agenda(book: Journal, open_page: Open) -> None:
    host = open_page("Votes", HOST).fill("poll_other", "M9").fill("poll_title", "屋顶漏雨").press("poll_open")
    assert poll(book, "M9").title == "屋顶漏雨"
    host.choose("poll_code", "").fill("poll_other", "M9").fill("poll_title", "又一次").press("poll_open")
    assert "编号 M9 的征询已经开过；请换一个编号。" in host.text


def test_a_close_pressed_too_early_is_taken_back(counting: Journal, open_page: Open) -> None:
    host = open_page("Votes", HOST).press("poll_close_M1").press("notice_undo")
    assert entry(counting, counting.head).kind == "void"
    assert poll(counting, "M1").state == "open"
    assert host.has("poll_close_M1")


def test_no_poll_ever_speaks_a_verdict(counting: Journal, open_page: Open, answers: dict[str, Any]) -> None:
    desk.take(TELLER, _sent("a", **{"for": 99}), "zh")
    shown = open_page("Votes", TELLER).text
    assert "现场赞成率 97.0%（占已举牌 102）" in shown
    assert "票数待核对" in shown, "more placards than people"
    assert "通过" not in shown and "生效" not in shown
    assert "尚未全部复核" in shown


def test_teams_are_for_staff(counting: Journal, open_page: Open, answers: dict[str, Any]) -> None:
    desk.take(TELLER, _sent("a"), "zh")
    desk.take(TELLER_TOO, _sent("b", second=True, **{"for": 57}), "zh")
    assert "▲ 计票乙：57 / 2 / 1" in open_page("Votes", TELLER).text
    assert "计票乙" not in open_page("Votes").text
