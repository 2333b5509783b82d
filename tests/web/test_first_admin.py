"""The first key: on an estate without staff one link makes one administrator, once."""

from liftfund_core.commands.badges import badge_holder, has_staff
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.staff import check_pin
from liftfund_core.store.journal import Journal
from tests.web.conftest import Visitor


def _token(visitor: Visitor) -> str:
    return visitor.key.path.partition("token=")[2]


def test_the_link_makes_an_administrator_and_shows_the_pin_once(visitor: Visitor, journal: Journal) -> None:
    assert visitor.get(visitor.key.path).status == 200
    answer = visitor.post("/staff/first", {"token": _token(visitor), "name": "李主任"})
    assert answer.status == 200
    assert badge_holder(journal, answer.cookie) == Actor("李主任", "admin")
    pin = answer.text.partition("<b>")[2].partition("</b>")[0]
    assert check_pin(journal, "李主任", pin) == Actor("李主任", "admin")


def test_the_link_works_once(visitor: Visitor, journal: Journal) -> None:
    visitor.post("/staff/first", {"token": _token(visitor), "name": "李主任"})
    assert visitor.get(visitor.key.path).status == 403
    again = visitor.post("/staff/first", {"token": _token(visitor), "name": "赵六"})
    assert (again.status, again.cookie) == (403, None)
    assert again.alert == "这个链接无效或已经用过；请用姓名和 PIN 登录，或请管理员为您添加。"


def test_a_wrong_token_opens_nothing(visitor: Visitor, journal: Journal) -> None:
    for token in ("", "guess", "错"):
        assert visitor.post("/staff/first", {"token": token, "name": "李主任"}).status == 403
    assert visitor.get("/staff/first").status == 403
    assert not has_staff(journal)


def test_the_link_is_closed_where_there_is_staff(visitor: Visitor, pin: str) -> None:
    assert visitor.get(visitor.key.path).status == 403


def test_an_empty_name_is_asked_for_again(visitor: Visitor, journal: Journal) -> None:
    answer = visitor.post("/staff/first", {"token": _token(visitor), "name": "  "})
    assert (answer.status, answer.alert) == (400, "还没有填写姓名；请补上。")
    assert not has_staff(journal)


def test_another_site_cannot_use_the_link(visitor: Visitor, journal: Journal) -> None:
    answer = visitor.post("/staff/first", {"token": _token(visitor), "name": "李"}, origin="http://evil.example")
    assert answer.status == 403
    assert not has_staff(journal)
