"""Reading bytes of strangers from front to back: a length that does not fit is invalid."""

from __future__ import annotations

import struct

CODES = {1: "B", 2: "H"}


class Invalid(ValueError):
    """These bytes are not what they would have to be; the text is one word for counting."""


class Cursor:
    """A place in bytes that moves forward as fields are taken, and never past the end."""

    __slots__ = ("_at", "_data", "_reason")

    def __init__(self, data: bytes, reason: str) -> None:
        """Read `data`; where it ends too early, `Invalid(reason)` is raised."""
        self._data = data
        self._at = 0
        self._reason = reason

    @property
    def left(self) -> int:
        """How many bytes have not been taken."""
        return len(self._data) - self._at

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        start, end = self._at, self._at + size
        if end > len(self._data):
            raise Invalid(self._reason)
        self._at = end
        return self._data[start:end]

    def number(self, size: int) -> int:
        """The next `size` bytes as a number in network order."""
        return int.from_bytes(self.take(size), "big")

    def vector(self, size: int) -> Cursor:
        """What follows a length of `size` bytes, as a cursor of its own."""
        return Cursor(self.take(self.number(size)), self._reason)

    def rest(self) -> bytes:
        """All bytes that have not been taken."""
        return self.take(self.left)

    def numbers(self, size: int) -> tuple[int, ...]:
        """All that is left, as numbers of one or two bytes each."""
        if self.left % size:
            raise Invalid(self._reason)
        rest = self.rest()
        return struct.unpack(f">{len(rest) // size}{CODES[size]}", rest)
