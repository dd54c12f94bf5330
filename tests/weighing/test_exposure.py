"""Ways to barred stores: those of strong evidence first, and how likely one hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import prod

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import AGREEMENTS, KINDS
from linkscan.linking.graph import Flags, Graph
from linkscan.model import LEVELS
from linkscan.weighing import exposure
from linkscan.weighing.bits import POSITIVE, PRIOR, STRONG, prior_bits, probability, weigh
from linkscan.weighing.exposure import Exposures
from tests.linking.test_components import as_networkx, graph, graphs
from tests.scanning import SETTINGS, account, scan_log
from tests.strategies import UNTIMED

OFF = prior_bits(PRIOR)
BITS = (0.0, 2.5, OFF, OFF + POSITIVE, OFF + STRONG - 0.1, OFF + STRONG, OFF + 12)


@st.composite
def endangered(draw: st.DrawFn) -> tuple[Graph, list[int]]:
    """A graph with ties of any weight and grade, and its barred accounts."""
    one = draw(graphs())
    edges = len(one.edge_ties)
    bits = draw(st.lists(st.sampled_from(BITS), min_size=edges, max_size=edges))
    attested = draw(st.lists(st.booleans(), min_size=one.ties, max_size=one.ties))
    barred = draw(st.sets(st.integers(0, one.accounts - 1)))
    flags = np.array([attested[tie] for tie in one.edge_ties.tolist()], dtype=np.bool_)
    return replace(one, edge_bits=np.array(bits), edge_attested=flags), sorted(barred)


@UNTIMED
@given(endangered())
def test_paths(drawn: tuple[Graph, list[int]]) -> None:
    """A path is a shortest one over strong and attested edges (critical), else over positive
    ones (high), else over any (medium), else there is none."""
    one, barred = drawn
    exposures = Exposures(one, barred, PRIOR)
    allowed = {level: as_networkx(one, edges) for level, edges in _ways(one).items()}
    for number in range(one.accounts):
        path = exposures.path(number)
        least = (_least(graph, number, barred, level) for level, graph in allowed.items())
        wanted = None if number in barred else next(filter(None, least), None)
        assert (path and (path.level, len(path.nodes))) == wanted
        assert LEVELS[exposures.ranks()[number]] == (path.level if path else "clear")
        if path:
            assert (path.nodes[0], path.nodes[-1] in barred) == (number, True)
            assert all(end in allowed[path.level][start] for start, end in pairwise(path.nodes))


def _ways(one: Graph) -> dict[str, Flags]:
    after = one.edge_bits - OFF
    return {
        "critical": (after >= STRONG) & one.edge_attested,
        "high": after >= POSITIVE,
        "medium": np.ones(len(after), dtype=np.bool_),
    }


def _least(drawn: nx.Graph, number: int, barred: list[int], level: str) -> tuple[str, int] | None:
    lengths = nx.single_source_shortest_path_length(drawn, number) if number in drawn else {}
    ways = [lengths[other] + 1 for other in barred if other in lengths]
    return (level, min(ways)) if ways else None


# -- how likely ------------------------------------------------------------------------------


@UNTIMED
@given(endangered())
def test_probabilities_are_noisy_or_over_best_paths(drawn: tuple[Graph, list[int]]) -> None:
    """One minus the product, over groups of tied barred stores, of one minus the likelihood of
    the likeliest path to any of the group, all paths tried."""
    one, barred = drawn
    said = Exposures(one, barred, PRIOR).probabilities
    # An edge is half a step.
    half = {edge: probability(bits, PRIOR) ** 0.5
            for edge, bits in zip(one.edges(), one.edge_bits.tolist(), strict=True)}  # fmt: skip
    drawn_graph = as_networkx(one)
    for number in range(one.accounts):
        safe = prod(
            1 - max((_likelihood(half, path) for end in group
                     for path in _all_paths(drawn_graph, number, end)), default=0.0)
            for group in _groups(one, barred)
        )  # fmt: skip
        assert said[number] == pytest.approx(0 if number in barred else 1 - safe, abs=1e-9)


def _all_paths(drawn: nx.Graph, start: int, end: int) -> Iterator[list[int]]:
    if start in drawn and end in drawn:
        yield from nx.all_simple_paths(drawn, start, end)


def _likelihood(half: dict[tuple[int, int], float], path: Sequence[int]) -> float:
    return prod(half[min(step), max(step)] for step in pairwise(path))


def _groups(one: Graph, barred: Iterable[int]) -> list[set[int]]:
    """Barred accounts, those that strong edges tie put together again and again."""
    held = dict[int, set[int]]()
    for edge_account, tie in one.edges(one.edge_bits - OFF >= STRONG):
        held.setdefault(edge_account, set()).add(tie)
    groups: list[tuple[set[int], set[int]]] = []
    for number in barred:
        members, ties = {number}, held.get(number, set())
        for group in [group for group in groups if group[1] & ties]:
            groups.remove(group)
            members, ties = members | group[0], ties | group[1]
        groups.append((members, ties))
    return [members for members, _ties in groups]


@UNTIMED
@given(endangered(), st.data())
def test_more_evidence_never_lowers_exposure(
    drawn: tuple[Graph, list[int]], data: st.DataObject
) -> None:
    """After an edge more, or a heavier or better attested one, no path is less serious, and no
    exposure smaller unless barred stores prove to be tied, which then count once."""
    one, barred = drawn
    more = _with_more(one, data)
    before, after = Exposures(one, barred, PRIOR), Exposures(more, barred, PRIOR)
    assert (after.ranks() <= before.ranks()).all()  # the smaller the worse
    if len(_groups(one, barred)) == len(_groups(more, barred)):
        assert (after.probabilities >= before.probabilities - 1e-9).all()


def _with_more(one: Graph, data: st.DataObject) -> Graph:
    """The graph with one edge added, or made heavier."""
    ends = data.draw(st.tuples(st.integers(0, one.accounts - 1), st.integers(0, 6)))
    places = zip(one.edge_accounts.tolist(), one.edge_ties.tolist(), strict=True)
    said = zip(one.edge_bits.tolist(), one.edge_attested.tolist(), strict=True)
    edges = dict(zip(places, said, strict=True))
    bits, attested = edges.get(ends, (0.0, False))
    edges[ends] = (
        max(bits, data.draw(st.sampled_from(BITS))),
        attested or data.draw(st.booleans()),
    )
    drawn = graph(one.accounts, list(edges))
    return replace(
        drawn,
        edge_bits=np.array([edges[edge][0] for edge in sorted(edges)]),
        edge_attested=np.array([edges[edge][1] for edge in sorted(edges)]),
    )


@UNTIMED
@given(endangered(), st.data())
def test_one_more_barred_store_never_lowers_exposure(
    drawn: tuple[Graph, list[int]], data: st.DataObject
) -> None:
    """Nor does it do for any other store when one more is barred, unless that one ties barred
    stores that stood apart."""
    one, barred = drawn
    new = data.draw(st.integers(0, one.accounts - 1))
    more = sorted({*barred, new})
    before, after = Exposures(one, barred, PRIOR), Exposures(one, more, PRIOR)
    others = np.arange(one.accounts) != new
    assert (after.ranks() <= before.ranks())[others].all()
    if len(_groups(one, more)) >= len(_groups(one, barred)):
        assert (after.probabilities >= before.probabilities - 1e-9)[others].all()


@pytest.mark.parametrize(("bits", "tied", "once"), [(20.0, True, True), (20.0, False, False),
                                                    (16.0, True, False)])  # fmt: skip
def test_tied_barred_stores_count_once(bits: float, tied: bool, once: bool) -> None:
    """Two suspended stores count twice, unless something strong ties them to each other."""
    edges = [(0, 0), (1, 0), (0, 1), (2, 1), *([(1, 2), (2, 2)] if tied else [])]
    one = probability(bits, PRIOR)
    (said, *_rest) = Exposures(graph(3, edges, bits), [1, 2], PRIOR).probabilities
    assert said == pytest.approx(one if once else 1 - (1 - one) ** 2)


def test_barred_stores_beyond_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups beyond the bound count as one group: an exposure that is lower, never none."""
    monkeypatch.setattr(exposure, "CLUSTERS", 1)
    edges = [edge for n in range(3) for edge in ((0, n), (n + 1, n))]
    (said, *_rest) = Exposures(graph(4, edges, 16.0), [1, 2, 3], PRIOR).probabilities
    assert said == pytest.approx(1 - (1 - probability(16.0, PRIOR)) ** 2)


