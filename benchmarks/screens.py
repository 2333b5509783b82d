"""The cashier's screen: from the click on the form to the new figure in the page."""

from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browser import chromium
from benchmarks.estates import ADMIN, filled, write_sheets
from benchmarks.report import Row, at_most, median
from benchmarks.served import PROJECT, serving
from liftfund_core.commands.badges import COOKIE, issue_badge
from liftfund_core.commands.staff import add_staff
from liftfund_core.reports.accounts import units_of
from liftfund_core.store.journal import Journal

TRIES = 10

# From the click until the page names a newer entry above its figures; milliseconds.
_WATCH = """() => {
  const said = () => document.querySelector("p.as-of")?.textContent;
  const before = said();
  window.took = new Promise((done, fail) => {
    addEventListener("click", () => {
      const began = performance.now();
      const look = () => said() && said() !== before && (watch.disconnect(), done(performance.now() - began));
      const watch = new MutationObserver(look);
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
      setTimeout(() => fail(new Error("no new figure")), 10000);
    }, { capture: true, once: true });
  });
}"""


def screens(folder: Path) -> list[Row]:
    db = filled(folder / "estate.duckdb", write_sheets(folder, 6, 1080, 300))
    journal = Journal.open(db)
    add_staff(journal, ADMIN, name="录入甲", role="entry", pin="123456")
    badge = issue_badge(journal, "录入甲")
    doors = [line.code for line in units_of(journal, "1") if line.account.status == "unpaid"][:TRIES]
    journal.close()
    with serving(str(PROJECT / "dashboard.py"), db, "/healthz") as served, chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": COOKIE, "value": badge, "url": served.url}])
        page = context.new_page()
        page.goto(f"{served.url}/Collection")
        took = [_payment(page, door) for door in doors]
    return [
        at_most("staff form to new figure in the page, median", median(took), 60, "ms", f" (worst {max(took):.0f})")
    ]


def _payment(page: Page, door: str) -> float:
    """Choose the household, take what it owes, and press the button."""
    form = page.locator(".st-key-form_payment")
    building, _, rest = door.partition("-")
    if form.get_by_role("radio", name=building, exact=True).get_attribute("aria-checked") != "true":
        form.get_by_role("radio", name=building, exact=True).click()
    form.get_by_role("combobox").click()
    form.get_by_role("combobox").fill(rest)
    page.get_by_role("option").first.click()
    button = page.get_by_role("button", name="确认登记")
    button.wait_for()
    page.wait_for_timeout(700)
    page.evaluate(_WATCH)
    button.click()
    took = float(page.evaluate("() => window.took"))
    page.wait_for_timeout(500)
    return took
