"""Whose store was visited: declared, by rule, by the login log, or open."""

from __future__ import annotations

from typing import Any

import pytest

from linkscan.capture.attribution import Attribution, Login, Rule, join_logins
from linkscan.capture.record import Visit
from tests.capture.test_visits import MINUTE, START, named, session

RULES = (
    Rule("A", interface="wg-a"),
    Rule("B", proxy="192.0.2.1:1080"),
    Rule("C", interface="eth0", vlan=20),
    Rule("U", os_user="lee"),
    Rule("D", interface="both"),
    Rule("E", interface="both"),
)


@pytest.mark.parametrize(
    ("ways", "account"),
    [
        ({"interface": "wg-a"}, "A"),
        ({"interface": "eth0", "proxy": "192.0.2.1:1080"}, "B"),
        ({"interface": "eth0", "vlan": 20}, "C"),
        ({"interface": "eth0"}, None),
        ({"vlan": 20}, None),
        ({"os_user": "lee"}, "U"),
        ({"interface": "both"}, None),  # two accounts: none is chosen
        ({"ja4": "t13d"}, None),
    ],
)
def test_rules(ways: dict[str, Any], account: str | None) -> None:
    """A rule holds if all that it names does; where rules contradict each other none counts."""
    found = Attribution(RULES).attribute(session(0, **ways))
    assert (found.account, found.attributed_by) == (account, "rule" if account else None)


def test_declared_counts_first() -> None:
    """What is declared counts before any rule, from its time on, until it ends."""
    attribution = Attribution(RULES)
    attribution.declare("X", START)
    attribution.declare("Y", START + 5 * MINUTE)
    attribution.declare(None, START + 9 * MINUTE)
    found = [attribution.attribute(session(at, interface="wg-a")) for at in (-1, 0, 4, 5, 9)]
    assert [(one.account, one.attributed_by) for one in found] == [
        ("A", "rule"), ("X", "declared"), ("X", "declared"), ("Y", "declared"), ("A", "rule"),
    ]  # fmt: skip


def login(
    at: float, account: str, machine: str = "PC-1", platform: str = "amazon", region: str = "US"
) -> Login:
    return Login(START + at * MINUTE, account, platform, region or None, machine)


def joined(*logins: Login, machine: str = "PC-1") -> Visit:
    (visit,) = join_logins([named(10, 40, machine, None)], logins)
    return visit


@pytest.mark.parametrize(
    ("logins", "account", "candidates"),
    [
        ([login(10, "A")], "A", ()),
        ([login(8, "A")], "A", ()),
        ([login(12, "A")], "A", ()),
        ([login(7.9, "A")], None, ()),  # too early
        ([login(30, "A")], None, ("A",)),  # somebody else may have been there before
        ([login(43, "A")], None, ()),
        ([login(10, "A"), login(30, "A")], "A", ()),
        ([login(10, "A"), login(11, "B")], None, ("A", "B")),
        ([login(10, "A"), login(30, "B")], None, ("A", "B")),
        ([login(10, "A", machine="PC-2")], None, ()),
        ([login(10, "A", machine=" pc-1 ")], "A", ()),
        ([login(10, "A", platform="ebay")], None, ()),
        ([login(10, "A", region="JP")], None, ()),
        ([login(10, "A", region="NA")], "A", ()),  # an account of all of North America
        ([login(10, "A", region="")], "A", ()),
        ([], None, ()),
    ],
)
def test_login_log(logins: list[Login], account: str | None, candidates: tuple[str, ...]) -> None:
    """One account that signed in as the visit began is its account; of several none is chosen."""
    visit = joined(*logins)
    assert (visit.account, visit.candidates) == (account, candidates)
    assert visit.attributed_by == ("login-log" if account else None)


def test_login_log_counts_last() -> None:
    """A visit whose account is known keeps it; one from a machine without a name is not joined."""
    known = named(10, 40, "PC-1", "X")
    assert join_logins([known], [login(10, "A")]) == [known]
    (unnamed,) = join_logins([named(10, 40, "", None)], [login(10, "A", machine="")])
    assert unnamed.account is None
