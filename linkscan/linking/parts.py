"""The parts that a small graph falls into, and the nodes that hold a part together.

Plain Python over pairs of nodes: a report shows small components, and importing networkx takes
longer than all that is asked of it here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

Neighbours = Mapping[int, Sequence[int]]


def connected_parts(edges: Iterable[tuple[int, int]], nodes: Iterable[int] = ()) -> list[set[int]]:
    """The nodes of each part, in the order in which they are first named: of the edges, and of
    `nodes`, which may have none."""
    neighbours = _neighbours(edges)
    reached: set[int] = set()
    parts = []
    for start in (*neighbours, *nodes):
        if start not in reached:
            parts.append(_reach(neighbours, start))
            reached |= parts[-1]
    return parts


def cut_nodes(edges: Iterable[tuple[int, int]]) -> Set[int]:
    """The articulation points: the nodes without which more parts are left than with them.

    A walk in depth: a node holds what was first reached through it, unless an edge leads from
    there to something that was reached before it. Source: Hopcroft and Tarjan 1973.
    """
    neighbours = _neighbours(edges)
    found: set[int] = set()
    place: dict[int, int] = {}  # when each node was reached
    for start in neighbours:
        if start not in place:
            found |= _cut_nodes_from(start, neighbours, place)
    return found


def _neighbours(edges: Iterable[tuple[int, int]]) -> Neighbours:
    neighbours: dict[int, list[int]] = defaultdict(list)
    for one, other in edges:
        neighbours[one].append(other)
        neighbours[other].append(one)
    return neighbours


def _reach(neighbours: Neighbours, start: int) -> set[int]:
    reached = {start}
    waiting = [start]
    while waiting:
        for node in neighbours.get(waiting.pop(), ()):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached


def _cut_nodes_from(start: int, neighbours: Neighbours, place: dict[int, int]) -> set[int]:
    found: set[int] = set()
    branches = 0  # that begin at the start
    place[start] = len(place)
    back = {start: place[start]}  # the earliest place to which an edge leads from behind a node
    way = [(start, start, iter(neighbours[start]))]
    while way:
        node, before, others = way[-1]
        for other in others:
            if other not in place:
                place[other] = back[other] = len(place)
                way.append((other, node, iter(neighbours[other])))
                break
            if other != before:
                back[node] = min(back[node], place[other])
        else:
            way.pop()
            if before == start:
                branches += node != start
            elif back[node] >= place[before]:
                found.add(before)
            back[before] = min(back[before], back[node])
    return found | {start} if branches > 1 else found
