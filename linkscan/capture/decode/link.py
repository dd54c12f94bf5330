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
REDIRECTED = 0x883E
"""WCCP, with which a router hands packets to a proxy inside GRE."""
UNREAD_TUNNELS = frozenset({0x22F3, 0x8903, 0x88E5, 0x892F, 0x894F, 0xDADA})
"""TRILL, FabricPath, MACsec, HSR, NSH, and the tags of switch chips."""
RADIO, TUNNEL = "radio", "tunnel"

SNAP = b"\xaa\xaa\x03"
DEEPEST = 8
"""Headers around one packet; more is an attack, no network."""

PPP_TYPES = {0x0021: IPV4, 0x0057: IPV6}
NETWORK_IDS = {b"\xcc": IPV4, b"\x8e": IPV6}
"""Of ISO, as frame relay has them."""
PPI, PKTAP = 192, 258
"""Link types that name another one."""


class Wire(NamedTuple):
    """Who put a frame on the wire: the sender's MAC and the outermost VLAN, where known.

    Of a frame inside a frame, as switches and routers mirror them, the inner MAC is the sender's.
    """

    mac: bytes | None = None
    vlan: int | None = None


class Unwrapped(NamedTuple):
    """An IP packet, and the wire it was met on; the packet is empty where there is none.

    `hidden` says by what there may be one all the same: by RADIO, which is encrypted, or by a
    TUNNEL that is not read here.
    """

    packet: bytes
    wire: Wire
    hidden: str | None = None


NOWHERE = Wire()
NOTHING = Unwrapped(b"", NOWHERE)


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
            return _mirrored(data, MIRRORED[ethertype], wire, depth)
        elif ethertype == REDIRECTED:  # version 2 has a header, whose first byte is no IP's
            return Unwrapped(data if data[:1] >= b"\x40" else data[4:], wire)
        elif ethertype in UNREAD_TUNNELS:
            return Unwrapped(b"", wire, TUNNEL)
        elif ethertype == BRIDGED:
            return _ethernet(data, wire, depth)
        else:
            break
    return NOTHING


def _number(data: bytes, at: int) -> int:
    """Two bytes as a number; what was cut off counts as zero, which is no protocol."""
    return int.from_bytes(data[at : at + 2], "big")


def _ethernet(frame: bytes, wire: Wire = NOWHERE, depth: int = 0) -> Unwrapped:
    wire = Wire(frame[6:12], wire.vlan)
    ethertype = _number(frame, 12)
    if ethertype <= 1500:  # a length: IEEE 802.3 with LLC
        return _llc(frame[14:], wire, depth)
    return by_type(ethertype, frame[14:], wire, depth)


def _mirrored(data: bytes, size: int, wire: Wire, depth: int) -> Unwrapped:
    """ERSPAN; the last bit of the header of its third version announces 8 more bytes."""
    if size == 12 and data[11:12] and data[11] & 1:
        size += 8
    return _ethernet(data[size:], wire, depth)


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


def _little(data: bytes, at: int, size: int) -> int:
    """A number of a header that is written as Intel does."""
    return int.from_bytes(data[at : at + size], "little")


def _raw(frame: bytes) -> Unwrapped:
    return Unwrapped(frame, NOWHERE)


def _loopback(frame: bytes) -> Unwrapped:
    """BSD loopback: a family in the byte order of whatever host wrote it, then the packet."""
    return Unwrapped(frame[4:], NOWHERE)


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
    return by_type(_number(frame, 2), frame[4:], NOWHERE)


