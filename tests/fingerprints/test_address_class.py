"""What location texts say of an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints.address_class import address_class
from fingerprints.tables import load
from fingerprints.text import fold

CLASSES = {"vpn", "carrier", "datacentre"}
TABLES = load("address_classes")["words"]


@pytest.mark.parametrize(
    ("note", "cls"),
    [
        # mobile networks
        ("中国移动", "carrier"),
        ("中國移動", "carrier"),
        ("广东省深圳市 中国移动", "carrier"),  # 归属地 columns
        ("移动网络", "carrier"),
        ("中国电信4G", "carrier"),
        ("中国联通 5G", "carrier"),
        ("中国联通(手机)", "carrier"),
        ("手机流量", "carrier"),
        ("蜂窝数据", "carrier"),
        ("４Ｇ", "carrier"),
        ("T-Mobile USA, Inc.", "carrier"),  # AS names of IP databases
        ("TMOBILE", "carrier"),
        ("Verizon Wireless", "carrier"),
        ("AT&T Mobility LLC", "carrier"),
        ("Mobile Network", "carrier"),
        ("CGNAT", "carrier"),
        ("Carrier-Grade NAT", "carrier"),
        # fixed lines of the same names
        ("中国电信", None),
        ("中国联通", None),
        ("浙江省杭州市 电信", None),
        ("中国移动宽带", None),
        ("移动宽带", None),
        ("中国移动 家庭宽带", None),
        ("中国移动(企业专线)", None),
        ("China Mobile broadband", None),
        ("Verizon Fios", None),
        ("T-Mobile Home Internet", None),
        # data centres
        ("(阿里云)", "datacentre"),
        ("浙江省杭州市 阿里云BGP数据中心", "datacentre"),
        ("腾讯云", "datacentre"),
        ("华为云", "datacentre"),
        ("AWS", "datacentre"),
        ("美国 亚马逊云", "datacentre"),
        ("Microsoft Azure", "datacentre"),
        ("GoogleCloud", "datacentre"),
        ("IDC机房", "datacentre"),
        ("Data-Center", "datacentre"),
        ("DigitalOcean, LLC", "datacentre"),
        ("OVH SAS", "datacentre"),
        ("Hetzner Online GmbH", "datacentre"),
        ("移动云", "datacentre"),  # China Mobile's cloud
        # VPN
        ("VPN", "vpn"),
        ("公司VPN出口", "vpn"),
        ("代理", "vpn"),
        ("住宅代理IP", "vpn"),
        ("Proxy", "vpn"),
        ("NordVPN", "vpn"),
        ("iCloud Private Relay", "vpn"),
        # two at once
        ("阿里云 VPN", "vpn"),
        ("中国移动 代理", "vpn"),
        ("中国移动数据中心", "datacentre"),
        ("AWS 4G", "datacentre"),
        # denied
        ("非VPN", None),
        ("VPN: No", None),
        ("proxy=false; hosting=0", None),
        ("无代理", None),
        ("not a VPN", None),
        ("no VPN, 4G", "carrier"),
        ("VPN: yes", "vpn"),
        # parts of other words
        ("laws of Vermont", None),
        ("Torino", None),
        ("ghosting", None),
        ("4GB", None),
        ("x5g", None),
        ("Office_5G", None),  # a wireless network's name
        ("5G WiFi", None),
        ("immobile network", None),
        ("代理商 杭州", None),  # an agent
        ("移动", None),
        ("", None),
        ("上海市", None),
    ],
)
def test_a_location_text_says_what_an_address_is(note: str, cls: str | None) -> None:
    """Only what is certain makes a class; fixed lines and agents have none."""
    assert address_class(note) == cls


@given(st.text())
def test_any_text_has_a_class_or_none(note: str) -> None:
    """The rule is total, and knows three classes."""
    assert address_class(note) in {*CLASSES, None}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.get("class", table["text"][0]))
def test_every_word_alone_is_of_its_table(table: dict[str, str]) -> None:
    """No word is listed twice or hidden by a longer one, and each is written folded."""
    for word in table["text"]:
        assert word == fold(word)
        assert address_class(word) == table.get("class")
        assert sum(word in other["text"] for other in TABLES) == 1


@given(st.sampled_from(TABLES), st.data(), st.sampled_from("abcxyz0189_é"))
def test_no_word_is_found_inside_a_latin_word(
    table: dict[str, str], data: st.DataObject, letter: str
) -> None:
    """A letter before and behind a Latin word makes it another word."""
    word = data.draw(st.sampled_from([one for one in table["text"] if one.isascii()] or ["vpn"]))
    if " " not in word and "&" not in word:
        assert address_class(f"{letter}{word}{letter}") is None
