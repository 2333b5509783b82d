"""In the machine room and on the square: steps with their papers, counts with their second counter."""

from datetime import date
from pathlib import Path

import pytest

from liftfund_core.commands.advance import book_advance
from liftfund_core.commands.lifts import StepDone, record_step
from liftfund_core.commands.polls import close_poll, count_placards, open_poll, plan_matters
from liftfund_core.commands.roles import Actor
from liftfund_core.domain.overhaul import path_of
from liftfund_core.errors import Conflict, NotFound, Refusal
from liftfund_core.reports.board import LiftCounts
from liftfund_core.reports.polls import poll, polls
from liftfund_core.reports.read_board import board
from liftfund_core.store.deeds import Receipt
from liftfund_core.store.journal import Journal
from tests.worlds import (
    ADMIN,
    DAY,
    DUE_OF_65,
    ENTRY,
    FINANCE,
    HOST,
    TELLER,
    TELLER_TOO,
    Templates,
    pay,
    take_steps,
)  # fmt: skip  # one list of names


def step(journal: Journal, name: str, lift: str = "1-1", **data: str) -> StepDone:
    return record_step(journal, ENTRY, lift=lift, step=name, data=data)


def lift(journal: Journal, code: str = "1-1") -> tuple[str, bool, str | None, date | None]:
    (line,) = [line for b in board(journal).buildings for line in b.lifts if line.code == code]
    return line.state, line.suspended, line.funding, line.since


@pytest.mark.parametrize("work_class", ["general_repair", "major_repair", "alteration"])
def test_a_lift_goes_its_whole_way_and_is_counted_where_it_stands(
    estates: Templates, tmp_path: Path, work_class: str
) -> None:
    journal = estates.copy(tmp_path / "e.duckdb", work_class=work_class)
    shown = {}
    for name in path_of(work_class)[1:]:
        if name == "rectifying":
            continue
        take_steps(journal, "1-1", name)
        shown[name] = board(journal).lift_counts
    assert shown["funded"] == LiftCounts(total=4, in_service=0, under_way=0, waiting=4)
    for name in ("out_of_service", "self_inspected", "handed_over"):
        assert shown[name] == LiftCounts(total=4, in_service=0, under_way=1, waiting=3)
    assert shown["in_service"] == shown["warranty"] == LiftCounts(total=4, in_service=1, under_way=0, waiting=3)
    journal.close()


def test_money_of_the_building_funds_a_lift_only_after_its_trigger(journal: Journal) -> None:
    step(journal, "surveyed")
    with pytest.raises(Refusal, match="启动线"):
        step(journal, "funded", funding="trigger")
    for n in (1, 2):
        pay(journal, f"1-1-10{n}", DUE_OF_65)
    assert step(journal, "funded", funding="trigger").warnings == ()
    take_steps(journal, "2-1", "surveyed")
    with pytest.raises(Refusal, match="启动线"):
        step(journal, "funded", "2-1", funding="trigger")
    assert lift(journal) == ("funded", False, "trigger", DAY)


def test_an_advance_that_is_not_in_the_books_warns_and_goes_on(journal: Journal) -> None:
    take_steps(journal, "1-1", "surveyed")
    assert len(step(journal, "funded", funding="advance").warnings) == 1
    told = {"received_on": DAY, "route": "paid_direct", "lender": "物业", "document_no": "D"}
    book_advance(journal, FINANCE, amount_fen=1, **told)  # type: ignore[arg-type]  # passed on
    take_steps(journal, "1-2", "surveyed")
    assert step(journal, "funded", "1-2", funding="advance").warnings == ()