def _frame_relay(frame: bytes) -> Unwrapped:
    """An address of two to four bytes, then Cisco's type or what RFC 2427 puts there."""
    at = next((size for size in (2, 3, 4) if frame[size - 1 : size] and frame[size - 1] & 1), 0)
    start = frame[at : at + 2]
    if start[:1] != b"\x03":
        return by_type(_number(frame, at), frame[at + 2 :], NOWHERE)
    if start[1:] == b"\0":  # filled up to an even place
        at += 1
        start = frame[at - 1 : at] + frame[at + 1 : at + 2]
    kind = NETWORK_IDS.get(start[1:])
    if kind is not None:
        return by_type(kind, frame[at + 2 :], NOWHERE)
    if start[1:] == b"\x80":  # SNAP: three bytes of an organisation, and the type
        return by_type(_number(frame, at + 5), frame[at + 7 :], NOWHERE)
    return NOTHING


def _firewall_log(frame: bytes) -> Unwrapped:
    """OpenBSD's pf: a header that says how long it is, filled up to four bytes."""
    return Unwrapped(frame[(frame[0] + 3) & ~3 :], NOWHERE) if frame else NOTHING


def _inner(frame: bytes, length: int, linktype: int) -> Unwrapped:
    """A frame of another link type behind a header."""
    reader = _READERS.get(linktype)
    return NOTHING if reader is None or linktype in (PPI, PKTAP) else reader(frame[length:])


def _radio_ppi(frame: bytes) -> Unwrapped:
    length, linktype = _little(frame, 2, 2), _little(frame, 4, 4)
    return _inner(frame, length, linktype)


def _mac_tap(frame: bytes) -> Unwrapped:
    """macOS, all interfaces at once: a header that says its length and what is behind it."""
    return _inner(frame, _little(frame, 0, 4), _little(frame, 8, 4))


def _nflog(frame: bytes) -> Unwrapped:
    """Linux netfilter log: a list of typed values, the packet being one of them."""
    at = 4
    while at + 4 <= len(frame):
        length, kind = _little(frame, at, 2), _little(frame, at + 2, 2) & 0x7FFF
        if length < 4:
            break
        if kind == 9:
            return Unwrapped(frame[at + 4 : at + length], NOWHERE)
        at += (length + 3) & ~3
    return NOTHING


def _radiotap(frame: bytes) -> Unwrapped:
    return _radio(frame[_little(frame, 2, 2) :])


def _radio(frame: bytes) -> Unwrapped:
    """IEEE 802.11: a data frame that is not encrypted carries LLC behind its addresses."""
    if len(frame) < 24:
        return NOTHING
    control, flags = frame[0], frame[1]
    if control & 0x0C != 0x08 or control & 0x40:  # no data
        return NOTHING
    if flags & 0x40:
        return Unwrapped(b"", NOWHERE, RADIO)
    at = 24 + 6 * (flags & 3 == 3)
    if control & 0x80:  # quality of service
        at += 2 + 4 * bool(flags & 0x80)
    source = {0: 10, 1: 10, 2: 16, 3: 24}[flags & 3]
    if frame[at : at + 2] == b"\0\0":  # some cards fill the header up to a multiple of four
        at += 2
    return _llc(frame[at:], Wire(frame[source : source + 6]))


_READERS: dict[int, Callable[[bytes], Unwrapped]] = {
    0: _loopback,
    1: _ethernet,
    9: lambda frame: _ppp(frame, NOWHERE),
    12: _raw,
    14: _raw,
    50: lambda frame: _ppp(frame, NOWHERE),
    51: lambda frame: _ppp(frame[6:], NOWHERE),
    101: _raw,
    104: _hdlc,
    105: _radio,
    107: _frame_relay,
    108: _loopback,
    109: lambda frame: _raw(frame[12:]),  # OpenBSD's enc0: IPsec, opened
    113: _cooked,
    117: _firewall_log,
    119: lambda frame: _radio(frame[144:]),  # Prism cards
    127: _radiotap,
    163: lambda frame: _radio(frame[int.from_bytes(frame[4:8], "big") :]),  # AVS
    PPI: _radio_ppi,
    228: _raw,
    229: _raw,
    239: _nflog,
    PKTAP: _mac_tap,
    276: _cooked_2,
}
