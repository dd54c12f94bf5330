"""First steps: their order, their effect as a scan finds it, and what is left alone."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

import linkscan
from linkscan.model import FirstSteps
from linkscan.whatif import first_steps as module
from linkscan.whatif.first_steps import first_steps
from tests.golden.scenarios import SAMPLES, SCENARIOS
from tests.golden.scenarios import settings as settings_of
from tests.scanning import SETTINGS, written
from tests.strategies import UNTIMED, World, worlds
from tests.whatifs import CIRCLES, HEALTHY, SUSPENDED, compared, reported, stepped

SEVERAL = """
    account,platform,time,ip,device_id,machine
    a,amazon,2026-01-02 09:00,203.0.113.1,dev-alpha-1,PC-01
    b,amazon,2026-01-02 10:00,203.0.113.1,dev-beta-22,PC-02
    a,ebay,2026-01-02 09:00,203.0.113.1,dev-gamma-3,PC-03
    b,ebay,2026-01-02 10:00,203.0.113.1,dev-delta-4,PC-04
"""
OFFICE = """
    account,platform,time,ip,device_id,machine
    a,amazon,2026-01-02 09:00,198.51.100.1,dev-alpha-1,PC-01
    b,amazon,2026-01-02 10:00,198.51.100.2,dev-alpha-1,PC-01
    c,amazon,2026-01-02 11:00,198.51.100.3,dev-alpha-1,PC-01
"""


def told(found: FirstSteps) -> list[list[tuple[str, str, int | None]]]:
    """Of each group the steps: advice, what it is about, effect."""
    return [[(step.action, step.what, step.separated) for step in group.steps]
            for group in found.groups]  # fmt: skip


def test_steps_of_two_circles() -> None:
    """The step that parts most comes first; effects add up until nothing is tied."""
    found = stepped()
    assert told(found) == [
        [("own-address", "ip:203.0.113.1", 2), ("own-device", "device_id:dev-gamma-3", 4)],
        [("own-machine", "amazon/y", 3)],
    ]
    assert (found.scanned_again, found.groups_total) == (True, 2)


def test_the_effect_is_that_of_whatif() -> None:
    """What is told of a step is what `whatif` finds with the same edits."""
    edits = ("ip:203.0.113.1", "device_id:dev-gamma-3", "machine:PC-03")
    assert compared(edits[0]).separated == 2
    assert compared(*edits).separated == 4
    assert compared(moves=("y=PC-90",)).separated == 3


def test_one_device_for_all() -> None:
    """Machines of their own part stores of one computer, whose label does not count either."""
    assert told(stepped(OFFICE)) == [[("own-device", "device_id:dev-alpha-1", 3)]]


def test_a_suspended_store_has_the_official_route_alone() -> None:
    """A group with a suspended store comes first, without a step; the other keeps its steps."""
    found = stepped(stores=SUSPENDED)
    assert [group.suspended for group in found.groups] == [("amazon/z",), ()]
    assert found.groups[0].accounts == ("amazon/x", "amazon/y", "amazon/z")
    assert [len(steps) for steps in told(found)] == [0, 2]


def test_a_suspended_store_that_nothing_ties() -> None:
    """A suspended store alone is told as well: the route concerns it, too."""
    found = stepped(OFFICE, "store,platform,status\nz,amazon,suspended")
    assert [(group.accounts, group.suspended) for group in found.groups] == [
        (("amazon/z",), ("amazon/z",)),
        (("amazon/a", "amazon/b", "amazon/c"), ()),
    ]


def test_values_of_a_suspended_store_elsewhere_stay() -> None:
    """A value that a suspended store of another platform has is not named, and no store that
    signed in with it moves."""
    found = stepped(SEVERAL, "store,platform,status\nb,ebay,suspended")
    assert [group.platform for group in found.groups] == ["ebay", "amazon"]
    assert told(found) == [[], []]


def test_a_large_log_is_not_scanned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound steps are told without an effect, and that they are."""
    monkeypatch.setattr(module, "RERUN_ROWS", 9)
    found = stepped()
    assert not found.scanned_again
    assert {effect for steps in told(found) for *_step, effect in steps} == {None}


def test_a_large_group_has_no_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group of too many ties is told as such."""
    monkeypatch.setattr(module, "EDGES", 4)
    assert [group.too_large for group in stepped().groups] == [True, False]


def test_scans_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many steps the first are scanned one by one, then all at once."""
    monkeypatch.setattr(module, "RERUNS", 3)
    log = "account,platform,email\n"
    for value in range(6):
        log += f"s{value},amazon,{value}@shop.example\ns{value + 1},amazon,{value}@shop.example\n"
    (steps,) = told(stepped(log, HEALTHY))
    assert [effect is None for *_step, effect in steps] == [False, False, True, True, True, False]
    assert steps[-1][2] == 7


