"""Declared lines and range files together."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.ranges import Known, Origins, declared_lines, read_ranges

TOML = "linkscan.toml"


def test_declared_lines() -> None:
    """The words of a label give a class; an own office line has a label alone."""
    lines = declared_lines(
        {
            "203.0.113.0/24": "office line",
            "203.0.113.9": "VPN exit",
            "198.51.100.0/24": "中国移动 4G 热点",
            "192.0.2.0/24": " CGNAT ",
        },
        TOML,
    )
    assert lines.find("203.0.113.8") == Known(None, "office line", TOML)
    assert lines.find("203.0.113.9") == Known("vpn", "VPN exit", TOML)
    assert lines.find("198.51.100.1") == Known("carrier", "中国移动 4G 热点", TOML)
    assert lines.find("192.0.2.1") == Known("carrier", "CGNAT", TOML)
    assert lines.find("2001:db8::/64") is None
    assert (lines.name, lines.date, lines.rows, lines.rejected) == (TOML, None, 4, ())


def test_a_declared_host_stands_for_its_end_point() -> None:
    """An IPv6 address is compared by its network, so a declared one is as well."""
    table = {"2001:db8::1": "office line"}
    assert declared_lines(table, TOML).find("2001:db8::/64")
    assert declared_lines(table, TOML, prefix=56).find("2001:db8::/56")
    assert declared_lines(table, TOML, prefix=128).find("2001:db8::/128") is None


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"203.0.113.7/24": "office"}, r"linkscan\.toml: \[lines\]: '203\.0\.113\.7/24' is no net"),
        ({"office": "203.0.113.0/24"}, r"linkscan\.toml: \[lines\]: 'office' is no network; write"),
        ({"203.0.113.0/24": 1}, r'linkscan\.toml: \[lines\] takes lines like "203'),
        ({"203": {"0": {"113": {"0/24": "unquoted key"}}}}, r"\[lines\] takes lines like"),
        (["203.0.113.0/24"], r"\[lines\] takes lines like"),
    ],
)
def test_lines_that_are_refused(table: object, message: str) -> None:
    """A setting that does not parse stops the scan and says how to write it."""
    with pytest.raises(LinkscanError, match=message):
        declared_lines(table, TOML)


def test_the_order_of_what_is_known(tmp_path: Path) -> None:
    """The user's word first; then the first file with a class; then the first file."""
    (tmp_path / "names.csv").write_text("network,name\n203.0.113.0/24,Example Ltd\n")
    (tmp_path / "kinds.csv").write_text("network,class\n203.0.113.0/25,vpn\n")
    (tmp_path / "other.csv").write_text("network,class\n203.0.113.0/25,mobile\n")
    files = tuple(read_ranges(tmp_path / f"{name}.csv") for name in ("names", "kinds", "other"))
    lines = declared_lines({"203.0.113.7": "office line"}, TOML)
    origins = Origins(lines, files)
    assert origins.find("203.0.113.7") == Known(None, "office line", TOML)
    assert origins.find("203.0.113.8") == Known("vpn", "vpn", "kinds.csv")
    assert origins.find("203.0.113.200") == Known(None, "Example Ltd", "names.csv")
    assert origins.find("198.51.100.1") is None
    assert Origins().find("203.0.113.7") is None


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_files_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    """A wrong name is told with the reason of the system."""
    with pytest.raises(LinkscanError, match=r"--ranges: .*: cannot be read \(.+\); name an MMDB"):
        read_ranges(tmp_path / name)
