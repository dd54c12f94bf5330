"""The Chromium of the system, and a report in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from linkscan.report.folder import write_folder
from tests.report import factory

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The Chromium of the system."""
    if CHROMIUM is None:
        pytest.skip("needs the system package chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="package")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report folder, Chinese shown first."""
    out = tmp_path_factory.mktemp("报告 1") / "linkscan-report"
    write_folder(factory.full_report(), out, "zh")
    return out


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that keeps what it asked for and what it complained of."""
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    yield opened
    opened.close()
