"""What the pages of a report cost: 40 machines and 10,000 stores, beside a floor.

    python -m benchmarks.render [--stores N] [--machines N]

Invented sign-ins are scanned once; then the same report is written as pages in both languages,
and as `report.json`, the floor: every record of it as text, and nothing said of it. What is
called the longest page is what a browser has to open at once.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import linkscan
from linkscan.config import Settings
from linkscan.model import Report
from linkscan.report.forms.html import html_pages
from linkscan.report.forms.json import write_json

MOST_S = 10.0
"""Longest that the pages may take (issue 6)."""

SEED = 20260101
START = datetime(2026, 1, 5, tzinfo=UTC)
STORES_PER_LINE = 25
PAIRED = 20
"""One store in so many was also used on the computer of the next one."""


def sign_ins(stores: int, machines: int) -> Iterator[str]:
    """The lines of a log: every store a few days long, on one machine, behind its office's line."""
    chance = random.Random(SEED)
    yield "account,platform,time,ip,device_id,machine\n"
    for store in range(stores):
        line = store // STORES_PER_LINE
        address = f"203.{line // 250 % 250}.{line % 250}.9"
        for day in range(chance.randrange(2, 6)):
            at = START + timedelta(
                days=day * 7 + chance.randrange(7), minutes=chance.randrange(999)
            )
            device = store + (day == 1 and store % PAIRED == 0)
            yield (
                f"store {store:05},amazon,{at:%Y-%m-%d %H:%M},{address},"
                f"device-{device:06},PC-{store % machines:02}\n"
            )


def scanned(stores: int, machines: int) -> Report:
    """The report on such a log."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "logins.csv"
        log.write_text("".join(sign_ins(stores, machines)), "utf-8")
        settings = Settings(now=START + timedelta(days=90), zone="UTC")
        with linkscan.scan(log, settings=settings) as result:
            return result.report


def main() -> None:
    """Scan, write, and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=int, default=10_000)
    parser.add_argument("--machines", type=int, default=40)
    options = parser.parse_args()
    report = scanned(options.stores, options.machines)
    began = time.process_time()
    data = write_json(report)
    floor = time.process_time() - began
    began = time.process_time()
    pages = [len(page.encode()) for _name, page in html_pages(report, "zh")]
    taken = time.process_time() - began
    print(
        f"{options.stores:,} stores, {options.machines} machines, {len(report.findings)} findings "
        f"listed: {len(pages)} pages in {taken:.2f} CPU s (at most {MOST_S:g}), "
        f"{taken / floor:.1f} x report.json ({floor:.2f} CPU s, {len(data) / 1e6:.1f} MB); "
        f"pages {sum(pages) / 1e6:.1f} MB, the longest {max(pages) / 1e3:.0f} KB"
    )


if __name__ == "__main__":
    main()
