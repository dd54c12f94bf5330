"""Ids of identifiers: readable, or an ordinal where the value is personal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scanning import SETTINGS, scan_log

LOG = "account,ip,device id,machine\na,203.0.113.1,dev-x1,PC-1\nb,203.0.113.1,,PC-2"
STORES = """store,platform,status,uscc,phone
a,amazon,active,91440300MA5DEM01X1,13912340001
b,amazon,active,91440300MA5DEMA2YX,13912340001"""


@pytest.mark.parametrize("reveal", [False, True])
def test_masked_kinds_are_ordinals(reveal: bool) -> None:
    """Addresses, devices and machines are readable; papers and contacts only if revealed."""
    report = scan_log(LOG, replace(SETTINGS, reveal=reveal), stores=STORES)
    ids = {one.id for one in report.identifiers}
    assert {"ip:203.0.113.1", "device_id:dev-x1", "machine:PC-2"} <= ids
    hidden = {"uscc#1", "uscc#2", "phone#1"}
    shown = {"uscc:91440300MA5DEM01X1", "uscc:91440300MA5DEMA2YX", "phone:+8613912340001"}
    assert (shown if reveal else hidden) <= ids
    assert not (hidden if reveal else shown) & ids


def test_every_id_is_explained() -> None:
    """Every id that a report names stands in its lists."""
    report = scan_log(LOG, stores=STORES)
    accounts = {one.id for one in report.accounts}
    identifiers = {one.id for one in report.identifiers}
    machines = {one.id for one in report.machines}
    findings = {one.id for one in report.findings}
    for link in report.links:
        assert link.account in accounts
        assert link.identifier in identifiers
        assert {*link.machines} <= machines
    for finding in report.findings:
        assert {*finding.accounts} <= accounts
        assert {*finding.identifiers} <= identifiers
    for component in report.components:
        assert {*component.accounts} <= accounts
        assert {*component.identifiers, *component.articulation_points} <= identifiers | accounts
    for machine in report.machines:
        assert {*machine.accounts} <= accounts
        assert {*machine.findings} <= findings
