"""Connected components: accounts of one platform that shared identifiers connect.

Accounts meet only through identifiers, so 500 accounts behind one address are 500 edges and
not 124,750. Numbers are dense and follow the order of ids, so the smallest account of a
component is the one with the smallest number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from linkscan.engine import Engine
from linkscan.links import CONTEXT

Numbers = NDArray[np.int64]

ARTICULATION_EDGES = 50_000
"""Largest component whose articulation points are searched, in edges: linear, but Python."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Accounts 0..accounts-1 and ties after them, with an edge where a tie has an account."""

    accounts: int
    ties: int
    edge_accounts: Numbers
    edge_ties: Numbers
    edge_strong: NDArray[np.bool_]  # the tie is a document or a device

    @property
    def nodes(self) -> int:
        return self.accounts + self.ties


def read_graph(engine: Engine, accounts: int) -> Graph:
    """The graph of all ties that join accounts (context joins nothing)."""
    ties = int(engine.rows("SELECT count(*) FROM ties")[0][0])
    edges = engine.arrays(f"""
        SELECT account, tie, CAST(strength <> 'address' AS INTEGER) AS strong
        FROM tied JOIN ties USING (tie) WHERE scope <> '{CONTEXT}' ORDER BY account, tie
    """)
    return Graph(
        accounts,
        ties,
        edges["account"].astype(np.int64),
        edges["tie"].astype(np.int64),
        edges["strong"].astype(np.bool_),
    )


def find_components(graph: Graph) -> Numbers:
    """The component of each account, named by its smallest account; -1: tied to none."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = (np.ones(len(graph.edge_ties), dtype=np.int8),
             (graph.edge_accounts, graph.accounts + graph.edge_ties))  # fmt: skip
    matrix = coo_array(edges, shape=(graph.nodes, graph.nodes))
    _count, labels = connected_components(matrix, directed=False)
    labels = labels[: graph.accounts]
    smallest = np.full(graph.nodes, graph.accounts, dtype=np.int64)
    np.minimum.at(smallest, labels, np.arange(graph.accounts))
    components: Numbers = smallest[labels]
    alone = np.ones(graph.accounts, dtype=np.bool_)
    alone[graph.edge_accounts] = False
    components[alone] = -1
    return components


def component_id(smallest_account: str) -> str:
    """The name of the component whose smallest account id is this."""
    return "c-" + sha256(smallest_account.encode()).hexdigest()[:12]


def articulation_points(
    graph: Graph, wanted: Sequence[int], components: Numbers
) -> dict[int, list[int]]:
    """Nodes whose removal splits a component, by component; accounts and ties by node number.

    A component of more than `ARTICULATION_EDGES` edges has no entry: it was not searched.
    """
    import networkx as nx

    edges_of: dict[int, list[tuple[int, int]]] = defaultdict(list)
    of_edge = components[graph.edge_accounts]
    chosen = np.isin(of_edge, np.asarray(wanted, dtype=np.int64))
    for component, account, tie in _edges(of_edge[chosen], graph.edge_accounts[chosen],
                                          graph.edge_ties[chosen]):  # fmt: skip
        edges_of[component].append((account, graph.accounts + tie))
    found = {}
    for component, edges in edges_of.items():
        if len(edges) <= ARTICULATION_EDGES:
            found[component] = sorted(nx.articulation_points(nx.Graph(edges)))
    return found


def _edges(*columns: Numbers) -> Iterable[tuple[int, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)