def test_the_last_running_lift_of_a_building_warns(journal: Journal) -> None:
    way = path_of("major_repair")[1:6]
    for code in ("1-1", "1-2"):
        take_steps(journal, code, *way)
    assert step(journal, "out_of_service", notice="公告", planned_end="2023-12-31").warnings == ()
    (warning,) = step(journal, "out_of_service", "1-2", notice="公告", planned_end="2023-12-31").warnings
    assert "居民无梯可用" in warning.sentence()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("funded", {}, "不能登记"),
        ("in_service", {"date": "2023-06-01"}, "不能登记"),
        ("flown", {}, "没有“flown”这个步骤"),
        ("resumed", {}, "不能登记"),
        ("reopened", {"to": "planned", "reason": "重来"}, "不能登记"),
    ],
)
def test_a_jump_is_refused_and_the_next_steps_are_named(
    journal: Journal, name: str, data: dict[str, str], said: str
) -> None:
    with pytest.raises(Refusal, match=said) as told:
        step(journal, name, **data)
    assert "surveyed" in told.value.sentence()
    assert lift(journal) == ("planned", False, None, None)


def test_a_step_without_its_papers_or_on_a_day_to_come_is_refused(journal: Journal) -> None:
    take_steps(journal, "1-1", "surveyed", "funded", "contracted")
    for data in ({}, {"notice_no": "GZ"}, {"date": "2023-06-01"}, {"notice_no": " ", "date": "2023-06-01"}):
        with pytest.raises(Refusal, match="缺少"):
            step(journal, "notified", **data)
    for day in ("2023-13-01", "1.6.2023", "20230601"):
        with pytest.raises(Refusal, match="不是有效日期"):
            step(journal, "notified", notice_no="GZ", date=day)
    with pytest.raises(Refusal, match="还没有到"):
        step(journal, "notified", notice_no="GZ", date="2023-06-02")
    with pytest.raises(Refusal, match="控制字符"):
        step(journal, "notified", notice_no="G\x01Z", date="2023-06-01")
    step(journal, "notified", notice_no="GZ", date="2023-05-20", note="")
    assert lift(journal)[3] == date(2023, 5, 20)


def test_a_failed_inspection_goes_to_rectification_and_never_past_it(journal: Journal) -> None:
    way = [name for name in path_of("major_repair") if name != "rectifying"]
    take_steps(journal, "1-1", *way[1 : way.index("inspecting") + 1])
    with pytest.raises(Refusal, match="整改"):
        step(journal, "inspection_passed", report_no="BG", date="2023-06-01", result="不合格")
    take_steps(journal, "1-1", "rectifying", "inspecting", "inspection_passed")
    assert lift(journal)[0] == "inspection_passed"


def test_a_suspended_lift_counts_where_it_was_and_resumes_there(journal: Journal) -> None:
    take_steps(journal, "1-1", *path_of("major_repair")[1:7])
    step(journal, "suspended")
    assert lift(journal)[:2] == ("out_of_service", True) and board(journal).lift_counts.under_way == 1
    with pytest.raises(Refusal):
        take_steps(journal, "1-1", "self_inspected")
    step(journal, "resumed")
    take_steps(journal, "1-1", "self_inspected")


def test_a_cancelled_lift_leaves_the_total(journal: Journal) -> None:
    step(journal, "cancelled")
    assert board(journal).lift_counts == LiftCounts(total=3, in_service=0, under_way=0, waiting=3)


def test_a_lift_that_does_not_exist_is_told(journal: Journal) -> None:
    for code in ("1-3", "3-1", "1", "", "1-1-1"):
        with pytest.raises(NotFound, match="楼-号"):
            step(journal, "surveyed", code)


# Placards ---------------------------------------------------------------------------------------------------------


def count(journal: Journal, team: str, *figures: int, actor: Actor = TELLER, **more: object) -> Receipt:
    for_, against, abstain = figures
    return count_placards(journal, actor, code="V1", team=team, for_=for_, against=against, abstain=abstain, **more)  # type: ignore[arg-type]  # passed on


@pytest.fixture
def asked(journal: Journal) -> Journal:
    """An open poll V1 with 40 households present."""
    open_poll(journal, HOST, code="V1", title="阶段成果", present=40)
    return journal


def test_teams_are_summed_and_a_recount_replaces_its_own_with_a_reason(asked: Journal) -> None:
    count(asked, "A", 20, 1, 2)
    count(asked, "B", 5, 0, 0)
    with pytest.raises(Refusal, match="原因"):
        count(asked, "A", 21, 1, 2)
    count(asked, "A", 21, 1, 2, reason="漏数一人")
    found = poll(asked, "V1").tally
    assert (found.for_, found.against, found.abstain, found.raised, found.checked) == (26, 1, 2, 29, False)


