"""Tunnels inside UDP."""

from __future__ import annotations

import pytest

from linkscan.capture.decode.tunnel import tunnelled
from tests.capture.build import ethernet, ip, numbers, tcp, udp

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
        (443, PACKET, b""),
    ],
)
def test_tunnels(port: int, content: bytes, packet: bytes) -> None:
    """The port names the tunnel, in either direction; its header says what is inside."""
    assert tunnelled(udp(content, (50_000, port))) == packet
    assert tunnelled(udp(content, (port, 50_000))) == packet


@pytest.mark.parametrize("port", [2152, 3544, 4789, 6081])
def test_cut_off(port: int) -> None:
    """A tunnel that is cut off anywhere raises nothing."""
    content = b"\x34" + GTP + b"\0\0\0\x85" + b"\1\0\0\x85" + PACKET
    for size in range(len(content)):
        assert isinstance(tunnelled(udp(content[:size], (50_000, port))), bytes)
