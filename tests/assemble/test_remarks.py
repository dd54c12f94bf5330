"""What a user should know of the input."""

from __future__ import annotations

import pytest

from linkscan.assemble.remarks import about_clones
from linkscan.model import Report, Warning
from tests.scanning import scan_log, scan_texts


def warnings(report: Report, code: str) -> list[Warning]:
    """The warnings of a code."""
    return [one for one in report.warnings if one.code == code]


@pytest.mark.parametrize(
    ("value", "reason"),
    [("999.1.1.1", "not-an-address"), ("203.0.113.0/24", "range"), ("10.0.0.1", None),
     ("-", None)],
)  # fmt: skip
def test_mistakes_of_writing_are_cited(value: str, reason: str | None) -> None:
    """A value that somebody can mend is counted and cited by line; a private one is not."""
    report = scan_log(f"account,ip\na,203.0.113.1\nb,{value}\nc,{value}")
    found = warnings(report, "bad-value")
    assert [(dict(one.params), one.count) for one in found] == (
        [({"kind": "ip", "reason": reason}, 2)] if reason else []
    )
    assert [[where.line for where in one.where] for one in found] == ([[3, 4]] if reason else [])


def test_warnings_show_no_paper() -> None:
    """A mistyped paper is cited by its line, never by its text."""
    report = scan_log(
        "account,ip\na,203.0.113.1",
        stores="store,platform,status,uscc\na,amazon,active,91440300MA5DEM01X9",
    )
    (one,) = warnings(report, "bad-value")
    assert dict(one.params) == {"kind": "uscc", "reason": "bad-check-digit"}
    assert [(where.input, where.line) for where in one.where] == [("stores.csv", 2)]


@pytest.mark.parametrize(
    ("time", "naive"),
    [("2026-01-02 09:05", True), ("2026/1/2 9:05", True), ("2026-01-02T09:05:00Z", False),
     ("2026-01-02 09:05:00+08:00", False), ("1767344700", False), ("", False)],
)  # fmt: skip
def test_times_without_a_zone(time: str, naive: bool) -> None:
    """A log whose times name no zone is told, unless the user names one."""
    from linkscan.config import Settings

    report = scan_log(f"account,time,ip\na,{time},203.0.113.1", Settings())
    assert bool(warnings(report, "naive-time")) is naive
    report = scan_log(f"account,time,ip\na,{time},203.0.113.1", Settings(zone="Asia/Tokyo"))
    assert not warnings(report, "naive-time")


@pytest.mark.parametrize(
    ("second", "sites"),
    [("UK,suspended", "UK: suspended; US: active"), ("UK,正常", None), ("US,suspended", None)],
)
def test_sites_that_stand_differently(second: str, sites: str | None) -> None:
    """Sites of one store that differ in their status are told, with what each says."""
    stores = f"store,platform,site,status\na,amazon,US,active\na,amazon,{second}"
    report = scan_log("account,ip\na,203.0.113.1", stores=stores)
    told = [dict(one.params) for one in warnings(report, "sites-differ")]
    assert told == ([{"account": "amazon/a", "sites": sites}] if sites else [])


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("UK,91440300MA5DEM02X2,,", True),
        ("UK,,440301100012346,", True),
        ("UK,,,99999919800101002X", True),
        ("UK,91440300MA5DEM01X1,,", False),
        ("UK,,,", False),
        ("US,91440300MA5DEM02X2,,", False),
        ("-,91440300MA5DEM02X2,,", False),
    ],
)
def test_sites_with_different_papers(second: str, told: bool) -> None:
    """Sites of one name with other papers may be stores of several owners."""
    stores = f"""
        store,platform,site,uscc,business licence no,legal person id number
        a,amazon,US,91440300MA5DEM01X1,440301100012345,11010519491231002X
        a,amazon,{second}
    """
    report = scan_log("account,ip\na,203.0.113.1", stores=stores)
    wanted = [{"account": "amazon/a", "sites": "UK, US"}] if told else []
    assert [dict(one.params) for one in warnings(report, "site-papers-differ")] == wanted


def test_a_store_of_two_clients_is_told() -> None:
    """A name that two clients use is one store to us: it is told, and is neither's."""
    stores = "store,client\na,Amber\na,Blue\nb,Blue\nc,amber"
    report = scan_log("account,ip\na,203.0.113.1", stores=stores)
    (one,) = warnings(report, "clients-differ")
    assert dict(one.params) == {"account": "a", "clients": "Amber, Blue"}
    assert [store.client for store in report.accounts] == [None, "Blue", "amber"]


def test_skipped_files() -> None:
    """A file of a folder that holds nothing for us is told."""
    report = scan_texts({
        "logins.csv": "account,ip\na,203.0.113.1\n", "empty.csv": "", "colours.csv": "c,d\n1,2\n",
        "notes.doc": "x",
    })  # fmt: skip
    assert {tuple(dict(one.params).values()) for one in warnings(report, "skipped")} == {
        ("colours.csv", "no-columns"), ("empty.csv", "empty"), ("notes.doc", "unknown-suffix"),
    }  # fmt: skip


def test_clones_of_nameless_machines() -> None:
    """A clone on machines that nobody named is told as well."""
    (one,) = about_clones([("dev-x1", [], 2)])
    assert dict(one.params) == {"device": "dev-x1", "machines": "-"}


def test_refused_values_are_counted() -> None:
    """Values that tie nothing are not checked, by kind and reason."""
    report = scan_log("account,ip\na,10.0.0.1\na,10.0.0.2\nb,100.64.0.1\nb,203.0.113.1")
    refused = [one for one in report.not_checked if one.subject == "identifier"]
    assert {(one.id, one.reason): one.count for one in refused} == {
        ("ip", "private"): 2, ("ip", "carrier"): 1
    }  # fmt: skip


def test_an_address_in_a_list_is_no_missing_column() -> None:
    """What a list of stores names is compared, so that its column is there."""
    report = scan_texts({"stores.csv": "店铺,平台,状态,登录IP\na,amazon,正常,203.0.113.1"})
    missing = {one.id for one in report.not_checked if one.subject == "column"}
    assert "ip" not in missing
    assert "device_id" in missing


def test_a_column_passed_over_is_told() -> None:
    """Of two columns that claim one field the report names both."""
    report = scan_log("account,ip,操作电脑,机器\na,203.0.113.1,PC-1,x")
    told = [dict(one.params) for one in report.warnings if one.code == "passed-over"]
    assert [(one["header"], one["used"]) for one in told] == [("机器", "操作电脑")]


def test_what_stands_in_columns_that_nobody_understands() -> None:
    """Values that could be compared are told by their header; a remark on a ban by its store."""
    stores = (
        "店铺,平台,站点,备注,那个号,类目\n"
        "a,amazon,US,5月被封号了,11010519491231002X,服装\n"
        "b,amazon,US,,,服装"
    )
    report = scan_log("account,ip\na,203.0.113.1", stores=stores)
    (column,) = warnings(report, "unread-columns")
    assert dict(column.params) == {"input": "stores.csv", "headers": "那个号"}
    (remark,) = warnings(report, "remark-of-ban")
    assert dict(remark.params) == {"accounts": "amazon/a"}


def test_no_remark_is_told_of_a_store_whose_status_is() -> None:
    """What the column for it says counts, and other words of a remark say nothing."""
    stores = "店铺,平台,状态,备注\na,amazon,正常,去年封号\nb,amazon,正常,老板的店"
    report = scan_log("account,ip\na,203.0.113.1", stores=stores)
    assert not warnings(report, "remark-of-ban")
    assert not warnings(report, "unread-columns")
