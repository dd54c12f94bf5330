"""Contacts in free text are masked; names are not."""

from __future__ import annotations

import pytest

from linkscan.masking import Mask, without_contacts

MASKED = [
    ("ann@stores.invalid", "a****@stores.invalid"),
    ("Ann <ann@stores.invalid>", "Ann <a****@stores.invalid>"),
    ("13912340001", "139****01"),
    ("+86 139-1234-0001", "861****01"),
    ("王姐 １３９１２３４０００１", "王姐 139****01"),
    ("＋８６13912340001", "861****01"),
]


@pytest.mark.parametrize(("text", "shown"), MASKED)
def test_contacts_are_masked(text: str, shown: str) -> None:
    """An e-mail address and a phone number in a name are hidden, unless revealed."""
    assert without_contacts(text, reveal=False) == shown
    assert without_contacts(text, reveal=True) == text


@pytest.mark.parametrize(
    "text", ["shop-1", "店铺甲", "2026-01-02", "203.0.113.1", "1234567890", "A@", "Store 139", ""]
)
def test_names_stay(text: str) -> None:
    """What is no contact stays as written."""
    assert without_contacts(text, reveal=False) == text


@pytest.mark.parametrize(
    "text",
    [
        "socks5://bob:word@proxy.invalid:1080",
        "bob:word@proxy.invalid:1080",
        "proxy.invalid:1080@bob:word",
        "proxy.invalid:1080:bob:word",
        "proxy.invalid|1080|bob|word",
        "203.0.113.300 1080 bob word",
        "proxy.invalid----1080----bob----word",
    ],
)
def test_the_sign_in_of_a_proxy_is_never_shown(text: str) -> None:
    """An address that could not be read shows nothing if it holds a name and a password."""
    assert Mask().refused("ip", 3, text) == ("ip#refused-3", "")
    assert Mask(reveal=True).refused("ip", 3, text) == ("ip#refused-3", "")


@pytest.mark.parametrize(
    "text",
    ["192.168.1.5", "192.168.1.5:8080", "203.0.113.300", "203.0.113.1-203.0.113.9", "203.0.113.*",
     "203.0.113.0/24", "http://proxy.invalid:1080", "fe80::1:abcd", "10.0.0.1, 10.0.0.2", "办公室"],
)  # fmt: skip
def test_other_addresses_that_could_not_be_read_are_shown(text: str) -> None:
    """What links nothing is shown as written, so that it can be corrected."""
    assert Mask().refused("ip", 3, text) == (f"ip:{text}", text)
