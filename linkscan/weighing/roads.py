"""The best way between two accounts: over the values that tie, the likeliest steps first."""

from __future__ import annotations

import numpy as np

from linkscan.linking.graph import Graph, Numbers
from linkscan.weighing.bits import prior_bits


def find_road(
    graph: Graph, components: Numbers, prior: float, one: int, other: int
) -> tuple[int, ...]:
    """The accounts on the cheapest way from `one` to `other`; empty if no way leads there.

    A step costs -log2 of how likely its evidence is to be read as a tie, as for exposure: a
    value counts at the nearest use by any other account, so what a way is worth exactly is
    for `linkscan.findings.pairs` to say.
    """
    import networkx as nx

    if components[one] < 0 or components[one] != components[other]:
        return ()
    here = components[graph.edge_accounts] == components[one]
    # Half a step leads to a value, the other half on from it.
    costs = 0.5 * np.log2(1 + 2.0 ** (prior_bits(prior) - graph.edge_bits[here]))
    roads: nx.Graph = nx.Graph()
    for (account, tie), cost in zip(graph.edges(here), costs.tolist(), strict=True):
        roads.add_edge(account, tie, weight=cost)
    return tuple(nx.dijkstra_path(roads, one, other)[::2])
