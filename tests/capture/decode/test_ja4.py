"""JA4 and JA3: the examples that their descriptions print, and each rule by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkscan.capture.decode.hello import ClientHello
from linkscan.capture.decode.ja4 import ja3, ja4

CHROME = ClientHello(
    version=0x0303,
    ciphers=(
        0xDADA, 0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013,
        0xC014, 0x009C, 0x009D, 0x002F, 0x0035,
    ),
    extensions=(
        0x2A2A, 0x001B, 0x0000, 0x0033, 0x0010, 0x4469, 0x0017, 0x002D, 0x000D, 0x0005, 0x0023,
        0x0012, 0x002B, 0xFF01, 0x000B, 0x000A, 0x0015, 0xEAEA,
    ),
    server_name="shop.example.com",
    protocol=b"h2",
    signature_algorithms=(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601),
    versions=(0x6A6A, 0x0304, 0x0303),
)  # fmt: skip
"""The example of JA4.md (github.com/FoxIO-LLC/ja4, BSD-3-Clause, read 2026-11)."""


def test_example_of_the_description() -> None:
    """The printed hello has the printed fingerprint."""
    assert ja4(CHROME, "tcp") == "t13d1516h2_8daaf6152771_e5627efa2ab1"


@pytest.mark.parametrize(
    ("change", "transport", "head"),
    [
        ({}, "udp", "q13d1516h2"),
        ({"versions": ()}, "tcp", "t12d1516h2"),
        ({"versions": (0x1A1A,), "version": 0x0300}, "tcp", "ts3d1516h2"),
        ({"versions": (0x7F12, 0x0303)}, "tcp", "t00d1516h2"),  # a draft of TLS 1.3
        ({"protocol": None}, "tcp", "t13d151600"),
        ({"protocol": b""}, "tcp", "t13d151600"),
        ({"protocol": b"http/1.1"}, "tcp", "t13d1516h1"),
        ({"protocol": b"x"}, "tcp", "t13d1516xx"),
        ({"protocol": b"\xab\xcd"}, "tcp", "t13d1516ad"),
        ({"protocol": b"\x30\x31\xab"}, "tcp", "t13d15163b"),
        ({"ciphers": tuple(range(0x1301, 0x1301 + 120))}, "tcp", "t13d9916h2"),
        ({"extensions": (0x000D,)}, "tcp", "t13i1501h2"),
    ],
)
def test_first_part(change: dict[str, object], transport: str, head: str) -> None:
    """Transport, version, name, counts and protocol, each by the rule of the description."""
    assert ja4(replace(CHROME, **change), transport).split("_")[0] == head  # type: ignore[arg-type]


def test_grease_changes_nothing() -> None:
    """GREASE is left out of ciphers, extensions and signature algorithms."""
    greased = replace(
        CHROME,
        ciphers=(0x0A0A, *CHROME.ciphers),
        extensions=(*CHROME.extensions, 0x3A3A),
        signature_algorithms=(0x5A5A, *CHROME.signature_algorithms),
    )
    assert ja4(greased, "tcp") == ja4(CHROME, "tcp")


def test_order() -> None:
    """Ciphers and extensions are sorted, so a shuffling browser stays one; algorithms are not."""
    shuffled = replace(CHROME, ciphers=CHROME.ciphers[::-1], extensions=CHROME.extensions[::-1])
    assert ja4(shuffled, "tcp") == ja4(CHROME, "tcp")
    other = replace(CHROME, signature_algorithms=CHROME.signature_algorithms[::-1])
    assert ja4(other, "tcp") != ja4(CHROME, "tcp")


def test_nothing_to_hash() -> None:
    """Without extensions, or with those alone that are left out, there are zeros."""
    assert ja4(ClientHello(0x0303, (0x1301,), ()), "tcp").endswith("_000000000000")
    assert ja4(ClientHello(0x0303, (0x1301,), (0, 16)), "tcp").endswith("_000000000000")
    assert ja4(ClientHello(0x0303, (), ()), "tcp") == "t12i000000_000000000000_000000000000"


def test_ja3() -> None:
    """The example that the description of JA3 prints: 769,47-53-...,0-10-11,23-24-25,0."""
    hello = ClientHello(
        version=769,
        ciphers=(47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4),
        extensions=(0, 10, 11),
        groups=(23, 24, 25),
        point_formats=(0,),
    )
    assert ja3(hello) == "ada70206e40642a3e4461f35503241d5"
    greased = replace(hello, ciphers=(0x0A0A, *hello.ciphers), groups=(0x1A1A, 23, 24, 25))
    assert ja3(greased) == ja3(hello)
