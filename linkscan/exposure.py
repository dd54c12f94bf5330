"""Which accounts hang on barred ones (suspended, rejected, closed for cause), by which path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkscan.graph import Flags, Graph, Numbers
from linkscan.model import LEVELS, Level


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
        self._barred = np.asarray(barred, dtype=np.int64)
        everywhere = np.ones(len(graph.edge_ties), dtype=np.bool_)
        walks: tuple[tuple[Flags, Level], ...] = (
            (graph.edge_strong, "critical"),
            (everywhere, "high"),
        )
        self._walks = [(_Walk(graph, self._barred, edges), level) for edges, level in walks
                       if len(self._barred)]  # fmt: skip

    def path(self, account: int) -> Path | None:
        """How this account hangs on a barred one; None if it does not, or is one itself."""
        for walk, level in self._walks:
            if walk.steps[account] > 0:
                return Path(walk.way_back(account), level)
            if walk.steps[account] == 0:
                return None
        return None

    def ranks(self) -> NDArray[np.int8]:
        """By account, the rank of its path's level in `model.LEVELS`; "clear" without one."""
        ranks = np.full(self._graph.accounts, LEVELS.index("clear"), dtype=np.int8)
        for walk, level in reversed(self._walks):
            ranks[walk.steps[: self._graph.accounts] > 0] = LEVELS.index(level)
        return ranks


class _Walk:
    """Steps from each node to the nearest barred account over some of the edges; -1: no way."""

    def __init__(self, graph: Graph, barred: Numbers, edges: Flags) -> None:
        self._starts, self._ends = graph.neighbours(edges)
        self.steps: Numbers = np.full(graph.nodes, -1, dtype=np.int64)
        self.steps[barred] = 0
        frontier, step = barred, 0
        while len(frontier):
            step += 1
            reached = self._all_neighbours(frontier)
            frontier = np.unique(reached[self.steps[reached] < 0])
            self.steps[frontier] = step

    def _all_neighbours(self, nodes: Numbers) -> Numbers:
        counts = self._starts[nodes + 1] - self._starts[nodes]
        # Position in `ends` of each neighbour: its node's start, plus its place among them.
        firsts = np.repeat(np.cumsum(counts) - counts, counts)
        places = np.arange(counts.sum()) - firsts
        ends: Numbers = self._ends[np.repeat(self._starts[nodes], counts) + places]
        return ends

    def way_back(self, node: int) -> tuple[int, ...]:
        """A shortest way; where several are, the one over the smallest node numbers."""
        nodes = [node]
        while self.steps[node] > 0:
            near = self._ends[self._starts[node] : self._starts[node + 1]]
            node = int(near[self.steps[near] == self.steps[node] - 1][0])
            nodes.append(node)
        return tuple(nodes)
