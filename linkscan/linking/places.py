"""Places: on which platforms each account is compared with others.

An account is compared on its platform. One of which no file says the platform may be on any:
it is compared on each where it meets a store, itself or over others of its kind. Everywhere it
is a place of its own, so that no way leads through it from one platform to another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from linkscan.engine import Engine
from linkscan.linking.components import find_components
from linkscan.linking.graph import Graph
from linkscan.linking.ties import FINDS


def find_places(engine: Engine, scopes: Sequence[str]) -> list[str]:
    """Create `places`; returns the platform of each, by number.

    The first place of an account has the account's number and is its home: the platform of
    most that it shares, one with a barred store before others. `accounts` are told their home.
    """
    loose = "" in scopes and any(scopes)
    if loose:
        _find_reached(engine, len(scopes))
        engine.create(
            "accounts",
            """
            SELECT a.* REPLACE (coalesce(r.scope, a.scope) AS scope)
            FROM accounts a LEFT JOIN reached r ON r.account = a.account AND r.nth = 1
            """,
        )
    more = f"""
        UNION ALL
        SELECT account, scope, CAST({len(scopes)} - 1
                   + row_number() OVER (ORDER BY account, nth) AS INTEGER)
        FROM reached WHERE nth > 1
    """
    engine.create(
        "places",
        f"SELECT account, scope, account AS place FROM accounts {more if loose else ''}",
    )
    if not loose:
        return list(scopes)
    engine.drop("reached")
    return [scope for (scope,) in engine.rows("SELECT scope FROM places ORDER BY place")]


def _find_reached(engine: Engine, accounts: int) -> None:
    """Create `reached`: the platforms (the `nth` of them) to whose stores each account of no
    known platform leads."""
    engine.create(
        "loose",
        f"""
        SELECT DISTINCT account, key FROM links JOIN keys USING (key) JOIN accounts USING (account)
        WHERE scope = '' AND keys.tie IN {FINDS}
        """,
    )
    edges = engine.arrays("SELECT account, key FROM loose")
    keys = edges["key"].astype(np.int64)
    zeros = np.zeros(len(keys))
    graph = Graph(
        accounts,
        int(keys.max(initial=0)) + 1,
        edges["account"].astype(np.int64),
        keys,
        zeros,
        zeros.astype(np.bool_),
    )
    groups = find_components(graph)
    members = np.flatnonzero(groups >= 0)
    engine.put(
        "loose_groups",
        {"account": "INTEGER", "grp": "INTEGER"},
        list(zip(members.tolist(), groups[members].tolist(), strict=True)),
    )
    engine.create(
        "reached",
        """
        WITH met AS (
            SELECT key, scope, bool_or(barred) AS barred
            FROM (SELECT account, key FROM links SEMI JOIN loose USING (key))
            JOIN accounts USING (account) WHERE scope <> '' GROUP BY key, scope
        ), leads AS (
            SELECT grp, scope, row_number() OVER (
                       PARTITION BY grp
                       ORDER BY bool_or(barred) DESC, count(DISTINCT key) DESC, scope) AS nth
            FROM loose JOIN loose_groups USING (account) JOIN met USING (key) GROUP BY grp, scope
        )
        SELECT account, scope, nth FROM loose_groups JOIN leads USING (grp)
        """,
    )
    engine.drop("loose")
    engine.drop("loose_groups")
