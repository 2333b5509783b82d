"""Noting a notice as posted: once for each building and day, by those who post, never for a day to come."""

from datetime import timedelta

import pytest

from liftfund_core.commands.corrections import void
from liftfund_core.commands.notices import post_notices
from liftfund_core.commands.roles import Actor
from liftfund_core.errors import NotAllowed, NotFound, Refusal
from liftfund_core.reports.notice_log import read_log
from liftfund_core.store.verify import verify
from tests.notices.conftest import FIRST, Street
from tests.worlds import ADMIN, SECRETARY, STAFF, rows


def posted(street: Street) -> list[tuple[str | None, int]]:
    """(building, day of June) of every live note in its order."""
    query = "select building, day(day) from live_notice_posted(?) order by entry_id"
    return rows(street.journal, query, [street.journal.head])


def test_all_buildings_are_one_note_and_once(street: Street) -> None:
    assert street.post(0).entry > 0
    assert not street.post(0).entries and not street.post(0, "1").entries
    assert posted(street) == [(None, 1)]


def test_a_building_alone_and_then_the_rest(street: Street) -> None:
    street.post(0, "2")
    street.post(0, "2")
    street.post(0)
    assert posted(street) == [("2", 1), ("1", 1)]
    assert street.at(1).post(1).written == 1 and posted(street)[-1] == (None, 2)


@pytest.mark.parametrize("actor", STAFF, ids=lambda actor: actor.role)
def test_the_secretary_and_the_admin_post(street: Street, actor: Actor) -> None:
    if actor.role in ("admin", "secretary"):
        post_notices(street.journal, actor, day=FIRST, head=street.journal.head)
        return
    with pytest.raises(NotAllowed, match="管理员或秘书"):
        post_notices(street.journal, actor, day=FIRST, head=street.journal.head)


def test_a_double_click_notes_once(street: Street) -> None:
    told = [
        post_notices(street.journal, SECRETARY, day=FIRST, head=street.journal.head, request_id="r") for _ in range(2)
    ]
    assert told[0].entries and told[1].repeated and len(posted(street)) == 1


def test_what_cannot_be_is_refused(street: Street) -> None:
    head = street.journal.head
    with pytest.raises(Refusal, match="还没有到"):
        post_notices(street.journal, SECRETARY, day=FIRST + timedelta(days=1), head=head)
    with pytest.raises(NotFound, match="没有 9 号楼"):
        post_notices(street.journal, SECRETARY, day=FIRST, head=head, building="9")
    with pytest.raises(NotFound, match="没有第 9999 条"):
        post_notices(street.journal, SECRETARY, day=FIRST, head=9999)
    street.at(1).paid(1)
    with pytest.raises(Refusal, match="以后登记的"):
        post_notices(street.journal, SECRETARY, day=FIRST, head=street.journal.head)
    assert posted(street) == []


def test_a_note_that_was_withdrawn_can_be_made_again(street: Street) -> None:
    entry = street.post(0).entry
    void(street.journal, ADMIN, entry=entry, reason="还没有发")
    assert posted(street) == []
    assert street.post(0).entries and verify(street.journal.database).ok


def test_the_log_tells_for_whom_and_for_how_long(street: Street) -> None:
    street.at(0).post(0)
    street.at(1).post(1, "1")
    log = read_log(street.journal)
    assert [(line.day.day, line.building, line.actor) for line in log.lines] == [
        (2, "1", SECRETARY.name),
        (1, None, SECRETARY.name),
    ]
    assert log.streak(("1",), FIRST + timedelta(days=1)) == 2
    assert log.streak(("1", "2"), FIRST + timedelta(days=1)) == 0 and log.streak(("1", "2"), FIRST) == 1
    assert log.full_days(("1", "2")) == {FIRST} and log.full_days(()) == frozenset()
    before = log.before("2", FIRST + timedelta(days=1))
    assert before is not None and before.day == FIRST and log.before("2", FIRST) is None
