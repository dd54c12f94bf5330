"""The graph of accounts and ties as arrays: two kinds of node, one kind of edge."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes 0..accounts-1 are accounts, those after them ties; an edge where an account has
    the key of a tie. Edges are sorted by account, then tie.

    An account that is compared on several platforms is a node on each, see
    `linkscan.linking.places`: its own number first, the others behind those of all accounts.
    """

    accounts: int
    ties: int
    edge_accounts: Numbers
    edge_ties: Numbers
    edge_bits: Weights  # what the value says of this account and the nearest other one
    edge_attested: Flags  # the value is of grade A or B on the platform
    further: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """The account of each of the last of the nodes that are accounts, ascending."""

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return self.accounts + self.ties

    @property
    def firsts(self) -> int:
        """How many accounts there are, each counted once."""
        return self.accounts - len(self.further)

    def account(self, node: int) -> int:
        """The number of the account that a node is."""
        return node if node < self.firsts else int(self.further[node - self.firsts])

    def places(self, accounts: Numbers) -> Numbers:
        """All nodes of some accounts, their own numbers first."""
        begins = np.searchsorted(self.further, accounts)
        ends = np.searchsorted(self.further, accounts, side="right")
        others = [np.arange(begin, end) + self.firsts
                  for begin, end in zip(begins, ends, strict=True) if begin < end]  # fmt: skip
        return np.concatenate([accounts, *others])

    def edges(self, chosen: Flags | None = None) -> list[tuple[int, int]]:
        """Pairs of node numbers, account first: of all edges or of the chosen ones."""
        which = slice(None) if chosen is None else chosen
        ties = self.accounts + self.edge_ties[which]
        return list(zip(self.edge_accounts[which].tolist(), ties.tolist(), strict=True))

    def neighbours(self, chosen: Flags) -> tuple[Numbers, Numbers, Numbers]:
        """Adjacency over the chosen edges, as (starts, ends, edges): the neighbours of node n
        are `ends[starts[n]:starts[n + 1]]`, in ascending order; `edges` are the numbers of the
        edges to them, among all."""
        left = self.edge_accounts[chosen]
        right = self.accounts + self.edge_ties[chosen]
        sources, targets = np.concatenate([left, right]), np.concatenate([right, left])
        order = np.lexsort((targets, sources))
        starts = np.zeros(self.nodes + 1, dtype=np.int64)
        np.cumsum(np.bincount(sources, minlength=self.nodes), out=starts[1:])
        numbers = np.flatnonzero(chosen)
        return starts, targets[order], np.concatenate([numbers, numbers])[order]
