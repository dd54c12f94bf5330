"""Separation: how few changes part the stores of a group, and in which order."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from linkscan.whatif.separation import Change, Edge, parts, plan_changes, separated
from tests.strategies import UNTIMED, examples

SHARE = 0.95
"""Least share of small groups in which a plan has at most one change more than the fewest."""
GROUPS = 400


@st.composite
def groups(draw: st.DrawFn) -> list[Edge]:
    """Up to seven stores and twelve values; most values would stay behind on a machine."""
    stores = draw(st.integers(2, 7))
    edges = []
    for value in range(draw(st.integers(1, 12))):
        moves = draw(st.sampled_from((True, True, False)))
        holders = draw(st.sets(st.integers(0, stores - 1), min_size=2, max_size=4))
        edges += [Edge(store, value, moves) for store in sorted(holders)]
    return edges


def left(edges: list[Edge], changes: tuple[Change, ...]) -> bool:
    """Whether any two stores still share a value, told edge by edge."""
    gone = {change.number for change in changes if change.what == "value"}
    moved = {change.number for change in changes if change.what == "store"}
    still = [edge.value for edge in edges
             if edge.value not in gone and not (edge.moves and edge.store in moved)]  # fmt: skip
    return len(still) > len(set(still))


def fewest(edges: list[Edge]) -> int:
    """The least number of changes that parts all stores: whichever of them move, and every set
    is tried, each value that two stores still share must go."""
    stores = sorted({edge.store for edge in edges})
    return min(
        size + sum(holders > 1 for holders in kept(edges, moved).values())
        for size in range(len(stores) + 1)
        for moved in combinations(stores, size)
    )


def kept(edges: list[Edge], moved: tuple[int, ...]) -> Counter[int]:
    """How many stores have each value after these have moved."""
    return Counter(edge.value for edge in edges if not (edge.moves and edge.store in moved))


def test_close_to_brute_force() -> None:
    """In at least 95 of 100 small groups a plan has at most one change more than needed."""
    close: list[bool] = []

    @settings(UNTIMED, max_examples=GROUPS, derandomize=True, database=None)
    @given(groups())
    def compare(edges: list[Edge]) -> None:
        close.append(len(plan_changes(edges)) - fewest(edges) <= 1)

    compare()
    assert len(close) >= GROUPS // 2
    assert sum(close) / len(close) >= SHARE


@examples(200)
@given(groups())
def test_a_plan_parts_all_stores(edges: list[Edge]) -> None:
    """After all changes of a plan nothing ties any two stores, and none of them is idle."""
    plan = plan_changes(edges)
    assert not left(edges, tuple(plan))
    assert separated(edges, plan) == len({edge.store for edge in edges})
    for change in plan:
        assert left(edges, tuple(one for one in plan if one != change))


@UNTIMED
@given(groups())
def test_order_of_edges_changes_nothing(edges: list[Edge]) -> None:
    """The plan of a group is the same, however its edges are listed."""
    shuffled = sorted(edges, key=lambda edge: (-edge.store, edge.value))
    assert plan_changes(shuffled) == plan_changes(edges)


def test_the_change_that_parts_most_comes_first() -> None:
    """Of a large circle and a small one, the value of the large one goes first."""
    edges = [*(Edge(store, 0, False) for store in range(5)), Edge(4, 1, False), Edge(5, 1, False)]
    assert plan_changes(edges) == [Change("value", 0), Change("value", 1)]
    assert separated(edges, [Change("value", 0)]) == 4


def test_a_store_in_the_middle_moves() -> None:
    """Who shares another value with each neighbour moves: one change instead of three."""
    edges = [Edge(store, value, True) for value in range(3) for store in (0, value + 1)]
    assert plan_changes(edges) == [Change("store", 0)]


def test_papers_do_not_move() -> None:
    """What is registered stays with a store on any machine."""
    edges = [Edge(store, value, False) for value in range(3) for store in (0, value + 1)]
    assert {change.what for change in plan_changes(edges)} == {"value"}


def test_fixed_values_stay() -> None:
    """A fixed value is no change, and what it ties counts as tied."""
    edges = [Edge(0, 0, False, True), Edge(1, 0, False, True), Edge(1, 1, True), Edge(2, 1, True)]
    plan = plan_changes(edges)
    assert plan == [Change("value", 1)]
    assert separated(edges, plan) == 1


def test_nothing_ties_nobody() -> None:
    """A group without ties needs no change."""
    assert plan_changes([]) == []
    assert parts([2, 1], []) == [[1], [2]]
