"""Captures written byte by byte: hellos, segments, packets, frames, files."""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Sequence
from ipaddress import ip_address

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

CLIENT, SERVER = "192.0.2.7", "198.51.100.9"
CLIENT6, SERVER6 = "2001:db8::7", "2001:db8:1::9"
HOST = "sellers.example.com"
MAC = "02:00:5e:10:00:01"
PORT = 50_123
FIN, SYN, RST, PSH, ACK = 0x01, 0x02, 0x04, 0x08, 0x10
TCP, UDP = 6, 17

START_NS = 1_767_225_600_000_000_000  # 2026-01-01T00:00:00Z
SECOND = 1_000_000_000


def vector(size: int, content: bytes) -> bytes:
    """Content behind its length, which has `size` bytes."""
    return len(content).to_bytes(size, "big") + content


def numbers(*values: int) -> bytes:
    """Values of two bytes each."""
    return b"".join(value.to_bytes(2, "big") for value in values)


# -- TLS -------------------------------------------------------------------------------------


def server_name(host: str) -> bytes:
    """The extension that names the host."""
    return extension(0x0000, vector(2, b"\0" + vector(2, host.encode())))


def alpn(*protocols: bytes) -> bytes:
    """The extension that offers protocols."""
    return extension(0x0010, vector(2, b"".join(vector(1, one) for one in protocols)))


def extension(kind: int, content: bytes) -> bytes:
    """Any extension."""
    return numbers(kind) + vector(2, content)


def hello(
    host: str | None = HOST,
    *more: bytes,
    ciphers: Sequence[int] = (0x1301, 0x1302, 0xC02B),
    version: int = 0x0303,
) -> bytes:
    """A client hello as a handshake message, with further extensions behind the server's name."""
    extensions = (server_name(host) if host is not None else b"") + b"".join(more)
    body = (
        numbers(version)
        + bytes(32)
        + vector(1, b"\x11" * 32)
        + vector(2, numbers(*ciphers))
        + vector(1, b"\0")
        + (vector(2, extensions) if extensions else b"")
    )
    return b"\x01" + vector(3, body)


def records(message: bytes, *sizes: int) -> bytes:
    """A handshake message in TLS records of these sizes; the last one takes the rest."""
    parts = []
    for size in (*sizes, len(message)):
        part, message = message[:size], message[size:]
        parts.append(b"\x16\x03\x01" + vector(2, part))
    return b"".join(parts)


def version_2_hello(*ciphers: int) -> bytes:
    """The hello of SSL 2.0, with ciphers of three bytes."""
    body = b"\x01\x03\x01" + numbers(3 * len(ciphers), 0, 16)
    body += b"".join(one.to_bytes(3, "big") for one in ciphers) + bytes(16)
    return bytes([0x80, len(body)]) + body


# -- transport and network -------------------------------------------------------------------


def tcp(
    payload: bytes = b"",
    sequence: int = 1000,
    flags: int = ACK | PSH,
    ports: tuple[int, int] = (PORT, 443),
) -> bytes:
    """A TCP segment without options."""
    return (
        struct.pack(">HHIIBBHHH", *ports, sequence % (1 << 32), 1, 5 << 4, flags, 65_000, 0, 0)
        + payload
    )


def udp(payload: bytes, ports: tuple[int, int] = (PORT, 443)) -> bytes:
    """A UDP datagram without a checksum."""
    return struct.pack(">HHHH", *ports, 8 + len(payload), 0) + payload


def ip(
    data: bytes, protocol: int = TCP, ends: tuple[str, str] = (CLIENT, SERVER), place: int = 0
) -> bytes:
    """An IPv4 or IPv6 packet, by the form of its addresses; `place` is for IPv4 fragments."""
    source, target = (ip_address(end).packed for end in ends)
    if len(source) == 16:
        return struct.pack(">IHBB", 6 << 28, len(data), protocol, 64) + source + target + data
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(data), 77, place, 64, protocol, 0)
    return head + source + target + data


def ethernet(packet: bytes, tags: bytes = b"", ethertype: int | None = None) -> bytes:
    """An Ethernet frame around a packet; `tags` stand between the addresses and the type."""
    if ethertype is None:
        ethertype = 0x86DD if packet[0] >> 4 == 6 else 0x0800
    source = bytes.fromhex(MAC.replace(":", ""))
    return bytes(6) + source + tags + numbers(ethertype) + packet


# -- QUIC ------------------------------------------------------------------------------------

V1 = 0x00000001
SALTS = {
    V1: "38762cf7f55934b34d179ae6a4c80cadccbb7f0a",
    0x6B3343CF: "0dede3def700a6db819381be6e269dcbf9bd2ed9",
    0xFF00001D: "afbfec289993d24c9e9786f19c6111e04390a899",
}


def varint(value: int) -> bytes:
    """A number of variable length, in one, two or four bytes."""
    if value < 1 << 6:
        return bytes([value])
    if value < 1 << 14:
        return numbers(value | 0x4000)
    return (value | 0x8000_0000).to_bytes(4, "big")


def crypto(offset: int, data: bytes) -> bytes:
    """A CRYPTO frame."""
    return b"\x06" + varint(offset) + varint(len(data)) + data


