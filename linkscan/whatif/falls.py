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
    def apart(self) -> frozenset[str]:
        """The stores that are no longer tied to the largest part that is left."""
        return frozenset(self.accounts).difference(self.parts[0] if len(self.parts[0]) > 1 else ())

    @property
    def separated(self) -> int:
        """How many these are."""
        return len(self.apart)


@dataclass(frozen=True, slots=True)
class Tied:
    """Stores that are one group on a platform; one of no known platform may be of several."""

    number: int  # the smallest node of the component
    scope: str
    accounts: frozenset[int]


def groups_of(scanned: Scanned) -> list[Tied]:
    """The components, by their smallest account."""
    members: dict[int, set[int]] = defaultdict(set)
    for node, smallest in enumerate(scanned.places.tolist()):
        if smallest >= 0:
            members[smallest].add(scanned.graph.account(node))
    return [Tied(smallest, scanned.scopes[smallest], frozenset(members[smallest]))
            for smallest in sorted(members)]  # fmt: skip


def find_falls(before: Scanned, after: Scanned) -> tuple[Fall, ...]:
    """Groups whose accounts are no longer one group."""
    left = Left(after)
    falls = map(left.fall, groups_of(before))
    return tuple(fall for fall in falls if len(fall.parts) > 1)


class Left:
    """The groups of a scan, in which is looked for what is left of those of another one."""

    def __init__(self, scanned: Scanned) -> None:
        self._scanned = scanned
        self._groups: dict[int, list[Tied]] = defaultdict(list)
        for group in groups_of(scanned):
            for account in group.accounts:
                self._groups[account].append(group)

    def fall(self, group: Tied) -> Fall:
        """What is left of a group; one part where it does not fall apart."""
        parts = tuple(ids_of(self._scanned, part) for part in self._parts(group))
        return Fall(ids_of(self._scanned, group.accounts), parts)

    def _parts(self, group: Tied) -> list[list[int]]:
        found = {
            one.accounts & group.accounts
            for account in group.accounts
            for one in self._groups[account]
            # Stores without a platform may be tied to each other alone now.
            if group.scope in (one.scope, "") or not one.scope
        }
        parts, alone = [], set(group.accounts)
        for part in sorted(found, key=lambda part: (-len(part), sorted(part))):
            if part & alone:
                parts.append(part & alone)
                alone -= part
        # One that is tied to nobody is a part of its own.
        parts += [frozenset({number}) for number in alone]
        return sorted(map(sorted, parts), key=lambda part: (-len(part), part))

    def holds(self, accounts: frozenset[int]) -> bool:
        """Whether accounts are in one group."""
        return any(accounts <= one.accounts for one in self._groups[min(accounts)])


def find_joined(before: Scanned, after: Scanned) -> tuple[tuple[str, ...], ...]:
    """Groups that hold accounts which were not in one group."""
    recorded = Left(before)
    return tuple(
        ids_of(after, group.accounts)
        for group in groups_of(after)
        if not recorded.holds(group.accounts)
    )


def ids_of(scanned: Scanned, numbers: Iterable[int]) -> tuple[str, ...]:
    """The ids of accounts, sorted."""
    return tuple(scanned.joined[number].id for number in sorted(numbers))
