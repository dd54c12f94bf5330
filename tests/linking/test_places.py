"""On which platforms a store is compared of which no file says the platform."""

from __future__ import annotations

from linkscan.model import Report
from tests.scanning import account, components, found, scan_log

LOG = """
    account,platform,ip,device id
    a,amazon,203.0.113.1,
    u,,203.0.113.1,dev-x1
    d,douyin,,dev-x1
    e,douyin,203.0.113.5,
"""


def scanned(stores: str = "") -> Report:
    """The report on the log above and a list of stores."""
    return scan_log(LOG, stores=f"store,platform,status\n{stores}")


def test_on_every_platform_that_it_meets() -> None:
    """It is tied on two platforms, a component each; these stay apart."""
    report = scanned("e,douyin,active")
    assert components(report) == {frozenset({"amazon/a", "u"}), frozenset({"douyin/d", "u"})}
    assert {(one.platform, one.accounts) for one in report.findings} == {
        ("amazon", ("amazon/a", "u")),
        ("douyin", ("douyin/d", "u")),
    }
    assert account(report, "douyin/e").component is None


def test_suspended_store_without_platform() -> None:
    """A suspended one is contagious on each of them; where another one is suspended it hangs
    on that, and no store of a further platform does."""
    report = scanned("u,,suspended")
    assert account(report, "amazon/a").level != "clear"
    for id_ in ("amazon/a", "douyin/d"):
        exposure = account(report, id_).exposure
        assert exposure
        assert exposure.to == ("u",)
    report = scanned("d,douyin,suspended")
    hangs = account(report, "u").exposure
    assert hangs
    assert (hangs.to, hangs.path[0], hangs.path[-1]) == (("douyin/d",), "u", "douyin/d")
    assert account(report, "amazon/a").exposure is None


def test_over_another_one() -> None:
    """Two without a platform that share something are both where either meets a store."""
    report = scan_log("""
        account,platform,ip,device id
        a,amazon,203.0.113.1,
        u,,203.0.113.1,dev-x1
        v,,,dev-x1
        d,douyin,203.0.113.9,
    """)
    assert components(report) == {frozenset({"amazon/a", "u", "v"})}
    assert {one.platform for one in report.findings} == {"amazon"}


def test_among_their_like() -> None:
    """Those that meet no store of a platform are compared with one another."""
    report = scan_log("""
        account,platform,ip
        u,,203.0.113.1
        v,,203.0.113.1
        a,amazon,203.0.113.2
        d,douyin,203.0.113.3
    """)
    assert found(report) == {("medium", frozenset({"u", "v"}), frozenset({"ip"}))}
    assert report.findings[0].platform is None
