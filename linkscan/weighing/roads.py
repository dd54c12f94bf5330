"""The best way between two accounts: over the values that tie, the likeliest steps first."""

from __future__ import annotations

import numpy as np

from linkscan.linking.graph import Graph, Numbers
from linkscan.weighing.bits import prior_bits


def find_road(
    graph: Graph, components: Numbers, prior: float, one: int, other: int
) -> tuple[int, ...]:
    """The accounts on the cheapest way from `one` to `other`; empty if no way leads there.
    `components` are those of all nodes that are accounts.

    A step costs -log2 of how likely its evidence is to be read as a tie, as for exposure: a
    value counts at the nearest use by any other account, so what a way is worth exactly is
    for `linkscan.findings.pairs` to say.
    """
    import networkx as nx

    starts, ends = (graph.places(np.asarray([number])) for number in (one, other))
    common = np.setdiff1d(np.intersect1d(components[starts], components[ends]), [-1])
    if not len(common):
        return ()
    here = np.isin(components[graph.edge_accounts], common)
    # Half a step leads to a value, the other half on from it.
    costs = 0.5 * np.log2(1 + 2.0 ** (prior_bits(prior) - graph.edge_bits[here]))
    roads: nx.Graph = nx.Graph()
    for (account, tie), cost in zip(graph.edges(here), costs.tolist(), strict=True):
        roads.add_edge(account, tie, weight=cost)
    ways = (nx.single_source_dijkstra(roads, start, end)
            for start in starts.tolist() for end in ends.tolist()
            if components[start] == components[end] and components[start] in common)  # fmt: skip
    _cost, way = min(ways)
    return tuple(map(graph.account, way[::2]))
