"""Why two stores are not tied, and what was not compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.report.answers.explain import explain_text
from tests.explaining import explained
from tests.scanning import SETTINGS

PAIR = "account,platform,time,ip\na,amazon,2026-01-02 09:00,{ip}\nb,amazon,2026-01-03 09:00,{ip}"


@pytest.mark.parametrize(
    ("address", "reason"),
    [("192.168.1.20", "private"), ("100.64.12.7", "carrier"), ("127.0.0.1", "loopback")],
)
def test_an_address_that_names_nobody(address: str, reason: str) -> None:
    """An address that both have and that names nobody is told with the reason, and no tie."""
    found = explained("a", "b", PAIR.format(ip=address))
    assert not found.linked
    assert [(one.identifier, one.reason) for one in found.refused] == [(f"ip:{address}", reason)]
    assert [one.code for one in found.not_tied] == ["refused", "not-checked"]


def test_a_masked_value() -> None:
    """A phone number of which only a part is known ties nothing, and its digits stay hidden."""
    stores = "store,platform,phone\na,amazon,138****5678\nb,amazon,138****5678"
    log = PAIR.format(ip="")
    (refused,) = explained("a", "b", log, stores=stores).refused
    assert (refused.kind, refused.label, refused.reason) == ("phone", "", "masked")
    (shown,) = explained("a", "b", log, replace(SETTINGS, reveal=True), stores=stores).refused
    assert shown.label == "138****5678"


def test_what_one_of_them_alone_has() -> None:
    """A refused value of one of the two is no reason."""
    log = PAIR.format(ip="203.0.113.1") + "\na,amazon,2026-01-04 09:00,192.168.1.20"
    assert explained("a", "b", log).refused == ()


def test_one_company() -> None:
    """One person on several stores of one company is context."""
    log = """
        account,platform,time,ip,operator
        a,amazon,2026-01-02 09:00,203.0.113.1,Mei
        b,amazon,2026-01-03 09:00,203.0.113.2,Mei
    """
    found = explained("a", "b", log)
    assert found.not_tied[0].code == "same-company"
    assert [value.use for value in found.evidence] == ["context"]


@pytest.mark.parametrize(("device", "code"), [("dev-y2", "same-machine"), ("", None)])
def test_one_machine(device: str, code: str | None) -> None:
    """One machine is always told: as the tie, where either has no device on record there; with
    different devices as context, with the machine's name."""
    log = f"""
        account,platform,time,machine,device id
        a,amazon,2026-01-02 09:00,UK-01,dev-x1
        b,amazon,2026-01-03 09:00,uk-01,{device}
    """
    found = explained("a", "b", log)
    assert found.linked is (code is None)
    assert next((one.code for one in found.not_tied), None) == code
    if code:
        assert found.not_tied[0].machines == ("UK-01",)
    else:
        assert found.path == ("amazon/a", "machine:UK-01", "amazon/b")
    assert "UK-01" in explain_text(found, "en")


def test_no_platform() -> None:
    """A store that names no platform is compared with those of every platform, and makes no
    way from one platform to another."""
    log = """
        account,platform,time,ip
        a,,2026-01-02 09:00,203.0.113.1
        b,amazon,2026-01-03 09:00,203.0.113.1
        a,,2026-01-04 09:00,203.0.113.4
        c,shopee,2026-01-03 09:00,203.0.113.4
    """
    assert explained("a", "b", log).path == ("a", "ip:203.0.113.1", "amazon/b")
    assert explained("c", "a", log).path == ("shopee/c", "ip:203.0.113.4", "a")
    assert [one.code for one in explained("b", "c", log).not_tied][:1] == ["other-platform"]


def test_what_was_not_checked() -> None:
    """Missing columns, a store that no log knows, and what a store has not on record are told:
    never silence."""
    stores = """
        store,platform,business licence no
        b,amazon,91999999MA0000009F
        ghost,amazon,91999999MA0000002R
    """
    found = explained("a", "ghost", stores=stores)
    told = {(one.subject, one.id, one.reason) for one in found.not_checked}
    assert told == {
        ("account", "amazon/a", "unmet"),
        ("account", "amazon/a", "no-document"),
        ("account", "amazon/ghost", "unmet"),
        ("account", "amazon/ghost", "no-device"),
        ("account", "amazon/ghost", "no-address"),
        ("column", "machine", "no-column"),
    }
    assert [one.code for one in found.not_tied] == ["nothing-shared", "not-checked"]


def test_nothing_in_common() -> None:
    """Two stores that share nothing, and of which everything was compared, have one reason."""
    log = """
        account,platform,time,ip,device_id,machine
        a,amazon,2026-01-02 09:00,203.0.113.1,dev-alpha-1,PC-1
        b,amazon,2026-01-03 09:00,203.0.113.2,dev-beta-22,PC-2
    """
    stores = """
        store,platform,business licence no
        a,amazon,91999999MA0000009F
        b,amazon,91999999MA0000002R
    """
    found = explained("a", "b", log, stores=stores)
    assert found.not_checked == ()
    assert [one.code for one in found.not_tied] == ["nothing-shared"]
