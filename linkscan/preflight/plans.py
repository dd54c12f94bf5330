"""Planned stores: what is said of a store that does not exist yet becomes what it will share.

A plan is read like registrations. What it says of addresses will be true from the day of the
report on; and who is to work on a machine will share its devices.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fingerprints import Identifier, identify
from linkscan.engine import Engine
from linkscan.linking.links import MACHINE
from linkscan.rows.events import account_ref
from linkscan.rows.flaws import USED
from linkscan.rows.loading import Loaded


def planned_devices(engine: Engine, inputs: Sequence[Loaded]) -> list[tuple[str, str]]:
    """The devices (kind, raw) that the logs know of machines on which stores are planned."""
    wanted = {
        key
        for one in inputs
        if one.is_plan and "machine" in one.columns
        for (name,) in engine.rows(f"SELECT DISTINCT machine FROM {one.name}")
        if name is not None and (key := _label(name))
    }
    if not wanted:
        return []
    written = engine.rows(
        "SELECT DISTINCT machine FROM events WHERE machine_named AND machine IS NOT NULL"
    )
    met = [(name,) for (name,) in written if _label(name) in wanted]
    engine.put("wanted_machines", {"machine": "VARCHAR"}, met)
    return [
        (kind, raw)
        for kind in ("device_id", "mac")
        for (raw,) in engine.rows(f"""
            SELECT DISTINCT {kind} FROM events SEMI JOIN wanted_machines USING (machine)
            WHERE {kind} IS NOT NULL ORDER BY 1""")
    ]


def _label(name: str) -> str | None:
    found = identify(MACHINE, name)
    return found.key if isinstance(found, Identifier) else None


def put_planned_uses(engine: Engine, inputs: Sequence[Loaded]) -> None:
    """Add to `presence` on which of the known machines planned stores are to be run.

    A machine that no log and no list knows is new, and shared with other planned stores alone:
    `planned_new` (account, label, name as written).
    """
    known: dict[str, int] = {}
    for number, name in engine.rows("SELECT machine, name FROM machines WHERE name <> ''"):
        if key := _label(name):
            known[key] = number
    uses, new = [], []
    for one in inputs:
        if not (one.is_plan and "machine" in one.columns):
            continue
        for account, name in engine.rows(f"""
            SELECT DISTINCT account, machine FROM
            (SELECT {account_ref(engine, one)} AS account_ref, machine FROM {one.name}
             WHERE flaw = {USED} AND machine IS NOT NULL) JOIN account_refs USING (account_ref)
        """):
            if (key := _label(name)) in known:
                uses.append((account, known[key or ""]))
            elif key:
                new.append((account, key, " ".join(name.split())))
    columns = {"account": "INTEGER", "label": "VARCHAR", "name": "VARCHAR"}
    engine.put("planned_new", columns, sorted(set(new)))
    engine.put("planned_uses", {"account": "INTEGER", "machine": "INTEGER"}, sorted(set(uses)))
    if uses:
        engine.create(
            "presence",
            """
            SELECT * FROM presence UNION ALL
            SELECT account, machine, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
                   CAST(NULL AS TIMESTAMP), CAST(NULL AS TIMESTAMP) FROM planned_uses
            """,
        )


def put_planned_values(engine: Engine, today: date) -> None:
    """Add to `seen` the devices of the machines on which planned stores are to be run, and date
    the addresses that a plan names: they will be used from `today` on."""
    day = (today - date(1970, 1, 1)).days
    engine.create(
        "seen",
        f"""
        SELECT s.* REPLACE (CASE WHEN a.planned AND i.kind = 'ip' THEN CAST({day} AS INTEGER)
                                 ELSE s.day END AS day)
        FROM seen s JOIN accounts a USING (account) JOIN identifiers i USING (value)
        UNION ALL
        SELECT DISTINCT p.account, p.machine, s.value, CAST({day} AS INTEGER),
               CAST(NULL AS TIMESTAMP), CAST(NULL AS TIMESTAMP), CAST(0 AS BIGINT)
        FROM planned_uses p JOIN seen s USING (machine) JOIN identifiers i USING (value)
        WHERE i.kind IN ('device_id', 'mac')
        """,
    )
