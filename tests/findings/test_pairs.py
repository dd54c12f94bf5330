"""Exact weights of given pairs, against a loop; and that more evidence never lowers one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.findings.pairs import weigh_pairs
from linkscan.model import Mode
from tests import naive
from tests.naive_weights import Account
from tests.scanning import SETTINGS, named, scanned
from tests.strategies import World, examples, worlds

SOME = examples(20)
MODES: tuple[Mode | None, ...] = (None, "own", "sample")


def pair_bits(world: World, mode: Mode | None) -> dict[frozenset[Account], float]:
    """The weight of every pair of accounts in a scan, as `tests.naive` names them."""
    with scanned(world, replace(SETTINGS, mode=mode)) as result:
        scan, names = result._scanned, named(result.report)
        numbers = range(len(scan.joined))
        pairs = weigh_pairs(scan.engine, combinations(numbers, 2))
        accounts = [names[one.id] for one in scan.joined]
        return {frozenset((accounts[one], accounts[other])): pairs.bits(other, one)
                for one, other in combinations(numbers, 2)}  # fmt: skip


@pytest.mark.slow
@SOME
@given(worlds(), st.sampled_from(MODES))
def test_pairs_are_exact(world: World, mode: Mode | None) -> None:
    """The weight of two accounts is the sum of the best of each group that they share, at their
    own days, as a loop over their values finds it."""
    assert pair_bits(world, mode) == pytest.approx(naive.pairs(world, mode), abs=1e-6)


@pytest.mark.slow
@SOME
@given(worlds(), worlds())
def test_more_evidence_never_lowers_a_pair(world: World, more: World) -> None:
    """In mode own, rows that show no clone and no class of an address take nothing away from
    any pair of accounts."""
    first, both = (_plain(rows) for rows in (world, _joined(world, more)))
    before, after = pair_bits(first, "own"), pair_bits(both, "own")
    for pair, bits in before.items():
        if pair in after:  # else a name became ambiguous, or turned out to be on a platform
            assert after[pair] >= bits - 1e-9


def _joined(one: World, other: World) -> World:
    return World(one.logins + other.logins, one.stores + other.stores)


def _plain(world: World) -> World:
    """On one platform, without notes beside addresses, network cards (clones) and what a store
    is said to be: whether it is barred, and whose it is, changes what one operator ties."""
    said = {"platform": "Amazon", "mac": "", "status": "", "ban reason": "", "entity": "",
            "client": "", "operator": ""}  # fmt: skip
    return World(tuple(_rows(world.logins, said)), tuple(_rows(world.stores, said)))


def _rows(rows: Iterable[dict[str, str]], said: dict[str, str]) -> Iterable[dict[str, str]]:
    for row in rows:
        address = row["ip"].partition(" (")[0].partition("（")[0]
        yield {**row, **{name: cell for name, cell in said.items() if name in row}, "ip": address}
