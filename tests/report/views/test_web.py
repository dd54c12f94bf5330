"""Who has which value, and what hangs on what."""

from __future__ import annotations

from dataclasses import replace

from linkscan.report.views.web import Web
from tests.report.factory import full_report
from tests.report.pictures import report_of

CHAIN = {"ip:1": "ab", "ip:2": "bc", "uscc:3": "cd", "phone:4": "a"}


def names(found: list[str]) -> list[str]:
    """Stores by their bare names."""
    return [one.rpartition("/")[2] for one in found]


def test_near_is_nearest_first_and_bounded() -> None:
    """From a store over its values to the next stores; a value of one store leads nowhere."""
    web = Web.of(report_of(CHAIN))
    assert names(web.near(["amazon/us/a"], 100)) == ["a", "ip:1", "b", "ip:2", "c", "uscc:3", "d"]
    assert names(web.near(["amazon/us/a"], 3)) == ["a", "ip:1", "b"]
    assert web.near(["nobody"], 100) == []


def test_own_values_are_those_that_no_other_store_has() -> None:
    """What one store alone has is no tie; what linkscan refused is not told at all."""
    report = report_of(CHAIN)
    web = Web.of(report)
    assert list(web.own) == ["amazon/us/a"]
    refused = tuple(replace(one, reason="private") for one in report.identifiers)
    assert not Web.of(replace(report, identifiers=refused)).own


def test_stores_of_another_platform_are_not_near() -> None:
    """A platform does not see what lies with another one."""
    web = Web.of(full_report())
    assert "ip:198.51.100.9" in web.holders
    assert not [one for one in web.near(["amazon/us/Fir"], 100) if one.startswith("douyin")]


def test_a_suspended_store_stands_first_among_holders() -> None:
    """So that no bound ever leaves it out."""
    web = Web.of(report_of({"ip:1": "abcd"}, barred="d"))
    assert web.holders["ip:1"][0] == "amazon/us/d"


def test_values_of_a_group_with_a_ban_are_kept() -> None:
    """Also those far from the suspended store; a group without one is free."""
    web = Web.of(report_of({**CHAIN, "ip:9": "xy"}, barred="d"))
    assert [id for id in web.holders if web.keeps_a_ban(id)] == ["ip:1", "ip:2", "uscc:3"]


def test_a_group_is_known_whole_or_not() -> None:
    """Not where stores or links are cut, nor where stores of other clients share with it."""
    report = report_of({"ip:1": "ab"})
    (group,) = report.components
    (tie,) = report.findings
    larger = replace(group, accounts_total=3)
    others = replace(tie, reason="shared-with-others", accounts=("amazon/us/a",))
    assert Web.of(report).has_all_of(group)
    assert not Web.of(report).has_all_of(larger)
    assert not Web.of(replace(report, totals=(("links", 30_000),))).has_all_of(group)
    assert not Web.of(replace(report, findings=(tie, others))).has_all_of(group)


def test_a_finding_of_one_platform_goes_before_context() -> None:
    """What a platform can see says how serious a value is."""
    report = report_of({"ip:1": "ab"})
    (tie,) = report.findings
    context = replace(tie, id="f-0", scope="context", level="low")
    web = Web.of(replace(report, findings=(context, tie)))
    assert web.worst["ip:1"] == tie