def test_nobody_is_barred() -> None:
    """Without barred stores nobody is exposed."""
    exposures = Exposures(graph(2, [(0, 0), (1, 0)]), [], PRIOR)
    assert exposures.path(0) is None
    assert exposures.probabilities.tolist() == [0, 0]


# -- in a report -----------------------------------------------------------------------------

LOG = """
    account,platform,time,ip,device id
    a,amazon,2026-01-02 09:00,203.0.113.1,
    b,amazon,2026-01-02 09:00,203.0.113.1,dev-x1
    c,amazon,2026-01-02 09:00,203.0.113.3,dev-x1
"""
STORES = "store,platform,status\na,amazon,active\nb,amazon,active\nc,amazon,suspended"


def test_exposure_in_a_report() -> None:
    """The path names accounts and identifiers, from the store to the nearest suspended one; its
    weight is that of its weakest step, and its level no better than that."""
    report = scan_log(LOG, stores=STORES)
    near, far = account(report, "amazon/b").exposure, account(report, "amazon/a").exposure
    assert near
    assert far
    assert (near.level, near.path) == ("critical", ("amazon/b", "device_id:dev-x1", "amazon/c"))
    assert (near.bits, near.strength) == (23.239, "very-strong")
    assert (far.level, far.to) == ("high", ("amazon/c",))
    assert far.path == ("amazon/a", "ip:203.0.113.1", *near.path)
    assert (far.bits, far.strength) == (16.007, "positive")
    assert far.probability < probability(far.bits, PRIOR) < near.probability


