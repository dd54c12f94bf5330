"""Accounts and ties as arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from linkscan.graph import Graph
from tests.strategies import UNTIMED
from tests.test_components import as_networkx, graph, graphs


@UNTIMED
@given(graphs())
def test_neighbours(one: Graph) -> None:
    """The neighbours of every node are those of the drawn graph, ascending."""
    starts, ends = one.neighbours(np.ones(len(one.edge_ties), dtype=np.bool_))
    drawn = as_networkx(one)
    for node in range(one.nodes):
        near = sorted(drawn[node]) if node in drawn else []
        assert ends[starts[node] : starts[node + 1]].tolist() == near


def test_chosen_edges() -> None:
    """Only the chosen edges are given, ties numbered behind the accounts."""
    one = graph(2, [(0, 0), (1, 0), (1, 1)])
    assert one.edges() == [(0, 2), (1, 2), (1, 3)]
    assert one.edges(np.array([True, False, True])) == [(0, 2), (1, 3)]
    assert one.nodes == 4
