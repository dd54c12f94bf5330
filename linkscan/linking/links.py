"""Sightings and links: which account was seen with which value, and so with which key."""

from __future__ import annotations

from collections.abc import Iterable

from fingerprints import KINDS, browser_of
from linkscan.engine import Engine
from linkscan.linking.ties import LEFT
from linkscan.machines.machines import NO_MACHINE, NOT_RECORDED

MACHINE = "machine"
SPELT = ("person", "address")
"""Masked kinds whose key nobody would recognise: revealed, they are shown as written."""


def find_seen(engine: Engine, kinds: Iterable[str]) -> None:
    """Create `seen`: every value in `identifiers` by account, machine and day, papers included.

    `kinds` are those that the logs have a column for.
    """
    evidence = " UNION ALL ".join(_seen(kind) for kind in kinds)
    engine.create(
        "seen",
        f"""
        {evidence}
        UNION ALL
        SELECT r.account, {NO_MACHINE}, i.value, CAST(NULL AS INTEGER),
               CAST(NULL AS TIMESTAMP), CAST(NULL AS TIMESTAMP), count(*)
        FROM {PAPERS_JOINED}
        GROUP BY 1, 2, 3
        """,
    )


def find_sightings(engine: Engine) -> None:
    """Create `sightings`: what was seen, whatever the day."""
    engine.create(
        "sightings",
        """
        SELECT account, machine, value, min(first_seen) AS first_seen,
               max(last_seen) AS last_seen, CAST(sum(n) AS BIGINT) AS n
        FROM seen GROUP BY account, machine, value
        """,
    )


PAPERS_JOINED = """papers p
        JOIN account_refs r USING (account_ref)
        JOIN accounts a USING (account)
        JOIN identifiers i ON i.kind_read = p.kind AND i.raw = p.raw
         AND coalesce(i.region, '') =
             CASE WHEN p.kind = 'phone' THEN coalesce(a.region, a.platform, '') ELSE '' END"""
"""Every paper with its account and its identifier."""


def _seen(kind: str) -> str:
    # Grouped by numbers, and once: a written form may be another one of the same account.
    return f"""
        SELECT r.account, coalesce(m.machine, {NOT_RECORDED}) AS machine, v.value,
               CAST(datediff('day', DATE '1970-01-01', CAST(e.observed_at AS DATE)) AS INTEGER)
                   AS day,
               min(e.observed_at) AS first_seen, max(e.observed_at) AS last_seen, count(*) AS n
        FROM events e
        JOIN (SELECT raw, value FROM identifiers WHERE kind_read = '{kind}') v ON v.raw = e.{kind}
        JOIN account_refs r USING (account_ref)
        LEFT JOIN machine_refs m ON m.raw = e.machine AND m.machine_named = e.machine_named
        GROUP BY 1, 2, 3, 4
    """


def find_links(engine: Engine, *, by_label: bool = False) -> None:
    """Create `keys` and `links` from the sightings of values that can link.

    Keys are numbered by kind and text; `by_label`, where labels are pseudonyms: then the order of
    a report says nothing of the values.
    """
    _find_keys(engine, "label" if by_label else "text")
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
            UNION ALL
            SELECT l.account, k.key, l.machine, min(observed_at), max(observed_at), count(*)
            FROM left_rows l JOIN keys k ON k.kind = '{LEFT}' AND k.text = l.text
            GROUP BY l.account, k.key, l.machine
        )
        GROUP BY account, key, machine
        """,
    )


def _find_keys(engine: Engine, order: str) -> None:
    _find_stand_ins(engine)
    _put_browsers(engine)
    engine.put(
        "kinds",
        {"kind": "VARCHAR", "tie": "VARCHAR", "strength": "VARCHAR"},
        [(name, kind.tie, kind.strength) for name, kind in sorted(KINDS.items())],
    )
    spelt = ", ".join(f"'{kind}'" for kind in SPELT)
    engine.create(
        "keys",
        f"""
        SELECT CAST(row_number() OVER (ORDER BY kind, {order}) AS INTEGER) AS key, *
        FROM (
            SELECT kind, key AS text, max(label) AS label,
                   CASE WHEN kind IN ({spelt}) THEN min(raw) ELSE key END AS revealed,
                   -- Notes that disagree give no class: a discount needs certainty.
                   CASE WHEN count(DISTINCT noted) <= 1
                        THEN coalesce(min(noted), min(class)) END AS class
            FROM (SELECT *, nullif(class, 'documentation') AS noted FROM identifiers)
            WHERE reject IS NULL GROUP BY kind, key
            UNION ALL
            SELECT DISTINCT '{MACHINE}', id, id, id, CAST(NULL AS VARCHAR)
            FROM stand_ins JOIN machines USING (machine)
            UNION ALL
            SELECT '{LEFT}', text, min(label), text, CAST(NULL AS VARCHAR)
            FROM left_rows GROUP BY text
            UNION ALL
            SELECT DISTINCT 'browser', browser, browser, browser, CAST(NULL AS VARCHAR)
            FROM browsers
        ) JOIN kinds USING (kind)
        """,
    )
    engine.create(
        "value_keys",
        """
        SELECT value, k.key FROM identifiers i JOIN keys k ON k.kind = i.kind AND k.text = i.key
        WHERE i.reject IS NULL
        UNION ALL
        SELECT value, k.key FROM identifiers i JOIN browsers b ON b.user_agent = i.key
        JOIN keys k ON k.kind = 'browser' AND k.text = b.browser
        WHERE i.kind = 'user_agent' AND i.reject IS NULL
        """,
    )


def _find_stand_ins(engine: Engine) -> None:
    """Create `stand_ins`: presence on machines whose label stands in for devices.

    A label ties everybody on it as soon as the rows of one account there carry no usable
    device: nothing contradicts that this one used the computer of each of the others, and over
    it they all hang together. Where every account has devices of its own there, these say who
    shares what, and to be on one label is context (`explain` tells it). So a device on record
    takes a tie away only where it is the last that was missing.
    """
    engine.create(
        "stand_ins",
        """
        WITH named AS (
            SELECT p.*, p.devices - coalesce(refused.n, 0) = 0 AS bare FROM presence p
            JOIN machines m ON m.machine = p.machine AND m.source = 'log'
            LEFT JOIN (
                SELECT account, machine, sum(n) AS n FROM sightings JOIN identifiers USING (value)
                WHERE kind_read IN ('device_id', 'mac') AND reject IS NOT NULL
                GROUP BY account, machine
            ) refused ON refused.account = p.account AND refused.machine = p.machine
        )
        SELECT * EXCLUDE (bare) FROM named
        SEMI JOIN (SELECT machine FROM named WHERE bare) USING (machine)
        """,
    )


def _put_browsers(engine: Engine) -> None:
    """Create `browsers`: the family and the system in a user agent, whatever the version."""
    agents = engine.rows("SELECT DISTINCT key FROM identifiers WHERE kind = 'user_agent' "
                         "AND reject IS NULL ORDER BY key")  # fmt: skip
    engine.put(
        "browsers",
        {"user_agent": "VARCHAR", "browser": "VARCHAR"},
        [(agent, " on ".join(found)) for (agent,) in agents if (found := browser_of(agent))],
    )
