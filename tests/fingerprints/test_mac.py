"""MAC addresses as lists and logs write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints import Identifier, Rejected, identify
from fingerprints.tables import load

KEY = "00:1b:63:84:45:e6"


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        "00-1B-63-84-45-E6",  # Windows
        "001b.6384.45e6",  # Cisco
        "001B-6384-45E6",  # Huawei
        "001B63-8445E6",  # HP
        "001b638445e6",
        "0:1b:63:84:45:e6",  # arp of macOS
        "00 1b 63 84 45 e6",
        "00_1B_63_84_45_E6",
        "\u202a00-1B-63-84-45-E6",  # pasted from a Windows window
        "００：１Ｂ：６３：８４：４５：Ｅ６",
    ],
)
def test_every_writing_is_one_card(text: str) -> None:
    """Separators, case, width and dropped zeros do not count."""
    assert identify("mac", text) == Identifier("mac", KEY, KEY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("无", "placeholder"),
        ("00:00:00:00:00:00", "placeholder"),
        ("11:11:11:11:11:11", "placeholder"),
        ("00-11-22-33-44-55", "placeholder"),
        ("20:41:53:59:4E:FF", "placeholder"),  # RAS adapter: the same on every Windows
        ("02:00:00:00:00:00", "placeholder"),  # what Android tells apps
        ("ff:ff:ff:ff:ff:ff", "broadcast"),
        ("01:00:5e:00:00:01", "multicast"),
        ("33:33:00:00:00:01", "multicast"),
        ("00:50:56:c0:00:08", "virtual"),
        ("08:00:27:12:34:56", "virtual"),
        ("00:15:5D:01:02:03", "virtual"),
        ("52:54:00:12:34:56", "virtual"),
        ("bc:24:11:12:34:56", "virtual"),  # Proxmox
        ("00-FF-12-34-56-78", "virtual"),  # OpenVPN on Windows
        ("00-53-45-00-00-00", "placeholder"),  # ipconfig of Windows XP: WAN (PPP/SLIP)
        ("44-45-53-54-00-00", "placeholder"),  # dial-up adapter of Windows 98
        ("00:1c:42:00:00:08", "virtual"),
        ("00:16:3e:5e:6c:00", "virtual"),
        ("02:42:ac:11:00:02", "virtual"),
        ("da:a1:19:12:34:56", "locally-administered"),
        ("00:1b:63:**:**:e6", "masked"),
        ("00:1b:63:xx:xx:xx", "masked"),
        ("1.00E+66", "rounded"),  # 00100...: Excel took it for a number
        ("00:1b:63:84:45", "not-a-mac"),
        ("00:1b:63:84:45:e6:77", "not-a-mac"),
        ("00:1b:63:84:45:g6", "not-a-mac"),
        ("00:1b-63:84-45:e6", "not-a-mac"),
        ("00:1b:63:ff:fe:84:45:e6", "not-a-mac"),  # EUI-64
        ("0-1b-63-84-45-e6", "not-a-mac"),
        ("192.0.2.1", "not-a-mac"),
    ],
)
def test_what_is_no_real_card_says_why(text: str, reason: str) -> None:
    """Defaults, random and virtual addresses and unreadable texts are refused by name."""
    assert identify("mac", text) == Rejected("mac", reason)


@given(st.integers(0, 0xFFFFFFFFFFFF), st.sampled_from([":", "-", ""]))
def test_only_globally_administered_unicast_passes(number: int, separator: str) -> None:
    """Whatever passes has neither the multicast nor the local bit, in any writing."""
    text = separator.join(f"{byte:02X}" for byte in number.to_bytes(6, "big"))
    found = identify("mac", text)
    if isinstance(found, Identifier):
        assert not int(found.key[:2], 16) & 0x03
        assert found.key == text.lower().replace(separator or ":", ":") or not separator


def test_virtual_vendors_are_stated() -> None:
    """The table says where it comes from and writes prefixes, of whole bytes, as keys begin."""
    table = load("virtual_vendors")
    assert table["origin"]["source"]
    assert table["origin"]["date"]
    assert all(re.fullmatch("[0-9a-f]{2}(:[0-9a-f]{2}){1,2}", one) for one in table["vendors"])
