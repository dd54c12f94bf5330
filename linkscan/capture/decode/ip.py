"""The network layer: from an IP packet to the TCP or UDP segment in it, through any tunnels.

Source: RFC 791 (IPv4), RFC 8200 (IPv6 and its extension headers), RFC 2003 and 4213 (IP inside
IP), RFC 2784, 2890 and 2637 (GRE), RFC 4023 (MPLS inside IP).
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.fragments import Fragments
from linkscan.capture.decode.link import (
    BRIDGED,
    DEEPEST,
    MIRRORED,
    MPLS,
    NOTHING,
    NOWHERE,
    Unwrapped,
    Wire,
    by_type,
)
from linkscan.capture.decode.tunnel import tunnelled

IN_IP, TCP, UDP, IN_IP6, GRE, ESP, IN_MPLS = 4, 6, 17, 41, 47, 50, 137
HOP_OPTIONS, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION, MOBILITY = 0, 43, 44, 51, 60, 135
EXTENSIONS = frozenset({HOP_OPTIONS, ROUTING, DESTINATION, MOBILITY, 139, 140})


class Segment(NamedTuple):
    """What one host sent to another: `ends` is the sender's address and then the receiver's.

    `is_cut` says that the packet was longer than what the capture has of it. `wire` is that of a
    frame inside a tunnel.
    """

    protocol: int
    ends: bytes
    data: bytes
    is_cut: bool = False
    wire: Wire = NOWHERE


def segment_of(packet: bytes, fragments: Fragments, at_ns: int) -> Segment | None:
    """The innermost segment of a packet: TCP, UDP, or ESP, which hides what is in it.

    None where a fragment is still to come, or where the packet carries something else.

    Raises:
        Invalid: A header is cut off or contradicts itself.
    """
    wire = NOWHERE
    for _ in range(DEEPEST):
        segment = _content(packet, fragments, at_ns)
        if segment is None:
            return None
        inside = _tunnelled(segment) if segment.protocol != TCP else NOTHING
        if not inside.packet:
            if segment.protocol not in (TCP, UDP, ESP):
                return None
            return segment if wire is NOWHERE else segment._replace(wire=wire)
        packet, wire = inside.packet, joined(inside.wire, wire)
    raise Invalid("tunnel")


def joined(inner: Wire, outer: Wire) -> Wire:
    """The wire of a frame inside another: the inner sender, the outer VLAN, as far as known."""
    if inner is NOWHERE:
        return outer
    return Wire(inner.mac or outer.mac, inner.vlan if outer.vlan is None else outer.vlan)


@lru_cache(maxsize=1 << 14)  # the same ones come again and again, and then are one text in memory
def address_text(packed: bytes) -> str:
    """An address of 4 or 16 bytes as people write it."""
    return str(ip_address(packed))


def _content(packet: bytes, fragments: Fragments, at_ns: int) -> Segment | None:
    version = packet[0] >> 4 if packet else 0
    if version == 4:
        return _ipv4(packet, fragments, at_ns)
    if version == 6:
        return _ipv6(packet, fragments, at_ns)
    raise Invalid("ip")


def _ipv4(packet: bytes, fragments: Fragments, at_ns: int) -> Segment | None:
    size = (packet[0] & 15) * 4
    if size < 20 or len(packet) < size:
        raise Invalid("ipv4")
    # A network card that cuts packets itself leaves 0 here: then the frame is the measure.
    total = int.from_bytes(packet[2:4], "big") or len(packet)
    if total < size:
        raise Invalid("ipv4")
    protocol, ends, data = packet[9], packet[12:20], packet[size:total]
    place = int.from_bytes(packet[6:8], "big")
    if not place & 0x3FFF:
        if protocol == AUTHENTICATION:
            protocol, data = _after(data, 4 * _byte(data, 1) + 8)
        return Segment(protocol, ends, data, total > len(packet))
    key = ends + packet[4:6] + packet[9:10]
    more = bool(place & 0x2000)
    whole = fragments.add(key, (place & 0x1FFF) * 8, data, not more, at_ns)
    return None if whole is None else Segment(protocol, ends, whole)


def _ipv6(packet: bytes, fragments: Fragments, at_ns: int) -> Segment | None:
    if len(packet) < 40:
        raise Invalid("ipv6")
    length = int.from_bytes(packet[4:6], "big") or len(packet) - 40
    ends, data = packet[8:40], packet[40 : 40 + length]
    protocol, is_cut = packet[6], 40 + length > len(packet)
    for _ in range(DEEPEST):
        if protocol in EXTENSIONS:
            protocol, data = _after(data, 8 * _byte(data, 1) + 8)
        elif protocol == AUTHENTICATION:
            protocol, data = _after(data, 4 * _byte(data, 1) + 8)
        elif protocol == FRAGMENT:
            whole = _ipv6_fragment(ends, data, fragments, at_ns)
            if whole is None:
                return None
            protocol, data = _byte(data, 0), whole
        else:
            return Segment(protocol, ends, data, is_cut)
    raise Invalid("ipv6")


def _ipv6_fragment(ends: bytes, data: bytes, fragments: Fragments, at_ns: int) -> bytes | None:
    if len(data) < 8:
        raise Invalid("ipv6")
    place = int.from_bytes(data[2:4], "big")
    if not place & 0xFFF9:  # an "atomic" fragment is the whole packet (RFC 6946)
        return data[8:]
    return fragments.add(ends + data[4:8], place & 0xFFF8, data[8:], not place & 1, at_ns)


def _after(data: bytes, size: int) -> tuple[int, bytes]:
    """Next header and data behind an extension header of `size` bytes."""
    if len(data) < size:
        raise Invalid("ipv6")
    return data[0], data[size:]


def _byte(data: bytes, at: int) -> int:
    if len(data) <= at:
        raise Invalid("ipv6")
    return data[at]


def _tunnelled(segment: Segment) -> Unwrapped:
    """The packet inside a tunnel; an empty one where the protocol is no tunnel."""
    if segment.protocol == UDP:
        return tunnelled(segment.data)
    if segment.protocol in (IN_IP, IN_IP6):
        return Unwrapped(segment.data, NOWHERE)
    if segment.protocol == IN_MPLS:
        return by_type(min(MPLS), segment.data, NOWHERE)
    if segment.protocol == GRE:
        return _gre(segment.data)
    return NOTHING


def _gre(data: bytes) -> Unwrapped:
    """The packet inside GRE, its PPTP form included; the flags say which fields are there."""
    if len(data) < 4:
        raise Invalid("gre")
    flags, version = data[0], data[1] & 7
    size = 4 + 4 * bool(flags & 0xC0) + 4 * bool(flags & 0x20) + 4 * bool(flags & 0x10)
    if version == 1:
        size = 8 + 4 * bool(flags & 0x10) + 4 * bool(data[1] & 0x80)
    kind = int.from_bytes(data[2:4], "big")
    if kind in MIRRORED and not flags & 0x10:  # the first ERSPAN had no sequence and no header
        kind = BRIDGED
    return by_type(kind, data[size:], NOWHERE)
