"""Files written, scanned and explained in one step."""

from __future__ import annotations

import tempfile
from pathlib import Path

import linkscan
from linkscan.config import Settings
from linkscan.explain.explain import explain
from linkscan.explain.explanation import Explanation
from tests.scanning import SETTINGS, lines

CHAIN = """
    account,platform,time,ip,device_id
    a,amazon,2026-01-02 09:00,203.0.113.1,dev-alpha-1
    b,amazon,2026-01-03 09:00,203.0.113.1,dev-beta-22
    b,amazon,2026-01-04 09:00,203.0.113.9,dev-gamma-3
    c,amazon,2026-01-05 09:00,198.51.100.7,dev-gamma-3
    d,amazon,2026-01-05 09:00,198.51.100.8,dev-delta-4
"""
"""a and b share an address, b and c a device, d nothing."""

STATUSES = "store,platform,status\na,amazon,active\nb,amazon,active\nc,amazon,suspended"


def explained(
    one: str, other: str, log: str = CHAIN, settings: Settings = SETTINGS, **others: str
) -> Explanation:
    """Why two stores of a log and, by stem, other CSV files are tied. Lines may be indented."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"logins": log, **others}.items():
            (Path(folder) / f"{name}.csv").write_text(lines(text), encoding="utf-8")
        with linkscan.scan(folder, settings=settings) as result:
            return explain(result, one, other)
