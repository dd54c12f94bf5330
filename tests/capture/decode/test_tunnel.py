"""Tunnels inside UDP."""

from __future__ import annotations

import pytest

from linkscan.capture.decode.link import Unwrapped, Wire
from linkscan.capture.decode.tunnel import tunnelled
from tests.capture.build import MAC, ethernet, ip, numbers, tcp, udp

PACKET = ip(tcp(b"x"))
PACKET6 = ip(tcp(b"x"), ends=("2001:db8::1", "2001:db8::2"))
GTP = b"\xff" + numbers(len(PACKET)) + b"\0\0\0\1"


@pytest.mark.parametrize(
    ("port", "content", "packet"),
    [
        (4789, b"\x08" + bytes(7) + ethernet(PACKET), PACKET),
        (8472, b"\x08" + bytes(7) + ethernet(PACKET), PACKET),
        (4789, b"\0" + bytes(7) + ethernet(PACKET), b""),
        (6081, b"\0\0\x65\x58" + bytes(4) + ethernet(PACKET), PACKET),
        (6081, b"\x02\0\x08\0" + bytes(12) + PACKET, PACKET),  # two options, no Ethernet
        (6081, b"\x40\0\x08\0" + bytes(4) + PACKET, b""),
        (6081, b"\0", b""),
        (2152, b"\x30" + GTP + PACKET, PACKET),
        (2152, b"\x32" + GTP + bytes(4) + PACKET, PACKET),  # with a sequence number
        (2152, b"\x34" + GTP + b"\0\0\0\x85" + b"\1\0\0\0" + PACKET, PACKET),
        (2152, b"\x30\x01" + GTP[1:] + PACKET, b""),  # an echo
        (3544, PACKET6, PACKET6),
        (3544, b"\0\0" + bytes(6) + PACKET6, PACKET6),
        (3544, b"\0\1\0\0" + bytes(9) + b"\0\0" + bytes(6) + PACKET6, PACKET6),
        (3544, PACKET, b""),
        (1701, b"\0\2" + numbers(1, 2) + b"\xff\x03\0\x21" + PACKET, PACKET),
        (1701, b"\x4a\2" + numbers(9, 1, 2, 3, 4, 2) + b"xx\0\x21" + PACKET, PACKET),  # all of it
        (1701, b"\xc8\2" + numbers(12, 1, 2, 3, 4), b""),  # a control message
        (1701, b"\0\3" + numbers(1, 2) + b"\0\x21" + PACKET, b""),  # version 3
        (37008, b"\1\0\0\1\1" + ethernet(PACKET), PACKET),
        (37008, b"\1\0\0\1\0\x0a\1\xb0\1" + ethernet(PACKET), PACKET),  # with a tagged field
        (37008, b"\1\0\0\x12\1" + PACKET, b""),  # radio
        (443, PACKET, b""),
    ],
)
def test_tunnels(port: int, content: bytes, packet: bytes) -> None:
    """The port names the tunnel, in either direction; its header says what is inside."""
    assert tunnelled(udp(content, (50_000, port))).packet == packet
    assert tunnelled(udp(content, (port, 50_000))).packet == packet


def test_the_sender_of_a_mirrored_frame() -> None:
    """A frame that a router sends on names the machine that wrote it."""
    for port, content in ((4789, b"\x08" + bytes(7)), (37008, b"\1\0\0\1\1")):
        found = tunnelled(udp(content + ethernet(PACKET), (50_000, port)))
        assert found.wire == Wire(bytes.fromhex(MAC.replace(":", "")))


@pytest.mark.parametrize("port", [1701, 2152, 3544, 4789, 6081, 37008])
def test_cut_off(port: int) -> None:
    """A tunnel that is cut off anywhere raises nothing."""
    content = b"\x34" + GTP + b"\0\0\0\x85" + b"\1\0\0\x85" + PACKET
    for size in range(len(content)):
        assert isinstance(tunnelled(udp(content[:size], (50_000, port))), Unwrapped)
