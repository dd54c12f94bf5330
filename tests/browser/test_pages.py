"""The pages in a real browser: they open from the disk, quiet, closed, in either language."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NAMES = ("index.html", "accounts.html", "machines/PC-01.html", "machines/笔记本.html")


def shown(page: Page) -> list[str | None]:
    """The languages that can be seen."""
    parts = page.locator("main").all()
    return [part.get_attribute("id") for part in parts if part.is_visible()]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_quietly_and_asks_for_nothing(page: Page, report: Path, name: str) -> None:
    """From file://: an empty console, no error, and no request but for the page itself."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    address = (report / name).as_uri()
    page.goto(address)
    assert said == []
    assert asked == [address]
    assert page.locator("h1:visible").count() == 1


@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_is_never_wider_than_its_window(
    page: Page, report: Path, name: str, lang: str, width: int
) -> None:
    """Long names and tables wrap, on a phone too."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{(report / name).as_uri()}#{lang}")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_style_is_applied(page: Page, report: Path) -> None:
    """The policy lets the page's own style through: a badge has its colour and its word."""
    page.goto((report / "index.html").as_uri())
    badge = page.locator(".verdict .badge:visible")
    assert badge.inner_text() == "严重"
    assert badge.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(142, 27, 46)"


def test_the_language_switches_without_script(browser: Browser, report: Path) -> None:
    """One language at a time; a link switches, and links to other pages carry it along."""
    page = browser.new_page(java_script_enabled=False)
    page.goto((report / "index.html").as_uri())
    assert shown(page) == ["zh"]
    page.get_by_role("link", name="English").click()
    assert shown(page) == ["en"]
    page.locator("main:visible a", has_text="PC-01").first.click()
    assert page.url.endswith("machines/PC-01.html#en")
    assert shown(page) == ["en"]
    page.locator("main:visible a", has_text="Warnings about the input").click()
    assert page.url.endswith("index.html#en-warnings")
    assert shown(page) == ["en"]
    page.get_by_role("link", name="中文").click()
    assert shown(page) == ["zh"]
    page.close()


def test_the_switch_can_be_seen_after_switching(page: Page, report: Path) -> None:
    """The jump to the other language does not scroll the switch out of sight."""
    page.goto((report / "index.html").as_uri())
    page.get_by_role("link", name="English").click()
    page.wait_for_function("location.hash === '#en'")
    assert page.evaluate("document.querySelector('.languages a').getBoundingClientRect().top") >= 0


def test_markup_in_a_name_stays_text(page: Page, report: Path) -> None:
    """A store named `<script>` is read, not run."""
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    page.goto((report / "accounts.html").as_uri())
    assert page.locator("main script").count() == 0
    assert (
        page.locator("main:visible").get_by_text("amazon/us/<script>alert(1)</script>").is_visible()
    )
    assert alerts == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_clipped_on_a_phone(page: Page, report: Path, name: str) -> None:
    """Nothing is wider than the page, and no cell is lower than the name of its column."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((report / name).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    overlaps = page.evaluate(
        """[...document.querySelectorAll('td')].filter(cell => cell.offsetParent
            && cell.scrollHeight > cell.clientHeight).length"""
    )
    assert overlaps == 0


@pytest.mark.parametrize("width", [1200, 390])
def test_the_matrix_stays_in_its_box(page: Page, report: Path, width: int) -> None:
    """Every column can be reached: the box scrolls, the page does not, the store stays put."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((report / "index.html").as_uri())
    box = page.locator("main:visible .wide")
    store = box.get_by_role("rowheader").first
    assert store.is_visible()
    assert box.locator("td.shared .mark").first.inner_text() == "共用"
    before = store.bounding_box()
    box.evaluate("e => e.scrollLeft = e.scrollWidth")
    assert store.bounding_box() == before
    last = box.get_by_role("columnheader").last
    right, edge = (one.evaluate("e => e.getBoundingClientRect().right") for one in (last, box))
    assert right <= edge
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_ledger_opens_by_keyboard(page: Page, report: Path) -> None:
    """Where a paper was used is one key away."""
    page.goto((report / "index.html").as_uri())
    ledger = page.locator("main:visible details.ledger")
    line = ledger.get_by_text("papers.xlsx[店铺]:4", exact=True)
    assert not line.is_visible()
    ledger.locator("summary").focus()
    page.keyboard.press("Enter")
    assert line.is_visible()


def test_evidence_opens_by_keyboard(page: Page, report: Path) -> None:
    """The lines behind a finding are one key away on the index."""
    page.goto((report / "index.html").as_uri())
    details = page.locator("main:visible .finding details").first
    line = details.get_by_text("logins.csv:3", exact=True)
    assert not line.is_visible()
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert line.is_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_finding_leads_to_its_rows_and_opens_them(page: Page, report: Path, lang: str) -> None:
    """On a machine page they are folded away until somebody follows the link, in one language."""
    page.goto(f"{(report / 'machines/PC-01.html').as_uri()}#{lang}")
    rows = page.locator("main:visible .proof .evidence table").first
    assert not rows.is_visible()
    page.locator("main:visible .to-proof a").first.click()
    assert rows.is_visible()
    assert page.locator("main:visible").get_attribute("id") == lang


def test_what_a_finding_weighs_opens_by_keyboard(page: Page, report: Path) -> None:
    """The numbers are folded away below the words, on machine pages too."""
    for name in ("index.html", "machines/PC-01.html"):
        page.goto((report / name).as_uri())
        details = page.locator("main:visible details.weighing").first
        total = details.get_by_text("合计 23.3 比特；减去先验 13.3", exact=False)
        assert not total.is_visible()
        details.locator("summary").focus()
        page.keyboard.press("Enter")
        assert total.is_visible()


def test_print_shows_one_language_and_no_switch(page: Page, report: Path) -> None:
    """On paper there is nothing to click."""
    page.goto((report / "index.html").as_uri())
    page.emulate_media(media="print")
    assert shown(page) == ["zh"]
    assert not page.locator(".languages").is_visible()
