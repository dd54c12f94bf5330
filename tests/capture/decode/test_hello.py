"""The client hello: what it says, and what is none."""

from __future__ import annotations

import pytest

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.hello import ClientHello, is_grease, parse_hello, parse_version_2_hello
from tests.capture.build import (
    HOST,
    alpn,
    extension,
    hello,
    numbers,
    server_name,
    vector,
    version_2_hello,
)

BODY = 4
"""Where the body of a handshake message begins."""


def parse(message: bytes) -> ClientHello:
    return parse_hello(message[BODY:])


def test_everything_that_is_read() -> None:
    """One hello in full: each field in the order in which it was sent."""
    message = hello(
        HOST,
        extension(0x000A, vector(2, numbers(0x0A0A, 29, 23))),
        extension(0x000B, vector(1, b"\0")),
        extension(0x000D, vector(2, numbers(0x0403, 0x0804))),
        alpn(b"h2", b"http/1.1"),
        extension(0x002B, vector(1, numbers(0x1A1A, 0x0304))),
        extension(0xFE0D, b"\0"),
        ciphers=(0x2A2A, 0x1301),
    )
    assert parse(message) == ClientHello(
        version=0x0303,
        ciphers=(0x2A2A, 0x1301),
        extensions=(0x0000, 0x000A, 0x000B, 0x000D, 0x0010, 0x002B, 0xFE0D),
        server_name=HOST,
        protocol=b"h2",
        groups=(0x0A0A, 29, 23),
        point_formats=(0,),
        signature_algorithms=(0x0403, 0x0804),
        versions=(0x1A1A, 0x0304),
        encrypted=True,
    )


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (hello("商店.example"), "商店.example"),
        (hello(None), None),
        (hello(None, extension(0x0000, b"")), None),  # as a server sends it back
        (hello(None, extension(0x0000, vector(2, b"\1" + vector(2, b"x")))), None),  # no host
        (hello(""), None),
        (hello("x" * 256), None),
        (hello(None, extension(0x0000, vector(2, b"\0" + vector(2, b"a\xff")))), "a\ufffd"),
    ],
)
def test_server_names(message: bytes, name: str | None) -> None:
    """The name of the host, or none; bytes that are no UTF-8 are shown as such."""
    assert parse(message).server_name == name


def test_hello_without_extensions() -> None:
    """SSL 3.0 has none."""
    assert parse(hello(None, version=0x0300)) == ClientHello(0x0300, (0x1301, 0x1302, 0xC02B), ())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        hello()[BODY:-1],
        hello()[BODY:] + b"x",
        hello(version=0x0305)[BODY:],
        hello(version=0x0200)[BODY:],
        hello(ciphers=())[BODY:],
        numbers(0x0303) + bytes(32) + vector(1, bytes(33)) + vector(2, b"\x13\1") + b"\1\0",
        numbers(0x0303) + bytes(32) + vector(1, b"") + vector(2, b"\x13\1\1") + b"\1\0",
        numbers(0x0303) + bytes(32) + vector(1, b"") + vector(2, b"\x13\1") + b"\0",
        hello(None, extension(0x0000, b"\0\x09\0"))[BODY:],
    ],
)
def test_no_hello(body: bytes) -> None:
    """Lengths that contradict each other make no hello."""
    with pytest.raises(Invalid, match=r"^hello$"):
        parse_hello(body)


def test_version_2() -> None:
    """A hello of SSL 2.0 that asks for TLS 1.0; its ciphers have other numbers and are not kept."""
    record = version_2_hello(0x00002F, 0x010080)
    assert parse_version_2_hello(record[2:]) == ClientHello(0x0301, (), ())


@pytest.mark.parametrize(
    "record",
    [
        b"",
        version_2_hello()[2:],
        version_2_hello(0x2F)[2:-1],
        b"\2" + version_2_hello(0x2F)[3:],
        b"\1\4\1" + version_2_hello(0x2F)[5:],
    ],
)
def test_no_version_2(record: bytes) -> None:
    """Other records are none."""
    with pytest.raises(Invalid):
        parse_version_2_hello(record)


def test_grease() -> None:
    """Sixteen values are GREASE, and no others."""
    assert [value for value in range(1 << 16) if is_grease(value)] == [
        place * 0x1010 + 0x0A0A for place in range(16)
    ]


def test_names_come_first_or_last() -> None:
    """The place of the extension does not matter."""
    message = hello(None, alpn(b"h2"), server_name(HOST))
    assert parse(message).server_name == HOST