def test_steps_count_all_that_two_stores_share() -> None:
    """The weight of a step is the sum of the groups that its two stores share, at their own
    days: not of one value, and not of anybody else's use of it."""
    report = scan_log(
        """
        account,platform,time,ip,device id
        a,amazon,2026-01-02 09:00,203.0.113.1,dev-x1
        b,amazon,2026-03-09 09:00,203.0.113.1,dev-x1
        c,amazon,2026-03-09 10:00,203.0.113.1,
        """,
        stores="store,platform,status\na,amazon,active\nb,amazon,suspended\nc,amazon,active",
    )
    far = account(report, "amazon/a").exposure
    assert far
    assert far.bits == pytest.approx(
        bits_of("ip", gap_days=66) + bits_of("device_id", gap_days=66), abs=0.001)  # fmt: skip


def bits_of(kind: str, gap_days: float) -> float:
    """What a value of this kind weighs in mode own, at so many days."""
    one = KINDS[kind]
    return weigh(AGREEMENTS[one.agreement].rate(gap_days), one.u)


@pytest.mark.parametrize("prior", [1e-6, 1e-4, 1e-2])
def test_exposure_follows_the_prior(prior: float) -> None:
    """A smaller prior makes exposure less likely, and the same bits a weaker word."""
    report = scan_log(LOG, replace(SETTINGS, prior=prior), stores=STORES)
    near = account(report, "amazon/b").exposure
    assert near
    assert near.probability == pytest.approx(probability(bits_of("device_id", 0), prior), abs=1e-6)
