"""Accounts and ties as arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from linkscan.linking.graph import Graph
from tests.linking.test_components import as_networkx, graph, graphs
from tests.strategies import UNTIMED


@UNTIMED
@given(graphs(), st.data())
def test_neighbours(one: Graph, data: st.DataObject) -> None:
    """The neighbours of every node over the chosen edges are those of the drawn graph,
    ascending, and each is given with the edge that leads to it."""
    chosen = np.array([data.draw(st.booleans()) for _edge in one.edge_ties], dtype=np.bool_)
    starts, ends, edges = one.neighbours(chosen)
    drawn = as_networkx(one, chosen)
    for node in range(one.nodes):
        places = slice(starts[node], starts[node + 1])
        assert ends[places].tolist() == (sorted(drawn[node]) if node in drawn else [])
        for end, edge in zip(ends[places].tolist(), edges[places].tolist(), strict=True):
            assert chosen[edge]
            assert set(one.edges()[edge]) == {node, end}


def test_chosen_edges() -> None:
    """Only the chosen edges are given, ties numbered behind the accounts."""
    one = graph(2, [(0, 0), (1, 0), (1, 1)])
    assert one.edges() == [(0, 2), (1, 2), (1, 3)]
    assert one.edges(np.array([True, False, True])) == [(0, 2), (1, 3)]
    assert one.nodes == 4
