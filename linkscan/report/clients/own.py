"""What is one client's of a report: its stores, and what its values are called to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from fingerprints import KINDS
from linkscan.model import Citation, Identifier, Report

_ORDINAL = re.compile(r"(\w+)#(refused-)?\d+")


class Own:
    """The stores of one client in the report of all.

    A value whose id is an ordinal (`phone#7`: six others come before it) has an ordinal of its
    own here, given in the order in which the values are met.
    """

    def __init__(self, report: Report, stores: Collection[str]) -> None:
        self.report = report
        self.stores = frozenset(stores)
        self.accounts = {one.id: one for one in report.accounts if one.id in self.stores}
        self.machines = frozenset(id for one in self.accounts.values() for id in one.machines)
        self.links = tuple(one for one in report.links if one.account in self.stores)
        linked = {one.identifier for one in self.links}
        self.identifiers: tuple[Identifier, ...] = tuple(
            one
            for one in report.identifiers
            if one.id in linked or not self.stores.isdisjoint(one.accounts)
        )
        self.labels = {one.id: (one.kind, one.label) for one in self.identifiers}
        self._holders: dict[str, set[str]] = {}
        for account in self.accounts.values():
            for id in account.machines:
                self._holders.setdefault(id, set()).add(account.id)
        for one in self.identifiers:
            self._holders[one.id] = set(self.only(one.accounts))
        self._roles = {
            paper.identifier: {role for use in paper.uses if use.account in self.stores
                               for role in use.roles}
            for paper in report.ledger
        }  # fmt: skip
        self._ids: dict[str, str] = {}
        self._given: Counter[str] = Counter()
        for one in self.identifiers:
            self.value(one.id)

    def roles(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        """What the client's stores used values as, by the ledger."""
        return tuple(sorted({role for id in identifiers for role in self._roles.get(id, ())}))

    def only(self, stores: Iterable[str]) -> tuple[str, ...]:
        """Those of the stores that are the client's, in their order."""
        return tuple(id for id in stores if id in self.stores)

    def all(self, stores: Collection[str], total: int) -> bool:
        """Whether stores, of which there are `total`, are the client's to the last."""
        return total == len(stores) and self.stores.issuperset(stores)

    def value(self, id: str) -> str:
        """The id of a value in the client's report."""
        if id not in self._ids:
            self._ids[id] = self._given_anew(id)
        return self._ids[id]

    def node(self, id: str) -> str:
        """The id of a store or a value there."""
        return id if id in self.stores else self.value(id)

    def holders(self, id: str) -> Collection[str]:
        """The client's stores that have a value, or were used on a machine."""
        return self._holders.get(id, ())

    def cited(self) -> frozenset[str]:
        """The files whose rows are cited of the client's stores."""
        citations: list[Citation] = [where for one in self.links for where in one.evidence]
        citations += [
            use.where for paper in self.report.ledger for use in paper.uses
            if use.account in self.stores
        ]  # fmt: skip
        return frozenset(one.input for one in citations)

    def _given_anew(self, id: str) -> str:
        found = _ORDINAL.fullmatch(id)
        if not found or found[1] not in KINDS:
            return id
        family = f"{found[1]}#{found[2] or ''}"
        self._given[family] += 1
        return f"{family}{self._given[family]}"
