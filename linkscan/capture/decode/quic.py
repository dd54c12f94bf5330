"""QUIC Initials: the one packet type whose keys everybody on the way can derive.

They open a connection and carry the client hello. Nothing else of QUIC is decrypted.

Source: RFC 9000, section 17.2 (headers) and 19 (frames); RFC 9001, section 5 (keys) and the
salts of its drafts; RFC 9369 (version 2).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

from linkscan.capture.decode.cursor import Invalid

VERSION_2 = frozenset({0x6B3343CF, 0x709A50C4})  # the second is that of its drafts
_V1 = bytes.fromhex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a")
_DRAFT_29 = bytes.fromhex("afbfec289993d24c9e9786f19c6111e04390a899")
_DRAFT_23 = bytes.fromhex("c3eef712c72ebb5a11a7d2432bb46365bef9f502")
_DRAFT_21 = bytes.fromhex("7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a")
_DRAFT_17 = bytes.fromhex("ef4fb0abb47470c41befcf8031334fae485e09a0")

SALTS = {
    0x00000001: _V1,
    0x6B3343CF: bytes.fromhex("0dede3def700a6db819381be6e269dcbf9bd2ed9"),
    0x709A50C4: bytes.fromhex("a707c203a59b47184a1d62ca570406ea7ae3e5d3"),
    **{0xFF000000 + draft: _V1 for draft in (33, 34)},
    **{0xFF000000 + draft: _DRAFT_29 for draft in range(29, 33)},
    **{0xFF000000 + draft: _DRAFT_23 for draft in range(23, 29)},
    **{0xFF000000 + draft: _DRAFT_21 for draft in (21, 22)},
    **{0xFF000000 + draft: _DRAFT_17 for draft in range(17, 21)},
    0xFACEB001: _DRAFT_21,  # Facebook's mvfst, by the draft that it followed
    0xFACEB002: _DRAFT_23,
    0xFACEB00E: _DRAFT_23,
}
LONGEST_ID = 20
SAMPLE = 16
TAG = 16

PADDING, PING, ACK, ACK_ECN, CRYPTO, CLOSE = 0x00, 0x01, 0x02, 0x03, 0x06, 0x1C


class Initial(NamedTuple):
    """One protected Initial: `packet` from its first byte to its last, `at` where the protected
    packet number begins."""

    version: int
    destination: bytes
    packet: bytes
    at: int


class Crypto(NamedTuple):
    """A piece of the handshake, and where in it the piece belongs."""

    offset: int
    data: bytes


def may_be_initial(datagram: bytes) -> bool:
    """Whether a datagram opens with a long header of a version that is read here."""
    if len(datagram) <= 40 or datagram[0] < 0xC0:
        return False
    version = int.from_bytes(datagram[1:5], "big")
    return version in SALTS or _is_reserved(version)


def is_unknown_initial(datagram: bytes) -> bool:
    """Whether a datagram looks like a client's first of a version that is not read here.

    A client fills it up to 1,200 bytes, and has an id of eight bytes or more for the server (RFC
    9000, sections 14.1 and 7.2). Version 0 is a server's list of versions.
    """
    return (
        len(datagram) >= 1200
        and datagram[0] >= 0xC0
        and any(datagram[1:5])
        and 8 <= datagram[5] <= LONGEST_ID
        and not may_be_initial(datagram)
    )


def _is_reserved(version: int) -> bool:
    """A version that no server knows, to see whether it says so; browsers protect it as 1."""
    return version & 0x0F0F0F0F == 0x0A0A0A0A


def initials(datagram: bytes) -> Iterator[Initial]:
    """The Initials of a datagram, which may hold other packets between and behind them.

    Raises:
        Invalid: A header is cut off or contradicts itself.
    """
    at = 0
    while may_be_initial(datagram[at:]):
        packet = datagram[at:]
        version = int.from_bytes(packet[1:5], "big")
        kind = packet[0] >> 4 & 3
        destination, place = _identifier(packet, 5)
        _, place = _identifier(packet, place)
        if version in VERSION_2:  # there the types are numbered otherwise, on purpose
            kind = (kind - 1) % 4
        if kind == 3:  # a Retry has no length, so nothing can stand behind it
            return
        if kind == 0:
            size, place = _number(packet, place)
            place += size
        length, place = _number(packet, place)
        if len(packet) < place + length:
            raise Invalid("quic")
        if kind == 0:
            yield Initial(version, destination, packet[: place + length], place)
        at += place + length


def crypto_of(initial: Initial, first_destination: bytes) -> list[Crypto] | None:
    """The handshake pieces of a client's Initial; None where the keys do not open it.

    Args:
        initial: The packet.
        first_destination: The connection id that keys were derived from: the first that the
            client chose, or the one that a Retry gave it.

    Raises:
        Invalid: It was opened, and its content is none that an Initial may have.
    """
    opened = _opened(initial, first_destination)
    return None if opened is None else _crypto_frames(opened)


class _Keys(NamedTuple):
    key: bytes
    iv: bytes
    header: bytes


@lru_cache(maxsize=1024)
def _keys(version: int, destination: bytes) -> _Keys:
    """What protects the Initials of the client (RFC 9001, section 5.2)."""
    initial = hmac.digest(SALTS.get(version, _V1), destination, hashlib.sha256)
    secret = _expanded(initial, b"client in", 32)
    prefix = b"quicv2 " if version in VERSION_2 else b"quic "
    return _Keys(
        _expanded(secret, prefix + b"key", 16),
        _expanded(secret, prefix + b"iv", 12),
        _expanded(secret, prefix + b"hp", 16),
    )


def _expanded(secret: bytes, label: bytes, size: int) -> bytes:
    """HKDF-Expand-Label of TLS 1.3 with SHA-256, for sizes of one block."""
    label = b"tls13 " + label
    info = size.to_bytes(2, "big") + bytes([len(label)]) + label + b"\x00\x01"
    return hmac.digest(secret, info, hashlib.sha256)[:size]


def _opened(initial: Initial, first_destination: bytes) -> bytes | None:
    """The frames of an Initial: header protection taken off, then decrypted."""
    packet, at = initial.packet, initial.at
    keys = _keys(initial.version, first_destination)
    sample = packet[at + 4 : at + 4 + SAMPLE]
    if len(sample) < SAMPLE:
        raise Invalid("quic")
    # One block of ECB is what RFC 9001, section 5.4.3 prescribes: it hides, and seals nothing.
    encryptor = Cipher(AES(keys.header), ECB()).encryptor()  # noqa: S305
    mask = encryptor.update(sample)
    first = packet[0] ^ mask[0] & 0x0F
    size = (first & 3) + 1
    number = bytes(a ^ b for a, b in zip(packet[at : at + size], mask[1:], strict=False))
    header = bytes([first]) + packet[1:at] + number
    nonce = int.from_bytes(keys.iv, "big") ^ int.from_bytes(number, "big")
    sealed = packet[at + size :]
    if len(sealed) < TAG:
        raise Invalid("quic")
    try:
        return AESGCM(keys.key).decrypt(nonce.to_bytes(12, "big"), sealed, header)
    except InvalidTag:
        return None


def _crypto_frames(frames: bytes) -> list[Crypto]:
    pieces = []
    at = 0
    while at < len(frames):
        kind = frames[at]
        at += 1
        if kind == PADDING:  # most of a packet is, so it is passed over at once
            at = len(frames) - len(frames[at:].lstrip(b"\0"))
            continue
        if kind == PING:
            continue
        if kind == CRYPTO:
            offset, at = _number(frames, at)
            length, at = _number(frames, at)
            if len(frames) < at + length:
                raise Invalid("quic")
            pieces.append(Crypto(offset, frames[at : at + length]))
            at += length
        elif kind in (ACK, ACK_ECN):
            at = _after_ack(frames, at, kind)
        elif kind == CLOSE:
            break
        else:
            raise Invalid("quic")
    return pieces


def _after_ack(frames: bytes, at: int, kind: int) -> int:
    """The place behind an ACK frame: largest, delay, count of ranges, first range, ranges."""
    for _ in range(2):
        _, at = _number(frames, at)
    count, at = _number(frames, at)
    for _ in range(1 + 2 * count + 3 * (kind == ACK_ECN)):
        _, at = _number(frames, at)
    return at


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length (RFC 9000, section 16), and the place behind it."""
    if at >= len(data):
        raise Invalid("quic")
    size = 1 << (data[at] >> 6)
    if at + size > len(data):
        raise Invalid("quic")
    value = int.from_bytes(data[at : at + size], "big")
    return value & (1 << 8 * size - 2) - 1, at + size


def _identifier(packet: bytes, at: int) -> tuple[bytes, int]:
    """A connection id behind its length, and the place behind it."""
    if at >= len(packet):
        raise Invalid("quic")
    size = packet[at]
    end = at + 1 + size
    if size > LONGEST_ID or end > len(packet):
        raise Invalid("quic")
    return packet[at + 1 : end], end
