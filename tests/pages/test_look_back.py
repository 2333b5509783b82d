"""The slider of days on the page about collection: any evening's public figures, for everybody the same."""

from liftfund_core.store.journal import Journal
from tests.pages.conftest import Open
from tests.worlds import DUE_OF_65, FINANCE, pay


def test_a_day_shows_what_everybody_could_read_that_evening(book: Journal, open_page: Open) -> None:
    before = book.head
    pay(book, "1-1-101", DUE_OF_65)  # years after the levies were assessed
    screen = open_page("Collection", FINANCE)
    (slider,) = screen.at.select_slider
    assert slider.options[0] == "6月1日" and slider.options[-1] == "最新"
    assert f"截至第 {before} 条 · 2023-06-01" not in screen.text
    slider.set_value(0)
    evening = screen.again().text
    assert f"截至第 {before} 条 · 2023-06-01" in evening
    assert "<b>≤8</b>" in evening, "as the public saw it, whoever looks"


def test_a_campaign_of_one_day_has_nothing_to_look_back_on(book: Journal, open_page: Open) -> None:
    assert len(open_page("Collection").at.select_slider) == 0
