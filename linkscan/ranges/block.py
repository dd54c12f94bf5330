"""A block of addresses: a network or a range, read from text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fingerprints.address import packed_address

_MAPPED = 0xFFFF  # the leading 96 bits of ::ffff:0:0/96, RFC 4291


@dataclass(frozen=True, slots=True)
class Block:
    """The addresses `first` to `last` as numbers of `bits` bits (32 or 128)."""

    bits: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many addresses it holds."""
        return self.last - self.first + 1

    @property
    def length(self) -> int:
        """The prefix length of the smallest network of this size or more."""
        return self.bits - (self.size - 1).bit_length()

    def networks(self) -> Iterator[tuple[int, int]]:
        """The fewest networks that make it up: prefix length and leading bits of each."""
        first = self.first
        while first <= self.last:
            aligned = (first & -first).bit_length() - 1 if first else self.bits
            host_bits = min(aligned, (self.last - first + 1).bit_length() - 1)
            yield self.bits - host_bits, first >> host_bits
            first += 1 << host_bits

    def widened(self, prefix: int) -> Block:
        """The whole network of `prefix` bits where an IPv6 block is only part of one."""
        if self.bits == 32 or self.length <= prefix:
            return self
        hosts = (1 << 128 - prefix) - 1
        return Block(128, self.first & ~hosts, self.first | hosts)


def parse_network(text: str) -> Block | None:
    """The addresses of a network as written, or of a single address; None if it is neither.

    203.0.113.7/24 is neither: whether the address or its network is meant cannot be told.
    IPv4 addresses written as IPv6 (::ffff:203.0.113.7) are IPv4 addresses.
    """
    address, slash, length = text.strip().partition("/")
    packed = packed_address(address)
    if packed is None or (slash and not (length.isascii() and length.isdigit())):
        return None
    bits = 8 * len(packed)
    host_bits = bits - int(length[:4]) if slash else 0
    first = int.from_bytes(packed, "big")
    if host_bits < 0 or first & (1 << host_bits) - 1:
        return None
    return _unmapped(Block(bits, first, first | (1 << host_bits) - 1))


def parse_range(start: str, end: str) -> Block | None:
    """The addresses from one to another, both included; None if they are not a range."""
    first, last = packed_address(start.strip()), packed_address(end.strip())
    if first is None or last is None or len(first) != len(last) or first > last:
        return None
    return _unmapped(
        Block(8 * len(first), int.from_bytes(first, "big"), int.from_bytes(last, "big"))
    )


def _unmapped(block: Block) -> Block:
    if block.bits == 32 or not block.first >> 32 == block.last >> 32 == _MAPPED:
        return block
    return Block(32, block.first & 0xFFFFFFFF, block.last & 0xFFFFFFFF)
