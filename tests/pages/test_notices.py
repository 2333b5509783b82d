"""The evening on page Notices: everyone sees posters and log; the secretary notes them as posted, once."""

from datetime import date

from liftfund_core.store.journal import Journal
from tests.pages.conftest import Open, OpenEstate, Screen
from tests.worlds import ADMIN, DUE_OF_65, SECRETARY, TELLER, entry_kinds, pay, rows

FEW_HOUSES = {"1": [6500] * 12, "2": [6500] * 12}


def text_of(screen: Screen) -> str:
    """The text that is there to be pasted."""
    (code,) = screen.at.code
    return str(code.value)


def test_everyone_sees_the_text_and_the_poster_of_each_building(open_estate: OpenEstate, open_page: Open) -> None:
    book = open_estate(FEW_HOUSES, simulated=True)
    for room in range(101, 107):
        pay(book, f"1-1-{room}", DUE_OF_65)
    screen = open_page("Notices")
    assert "已缴清 6 户 / 应缴 12 户，50.0%" in text_of(screen) and len(screen.at.get("image")) == 1
    screen.choose("notices_building", "2")
    assert "2号楼" in text_of(screen) and "已缴清 0 户 / 应缴 12 户" in text_of(screen)
    assert not screen.has("notices_post") and "还没有记为已发布" in screen.text


def test_the_secretary_notes_them_as_posted_once(book: Journal, open_page: Open) -> None:
    screen = open_page("Notices", SECRETARY)
    before = book.head
    screen.press("notices_post")
    assert entry_kinds(book)[before:] == [(before + 1, "notice_posted")]
    assert f"第 {before + 1} 条" in screen.text and f"已发布：全部楼栋，截至第 {before} 条。" in screen.text
    assert not screen.has("notices_post"), "what is posted is not posted again"
    assert rows(book, "select building, head from notice_posted") == [(None, before)]


def test_others_have_no_button(book: Journal, open_page: Open) -> None:
    assert open_page("Notices", ADMIN).has("notices_post")
    teller = open_page("Notices", TELLER)
    assert not teller.has("notices_post") and "不办理这一项" in teller.text


def test_a_day_of_the_past_can_be_chosen_and_one_without_entries_says_so(book: Journal, open_page: Open) -> None:
    screen = open_page("Notices").fill("notices_day", date(2023, 6, 1))
    assert "6月1日" in text_of(screen)
    screen.fill("notices_day", date(2023, 5, 1))
    assert "还没有任何记录" in screen.text and not screen.at.code


def test_the_log_names_days_and_heads_and_never_who(open_estate: OpenEstate, open_page: Open) -> None:
    book = open_estate(FEW_HOUSES, simulated=True)
    pay(book, "1-1-101", DUE_OF_65)
    open_page("Notices", SECRETARY).press("notices_post")
    shown = open_page("Notices").text
    assert f"<td>全部楼栋</td><td>第 {rows(book, 'select head from notice_posted')[0][0]} 条</td>" in shown
    assert SECRETARY.name not in shown and "<b>1</b>" in shown


def test_more_that_came_in_after_posting_is_told(open_estate: OpenEstate, open_page: Open) -> None:
    book = open_estate(FEW_HOUSES, simulated=True)
    pay(book, "1-1-101", DUE_OF_65)
    open_page("Notices", SECRETARY).press("notices_post")
    pay(book, "1-1-102", DUE_OF_65)
    assert f"之后又有登记，这里的数字截至第 {book.head} 条" in open_page("Notices").text
