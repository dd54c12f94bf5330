"""Sightings and links: which account was seen with which value, and so with which key."""

from __future__ import annotations

from fingerprints import KINDS
from linkscan.engine import Engine
from linkscan.loading import EVIDENCE
from linkscan.machines import NO_MACHINE, NOT_RECORDED

MACHINE = "machine"
CONTEXT = "\x01context"
"""Scope of what is shared across platforms: shown, judged by none of them. The control
character keeps it apart from the name of any platform."""


def find_sightings(engine: Engine) -> None:
    """Create `sightings` of every value in `identifiers`, papers included."""
    evidence = " UNION ALL ".join(_evidence_sightings(kind) for kind in EVIDENCE)
    engine.create(
        "sightings",
        f"""
        {evidence}
        UNION ALL
        SELECT r.account, {NO_MACHINE}, i.value, CAST(NULL AS TIMESTAMP),
               CAST(NULL AS TIMESTAMP), count(*)
        FROM {PAPERS_JOINED}
        GROUP BY 1, 2, 3
        """,
    )


PAPERS_JOINED = """papers p
        JOIN account_refs r USING (account_ref)
        JOIN accounts a USING (account)
        JOIN identifiers i ON i.kind_read = p.kind AND i.raw = p.raw
         AND coalesce(i.region, '') =
             CASE WHEN p.kind = 'phone' THEN coalesce(a.region, a.platform, '') ELSE '' END"""
"""Every paper with its account and its identifier."""


def _evidence_sightings(kind: str) -> str:
    return f"""
        SELECT r.account, coalesce(m.machine, {NOT_RECORDED}) AS machine, e.value,
               min(e.first_seen) AS first_seen, max(e.last_seen) AS last_seen,
               CAST(sum(e.n) AS BIGINT) AS n
        FROM (
            SELECT account_ref, machine, machine_named, value, min(observed_at) AS first_seen,
                   max(observed_at) AS last_seen, count(*) AS n
            FROM (SELECT *, {kind} AS raw FROM events WHERE {kind} IS NOT NULL)
            JOIN (SELECT raw, value FROM identifiers WHERE kind_read = '{kind}') USING (raw)
            GROUP BY account_ref, machine, machine_named, value
        ) e
        JOIN account_refs r USING (account_ref)
        LEFT JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
        GROUP BY 1, 2, 3
    """


def find_links(engine: Engine) -> None:
    """Create `keys` and `links` from the sightings of values that can link."""
    _find_keys(engine)
    engine.create(
        "links",
        f"""
        SELECT account, key, machine, min(first_seen) AS first_seen, max(last_seen) AS last_seen,
               CAST(sum(n) AS BIGINT) AS n
        FROM (
            SELECT s.account, v.key, s.machine, s.first_seen, s.last_seen, s.n
            FROM sightings s JOIN value_keys v USING (value)
            UNION ALL
            SELECT p.account, k.key, p.machine, p.first_seen, p.last_seen, p.n
            FROM stand_ins p JOIN machines m USING (machine)
            JOIN keys k ON k.kind = '{MACHINE}' AND k.text = m.id
        )
        GROUP BY account, key, machine
        """,
    )


def _find_keys(engine: Engine) -> None:
    # A named machine stands in as a value of kind `machine` for the accounts whose rows on
    # it carry no usable device: then the label is all that says they share a computer.
    engine.create(
        "stand_ins",
        """
        SELECT p.* FROM presence p
        JOIN machines m ON m.machine = p.machine AND m.source = 'log'
        LEFT JOIN (
            SELECT account, machine, sum(n) AS n FROM sightings JOIN identifiers USING (value)
            WHERE kind_read IN ('device_id', 'mac') AND reject IS NOT NULL
            GROUP BY account, machine
        ) refused ON refused.account = p.account AND refused.machine = p.machine
        WHERE p.devices - coalesce(refused.n, 0) = 0
        """,
    )
    engine.put(
        "kinds",
        {"kind": "VARCHAR", "strength": "VARCHAR", "grade": "VARCHAR"},
        [(name, kind.strength, kind.grade) for name, kind in sorted(KINDS.items())],
    )
    engine.create(
        "keys",
        f"""
        SELECT CAST(row_number() OVER (ORDER BY kind, text) AS INTEGER) AS key, *
        FROM (
            SELECT kind, key AS text, min(label) AS label, min(class) AS class
            FROM identifiers WHERE reject IS NULL GROUP BY kind, key
            UNION ALL
            SELECT DISTINCT '{MACHINE}', id, id, CAST(NULL AS VARCHAR)
            FROM stand_ins JOIN machines USING (machine)
        ) JOIN kinds USING (kind)
        """,
    )
    engine.create(
        "value_keys",
        """
        SELECT value, k.key FROM identifiers i JOIN keys k ON k.kind = i.kind AND k.text = i.key
        WHERE i.reject IS NULL
        """,
    )


def find_ties(engine: Engine) -> None:
    """Create `ties` and `tied`: keys that two or more accounts share, by platform.

    The scope of a tie is its platform, or `CONTEXT` for a key shared across platforms, which
    joins nothing. `tied` has a row per (account, tie).
    """
    digest = engine.digest("account")
    several = engine.rows("SELECT count(DISTINCT scope) > 1 FROM accounts")[0][0]
    sets = "(scope, key), (key)" if several else "(scope, key)"
    engine.create(
        "held",
        """
        SELECT DISTINCT account, key, scope, scope AS platform, barred
        FROM links JOIN accounts USING (account)
        """,
    )
    engine.create(
        "ties",
        f"""
        SELECT CAST(row_number() OVER (
                   -- Paths prefer small numbers: papers before devices before addresses.
                   ORDER BY scope, CASE strength WHEN 'document' THEN 0 WHEN 'device' THEN 1
                                   ELSE 2 END, grade, key) - 1 AS INTEGER) AS tie,
               shared.*, kind, strength, grade
        FROM (
            SELECT CASE WHEN grouping(scope) = 1 THEN '{CONTEXT}' ELSE scope END AS scope, key,
                   count(*) AS accounts, CAST(count(*) FILTER (barred) AS BIGINT) AS barred,
                   min(account) AS least, bit_xor({digest}) AS set_xor,
                   sum(CAST({digest} AS HUGEINT)) AS set_sum
            FROM held GROUP BY GROUPING SETS ({sets})
            HAVING count(*) > 1 AND (grouping(scope) = 0 OR min(platform) <> max(platform))
        ) shared JOIN keys USING (key)
        """,
    )
    engine.create(
        "tied",
        f"""
        SELECT account, tie FROM held JOIN ties USING (key)
        WHERE ties.scope = held.scope OR ties.scope = '{CONTEXT}'
        """,
    )
    engine.drop("held")


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
