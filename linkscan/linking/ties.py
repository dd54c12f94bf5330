"""Ties: keys that two or more accounts of one platform share, and how far each counts there."""

from __future__ import annotations

from collections.abc import Iterable

from fingerprints import AGREEMENTS, KINDS, platform_of
from linkscan.engine import Engine
from linkscan.engine.base import Row

CONTEXT = "\x01context"
"""Scope of what is shared across platforms: shown, judged by none of them. The control
character keeps it apart from the name of any platform."""

FINDS = "('hard', 'operator')"
"""How the kinds tie of which findings are made; the others only add weight."""

LEFT = "left_operator"
"""Kind of somebody who was seen after having left: one account is enough to tell."""


def find_ties(engine: Engine) -> None:
    """Create `ties` and `tied`: which keys are shared, by platform, and by whom.

    The scope of a tie is its platform, or `CONTEXT` for a key shared across platforms. A tie
    `joins` its accounts into a component if its kind ties by itself; one person does only
    across companies or where a store is barred. What does not join may still add weight to
    accounts that are tied (soft kinds), or is context. A tie whose accounts are all `at_home`
    elsewhere is told there. `tied` has a row per (account, tie).
    """
    _put_rates(engine)
    digest = engine.digest("account")
    counts = f"""
                   count(*) AS accounts, CAST(count(*) FILTER (barred) AS BIGINT) AS barred,
                   count(DISTINCT company) AS companies, count(DISTINCT side) AS sides,
                   min(account) AS least, bit_xor({digest}) AS set_xor,
                   sum(CAST({digest} AS HUGEINT)) AS set_sum, bool_or(at_home) AS at_home"""
    across = f"""
            UNION ALL
            SELECT '{CONTEXT}', key, {counts} FROM held WHERE at_home GROUP BY key
            HAVING min(platform) <> max(platform)"""
    several = engine.rows("SELECT count(DISTINCT scope) > 1 FROM places")[0][0]
    engine.create(
        "held",
        f"""
        SELECT DISTINCT account, key, p.scope, a.platform, p.place = account AS at_home, a.barred,
               a.company, a.side, kind = '{LEFT}' AS alone
        FROM links JOIN places p USING (account) JOIN accounts a USING (account)
        JOIN keys USING (key)
        """,
    )
    engine.create(
        "ties",
        f"""
        SELECT CAST(row_number() OVER (
                   -- Paths prefer small numbers: papers before devices before addresses.
                   ORDER BY shared.scope, CASE strength WHEN 'document' THEN 0
                            WHEN 'device' THEN 1 ELSE 2 END, grade, key) - 1 AS INTEGER) AS tie,
               shared.*, keys.kind, keys.class, keys.tie AS how, strength, r.* EXCLUDE
               (scope, kind, class),
               shared.scope <> '{CONTEXT}' AND CASE keys.tie WHEN 'hard' THEN true
                   WHEN 'operator' THEN companies > 1 OR (barred > 0 AND barred < accounts)
                   ELSE false END AS joins
        FROM (
            SELECT scope, key, {counts} FROM held GROUP BY scope, key
            HAVING count(*) > 1 OR bool_or(alone) {across if several else ""}
        ) shared JOIN keys USING (key)
        JOIN rates r ON r.scope = shared.scope AND r.kind = keys.kind
                    AND r.class = coalesce(keys.class, '')
        WHERE shared.scope <> '{CONTEXT}' OR keys.tie IN ('hard', 'operator')
        """,
    )
    engine.create(
        "tied",
        f"""
        SELECT account, tie FROM held JOIN ties USING (key)
        WHERE ties.scope = held.scope OR (ties.scope = '{CONTEXT}' AND held.at_home)
        """,
    )
    engine.drop("held")


def _put_rates(engine: Engine) -> None:
    """Create `rates`: what a kind of value is worth on a platform, by class of the value."""
    classes: dict[str, set[str]] = {}
    for kind, cls in engine.rows("SELECT DISTINCT kind, coalesce(class, '') FROM keys"):
        classes.setdefault(kind, set()).add(cls)
    scopes = [scope for (scope,) in engine.rows("SELECT DISTINCT scope FROM accounts")]
    engine.put(
        "rates",
        {"scope": "VARCHAR", "kind": "VARCHAR", "class": "VARCHAR", "grade": "VARCHAR",
         "grp": "VARCHAR", "agreement": "VARCHAR", "fades": "BOOLEAN", "u": "DOUBLE",
         "worth": "DOUBLE", "rho": "DOUBLE"},
        [row for scope in (*sorted(scopes), CONTEXT) for kind in sorted(classes)
         for row in _rates(scope, kind, sorted(classes[kind]))],
    )  # fmt: skip


def _rates(scope: str, name: str, classes: Iterable[str]) -> Iterable[Row]:
    kind = KINDS[name]
    # Of a store without a platform nobody knows where it is: the general grade holds.
    platform = platform_of(scope) if scope not in ("", CONTEXT) else None
    for cls in classes:
        yield (
            scope,
            name,
            cls,
            platform.grade(name) if platform else kind.grade,
            kind.group,
            kind.agreement,
            AGREEMENTS[kind.agreement].fades,
            kind.classes.get(cls, kind.u),
            float(kind.worth),
            platform.share(name) if platform else 1.0,
        )
