"""Components of graphs small enough to draw, and of any that hypothesis draws."""

from __future__ import annotations

from unittest.mock import patch

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.linking import components
from linkscan.linking.components import articulation_points, component_id, find_components
from linkscan.linking.graph import Flags, Graph
from tests.strategies import UNTIMED

Edges = list[tuple[int, int]]


def graph(accounts: int, edges: Edges, bits: float = 20.0) -> Graph:
    """A graph of accounts and ties, each edge of as many bits and well attested."""
    ordered = sorted(set(edges))
    return Graph(
        accounts,
        1 + max((tie for _account, tie in ordered), default=-1),
        np.array([account for account, _tie in ordered], dtype=np.int64),
        np.array([tie for _account, tie in ordered], dtype=np.int64),
        np.full(len(ordered), bits),
        np.ones(len(ordered), dtype=np.bool_),
    )


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any small graph."""
    accounts = draw(st.integers(1, 9))
    ends = st.tuples(st.integers(0, accounts - 1), st.integers(0, 6))
    return graph(accounts, draw(st.lists(ends, max_size=20)))


def as_networkx(one: Graph, chosen: Flags | None = None) -> nx.Graph:
    """The same for networkx, which is the other program here; or its chosen edges."""
    drawn: nx.Graph = nx.Graph()
    drawn.add_nodes_from(one.edge_accounts.tolist())
    drawn.add_edges_from(one.edges(chosen))
    return drawn


@UNTIMED
@given(graphs(), st.booleans())
def test_components_are_those_of_a_merge_loop(one: Graph, in_c: bool) -> None:
    """Small graphs in Python and large ones in C: the same, named by the least account."""
    with patch.object(components, "LARGE_EDGES", 0 if in_c else 10**9):
        said = find_components(one).tolist()
    merged = {account: {account} for account in one.edge_accounts.tolist()}
    for tie in set(one.edge_ties.tolist()):
        holders = one.edge_accounts[one.edge_ties == tie].tolist()
        together = set().union(*(merged[account] for account in holders))
        merged.update(dict.fromkeys(together, together))
    assert said == [min(merged[n]) if n in merged else -1 for n in range(one.accounts)]


@UNTIMED
@given(graphs())
def test_articulation_points_split(one: Graph) -> None:
    """Each point that is named splits its component when taken away, and no other does."""
    found = find_components(one)
    wanted = sorted({int(n) for n in found if n >= 0})
    said = articulation_points(one, wanted, found)
    drawn = as_networkx(one)
    for smallest in wanted:
        (nodes,) = (nodes for nodes in nx.connected_components(drawn) if smallest in nodes)
        splits = []
        for node in sorted(nodes):
            left = nx.Graph([edge for edge in drawn.edges(nodes) if node not in edge])
            left.add_nodes_from(nodes - {node})
            if len(list(nx.connected_components(left))) > 1:
                splits.append(node)
        assert said[smallest] == splits


def test_large_components_are_not_searched() -> None:
    """Beyond the bound articulation points are left out, not guessed."""
    one = graph(3, [(0, 0), (1, 0), (1, 1), (2, 1)])
    with patch.object(components, "ARTICULATION_EDGES", 3):
        assert articulation_points(one, [0], find_components(one)) == {}
    assert articulation_points(one, [0], find_components(one)) == {0: [1, 3, 4]}


def test_ids_are_stable() -> None:
    """The id of a component is a digest of its smallest account's id, and nothing else."""
    assert component_id("amazon/a") == component_id("amazon/a")
    assert component_id("amazon/a") != component_id("amazon/b")
    assert component_id("amazon/a").startswith("c-")


@pytest.mark.parametrize("accounts", [1, 3])
def test_no_ties_no_components(accounts: int) -> None:
    """Accounts that nothing ties are in no component."""
    assert find_components(graph(accounts, [])).tolist() == [-1] * accounts
