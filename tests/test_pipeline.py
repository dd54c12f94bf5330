"""Properties of the whole: what a scan finds, however its input is written."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkscan.linking import identify
from linkscan.model import LEVELS, Mode, Report
from linkscan.report.forms.json import to_dict
from tests import naive
from tests.naive_weights import Account, Naive
from tests.scanning import SETTINGS, named, scan_world, without
from tests.strategies import (
    ACCOUNTS,
    AGENTS,
    LOG,
    STORES,
    World,
    examples,
    loose_worlds,
    many_logs,
    worlds,
)

pytestmark = pytest.mark.slow  # about a minute of scans

# Each example is two scans or more; every run of `make test` tries others.
QUICK, SOME, MANY = examples(8), examples(15), examples(30)
MODES: tuple[Mode | None, ...] = (None, "own", "sample")


def components(report: Report) -> set[frozenset[Account]]:
    """The components by accounts as the naive program names them."""
    names = named(report)
    return {frozenset(names[id_] for id_ in one.accounts) for one in report.components}


def levels(report: Report) -> dict[Account, str]:
    """The levels by the same."""
    names = named(report)
    return {names[one.id]: one.level for one in report.accounts}


def findings(report: Report) -> dict[tuple[str, frozenset[Account]], tuple[str, float | None]]:
    """Levels and bits of the findings by scope and accounts, by the same."""
    names = named(report)
    return {
        (
            "context" if one.reason == "other-platform" else one.platform or "",
            frozenset(names[id_] for id_ in one.accounts),
        ): (one.level, one.bits)
        for one in report.findings
    }


def assert_is(report: Report, wanted: Naive) -> None:
    """The report says what the naive program finds."""
    assert components(report) == wanted.components
    said = findings(report)
    assert {key: level for key, (level, _bits) in said.items()} == {
        key: level for key, (level, _bits) in wanted.findings.items()
    }
    for key, (_level, bits) in wanted.findings.items():
        assert said[key][1] == (None if bits is None else pytest.approx(bits, abs=0.001))
    assert levels(report) == wanted.levels


def login(account: str, platform: str = "Amazon", **cells: str) -> dict[str, str]:
    """A row of a log."""
    return dict.fromkeys(LOG, "") | {"account": account, "platform": platform} | cells


def store(account: str, platform: str = "Amazon", **cells: str) -> dict[str, str]:
    """A row of a list of stores."""
    return dict.fromkeys(STORES, "") | {"account": account, "platform": platform} | cells


LINK_LOCAL_NETWORK = World((login("a", ip="fe80::/64"), login("b", ip="fe80::/64")))
CARD_AS_DEVICE = World(tuple(
    login(name, **{"device id": "00-1B-63-00-45-E6", "mac": mac})
    for name, mac in (("a", "00:1b:63:00:45:e6"), ("b", "00:1b:63:00:45:e7"))
))  # fmt: skip
CARDS_OF_ONE_LAPTOP = World(tuple(
    login(name, **{"device id": "dev-x1-00", "machine": machine, "mac": mac})
    for name, machine, mac in (("a", "PC-00", "00:1b:63:00:45:e6"),
                               ("b", "pc-00 ", "00:1b:63:00:45:e7"))
))  # fmt: skip


def one_spelling(world: World) -> World:
    """The world with one way to write each screen, browser and operator."""
    turned = {"1080x1920": "1920x1080", AGENTS[1]: AGENTS[0], "li  wei ": "Li Wei"}
    return World(
        tuple({name: turned.get(cell, cell) for name, cell in row.items()} for row in world.logins),
        tuple({name: turned.get(cell, cell) for name, cell in row.items()} for row in world.stores),
    )


NETWORK = "3fff:1000:1:2::3"  # of a range that nobody has, in a form that SQL recognises
CLONE_ON_NO_MACHINE = World(tuple(
    login(name, **{"device id": "dev-x1-00", "mac": mac})
    for name, mac in (("a", "00:1b:63:00:45:e6"), ("b", "00:1b:63:00:45:e7"))
))  # fmt: skip


BARRED_BY_A_REASON = World((login("z", ip="203.0.113.9"),), (
    store("店铺甲", **{"ban reason": "association", "resident id": "11010519491231002X"}),
    store("shop-1", **{"resident id": "11010519491231002X"}),
))  # fmt: skip


# A world of twenty logs is too large for hypothesis to print.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@QUICK
@given(many_logs())
def test_many_logs(world: World) -> None:
    """Components, findings with their bits, and levels of 8 x 20 logs are those of loops over
    all pairs of accounts."""
    assert_is(scan_world(world), naive.analyse(world))


@MANY
@given(worlds(), st.sampled_from(MODES))
@example(LINK_LOCAL_NETWORK, "own")
@example(CARD_AS_DEVICE, "own")
@example(CARDS_OF_ONE_LAPTOP, "own")
@example(CLONE_ON_NO_MACHINE, "own")
def test_loose_names(world: World, mode: Mode | None) -> None:
    """The same where some rows do not name their platform, whether all accounts are weighed as
    one's own, those of several clients as strangers', or all."""
    assert_is(scan_world(world, replace(SETTINGS, mode=mode)), naive.analyse(world, mode=mode))


@MANY
@given(loose_worlds(), st.sampled_from(MODES))
def test_stores_of_no_known_platform(world: World, mode: Mode | None) -> None:
    """The same where files name several platforms, and of many stores none: these are compared
    on every platform to whose stores they lead, and join no two of them."""
    assert_is(scan_world(world, replace(SETTINGS, mode=mode)), naive.analyse(world, mode=mode))


@SOME
@given(worlds(), st.sampled_from((48, 56, 64, 128)))
@example(World((login("a", ip="3fff:1000:1:2::/64"), login("b", ip="3fff:1000:1:3::1"))), 56)
def test_components_with_other_prefixes(world: World, prefix: int) -> None:
    """A wider or narrower IPv6 network ties by that network."""
    report = scan_world(world, replace(SETTINGS, ipv6_prefix=prefix))
    assert components(report) == naive.analyse(world, prefix).components


@SOME
@given(worlds().map(one_spelling))
@example(LINK_LOCAL_NETWORK)
@example(World((login("a", ip="3fff:1000:1:2::3"), login("b", ip="3FFF:1000:1:2::4"))))
@example(World((login("a", ip=NETWORK), login("b", **{"device id": NETWORK}))))
@example(World((login("a", ip=NETWORK), login("b", ip="203.0.113.9")), (store("b", ip=NETWORK),)))
def test_a_large_input_is_judged_like_a_small_one(world: World) -> None:
    """Looking only at shared and odd values finds the same components, findings and levels.

    Values of kinds that do not tie by themselves are looked at only where they are shared as
    written, so each has one spelling here.
    """
    small = scan_world(world)
    with patch.object(identify, "EVERYTHING", 0):
        large = scan_world(world)
    assert components(large) == components(small)
    assert levels(large) == levels(small)
    assert [_judged(one) for one in _list(large, "findings")] == [
        _judged(one) for one in _list(small, "findings")
    ]


def _list(report: Report, name: str) -> list[dict[str, Any]]:
    members: list[dict[str, Any]] = to_dict(report)[name]
    return members


def _judged(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding without the ordinals of masked values, which count all values at hand."""
    kept = without(finding, ("identifiers", "identifier"))
    return {**kept, "identifiers": [id_.partition("#")[0] for id_ in finding["identifiers"]]}


