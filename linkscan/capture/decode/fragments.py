"""IP fragments put together: a bounded table, so that a flood of halves cannot fill memory.

Of overlapping fragments the first stays, as a later one may be forged (RFC 5722).
"""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST_PACKET = 65_535
WAITING = 256
"""Packets that are incomplete at one time; the oldest gives way."""
PATIENCE_NS = 30_000_000_000
"""Linux gives an incomplete packet 30 seconds (ipfrag_time)."""


@dataclass(slots=True)
class _Parts:
    since_ns: int
    pieces: dict[int, bytes] = field(default_factory=dict)
    length: int | None = None
    size: int = 0


class Fragments:
    """Packets of which some fragments have come."""

    def __init__(self) -> None:
        self._waiting: dict[bytes, _Parts] = {}
        self._given_up = 0

    @property
    def incomplete(self) -> int:
        """Packets of which some fragments never came, so far."""
        return self._given_up + len(self._waiting)

    def add(self, key: bytes, offset: int, data: bytes, last: bool, at_ns: int) -> bytes | None:
        """The whole content of the packet `key` once no piece of it is missing; else None."""
        parts = self._waiting.get(key)
        if parts is None or not 0 <= at_ns - parts.since_ns <= PATIENCE_NS:
            self._given_up += self._waiting.pop(key, None) is not None
            while len(self._waiting) >= WAITING:
                del self._waiting[next(iter(self._waiting))]
                self._given_up += 1
            parts = self._waiting[key] = _Parts(at_ns)
        if data and offset not in parts.pieces and parts.size + len(data) <= LONGEST_PACKET:
            parts.pieces[offset] = data
            parts.size += len(data)
        if last:
            parts.length = offset + len(data)
        whole = _joined(parts)
        if whole is not None:
            del self._waiting[key]
        return whole


def _joined(parts: _Parts) -> bytes | None:
    if parts.length is None or parts.size < parts.length:
        return None
    whole = bytearray()
    for offset in sorted(parts.pieces):
        if offset > len(whole):
            return None
        whole += parts.pieces[offset][len(whole) - offset :]
    return bytes(whole[: parts.length]) if len(whole) >= parts.length else None
