"""Days of use: told machine by machine, in runs, of lines and devices alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from linkscan.assemble import days as telling
from linkscan.assemble.days import RUNS
from linkscan.model import Report
from tests.scanning import scan_log, scan_world
from tests.strategies import UNTIMED, World, worlds

HEADER = "account,time,machine,ip,device_id,operator\n"


def told(report: Report) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The days of a report by store, value and machine."""
    return {(one.account, one.identifier, one.machine): one.days for one in report.days}


def test_days_in_a_row_are_one_run() -> None:
    """Neighbouring days join, a day that is left out parts; the day is that of UTC."""
    found = told(
        scan_log(
            HEADER
            + """
        a,2026-01-02T09:00:00Z,PC-1,203.0.113.7,,Operator 1
        a,2026-01-02T23:30:00Z,PC-1,203.0.113.7,,Operator 1
        a,2026-01-04T07:30:00+08:00,PC-1,203.0.113.7,,Operator 1
        a,2026-01-05T09:00:00Z,PC-1,203.0.113.7,,Operator 1
        """
        )
    )
    assert found["a", "ip:203.0.113.7", "PC-1"] == ("2026-01-02/2026-01-03", "2026-01-05")
    assert {id.partition(":")[0] for _store, id, _machine in found} == {"ip", "machine"}


def test_a_value_has_days_of_its_own_on_each_machine() -> None:
    """One line on two machines: first and last use together would say more than happened."""
    found = told(
        scan_log(
            HEADER
            + """
        a,2026-01-02T09:00:00Z,PC-1,203.0.113.7,D-1001,
        a,2026-01-09T09:00:00Z,PC-2,203.0.113.7,D-2002,
        a,2026-01-16T09:00:00Z,PC-1,203.0.113.7,D-1001,
        """
        )
    )
    assert found == {
        ("a", "device_id:d-1001", "PC-1"): ("2026-01-02", "2026-01-16"),
        ("a", "device_id:d-2002", "PC-2"): ("2026-01-09",),
        ("a", "ip:203.0.113.7", "PC-1"): ("2026-01-02", "2026-01-16"),
        ("a", "ip:203.0.113.7", "PC-2"): ("2026-01-09",),
    }


def test_the_shortest_breaks_are_closed_where_there_are_too_many() -> None:
    """A long break stays one, whatever else there is."""
    first = date(2026, 1, 1)
    days = [first + timedelta(2 * n + (60 if n > RUNS else 0)) for n in range(2 * RUNS)]
    rows = "".join(f"a,{day}T09:00:00Z,PC-1,203.0.113.7,D-1001,\n" for day in days)
    found = told(scan_log(HEADER + rows))["a", "ip:203.0.113.7", "PC-1"]
    assert len(found) == RUNS
    before, after = days[RUNS].isoformat(), days[RUNS + 1].isoformat()
    assert [one.endswith(before) for one in found].count(True) == 1
    assert [one.startswith(after) for one in found].count(True) == 1


def test_a_report_of_many_links_tells_fewer_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The more links, the fewer runs of each, but never fewer than four."""
    rows = "".join(f"a,2026-01-{day:02}T09:00:00Z,PC-1,203.0.113.7,D-1001,\n"
                   for day in range(1, 31, 2))  # fmt: skip
    for most, expected in [(100_000, 15), (20, 10), (2, telling.LEAST_RUNS)]:
        monkeypatch.setattr(telling, "RUNS_OF_REPORT", most)
        assert [len(one.days) for one in scan_log(HEADER + rows).days] == [expected] * 2


def test_papers_and_rows_without_a_time_have_no_days() -> None:
    """Nobody knows when."""
    report = scan_log(
        "account,platform,time,ip\na,amazon,,203.0.113.7",
        stores="store,platform,status,phone\na,amazon,active,+12025550101",
    )
    assert report.links
    assert report.days == ()


@settings(UNTIMED, max_examples=15)
@given(worlds())
def test_days_are_told_of_every_timed_link(world: World) -> None:
    """Each line or device that a link dates has days, from its first to its last."""
    report = scan_world(world)
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in report.days:
        days[one.account, one.identifier] += (day for run in one.days for day in run.split("/"))
        assert list(one.days) == sorted(one.days)
    kinds = {"ip", "mac", "device_id", "machine"}
    timed = {
        (one.account, one.identifier): (one.first_seen.date(), one.last_seen.date())
        for one in report.links
        if one.first_seen and one.last_seen and one.identifier.partition(":")[0] in kinds
    }
    assert {pair: (min(found), max(found)) for pair, found in days.items()} == {
        pair: (first.isoformat(), last.isoformat()) for pair, (first, last) in timed.items()
    }
