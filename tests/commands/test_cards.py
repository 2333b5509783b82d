"""The ceremony's register: last four digits, a building and a reason; never a payment, never a household."""

import pytest

from liftfund_core.commands.cards import CARD_REASONS, issue_card
from liftfund_core.commands.corrections import void
from liftfund_core.errors import NotAllowed, NotFound, Refusal
from liftfund_core.reports.stage import cards_issued
from liftfund_core.store.journal import Journal
from liftfund_core.store.verify import verify
from tests.worlds import ADMIN, HOST, TELLER, rows

CARD = {"card_last4": "0427", "building": "1", "reason": "ceremony"}


def test_a_card_is_entered_and_counted(journal: Journal) -> None:
    first = issue_card(journal, HOST, **CARD, request_id="a")
    assert issue_card(journal, HOST, **CARD, request_id="a").repeated
    issue_card(journal, HOST, card_last4=" 12b9 ", building="2", reason="replacement")
    assert cards_issued(journal) == 2 and cards_issued(journal, first.entry) == 1
    kept = rows(journal, "select card_last4, building, issued_reason from lift_card_issued order by entry_id")
    assert kept == [("0427", "1", "ceremony"), ("12B9", "2", "replacement")]
    assert verify(journal.database).ok


def test_a_card_entered_by_mistake_is_withdrawn(journal: Journal) -> None:
    card = issue_card(journal, HOST, **CARD)
    void(journal, ADMIN, entry=card.entry, reason="登记错了")
    assert cards_issued(journal) == 0 and cards_issued(journal, card.entry) == 1


@pytest.mark.parametrize("digits", ["", "427", "04271", "04-7", "零四二七", "6217000000000427"])
def test_more_or_less_than_four_digits_are_never_kept(journal: Journal, digits: str) -> None:
    with pytest.raises(Refusal, match="后四位"):
        issue_card(journal, HOST, **{**CARD, "card_last4": digits})
    assert cards_issued(journal) == 0


def test_nobody_gets_a_card_for_having_paid(journal: Journal) -> None:
    assert not any("缴" in words for words in CARD_REASONS.values())
    with pytest.raises(Refusal, match="发卡事由"):
        issue_card(journal, HOST, **{**CARD, "reason": "paid"})


def test_a_card_belongs_to_a_building_and_the_table_to_its_roles(journal: Journal) -> None:
    with pytest.raises(NotFound):
        issue_card(journal, HOST, **{**CARD, "building": "9"})
    with pytest.raises(NotAllowed):
        issue_card(journal, TELLER, **CARD)
