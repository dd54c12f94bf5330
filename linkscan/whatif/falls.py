"""Groups of tied stores in two scans of the same stores: which fall apart, which come to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from linkscan.scanned import Scanned


@dataclass(frozen=True, slots=True)
class Fall:
    """A group of tied stores and the parts, largest first, that are left of it."""

    accounts: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]

    @property
    def separated(self) -> int:
        """How many stores are no longer tied to the largest part that is left."""
        largest = len(self.parts[0])
        return len(self.accounts) - (largest if largest > 1 else 0)


def groups_of(scanned: Scanned) -> list[frozenset[int]]:
    """The accounts of each component, by its smallest account."""
    members: dict[int, set[int]] = defaultdict(set)
    for number, smallest in enumerate(scanned.components.tolist()):
        if smallest >= 0:
            members[smallest].add(number)
    return [frozenset(members[smallest]) for smallest in sorted(members)]


def find_falls(before: Scanned, after: Scanned) -> tuple[Fall, ...]:
    """Groups whose accounts are no longer one group."""
    falls = (fall_of(before, after, group) for group in groups_of(before))
    return tuple(fall for fall in falls if len(fall.parts) > 1)


def fall_of(before: Scanned, after: Scanned, group: Iterable[int]) -> Fall:
    """What is left of a group; one part where it does not fall apart."""
    parts: dict[int, list[int]] = defaultdict(list)
    for number in sorted(group):
        smallest = int(after.components[number])
        # One that is tied to nobody is a part of its own.
        parts[smallest if smallest >= 0 else -1 - number].append(number)
    ordered = sorted(parts.values(), key=lambda part: (-len(part), part))
    return Fall(ids_of(before, group), tuple(ids_of(before, part) for part in ordered))


def find_joined(before: Scanned, after: Scanned) -> tuple[tuple[str, ...], ...]:
    """Groups that hold accounts which were not in one group."""
    return tuple(
        ids_of(after, group)
        for group in groups_of(after)
        if len({int(before.components[n]) for n in group}) > 1
        or -1 in {int(before.components[n]) for n in group}
    )


def ids_of(scanned: Scanned, numbers: Iterable[int]) -> tuple[str, ...]:
    """The ids of accounts, sorted."""
    return tuple(scanned.joined[number].id for number in sorted(numbers))
