"""How right a partition or a set of pairs is, against the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

Pair = tuple[int, int]
"""Two records by number, the smaller first."""


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of 0 to 1: of what is said, how much is true; of what is true, how much is said."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_counts(right: int, said: int, true: int) -> Score:
    """The score of `said` statements, of which `right` are among the `true` ones.

    Who says nothing says nothing wrong; where nothing is true, nothing is missed.
    """
    return Score(right / said if said else 1.0, right / true if true else 1.0)


def score_pairs(said: Iterable[Pair], true: Iterable[Pair]) -> Score:
    """The score of pairs that are said to belong together."""
    said, true = set(said), set(true)
    return score_counts(len(said & true), len(said), len(true))


def pairs_within(labels: Sequence[Hashable]) -> set[Pair]:
    """The pairs of records that carry one label."""
    members: dict[Hashable, list[int]] = {}
    for number, label in enumerate(labels):
        members.setdefault(label, []).append(number)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def components(size: int, pairs: Iterable[Pair]) -> list[int]:
    """The labels of `size` records after what the pairs say is followed to its end."""
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs)
    labels = [0] * size
    for label, component in enumerate(nx.connected_components(graph)):
        for number in component:
            labels[number] = label
    return labels


def b_cubed(said: Sequence[Hashable], true: Sequence[Hashable]) -> Score:
    """The mean over the records: how much of the own group is right, and of the true one met.

    Source: Bagga and Baldwin (1998).
    """
    both = Counter(zip(said, true, strict=True))
    return Score(_mean(both, Counter(said), len(said), 0), _mean(both, Counter(true), len(true), 1))


def _mean(
    both: Mapping[tuple[Hashable, Hashable], int], sizes: Mapping[Hashable, int], n: int, side: int
) -> float:
    # Each of the `shared` records of a cell has `shared` of its group in common.
    return sum(shared**2 / sizes[cell[side]] for cell, shared in both.items()) / n if n else 1.0
