"""Files written and compared with themselves, edited, in one step."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from linkscan.config import Settings
from linkscan.model import FirstSteps, Report
from linkscan.pipeline import scan
from linkscan.whatif.first_steps import first_steps, quick_steps
from linkscan.whatif.whatif import Outcome, whatif
from tests.scanning import SETTINGS, Texts, lines

CIRCLES = """
    account,platform,time,ip,device_id,machine
    a,amazon,2026-01-02 09:00,203.0.113.1,dev-alpha-1,PC-01
    b,amazon,2026-01-02 10:00,203.0.113.1,dev-beta-22,PC-02
    c,amazon,2026-01-02 11:00,203.0.113.1,dev-gamma-3,PC-03
    c,amazon,2026-01-03 11:00,198.51.100.7,dev-gamma-3,PC-03
    d,amazon,2026-01-03 11:00,198.51.100.8,dev-gamma-3,PC-03
    x,amazon,2026-01-04 09:00,198.51.100.20,dev-xi-1234,PC-07
    y,amazon,2026-01-04 10:00,198.51.100.20,dev-ypsilon,PC-08
    z,amazon,2026-01-04 10:00,198.51.100.21,dev-ypsilon,PC-08
"""
"""a, b and c share an address, c and d a device; x and y another address, y and z a device."""

HEALTHY = "store,platform,status\na,amazon,active\nz,amazon,active"
SUSPENDED = "store,platform,status\na,amazon,active\nz,amazon,suspended"
"""With z suspended, y is tied to it, and x by way of y."""


def compared(*without: str, moves: tuple[str, ...] = (), log: str = CIRCLES,
             stores: str = HEALTHY) -> Outcome:  # fmt: skip
    """What a log and a list would say with these edits."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), log, stores)
        return whatif(folder, without=without, moves=moves, settings=SETTINGS)


def stepped(log: str = CIRCLES, stores: str = HEALTHY) -> FirstSteps:
    """The first steps for a log and a list."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), log, stores)
        return first_steps(folder, settings=SETTINGS)


def reported(texts: Texts, settings: Settings = SETTINGS) -> Report:
    """The report on files of these contents, with its first steps."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_text(lines(text), encoding="utf-8")
        return report_of(folder, settings)


def report_of(folder: str | Path, settings: Settings = SETTINGS) -> Report:
    """The report on a folder, with the first steps that are worked out unasked."""
    with scan(folder, settings=settings) as result:
        steps = quick_steps(result, lambda edits: scan(folder, settings=settings, edits=edits))
        return replace(result.report, steps=steps)


def write(folder: Path, log: str = CIRCLES, stores: str = HEALTHY) -> None:
    """Write a log and a list of stores."""
    for name, text in {"logins": log, "stores": stores}.items():
        (folder / f"{name}.csv").write_text(lines(text), encoding="utf-8")
