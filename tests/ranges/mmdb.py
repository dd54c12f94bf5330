"""A writer of small MMDB files, since none of others may be committed.

MaxMind DB file format 2.0: a binary tree over the bits of addresses, 16 zero bytes, the
records, a mark, and what the file says of itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network, ip_network
from pathlib import Path
from typing import TypeAlias

Value: TypeAlias = "str | bool | int | list[Value] | dict[str, Value]"

_MARK = b"\xab\xcd\xefMaxMind.com"
_EMPTY = -1


def write_mmdb(
    path: Path,
    networks: Mapping[str, Value],
    ip_version: int = 6,
    kind: str = "Test-Networks",
    built: int = 1_790_812_800,
) -> Path:
    """Write a file that holds a record for each network; networks do not overlap."""
    tree = [[_EMPTY, _EMPTY]]
    leaves: dict[tuple[int, int], int] = {}  # where in the tree a record hangs
    data = b""
    for text, value in networks.items():
        bits = _bits(text, ip_version)
        node = 0
        for bit in bits[:-1]:
            if tree[node][bit] == _EMPTY:
                tree.append([_EMPTY, _EMPTY])
                tree[node][bit] = len(tree) - 1
            node = tree[node][bit]
        leaves[node, bits[-1]] = len(data)
        data += _encoded(value)
    body = b""
    for node, sides in enumerate(tree):
        for bit, child in enumerate(sides):
            empty = len(tree) if child == _EMPTY else child
            offset = leaves.get((node, bit))
            record = empty if offset is None else len(tree) + 16 + offset
            body += record.to_bytes(3, "big")
    # Readers demand just these widths of numbers.
    about = {
        "node_count": _number(6, len(tree)),
        "record_size": _number(5, 24),
        "ip_version": _number(5, ip_version),
        "database_type": _encoded(kind),
        "languages": _encoded(["en"]),
        "binary_format_major_version": _number(5, 2),
        "binary_format_minor_version": _number(5, 0),
        "build_epoch": _number(9, built),
        "description": _encoded({"en": "made by a test"}),
    }
    path.write_bytes(body + bytes(16) + data + _MARK + _map(about))
    return path


def _bits(text: str, ip_version: int) -> list[int]:
    network = ip_network(text)
    lead = 96 if ip_version == 6 and isinstance(network, IPv4Network) else 0
    number = int(network.network_address)
    top = network.max_prefixlen - 1
    return [0] * lead + [number >> top - i & 1 for i in range(network.prefixlen)]


def _encoded(value: Value) -> bytes:
    if isinstance(value, str):
        raw = value.encode()
        return _control(2, len(raw)) + raw
    if isinstance(value, bool):
        return _control(14, int(value))
    if isinstance(value, int):
        return _number(6, value)
    if isinstance(value, list):
        return _control(11, len(value)) + b"".join(map(_encoded, value))
    return _map({key: _encoded(item) for key, item in value.items()})


def _map(pairs: Mapping[str, bytes]) -> bytes:
    return _control(7, len(pairs)) + b"".join(_encoded(k) + pair for k, pair in pairs.items())


def _number(kind: int, value: int) -> bytes:
    """A number of 16 (kind 5), 32 (6) or 64 bits (9), without leading zero bytes."""
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return _control(kind, len(raw)) + raw


def _control(kind: int, size: int) -> bytes:
    """The byte or bytes that say what follows and how long it is."""
    short, more = (size, b"") if size < 29 else (29, bytes([size - 29]))
    if kind < 8:
        return bytes([kind << 5 | short]) + more
    return bytes([short, kind - 7]) + more
