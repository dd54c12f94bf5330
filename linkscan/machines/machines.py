"""Operator machines: which rows were written on which machine.

A log's own machine label names the machine, written variants folded together. A log
without such a column has its machines derived from the device of each row. What neither
names was used on the machine that is not recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fingerprints import Identifier, identify
from linkscan.engine import Engine
from linkscan.masking import Mask
from linkscan.model import MACHINE_NOT_RECORDED
from linkscan.rows.flaws import USED
from linkscan.rows.loading import Loaded
from linkscan.rules.vocabulary import canonical_text

NOT_RECORDED = 0
"""Number of the machine that is not recorded."""
NO_MACHINE = -1
"""Where a paper was seen: on none."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the user's own list says of a machine."""

    name: str
    kind: str | None
    site: str | None
    user: str | None


def read_machine_list(engine: Engine, inputs: Sequence[Loaded]) -> dict[str, Listed]:
    """The machines of the user's own list, by canonical label."""
    found: dict[str, Listed] = {}
    for one in inputs:
        if one.table.mapping.role != "machines":
            continue
        columns = ", ".join(
            name if name in one.columns else f"CAST(NULL AS VARCHAR) AS {name}"
            for name in ("machine", "kind", "site", "user")
        )
        rows = engine.rows(f"SELECT {columns} FROM {one.name} WHERE flaw = {USED} ORDER BY ALL")
        for name, kind, site, user in rows:
            if name is not None and (key := canonical_text(name)):
                found.setdefault(key, Listed(" ".join(name.split()), kind, site, user))
    return found


def machine_key(text: str) -> str | None:
    """What the written names of one machine have in common; None: no name of a machine."""
    found = identify("machine", text)
    return found.key if isinstance(found, Identifier) else None


def find_uses(engine: Engine) -> None:
    """Create `uses`: distinct (account, machine) as written, with rows, cells and dates."""
    engine.create(
        "uses",
        """
        SELECT account_ref, machine, machine_named, count(*) AS n,
               count(device_id) + count(mac) AS devices, count(ip) AS addresses,
               min(observed_at) AS first_seen, max(observed_at) AS last_seen
        FROM events GROUP BY account_ref, machine, machine_named
        """,
    )


def number_machines(engine: Engine, listed: dict[str, Listed], mask: Mask) -> None:
    """Create `machines` (number, id, source) and `machine_refs` (written form to number)."""
    labels: dict[str, list[str]] = defaultdict(list)
    for (raw,) in engine.rows(
        "SELECT DISTINCT machine FROM uses WHERE machine_named AND machine IS NOT NULL"
    ):
        if isinstance(found := identify("machine", raw), Identifier):
            labels[found.key].append(raw)
    names = {key: min(" ".join(raw.split()) for raw in raws) for key, raws in labels.items()}
    engine.put(
        "machine_labels",
        {"raw": "VARCHAR", "id": "VARCHAR"},
        [(raw, names[key]) for key, raws in labels.items() for raw in raws],
    )
    lists = [(one.name,) for key, one in listed.items() if key not in labels]
    engine.put("machines_listed", {"id": "VARCHAR"}, lists)
    # A derived machine is its device: odd forms and refused values as `identifiers` has them.
    engine.create(
        "machine_devices",
        """
        SELECT DISTINCT raw, coalesce(i.key, raw) AS id
        FROM (SELECT DISTINCT machine AS raw FROM uses
              WHERE NOT machine_named AND machine IS NOT NULL)
        LEFT JOIN (SELECT * FROM identifiers WHERE kind_read IN ('device_id', 'mac')) i USING (raw)
        WHERE i.reject IS NULL
        """,
    )
    # One name may be a label here and a device there: then the id says which is meant.
    engine.create(
        "machines",
        f"""
        SELECT CAST(row_number() OVER (ORDER BY name, source) AS INTEGER) AS machine,
               CASE WHEN name = '{MACHINE_NOT_RECORDED}'
                         OR (source <> 'log' AND count(*) OVER (PARTITION BY name) > 1)
                    THEN name || ' (' || source || ')' ELSE name END AS id, source, name
        FROM (SELECT DISTINCT id AS name, 'log' AS source FROM machine_labels
              UNION ALL SELECT id, 'list' FROM machines_listed
              UNION ALL SELECT DISTINCT id, 'device' FROM machine_devices)
        UNION ALL SELECT {NOT_RECORDED}, '{MACHINE_NOT_RECORDED}', 'none', ''
        """,
    )
    _mask_ids(engine, mask)
    engine.create(
        "machine_refs",
        """
        SELECT raw, true AS machine_named, machine
        FROM machine_labels l JOIN machines ON machines.name = l.id WHERE source = 'log'
        UNION ALL
        SELECT raw, false, machine FROM machine_devices d JOIN machines ON machines.name = d.id
        WHERE source = 'device'
        """,
    )


