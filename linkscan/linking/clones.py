"""Clones: machines copied from one image carry one device id, which then identifies none."""

from __future__ import annotations

from linkscan.engine import Engine


def refuse_clones(engine: Engine) -> list[tuple[str, list[str], int]]:
    """Refuse device ids that several machines carry: images copied with their id.

    One device id with several real MACs is a clone, unless the log shows them all on one
    machine: a laptop has a MAC for the cable and one for the air. Where machines are named,
    rows that name none have no say.

    Returns:
        Of each clone: its label, the machines, and how many accounts it met.
    """
    engine.create(
        "devices",
        """
        SELECT DISTINCT r.account, m.machine, i.key AS device, i.label, x.key AS mac
        FROM (SELECT DISTINCT account_ref, machine, machine_named, device_id, mac FROM events
              WHERE device_id IS NOT NULL AND mac IS NOT NULL) d
        JOIN account_refs r USING (account_ref)
        JOIN identifiers i ON i.kind_read = 'device_id' AND i.kind = 'device_id'
             AND i.raw = d.device_id
        JOIN identifiers x ON x.kind_read = 'mac' AND x.raw = d.mac
        LEFT JOIN machine_refs m ON m.raw = d.machine AND m.machine_named AND d.machine_named
        WHERE i.reject IS NULL AND x.reject IS NULL
        """,
    )
    clones = engine.rows("""
        WITH heard AS (
            SELECT * FROM (SELECT *, bool_or(machine IS NOT NULL) OVER (PARTITION BY device)
                                     AS placed FROM devices)
            WHERE machine IS NOT NULL OR NOT placed
        ), most AS (
            SELECT device, max(n) AS n FROM (
                SELECT device, machine, count(DISTINCT mac) AS n FROM heard
                WHERE machine IS NOT NULL GROUP BY device, machine
            ) GROUP BY device
        )
        SELECT device, min(label),
               coalesce(list_sort(list(DISTINCT id) FILTER (id IS NOT NULL)), []),
               CAST(count(DISTINCT account) AS INTEGER)
        FROM heard LEFT JOIN machines USING (machine) LEFT JOIN most USING (device)
        GROUP BY device HAVING count(DISTINCT mac) > coalesce(max(most.n), 1)
        ORDER BY device
    """)
    if clones:
        engine.put("clones", {"device": "VARCHAR"}, [(device,) for device, *_rest in clones])
        engine.create(
            "identifiers",
            """
            SELECT * REPLACE (CASE WHEN kind_read = 'device_id' AND reject IS NULL
                                        AND key IN (SELECT device FROM clones)
                                   THEN 'cloned' ELSE reject END AS reject)
            FROM identifiers
            """,
        )
    return [(label, machines, accounts) for _device, label, machines, accounts in clones]
