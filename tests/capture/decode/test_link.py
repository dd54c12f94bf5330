"""The link layer: every kind of frame gives the packet in it."""

from __future__ import annotations

import struct

import pytest

from linkscan.capture.decode import link
from linkscan.capture.decode.link import Unwrapped, Wire, unwrap
from tests.capture.build import MAC, ethernet, ip, numbers, tcp

PACKET = ip(tcp())
PACKET6 = ip(tcp(), ends=("2001:db8::1", "2001:db8::2"))
SENDER = bytes.fromhex(MAC.replace(":", ""))
SNAP = b"\xaa\xaa\x03\0\0\0"
RADIO = struct.pack("<BBH", 8, 1, 0) + bytes(6) + SENDER + bytes(6) + bytes(2)
TO_STATION = struct.pack("<BBH", 8, 2, 0) + bytes(12) + SENDER + bytes(2)
BRIDGED_RADIO = struct.pack("<BBH", 8, 3, 0) + bytes(20) + SENDER
QOS = struct.pack("<BBH", 0x88, 1, 0) + bytes(6) + SENDER + bytes(6) + bytes(2) + bytes(2)
NFLOG = bytes(4) + struct.pack("<HHI", 8, 1, 0) + struct.pack("<HH", 4 + len(PACKET), 9) + PACKET


@pytest.mark.parametrize(
    ("frame", "vlan"),
    [
        (ethernet(PACKET), None),
        (ethernet(PACKET, b"\x81\x00\x00\x32"), 50),
        (ethernet(PACKET, b"\x88\xa8\x20\x07\x81\x00\x00\x32"), 7),  # the outer one of two
        (ethernet(PACKET, b"\x91\x00\0\1\x81\0\0\2\x81\0\0\3"), 1),
        (ethernet(b"\x11\0\0\1\0\x08\0\x21" + PACKET, ethertype=0x8864), None),  # PPPoE
        (ethernet(b"\x11\0\0\1\0\x08\x21" + PACKET, ethertype=0x8864), None),  # short form
        (ethernet(b"\0\x01\x41\x40" + PACKET, ethertype=0x8847), None),  # MPLS
        (ethernet(b"\0\x01\x40\x40\0\x01\x41\x40" + PACKET, ethertype=0x8848), None),
        (ethernet(b"\0\1\x41\x40" + bytes(4) + ethernet(PACKET), ethertype=0x8847), None),
        (ethernet(PACKET, b"\x89\x26\x80\0\0\1"), None),  # VN-tag
        (ethernet(bytes(4) + ethernet(PACKET), b"\x88\xa8\0\5", 0x88E7), 5),  # 802.1ah
        (ethernet(SNAP + b"\x08\0" + PACKET, ethertype=300), None),  # IEEE 802.3
        (ethernet(SNAP + b"\x08\0" + PACKET, b"\x81\0\0\x09", ethertype=300), 9),
    ],
)
def test_ethernet(frame: bytes, vlan: int | None) -> None:
    """Tags and tunnels are taken off; the sender and the outermost VLAN are kept."""
    assert unwrap(frame, 1) == Unwrapped(PACKET, Wire(SENDER, vlan))


