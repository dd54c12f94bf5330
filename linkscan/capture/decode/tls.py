"""TLS records: a client hello out of the bytes that open an encrypted connection.

Source: RFC 8446, section 5.1: one handshake message may fill many records, however small.
"""

from __future__ import annotations

from collections.abc import Iterator

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.hello import (
    ClientHello,
    parse_cut_hello,
    parse_hello,
    parse_version_2_hello,
)

CLIENT_HELLO = 0x01
LONGEST_HELLO = 1 << 16
"""Bytes: a post-quantum hello has 2,000, one with a large ticket 10,000."""


def may_be_hello(start: bytes) -> bool:
    """Whether bytes could open a client hello; of fewer than six only those present are asked."""
    if start[:1] == b"\x80":  # SSL 2.0: a length with its highest bit set, then the type
        return start[2:3] in (b"\x01", b"") and start[3:4] in (b"\x00", b"\x03", b"")
    return (
        start[:2] in (b"\x16\x03", b"\x16")
        and start[2:3] <= b"\x04"
        and start[3:4] <= b"\x48"
        and start[5:6] in (b"\x01", b"")
    )


def read_hello(stream: bytes) -> ClientHello | None:
    """The hello that opens `stream`; None while it is not complete.

    Raises:
        Invalid: No continuation can make these bytes a hello.
    """
    if stream[:1] == b"\x80":
        end = 2 + stream[1] if len(stream) > 1 else 2
        return parse_version_2_hello(stream[2:end]) if 2 < end <= len(stream) else None
    message = b""
    for part in _records(stream):
        message += part
        if hello := complete_hello(message):
            return hello
    return None


def read_cut_hello(stream: bytes) -> ClientHello | None:
    """The hello that opens `stream`, of which no more will come; None if it has no name so far.

    Raises:
        Invalid: These bytes are the beginning of no hello.
    """
    if stream[:1] == b"\x80":
        return None  # SSL 2.0 knows no names
    message = b"".join(_records(stream))
    return parse_cut_hello(message[4:]) if message[:1] == bytes([CLIENT_HELLO]) else None


def _records(stream: bytes) -> Iterator[bytes]:
    """The content of each record, the last of which may be cut off.

    Raises:
        Invalid: A record is none that a hello may begin with.
    """
    at = 0
    while at < len(stream):
        header = stream[at : at + 5]
        if not may_be_hello(header):
            raise Invalid("hello")
        end = at + 5 + int.from_bytes(header[3:5], "big")
        yield stream[at + 5 : end]
        at = end


def complete_hello(message: bytes) -> ClientHello | None:
    """The hello that handshake messages begin with, once it is whole; else None.

    Raises:
        Invalid: They begin with something else.
    """
    if len(message) < 4:
        return None
    end = 4 + int.from_bytes(message[1:4], "big")
    if message[0] != CLIENT_HELLO or end > LONGEST_HELLO:
        raise Invalid("hello")
    return parse_hello(message[4:end]) if len(message) >= end else None
