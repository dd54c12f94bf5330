"""The best way between two accounts, on graphs small enough to draw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from linkscan.linking.components import find_components
from linkscan.linking.graph import Graph
from linkscan.weighing.roads import find_road

# 0 - tie 0 - 1 - tie 1 - 2 (strong), 0 - tie 2 - 2 (weak), 3 - tie 3 - 4
EDGES = [(0, 0, 23), (0, 2, 6), (1, 0, 23), (1, 1, 23), (2, 1, 23), (2, 2, 6), (3, 3, 1), (4, 3, 1)]


def graph(edges: Sequence[tuple[int, int, float]], accounts: int) -> Graph:
    """A graph of (account, tie, bits)."""
    account, tie, bits = zip(*sorted(edges), strict=True)
    return Graph(
        accounts,
        max(tie) + 1,
        np.array(account),
        np.array(tie),
        np.array(bits, dtype=np.float64),
        np.ones(len(tie), dtype=np.bool_),
    )


@pytest.mark.parametrize(
    ("one", "other", "road"),
    [
        (0, 1, (0, 1)),
        (0, 2, (0, 1, 2)),  # two strong steps are likelier than one weak one
        (2, 0, (2, 1, 0)),
        (3, 4, (3, 4)),
        (0, 3, ()),
        (0, 5, ()),  # 5 is tied to none
        (5, 6, ()),
    ],
)
def test_roads(one: int, other: int, road: tuple[int, ...]) -> None:
    """The likeliest way, in the direction asked for; none between components."""
    drawn = graph(EDGES, 7)
    assert find_road(drawn, find_components(drawn), 1e-4, one, other) == road


def test_no_edge() -> None:
    """A graph without an edge has no way."""
    empty = graph([(0, 0, 1.0)], 2)
    assert find_road(empty, find_components(empty), 1e-4, 0, 1) == ()
