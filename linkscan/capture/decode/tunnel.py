"""Tunnels that wrap packets in UDP: VXLAN, Geneve, GTP-U, Teredo.

Source: RFC 7348 (VXLAN), RFC 8926 (Geneve), 3GPP TS 29.281 section 5 (GTP-U), RFC 4380 (Teredo).
"""

from __future__ import annotations

from collections.abc import Callable

from linkscan.capture.decode.link import BRIDGED, IPV6, Wire, by_type


def tunnelled(segment: bytes) -> bytes:
    """The IP packet inside a UDP segment that goes to the port of a tunnel; else empty.

    The packet is not looked at: the caller has to find out whether it is one.
    """
    reader = _READERS.get(segment[2:4]) or _READERS.get(segment[:2])
    return b"" if reader is None else reader(segment[8:])


def _vxlan(data: bytes) -> bytes:
    if data[:1] != b"\x08":
        return b""
    return by_type(BRIDGED, data[8:], Wire()).packet


def _geneve(data: bytes) -> bytes:
    if len(data) < 8 or data[0] >> 6:
        return b""
    options = (data[0] & 0x3F) * 4
    return by_type(int.from_bytes(data[2:4], "big"), data[8 + options :], Wire()).packet


def _gtp(data: bytes) -> bytes:
    """A user packet, behind extension headers that each name the kind of the next."""
    if len(data) < 12 or data[0] >> 4 != 3 or data[1] != 0xFF:
        return b""
    at = 12 if data[0] & 7 else 8
    more = data[11] if data[0] & 4 else 0
    while more and at < len(data) and data[at]:
        at += 4 * data[at]
        more = data[at - 1] if at <= len(data) else 0
    return data[at:]


def _teredo(data: bytes) -> bytes:
    """Behind the proof of a client and the place where a server saw it, if these are there."""
    if data[:2] == b"\x00\x01" and len(data) > 4:
        data = data[13 + data[2] + data[3] :]
    if data[:2] == b"\x00\x00":
        data = data[8:]
    return by_type(IPV6, data, Wire()).packet if data[:1] and data[0] >> 4 == 6 else b""


_READERS: dict[bytes, Callable[[bytes], bytes]] = {
    (4789).to_bytes(2, "big"): _vxlan,
    (8472).to_bytes(2, "big"): _vxlan,  # Linux before the port was assigned
    (6081).to_bytes(2, "big"): _geneve,
    (2152).to_bytes(2, "big"): _gtp,
    (3544).to_bytes(2, "big"): _teredo,
}
