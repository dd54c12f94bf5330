"""Visits of a capture that name no store, joined with the sign-ins of the logs beside it.

The logs stay in the engine: it gives the sign-ins near such visits alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from linkscan.capture.attribution import NEAR, Login, folded_machine, join_logins
from linkscan.capture.record import Visit
from linkscan.engine import Engine
from linkscan.rows.flaws import USED
from linkscan.rows.loading import Loaded
from linkscan.rules.vocabulary import meaning
from linkscan.sources import Table
from linkscan.sources.captured import with_visits

_NEEDED = {"account", "platform", "machine"}


def with_stores(engine: Engine, table: Table, loaded: Iterable[Loaded], workdir: Path) -> Table:
    """The table of a capture, with the store of each visit that a login log tells."""
    visits = [visit for _line, visit in table.visits]
    unnamed = [visit for visit in visits if visit.account is None and visit.machine]
    logs = [one for one in loaded if set(one.columns) >= _NEEDED and _is_login_log(one)]
    if not unnamed or not logs:
        return table
    joined = join_logins(visits, _logins_near(engine, unnamed, logs))
    lines = [line for line, _visit in table.visits]
    return with_visits(table, list(zip(lines, joined, strict=True)), workdir)


def _is_login_log(one: Loaded) -> bool:
    return one.is_log and not one.table.visits


def _logins_near(engine: Engine, visits: Sequence[Visit], logs: Sequence[Loaded]) -> list[Login]:
    """The sign-ins that were made on the machine of a visit while it went on, or shortly before."""
    columns = {"machine": "VARCHAR", "earliest": "TIMESTAMP", "latest": "TIMESTAMP"}
    engine.put("visits_unnamed", columns, [
        (folded_machine(visit.machine or ""), _naive(visit.start_at - NEAR),
         _naive(visit.end_at + NEAR))
        for visit in visits
    ])  # fmt: skip
    found = []
    for log in logs:
        region = "region" if "region" in log.columns else "NULL"
        found += engine.rows(f"""
            SELECT DISTINCT observed_at, account, i.platform, {region}, i.machine
            FROM {log.name} i JOIN visits_unnamed v
              ON lower(trim(regexp_replace(i.machine, '\\s+', ' ', 'g'))) = v.machine
             AND i.observed_at BETWEEN v.earliest AND v.latest
            WHERE flaw = {USED} AND observed_at IS NOT NULL
        """)
    return [
        Login(at.replace(tzinfo=UTC), account, known, meaning("region", said), machine)
        for at, account, platform, said, machine in found
        for known in [meaning("platform", platform)]
        if known is not None
    ]


def _naive(at: datetime) -> datetime:
    """A time as the engine has it: in UTC, without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None)
