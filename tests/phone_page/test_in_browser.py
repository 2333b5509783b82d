"""The resident's page in a real browser: one tap is one answer, and no answer is lost or told too early."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from liftfund_core.commands.phones import reissue_code
from liftfund_core.commands.polls import close_poll, open_poll
from tests.phone_page.conftest import TITLE, Meeting, Phone
from tests.worlds import ADMIN, HOST, rows

pytestmark = pytest.mark.browser

Hand = Callable[..., Phone]
WORDS = {
    "zh": ("赞成", "反对", "已保存", "待发送", "征询已结束"),
    "en": ("Agree", "Against", "Saved", "Waiting to send", "Poll closed"),
}
MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8")


@pytest.mark.parametrize("lang", WORDS)
def test_a_household_answers_and_changes_its_mind_until_the_poll_closes(
    meeting: Meeting, phone: Hand, lang: str
) -> None:
    agree, against, saved, _, closed = WORDS[lang]
    slip = meeting.slips[0]
    page = phone(f"{meeting.url}/h/{slip.spelled.lower()}?lang={lang}").page
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert slip.code not in page.url and page.url.startswith(f"{meeting.url}/join")
    page.get_by_role("button", name=agree).click()
    expect(page.locator(".poll .state")).to_contain_text(saved)
    expect(page.get_by_role("button", name=agree)).to_have_attribute("aria-pressed", "true")
    assert meeting.answers() == [(slip.unit, "for")]
    page.get_by_role("button", name=against).click()
    expect(page.locator(".poll .state")).to_contain_text(f"{saved}{'：' if lang == 'zh' else ': '}{against}")
    assert meeting.answers() == [(slip.unit, "against")]
    close_poll(meeting.journal, HOST, code="M1")
    expect(page.locator(".poll .tag")).to_contain_text(closed)
    expect(page.get_by_role("button", name=agree)).to_be_hidden()
    expect(page.locator(".poll .state")).to_contain_text(saved)
    expect(page.locator(".law")).to_be_visible()


def test_an_answer_given_offline_is_sent_when_the_network_is_back(meeting: Meeting, phone: Hand) -> None:
    held = phone(f"{meeting.url}/h/{meeting.slips[0].code}")
    expect(held.page.locator(".poll")).to_be_visible()
    held.context.set_offline(True)
    held.page.get_by_role("button", name="赞成").click()
    expect(held.page.locator(".poll .state")).to_contain_text("待发送")
    expect(held.page.locator("#net")).to_contain_text("网络中断")
    assert meeting.answers() == []
    held.context.set_offline(False)
    expect(held.page.locator(".poll .state")).to_contain_text("已保存")
    assert meeting.answers() == [(meeting.slips[0].unit, "for")]


def test_an_unsent_answer_outlives_the_page(meeting: Meeting, phone: Hand) -> None:
    held = phone(f"{meeting.url}/h/{meeting.slips[0].code}")
    held.page.route("**/answers*", lambda route: route.abort())
    held.page.get_by_role("button", name="弃权").click()
    expect(held.page.locator(".poll .state")).to_contain_text("待发送")
    held.page.reload()
    expect(held.page.locator(".poll .state")).to_contain_text("待发送")
    held.page.unroute_all()
    expect(held.page.locator(".poll .state")).to_contain_text("已保存：弃权")
    assert meeting.answers() == [(meeting.slips[0].unit, "abstain")]


def test_an_acknowledgement_that_is_lost_on_the_way_counts_nothing_twice(meeting: Meeting, phone: Hand) -> None:
    held = phone(f"{meeting.url}/h/{meeting.slips[0].code}")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    held.page.route("**/answers*", lose, times=1)
    held.page.get_by_role("button", name="赞成").click()
    expect(held.page.locator(".poll .state")).to_contain_text("已保存")
    assert held.posts("/answers") == 2 and meeting.entries("poll_answer") == 1


def test_a_double_tap_sends_once(meeting: Meeting, phone: Hand) -> None:
    held = phone(f"{meeting.url}/h/{meeting.slips[0].code}")
    held.page.get_by_role("button", name="赞成").dblclick()
    expect(held.page.locator(".poll .state")).to_contain_text("已保存")
    held.page.get_by_role("button", name="赞成").click()
    assert held.posts("/answers") == 1 and meeting.entries("poll_answer") == 1


def test_a_mind_changed_offline_sends_the_last_word_only(meeting: Meeting, phone: Hand) -> None:
    held = phone(f"{meeting.url}/h/{meeting.slips[0].code}")
    held.page.route("**/answers*", lambda route: route.abort())
    for choice in ("赞成", "反对", "弃权"):
        held.page.get_by_role("button", name=choice).click()
        expect(held.page.locator(".poll .state")).to_contain_text(f"待发送：{choice}")
    held.page.unroute_all()
    expect(held.page.locator(".poll .state")).to_contain_text("已保存：弃权")
    assert meeting.answers() == [(meeting.slips[0].unit, "abstain")]
    assert meeting.entries("poll_answer") <= 2, "what was tried is asked again, what never left is forgotten"


def test_an_answer_that_comes_after_the_closing_is_told_so(meeting: Meeting, phone: Hand) -> None:
    held = phone(f"{meeting.url}/h/{meeting.slips[0].code}")
    held.page.route("**/answers*", lambda route: route.abort())
    held.page.get_by_role("button", name="赞成").click()
    expect(held.page.locator(".poll .state")).to_contain_text("待发送")
    close_poll(meeting.journal, HOST, code="M1")
    held.page.unroute_all()
    expect(held.page.locator(".poll .state.refused")).to_be_visible()
    expect(held.page.locator(".poll .state")).not_to_contain_text("已保存")
    assert meeting.answers() == []


def test_a_code_is_typed_as_people_type(meeting: Meeting, phone: Hand) -> None:
    page = phone(f"{meeting.url}/join").page
    page.get_by_role("button", name="赞成").click()
    expect(page.get_by_role("alert")).to_contain_text("请先输入纸条上的住户码")
    field = page.get_by_label("请输入纸条上的住户码")
    field.fill("ZZZZ-9999")
    field.press("Enter")
    expect(page.locator("#code-said")).to_contain_text("没有这个住户码")
    code = meeting.slips[1].code.lower()
    field.fill(f" {code[:4]} {code[4:]} ")
    field.press("Enter")
    expect(page.locator("#code-known")).to_be_visible()
    page.get_by_role("button", name="赞成").click()
    expect(page.locator(".poll .state")).to_contain_text("已保存")
    assert meeting.answers() == [(meeting.slips[1].unit, "for")]


def test_a_slip_that_was_replaced_is_told_at_the_first_tap(meeting: Meeting, phone: Hand) -> None:
    page = phone(f"{meeting.url}/h/{meeting.slips[0].code}").page
    expect(page.locator(".poll")).to_be_visible()
    reissue_code(meeting.journal, ADMIN, unit=meeting.slips[0].unit)
    page.get_by_role("button", name="赞成").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("请输入纸条上的住户码")).to_be_visible()


def test_a_poll_by_placard_has_no_buttons(meeting: Meeting, phone: Hand) -> None:
    close_poll(meeting.journal, HOST, code="M1")
    open_poll(meeting.journal, HOST, code="M2", title="后续管理")
    page = phone(f"{meeting.url}/join").page
    expect(page.get_by_text("本项请举牌，不在手机上作答。")).to_be_visible()
    expect(page.get_by_role("button", name="赞成").first).to_be_hidden()
    expect(page.get_by_label("请输入纸条上的住户码")).to_be_hidden()


@pytest.mark.parametrize(("lang", "send", "received"), [("zh", "提交留言", "已收到"), ("en", "Send", "Received")])
def test_a_line_is_written(meeting: Meeting, phone: Hand, lang: str, send: str, received: str) -> None:
    page = phone(f"{meeting.url}/join?lang={lang}").page
    page.locator("label[for=kind-b]").click()
    page.locator("label[for=who-m]").click()
    page.locator("#building option").nth(2).wait_for(state="attached")
    page.locator("#building").select_option("2")
    page.locator("#text").fill("愿咱们小区越来越好")
    page.get_by_role("button", name=send, exact=True).dblclick()
    expect(page.locator("#message-state")).to_contain_text(received)
    told = rows(meeting.journal, "select kind_of, building, from_who, text from message_received")
    assert told == [("blessing", "2", "merchant", "愿咱们小区越来越好")]


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("width", [320, 390])
def test_everything_is_large_enough_to_read_and_to_tap_and_has_a_name(
    meeting: Meeting, phone: Hand, lang: str, width: int
) -> None:
    page = phone(f"{meeting.url}/h/{meeting.slips[0].code}?lang={lang}").page
    page.set_viewport_size({"width": width, "height": 700})
    page.locator("summary").click()
    expect(page.locator(".poll")).to_be_visible()
    assert page.evaluate(MEASURE) == []


def test_it_asks_for_little_and_for_nothing_of_the_pages(meeting: Meeting, phone: Hand) -> None:
    held = phone(f"{meeting.url}/h/{meeting.slips[0].code}")
    expect(held.page.locator("#figures")).to_be_visible()
    paths = {url.removeprefix(meeting.url).partition("?")[0] for _, url in held.asked if url.startswith("http")}
    assert paths == {f"/h/{meeting.slips[0].code}", "/api/board", "/api/stream"}
    assert held.page.evaluate("() => Object.keys(localStorage).join()") == "liftfund"
