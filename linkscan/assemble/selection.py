"""What a report shows of what was found: bounded, so that people can read it.

Up to `LINKS_SHOWN` links and `FINDINGS_SHOWN` findings nothing is cut. Beyond, the report
holds what belongs to the most serious findings and the most serious machines; its totals say
how much there is, and the rest is in `tables/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from linkscan.engine import Engine
from linkscan.findings.findings import LINKS_SHOWN, Group
from linkscan.findings.pairs import Pairs, weigh_pairs
from linkscan.linking.components import articulation_points
from linkscan.linking.splits import Piece, find_splits
from linkscan.scanned import Scanned
from linkscan.weighing.exposure import Path

MACHINES_SHOWN = 200
ACCOUNTS_OF_MACHINE = 50
MACHINES_OF_ACCOUNT = 50
COMPONENTS_SHOWN = 500
LINKS_OF_CUT = 20
"""Bounds of a report that is cut; ours, for a folder that opens at once."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Numbers of what the report shows."""

    cut: bool
    totals: Mapping[str, int]
    links: frozenset[tuple[int, int]]  # (account, key)
    machines: Mapping[int, tuple[int, ...]]  # machine -> its accounts, bounded
    machine_totals: Mapping[int, tuple[int, int]]  # machine -> accounts, rows
    accounts: tuple[int, ...]
    used: Mapping[int, tuple[int, ...]]  # account -> machines on which it was used
    components: tuple[int, ...]
    paths: Mapping[int, Path]  # account -> its way to a barred one
    articulation: Mapping[int, list[int]]  # component -> nodes
    splits: Mapping[int, tuple[Piece, ...]]  # component -> what it hangs on
    pairs: Pairs  # the steps of the paths, weighed


def select(scanned: Scanned) -> Selection:
    """Choose what is shown, the most serious first."""
    totals = _totals(scanned)
    cut = scanned.cut
    links = _links(scanned, cut)
    machine_totals = _machines(scanned, cut)
    machines = _accounts_of(scanned.engine, machine_totals, cut)
    accounts = _accounts(scanned, machines, cut)
    components = _components(scanned, cut)
    paths = {n: path for n in accounts if (path := scanned.exposures.path(n))}
    points = articulation_points(scanned.graph, components, scanned.places)
    return Selection(
        cut=cut,
        totals=totals,
        links=links,
        machines=machines,
        machine_totals=machine_totals,
        accounts=accounts,
        used=_used(scanned.engine, accounts, MACHINES_OF_ACCOUNT if cut else None),
        components=components,
        paths=paths,
        articulation=points,
        splits=find_splits(
            scanned.engine, scanned.graph, _free_of_bans(scanned, points), scanned.places
        ),
        pairs=weigh_pairs(
            scanned.engine,
            {
                step
                for path in paths.values()
                for step in zip(path.nodes[::2], path.nodes[2::2], strict=False)
            },
        ),
    )


def _totals(scanned: Scanned) -> dict[str, int]:
    rows = scanned.engine.rows("""
        SELECT 'identifiers', count(*) FROM keys
        UNION ALL SELECT 'links', count(*) FROM (SELECT DISTINCT account, key FROM links)
        UNION ALL SELECT 'machines', count(*) FROM machines
                  WHERE source <> 'none' OR machine IN (SELECT machine FROM presence)
    """)
    by_level = scanned.groups.totals
    return {
        "accounts": len(scanned.joined),
        "matrix": len(scanned.joined),
        "components": len(scanned.verdicts.components),
        "findings": sum(by_level.values()),
        **{f"findings.{level}": count for level, count in by_level.items()},
        **dict(sorted(rows)),
    }


def _links(scanned: Scanned, cut: bool) -> frozenset[tuple[int, int]]:
    if not cut:
        return frozenset(scanned.engine.rows("SELECT DISTINCT account, key FROM links"))
    pairs = [[(account, key) for key in _keys(group) for account in group.accounts]
             for group in scanned.groups.shown]  # fmt: skip
    # Every finding has some evidence; what room is left goes to the most serious ones.
    wanted = {pair for some in pairs for pair in some[:LINKS_OF_CUT]}
    for some in pairs:
        if len(wanted) >= LINKS_SHOWN:
            break
        wanted.update(some[: LINKS_SHOWN - len(wanted)])
    return frozenset(wanted)


def _keys(group: Group) -> list[int]:
    """The values of a finding, those that only add weight to it after those that tie."""
    return list(dict.fromkeys((*group.keys, *(one.key for one in group.weights))))


def _machines(scanned: Scanned, cut: bool) -> dict[int, tuple[int, int]]:
    """The shown machines with how many accounts and rows each has, the worst first."""
    rows = scanned.engine.rows("""
        SELECT machine, count(account), coalesce(CAST(sum(n) AS BIGINT), 0)
        FROM machines LEFT JOIN presence USING (machine)
        WHERE source <> 'none' OR presence.account IS NOT NULL
        GROUP BY machine
    """)
    ranks = scanned.verdicts.machines
    rows.sort(key=lambda row: (ranks[row[0]], -row[1], row[0]))
    return {
        machine: (accounts, n) for machine, accounts, n in rows[: MACHINES_SHOWN if cut else None]
    }


def _accounts_of(
    engine: Engine, machines: Mapping[int, tuple[int, int]], cut: bool
) -> dict[int, tuple[int, ...]]:
    engine.put("shown_machines", {"machine": "INTEGER"}, [(one,) for one in sorted(machines)])
    found: dict[int, list[int]] = {machine: [] for machine in machines}
    for machine, account in engine.rows("""
        SELECT machine, account FROM presence JOIN shown_machines USING (machine)
        ORDER BY machine, account
    """):
        if not cut or len(found[machine]) < ACCOUNTS_OF_MACHINE:
            found[machine].append(account)
    return {machine: tuple(accounts) for machine, accounts in found.items()}


def _accounts(
    scanned: Scanned, machines: Mapping[int, tuple[int, ...]], cut: bool
) -> tuple[int, ...]:
    if not cut or len(scanned.joined) <= LINKS_SHOWN:
        return tuple(range(len(scanned.joined)))
    shown = {account for group in scanned.groups.shown for account in group.accounts}
    shown |= {account for accounts in machines.values() for account in accounts}
    return tuple(sorted(shown))


def _used(
    engine: Engine, accounts: tuple[int, ...], most: int | None
) -> dict[int, tuple[int, ...]]:
    engine.put("shown_accounts", {"account": "INTEGER"}, [(one,) for one in accounts])
    used: dict[int, list[int]] = defaultdict(list)
    for account, machine in engine.rows("""
        SELECT account, machine FROM presence JOIN shown_accounts USING (account)
        ORDER BY account, machine
    """):
        used[account].append(machine)
    return {account: tuple(machines[:most]) for account, machines in used.items()}


def _components(scanned: Scanned, cut: bool) -> tuple[int, ...]:
    ranks = scanned.verdicts.components
    ordered = sorted(ranks, key=lambda one: (ranks[one], one))
    return tuple(ordered[: COMPONENTS_SHOWN if cut else None])


def _free_of_bans(scanned: Scanned, points: Mapping[int, list[int]]) -> dict[int, list[int]]:
    """The points of components without a barred account: nobody is told what would part a
    store from such a one."""
    barred = {
        smallest
        for node, smallest in enumerate(scanned.places.tolist())
        if scanned.joined[scanned.graph.account(node)].barred
    }
    return {smallest: found for smallest, found in points.items() if smallest not in barred}
