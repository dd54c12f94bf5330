"""What the words of range files say."""

from __future__ import annotations

import pytest

from linkscan.ranges.known import Known, class_of, known_from


@pytest.mark.parametrize(
    ("fields", "cls", "label"),
    [
        # GeoIP2 Anonymous IP, CSV and MMDB
        ({"is_anonymous": "1", "is_anonymous_vpn": "1"}, "vpn", "vpn"),
        ({"is_anonymous": "True", "is_hosting_provider": "True"}, "datacentre", "datacentre"),
        ({"is_anonymous": "True", "is_tor_exit_node": "True"}, "vpn", "vpn"),
        ({"is_anonymous": "true", "is_anonymous_vpn": "false"}, "vpn", "vpn"),
        ({"is_anonymous": "0", "is_anonymous_vpn": "0", "is_hosting_provider": "0"}, None, None),
        # GeoIP2 Connection Type
        ({"connection_type": "Cellular"}, "carrier", "Cellular"),
        ({"connection_type": "Cable/DSL"}, None, "Cable/DSL"),
        ({"connection_type": "Corporate"}, None, "Corporate"),
        # GeoLite2 ASN, ipinfo, db-ip: an organisation's name
        ({"autonomous_system_organization": "China Mobile Example"}, "carrier",
         "China Mobile Example"),
        ({"asn": "AS64500", "as_name": "Example Broadband"}, None, "Example Broadband"),
        # ipinfo privacy: the flags are words, empty where not set
        ({"hosting": "", "proxy": "", "tor": "", "vpn": "true", "service": "ExampleVPN"}, "vpn",
         "ExampleVPN"),
        ({"hosting": "true", "proxy": "", "tor": "", "vpn": "", "service": ""}, "datacentre",
         "datacentre"),
        # IP2Location: codes, and "-" for nothing
        ({"usage_type": "MOB", "isp": "Example Mobile Company"}, "carrier",
         "Example Mobile Company"),
        ({"usage_type": "DCH", "isp": "-"}, "datacentre", "DCH"),
        ({"proxy_type": "-", "isp": "-"}, None, None),
        # hand-made lists
        ({"class": "VPN", "name": "出口一"}, "vpn", "出口一"),
        ({"类型": "代理"}, "vpn", "代理"),
        ({"运营商": "中国移动"}, "carrier", "中国移动"),
        ({"备注": "办公室专线"}, None, "办公室专线"),
        ({}, None, None),
        ({"label": "  "}, None, None),
    ],
)  # fmt: skip
def test_what_a_row_says(fields: dict[str, str], cls: str | None, label: str | None) -> None:
    """A flag, else a word, gives the class; a name is the label; nothing said is nothing."""
    assert known_from(fields, "x.csv") == (label and Known(cls, label, "x.csv"))


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("移动", "carrier"),
        ("Mobile", "carrier"),
        ("CGNAT", "carrier"),
        ("移动宽带", None),  # a fixed line
        ("office line", None),
        ("办公室", None),
        ("VPN exit", "vpn"),
        ("mobility scooters Ltd", None),
    ],
)
def test_words_that_name_a_class(text: str, cls: str | None) -> None:
    """Short words count only alone: in a longer text they may mean something else."""
    assert class_of(text) == cls