def initial(
    frames: bytes,
    destination: bytes = b"\x83\x94\xc8\xf0\x3e\x51\x57\x08",
    *,
    keys_of: bytes | None = None,
    version: int = V1,
    number: int = 0,
    token: bytes = b"",
) -> bytes:
    """A client's Initial around frames, padded to 1,162 bytes as clients have to, and sealed."""
    frames = frames.ljust(1162, b"\0")
    kind = 0xD3 if version == 0x6B3343CF else 0xC3
    header = (
        bytes([kind])
        + version.to_bytes(4, "big")
        + vector(1, destination)
        + vector(1, b"")
        + varint(len(token))
        + token
        + varint(4 + len(frames) + 16)
        + number.to_bytes(4, "big")
    )
    key, iv, mask_key = _initial_keys(version, keys_of or destination)
    nonce = (int.from_bytes(iv, "big") ^ number).to_bytes(12, "big")
    sealed = AESGCM(key).encrypt(nonce, frames, header)
    mask = Cipher(AES(mask_key), ECB()).encryptor().update(sealed[:16])  # noqa: S305
    start = len(header) - 4
    hidden = bytes(a ^ b for a, b in zip(header[start:], mask[1:5], strict=True))
    return bytes([header[0] ^ mask[0] & 0x0F]) + header[1:start] + hidden + sealed


def _initial_keys(version: int, destination: bytes) -> tuple[bytes, bytes, bytes]:
    initial = hmac.digest(bytes.fromhex(SALTS.get(version, SALTS[V1])), destination, hashlib.sha256)
    client = _expand(initial, b"client in", 32)
    prefix = b"quicv2 " if version == 0x6B3343CF else b"quic "
    return (
        _expand(client, prefix + b"key", 16),
        _expand(client, prefix + b"iv", 12),
        _expand(client, prefix + b"hp", 16),
    )


def _expand(secret: bytes, label: bytes, size: int) -> bytes:
    info = size.to_bytes(2, "big") + vector(1, b"tls13 " + label) + b"\0\x01"
    return hmac.digest(secret, info, hashlib.sha256)[:size]


# -- DNS and STUN ----------------------------------------------------------------------------


def dns_name(name: str) -> bytes:
    """A name, label by label."""
    return b"".join(vector(1, part.encode()) for part in name.split(".")) + b"\0"


def dns_answer(name: str, *answers: tuple[int, bytes], kind: int = 1) -> bytes:
    """An answer to one question; each record is named by a pointer to the question."""
    message = numbers(7, 0x8180, 1, len(answers), 0, 0) + dns_name(name) + numbers(kind, 1)
    for answer_kind, data in answers:
        message += numbers(0xC00C, answer_kind, 1, 0, 60) + vector(2, data)
    return message


def stun(kind: int, transaction: bytes = b"t" * 12, mapped: str | None = None) -> bytes:
    """A STUN message, with an XOR-MAPPED-ADDRESS if one is given."""
    head = b"\x21\x12\xa4\x42" + transaction
    attributes = b""
    if mapped is not None:
        packed = ip_address(mapped).packed
        masked = bytes(a ^ b for a, b in zip(packed, head, strict=False))
        family = 1 if len(packed) == 4 else 2
        attributes = numbers(0x0020) + vector(2, bytes([0, family]) + b"\0\0" + masked)
    return numbers(kind, len(attributes)) + head + attributes


# -- files -----------------------------------------------------------------------------------


def pcap(
    *frames: bytes,
    linktype: int = 1,
    order: str = "<",
    nanoseconds: bool = False,
    start_ns: int = START_NS,
) -> bytes:
    """A pcap file with a frame each second."""
    magic = 0xA1B23C4D if nanoseconds else 0xA1B2C3D4
    parts = [struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 262_144, linktype)]
    for place, frame in enumerate(frames):
        seconds, rest = divmod(start_ns + place * SECOND, SECOND)
        fraction = rest if nanoseconds else rest // 1000
        parts.append(struct.pack(order + "IIII", seconds, fraction, len(frame), len(frame)))
        parts.append(frame)
    return b"".join(parts)


def block(order: str, kind: int, body: bytes) -> bytes:
    """A block of a pcapng file."""
    body += bytes(-len(body) % 4)
    length = struct.pack(order + "I", 12 + len(body))
    return struct.pack(order + "I", kind) + length + body + length


def section(order: str = "<") -> bytes:
    """The block that opens a section."""
    return block(order, 0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1))


def interface(linktype: int = 1, name: str = "", resolution: int = 6, order: str = "<") -> bytes:
    """The block that describes an interface; `resolution` is a negative power of ten."""
    options = b""
    for code, value in ((2, name.encode()), (9, bytes([resolution]))):
        options += struct.pack(order + "HH", code, len(value)) + value + bytes(-len(value) % 4)
    return block(order, 1, struct.pack(order + "HHI", linktype, 0, 0) + options)


def enhanced(frame: bytes, ticks: int, number: int = 0, order: str = "<") -> bytes:
    """A packet block: interface, time in the interface's unit, frame."""
    head = struct.pack(
        order + "IIIII", number, ticks >> 32, ticks & 0xFFFFFFFF, len(frame), len(frame)
    )
    return block(order, 6, head + frame)
