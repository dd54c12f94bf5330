"""The layout: on a desktop, a laptop and a phone nothing stands outside its margins."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

import linkscan
from linkscan.config import Settings
from tests.scanning import NOW

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "sample_logs/small_company"
OUTSIDE = """
    () => { const main = [...document.querySelectorAll('main')].find(one => one.offsetParent);
        const frame = main.getBoundingClientRect();
        return [...main.querySelectorAll('section, table, article, .wide, ul, dl, p, h1, h2')]
            .filter(one => one.matches('.wide') || !one.closest('.wide'))
            .filter(one => { const box = one.getBoundingClientRect();
                return box.width && (box.right > frame.right + 1 || box.left < frame.left - 1); })
            .map(one => one.outerHTML.slice(0, 80)) }
"""
"""What is wider than the column that it stands in."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the sample company: a matrix of eight columns."""
    out = tmp_path_factory.mktemp("sample") / "out"
    with linkscan.scan(SAMPLE, settings=Settings(now=NOW)) as result:
        result.write(out, "en", ("html",))
    return out


@pytest.mark.parametrize("width", [1440, 1280, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["index.html", "accounts.html", "machines/PC-02.html"])
def test_nothing_stands_outside_its_margins(
    page: Page, sample: Path, name: str, lang: str, width: int
) -> None:
    """Neither the page nor any part of it is wider than its column, the matrix included."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{(sample / name).as_uri()}#{lang}")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(OUTSIDE) == []


def test_the_matrix_is_scrolled_by_keyboard(page: Page, sample: Path) -> None:
    """On a phone the columns that do not fit are an arrow key away."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{(sample / 'index.html').as_uri()}#en")
    box = page.get_by_role("region", name="Store matrix")
    box.evaluate(
        "box => { window.moved = new Promise(done => box.addEventListener('scroll', done)) }"
    )
    box.focus()
    page.keyboard.press("ArrowRight")
    page.evaluate("() => window.moved.then(() => true)")
    assert box.evaluate("box => box.scrollLeft") > 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
