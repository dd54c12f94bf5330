"""Connected components: accounts of one platform that shared identifiers connect.

Accounts meet only through identifiers, so 500 accounts behind one address are 500 edges and
not 124,750. Numbers are dense and follow the order of ids, so the smallest account of a
component is the one with the smallest number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from linkscan.engine import Engine
from linkscan.linking.graph import Graph, Numbers
from linkscan.linking.parts import connected_parts, cut_nodes

LARGE_EDGES = 50_000
"""From here on components are found in C. Below, Python is as quick as scipy's import."""

ARTICULATION_EDGES = 50_000
"""Largest component whose articulation points are searched, in edges: linear, but Python."""


def read_graph(engine: Engine, accounts: int) -> Graph:
    """The graph of all ties that join accounts (context joins nothing)."""
    ties = int(engine.rows("SELECT count(*) FROM ties")[0][0])
    edges = engine.arrays("""
        SELECT place, tie, bits, CAST(grade IN ('A', 'B') AS INTEGER) AS attested
        FROM edges JOIN ties USING (tie) JOIN places USING (account, scope)
        WHERE joins AND NOT contagion ORDER BY place, tie
    """)
    further = engine.arrays(f"""
        SELECT account FROM places WHERE place >= {accounts} ORDER BY place
    """)["account"].astype(np.int64)
    return Graph(
        accounts + len(further),
        ties,
        edges["place"].astype(np.int64),
        edges["tie"].astype(np.int64),
        edges["bits"].astype(np.float64),
        edges["attested"].astype(np.bool_),
        further,
    )


def find_components(graph: Graph) -> Numbers:
    """The component of each node that is an account, named by its smallest one; -1: tied to
    none. Where all accounts of one are elsewhere at home they are tied there as well."""
    large = len(graph.edge_ties) >= LARGE_EDGES
    labels = _labels_in_c(graph) if large else _labels(graph)
    smallest = np.full(graph.nodes, graph.accounts, dtype=np.int64)
    np.minimum.at(smallest, labels, np.arange(graph.accounts))
    components: Numbers = smallest[labels]
    alone = np.ones(graph.accounts, dtype=np.bool_)
    alone[graph.edge_accounts] = False
    components[alone] = -1
    return components


def _labels(graph: Graph) -> Numbers:
    """A label per account that those of one component share."""
    labels = np.arange(graph.accounts, dtype=np.int64)
    for label, nodes in enumerate(connected_parts(graph.edges())):
        for node in nodes:
            if node < graph.accounts:
                labels[node] = graph.accounts + label
    return labels


def _labels_in_c(graph: Graph) -> Numbers:
    """The same by scipy."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(graph.edge_ties), dtype=np.int8)
    ends = (graph.edge_accounts, graph.accounts + graph.edge_ties)
    matrix = coo_array((ones, ends), shape=(graph.nodes, graph.nodes))
    _count, labels = connected_components(matrix, directed=False)
    return np.asarray(labels[: graph.accounts], dtype=np.int64)


def component_id(smallest_account: str) -> str:
    """The name of the component whose smallest account id is this."""
    return "c-" + sha256(smallest_account.encode()).hexdigest()[:12]


def articulation_points(
    graph: Graph, wanted: Sequence[int], components: Numbers
) -> dict[int, list[int]]:
    """Nodes whose removal splits a component, by component; accounts and ties by node number.

    A component of more than `ARTICULATION_EDGES` edges has no entry: it was not searched.
    """
    edges_of: dict[int, list[tuple[int, int]]] = defaultdict(list)
    chosen = np.isin(components[graph.edge_accounts], np.asarray(wanted, dtype=np.int64))
    of_edge = components[graph.edge_accounts][chosen].tolist()
    for component, edge in zip(of_edge, graph.edges(chosen), strict=True):
        edges_of[component].append(edge)
    return {
        component: sorted(cut_nodes(edges))
        for component, edges in edges_of.items()
        if len(edges) <= ARTICULATION_EDGES
    }
