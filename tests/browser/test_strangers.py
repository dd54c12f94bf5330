"""What strangers write into a log stays text, from the file to the page in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

import linkscan
from linkscan.config import Settings
from tests.scanning import NOW

pytestmark = pytest.mark.browser

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
CLOSING = "</script><script>alert(3)</script>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on a log whose user agents, stores, machines and people are markup."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = ["account,time,ip,device_id,machine,operator,client,user_agent"]
    rows += [
        f"{name},2026-02-01 08:00,203.0.113.5,{CLOSING}-device,{machine},{IMAGE},{client},"
        f'"Mozilla/5.0 {SCRIPT} {CLOSING}"'
        for name, machine, client in (
            (SCRIPT, IMAGE, SCRIPT), (CLOSING, IMAGE, IMAGE), (IMAGE, CLOSING, SCRIPT))
    ]  # fmt: skip
    (folder / "logins.csv").write_text("\n".join(rows) + "\n", "utf-8")
    with linkscan.scan(folder, settings=Settings(now=NOW)) as result:
        result.write(folder / "out", "en", ("html",))
    return folder / "out"


def test_no_page_runs_what_a_log_says(page: Page, hostile: Path) -> None:
    """No dialog, no error, no request, no element of theirs: on every page of every set."""
    said: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    files = sorted(hostile.rglob("*.html"))
    assert len(files) > 6
    for file in files:
        page.goto(f"{file.as_uri()}#en")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 2
    assert said == []
    assert asked == [file.as_uri() for file in files]


def test_it_can_be_read(page: Page, hostile: Path) -> None:
    """What was written stands there, letter by letter."""
    page.goto(f"{(hostile / 'accounts.html').as_uri()}#en")
    text = page.locator("main:visible").inner_text()
    for name in (SCRIPT, CLOSING, IMAGE):
        assert name in text
