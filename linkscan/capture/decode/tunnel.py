"""Tunnels that wrap packets in UDP: VXLAN, Geneve, GTP-U, Teredo, L2TP, TZSP.

Source: RFC 7348 (VXLAN), RFC 8926 (Geneve), 3GPP TS 29.281 section 5 (GTP-U), RFC 4380 (Teredo),
RFC 2661 section 3.1 (L2TP), and for TZSP, in which routers send what they sniff, what MikroTik's
write, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable

from linkscan.capture.decode.link import (
    BRIDGED,
    NOTHING,
    NOWHERE,
    PPP_FRAME,
    Unwrapped,
    by_type,
)


def tunnelled(segment: bytes) -> Unwrapped:
    """The IP packet inside a UDP segment that goes to the port of a tunnel; else an empty one.

    The packet is not looked at: the caller has to find out whether it is one.
    """
    reader = _READERS.get(segment[2:4]) or _READERS.get(segment[:2])
    return NOTHING if reader is None else reader(segment[8:])


def _vxlan(data: bytes) -> Unwrapped:
    if data[:1] != b"\x08":
        return NOTHING
    return by_type(BRIDGED, data[8:], NOWHERE)


def _geneve(data: bytes) -> Unwrapped:
    if len(data) < 8 or data[0] >> 6:
        return NOTHING
    options = (data[0] & 0x3F) * 4
    return by_type(int.from_bytes(data[2:4], "big"), data[8 + options :], NOWHERE)


def _gtp(data: bytes) -> Unwrapped:
    """A user packet, behind extension headers that each name the kind of the next."""
    if len(data) < 12 or data[0] >> 4 != 3 or data[1] != 0xFF:
        return NOTHING
    at = 12 if data[0] & 7 else 8
    more = data[11] if data[0] & 4 else 0
    while more and at < len(data) and data[at]:
        at += 4 * data[at]
        more = data[at - 1] if at <= len(data) else 0
    return Unwrapped(data[at:], NOWHERE)


def _teredo(data: bytes) -> Unwrapped:
    """Behind the proof of a client and the place where a server saw it, if these are there."""
    if data[:2] == b"\x00\x01" and len(data) > 4:
        data = data[13 + data[2] + data[3] :]
    if data[:2] == b"\x00\x00":
        data = data[8:]
    return Unwrapped(data, NOWHERE) if data[:1] and data[0] >> 4 == 6 else NOTHING


def _l2tp(data: bytes) -> Unwrapped:
    """Data, no control message: behind length, numbers and padding, if the flags say so."""
    if len(data) < 6 or data[0] & 0x80 or data[1] & 0x0F != 2:
        return NOTHING
    at = 6 + 2 * bool(data[0] & 0x40) + 4 * bool(data[0] & 0x08)
    if data[0] & 0x02:
        at += 2 + int.from_bytes(data[at : at + 2], "big")
    return by_type(PPP_FRAME, data[at:], NOWHERE)


def _tzsp(data: bytes) -> Unwrapped:
    """An Ethernet frame behind tagged fields, of which 0 is padding and 1 the last."""
    if data[:1] != b"\x01" or data[2:4] != b"\x00\x01":
        return NOTHING
    at = 4
    while at < len(data) and data[at] != 1:
        at += 1 if data[at] == 0 else 2 + int.from_bytes(data[at + 1 : at + 2], "big")
    return by_type(BRIDGED, data[at + 1 :], NOWHERE)


_READERS: dict[bytes, Callable[[bytes], Unwrapped]] = {
    (4789).to_bytes(2, "big"): _vxlan,
    (8472).to_bytes(2, "big"): _vxlan,  # Linux before the port was assigned
    (6081).to_bytes(2, "big"): _geneve,
    (2152).to_bytes(2, "big"): _gtp,
    (3544).to_bytes(2, "big"): _teredo,
    (1701).to_bytes(2, "big"): _l2tp,
    (37008).to_bytes(2, "big"): _tzsp,
}
