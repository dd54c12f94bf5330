"""The timeline in a real browser: drawn, in its frame, readable, in one language at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NAME = "machines/PC-01.html"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_drawn_in_its_frame(page: Page, report: Path, lang: str, width: int) -> None:
    """Bars and labels can be seen, none outside its lane, and the page does not scroll aside."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{(report / NAME).as_uri()}#{lang}")
    lanes = page.locator("main:visible .lanes svg.lane")
    assert lanes.count() == 4
    for lane in lanes.all():
        frame, bars = lane.bounding_box(), lane.locator(".bars").bounding_box()
        assert frame is not None
        assert bars is not None
        assert bars["width"] > 0
        assert bars["height"] > 0
        assert bars["x"] >= frame["x"] - 1
        assert bars["x"] + bars["width"] <= frame["x"] + frame["width"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [1280, 390])
def test_its_axis_stands_over_the_lanes(page: Page, report: Path, width: int) -> None:
    """On a phone too: the same left and right edge, and text no smaller than 11 pixels."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((report / NAME).as_uri())
    axis = page.locator("main:visible .lanes svg.axis").bounding_box()
    lane = page.locator("main:visible .lanes svg.lane").first.bounding_box()
    assert axis is not None
    assert lane is not None
    assert (axis["x"], axis["width"]) == pytest.approx((lane["x"], lane["width"]), abs=1)
    sizes = page.evaluate(
        """[...document.querySelectorAll('.lanes :is(text, td, th, small)')]
            .map(one => parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert min(sizes) >= 11


def test_its_language_is_that_of_the_page(page: Page, report: Path) -> None:
    """Shown in Chinese first, in English after the switch, and the mark tells by letter."""
    page.goto((report / NAME).as_uri())
    table = page.locator("main:visible .lanes")
    assert "2 家店铺用过" in table.inner_text()
    page.get_by_role("link", name="English").click()
    assert "used by 2 stores" in table.inner_text()
    assert table.locator(".letter").all_inner_texts() == ["A", "B", "A", "B"]
    colours = [one.evaluate("e => getComputedStyle(e).fill")
               for one in table.locator("svg.lane .bars").all()]  # fmt: skip
    assert colours[0] == colours[2] != colours[1] == colours[3]


def test_a_screen_reader_is_told_the_days(page: Page, report: Path) -> None:
    """Each lane is a picture with its days as name, in the row of its store."""
    page.goto((report / NAME).as_uri())
    table = page.locator("main:visible").get_by_role("table").filter(has=page.locator("svg.lane"))
    assert table.get_by_role("img", name="2026-01-02 – 2026-01-09、2026-02-03").count() == 1
    assert table.get_by_role("rowheader").first.inner_text().startswith("amazon/us/Fir")


def test_it_needs_no_script(browser: Browser, report: Path) -> None:
    """The drawing is in the page itself."""
    quiet = browser.new_page(java_script_enabled=False)
    quiet.goto((report / NAME).as_uri())
    assert quiet.locator("main:visible .lanes .bars").first.is_visible()
    quiet.close()
