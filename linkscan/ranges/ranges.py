"""What one file says of address ranges, and the table that finds the narrowest of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from linkscan.ranges.block import Block, parse_network
from linkscan.ranges.known import Known


@dataclass(frozen=True, slots=True)
class Ranges:
    """What one file says.

    `date` is the day on which an MMDB was built or a CSV last changed (UTC); None for
    declared lines. `rows` counts the ranges, None where the form does not tell (MMDB);
    `rejected` are the lines, from 1, that name no range.
    """

    name: str
    date: date | None
    rows: int | None
    rejected: tuple[int, ...]
    look_up: Callable[[Block], Known | None] = field(repr=False, compare=False)

    def find(self, address: str) -> Known | None:
        """What the narrowest range that holds all of an end point says; None if none does.

        Args:
            address: The key of an address: IPv4, or an IPv6 network such as 2001:db8::/64.
        """
        block = parse_network(address)
        return None if block is None else self.look_up(block)


class RangeTable:
    """Ranges held as the networks they consist of, by prefix length.

    A look-up takes one step for each prefix length met, however many ranges there are. Of
    ranges that are equally wide the one added first counts.
    """

    def __init__(self) -> None:
        self._networks: dict[tuple[int, int], dict[int, tuple[int, Known]]] = {}
        self._shared: dict[tuple[int, Known], tuple[int, Known]] = {}  # many rows, few texts

    def add(self, block: Block, known: Known) -> None:
        """Say of all addresses of `block` what is known of them."""
        entry = (block.size, known)
        entry = self._shared.setdefault(entry, entry)
        for length, network in block.networks():
            told = self._networks.setdefault((block.bits, length), {})
            if (old := told.get(network)) is None or entry[0] < old[0]:
                told[network] = entry

    def look_up(self, block: Block) -> Known | None:
        """What is said of the narrowest range that holds a whole network."""
        # A network within a range lies in exactly one of the networks that make the range up.
        entries = (
            told.get(block.first >> bits - length)
            for (bits, length), told in self._networks.items()
            if bits == block.bits and length <= block.length
        )
        best = min(filter(None, entries), key=lambda entry: entry[0], default=None)
        return best and best[1]
