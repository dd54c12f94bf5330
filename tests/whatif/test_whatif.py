"""What if: what is refused, and what stands before and after."""

from __future__ import annotations

import pytest

from linkscan.report.views.facts import overall_level
from tests.whatifs import SUSPENDED, compared

CLONED = """
    account,platform,time,ip,device_id,mac
    a,amazon,2026-01-02 09:00,203.0.113.1,dev-alpha-1,00:1b:63:00:45:e1
    z,amazon,2026-01-02 10:00,203.0.113.2,dev-alpha-1,00:1b:63:00:45:e1
    c,amazon,2026-01-02 11:00,203.0.113.3,dev-alpha-1,00:1b:63:00:45:e3
"""


def test_a_circle_falls_apart() -> None:
    """Without its address a circle falls apart; the other one stays as it is."""
    found = compared("ip:203.0.113.1")
    assert [fall.parts for fall in found.falls] == [
        (("amazon/c", "amazon/d"), ("amazon/a",), ("amazon/b",))
    ]
    assert (found.separated, found.joined) == (2, ())
    assert found.after is not None
    levels = {one.id: one.level for one in found.after.accounts}
    assert levels["amazon/a"] == "clear"
    assert levels["amazon/x"] == {one.id: one.level for one in found.before.accounts}["amazon/x"]


def test_several_edits_at_once() -> None:
    """Edits together separate what none of them does alone."""
    found = compared("ip:203.0.113.1", "device_id:dev-gamma-3", "machine:PC-03")
    assert [fall.separated for fall in found.falls] == [4]
    assert found.separated == 4


def test_a_label_stands_in_for_a_device() -> None:
    """Where the device is gone, the label of the machine still says that stores share one."""
    assert compared("device_id:dev-gamma-3").separated == 0


def test_a_store_that_moves_joins_others() -> None:
    """On a machine that others use, a store leaves its group and enters theirs."""
    found = compared(moves=("b=PC-08",))
    assert [fall.accounts for fall in found.falls] == [
        ("amazon/a", "amazon/b", "amazon/c", "amazon/d")
    ]
    assert found.joined == (("amazon/b", "amazon/x", "amazon/y", "amazon/z"),)


def test_all_apart() -> None:
    """Where every tie goes, nothing is left to find."""
    found = compared("ip:203.0.113.1", "ip:198.51.100.20", moves=("c=PC-90", "y=PC-91"))
    assert found.separated == 7
    assert found.after is not None
    assert (found.after.findings, overall_level(found.after)) == ((), "clear")


@pytest.mark.parametrize(
    ("without", "moves", "why"),
    [
        (("device_id:dev-ypsilon",), (), "tied"),
        (("ip:198.51.100.20",), (), "chain"),
        ((), ("z=PC-99",), "suspended"),
        ((), ("y=PC-99",), "tied"),
        ((), ("x=PC-99",), "chain"),
        (("ip:203.0.113.1", "device_id:dev-ypsilon"), (), "tied"),
    ],
)
def test_refused(without: tuple[str, ...], moves: tuple[str, ...], why: str) -> None:
    """What ties to a suspended store, itself or by way of others, is not tried, nor anything
    that is asked beside it."""
    found = compared(*without, moves=moves, stores=SUSPENDED)
    assert [(one.why, one.suspended, one.platforms) for one in found.refused] == [
        (why, ("amazon/z",), ("amazon",))
    ]
    assert (found.after, found.falls) == (None, ())


def test_a_group_beside_a_suspended_store() -> None:
    """A group that holds no suspended store is compared as ever."""
    found = compared("ip:203.0.113.1", stores=SUSPENDED)
    assert (found.refused, found.separated) == ((), 2)


def test_what_would_weigh_less_is_refused() -> None:
    """A network card that makes a device ambiguous is no part of the tie to the suspended
    store; what comes of leaving it out is told only if no such tie weighs less."""
    stores = "store,platform,status\nz,amazon,suspended"
    found = compared("mac:00:1b:63:00:45:e1", log=CLONED, stores=stores)
    assert [one.suspended for one in found.refused] == [("amazon/z",)]
    assert found.after is None


@pytest.mark.parametrize("status", ["suspended", "rejected", "封号"])
def test_every_word_for_barred(status: str) -> None:
    """Suspended and rejected stores alike, in either language."""
    stores = f"store,platform,status\nz,amazon,{status}"
    assert compared(moves=("y=PC-99",), stores=stores).after is None


def test_a_store_that_closed_of_its_own_will() -> None:
    """A store that its owner closed holds nobody back."""
    stores = "store,platform,status,ban reason\nz,amazon,closed,voluntary"
    assert compared(moves=("y=PC-99",), stores=stores).after is not None


def test_one_of_two_papers_in_a_cell() -> None:
    """What goes is the one paper; the other of the cell ties as before."""
    one, other = "91440300MA5DEM01X1", "91440300MA5DEM02X2"
    stores = f"account,platform,uscc\na,amazon,{one}；{other}\nb,amazon,{one}\nc,amazon,{other}"
    log = "account,platform,ip\nd,amazon,203.0.113.1"
    found = compared(f"uscc:{one}", log=log, stores=stores)
    assert found.after is not None
    assert [set(one.accounts) for one in found.after.findings] == [{"amazon/a", "amazon/c"}]


ANYWHERE = """
    account,platform,device_id,machine
    a,amazon,dev-alpha-1,PC-01
    u,,dev-alpha-1,PC-01
    u,,dev-beta-22,PC-02
    e,ebay,dev-beta-22,PC-02
"""


@pytest.mark.parametrize(
    ("without", "moves", "falls", "joined", "separated"),
    [
        (("device_id:dev-beta-22", "machine:PC-02"), (), {"ebay/e"}, (), 2),
        (("device_id:dev-alpha-1", "machine:PC-01"), (), {"amazon/a"}, (), 2),
        ((), ("u=PC-02",), {"amazon/a"}, (), 2),
        ((), ("u=PC-90",), {"amazon/a", "ebay/e"}, (), 3),
        ((), ("e=PC-01",), set(), (), 0),
    ],
)
def test_a_store_without_a_platform_is_in_the_groups_of_each(
    without: tuple[str, ...],
    moves: tuple[str, ...],
    falls: set[str],
    joined: tuple[tuple[str, ...], ...],
    separated: int,
) -> None:
    """What is done to its tie on one platform leaves that on another; each store counts once."""
    found = compared(*without, log=ANYWHERE, moves=moves)
    assert {min(set(fall.accounts) - {"u"}) for fall in found.falls} == falls
    assert (found.joined, found.separated) == (joined, separated)
