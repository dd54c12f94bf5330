"""IP packets: options, extension headers, fragments and tunnels on the way to the segment."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.fragments import Fragments
from linkscan.capture.decode.ip import Segment, address_text, segment_of
from linkscan.capture.decode.link import NOWHERE, Wire
from tests.capture.build import (
    CLIENT,
    CLIENT6,
    SERVER,
    SERVER6,
    TCP,
    UDP,
    ethernet,
    ip,
    numbers,
    tcp,
    udp,
)

DATA = tcp(b"payload")
ENDS = ip_address(CLIENT).packed + ip_address(SERVER).packed
ENDS6 = ip_address(CLIENT6).packed + ip_address(SERVER6).packed
INNER = ip(DATA)
INNER6 = ip(DATA, ends=(CLIENT6, SERVER6))
OUTER = ("203.0.113.1", "203.0.113.2")
OUTER6 = ("2001:db8:2::1", "2001:db8:2::2")


def segment(*packets: bytes) -> Segment | None:
    """What comes of packets that arrive one after the other."""
    fragments = Fragments()
    return [segment_of(packet, fragments, 0) for packet in packets][-1]


def with_options(packet: bytes, options: bytes) -> bytes:
    """An IPv4 packet with options."""
    size = (20 + len(options)) // 4
    total = len(packet) + len(options)
    return bytes([0x40 | size, 0]) + numbers(total) + packet[4:20] + options + packet[20:]


@pytest.mark.parametrize(
    "packet",
    [
        INNER,
        INNER + bytes(6),  # Ethernet fills short frames up
        with_options(INNER, b"\x94\x04\0\0"),
        INNER[:2] + b"\0\0" + INNER[4:],  # the network card fills the length in
        ip(INNER, 4, OUTER),
        ip(INNER, 4, OUTER6),
        ip(ip(INNER, 4, OUTER), 4, OUTER),
        ip(b"\0\0\x08\0" + INNER, 47, OUTER),  # GRE
        ip(b"\xb0\0\x08\0" + bytes(12) + INNER, 47, OUTER),  # with checksum, key and sequence
        ip(b"\0\0\x65\x58" + ethernet(INNER), 47, OUTER),
        ip(b"\x30\x81\x88\x0b" + numbers(0, 1) + bytes(8) + b"\0\x21" + INNER, 47, OUTER),  # PPTP
        ip(b"\x10\0\x88\xbe" + bytes(4) + bytes(8) + ethernet(INNER), 47, OUTER),  # ERSPAN
        ip(b"\0\0\x88\xbe" + ethernet(INNER), 47, OUTER),
        ip(b"\x10\0\x22\xeb" + bytes(4 + 12) + ethernet(INNER), 47, OUTER),  # its third version
        ip(b"\x10\0\x22\xeb" + bytes(4 + 11) + b"\1" + bytes(8) + ethernet(INNER), 47, OUTER),
        ip(b"\0\0\x88\x3e" + INNER, 47, OUTER),  # WCCP
        ip(b"\0\0\x88\x3e" + bytes(4) + INNER, 47, OUTER),
        ip(bytes([TCP, 4]) + bytes(22) + DATA, 51),  # authenticated, not hidden
        ip(b"\0\x01\x41\x40" + INNER, 137, OUTER),  # MPLS
        ip(udp(b"\x08" + bytes(7) + ethernet(INNER), (50_000, 4789)), UDP, OUTER),  # VXLAN
    ],
)
def test_ipv4(packet: bytes) -> None:
    """Options and tunnels change nothing of the segment inside."""
    found = segment(packet)
    assert found is not None
    assert found._replace(wire=NOWHERE) == Segment(TCP, ENDS, DATA)


@pytest.mark.parametrize(
    ("first", "headers"),
    [
        (TCP, b""),
        (0, bytes([TCP, 0]) + bytes(6)),
        (60, bytes([43, 1]) + bytes(14) + bytes([TCP, 0]) + bytes(6)),
        (51, bytes([TCP, 4]) + bytes(22)),  # authenticated
        (44, bytes([TCP, 0]) + bytes(6)),  # a fragment that is the whole packet
    ],
)
def test_ipv6(first: int, headers: bytes) -> None:
    """Extension headers are passed over."""
    assert segment(ip(headers + DATA, first, (CLIENT6, SERVER6))) == Segment(TCP, ENDS6, DATA)


def test_ipv6_in_ipv4() -> None:
    """A 6in4 tunnel."""
    assert segment(ip(INNER6, 41, OUTER)) == Segment(TCP, ENDS6, DATA)


def test_fragments() -> None:
    """IPv4 fragments in any order."""
    first, second = ip(DATA[:16], place=0x2000), ip(DATA[16:], place=2)
    assert segment(first) is None
    assert segment(first, second) == segment(second, first) == Segment(TCP, ENDS, DATA)


def test_ipv6_fragments() -> None:
    """IPv6 fragments in any order, and those of two packets apart."""
    parts = [
        ip(bytes([TCP, 0]) + numbers(offset | more) + b"id01" + data, 44, (CLIENT6, SERVER6))
        for offset, more, data in ((0, 1, DATA[:16]), (16, 0, DATA[16:]))
    ]
    assert segment(*parts) == segment(*parts[::-1]) == Segment(TCP, ENDS6, DATA)
    assert segment(parts[0], parts[1].replace(b"id01", b"id02")) is None


def test_udp_and_others() -> None:
    """UDP is a segment, so is what hides one; ICMP is none."""
    assert segment(ip(udp(b"x"), UDP)) == Segment(UDP, ENDS, udp(b"x"))
    assert segment(ip(b"sealed", 50)) == Segment(50, ENDS, b"sealed")
    assert segment(ip(b"\x08\0", 1)) is None


def test_cut_off() -> None:
    """A packet of which the capture has only the beginning says so, also inside a tunnel."""
    for packet, ends in ((INNER, ENDS), (INNER6, ENDS6)):
        assert segment(packet[:-3]) == Segment(TCP, ends, DATA[:-3], is_cut=True)
        assert segment(ip(packet, 4, OUTER)[:-3]) == Segment(TCP, ends, DATA[:-3], is_cut=True)


def test_senders_inside_tunnels() -> None:
    """Of frames inside frames the innermost sender is known, and the outermost VLAN."""
    frame = ethernet(INNER, b"\x81\0\0\x07")
    twice = ethernet(ip(b"\0\0\x65\x58" + frame, 47, OUTER))
    found = segment(ip(b"\0\0\x65\x58" + bytes(12) + twice[12:], 47, OUTER6))
    assert found is not None
    assert found.wire == Wire(frame[6:12], 7)


def deep() -> bytes:
    """More tunnels than any network has."""
    packet = INNER
    for _ in range(9):
        packet = ip(packet, 4, OUTER)
    return packet


@pytest.mark.parametrize(
    ("packet", "reason"),
    [
        (b"\x30" + INNER[1:], "ip"),
        (b"\x44" + INNER[1:], "ipv4"),
        (INNER[:19], "ipv4"),
        (INNER[:2] + b"\0\x0a" + INNER[4:], "ipv4"),
        (INNER6[:39], "ipv6"),
        (ip(b"\6", 0, (CLIENT6, SERVER6)), "ipv6"),
        (ip(b"\6\xff" + bytes(6), 0, (CLIENT6, SERVER6)), "ipv6"),
        (ip(b"\6\0\0", 44, (CLIENT6, SERVER6)), "ipv6"),
        (ip(b"\0\0" * 4 * 9, 0, (CLIENT6, SERVER6)), "ipv6"),
        (ip(b"\0\0", 47, OUTER), "gre"),
        (deep(), "tunnel"),
    ],
)
def test_invalid(packet: bytes, reason: str) -> None:
    """What is cut off or endless is invalid, each by its own word."""
    with pytest.raises(Invalid, match=rf"^{reason}$"):
        segment(packet)


def test_addresses() -> None:
    """Addresses are written as people write them."""
    assert [address_text(ip_address(one).packed) for one in (CLIENT, CLIENT6)] == [CLIENT, CLIENT6]
