"""What falls apart without one value or one machine: what a component hangs on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from linkscan.engine import Engine
from linkscan.linking.graph import Graph, Numbers
from linkscan.linking.parts import connected_parts
from linkscan.machines.machines import NO_MACHINE, NOT_RECORDED

SPLIT_EDGES = 2_000
"""Largest component of which it is told, in edges: each candidate costs a walk over them."""
SPLITS = 20
"""Told of one component; those that separate most come first (ours)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The accounts of each part that is left without a node (or else a machine)."""

    node: int | None
    machine: int | None
    parts: tuple[tuple[int, ...], ...]


def find_splits(
    engine: Engine, graph: Graph, points: dict[int, list[int]], components: Numbers
) -> dict[int, tuple[Piece, ...]]:
    """Of each component in `points` (by its articulation points), what separates it.

    An account is no such thing: it is what gets separated. A component of more than
    `SPLIT_EDGES` edges has no entry.
    """
    of_edge = components[graph.edge_accounts]
    edges: dict[int, list[tuple[int, int]]] = defaultdict(list)
    chosen = np.isin(of_edge, np.asarray(list(points), dtype=np.int64))
    for component, edge in zip(of_edge[chosen].tolist(), graph.edges(chosen), strict=True):
        edges[component].append(edge)
    small = {one: found for one, found in edges.items() if len(found) <= SPLIT_EDGES}
    machines = _machines(engine, graph, {a for found in small.values() for a, _tie in found})
    return {
        component: _pieces(found, graph.accounts, points[component], machines)
        for component, found in small.items()
    }


def _machines(
    engine: Engine, graph: Graph, accounts: Iterable[int]
) -> dict[tuple[int, int], frozenset[int]]:
    """On which machines each edge was seen; papers on none."""
    engine.put("split_accounts", {"account": "INTEGER"}, [(one,) for one in sorted(accounts)])
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for account, tie, machine in engine.rows("""
        SELECT DISTINCT l.account, tie, machine FROM links l JOIN split_accounts USING (account)
        JOIN accounts a USING (account)
        JOIN ties t ON t.key = l.key AND t.scope = a.scope AND t.joins
    """):
        found[account, graph.accounts + tie].add(machine)
    return {edge: frozenset(machines) for edge, machines in found.items()}


def _pieces(
    edges: Sequence[tuple[int, int]],
    accounts: int,
    points: Sequence[int],
    machines: dict[tuple[int, int], frozenset[int]],
) -> tuple[Piece, ...]:
    nodes = {node for edge in edges for node in edge}
    found = []
    for node in points:
        if node >= accounts:
            others = {edge for edge in edges if node not in edge}
            found.append(Piece(node, None, _parts(others, nodes - {node}, accounts)))
    only: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for edge in edges:
        seen = machines.get(edge, frozenset())
        if len(seen) == 1 and not seen & {NO_MACHINE, NOT_RECORDED}:
            only[next(iter(seen))].append(edge)
    for machine in sorted(only):
        if len({account for account, _tie in only[machine]}) < 2:
            continue  # the place of one account alone: nothing that joins it to another
        rest = set(edges).difference(only[machine])
        if len(parts := _parts(rest, nodes, accounts)) > 1:
            found.append(Piece(None, machine, parts))
    # What leaves the smallest largest part separates most.
    found.sort(key=lambda piece: (len(piece.parts[0]), -len(piece.parts), piece.machine is None,
                                  piece.node or 0, piece.machine or 0))  # fmt: skip
    return tuple(found[:SPLITS])


def _parts(
    edges: Iterable[tuple[int, int]], nodes: Iterable[int], accounts: int
) -> tuple[tuple[int, ...], ...]:
    """The accounts of each part that has any, the largest first."""
    parts = (tuple(sorted(node for node in part if node < accounts))
             for part in connected_parts(edges, nodes))  # fmt: skip
    return tuple(sorted(filter(None, parts), key=lambda part: (-len(part), part)))
