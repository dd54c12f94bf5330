"""What ties: kinds by themselves, one person across companies, platforms each for itself."""

from __future__ import annotations

import pytest

from fingerprints import KINDS, platform_of
from linkscan.linking.ties import CONTEXT
from tests.scanning import components, found, only_finding, scan_log, scanned
from tests.strategies import LOG, STORES, World

LOGINS = "account,platform,operator,ip\na,amazon,Li Wei,203.0.113.1\nb,amazon,li  wei,203.0.113.2"
HEADER = "store,platform,status,entity"


@pytest.mark.parametrize(
    ("first", "second", "joins", "level"),
    [
        (",", ",", False, "low"),
        ("active,Owner One", "active,owner  ONE", False, "low"),
        ("active,Owner One", "active,", False, "low"),  # nothing says that it is another's
        ("active,Owner One", "active,Owner Two", True, "medium"),
        ("active,Owner One", "suspended,Owner One", True, "high"),
        ("suspended,Owner One", "suspended,Owner One", False, "low"),
    ],
)
def test_one_person(first: str, second: str, joins: bool, level: str) -> None:
    """One person at two stores of one company is context; across companies, or at a suspended
    store, a tie."""
    report = scan_log(LOGINS, stores=f"{HEADER}\na,amazon,{first}\nb,amazon,{second}")
    ids = frozenset({"amazon/a", "amazon/b"})
    assert found(report) == {(level, ids, frozenset({"operator"}))}
    assert components(report) == ({ids} if joins else set())
    assert (only_finding(report).scope == "platform") is joins
    assert (only_finding(report).bits is not None) is joins


def test_one_person_on_two_platforms() -> None:
    """A person at stores of two platforms is context, whoever owns them."""
    report = scan_log(
        LOGINS.replace("b,amazon", "b,douyin"),
        stores=f"{HEADER}\na,amazon,active,Owner One\nb,douyin,suspended,Owner Two",
    )
    assert (only_finding(report).level, only_finding(report).reason) == ("low", "other-platform")
    assert components(report) == set()


def test_rates_are_those_of_kinds_and_platforms() -> None:
    """What a value is worth comes from its kind, how far it counts from the platform's profile;
    a platform that nobody named is none."""
    blank = dict.fromkeys(LOG, "")
    rows = tuple(blank | {"account": name, "platform": platform, "ip": ip, "device id": "dev-x1"}
                 for name, platform, ip in (("a", "amazon", "203.0.113.1"),
                                            ("b", "aliexpress", "203.0.113.1 (VPN)")))  # fmt: skip
    store = dict.fromkeys(STORES, "") | {"account": "c", "phone": "13912340001"}
    with scanned(World(rows, (store,))) as result:
        rates = result._scanned.engine.rows(
            "SELECT scope, kind, class, grade, grp, u, worth, rho FROM rates"
        )
    assert {scope for scope, *_rest in rates} == {"amazon", "aliexpress", "", CONTEXT}
    for scope, name, cls, grade, group, u, worth, rho in rates:
        kind, profile = KINDS[name], platform_of(scope)
        assert (group, u, worth) == (kind.group, kind.classes.get(cls, kind.u), kind.worth)
        named = scope in ("amazon", "aliexpress")
        assert grade == (profile.grade(name) if named else kind.grade)
        assert rho == (profile.share(name) if named else 1.0)
