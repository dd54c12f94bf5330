"""What ties: devices before machine labels, clones, scopes."""

from __future__ import annotations

import pytest

from tests.scanning import components, found, levels, only_finding, scan_log

LAPTOP = "dev-x1"
CARDS = ("00:1b:63:84:45:e6", "00:1b:63:84:45:e7")


def test_machine_label_stands_in_for_a_device() -> None:
    """Stores on one named machine without any device evidence are tied by its label."""
    report = scan_log("""
        account,machine,ip
        a,PC-01,203.0.113.1
        b, pc-01 ,203.0.113.2
    """)
    assert found(report) == {("high", frozenset({"a", "b"}), frozenset({"machine"}))}
    assert only_finding(report).grade == "C"


@pytest.mark.parametrize("device", ["device id", "mac"])
def test_device_evidence_before_the_label(device: str) -> None:
    """Where the rows on a machine name devices, the label ties no longer."""
    first, second = ("dev-x1", "dev-y2") if device == "device id" else CARDS
    report = scan_log(f"""
        account,machine,{device}
        a,PC-01,{first}
        b,PC-01,{second}
    """)
    assert report.findings == ()
    assert {one.id: len(one.accounts) for one in report.machines} == {"PC-01": 2}


def test_refused_devices_are_no_evidence() -> None:
    """A factory default in the device column leaves the label standing in."""
    report = scan_log("""
        account,machine,device id
        a,PC-01,To be filled by O.E.M.
        b,PC-01,00000000
    """)
    assert found(report) == {("high", frozenset({"a", "b"}), frozenset({"machine"}))}


@pytest.mark.parametrize("device", ["dev-x1", "To be filled by O.E.M.", ""])
def test_label_where_one_lacks_a_device(device: str) -> None:
    """Of two stores on a machine one has no device on record: the label ties them, whatever the
    other has, because nothing says that it was another computer."""
    report = scan_log(f"""
        account,machine,device id,ip
        a,PC-01,,203.0.113.1
        b,PC-01,{device},203.0.113.2
    """)
    assert found(report) == {("high", frozenset({"a", "b"}), frozenset({"machine"}))}


def test_label_in_two_files() -> None:
    """The same where one store's log has no column of devices, and a suspended store's does."""
    report = scan_log(
        "account,machine,device id\na,UK-01,dev-x1",
        others="account,machine,ip\nb,uk-01,203.0.113.2",
        stores="store,platform,status\na,amazon,suspended\nb,amazon,active",
    )
    assert levels(report)["amazon/b"] == "high"
    assert report.accounts[1].exposure


def test_label_ties_all_on_it_over_the_one_without() -> None:
    """Two stores with different devices on one machine hang together over a third without."""
    log = "account,machine,device id\na,PC-01,dev-x1\nb,PC-01,dev-y2\n"
    assert components(scan_log(log)) == set()
    assert components(scan_log(f"{log}c,PC-01,\n")) == {frozenset("abc")}


def test_clones_do_not_tie() -> None:
    """One device id with several network cards is an image: a warning, no tie."""
    report = scan_log(f"""
        account,device id,mac,machine
        a,{LAPTOP},{CARDS[0]},PC-01
        b,{LAPTOP},{CARDS[1]},PC-02
    """)
    assert report.findings == ()
    (warning,) = (one for one in report.warnings if one.code == "cloned-device")
    assert dict(warning.params) == {"device": "dev-x1", "machines": "PC-01, PC-02"}
    assert warning.count == 2


def test_clones_on_machines_that_nobody_named() -> None:
    """The same without a machine column: the card tells them apart, the warning stands."""
    report = scan_log(f"""
        account,device id,mac
        a,{LAPTOP},{CARDS[0]}
        b,{LAPTOP},{CARDS[1]}
    """)
    assert report.findings == ()
    assert "cloned-device" in {one.code for one in report.warnings}


@pytest.mark.parametrize("second", ["PC-01", "pc-01 ", "ＰＣ－01"])
def test_laptop_with_two_cards_is_no_clone(second: str) -> None:
    """A laptop has a card for the cable and one for the air: on one machine they are one."""
    report = scan_log(f"""
        account,device id,mac,machine
        a,{LAPTOP},{CARDS[0]},PC-01
        b,{LAPTOP},{CARDS[1]},{second}
    """)
    assert found(report) == {("high", frozenset({"a", "b"}), frozenset({"device_id"}))}


def test_card_in_the_device_column_is_no_clone() -> None:
    """A network card's address as device id ties as a card does, whatever card is beside it."""
    report = scan_log(f"""
        account,device id,mac
        a,{CARDS[0].upper()},{CARDS[0]}
        b,{CARDS[0]},{CARDS[1]}
    """)
    assert found(report) == {("high", frozenset({"a", "b"}), frozenset({"mac"}))}


def test_same_card_in_two_columns_is_counted_once() -> None:
    """A log whose device id is the network card counts each sign-in once a machine."""
    report = scan_log(f"""
        account,device id,mac
        a,{CARDS[0]},{CARDS[0]}
        b,{CARDS[1]},{CARDS[1]}
    """)
    assert {one.id: one.logins for one in report.machines} == dict.fromkeys(CARDS, 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("203.0.113.1", "203.0.113.1:8080"),
        ("203.0.113.1", "::ffff:203.0.113.1"),
        ("203.0.113.1", "２０３.0.113.1"),
        ("203.0.113.1", "203.0.113.1(香港)"),
        ("2001:db8:1:2::3", "[2001:DB8:1:2::4]:443"),
    ],
)
def test_written_variants_of_an_address(first: str, second: str) -> None:
    """However an address is written, it is one."""
    assert components(scan_log(f"account,ip\na,{first}\nb,{second}")) == {frozenset("ab")}


def test_address_in_the_device_column() -> None:
    """A value is what it is: an address where a device id is expected ties as an address."""
    report = scan_log("""
        account,ip,device id
        a,203.0.113.1,dev-x1
        b,,203.0.113.1
    """)
    assert found(report) == {("medium", frozenset({"a", "b"}), frozenset({"ip"}))}


def test_declared_address_meets_a_log() -> None:
    """An address that a list of stores declares ties with the sign-ins that used it."""
    report = scan_log(
        "account,ip\na,203.0.113.1", stores="store,platform,status,login ip\nb,,active,203.0.113.1"
    )
    assert components(report) == {frozenset("ab")}


def test_stores_without_platform_are_compared() -> None:
    """Where the files name one platform, a store without one is taken to be there, and it is
    said; where they name two, it is compared on each."""
    log = "account,platform,ip\na,amazon,203.0.113.1\nb,,203.0.113.1\n"
    report = scan_log(log)
    assert levels(report) == {"amazon/a": "medium", "b": "medium"}
    assert "no-platform" in {one.code for one in report.warnings}
    report = scan_log(f"{log}c,douyin,203.0.113.9\n")
    assert levels(report) == {"amazon/a": "medium", "b": "medium", "douyin/c": "clear"}
    assert "no-platform" in {one.code for one in report.warnings}
