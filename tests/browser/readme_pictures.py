"""The pictures of the READMEs: the report on `sample_logs/small_company`, as a browser shows it.

`make pictures` writes them anew. Their letters depend on the fonts of the system, so no test
compares them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, FloatRect, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_logs" / "small_company"
DOCS = ROOT / "docs"
WIDTH, MARGIN = 1120, 2
NOW = "2026-10-01T00:00:00Z"

SHOWN = {
    "report": ("index.html", ".matrix tbody tr:nth-child(2)"),
    "machine": ("machines/PC-02.html", ".picture"),
}
"""Name of a picture: its page, and the part that it ends with."""


def main() -> None:
    """Write every picture in both languages into `docs/`."""
    DOCS.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder) / "report"
        command = ("-m", "linkscan", "analyze", SAMPLE, "--out", out, "--format", "html")
        subprocess.run([sys.executable, *command, "--now", NOW], check=True, stdout=sys.stderr)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name, (page, last) in SHOWN.items():
            for lang in ("en", "zh"):
                shown = shoot(browser, (out / page).as_uri(), lang, last)
                (DOCS / f"{name}-{lang}.png").write_bytes(shown)
        browser.close()


def shoot(browser: Browser, address: str, lang: str, last: str) -> bytes:
    """The page from its title to the end of its part `last`, as a PNG."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 900})
    page.goto(f"{address}#{lang}")
    page.wait_for_selector(".p-svg .p-node")
    title, end = (page.locator(f"#{lang} {part}").bounding_box() for part in ("h1", last))
    if not title or not end:
        raise LookupError(f"{address} shows no {last!r}")
    top, bottom = title["y"] - MARGIN, end["y"] + end["height"] + MARGIN
    clip: FloatRect = {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
    image = page.screenshot(full_page=True, clip=clip)
    page.close()
    return image


if __name__ == "__main__":
    main()
