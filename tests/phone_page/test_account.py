"""A household's own page: its account and its receipts by the code that reads, and nothing of anybody else."""

import hashlib
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from liftfund_core.commands.collection import grant_waiver, record_refund
from liftfund_core.commands.corrections import replace, void
from liftfund_core.commands.phones import reissue_code
from liftfund_core.commands.settlement import flag_dispute, plan_instalments
from liftfund_core.reports.household import MOST_RECEIPTS, household
from liftfund_core.reports.proof import proofs
from liftfund_core.reports.slips import Slip, slips_of
from liftfund_core.store.journal import Journal
from tests.phone_page.conftest import ask
from tests.phone_page.test_in_browser import MEASURE, Hand
from tests.worlds import ADMIN, COVERED, DAY, DUE_OF_65, FINANCE, pay, pay_by_file, rows


def slip(journal: Journal, unit: str = "1-1-101") -> Slip:
    return next(found for found in slips_of(journal, unit[0]) if found.unit == unit)


def test_a_household_sees_its_own_account_and_nothing_of_others(served: str, journal: Journal) -> None:
    pay(journal, "1-1-101", 50_000, receipt_no="SJ-1")
    pay(journal, "1-1-102", DUE_OF_65, receipt_no="SJ-2", bank_ref="B2")
    pay(journal, "2-1-101", 77_777, receipt_no="SJ-3")
    told = ask(served, f"/r/{slip(journal).account_spelled.lower()}")
    assert told.status == 200
    for said in ("1-1-101", "部分缴费", "¥1,165.45", "¥500.00", "¥665.45", "№ SJ-1", "已核对：与账本第", "有疑问"):
        assert said in told.text, said
    for other in ("1-1-102", "2-1-101", "SJ-2", "SJ-3", "B2", "777.77", *(s.code for s in slips_of(journal, "1"))):
        assert other not in told.text, other


@pytest.mark.parametrize(
    ("paid", "status", "left"),
    [(0, "未缴", "1,165.45"), (DUE_OF_65, "已缴清", "0.00"), (DUE_OF_65 + 55, "多缴", "0.55")],
)
def test_the_account_says_where_it_stands(served: str, journal: Journal, paid: int, status: str, left: str) -> None:
    if paid:
        pay(journal, "1-1-101", paid)
    told = ask(served, f"/r/{slip(journal).account_code}").text
    assert f">{status}</span>" in told and f'class="left-over">¥{left}<' in told
    assert ("记为本户余额" in told) == (paid > DUE_OF_65)


def test_what_was_waived_and_what_went_back_is_there_too(served: str, journal: Journal) -> None:
    pay(journal, "1-1-101", 50_000)
    grant_waiver(
        journal, FINANCE, unit="1-1-101", amount_fen=16_545, reason_code="low_income", document_no="P-9", **COVERED
    )
    record_refund(journal, FINANCE, unit="1-1-101", amount_fen=10_000, paid_on=DAY, document_no="T-9")
    told = ask(served, f"/r/{slip(journal).account_code}").text
    assert "¥-165.45" in told and "¥-100.00" in told and "退款" in told and 'class="left-over">¥600.00<' in told


def test_instalments_and_a_dispute_are_the_households_to_see(served: str, journal: Journal) -> None:
    days = {DAY + timedelta(days=n): fen for n, fen in ((30, 66_545), (60, 50_000))}
    plan_instalments(journal, FINANCE, unit="1-1-101", instalments=days)
    pay(journal, "1-1-101", 70_000)
    flag_dispute(journal, FINANCE, unit="1-1-101", document_no="Y-1")
    told = ask(served, f"/r/{slip(journal).account_code}").text
    assert "2023-07-01 ✓" in told and "¥665.45 / 665.45" in told and "¥34.55 / 500.00" in told
    assert "有异议，正在核对" in told and "Y-1" not in told
    assert "分期约定" not in ask(served, f"/r/{slip(journal, '1-1-102').account_code}").text


def test_a_corrected_receipt_says_by_which_entry(served: str, journal: Journal) -> None:
    gone, typo = pay(journal, "1-1-101", 999).entry, pay(journal, "1-1-101", 888, receipt_no="SJ-8").entry
    by = void(journal, ADMIN, entry=gone, reason="登记错了").entry
    moved = replace(journal, ADMIN, entry=typo, changes={"unit": "1-1-102"}, reason="房号错了").entry
    told = ask(served, f"/r/{slip(journal).account_code}").text
    assert f"已由第 {by} 条更正或撤销" in told and f"已由第 {moved} 条更正或撤销" in told
    assert "1-1-102" not in told and told.count("✓ 已核对") == 0