def test_a_second_counter_checks_and_one_who_differs_stays_beside(asked: Journal) -> None:
    with pytest.raises(Refusal, match="第一次计数"):
        count(asked, "A", 20, 1, 2, actor=TELLER_TOO, second=True)
    count(asked, "A", 20, 1, 2)
    with pytest.raises(Refusal, match="本人复核"):
        count(asked, "A", 20, 1, 2, second=True)
    count(asked, "A", 19, 1, 2, actor=TELLER_TOO, second=True)
    (team,) = poll(asked, "V1").tally.teams
    assert team.differs and not team.checked and poll(asked, "V1").tally.for_ == 20
    count(asked, "A", 20, 1, 2, actor=TELLER_TOO, second=True, reason="重数后一致")
    assert poll(asked, "V1").tally.checked
    count(asked, "B", 1, 0, 0)
    assert not poll(asked, "V1").tally.checked, "every team needs two that agree"


@pytest.mark.parametrize("figures", [(-1, 0, 0), (0, -1, 0), (0, 0, -1), (10**19, 0, 0), (2_000_000, 0, 0)])
def test_impossible_counts_are_refused(asked: Journal, figures: tuple[int, int, int]) -> None:
    with pytest.raises(Refusal):
        count(asked, "A", *figures)


@pytest.mark.parametrize("present", [-1, 10**30])
def test_an_impossible_number_present_is_refused(journal: Journal, present: int) -> None:
    with pytest.raises(Refusal):
        open_poll(journal, HOST, code="V1", title="征询", present=present)


def test_a_closed_poll_takes_nothing_and_a_code_is_used_once(asked: Journal) -> None:
    close_poll(asked, HOST, code="V1")
    assert poll(asked, "V1").state == "closed"
    for again in (
        lambda: open_poll(asked, HOST, code=" V1 ", title="同一个编号"),
        lambda: count(asked, "A", 1, 0, 0),
        lambda: close_poll(asked, HOST, code="V1"),
        lambda: open_poll(asked, HOST, code="V1", title="又一次"),
    ):
        with pytest.raises(Conflict):
            again()


def test_a_poll_that_was_never_opened_is_told(journal: Journal) -> None:
    with pytest.raises(NotFound):
        count(journal, "A", 1, 0, 0)
    with pytest.raises(NotFound):
        close_poll(journal, HOST, code="V1")
    with pytest.raises(NotFound):
        poll(journal, "V1")


def test_the_agenda_gives_titles_and_places(journal: Journal) -> None:
    plan_matters(journal, HOST, {"V1": "阶段成果", "V2": "后续管理"})
    assert [(p.code, p.state, p.number, p.of) for p in polls(journal)] == [
        ("V1", "waiting", 1, 2),
        ("V2", "waiting", 2, 2),
    ]
    open_poll(journal, HOST, code="V2")
    open_poll(journal, HOST, code="X", title="另一件", present=0, phones=True)
    assert [(p.code, p.title, p.state) for p in polls(journal)] == [
        ("V1", "阶段成果", "waiting"),
        ("V2", "后续管理", "open"),
        ("X", "另一件", "open"),
    ]
    with pytest.raises(Refusal, match="议题"):
        open_poll(journal, HOST, code="Y")
    with pytest.raises(Conflict, match="重复"):
        plan_matters(journal, HOST, {"V1": "一", " V1": "二"})
    plan_matters(journal, ADMIN, {"V3": "新议程"})
    assert [p.code for p in polls(journal)] == ["V3", "V2", "X"]


def test_a_tally_at_an_old_entry_stays_as_it_was(asked: Journal) -> None:
    count(asked, "A", 20, 1, 2)
    then = asked.head
    count(asked, "A", 25, 0, 0, reason="重数")
    close_poll(asked, HOST, code="V1")
    assert (poll(asked, "V1", then).tally.for_, poll(asked, "V1", then).state) == (20, "open")
