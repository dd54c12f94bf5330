"""Accessibility: axe-core finds no serious fault, in either language, folded or unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

import linkscan
from linkscan.config import Settings
from linkscan.report.folder import write_folder
from tests.scanning import NOW

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "sample_logs"
SERIOUS = {"serious", "critical"}
SCENARIOS = ("small_company", "shop_health")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of some samples, by name."""
    out = tmp_path_factory.mktemp("samples")
    for name in SCENARIOS:
        with linkscan.scan(SAMPLES / name, settings=Settings(now=NOW)) as result:
            write_folder(result.report, out / name, "en", ("html",))
    return out


@pytest.fixture(params=[1280, 390])
def sized(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a desktop, and of a phone."""
    opened = browser.new_page(viewport={"width": request.param, "height": 800})
    yield opened
    opened.close()


def faults(page: Page) -> list[str]:
    """The serious faults that axe-core finds in what is shown, each with its first element."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in SERIOUS
    ]


def check(page: Page, file: Path, lang: str) -> None:
    """Look at a page as it opens, and with everything unfolded."""
    page.goto(f"{file.as_uri()}#{lang}")
    assert faults(page) == [], file.name
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert faults(page) == [], f"{file.name}, unfolded"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["index.html", "accounts.html", "machines/PC-01.html"])
def test_a_page_with_everything_in_it(sized: Page, report: Path, name: str, lang: str) -> None:
    """Every level, every kind of note, names in any script."""
    check(sized, report / name, lang)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_pages_of_a_sample(page: Page, samples: Path, scenario: str) -> None:
    """Index, stores and the fullest machine page of what people really get."""
    machines = sorted(
        (samples / scenario / "machines").iterdir(), key=lambda one: one.stat().st_size
    )
    check(page, samples / scenario / "index.html", "zh")
    check(page, samples / scenario / "accounts.html", "en")
    check(page, machines[-1], "en")


def test_a_fault_is_found(page: Page) -> None:
    """What is looked for can be seen: a picture without words is told."""
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert [one.split(":")[0] for one in faults(page)] == ["image-alt"]