def test_unasked_they_are_the_same() -> None:
    """What a report tells of a small log is what `linkscan steps` tells."""
    for stores in (HEALTHY, SUSPENDED):
        report = reported({"logins.csv": CIRCLES, "stores.csv": stores})
        assert report.steps == stepped(stores=stores)


@pytest.mark.parametrize(("bound", "most"), [("ROWS_UNASKED", 19), ("EDGES_UNASKED", 8)])
def test_unasked_they_are_quick(bound: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log of 10 rows in two scans, or one with 9 links: nothing is scanned beyond the bound."""
    texts = {"logins.csv": CIRCLES, "stores.csv": HEALTHY}
    monkeypatch.setattr(module, bound, most + 1)
    assert reported(texts).steps
    monkeypatch.setattr(module, bound, most)
    assert reported(texts).steps is None


def test_machines_of_a_step() -> None:
    """A step names the machines on which its stores had the value; of a paper all of theirs."""
    first, second = stepped().groups[0].steps
    assert (first.accounts, first.machines) == (
        ("amazon/a", "amazon/b", "amazon/c"),
        ("PC-01", "PC-02", "PC-03"),
    )
    assert (second.accounts, second.machines) == (("amazon/c", "amazon/d"), ("PC-03",))
    assert stepped().groups[1].steps[0].machines == ("PC-08",)
    log = """
        account,platform,machine,device_id
        a,amazon,PC-01,dev-alpha-1
        d,amazon,PC-05,dev-delta-4
    """
    papers = "store,platform,email\na,amazon,x@shop.example\nd,amazon,x@shop.example"
    (step,) = stepped(log, papers).groups[0].steps
    assert (step.what, step.machines) == ("email#1", ("PC-01", "PC-05"))


def test_nothing_is_tied() -> None:
    """Stores that nothing ties need no step."""
    assert stepped("account,platform,ip\na,amazon,203.0.113.1").groups == ()


@cache
def of_scenario(scenario: str) -> FirstSteps:
    """The first steps of a sample."""
    return first_steps([SAMPLES / scenario], settings=settings_of(scenario))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_scenario_separates_a_suspended_store(scenario: str) -> None:
    """No step names a value or a store of a group that holds a suspended store."""
    with linkscan.scan([SAMPLES / scenario], settings=settings_of(scenario)) as result:
        report = result.report
    found = of_scenario(scenario)
    barred = {store for group in found.groups for store in group.suspended}
    closed = {one.id for one in report.accounts if one.status in ("suspended", "rejected")}
    assert closed <= barred
    near = barred | {store for one in report.components if barred & {*one.accounts}
                     for store in one.accounts}  # fmt: skip
    values = {link.identifier for link in report.links if link.account in near}
    for group in found.groups:
        assert not (group.suspended and group.steps)
        for step in group.steps:
            assert step.what not in near | values


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_steps_of_a_scenario_part_its_stores(scenario: str) -> None:
    """After the steps of a sample nothing ties the stores of a group."""
    for group in of_scenario(scenario).groups:
        assert not group.steps or group.steps[-1].separated == group.accounts_total


@settings(UNTIMED, max_examples=25)
@given(worlds())
def test_steps_of_any_world(world: World) -> None:
    """In any world effects are parts of a group, and one with a suspended store has no step."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in written(world).items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="")
        found = first_steps(folder, settings=SETTINGS)
    for group in found.groups:
        assert not (group.suspended and group.steps)
        effects = [step.separated for step in group.steps if step.separated is not None]
        assert all(0 <= effect <= group.accounts_total for effect in effects)


def test_a_store_without_a_platform_is_in_the_groups_of_each() -> None:
    """The group of each platform names it, and the steps part it there; one beside a suspended
    store stays as it is on all of them."""
    log = """
        account,platform,device_id
        a,amazon,dev-alpha-1
        u,,dev-alpha-1
        u,,dev-beta-22
        e,ebay,dev-beta-22
    """
    found = stepped(log, "store,platform,status\na,amazon,active")
    assert [(one.platform, one.accounts) for one in found.groups] == [
        ("amazon", ("amazon/a", "u")),
        ("ebay", ("ebay/e", "u")),
    ]
    assert told(found) == [
        [("own-device", "device_id:dev-alpha-1", 2)],
        [("own-device", "device_id:dev-beta-22", 2)],
    ]
    found = stepped(log, "store,platform,status\na,amazon,suspended")
    assert [(one.suspended, one.steps) for one in found.groups] == [(("amazon/a",), ()), ((), ())]
