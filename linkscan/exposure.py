"""Which accounts hang on barred ones (suspended, rejected, closed for cause), by which path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkscan.components import Graph, Numbers
from linkscan.model import LEVELS, Level

NO_NODE = -9999
"""What scipy writes for "no predecessor"."""


@dataclass(frozen=True, slots=True)
class Path:
    """The shortest way from an account to a barred one: node numbers, account first."""

    nodes: tuple[int, ...]
    level: Level


class Exposures:
    """Shortest paths to barred accounts, found in one walk outwards from all of them.

    A path of documents and devices alone is preferred, whatever its length: it is critical.
    One that needs an address on its way is high.
    """

    def __init__(self, graph: Graph, barred: Sequence[int]) -> None:
        self._graph = graph
        self._barred = frozenset(barred)
        self._strong = self._walk(graph.edge_strong)
        self._any = self._walk(np.ones(len(graph.edge_ties), dtype=np.bool_))

    def path(self, account: int) -> Path | None:
        """How this account hangs on a barred one; None if it does not, or is one itself."""
        if account in self._barred:
            return None
        walks: tuple[tuple[Numbers | None, Level], ...] = (
            (self._strong, "critical"),
            (self._any, "high"),
        )
        for predecessors, level in walks:
            if predecessors is not None and predecessors[account] != NO_NODE:
                return Path(self._follow(predecessors, account), level)
        return None

    def ranks(self) -> NDArray[np.int8]:
        """By account, the rank of its path's level in `model.LEVELS`; "clear" without one."""
        ranks = np.full(self._graph.accounts, LEVELS.index("clear"), dtype=np.int8)
        for predecessors, level in ((self._any, "high"), (self._strong, "critical")):
            if predecessors is not None:
                reached = predecessors[: self._graph.accounts] != NO_NODE
                ranks[reached] = LEVELS.index(level)
        ranks[list(self._barred)] = LEVELS.index("clear")
        return ranks

    def _walk(self, chosen: NDArray[np.bool_]) -> Numbers | None:
        """Predecessors of a breadth-first walk that starts at every barred account at once."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import breadth_first_order

        if not self._barred:
            return None
        graph = self._graph
        start = graph.nodes  # one node beyond: next to every barred account
        barred = np.array(sorted(self._barred), dtype=np.int64)
        left = np.concatenate([graph.edge_accounts[chosen], np.full(len(barred), start)])
        right = np.concatenate([graph.accounts + graph.edge_ties[chosen], barred])
        ones = np.ones(len(left), dtype=np.int8)
        matrix = csr_array((ones, (left, right)), shape=(start + 1, start + 1))
        _order, predecessors = breadth_first_order(matrix, start, directed=False)
        return predecessors.astype(np.int64)

    def _follow(self, predecessors: Numbers, account: int) -> tuple[int, ...]:
        nodes = [account]
        while nodes[-1] not in self._barred:
            nodes.append(int(predecessors[nodes[-1]]))
        return tuple(nodes)
