"""Levels of DESIGN.md, section 7, by small tables: what counts as how serious."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.findings.findings import finding_id
from tests.scanning import (
    SETTINGS,
    account,
    components,
    found,
    levels,
    lines,
    only_finding,
    scan_log,
)

LICENCE = "91440300MA5DEM01X1"
STATUS = "store,platform,status,ban reason"
PAPERS = "store,platform,status,ban reason,uscc"

BARRED = [
    ("suspended", "", True),
    ("封号", "关联", True),
    ("审核未通过", "", True),
    ("closed", "association", True),
    ("closed", "", False),  # nothing says that somebody else closed it
    ("已关店", "主动关店", False),
    ("planned", "", False),
    ("active", "", False),
    ("zzz", "", False),
    ("", "association", True),  # a reason says that there was a ban
    ("zzz", "association", True),
    ("active", "association", True),  # the worse word counts
    ("reinstated", "association", False),
    ("已解封", "关联", False),
]


@pytest.mark.parametrize(("status", "reason", "barred"), BARRED)
@pytest.mark.parametrize(
    ("evidence", "alone", "beside"),
    [("device id", "high", "critical"), ("ip", "medium", "high")],
)
def test_seen_with_a_barred_store(
    status: str, reason: str, barred: bool, evidence: str, alone: str, beside: str
) -> None:
    """A device or an address shared with a suspended, rejected or expelled store counts more."""
    value = "203.0.113.1" if evidence == "ip" else "dev-x1"
    report = scan_log(
        f"""
        account,platform,{evidence}
        a,amazon,{value}
        b,amazon,{value}
        """,
        stores=f"{STATUS}\na,amazon,active,\nb,amazon,{status},{reason}",
    )
    finding = only_finding(report)
    assert finding.level == (beside if barred else alone)
    assert finding.suspended == (("amazon/b",) if barred else ())
    assert (finding.first_step == "official-route") is barred
    assert levels(report)["amazon/a"] == finding.level


@pytest.mark.parametrize(("status", "reason", "barred"), BARRED)
def test_papers_of_a_barred_store(status: str, reason: str, barred: bool) -> None:
    """A licence used again counts the same, whether a log knows the old store or not."""
    report = scan_log(
        """
        account,platform,ip
        a,amazon,203.0.113.1
        """,
        stores=f"""
        {PAPERS}
        a,amazon,active,,{LICENCE}
        b,amazon,{status},{reason},{LICENCE.lower()}
        """,
    )
    assert only_finding(report).level == ("critical" if barred else "high")
    assert only_finding(report).grade == "B"


def test_unknown_status_is_unknown() -> None:
    """A status word that nobody knows is no active store, and is told."""
    report = scan_log("account,ip\na,203.0.113.1", stores=f"{STATUS}\na,amazon,zzz,")
    assert account(report, "amazon/a").status == "unknown"
    assert account(report, "amazon/a").status_word == "zzz"
    assert [one.params for one in report.warnings if one.code == "unknown-status"] == [
        (("word", "zzz"),)
    ]


def test_barred_stores_alone_are_no_contagion() -> None:
    """Two suspended stores that share a device drag no healthy one down."""
    report = scan_log(
        """
        account,platform,device id
        a,amazon,dev-x1
        b,amazon,dev-x1
        """,
        stores=f"{STATUS}\na,amazon,suspended,\nb,amazon,suspended,",
    )
    assert only_finding(report).level == "high"
    assert account(report, "amazon/a").exposure is None


def test_other_platform_is_context() -> None:
    """A store of another platform, though suspended, is context: it ties and endangers nobody."""
    report = scan_log(
        """
        account,platform,device id
        a,amazon,dev-x1
        b,douyin,dev-x1
        """,
        stores=f"{STATUS}\na,amazon,active,\nb,douyin,封号,",
    )
    assert found(report) == {("low", frozenset({"amazon/a", "douyin/b"}), frozenset({"device_id"}))}
    assert only_finding(report).scope == "context"
    assert components(report) == set()
    assert account(report, "amazon/a").exposure is None


def test_path_through_another_platform_is_no_tie() -> None:
    """Two Amazon stores that meet only by way of a Douyin store are not tied."""
    report = scan_log("""
        account,platform,device id
        a,amazon,dev-x1
        via,douyin,dev-x1
        via,douyin,dev-y2
        b,amazon,dev-y2
    """)
    assert components(report) == set()
    assert levels(report) == {"amazon/a": "low", "amazon/b": "low", "douyin/via": "low"}


def test_each_platform_is_judged_by_itself() -> None:
    """A value shared within two platforms and across them is three findings."""
    report = scan_log("""
        account,platform,ip
        a,amazon,203.0.113.1
        b,amazon,203.0.113.1
        c,douyin,203.0.113.1
        d,douyin,203.0.113.1
    """)
    assert {(one.level, one.platform, len(one.accounts)) for one in report.findings} == {
        ("medium", "amazon", 2), ("medium", "douyin", 2), ("low", None, 4)
    }  # fmt: skip
    assert components(report) == {frozenset({"amazon/a", "amazon/b"}),
                                  frozenset({"douyin/c", "douyin/d"})}  # fmt: skip


def test_regions_of_one_platform_are_seen_together() -> None:
    """A suspended European store endangers the American one of the same papers."""
    report = scan_log(
        "account,platform,region,ip\nx,amazon,US,203.0.113.1\nx,amazon,DE,203.0.113.9",
        stores=f"""
        store,platform,region,status,uscc
        x,amazon,US,active,{LICENCE}
        x,amazon,DE,suspended,{LICENCE}
        """,
    )
    assert only_finding(report).level == "critical"
    assert only_finding(report).accounts == ("amazon/DE/x", "amazon/US/x")


def test_one_finding_per_set_of_accounts() -> None:
    """Ninety addresses of one office line are one finding, of twelve stores no pair is told."""
    rows = [f"s{n},203.0.113.{m}" for n in range(12) for m in range(90)]
    report = scan_log("account,ip\n" + "\n".join(rows))
    assert len(only_finding(report).identifiers) == 90
    assert len(only_finding(report).accounts) == 12


def test_roles_of_papers_are_told() -> None:
    """The finding names what the shared value was used as: one is legal person, one payee."""
    report = scan_log(
        "account,ip\na,203.0.113.1\nb,203.0.113.2",
        papers="店铺,法人身份证,收款人身份证\na,11010519491231002X,\nb,,11010519491231002x",
    )
    assert only_finding(report).roles == ("legal-person", "payee")
    assert only_finding(report).kinds == ("resident_id",)


@pytest.mark.parametrize(
    "value",
    ["10.0.0.1", "192.168.0.7", "172.16.3.4", "100.64.0.9", "127.0.0.1", "169.254.1.1", "fe80::1",
     "fe80::/64", "fc00:1:2:3::/64", "::1", "224.0.0.1", "0.1.2.3", "-", "unknown",
     "::ffff:10.0.0.1"],
)  # fmt: skip
def test_addresses_that_name_no_line(value: str) -> None:
    """Private, carrier and the like never tie; what had nothing else is not checked."""
    report = scan_log(f"account,ip\na,{value}\nb,{value}")
    assert report.findings == ()
    assert levels(report) == {"a": "not-checked", "b": "not-checked"}
    (refused,) = (one for one in report.not_checked if one.subject == "identifier")
    assert (refused.id, refused.count) == ("ip", 1)


@pytest.mark.parametrize("prefix", [48, 56, 64, 128])
@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::4", 64),
        ("2001:db8:1:2::3", "2001:db8:1:3::4", 63),
        ("3fff:1000:1:2::3", "3fff:1000:1:2:9:9:9:9", 64),
        ("3fff:1000:1:100::3", "3fff:1000:1:200::3", 54),
        ("3fff:1000:1:2::3", "3FFF:1000:0001:2:0:0:0:3", 128),
    ],
)
def test_ipv6_ties_by_its_network(first: str, second: str, common: int, prefix: int) -> None:
    """Two IPv6 addresses tie exactly if their first `prefix` bits agree."""
    report = scan_log(f"account,ip\na,{first}\nb,{second}", replace(SETTINGS, ipv6_prefix=prefix))
    assert bool(report.findings) is (common >= prefix)


@pytest.mark.parametrize("outcome", ["failed", "登录失败", "密码错误", " FALSE "])
def test_failed_sign_ins_never_tie(outcome: str) -> None:
    """A failed sign-in is counted and shown, and ties nothing."""
    report = scan_log(f"""
        account,ip,outcome
        a,203.0.113.1,success
        b,203.0.113.1,{outcome}
    """)
    assert report.findings == ()
    assert (account(report, "b").logins, account(report, "b").failures) == (0, 1)
    assert report.inputs[0].failures == 1
    assert report.inputs[0].rows_used == 2


def test_most_serious_first() -> None:
    """Findings stand in the order of their levels, and their totals are right."""
    report = scan_log(
        """
        account,platform,ip,device id
        a,amazon,203.0.113.1,dev-x1
        b,amazon,203.0.113.1,dev-y2
        c,amazon,203.0.113.3,dev-x1
        d,douyin,203.0.113.3,dev-z3
        """,
        stores=f"{STATUS}\na,amazon,active,\nb,amazon,active,\nc,amazon,suspended,",
    )
    assert [one.level for one in report.findings] == ["critical", "medium", "low"]
    totals = dict(report.totals)
    assert [totals[f"findings.{level}"] for level in ("critical", "high", "medium", "low")] == [
        1, 0, 1, 1,
    ]  # fmt: skip


def test_finding_ids() -> None:
    """The id of a finding changes with its accounts and its values, not with their order."""
    one = finding_id(["a", "b"], [("ip", "203.0.113.1"), ("mac", "00:1b:63:84:45:e6")])
    assert one == finding_id(["b", "a"], [("mac", "00:1b:63:84:45:e6"), ("ip", "203.0.113.1")])
    assert one != finding_id(["a", "c"], [("ip", "203.0.113.1"), ("mac", "00:1b:63:84:45:e6")])
    assert one != finding_id(["a", "b"], [("ip", "203.0.113.1")])


def test_a_finding_id_gives_no_paper_away() -> None:
    """Two phone numbers under one mask give one id: nobody can tell from it which it was."""
    log = "account,ip\na,203.0.113.1\nb,203.0.113.2"
    ids = {
        one.id
        for phone in ("13912340001", "13998760001")
        for one in scan_log(log, stores=f"account,phone\na,{phone}\nb,{phone}").findings
    }
    assert len(ids) == 1


def test_healthy_beside_nothing_is_clear() -> None:
    """A store whose values nobody shares is clear; `lines` of a log are all it takes."""
    assert levels(scan_log(lines("account,ip\na,203.0.113.1\nb,203.0.113.2"))) == {
        "a": "clear", "b": "clear"
    }  # fmt: skip