def _mask_ids(engine: Engine, mask: Mask) -> None:
    """Give machines ids that may be shown; under pseudonyms numbers in the order of these."""
    # What a device is called by is a device: there are as many of these as devices.
    which = "source <> 'none'" if mask.pseudonyms else "source IN ('log', 'list')"
    shown: list[tuple[str, int, str]] = []
    for number, id_, name in engine.rows(f"SELECT machine, id, name FROM machines WHERE {which}"):
        label = mask.machine(name)
        if label != name:
            shown.append((label + id_.removeprefix(name), number, name))
    if not shown:
        return
    taken: dict[str, int] = defaultdict(int)
    ids = []
    for id_, number, _name in sorted(shown):
        taken[id_] += 1
        ids.append((number, id_ if taken[id_] == 1 else f"{id_}#{taken[id_]}"))
    engine.put("masked_machines", {"machine": "INTEGER", "masked": "VARCHAR"}, ids)
    number = "machine"
    if mask.pseudonyms:
        number = f"""CASE WHEN machine = {NOT_RECORDED} THEN machine ELSE CAST(row_number() OVER (
                        ORDER BY machine = {NOT_RECORDED}, masked) AS INTEGER) END"""
    engine.create(
        "machines",
        f"""
        SELECT {number} AS machine, coalesce(masked, id) AS id, source, name
        FROM machines LEFT JOIN masked_machines USING (machine)
        """,
    )
    engine.drop("masked_machines")


def find_presence(engine: Engine) -> None:
    """Create `presence`: which account was used on which machine, when, how often.

    `cells` counts the evidence cells of those rows, `devices` those that name a device.
    """
    engine.create(
        "presence",
        f"""
        SELECT r.account, coalesce(m.machine, {NOT_RECORDED}) AS machine,
               CAST(sum(e.n) AS BIGINT) AS n, CAST(sum(e.devices) AS BIGINT) AS devices,
               CAST(sum(e.devices + e.addresses) AS BIGINT) AS cells,
               min(e.first_seen) AS first_seen, max(e.last_seen) AS last_seen
        FROM uses e
        JOIN account_refs r USING (account_ref)
        LEFT JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
        GROUP BY 1, 2
        """,
    )


def read_operators(engine: Engine, inputs: Sequence[Loaded]) -> dict[int, tuple[str, ...]]:
    """Who the logs say used each shown machine (those in `shown_machines`)."""
    logs = [one for one in inputs if {"machine", "operator"} <= {*one.columns}]
    found: dict[int, set[str]] = defaultdict(set)
    for one in logs:
        for machine, operator in engine.rows(f"""
            SELECT DISTINCT m.machine, operator FROM {one.name} i
            JOIN machine_refs m ON m.raw = i.machine AND m.machine_named
            JOIN shown_machines s ON s.machine = m.machine
            WHERE operator IS NOT NULL AND flaw = {USED}
        """):
            found[machine].add(" ".join(operator.split()))
    return {machine: tuple(sorted(operators)) for machine, operators in found.items()}
