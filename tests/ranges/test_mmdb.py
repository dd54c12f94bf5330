"""Range files in the MaxMind DB format."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import LinkscanError
from linkscan.ranges import Known, Ranges, read_ranges
from tests.ranges.mmdb import Value, write_mmdb
from tests.strategies import UNTIMED

NETWORKS: dict[str, Value] = {
    # as GeoIP2 Enterprise nests it
    "203.0.113.0/25": {
        "country": {"names": {"en": "Example"}, "name": "Example"},
        "traits": {"is_anonymous_vpn": True, "isp": "Example VPN Company"},
    },
    "203.0.113.128/25": {"traits": {"connection_type": "Cellular", "is_anonymous": False}},
    # as ipinfo and db-ip write it
    "198.51.100.0/24": {"asn": "AS64500", "as_name": "Example Broadband", "country": "CN"},
    "2001:db8:1::/48": {"autonomous_system_organization": "Example Hosting", "as": 64500},
    "2001:db8:2::1/128": {"as_name": "Example VPN"},
    "192.0.2.0/24": {"country": {"iso_code": "CN"}},
}


@pytest.fixture
def ranges(tmp_path: Path) -> Ranges:
    """The networks above, in a file whose name says nothing."""
    return read_ranges(write_mmdb(tmp_path / "networks.bin", NETWORKS))


@pytest.mark.parametrize(
    ("address", "cls", "label"),
    [
        ("203.0.113.7", "vpn", "Example VPN Company"),
        ("203.0.113.200", "carrier", "Cellular"),
        ("198.51.100.9", None, "Example Broadband"),
        ("2001:db8:1:5::/64", "datacentre", "Example Hosting"),
        ("2001:db8:2::/64", None, None),  # one host of it is known
        ("2001:db8:2::1/128", "vpn", "Example VPN"),
        ("2001:db8:1::/47", None, None),
        ("192.0.2.1", None, None),  # only its country is known
        ("10.0.0.1", None, None),
        ("not an address", None, None),
    ],
)
def test_records(ranges: Ranges, address: str, cls: str | None, label: str | None) -> None:
    """Keys as the publishers nest them; a record must hold all of the end point."""
    assert ranges.find(address) == (label and Known(cls, label, "networks.bin"))


def test_name_and_date(ranges: Ranges) -> None:
    """The date is the day on which the database was built; its rows are not counted."""
    assert (ranges.name, ranges.date, ranges.rows, ranges.rejected) == (
        "networks.bin", date(2026, 10, 1), None, (),
    )  # fmt: skip


def test_a_database_of_ipv4_alone(tmp_path: Path) -> None:
    """It knows nothing of IPv6, which is no error."""
    path = write_mmdb(tmp_path / "v4.mmdb", {"203.0.113.0/24": "VPN exit"}, ip_version=4)
    ranges = read_ranges(path)
    assert ranges.find("203.0.113.1") == Known("vpn", "VPN exit", "v4.mmdb")
    assert ranges.find("2001:db8::/64") is None


def test_a_database_of_countries_is_refused(tmp_path: Path) -> None:
    """What can never say whose an address is would pass for "nothing known"."""
    networks: dict[str, Value] = {"203.0.113.0/24": {"country": {"name": "Example"}}}
    path = write_mmdb(tmp_path / "c.mmdb", networks, kind="Test-Country")
    with pytest.raises(LinkscanError, match=r"c\.mmdb: 'Test-Country' says neither whose"):
        read_ranges(path)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    """A file cut at its head keeps its mark, and is refused when it is read."""
    path = write_mmdb(tmp_path / "cut.mmdb", NETWORKS)
    path.write_bytes(path.read_bytes()[2000:])
    with pytest.raises(LinkscanError, match=r"cut\.mmdb: is a damaged MMDB file"):
        read_ranges(path)


@UNTIMED
@given(st.integers(0), st.integers(0), st.integers(0, 255))
def test_damage_is_told_or_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, at: int, end: int, byte: int
) -> None:
    """A byte changed, or a head cut off, gives an answer or a sentence, and nothing else."""
    path = write_mmdb(tmp_path_factory.mktemp("damage") / "damaged.mmdb", NETWORKS)
    content = bytearray(path.read_bytes())
    content[at % len(content)] = byte
    path.write_bytes(content[end % len(content) * (end % 2) :])
    with suppress(LinkscanError):
        ranges = read_ranges(path)
        for network in NETWORKS:
            ranges.find(network)


def test_the_reader_is_loaded_for_an_mmdb_alone(tmp_path: Path) -> None:
    """A text list, and the package itself, load no maxminddb."""
    (tmp_path / "list.csv").write_text("203.0.113.0/24\n")
    program = (
        "import sys, pathlib, linkscan.ranges as r;"
        "r.read_ranges(pathlib.Path(sys.argv[1]));"
        "print('maxminddb' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "list.csv")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
