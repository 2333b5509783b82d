"""The phone page and the papers as bytes and headers: small, of one host, kept by nobody, printed by few."""

import re
from pathlib import Path

import pytest

from liftfund_core.commands.files import import_units
from liftfund_core.errors import Refusal
from liftfund_core.reports.slips import slips_of
from liftfund_core.reports.venue import phone_base
from liftfund_core.settings import Settings, settings
from liftfund_core.store.journal import Journal
from tests.phone_page.conftest import Meeting, ask, badge
from tests.worlds import ADMIN, HOST, TELLER

NAME = "欧阳建国"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_page_is_forty_kilobytes_and_names_no_other_host(served: str, lang: str) -> None:
    page = ask(served, f"/join?lang={lang}")
    assert page.status == 200 and len(page.body) <= 40_000
    assert not re.findall(r"https?://", page.text)
    assert not re.search(r"_stcore|/static/|streamlit|<link rel=.stylesheet|<script src", page.text)
    assert len(ask(served, "/join", accept_encoding="gzip").body) < 16_000


def test_nobody_keeps_the_page_or_learns_its_address(meeting: Meeting) -> None:
    for path in ("/join", f"/h/{meeting.slips[0].spelled}", "/h/ZZZZ9999"):
        headers = ask(meeting.url, path).headers
        assert headers["cache-control"] == "no-store" and headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'self'") and "unsafe" not in policy and "script-src 'sha256-" in policy


def test_a_code_is_known_however_it_is_typed_and_another_is_told_so_in_one_sentence(meeting: Meeting) -> None:
    code = meeting.slips[0].code
    for typed in (code, code.lower(), f"{code[:4]}-{code[4:]}", f"{code[:4]}%20{code[4:]}"):
        told = ask(meeting.url, f"/h/{typed}")
        assert told.status == 200 and 'data-code="known"' in told.text and code not in told.text
    for typed in ("ZZZZ9999", "short", "%E4%BD%A0", "x" * 200):
        told = ask(meeting.url, f"/h/{typed}")
        assert told.status == 404 and 'role="alert">这个住户码无效' in told.text
    assert ask(meeting.url, f"/h/{code}", "HEAD").status == 200 and ask(meeting.url, "/h/nobody", "HEAD").status == 404


def test_a_phone_that_speaks_english_is_spoken_to_in_english(served: str) -> None:
    assert '<html lang="en">' in ask(served, "/join", accept_language="en-GB,en;q=0.9").text
    assert '<html lang="zh-CN">' in ask(served, "/join", accept_language="zh-CN,en;q=0.9").text
    assert '<html lang="zh-CN">' in ask(served, "/join?lang=zh", accept_language="en").text


def test_the_disclaimer_and_the_privacy_notice_are_on_the_page(served: str) -> None:
    page = ask(served, "/join").text
    assert "不是业主大会表决，不产生法律效力。正式事项须依《民法典》第278条" in page
    assert all(head in page for head in ("存什么", "谁能看到", "存多久"))


def test_slips_are_eight_to_a_page_and_hold_no_name(served: str, journal: Journal, base: str) -> None:
    people = "\n".join(f"1,2,{room},65.00,{NAME},13812345678" for room in range(101, 118))
    import_units(journal, ADMIN, f"building,section,room,area_m2,owner_name,phone\n{people}".encode(), "more.csv")
    sheet = ask(served, "/staff/slips?building=1", cookie=badge(journal, "王会计", "admin"))
    pages = [len(re.findall("<article>", page)) for page in sheet.text.split('<section class="slips">')[1:]]
    assert sheet.status == 200 and pages == [8, 8, 5]
    for slip in slips_of(journal, "1"):
        assert slip.spelled in sheet.text and f">{slip.unit}<" in sheet.text
    assert NAME not in sheet.text and "1381234" not in sheet.text
    assert "Meeting" in sheet.text and f"{base}/join" in sheet.text and "测试小区" in sheet.text


def test_slips_are_for_the_office(served: str, journal: Journal, base: str) -> None:
    assert ask(served, "/staff/slips?building=1").status == 303
    told = ask(served, "/staff/slips?building=1", cookie=badge(journal, TELLER.name, "teller"))
    assert told.status == 403 and 'role="alert"' in told.text
    assert not [slip for slip in slips_of(journal, "1") if slip.spelled in told.text]
    assert ask(served, "/staff/slips?building=9", cookie=badge(journal, "甲", "finance")).status == 409


@pytest.mark.parametrize(
    "base_url", [None, "", "192.168.1.20", "http://localhost:8501", "http://127.0.0.1", "http://[::1]"]
)
def test_slips_that_lead_nowhere_are_not_printed(base_url: str | None) -> None:
    with pytest.raises(Refusal, match="LIFTFUND_BASE_URL"):
        phone_base(Settings(base_url=base_url))


def test_slips_need_an_address_that_phones_can_open() -> None:
    assert phone_base(Settings(base_url="http://192.168.1.20:8501/")) == "http://192.168.1.20:8501"
    assert phone_base(Settings(base_url="https://lift.example")) == "https://lift.example"


def test_without_an_address_the_slips_page_is_one_sentence(served: str, journal: Journal) -> None:
    settings.cache_clear()
    told = ask(served, "/staff/slips?building=1", cookie=badge(journal, "乙", "admin"))
    assert told.status == 409 and "LIFTFUND_BASE_URL" in told.text and "<article>" not in told.text


def test_a_tally_sheet_is_printed_for_every_matter(meeting: Meeting) -> None:
    told = ask(meeting.url, "/staff/tally-sheet", cookie=badge(meeting.journal, HOST.name, "host"))
    assert told.status == 200 and told.text.count("<table>") == 1
    assert "不是业主大会表决" in told.text and "复核人" in told.text
    assert ask(meeting.url, "/staff/tally-sheet").status == 303


def test_the_script_stays_with_words_that_old_browsers_know() -> None:
    folder = Path(__file__).parents[2] / "liftfund_core" / "web" / "phone_page"
    script = "\n".join(file.read_text("utf-8") for file in folder.glob("*.js"))
    assert not re.search(r"=>|`|\b(let|const|class|async|await|fetch)\b[ (]|\.\.\.", re.sub(r"//.*", "", script))
