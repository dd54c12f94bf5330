"""Ways to barred stores: the shortest, documents and devices before addresses."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from linkscan.exposure import Exposures
from linkscan.graph import Graph
from linkscan.model import LEVELS
from tests.scanning import account, scan_log
from tests.strategies import UNTIMED
from tests.test_components import as_networkx, graph, graphs


@st.composite
def endangered(draw: st.DrawFn) -> tuple[Graph, list[int]]:
    """A graph with strong and weak ties, and its barred accounts."""
    one = draw(graphs())
    strong = draw(st.lists(st.booleans(), min_size=one.ties, max_size=one.ties))
    barred = draw(st.sets(st.integers(0, one.accounts - 1)))
    flags = np.array([strong[tie] for tie in one.edge_ties.tolist()], dtype=np.bool_)
    return replace(one, edge_strong=flags), sorted(barred)


@UNTIMED
@given(endangered())
def test_paths(drawn: tuple[Graph, list[int]]) -> None:
    """A path is a shortest one over documents and devices, else over anything, else none."""
    one, barred = drawn
    exposures = Exposures(one, barred)
    everything = as_networkx(one)
    strong: nx.Graph = nx.Graph(one.edges(one.edge_strong))
    for number in range(one.accounts):
        path = exposures.path(number)
        wanted = (
            None if number in barred
            else _least(strong, number, barred, "critical") or _least(everything, number, barred,
                                                                      "high")
        )  # fmt: skip
        assert (path and (path.level, len(path.nodes))) == wanted
        assert LEVELS[exposures.ranks()[number]] == (path.level if path else "clear")
        if path:
            assert (path.nodes[0], path.nodes[-1] in barred) == (number, True)
            allowed = strong if path.level == "critical" else everything
            steps = zip(path.nodes, path.nodes[1:], strict=False)
            assert all(end in allowed[start] for start, end in steps)


def _least(drawn: nx.Graph, number: int, barred: list[int], level: str) -> tuple[str, int] | None:
    lengths = nx.single_source_shortest_path_length(drawn, number) if number in drawn else {}
    ways = [lengths[other] + 1 for other in barred if other in lengths]
    return (level, min(ways)) if ways else None


def test_nobody_is_barred() -> None:
    """Without barred stores nobody is exposed."""
    assert Exposures(graph(2, [(0, 0), (1, 0)]), []).path(0) is None


def test_exposure_in_a_report() -> None:
    """The path names accounts and identifiers, from the store to the nearest suspended one."""
    report = scan_log(
        """
        account,platform,ip,device id
        a,amazon,203.0.113.1,
        b,amazon,203.0.113.1,dev-x1
        c,amazon,203.0.113.3,dev-x1
        """,
        stores="store,platform,status\na,amazon,active\nb,amazon,active\nc,amazon,suspended",
    )
    near, far = account(report, "amazon/b").exposure, account(report, "amazon/a").exposure
    assert near
    assert far
    assert (near.level, near.path) == ("critical", ("amazon/b", "device_id:dev-x1", "amazon/c"))
    assert (far.level, far.to) == ("high", ("amazon/c",))
    assert far.path == ("amazon/a", "ip:203.0.113.1", *near.path)
