"""What is one client's of a report: its stores, and what its values are called to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

from fingerprints import KINDS
from linkscan.model import Citation, Identifier, Report
from linkscan.rules.vocabulary import canonical_text

LEFT_OUT = "…"
"""Stands for a text of the client's rows, or the name of their file, that names others."""

_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
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
        self._told: dict[tuple[str, bool], bool] = {}
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

    def text(self, text: str) -> str:
        """A text of the client's rows, unless it names another client or a store of others: the
        reason of a ban often says to whom."""
        return self._kept(text, short=False)

    def file(self, name: str) -> str:
        """The name of a file, unless a word of it is one of such a name: a short form is usual."""
        return self._kept(name, short=True)

    def place(self, where: Citation) -> Citation:
        """Where a row of the client stands; a file of several clients may be called by another."""
        sheet, member = (name and self.file(name) for name in (where.sheet, where.member))
        return replace(where, input=self.file(where.input), sheet=sheet, member=member)

    def cited(self) -> frozenset[str]:
        """The files whose rows are cited of the client's stores."""
        citations: list[Citation] = [where for one in self.links for where in one.evidence]
        citations += [
            use.where for paper in self.report.ledger for use in paper.uses
            if use.account in self.stores
        ]  # fmt: skip
        return frozenset(one.input for one in citations)

    def _kept(self, text: str, short: bool) -> str:
        if (text, short) not in self._told:
            said = _folded(text)
            named = self._names_others(said) or (short and self._is_called_by_others(said))
            self._told[text, short] = not named
        return text if self._told[text, short] else LEFT_OUT

    def _names_others(self, said: str) -> bool:
        return any(name in said and _as_word(name, said) for name in self._names)

    def _is_called_by_others(self, said: str) -> bool:
        words = {word for word in said.split() if not word.isdecimal()}
        # Where words are not parted, a short form is a piece of a name.
        pieces = [word for word in words if len(word) > 1 and not word.isascii()]
        return any(
            not words.isdisjoint(name.split()) or any(piece in name for piece in pieces)
            for name in self._names
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names of other clients and of their stores, as folded."""
        mine: set[str] = set()
        theirs: set[str] = set()
        for one in self.report.accounts:
            names = mine if one.id in self.stores else theirs
            names.update(map(_folded, (*one.spellings, one.name, one.client or "")))
        return frozenset(theirs - mine - {""})

    def _given_anew(self, id: str) -> str:
        found = _ORDINAL.fullmatch(id)
        if not found or found[1] not in KINDS:
            return id
        family = f"{found[1]}#{found[2] or ''}"
        self._given[family] += 1
        return f"{family}{self._given[family]}"


def _folded(text: str) -> str:
    """The words of a text, Latin ones apart from those of other scripts."""
    return " ".join(_WORD.findall(canonical_text(text)))


def _as_word(name: str, text: str) -> bool:
    """Whether a name stands in a text by itself, and not within a longer Latin word."""
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text))
