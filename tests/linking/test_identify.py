"""Which values Python looks at, and that it makes no difference."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from linkscan.linking import identify
from linkscan.model import Report
from tests.scanning import SETTINGS, components, scan_log

NETWORK = "3fff:1000:1:2::3"


def scan_large(log: str, **others: str) -> Report:
    """A log taken for one of too many sightings to identify every value."""
    with patch.object(identify, "EVERYTHING", 0):
        return scan_log(log, SETTINGS, **others)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (NETWORK, "3fff:1000:1:2::4"),
        (NETWORK, "[3FFF:1000:0001:2::4]:443"),
        ("203.0.113.1", "::ffff:203.0.113.1"),
        ("203.0.113.1", "203.0.113.1:8080"),
    ],
)
def test_odd_forms_meet_plain_ones(first: str, second: str) -> None:
    """A plain value of one account and an odd form of it with another are one."""
    report = scan_large(f"account,ip\na,{first}\nb,{second}\nc,203.0.113.9")
    assert components(report) == {frozenset("ab")}


def test_values_of_other_columns_meet_plain_ones() -> None:
    """An address in the device column, or in a list of stores, meets one of a log."""
    report = scan_large(f"account,ip,device id\na,{NETWORK},\nb,,{NETWORK}")
    assert components(report) == {frozenset("ab")}
    report = scan_large(
        f"account,ip\na,{NETWORK}\nb,203.0.113.9",
        stores="store,platform,status,ip\nb,,active,3fff:1000:1:2::9",
    )
    assert components(report) == {frozenset("ab")}


def test_a_large_report_leaves_single_values_out() -> None:
    """What a large log saw with one account ties nothing, and is not listed."""
    log = "account,ip,device id\na,203.0.113.1,dev-x1-000017\nb,203.0.113.1,dev-y2-000018"
    large, small = scan_large(log), scan_log(log)
    assert {one.id for one in large.identifiers} == {"ip:203.0.113.1"}
    assert {one.id for one in small.identifiers} > {"ip:203.0.113.1"}
    assert large.findings == small.findings
