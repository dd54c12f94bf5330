"""Separation: the fewest changes after which no value ties the stores of a group.

A change gives every store its own of one value, or one store a machine of its own, which parts
it from all that was seen of it there. Which stores move decides the rest: a value that two
others still share has to go. So the search is over the set of stores that move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

PAIR_EDGES = 2_000
"""Largest group in which moving two stores at once is tried, in edges."""
CANDIDATES = 12
"""Changes tried at each place of the order: those that touch most stores."""


class Change(NamedTuple):
    """A value (by number) of which every store gets its own, or a store that moves."""

    what: Literal["value", "store"]
    number: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A store that has a value; `moves`: on another machine it would not have it. A `fixed`
    value stays as it is."""

    store: int
    value: int
    moves: bool
    fixed: bool = False


def plan_changes(edges: Sequence[Edge]) -> list[Change]:
    """Few changes after which only fixed values tie stores, those first that part most.

    Where a change parts nothing by itself, the one comes first that brings a store nearest to
    being free; then numbers decide.
    """
    chosen = _Search(edges).changes()
    ordered: list[Change] = []
    while chosen:
        best = _first(edges, ordered, chosen)
        ordered.append(best)
        chosen.remove(best)
    return ordered


def separated(edges: Iterable[Edge], changes: Collection[Change]) -> int:
    """How many stores are no longer tied to the largest part that is left after changes."""
    stores = {edge.store for edge in edges}
    largest = max(map(len, parts(stores, _left(edges, changes))), default=0)
    return len(stores) - (largest if largest > 1 else 0)


def parts(stores: Iterable[int], edges: Iterable[Edge]) -> list[list[int]]:
    """The stores that values tie, group by group; one that is tied to nobody stands alone."""
    root = {store: store for store in stores}

    def find(store: int) -> int:
        while root[store] != store:
            root[store] = root[root[store]]
            store = root[store]
        return store

    first: dict[int, int] = {}
    for edge in edges:
        root[find(edge.store)] = find(first.setdefault(edge.value, edge.store))
    groups: dict[int, list[int]] = defaultdict(list)
    for store in sorted(root):
        groups[find(store)].append(store)
    return list(groups.values())


def _left(edges: Iterable[Edge], changes: Collection[Change]) -> list[Edge]:
    gone = {one.number for one in changes if one.what == "value"}
    moved = {one.number for one in changes if one.what == "store"}
    return [edge for edge in edges
            if edge.value not in gone and not (edge.moves and edge.store in moved)]  # fmt: skip


def _first(edges: Sequence[Edge], done: Sequence[Change], chosen: Sequence[Change]) -> Change:
    left = _left(edges, done)
    still: dict[int, set[Change]] = defaultdict(set)
    touched: dict[Change, set[int]] = {one: set() for one in chosen}
    for edge in left:
        for one in (Change("value", edge.value), Change("store", edge.store)):
            if one in touched and (one.what == "value" or edge.moves):
                touched[one].add(edge.store)
                still[edge.store].add(one)
    tried = sorted(chosen, key=lambda one: (-len(touched[one]), one))[:CANDIDATES]
    return min(tried, key=lambda one: (
        -separated(edges, [*done, one]),
        min((len(still[store]) for store in touched[one]), default=0),
        one))  # fmt: skip


class _Search:
    """Local search for the stores to move: one more, one fewer, or two changed at once."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        self._values: dict[int, list[int]] = defaultdict(list)  # of a store, those it can lose
        self._holders: dict[int, list[int]] = defaultdict(list)  # the same, by value
        self._count: dict[int, int] = defaultdict(int)
        for edge in edges:
            if not edge.fixed:
                self._count[edge.value] += 1
                if edge.moves:
                    self._values[edge.store].append(edge.value)
                    self._holders[edge.value].append(edge.store)
        self._pairs = len(edges) <= PAIR_EDGES
        self._moved: set[int] = set()

    def changes(self) -> list[Change]:
        """The stores that move, and every value that two others still share."""
        while self._better():
            pass
        values = (value for value, count in self._count.items() if count > 1)
        return [*(Change("store", one) for one in sorted(self._moved)),
                *(Change("value", one) for one in sorted(values))]  # fmt: skip

    def _better(self) -> bool:
        """Take what lowers the number of changes, if anything does."""
        found = False
        for store in sorted(self._values):
            if self._flip(store) < 0:
                found = True
            else:
                self._flip(store)
        return found or (self._pairs and any(map(self._flip_both, self._neighbours())))

    def _neighbours(self) -> list[tuple[int, int]]:
        pairs = {pair for holders in self._holders.values()
                 for pair in combinations(sorted(holders), 2)}  # fmt: skip
        return sorted(pairs)

    def _flip_both(self, pair: tuple[int, int]) -> bool:
        if sum(map(self._flip, pair)) < 0:
            return True
        for store in pair:
            self._flip(store)
        return False

    def _flip(self, store: int) -> int:
        """Move a store, or no longer; how many more changes that makes."""
        back = store in self._moved
        more = -1 if back else 1
        for value in self._values[store]:
            before = self._count[value] > 1
            self._count[value] += 1 if back else -1
            more += (self._count[value] > 1) - before
        self._moved ^= {store}
        return more
