"""Device ids, serial numbers, machine labels, host names."""

from __future__ import annotations

import pytest

from fingerprints import Identifier, Rejected, identify

UUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (UUID, UUID),
        (UUID.upper(), UUID),
        ("{3F2504E0-4F89-41D3-9A0C-0305E82C3301}", UUID),  # Windows registry
        ("urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301", UUID),
        ("3f2504e04f8941d39a0c0305e82c3301", UUID),  # /etc/machine-id
        ("４C4C4544-0035-3010-8048-B7C04F4E3132", "4c4c4544-0035-3010-8048-b7c04f4e3132"),
        ("DEV-00012345", "dev-00012345"),
        (" dev-00012345\n", "dev-00012345"),
        ("ＤＥＶ－１２３", "dev-123"),
        ("\u200bandroid-9f3c2a", "android-9f3c2a"),
        ("PF3K8X1Y", "pf3k8x1y"),  # a Lenovo serial number
        ("001b638445e6", "001b638445e6"),  # 12 hex digits are not always a network card
        ("356938035643809", "356938035643809"),  # IMEI
        ("00000000-0000-0000-0000-ac1f6b123456", "00000000-0000-0000-0000-ac1f6b123456"),
        ("9774d56d682e549d", "9774d56d682e549d"),
        ("设备01", "设备01"),
    ],
)
def test_a_device_id_has_one_key(text: str, key: str) -> None:
    """Case, width and the writing of a UUID do not count."""
    assert identify("device_id", text) == Identifier("device_id", key, key)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("00000000-0000-0000-0000-000000000000", "placeholder"),
        ("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "placeholder"),
        ("88888888-8888-8888-8888-888888888888", "placeholder"),
        ("03000200-0400-0500-0006-000700080009", "placeholder"),
        ("03000200040005000006000700080009", "placeholder"),
        ("{03000200-0400-0500-0006-000700080009}", "placeholder"),
        ("To be filled by O.E.M.", "placeholder"),
        ("TO BE FILLED  BY O.E.M.", "placeholder"),
        ("Default string", "placeholder"),
        ("System Serial Number", "placeholder"),
        ("None", "placeholder"),
        ("N/A", "placeholder"),
        ("unknown", "placeholder"),
        ("null", "placeholder"),
        ("0123456789", "placeholder"),
        ("9774d56d682e549c", "placeholder"),
        ("BSN12345678901234567", "placeholder"),  # boards of ASUS
        ("uninitialized", "placeholder"),  # /etc/machine-id of an image
        ("D41D8CD98F00B204E9800998ECF8427E", "placeholder"),  # md5 of an empty text
        ("d41d8cd9-8f00-b204-e980-0998ecf8427e", "placeholder"),
        ("da39a3ee5e6b4b0d3255bfef95601890afd80709", "placeholder"),  # sha1 of it
        ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "placeholder"),
        ("004999010640000", "placeholder"),  # IMEI of test phones
        ("0000000000", "placeholder"),
        ("xxxxxxxx", "placeholder"),
        ("--------", "placeholder"),
        ("abc", "too-short"),
        ("17", "too-short"),
        ("dev-****45", "masked"),
        ("3.56938E+14", "rounded"),
    ],
)
def test_what_names_no_device_says_why(text: str, reason: str) -> None:
    """Factory defaults, blanks, stumps and rounded numbers are refused."""
    assert identify("device_id", text) == Rejected("device_id", reason)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("00-1B-63-84-45-E6", Identifier("mac", "00:1b:63:84:45:e6", "00:1b:63:84:45:e6")),
        ("02-1B-63-84-45-E6", Rejected("mac", "locally-administered")),
        ("192.168.1.5", Rejected("ip", "private")),
        ("8.8.8.8", Identifier("ip", "8.8.8.8", "8.8.8.8")),
    ],
)
def test_kind_follows_the_value(text: str, found: Identifier | Rejected) -> None:
    """An address in a device column is an address, with an address's refusals."""
    assert identify("device_id", text) == found


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("machine", "PC-01", "pc-01"),
        ("machine", " ＰＣ－０１ ", "pc-01"),
        ("machine", "财务  电脑 1", "财务 电脑 1"),
        ("machine", "1", "1"),
        ("machine", "iPhone 2", "iphone 2"),  # a name that somebody gave
        ("machine", "Windows-3", "windows-3"),
        ("hostname", "SHOP-PC.example.com.", "shop-pc.example.com"),
        ("hostname", "shop-pc .", "shop-pc"),  # found by atheris: no fixed point
        ("hostname", "DESKTOP-7K2M9QX", "desktop-7k2m9qx"),
    ],
)
def test_a_label_is_its_owners_word(kind: str, text: str, key: str) -> None:
    """Labels differ by more than case, width and white space or not at all."""
    assert identify(kind, text) == Identifier(kind, key, key)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("machine", "", "empty"),
        ("machine", "N/A", "placeholder"),
        ("machine", "未知", "placeholder"),
        ("machine", "iPhone 15 Pro", "placeholder"),  # 登录设备 of a back office
        ("machine", "Chrome on Windows 10", "placeholder"),
        ("machine", "电脑端", "placeholder"),
        ("hostname", "...", "empty"),
        ("hostname", "localhost", "placeholder"),
        ("hostname", "Ubuntu", "placeholder"),
        ("hostname", "MacBook-Pro.local", "placeholder"),
    ],
)
def test_a_label_for_nothing_is_refused(kind: str, text: str, reason: str) -> None:
    """Blanks are no machine; default host names are everybody's."""
    assert identify(kind, text) == Rejected(kind, reason)
