"""STUN: a server tells a host which public address it is seen with.

Source: RFC 8489, section 5 (header), 14.1 and 14.2 (MAPPED-ADDRESS, XOR-MAPPED-ADDRESS). The plain
attribute is not read: routers rewrite addresses that they recognise, which is why XOR came.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkscan.capture.decode.cursor import Cursor, Invalid

COOKIE = b"\x21\x12\xa4\x42"
CLASS, REQUEST, SUCCESS = 0x0110, 0x0000, 0x0100
"""Two bits of the type, whatever the method: Binding, or Allocate at a TURN server."""

XOR_MAPPED = frozenset({0x0020, 0x8020})  # the second is that of drafts
FRAMES = (0, 2, 4)
"""Bytes in front of a message: none, the length of RFC 4571 (ICE), the header of MS-TURN."""

FAMILY_SIZES = {1: 4, 2: 16}


def transaction(message: bytes) -> bytes:
    """The number that a request and its answer share."""
    return message[8:20]


def is_stun(message: bytes) -> bool:
    """Whether bytes open as a STUN message."""
    return message[4:8] == COOKIE and message[:1] < b"\x40" and len(message) >= 20


def messages_in(data: bytes) -> Iterator[bytes]:
    """The messages in what one end says over TCP, as they are or behind a frame's length.

    Those are read that stand in one segment whole, as nearly all do.
    """
    at = 0
    while at < len(data):
        lead = next((size for size in FRAMES if is_stun(data[at + size :])), None)
        if lead is None:
            return
        at += lead
        end = at + 20 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data):
            return
        yield data[at:end]
        at = end


def is_request(message: bytes) -> bool:
    """Whether a host asks something."""
    return int.from_bytes(message[:2], "big") & CLASS == REQUEST


def is_success(message: bytes) -> bool:
    """Whether a server answers what it was asked."""
    return int.from_bytes(message[:2], "big") & CLASS == SUCCESS


def mapped_address(message: bytes) -> bytes | None:
    """The address in a success answer, packed; None where it tells none.

    Raises:
        Invalid: An attribute is cut off, or the address has an impossible family.
    """
    header = Cursor(message, "stun")
    header.take(2)
    size = header.number(2)
    header.take(16)
    attributes = Cursor(header.take(size), "stun")
    while attributes.left >= 4:
        kind, length = attributes.number(2), attributes.number(2)
        value = attributes.take(length)
        if kind in XOR_MAPPED:
            return _unmasked(value, message[4:20])
        attributes.take(min(-length % 4, attributes.left))
    return None


def _unmasked(value: bytes, mask: bytes) -> bytes:
    """An address was masked with the cookie and the transaction number."""
    size = FAMILY_SIZES.get(value[1]) if len(value) > 1 else None
    if size is None or len(value) < 4 + size:
        raise Invalid("stun")
    return bytes(a ^ b for a, b in zip(value[4:], mask[:size], strict=False))
