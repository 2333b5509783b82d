"""Nobody is shut out: what axe finds on the wall, the phone and the staff pages, and where the keyboard is."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from liftfund_core.demo import demo_staff
from liftfund_core.domain.stage import SCENES
from tests.e2e.conftest import PHONE, WALL
from tests.e2e.served import Served, sign_in
from tests.tree import PAGES

pytestmark = pytest.mark.browser

Screen = Callable[[dict[str, int]], BrowserContext]
STAFF_PAGES = [file.stem.partition("_")[2] for file in sorted(PAGES.glob("*.py"))]
TAB_STOPS = 25

# Whether the element that the keyboard is on, or the field around it, wears a ring.
RINGED = """() => {
  const ring = (box) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  let box = document.activeElement;
  while (box.shadowRoot?.activeElement) box = box.shadowRoot.activeElement;
  if (box === document.body) return "";
  const said = (box.getAttribute("aria-label") || box.textContent).trim().slice(0, 40) || box.tagName;
  for (let up = 0; up < 4 && box; up++, box = box.parentElement) if (ring(box)) return "";
  return said;
}"""


def serious(page: Page) -> list[str]:
    """What keeps somebody from using the page, as axe says it."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


def opened(page: Page, served: Served, address: str) -> Page:
    """A staff page that has been drawn to its end."""
    page.goto(f"{served.url}/{address}")
    expect(page.locator("header.bar")).to_be_visible()
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
    return page


def test_the_wall_and_the_phone_page_shut_nobody_out(screen: Screen, served: Served) -> None:
    wall, phone = screen(WALL).new_page(), screen(PHONE).new_page()
    wall.emulate_media(reduced_motion="reduce")
    faults = {}
    for scene in SCENES:
        wall.goto(f"{served.url}/?scene={scene}")
        expect(wall.locator(f".lf-host .lf[data-scene={scene}]")).to_be_visible()
        faults[scene] = serious(wall)
    for address in ("/join", "/join?lang=en", "/staff/sign-in"):
        phone.goto(f"{served.url}{address}")
        expect(phone.get_by_role("button").first).to_be_visible()
        faults[address] = serious(phone)
    assert {place: found for place, found in faults.items() if found} == {}


def test_the_staff_pages_shut_nobody_out_and_show_where_the_keyboard_is(screen: Screen, served: Served) -> None:
    admin = next(member for member in demo_staff() if member.role == "admin")
    page, faults = screen(PHONE).new_page(), {}
    for name in STAFF_PAGES:
        faults[f"{name}, nobody"] = serious(opened(page, served, name))
    sign_in(page, served, admin.name, admin.pin, "/Collection")
    for name in STAFF_PAGES:
        faults[name] = serious(opened(page, served, name))
        for _stop in range(TAB_STOPS):
            page.keyboard.press("Tab")
            unseen = page.evaluate(RINGED)
            faults[name] += [f"no ring: {unseen}"] if unseen else []
    assert {place: found for place, found in faults.items() if found} == {}
