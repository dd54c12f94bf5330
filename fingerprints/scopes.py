"""What the range of an IP address is for: private, carrier, documentation, ..., or public."""

from __future__ import annotations

import socket
from bisect import bisect_right
from functools import cache

from fingerprints.tables import load

_FAMILY = {4: socket.AF_INET, 16: socket.AF_INET6}


def scope_of(packed: bytes) -> str | None:
    """The scope of a packed address (4 or 16 bytes); None if it is public."""
    starts, scopes = _scopes(len(packed))
    return scopes[bisect_right(starts, packed) - 1]


@cache
def _scopes(size: int) -> tuple[list[bytes], list[str | None]]:
    """All addresses of `size` bytes cut into runs of one scope: first address, scope."""
    ranges = [
        (*_bounds(text, size), entry["name"])
        for entry in load("address_scopes")["scope"]
        for text in entry["ranges"]
        if (":" in text) == (size == 16)
    ]
    # The widest first, so that in the loop below the narrowest that holds an address is last.
    ranges.sort(key=lambda bounds: bounds[0] - bounds[1])
    cuts = {0} | {first for first, _, _ in ranges} | {last + 1 for _, last, _ in ranges}
    starts = sorted(cut for cut in cuts if cut < 1 << 8 * size)
    scopes: list[str | None] = []
    for start in starts:
        scope = None
        for first, last, name in ranges:
            if first <= start <= last:
                scope = name
        scopes.append(scope)
    return [start.to_bytes(size, "big") for start in starts], scopes


def _bounds(text: str, size: int) -> tuple[int, int]:
    """First and last address of a network in CIDR form."""
    network, _, length = text.partition("/")
    first = int.from_bytes(socket.inet_pton(_FAMILY[size], network), "big")
    return first, first + (1 << 8 * size - int(length)) - 1
