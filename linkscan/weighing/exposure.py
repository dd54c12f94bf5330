"""Which accounts hang on barred ones (suspended, rejected, closed for cause), by which path.

How surely an account hangs on a barred store is the likelihood of its best path; those of
stores that no strong evidence ties to each other are joined by noisy-OR. That is an upper
bound: paths may share evidence, and a step counts its value at the nearest use by any other
account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from linkscan.linking.graph import Flags, Graph, Numbers
from linkscan.linking.parts import connected_parts
from linkscan.model import LEVELS, Level
from linkscan.weighing.bits import POSITIVE, STRONG, prior_bits

CLUSTERS = 500
"""Groups of barred stores that are walked one by one; further ones count as one group."""


@dataclass(frozen=True, slots=True)
class Path:
    """The shortest way from an account to a barred one: node numbers, account first."""

    nodes: tuple[int, ...]
    level: Level


class Exposures:
    """Paths to barred accounts, found in walks outwards from all of them.

    A path of strong, attested evidence alone is preferred, whatever its length: it is
    critical. One whose every step is positive is high, any other medium.
    """

    def __init__(self, graph: Graph, barred: Sequence[int], prior: float) -> None:
        self._graph = graph
        self._barred = graph.places(np.asarray(barred, dtype=np.int64))
        self._prior = prior
        after = graph.edge_bits - prior_bits(prior)
        self._strong: Flags = after >= STRONG
        steps: tuple[tuple[Flags, Level], ...] = (
            (self._strong & graph.edge_attested, "critical"),
            (after >= POSITIVE, "high"),
            (np.ones(len(after), dtype=np.bool_), "medium"),
        )
        self._walks = [(_Walk(graph, self._barred, edges), level) for edges, level in steps
                       if len(self._barred)]  # fmt: skip

    def path(self, account: int) -> Path | None:
        """How this account hangs on a barred one; None if it does not, or is one itself."""
        places = self._graph.places(np.asarray([account], dtype=np.int64))
        for walk, level in self._walks:
            steps = walk.steps[places]
            if not steps.all():
                return None
            if near := [
                n for n, step in zip(places.tolist(), steps.tolist(), strict=True) if step > 0
            ]:
                way = walk.way_back(min(near, key=lambda node: int(walk.steps[node])))
                return Path(tuple(map(self._number, way)), level)
        return None

    def _number(self, node: int) -> int:
        """A node, an account by its number wherever it is."""
        return self._graph.account(node) if node < self._graph.accounts else node

    def ranks(self) -> NDArray[np.int8]:
        """By account, the rank of its path's level in `model.LEVELS`; "clear" without one."""
        graph = self._graph
        ranks = np.full(graph.accounts, LEVELS.index("clear"), dtype=np.int8)
        for walk, level in reversed(self._walks):
            ranks[walk.steps[: graph.accounts] > 0] = LEVELS.index(level)
        np.minimum.at(ranks, graph.further, ranks[graph.firsts :].copy())
        return ranks[: graph.firsts]

    @cached_property
    def probabilities(self) -> NDArray[np.float64]:
        """By account, how likely it hangs on any barred store (0 for barred ones)."""
        graph = self._graph
        safe = np.ones(graph.accounts)
        if len(self._barred):
            # Half a step leads to a value, the other half on from it.
            cost = 0.5 * np.log2(1 + 2.0 ** (prior_bits(self._prior) - graph.edge_bits))
            roads = _Roads(graph, cost)
            for cluster in self._clusters():
                safe *= 1 - 2.0 ** -roads.costs(cluster)[: graph.accounts]
        safe[self._barred] = 1.0
        np.minimum.at(safe, graph.further, safe[graph.firsts :].copy())
        chances: NDArray[np.float64] = 1 - safe[: graph.firsts]
        return chances

    def _clusters(self) -> Iterator[Numbers]:
        """Barred accounts in groups: those that strong evidence ties to each other count once."""
        between = np.isin(self._graph.edge_accounts, self._barred) & self._strong
        among = connected_parts(self._graph.edges(between), self._barred.tolist())
        groups = sorted(
            sorted(node for node in nodes if node < self._graph.accounts) for nodes in among
        )
        rest = [node for group in groups[CLUSTERS:] for node in group]
        for group in (*groups[:CLUSTERS], *([rest] if rest else [])):
            yield np.asarray(group, dtype=np.int64)


class _Roads:
    """Cheapest ways over the graph where every edge has a cost."""

    def __init__(self, graph: Graph, cost: NDArray[np.float64]) -> None:
        everywhere = np.ones(len(cost), dtype=np.bool_)
        self._nodes = graph.nodes
        self._starts, self._ends, edges = graph.neighbours(everywhere)
        self._costs = cost[edges]

    def costs(self, sources: Numbers) -> NDArray[np.float64]:
        """By node, what the cheapest way from one of `sources` costs; inf: no way.

        A value's every neighbour is looked at once a round, and only where the way to it
        became cheaper; ways are short, so rounds are few.
        """
        costs = np.full(self._nodes, np.inf)
        costs[sources] = 0.0
        frontier = sources
        while len(frontier):
            places, nodes = _neighbours(self._starts, frontier)
            reached, offered = self._ends[places], costs[nodes] + self._costs[places]
            cheaper = offered < costs[reached] - 1e-12
            reached, offered = reached[cheaper], offered[cheaper]
            np.minimum.at(costs, reached, offered)
            frontier = np.unique(reached)
        return costs


def _neighbours(starts: Numbers, nodes: Numbers) -> tuple[Numbers, Numbers]:
    """Where the neighbours of `nodes` stand in the adjacency, and of which node each is one."""
    counts = starts[nodes + 1] - starts[nodes]
    # Position of each neighbour: its node's start, plus its place among them.
    firsts = np.repeat(np.cumsum(counts) - counts, counts)
    places: Numbers = np.repeat(starts[nodes], counts) + np.arange(counts.sum()) - firsts
    return places, np.repeat(nodes, counts)


class _Walk:
    """Steps from each node to the nearest barred account over some of the edges; -1: no way."""

    def __init__(self, graph: Graph, barred: Numbers, edges: Flags) -> None:
        self._starts, self._ends, _edges = graph.neighbours(edges)
        self.steps: Numbers = np.full(graph.nodes, -1, dtype=np.int64)
        self.steps[barred] = 0
        frontier, step = barred, 0
        while len(frontier):
            step += 1
            reached = self._ends[_neighbours(self._starts, frontier)[0]]
            frontier = np.unique(reached[self.steps[reached] < 0])
            self.steps[frontier] = step

    def way_back(self, node: int) -> tuple[int, ...]:
        """A shortest way; where several are, the one over the smallest node numbers."""
        nodes = [node]
        while self.steps[node] > 0:
            near = self._ends[self._starts[node] : self._starts[node + 1]]
            node = int(near[self.steps[near] == self.steps[node] - 1][0])
            nodes.append(node)
        return tuple(nodes)
