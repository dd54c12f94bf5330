"""The network layer: from an IP packet to the TCP or UDP segment in it, through any tunnels.

Source: RFC 791 (IPv4), RFC 8200 (IPv6 and its extension headers), RFC 2003 and 4213 (IP inside
IP), RFC 2784, 2890 and 2637 (GRE), RFC 4023 (MPLS inside IP).
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import NamedTuple

from linkscan.capture.decode.cursor import Invalid
from linkscan.capture.decode.fragments import Fragments
from linkscan.capture.decode.link import BRIDGED, DEEPEST, MIRRORED, MPLS, Wire, by_type
from linkscan.capture.decode.tunnel import tunnelled

IN_IP, TCP, UDP, IN_IP6, GRE, IN_MPLS = 4, 6, 17, 41, 47, 137
HOP_OPTIONS, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION, MOBILITY = 0, 43, 44, 51, 60, 135
EXTENSIONS = frozenset({HOP_OPTIONS, ROUTING, DESTINATION, MOBILITY, 139, 140})


class Segment(NamedTuple):
    """What one host sent to another: `ends` is the sender's address and then the receiver's."""

    protocol: int
    ends: bytes
    data: bytes


def segment_of(packet: bytes, fragments: Fragments, at_ns: int) -> Segment | None:
    """The innermost segment of a packet; None where a fragment is missing or it has no segment.

    Raises:
        Invalid: A header is cut off or contradicts itself.
    """
    for _ in range(DEEPEST):
        segment = _content(packet, fragments, at_ns)
        if segment is None or segment.protocol == TCP:
            return segment
        packet = _tunnelled(segment)
        if not packet:
            return segment if segment.protocol == UDP else None
    raise Invalid("tunnel")


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
        return Segment(protocol, ends, data)
    key = ends + packet[4:6] + packet[9:10]
    more = bool(place & 0x2000)
    whole = fragments.add(key, (place & 0x1FFF) * 8, data, not more, at_ns)
    return None if whole is None else Segment(protocol, ends, whole)


def _ipv6(packet: bytes, fragments: Fragments, at_ns: int) -> Segment | None:
    if len(packet) < 40:
        raise Invalid("ipv6")
    length = int.from_bytes(packet[4:6], "big") or len(packet) - 40
    ends, data = packet[8:40], packet[40 : 40 + length]
    protocol = packet[6]
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
            return Segment(protocol, ends, data)
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


def _tunnelled(segment: Segment) -> bytes:
    """The packet inside a tunnel; empty where the protocol is no tunnel."""
    if segment.protocol == UDP:
        return tunnelled(segment.data)
    if segment.protocol in (IN_IP, IN_IP6):
        return segment.data
    if segment.protocol == IN_MPLS:
        return by_type(min(MPLS), segment.data, Wire()).packet
    if segment.protocol == GRE:
        return _gre(segment.data)
    return b""


def _gre(data: bytes) -> bytes:
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
    return by_type(kind, data[size:], Wire()).packet
