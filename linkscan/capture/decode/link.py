"""The link layer: from a frame to the IP packet in it, and to who sent it on the wire.

Source: tcpdump.org/linktypes.html (numbers of link types), IEEE 802.1Q, 802.1ad, 802.1ah (tags),
RFC 2516 (PPPoE), RFC 3032 (MPLS), IEEE 802.11-2020 section 9 (radio), read 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

IPV4, IPV6 = 0x0800, 0x86DD
VLAN_TAGS = frozenset({0x8100, 0x88A8, 0x9100, 0x9200})
PORT_TAG, PROVIDER_TAG = 0x8926, 0x88E7
"""VN-tag of virtual switches; the service tag of a provider's backbone, then Ethernet again."""
PPPOE_SESSION = 0x8864
MPLS = frozenset({0x8847, 0x8848})
PPP_FRAME = 0x880B
BRIDGED = 0x6558
"""Ethernet inside GRE or MPLS."""
MIRRORED = {0x88BE: 8, 0x22EB: 12}
"""ERSPAN, with which a switch sends copies of frames: the size of its header in front of each."""

SNAP = b"\xaa\xaa\x03"
DEEPEST = 8
"""Headers around one packet; more is an attack, no network."""

PPP_TYPES = {0x0021: IPV4, 0x0057: IPV6}


class Wire(NamedTuple):
    """Who put a frame on the wire: the sender's MAC and the outermost VLAN, where known."""

    mac: bytes | None = None
    vlan: int | None = None


class Unwrapped(NamedTuple):
    """An IP packet, and the wire it was met on; the packet is empty where there is none."""

    packet: bytes
    wire: Wire


NOTHING = Unwrapped(b"", Wire())


def unwrap(frame: bytes, linktype: int) -> Unwrapped | None:
    """The IP packet in a frame; an empty one for other protocols, None for unread link types."""
    reader = _READERS.get(linktype)
    return None if reader is None else reader(frame)


def by_type(ethertype: int, data: bytes, wire: Wire, depth: int = 0) -> Unwrapped:
    """The IP packet in what an EtherType announces."""
    while depth < DEEPEST:
        depth += 1
        if ethertype in (IPV4, IPV6):
            return Unwrapped(data, wire)
        if ethertype in VLAN_TAGS:
            if wire.vlan is None:
                wire = wire._replace(vlan=_number(data, 0) & 0x0FFF)
            ethertype, data = _number(data, 2), data[4:]
            if ethertype <= 1500:
                return _llc(data, wire, depth)
        elif ethertype == PPPOE_SESSION:
            return _ppp(data[6:], wire)
        elif ethertype == PPP_FRAME:
            return _ppp(data, wire)
        elif ethertype in MPLS:
            return _mpls(data, wire, depth)
        elif ethertype == PORT_TAG:
            ethertype, data = _number(data, 4), data[6:]
        elif ethertype == PROVIDER_TAG:
            return _ethernet(data[4:], wire, depth)
        elif ethertype in MIRRORED:
            return _ethernet(data[MIRRORED[ethertype] :], wire, depth)
        elif ethertype == BRIDGED:
            return _ethernet(data, wire, depth)
        else:
            break
    return NOTHING


def _number(data: bytes, at: int) -> int:
    """Two bytes as a number; what was cut off counts as zero, which is no protocol."""
    return int.from_bytes(data[at : at + 2], "big")


def _ethernet(frame: bytes, wire: Wire | None = None, depth: int = 0) -> Unwrapped:
    if wire is None:
        wire = Wire(frame[6:12])
    ethertype = _number(frame, 12)
    if ethertype <= 1500:  # a length: IEEE 802.3 with LLC
        return _llc(frame[14:], wire, depth)
    return by_type(ethertype, frame[14:], wire, depth)


def _llc(data: bytes, wire: Wire, depth: int = 0) -> Unwrapped:
    if data[:3] != SNAP:
        return NOTHING
    return by_type(_number(data, 6), data[8:], wire, depth + 1)


