"""What two given accounts share, value by value, exactly: their own dates, their own gap.

Only for pairs that a report shows: the steps of paths, and accounts beside barred ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fingerprints import KINDS
from linkscan.engine import Engine
from linkscan.findings.findings import Weighed
from linkscan.linking.ties import FINDS
from linkscan.weighing.weights import weight_sql

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The weights of wanted pairs of accounts, by pair in ascending order of its numbers."""

    weights: dict[Pair, tuple[Weighed, ...]]

    def bits(self, one: int, other: int) -> float:
        """The sum of the best of each group; 0 for a pair that shares nothing."""
        found = self.weights.get((min(one, other), max(one, other)), ())
        return sum(weighed.bits for weighed in found if weighed.counts)


def weigh_pairs(engine: Engine, wanted: Iterable[Pair], times: float = 1.0) -> Pairs:
    """Weigh what pairs of accounts of one platform share, soft values included, as if every
    value were `times` as common as assumed."""
    pairs = sorted({(min(pair), max(pair)) for pair in wanted})
    engine.put("pairs", {"one": "INTEGER", "other": "INTEGER"}, pairs)
    # In steps: a tie of many accounts must not meet itself.
    engine.create(
        "pair_ties",
        f"""
        SELECT one, other, tie FROM pairs JOIN tied ON account = one JOIN ties USING (tie)
        WHERE joins OR how NOT IN {FINDS}
        """,
    )
    engine.create(
        "shared",
        """
        SELECT p.one, p.other, p.tie FROM pair_ties p
        SEMI JOIN tied t ON t.tie = p.tie AND t.account = p.other
        """,
    )
    gated = ", ".join(f"'{name}'" for name, kind in KINDS.items() if kind.gated)
    rows = engine.rows(f"""
        WITH uses AS (
            SELECT s.*, d.day, d.account FROM shared s
            JOIN days d ON d.tie = s.tie AND d.account = s.one
            UNION ALL
            SELECT s.*, d.day, d.account FROM shared s
            JOIN days d ON d.tie = s.tie AND d.account = s.other
        ), nearest AS (
            -- Of the days of two accounts, sorted, the nearest of both are neighbours.
            SELECT one, other, tie, min(gap) AS gap, bool_and(day IS NOT NULL) AS dated FROM (
                SELECT one, other, tie, day, CASE WHEN day IS NULL THEN 0
                           WHEN lag(account) OVER pair <> account THEN day - lag(day) OVER pair
                           END AS gap
                FROM uses WINDOW pair AS (PARTITION BY one, other, tie ORDER BY day, account)
            ) GROUP BY one, other, tie
        )
        SELECT one, other, key, grp, {weight_sql(str(times))} AS bits,
               CASE WHEN fades AND dated THEN gap END
        FROM (SELECT nearest.*, a.side <> b.side AS across FROM nearest
              JOIN accounts a ON a.account = one JOIN accounts b ON b.account = other) n
        JOIN ties USING (tie) JOIN scopes USING (scope)
        WHERE kind NOT IN ({gated}) OR EXISTS (
            SELECT 1 FROM shared JOIN ties g USING (tie)
            WHERE shared.one = n.one AND shared.other = n.other AND g.kind = 'browser')
        -- Two accounts of no known platform may share one value on several.
        QUALIFY row_number() OVER (PARTITION BY one, other, key ORDER BY bits DESC, tie) = 1
        ORDER BY one, other, bits DESC, key
    """)
    found: dict[Pair, list[Weighed]] = defaultdict(list)
    for one, other, key, group, bits, gap in rows:
        counts = all(known.group != group for known in found[one, other])
        found[one, other].append(Weighed(key, group, bits, gap, counts))
    return Pairs({pair: tuple(weighed) for pair, weighed in found.items()})
