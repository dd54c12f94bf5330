"""STUN: the published examples, and attributes that lie."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.stun import (
    is_request,
    is_stun,
    is_success,
    mapped_address,
    messages_in,
    transaction,
)
from tests.capture.build import stun

RFC_5769_IPV4 = bytes.fromhex(
    "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
    "002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96"
)
RFC_5769_IPV6 = bytes.fromhex(
    "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
    "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
    "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c"
)
"""RFC 5769, sections 2.2 and 2.3: a name with padding stands before the address."""


@pytest.mark.parametrize(
    ("message", "address"),
    [
        (RFC_5769_IPV4, "192.0.2.1"),
        (RFC_5769_IPV6, "2001:db8:1234:5678:11:2233:4455:6677"),
        (stun(0x0103, mapped="203.0.113.9"), "203.0.113.9"),
    ],
)
def test_mapped_addresses(message: bytes, address: str) -> None:
    """The address is unmasked with cookie and transaction."""
    assert is_stun(message)
    assert is_success(message)
    assert mapped_address(message) == ip_address(address).packed


def test_kinds() -> None:
    """Requests and answers of any method; indications and failures are neither."""
    kinds = {kind: (is_request(stun(kind)), is_success(stun(kind))) for kind in
             (0x0001, 0x0003, 0x0101, 0x0103, 0x0111, 0x0011)}  # fmt: skip
    assert kinds == {
        0x0001: (True, False), 0x0003: (True, False), 0x0101: (False, True),
        0x0103: (False, True), 0x0111: (False, False), 0x0011: (False, False),
    }  # fmt: skip
    assert transaction(stun(0x0001, b"abcdefghijkl")) == b"abcdefghijkl"


def test_no_address() -> None:
    """An answer may tell no address; the plain attribute, which routers change, is not read."""
    assert mapped_address(stun(0x0101)) is None
    plain = RFC_5769_IPV4.replace(bytes.fromhex("00200008"), bytes.fromhex("00010008"))
    assert mapped_address(plain) is None


@pytest.mark.parametrize(
    "message", [b"", RFC_5769_IPV4[:19], b"\x80" + RFC_5769_IPV4[1:], bytes(20)]
)
def test_no_stun(message: bytes) -> None:
    """Other datagrams are none."""
    assert not is_stun(message)


@pytest.mark.parametrize(
    "message",
    [
        RFC_5769_IPV4[:40],
        RFC_5769_IPV4.replace(bytes.fromhex("0001a147"), bytes.fromhex("0003a147")),
        RFC_5769_IPV4.replace(bytes.fromhex("002000080001a147"), bytes.fromhex("002000080002a147")),
    ],
)
def test_invalid(message: bytes) -> None:
    """An address that is cut off, or of an impossible family, is invalid."""
    with pytest.raises(Invalid, match=r"^stun$"):
        mapped_address(message)


ONE, TWO = stun(0x0101, mapped="203.0.113.9"), stun(1)


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        (ONE + TWO, [ONE, TWO]),
        (b"\0\x20" + ONE + b"\0\x14" + TWO, [ONE, TWO]),  # RFC 4571
        (b"\x02\0\0\x20" + ONE, [ONE]),  # MS-TURN, section 2.2.1
        (TWO + ONE[:-1], [TWO]),
        (TWO + b"\x40\x01\0\0", [TWO]),  # data of a channel
        (b"GET / HTTP/1.1\r\n\r\n", []),
        (b"", []),
    ],
)
def test_over_tcp(data: bytes, messages: list[bytes]) -> None:
    """Messages that follow each other in a segment, framed or not, as far as they are whole."""
    assert list(messages_in(data)) == messages
