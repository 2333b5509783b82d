"""The door: the right name and PIN open it, nothing else does, and guessing gets slow."""

import time
from urllib.parse import quote

import pytest

from liftfund_core.commands.badges import VALID_FOR_S, badge_holder, issue_badge
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.staff import add_staff
from liftfund_core.store.journal import Journal
from liftfund_core.web.patience import FORGOTTEN_AFTER_S, Patience
from tests.web.conftest import SlowClock, Visitor
from tests.worlds import ADMIN


def test_the_right_pin_hands_out_a_badge_and_leads_on(visitor: Visitor, journal: Journal, pin: str) -> None:
    answer = visitor.sign_in("王会计", pin, next="/Ledger?lang=zh")
    assert (answer.status, answer.headers["location"]) == (303, "/Ledger?lang=zh")
    assert badge_holder(journal, answer.cookie) == Actor("王会计", "finance")


def test_the_badge_is_kept_from_scripts_and_from_other_sites(visitor: Visitor, pin: str) -> None:
    told = visitor.sign_in("王会计", pin).headers["set-cookie"].lower()
    for promise in ("httponly", "samesite=strict", "path=/", f"max-age={VALID_FOR_S}"):
        assert promise in told
    assert "secure" not in told, "the venue's Wi-Fi has no https"


def test_a_wrong_pin_and_an_unknown_name_are_told_alike(visitor: Visitor, pin: str) -> None:
    wrong, visitor.clock.now = visitor.sign_in("王会计", "000000x"), 2000
    unknown = visitor.sign_in("没有这个人", pin)
    assert wrong.status == unknown.status == 401
    assert wrong.alert == unknown.alert == "姓名或 PIN 不对；请重新输入，忘记 PIN 请找管理员换发。"
    assert wrong.cookie is None
    assert "王会计" not in unknown.text, "who works here is not told"


def test_a_name_that_was_typed_stays_and_is_no_markup(visitor: Visitor, pin: str) -> None:
    answer = visitor.sign_in('"><script>', "000000")
    assert answer.status == 401
    assert 'value="&quot;&gt;&lt;script&gt;"' in answer.text and "<script>" not in answer.text


def test_each_failure_makes_the_address_wait_longer(visitor: Visitor, pin: str) -> None:
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        assert visitor.sign_in("王会计", "wrong").status == 401
        slowed = visitor.sign_in("王会计", pin)
        assert (slowed.status, slowed.headers["retry-after"]) == (429, str(wait))
        assert slowed.alert.startswith(f"输错次数太多，请等 {wait} 秒再试")
        visitor.clock.now += wait
    assert visitor.sign_in("王会计", pin).status == 303


def test_the_right_pin_ends_the_waiting(visitor: Visitor, pin: str) -> None:
    visitor.sign_in("王会计", "wrong")
    visitor.clock.now += 1
    assert visitor.sign_in("王会计", pin).status == 303
    assert visitor.sign_in("王会计", "wrong").status == 401, "the next failure starts afresh"


def test_one_address_never_slows_another() -> None:
    patience = Patience(SlowClock())
    assert patience.knock("10.0.0.1") == 0
    assert patience.knock("10.0.0.1") == 1
    assert patience.knock("10.0.0.2") == 0


def test_many_tries_at_once_are_no_better_than_one() -> None:
    patience = Patience(SlowClock())
    assert [patience.knock("10.0.0.1") == 0 for _ in range(5)] == [True, False, False, False, False]


def test_a_quiet_address_is_forgotten() -> None:
    clock = SlowClock()
    patience = Patience(clock)
    for _ in range(3):
        patience.knock("10.0.0.1")
        clock.now += 10
    clock.now += FORGOTTEN_AFTER_S
    patience.knock("10.0.0.1")
    clock.now += 1
    assert patience.knock("10.0.0.1") == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "", "referer": "http://evil.example/page"}, 403),
        ({"origin": ""}, 303),
        ({"content_type": "application/json"}, 422),
        ({"content_type": "multipart/form-data; boundary=x"}, 422),
        ({"content_type": ""}, 422),
    ],
)
def test_only_a_form_of_our_own_is_taken(visitor: Visitor, pin: str, headers: dict[str, str], status: int) -> None:
    answer = visitor.post("/staff/sign-in", {"name": "王会计", "pin": pin}, **headers)
    assert answer.status == status
    assert (answer.cookie is not None) == (status == 303)


def test_a_flood_of_text_is_turned_away(visitor: Visitor) -> None:
    assert visitor.post("/staff/sign-in", b"name=" + b"x" * 10_000).status == 413
    assert visitor.post("/staff/sign-in", b"name=\xff\xfe").status == 422


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nset-cookie:x", ""],
)
def test_the_door_leads_to_no_other_site(visitor: Visitor, pin: str, elsewhere: str) -> None:
    assert visitor.sign_in("王会计", pin, next=elsewhere).headers["location"] == "/Collection"
    assert "evil" not in visitor.get(f"/staff/sign-in?next={quote(elsewhere)}").text


def test_whoever_is_inside_is_shown_the_way_on_and_out(visitor: Visitor, pin: str) -> None:
    badge = visitor.sign_in("王会计", pin).cookie
    page = visitor.get("/staff/sign-in?next=/Ledger", cookie=f"liftfund_staff={badge}")
    assert "您已登录：王会计（财务）" in page.text
    out = visitor.post("/staff/sign-out", {"next": "/Ledger"}, cookie=f"liftfund_staff={badge}")
    assert (out.status, out.headers["location"], out.cookie) == (303, "/Ledger", "")


def test_nobody_is_signed_out_by_another_site(visitor: Visitor) -> None:
    answer = visitor.post("/staff/sign-out", {}, origin="http://evil.example")
    assert (answer.status, answer.cookie) == (403, None)
    assert answer.alert


def test_the_page_needs_no_other_host_and_frames_nobody(visitor: Visitor) -> None:
    page = visitor.get("/staff/sign-in")
    assert page.status == 200
    assert len(page.text.encode()) < 8_000
    assert "http://" not in page.text.replace("http://www.w3.org", "") and "https://" not in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


def test_a_forged_an_altered_and_an_old_badge_open_nothing(
    journal: Journal, pin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    badge = issue_badge(journal, "王会计")
    assert badge_holder(journal, badge) is not None
    assert badge_holder(journal, badge[:-2] + "xx") is None
    assert badge_holder(journal, "王会计") is None
    assert badge_holder(journal, None) is None
    later = time.time() + VALID_FOR_S + 2
    monkeypatch.setattr(time, "time", lambda: later)
    assert badge_holder(journal, badge) is None


def test_a_new_role_holds_at_once(journal: Journal, pin: str) -> None:
    badge = issue_badge(journal, "王会计")
    add_staff(journal, ADMIN, name="王会计", role="teller", renew=True)
    assert badge_holder(journal, badge) == Actor("王会计", "teller")
