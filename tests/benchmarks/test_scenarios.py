"""The invented worlds hold what they say, and the truth about it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import combinations

import pytest

from benchmarks.accuracy.parameters import (
    CLONES,
    GAP_DAYS,
    HANDED_ON,
    HOUSEHOLDS,
    IMAGES,
    OFFICE_STORES,
    RINGS,
    STRANGERS,
)
from benchmarks.accuracy.scenarios import MONTH, SCENARIOS, Scenario
from benchmarks.accuracy.score import pairs_within
from benchmarks.accuracy.values import SPELLINGS, Draw
from benchmarks.accuracy.world import World
from fingerprints import Identifier, identify


@cache
def worlds() -> dict[str, World]:
    """A world of each scenario, by its name."""
    return {scenario.name: scenario.world("test") for scenario in SCENARIOS}


def addresses(world: World) -> dict[str, dict[str, list[int]]]:
    """Days by address and account, of addresses that two or more accounts had."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for login in world.logins:
        found[login.address][login.account].append(login.day)
    return {address: held for address, held in found.items() if len(held) > 1}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_seed_gives_one_world(scenario: Scenario) -> None:
    """The same seed gives the same world, another seed another one."""
    assert scenario.world("test") == worlds()[scenario.name]
    assert scenario.world("other") != worlds()[scenario.name]


@pytest.mark.parametrize("name", [scenario.name for scenario in SCENARIOS])
def test_bonds_are_of_one_owner_and_join_every_true_pair(name: str) -> None:
    """Followed to their end the bonds are the truth: nothing true is beyond reach."""
    world = worlds()[name]
    label = {account: account for account in world.accounts}
    for bond in world.bonds:
        assert len({world.owners[account] for account in bond.accounts}) == 1
        joined = {label[account] for account in bond.accounts}
        label = {a: min(joined) if one in joined else one for a, one in label.items()}
    assert pairs_within([label[a] for a in world.accounts]) == pairs_within(world.true_labels())


@pytest.mark.parametrize("name", [s.name for s in SCENARIOS if s.mode == "sample"])
def test_rings_stand_among_strangers(name: str) -> None:
    """200 accounts own themselves, the others belong to 30 owners of 2 to 5."""
    sizes: dict[str, int] = defaultdict(int)
    for owner in worlds()[name].owners.values():
        sizes[owner] += 1
    assert sum(size == 1 for size in sizes.values()) == STRANGERS
    rings = [size for size in sizes.values() if size > 1]
    assert len(rings) == RINGS
    assert set(rings) <= {2, 3, 4, 5}


def test_everybody_is_behind_the_carrier() -> None:
    """One address has all accounts."""
    world = worlds()["one carrier address"]
    assert max(map(len, addresses(world).values())) == len(world.accounts)


def test_a_released_address_rests_between_two_strangers() -> None:
    """100 addresses have two owners, the last day of one 40 to 200 days before the other's."""
    world = worlds()["re-leased addresses"]
    gaps = []
    for held in addresses(world).values():
        if len({world.owners[account] for account in held}) > 1:
            before, after = sorted(held.values())
            gaps.append(min(after) - max(before))
    assert len(gaps) == HANDED_ON
    assert min(gaps) >= GAP_DAYS[0]
    assert max(gaps) <= GAP_DAYS[1]


def test_clones_share_an_id_and_no_card() -> None:
    """4 device ids have 10 network cards and 10 strangers each; all others have one."""
    cards: dict[str, set[str]] = defaultdict(set)
    for login in worlds()["cloned machines"].logins:
        cards[login.device.id].add(login.device.mac)
    assert sorted(map(len, cards.values()))[-IMAGES - 1 :] == [1, *[CLONES] * IMAGES]


def test_a_household_shares_its_line_alone() -> None:
    """20 pairs of owners share addresses, and none of them anything else."""
    world = worlds()["families"]
    homes = {
        frozenset(held)
        for held in addresses(world).values()
        if len({world.owners[account] for account in held}) > 1
    }
    assert len(homes) == HOUSEHOLDS
    for one, other in homes:
        assert not set(world.papers[one].values()) & set(world.papers[other].values())


def test_dormant_stores_take_turns() -> None:
    """Stores of one owner are a month or more apart."""
    world = worlds()["dormant stores"]
    days: dict[str, set[int]] = defaultdict(set)
    for login in world.logins:
        days[login.account].add(login.day)
    for one, other in combinations(world.accounts, 2):
        if world.owners[one] == world.owners[other]:
            assert min(abs(a - b) for a in days[one] for b in days[other]) >= MONTH


def test_the_office_is_the_largest_set() -> None:
    """20 stores share one address, no other address has more than a pair."""
    sizes = sorted(map(len, addresses(worlds()["own office line"]).values()))
    assert sizes[-1] == OFFICE_STORES
    assert sizes[-2] == 2


@pytest.mark.parametrize("kind", SPELLINGS)
def test_every_spelling_is_one_paper(kind: str) -> None:
    """However a store writes a paper, it is that paper, and a valid one."""
    paper = getattr(Draw("test"), kind)()
    found = {identify(kind, spell(paper), "US") for spell in SPELLINGS[kind]}
    (one,) = found
    assert isinstance(one, Identifier)
    assert one.kind == kind