def test_many_receipts_stay_within_forty_kilobytes(served: str, journal: Journal) -> None:
    pay_by_file(journal, [("1-1-101", 100)] * (MOST_RECEIPTS + 5))
    for lang in ("zh", "en"):
        told = ask(served, f"/r/{slip(journal).account_code}?lang={lang}")
        assert len(told.text.encode()) <= 40_000
        assert not re.findall(r"https?://", told.text)
    assert "5 earlier ones" in told.text
    seen = household(journal, slip(journal).account_code)
    assert seen is not None and len(seen.receipts) == MOST_RECEIPTS and seen.older == 5


def test_nobody_keeps_the_page_or_learns_its_address(served: str, journal: Journal) -> None:
    for path in ("/r", f"/r/{slip(journal).account_code}", "/r/ZZZZ9999"):
        headers = ask(served, path).headers
        assert headers["cache-control"] == "no-store" and headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "script-src 'sha256-" in policy


def test_neither_code_does_the_work_of_the_other(served: str, journal: Journal) -> None:
    own = slip(journal)
    assert ask(served, f"/r/{own.code}").status == 404 and ask(served, f"/h/{own.account_code}").status == 404
    reissue_code(journal, ADMIN, unit=own.unit)
    assert ask(served, f"/r/{own.account_code}").status == 404
    assert ask(served, f"/r/{slip(journal).account_code}").status == 200


def test_a_wrong_code_is_told_so_in_one_sentence_and_a_typed_one_leads_on(served: str, journal: Journal) -> None:
    for typed in ("ZZZZ9999", "short", "%E4%BD%A0", "x" * 200):
        told = ask(served, f"/r/{typed}")
        assert told.status == 404 and 'role="alert">这个查账码无效或已经更换' in told.text
    code = slip(journal).account_spelled
    led = ask(served, f"/r?code=%20{code.lower()}&lang=en")
    assert led.status == 303 and led.headers["location"] == f"/r/{code.lower()}?lang=en"
    assert "//" not in ask(served, "/r?code=%2F%2Fevil.example").headers["location"].removeprefix("/r/")


def test_the_account_leads_on_to_what_everyone_may_read(served: str, journal: Journal) -> None:
    told = ask(served, f"/r/{slip(journal).account_code}?lang=en").text
    for way in ("/statement?lang=en", "/Notices?lang=en", "/join?lang=en"):
        assert f'<a href="{way}">' in told


def test_the_proof_is_the_sealed_line_of_the_book(journal: Journal) -> None:
    pay_by_file(journal, [("1-1-101", 100), ("1-1-101", 200)])
    for entry, proof in proofs(journal, [journal.head - 1, journal.head]).items():
        salt, digest, sealed = rows(journal, "select salt, detail_digest, seal from entry where id = ?", [entry])[0]
        assert hashlib.sha256(salt[:16] + proof.detail.encode()).hexdigest() == digest == proof.digest
        assert proof.holds and proof.line.split()[0] == str(entry) and proof.line.split()[4] == digest
        assert proof.sealed_at == journal.head and len(proof.seal) == 64 and sealed in (None, proof.seal)
    assert proofs(journal, []) == {}


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_the_code_leaves_the_address_and_everything_can_be_read_and_tapped(
    served: str, journal: Journal, phone: Hand, lang: str
) -> None:
    pay(journal, "1-1-101", 50_000, receipt_no="SJ-1")
    code = slip(journal).account_code
    held = phone(f"{served}/r/{code}?lang={lang}")
    expect(held.page.get_by_text("№ SJ-1")).to_be_visible()
    assert held.page.url == f"{served}/r?lang={lang}" and code not in held.page.url
    held.page.locator("summary").click()
    assert held.page.evaluate(MEASURE) == []
    held.page.locator("#other").click()
    expect(held.page.locator("h1")).to_have_text("Your account" if lang == "zh" else "查本户账目")
    expect(held.page.get_by_text("№ SJ-1")).to_be_visible()
    assert code not in held.page.url


@pytest.mark.browser
def test_a_code_is_typed_where_there_is_no_camera(served: str, journal: Journal, phone: Hand) -> None:
    page = phone(f"{served}/r").page
    page.get_by_label("请输入纸条或收据上的查账码").fill(slip(journal).account_spelled.lower())
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_text("1-1-101")).to_be_visible()
    assert page.evaluate(MEASURE) == []
