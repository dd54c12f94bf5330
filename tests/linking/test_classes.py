"""Classes of addresses: who says them, who counts first, and which lower a weight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linkscan.config import Settings
from linkscan.model import Report
from tests.scanning import SETTINGS, found, only_finding, scan_log
from tests.weighing.test_weights import alone

ADDRESS = "203.0.113.7"


def shared(cells: tuple[str, str] = ("", ""), settings: Settings = SETTINGS) -> Report:
    """A scan of two stores on one address, with what the location column says of it."""
    first, second = cells
    return scan_log(f"""
        account,time,ip,ip location
        a,2026-01-02,{ADDRESS},{first}
        b,2026-01-02,{ADDRESS},{second}
        """, settings)  # fmt: skip


def cls(report: Report) -> str | None:
    """The class of the address."""
    (one,) = (one for one in report.identifiers if one.id == f"ip:{ADDRESS}")
    return one.cls


LOCATIONS = [
    ("中国 广东 深圳（中国移动）", "carrier"),
    ("VPN", "vpn"),
    ("广东深圳 阿里云", "datacentre"),
    ("广东 深圳", None),
    ("", None),
    ("-", None),
]


@pytest.mark.parametrize(("text", "wanted"), LOCATIONS)
def test_location_column(text: str, wanted: str | None) -> None:
    """The export's own location column names the class; only VPN exits and carriers weigh less,
    a datacentre as much as any line."""
    report = shared((text, text))
    assert cls(report) in (wanted, *(["documentation"] if wanted is None else []))
    assert only_finding(report).bits == alone("ip", cls=wanted or "")
    assert only_finding(report).level == ("low" if wanted in ("carrier", "vpn") else "medium")


def test_rows_that_disagree() -> None:
    """Where rows disagree, the class that most of them name counts; ties go by name."""
    report = scan_log(f"""
        account,ip,ip location
        a,{ADDRESS},阿里云
        a,{ADDRESS},VPN
        b,{ADDRESS},VPN
    """)
    assert cls(report) == "vpn"
    assert cls(shared(("VPN", "阿里云"))) == "datacentre"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ({f"{ADDRESS}": "office line"}, None),
        ({"203.0.113.0/24": "office line"}, None),
        ({"203.0.113.0/24": "VPN exit"}, "vpn"),
        ({"203.0.113.0/24": "中国移动"}, "carrier"),
        ({"203.0.113.0/24": "VPN exit", f"{ADDRESS}": "office line"}, None),
        ({"198.51.100.0/24": "VPN exit"}, None),
    ],
)
def test_declared_lines(lines: dict[str, str], wanted: str | None) -> None:
    """A line that the user declares is named so; one of a VPN or a carrier weighs less. The
    narrowest network counts."""
    report = shared(settings=replace(SETTINGS, lines=lines))
    assert only_finding(report).bits == alone("ip", cls=wanted or "")
    if wanted:
        assert cls(report) == wanted
    elif "198.51.100.0/24" not in lines:
        assert cls(report) == "office line"


def test_a_declared_line_counts_before_the_location() -> None:
    """What the user declares counts before what an export or a range file says."""
    settings = replace(SETTINGS, lines={ADDRESS: "office line"})
    report = shared(("VPN", "VPN"), settings)
    assert (cls(report), only_finding(report).bits) == ("office line", alone("ip"))


def test_range_file(tmp_path: Path) -> None:
    """A range file names classes too, and the report names the file with its date."""
    path = tmp_path / "ranges.csv"
    path.write_text("network,type\n203.0.113.0/24,vpn\n198.51.100.0/24,hosting\n")
    report = shared(settings=replace(SETTINGS, ranges=(path,)))
    assert (cls(report), only_finding(report).level) == ("vpn", "low")
    (told,) = (one for one in report.warnings if one.code == "range-file")
    assert dict(told.params)["input"] == "ranges.csv"
    assert dict(told.params)["date"] != "-"


def test_a_note_in_the_cell_is_the_last_word() -> None:
    """What stands behind an address in its cell counts where nothing else is known."""
    log = f"account,time,ip\na,2026-01-02,{ADDRESS} (VPN)\nb,2026-01-02,{ADDRESS}"
    assert cls(scan_log(log)) == "vpn"
    settings = replace(SETTINGS, lines={ADDRESS: "office line"})
    assert cls(scan_log(log, settings)) == "office line"


def test_a_class_changes_no_device() -> None:
    """Two stores on one device behind a VPN exit are tied by the device as ever."""
    report = scan_log(f"""
        account,time,ip,ip location,device id
        a,2026-01-02,{ADDRESS},VPN,dev-x1
        b,2026-01-02,{ADDRESS},VPN,dev-x1
    """)
    assert found(report) == {("high", frozenset("ab"), frozenset({"device_id", "ip"}))}