@SOME
@given(worlds(), st.randoms(use_true_random=False))
def test_a_world_written_otherwise(world: World, random: Random) -> None:
    """What the rows say counts, not how often, in which order or under which names they say it:
    one report on a world, beside those on three other files of it."""
    report = scan_world(world)
    order_changes_nothing(world, report, random)
    repeats_change_counts_only(world, report)
    accounts_may_have_any_name(world, report)


def order_changes_nothing(world: World, report: Report, random: Random) -> None:
    """Shuffled rows give the same report but for digests and lines."""
    shuffled = World(_shuffled(world.logins, random), _shuffled(world.stores, random))
    assert without(scan_world(shuffled)) == without(report)


def _shuffled(rows: tuple[dict[str, str], ...], random: Random) -> tuple[dict[str, str], ...]:
    return tuple(random.sample(rows, len(rows)))


COUNTS = ("n", "rows_read", "rows_used", "failures", "logins", "count")


def repeats_change_counts_only(world: World, report: Report) -> None:
    """Every row twice gives the same report but for counts, digests and lines."""
    twice = scan_world(World(world.logins * 2, world.stores * 2))
    dropped = ("sha256", "line", "evidence", "where", *COUNTS)
    assert without(twice, dropped) == without(report, dropped)
    assert [2 * link.n for link in report.links] == [link.n for link in twice.links]


