"""On which days each account had a line or a device, machine by machine.

First and last use of a link say nothing of the days between them, nor of which machine a value
was used on when. Only lines and devices are told: papers have no days.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from linkscan.assemble.names import Names
from linkscan.assemble.selection import Selection
from linkscan.engine import Engine
from linkscan.linking.links import MACHINE
from linkscan.model import DaysOfUse
from linkscan.scanned import Scanned

KINDS_TOLD = (MACHINE, "device_id", "mac", "ip")
"""What a machine page lays out in time."""

RUNS, LEAST_RUNS = 24, 4
RUNS_OF_REPORT = 100_000
"""Runs of days told of a link: fewer where a report has many links. Ours, for a `report.json`
to which days add 5 MB at most."""

_EPOCH = date(1970, 1, 1)


def days_of_use(scanned: Scanned, selection: Selection, names: Names) -> tuple[DaysOfUse, ...]:
    """The days of the shown links, by account and value, on machines that list the account.

    Where a link has more runs of days than are told, its shortest breaks are closed.
    """
    engine = scanned.engine
    told = [pair for pair in sorted(selection.links) if names.keys[pair[1]].kind in KINDS_TOLD]
    engine.put("told_links", {"account": "INTEGER", "key": "INTEGER"}, told)
    engine.put("told_stores", {"machine": "INTEGER", "account": "INTEGER"},
               [(machine, one) for machine, found in sorted(selection.machines.items())
                for one in found])  # fmt: skip
    _find_days_told(engine, by_name=any(names.keys[key].kind == MACHINE for _account, key in told))
    most = max(LEAST_RUNS, min(RUNS, RUNS_OF_REPORT // max(len(told), 1)))
    runs: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for account, key, machine, first, last in engine.rows(f"""
        WITH apart AS (
            SELECT *, day - lag(day) OVER (PARTITION BY account, key, machine ORDER BY day) AS gap
            FROM days_told
        ), ranked AS (
            SELECT *, row_number() OVER (
                       PARTITION BY account, key, machine ORDER BY gap DESC NULLS LAST, day
                   ) AS nth
            FROM apart
        ), numbered AS (
            SELECT *, sum(CASE WHEN gap > 1 AND nth < {most} THEN 1 ELSE 0 END) OVER (
                       PARTITION BY account, key, machine ORDER BY day
                   ) AS run
            FROM ranked
        )
        SELECT account, key, machine, min(day), max(day)
        FROM numbered GROUP BY account, key, machine, run ORDER BY account, key, machine, run
    """):
        runs[account, key, machine].append(_written(first, last))
    return tuple(
        DaysOfUse(names.account(account), names.keys[key].id, names.machine(machine), tuple(days))
        for (account, key, machine), days in runs.items()
    )


def _find_days_told(engine: Engine, *, by_name: bool) -> None:
    """Create `days_told`: the distinct days of the links in `told_links`.

    A machine that stands in as a value by its name has its days from the rows themselves, a
    pass over the log; `by_name` says that there is one.
    """
    values = """
        SELECT DISTINCT s.account, v.key, s.machine, s.day
        FROM seen s JOIN value_keys v USING (value)
        SEMI JOIN told_links t ON t.account = s.account AND t.key = v.key
        SEMI JOIN told_stores w ON w.account = s.account AND w.machine = s.machine
        WHERE s.day IS NOT NULL
    """
    machines = f"""
        SELECT DISTINCT r.account, k.key, n.machine,
               CAST(datediff('day', DATE '1970-01-01', CAST(e.observed_at AS DATE)) AS INTEGER)
        FROM events e
        JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
        JOIN machines n ON n.machine = m.machine
        JOIN keys k ON k.kind = '{MACHINE}' AND k.text = n.id
        JOIN account_refs r USING (account_ref)
        SEMI JOIN told_links t ON t.account = r.account AND t.key = k.key
        SEMI JOIN told_stores w ON w.account = r.account AND w.machine = n.machine
        WHERE e.observed_at IS NOT NULL
    """
    engine.create("days_told", f"{values} UNION ALL {machines}" if by_name else values)


def _written(first: int, last: int) -> str:
    """A run of days as ISO 8601 writes it: one day, or the first and the last."""
    days = dict.fromkeys((_EPOCH + timedelta(one)).isoformat() for one in (first, last))
    return "/".join(days)