@pytest.mark.parametrize(
    ("frame", "linktype", "mac"),
    [
        (b"\2\0\0\0" + PACKET, 0, None),
        (b"\0\0\0\2" + PACKET, 0, None),
        (b"\xff\x03\0\x21" + PACKET, 9, None),
        (b"\0\x21" + PACKET, 9, None),
        (PACKET, 12, None),
        (PACKET, 14, None),
        (PACKET, 101, None),
        (b"\x0f\0\x08\0" + PACKET, 104, None),
        (RADIO + SNAP + b"\x08\0" + PACKET, 105, SENDER),
        (TO_STATION + SNAP + b"\x08\0" + PACKET, 105, SENDER),
        (BRIDGED_RADIO + SNAP + b"\x08\0" + PACKET, 105, SENDER),
        (QOS + SNAP + b"\x08\0" + PACKET, 105, SENDER),
        (b"\0\0\x0a\0" + bytes(6) + RADIO + SNAP + b"\x08\0" + PACKET, 127, SENDER),
        (b"\0\0\0\2" + PACKET, 108, None),
        (numbers(0, 1, 6) + SENDER + bytes(2) + b"\x08\0" + PACKET, 113, SENDER),
        (numbers(0, 772, 0) + bytes(8) + b"\x08\0" + PACKET, 113, None),
        (PACKET, 228, None),
        (NFLOG, 239, None),
        (b"\xff\x03\0\x21" + PACKET, 50, None),
        (b"\x11\0\0\1\0\x08\0\x21" + PACKET, 51, None),
        (b"\x18\x41\x08\0" + PACKET, 107, None),  # Cisco's frame relay
        (b"\x18\x41\x03\xcc" + PACKET, 107, None),
        (b"\x18\x40\x02\x41\x03\0\xcc" + PACKET, 107, None),
        (b"\x18\x41\x03\0\x80\0\0\0\x08\0" + PACKET, 107, None),
        (bytes(12) + PACKET, 109, None),
        (b"\x3d\2\0\0" + bytes(60) + PACKET, 117, None),  # 61 bytes, filled up to 64
        (bytes(144) + RADIO + SNAP + b"\x08\0" + PACKET, 119, SENDER),
        (bytes(4) + b"\0\0\0\x40" + bytes(56) + RADIO + SNAP + b"\x08\0" + PACKET, 163, SENDER),
        (b"\0\0\x0c\0\x69\0\0\0" + bytes(4) + RADIO + SNAP + b"\x08\0" + PACKET, 192, SENDER),
        (b"\x14\0\0\0\1\0\0\0\1\0\0\0" + bytes(8) + ethernet(PACKET), 258, SENDER),
        (QOS + bytes(2) + SNAP + b"\x08\0" + PACKET, 105, SENDER),  # filled up to 28 bytes
        (b"\x08\0" + bytes(8) + b"\0\6" + SENDER + bytes(2) + PACKET, 276, SENDER),
    ],
)
def test_other_links(frame: bytes, linktype: int, mac: bytes | None) -> None:
    """Each link type has its own header, and not each one names the sender."""
    assert unwrap(frame, linktype) == Unwrapped(PACKET, Wire(mac))


def test_ipv6() -> None:
    """IPv6 has types of its own."""
    assert unwrap(ethernet(PACKET6), 1) == Unwrapped(PACKET6, Wire(SENDER))
    assert unwrap(b"\0\x57" + PACKET6, 9) == Unwrapped(PACKET6, Wire())
    assert unwrap(PACKET6, 229) == Unwrapped(PACKET6, Wire())


@pytest.mark.parametrize(
    ("frame", "linktype"),
    [
        (ethernet(b"\0\1\x08\0", ethertype=0x0806), 1),  # ARP
        (ethernet(b"\x42\x42\x03", ethertype=3), 1),  # spanning tree
        (ethernet(b"\xc0\x21\1\1", ethertype=0x8864), 1),
        (ethernet(PACKET, b"\x81\0\0\1" * 9), 1),  # more tags than any network has
        (b"\xff\x03\xc0\x21", 9),
        (b"\x80\0" + bytes(40), 105),  # a beacon
        (RADIO[:1] + b"\x41" + RADIO[2:] + SNAP + b"\x08\0" + PACKET, 105),  # encrypted
        (bytes(4) + b"\3\0\x09\0" + PACKET, 239),
        (b"", 1),
        (b"", 113),
        (b"", 127),
        (b"", 107),
        (b"\x18\x41\x03\x81" + PACKET, 107),
        (b"", 117),
        (b"\0\0\x08\0\xc0\0\0\0" + bytes(40), 192),  # headers without end
        (b"\x0c\0\0\0\1\0\0\0\xe6\0\0\0", 258),
    ],
)
def test_no_packet(frame: bytes, linktype: int) -> None:
    """Frames of other protocols hold none."""
    found = unwrap(frame, linktype)
    assert found is not None
    assert found.packet == b""


@pytest.mark.parametrize(("flags", "hidden"), [(b"\x41", link.RADIO), (b"\x01", None)])
def test_encrypted_radio(flags: bytes, hidden: str | None) -> None:
    """A frame that is encrypted is told apart from one that has nothing to tell."""
    found = unwrap(RADIO[:1] + flags + RADIO[2:] + bytes(40), 105)
    assert found is not None
    assert (found.packet, found.hidden) == (b"", hidden)


@pytest.mark.parametrize("ethertype", sorted(link.UNREAD_TUNNELS))
def test_unread_tunnels(ethertype: int) -> None:
    """A tunnel that is not read is told apart, too."""
    found = unwrap(ethernet(PACKET, ethertype=ethertype), 1)
    assert found == Unwrapped(b"", Wire(SENDER), link.TUNNEL)


def test_unread_link_types() -> None:
    """A link type that is not read is told apart from a frame without a packet."""
    assert unwrap(PACKET, 230) is None
