"""The full tables of a scan under their ids: what `tables/*.parquet` and frames hold.

The report may have to be cut; these are not. Masked values have labels and ids, no keys.
"""

from __future__ import annotations

from collections.abc import Mapping

from fingerprints import KINDS
from linkscan.engine import Engine
from linkscan.linking.components import component_id
from linkscan.masking import Mask
from linkscan.model import LEVELS
from linkscan.scanned import Scanned

_LEVEL_OF_FINDING = (
    "CASE level "
    + " ".join(f"WHEN {rank} THEN '{level}'" for rank, level in enumerate(LEVELS))
    + " END"
)

TABLES: Mapping[str, str] = {
    "accounts": """
        SELECT id, name, platform, region, status, component, level
        FROM accounts JOIN account_verdicts USING (account) ORDER BY account
    """,
    "identifiers": """
        SELECT id, kind, label, class, accounts FROM key_names
        JOIN (SELECT key, count(DISTINCT account) AS accounts FROM links GROUP BY key)
             USING (key) ORDER BY key
    """,
    "links": """
        SELECT a.id AS account, k.id AS identifier, m.id AS machine, first_seen, last_seen, n
        FROM links l JOIN accounts a USING (account) JOIN key_names k USING (key)
        LEFT JOIN machines m USING (machine) ORDER BY l.account, l.key, l.machine
    """,
    "findings": f"""
        SELECT finding, {_LEVEL_OF_FINDING} AS level, nullif(scope, '') AS scope, accounts,
               barred AS suspended, ties AS identifiers, grade
        FROM findings ORDER BY finding
    """,
    "finding_identifiers": """
        SELECT finding, id AS identifier FROM finding_ties JOIN key_names USING (key)
        ORDER BY finding, key
    """,
    "machines": """
        SELECT id, source, level, count(account) AS accounts,
               coalesce(CAST(sum(n) AS BIGINT), 0) AS logins,
               min(first_seen) AS first_seen, max(last_seen) AS last_seen
        FROM machines JOIN machine_verdicts USING (machine) LEFT JOIN presence USING (machine)
        GROUP BY machine, id, source, level
        HAVING source <> 'none' OR count(account) > 0 ORDER BY machine
    """,
}
"""Queries by name of table; `put_names` makes what they read."""


def put_names(scanned: Scanned) -> None:
    """Create `key_names`, `account_verdicts` and `machine_verdicts`."""
    _put_key_names(scanned.engine, scanned.settings.mask)
    components = {
        smallest: component_id(scanned.joined[smallest].id)
        for smallest in scanned.verdicts.components
    }
    scanned.engine.put(
        "account_verdicts",
        {"account": "INTEGER", "component": "VARCHAR", "level": "VARCHAR"},
        [(number, components.get(smallest), LEVELS[rank])
         for number, (smallest, rank) in enumerate(
             zip(scanned.components.tolist(), scanned.verdicts.accounts.tolist(), strict=True))],
    )  # fmt: skip
    scanned.engine.put(
        "machine_verdicts",
        {"machine": "INTEGER", "level": "VARCHAR"},
        [(machine, LEVELS[rank]) for machine, rank in sorted(scanned.verdicts.machines.items())],
    )


def _put_key_names(engine: Engine, mask: Mask) -> None:
    masked = ", ".join(f"'{kind}'" for kind in KINDS if mask.hides(kind))
    hidden = f"kind IN ({masked})" if masked else "false"
    engine.create(
        "key_names",
        f"""
        SELECT key, kind, class,
               CASE WHEN {hidden}
                    THEN kind || '#' || CAST(key - min(key) OVER (PARTITION BY kind) + 1 AS VARCHAR)
                    ELSE kind || ':' || {"label" if mask.pseudonyms else "text"} END AS id,
               {"revealed" if mask.reveal else "label"} AS label
        FROM keys
        """,
    )
