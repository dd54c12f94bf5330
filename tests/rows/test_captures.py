"""Visits of a capture, joined with the sign-ins of the logs that are scanned with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import linkscan
from linkscan.capture.record import Record
from linkscan.config import Settings
from linkscan.model import Input, Report
from linkscan.report.forms.records import write_records
from tests.capture.test_visits import named
from tests.scanning import NOW, lines

LOG = """
    time,account,platform,machine,ip
    2026-01-01T00:00:30Z,STORE-A,Amazon US,pc-1,203.0.113.5
    2026-01-01T02:00:30Z,STORE-B,亚马逊,PC-1,203.0.113.6
    2026-01-01T02:01:00Z,STORE-C,amazon,PC-1,203.0.113.7
    2026-01-01T03:00:00Z,STORE-D,amazon,PC-2,203.0.113.8
"""
SEEN = "203.0.113.99"


def scan(tmp_path: Path, visits: Sequence[Record], log: str = LOG) -> Report:
    (tmp_path / "logins.csv").write_text(lines(log), encoding="utf-8")
    write_records(visits, "jsonl", tmp_path / "visits.jsonl")
    settings = Settings(now=NOW)
    with linkscan.scan(
        tmp_path / "logins.csv", sessions=tmp_path / "visits.jsonl", settings=settings
    ) as result:
        return result.report


def told(report: Report) -> Input:
    """What became of the capture."""
    return next(one for one in report.inputs if one.name.endswith("visits.jsonl"))


def stores_seen(report: Report) -> set[str]:
    """The stores that the address of the visits was seen with."""
    return {one.account for one in report.links if SEEN in one.identifier}


def test_visits_get_their_store(tmp_path: Path) -> None:
    """A sign-in on the same machine and platform as the visit begins tells the store."""
    visits = [replace(named(minute, minute + 9, "PC-1", None), public_ips=(SEEN,))
              for minute in (0, 120, 180)]  # fmt: skip
    report = scan(tmp_path, visits)
    assert told(report).rows_used == 1
    assert told(report).ignored == (("visit-of-no-store", 2),)  # of two candidates none is chosen
    assert stores_seen(report) == {"amazon/STORE-A"}
    assert len(report.accounts) == 4


def test_known_visits_need_no_log(tmp_path: Path) -> None:
    """A visit whose store is declared ties like any sign-in: to a store that had its address."""
    visits = [replace(named(0, 9, "PC-7", "STORE-D"), public_ips=("203.0.113.5",))]
    report = scan(tmp_path, visits)
    (finding,) = [one for one in report.findings if "ip" in one.kinds]
    assert {name.rpartition("/")[2] for name in finding.accounts} == {"STORE-A", "STORE-D"}
    assert told(report).role == "logins"


def test_logs_that_name_no_machine(tmp_path: Path) -> None:
    """Without machine and platform in the log nothing is joined."""
    log = "time,account,ip\n2026-01-01T00:00:30Z,STORE-A,203.0.113.5"
    report = scan(tmp_path, [named(0, 9, "PC-1", None)], log)
    assert told(report).ignored == (("visit-of-no-store", 1),)
