"""Before the meeting on page Estate: the venue is checked, slips are printed, a lost one is replaced."""

import pytest

from liftfund_core.reports.slips import slips_of
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from tests.pages.conftest import Open
from tests.worlds import ADMIN, FINANCE, TELLER, entry_kinds


def test_the_venue_is_checked_on_request(book: Journal, open_page: Open) -> None:
    screen = open_page("Estate", TELLER)
    assert "现场检查" in screen.text and "LIFTFUND_BASE_URL" not in screen.text
    screen.press("venue_check")
    for said in ("LIFTFUND_BASE_URL", "LIFTFUND_WIFI", "Asia/Shanghai", "磁盘", "还没有备份"):
        assert said in screen.text


def test_an_address_that_nobody_answers_is_found_out(
    book: Journal, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIFTFUND_BASE_URL", "http://192.0.2.1:8501")
    settings.cache_clear()
    screen = open_page("Estate", ADMIN).press("venue_check")
    assert "http://192.0.2.1:8501 没有应答" in screen.text


def test_a_lost_slip_is_replaced_and_the_new_one_printed(book: Journal, open_page: Open) -> None:
    before = {slip.unit: slip.code for slip in slips_of(book, "1")}
    screen = open_page("Estate", FINANCE).fill("codes_unit", " 1-1-102 ").press("codes_save")
    after = {slip.unit: slip.code for slip in slips_of(book, "1")}
    assert [unit for unit in before if before[unit] != after[unit]] == ["1-1-102"]
    assert entry_kinds(book)[-1][1] == "code_reissued"
    assert "已换发住户码：**1-1-102**" in screen.text and "/staff/slips?unit=1-1-102" in screen.text
    assert after["1-1-102"] not in screen.text, "a code is on paper only"


def test_a_unit_that_is_not_there_is_refused(book: Journal, open_page: Open) -> None:
    screen = open_page("Estate", ADMIN)
    head = book.head
    screen.fill("codes_unit", "9-9-999").press("codes_save")
    assert 'class="no"' in screen.text and book.head == head


def test_codes_are_not_everybodys(book: Journal, open_page: Open) -> None:
    teller = open_page("Estate", TELLER)
    assert not teller.has("codes_save") and "/staff/slips" not in teller.text
    assert not open_page("Estate").has("venue_check")