def accounts_may_have_any_name(world: World, report: Report) -> None:
    """Renamed accounts have the same components and levels under their new names."""
    renamed = World(*(tuple({**row, "account": f"z{row['account']}"} for row in rows)
                      for rows in (world.logins, world.stores)))  # fmt: skip
    again = scan_world(renamed)

    def new(one: Account) -> Account:
        return one[0], f"z{one[1]}"

    assert components(again) == {frozenset(map(new, one)) for one in components(report)}
    assert levels(again) == {new(one): level for one, level in levels(report).items()}


@SOME
@given(worlds(), st.sampled_from(("ip", "device id", "mac", "machine")))
def test_a_value_never_seen_is_a_value_removed(world: World, column: str) -> None:
    """Emptying all cells of a column ties as a log without that column does."""
    emptied = World(tuple({**row, column: ""} for row in world.logins), world.stores)
    absent = World(
        tuple({k: v for k, v in row.items() if k != column} for row in world.logins), world.stores
    )
    assert components(scan_world(emptied)) == components(scan_world(absent))


@SOME
@given(worlds(), worlds())
def test_component_ids_survive_larger_accounts(world: World, more: World) -> None:
    """Rows of accounts that sort behind all others split no component, and change no id but
    where two become one, which keeps that of the smaller account."""
    later = tuple({**row, "account": f"龥{row['account']}", "platform": "亚马逊"}
                  for row in more.logins)  # fmt: skip
    first = World(tuple({**row, "platform": "亚马逊"} for row in world.logins))
    before, after = scan_world(first), scan_world(World(first.logins + later))
    if any(warning.code == "cloned-device" for warning in after.warnings):
        return  # the new rows may show that what tied the old ones is a clone
    for one in before.components:
        (grown,) = (other for other in after.components if {*one.accounts} <= {*other.accounts})
        if grown.accounts[0] == one.accounts[0]:  # else it joined one with a smaller account
            assert grown.id == one.id


@SOME
@given(worlds(), st.sampled_from(ACCOUNTS))
@example(BARRED_BY_A_REASON, "shop-1")
def test_one_more_suspended_store_makes_no_other_safer(world: World, account: str) -> None:
    """In mode own, a store that proves to be suspended lowers the level of no healthy one."""
    there = World(_on_amazon(world.logins), _on_amazon(world.stores))
    before, after = (
        scan_world(replace(there, stores=(*there.stores, store(account, status=status))),
                   replace(SETTINGS, mode="own"))
        for status in ("active", "suspended")
    )  # fmt: skip
    barred = {one.id for one in after.accounts if one.status in ("suspended", "rejected", "closed")}
    # A reason for a ban bars a store whose status nobody told.
    barred |= {id_ for one in before.findings for id_ in one.suspended}
    worse = {one.id: LEVELS.index(one.level) for one in after.accounts}
    for one in before.accounts:
        if one.id not in barred and one.level not in ("clear", "not-checked"):
            assert worse[one.id] <= LEVELS.index(one.level), one.id


def _on_amazon(rows: tuple[dict[str, str], ...]) -> tuple[dict[str, str], ...]:
    return tuple({**row, "platform": "Amazon"} for row in rows)
