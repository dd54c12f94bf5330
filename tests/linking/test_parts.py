"""Parts of small graphs, beside networkx, which is the other program here."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.linking.parts import connected_parts, cut_nodes
from tests.strategies import UNTIMED

Edges = list[tuple[int, int]]

nodes = st.integers(0, 9)
edges = st.lists(st.tuples(nodes, nodes), max_size=20)


@UNTIMED
@given(edges, st.lists(nodes))
def test_parts_are_those_of_networkx(some: Edges, alone: list[int]) -> None:
    """Each node is in one part, with all that edges lead to; one without edges by itself."""
    drawn: nx.Graph = nx.Graph(some)
    drawn.add_nodes_from(alone)
    said = connected_parts(some, alone)
    assert sorted(map(sorted, said)) == sorted(map(sorted, nx.connected_components(drawn)))


@UNTIMED
@given(edges)
def test_cut_nodes_are_those_of_networkx(some: Edges) -> None:
    """Repeated edges and edges from a node to itself hold nothing together."""
    assert cut_nodes(some) == set(nx.articulation_points(nx.Graph(some)))


@pytest.mark.parametrize(
    ("some", "expected"),
    [
        ([], set()),
        ([(0, 5)], set()),
        ([(0, 5), (1, 5)], {5}),  # two stores behind one address
        ([(0, 5), (1, 5), (0, 6), (1, 6)], set()),  # and behind a second one
        ([(0, 5), (1, 5), (1, 6), (2, 6)], {5, 1, 6}),
    ],
)
def test_a_cut_node_is_all_that_holds(some: Edges, expected: set[int]) -> None:
    """Stores with one value in common hang on it; with two, on neither."""
    assert cut_nodes(some) == expected


def test_a_long_way_is_no_deep_call() -> None:
    """A chain of 50,000 nodes is walked without running into Python's limit of calls."""
    chain = [(n, n + 1) for n in range(50_000)]
    assert cut_nodes(chain) == set(range(1, 50_000))
    assert len(connected_parts(chain)) == 1