def _ppp(data: bytes, wire: Wire) -> Unwrapped:
    """PPP with or without HDLC framing, and with or without a compressed protocol field."""
    if data[:2] == b"\xff\x03":
        data = data[2:]
    size = 1 if data[:1] and data[0] & 1 else 2
    protocol = int.from_bytes(data[:size], "big")
    if protocol not in PPP_TYPES:
        return NOTHING
    return Unwrapped(data[size:], wire)


def _mpls(data: bytes, wire: Wire, depth: int) -> Unwrapped:
    """What stands under the label stack: MPLS does not say, so the first half byte decides."""
    at = 0
    while at + 4 <= len(data):
        bottom = data[at + 2] & 1
        at += 4
        if bottom:
            break
    inner = data[at:]
    nibble = inner[0] >> 4 if inner else 0
    if nibble in (4, 6):
        return Unwrapped(inner, wire)
    if inner[:4] == bytes(4):  # a pseudowire's control word (RFC 4385), then Ethernet
        inner = inner[4:]
    return _ethernet(inner, wire, depth + 1)


def _raw(frame: bytes) -> Unwrapped:
    return Unwrapped(frame, Wire())


def _loopback(frame: bytes) -> Unwrapped:
    """BSD loopback: a family in the byte order of whatever host wrote it, then the packet."""
    return Unwrapped(frame[4:], Wire())


def _cooked(frame: bytes) -> Unwrapped:
    """Linux "any" device: the address has its length in front of it."""
    size = _number(frame, 4)
    mac = frame[6:12] if size == 6 else None
    return by_type(_number(frame, 14), frame[16:], Wire(mac))


def _cooked_2(frame: bytes) -> Unwrapped:
    mac = frame[12:18] if frame[11:12] == b"\x06" else None
    return by_type(_number(frame, 0), frame[20:], Wire(mac))


def _hdlc(frame: bytes) -> Unwrapped:
    """Cisco's serial lines: an address, then the type as in Ethernet."""
    return by_type(_number(frame, 2), frame[4:], Wire())


def _nflog(frame: bytes) -> Unwrapped:
    """Linux netfilter log: a list of typed values, the packet being one of them."""
    at = 4
    while at + 4 <= len(frame):
        length = int.from_bytes(frame[at : at + 2], "little")
        kind = int.from_bytes(frame[at + 2 : at + 4], "little") & 0x7FFF
        if length < 4:
            break
        if kind == 9:
            return Unwrapped(frame[at + 4 : at + length], Wire())
        at += (length + 3) & ~3
    return NOTHING


def _radiotap(frame: bytes) -> Unwrapped:
    return _radio(frame[int.from_bytes(frame[2:4], "little") :])


def _radio(frame: bytes) -> Unwrapped:
    """IEEE 802.11: a data frame that is not encrypted carries LLC behind its addresses."""
    if len(frame) < 24:
        return NOTHING
    control, flags = frame[0], frame[1]
    if control & 0x0C != 0x08 or control & 0x40 or flags & 0x40:  # no data, or encrypted
        return NOTHING
    at = 24 + 6 * (flags & 3 == 3)
    if control & 0x80:  # quality of service
        at += 2 + 4 * bool(flags & 0x80)
    source = {0: 10, 1: 10, 2: 16, 3: 24}[flags & 3]
    return _llc(frame[at:], Wire(frame[source : source + 6]))


_READERS: dict[int, Callable[[bytes], Unwrapped]] = {
    0: _loopback,
    1: _ethernet,
    9: lambda frame: _ppp(frame, Wire()),
    12: _raw,
    14: _raw,
    101: _raw,
    104: _hdlc,
    105: _radio,
    108: _loopback,
    113: _cooked,
    127: _radiotap,
    228: _raw,
    229: _raw,
    239: _nflog,
    276: _cooked_2,
}
