"""What a user wants tried, found in the files: what is told of it, and the edits that it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkscan.rows.edits import Edits


@dataclass(frozen=True, slots=True)
class Given:
    """The cell that a moved row gets in one column: the most frequent of `among` values."""

    kind: str
    label: str
    among: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to try, found in the files.

    `what` is the identifier that goes (`kind`, `label`), or the store that moves to machine
    `to`, which gives its rows `given`; `new` says that no row of the files names that machine.
    `cells` counts the cells, or the sign-ins, that change.
    """

    what: str
    kind: str  # of the identifier; "" for a move
    label: str
    to: str = ""
    new: bool = False
    given: tuple[Given, ...] = ()
    cells: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal, its edits, and which keys its accounts lose by it.

    `keys` are numbers; `account` is the store that loses them, None: all that have them.
    """

    proposal: Proposal
    edits: Edits
    keys: frozenset[int]
    account: int | None = None


def join_edits(found: Iterable[Found]) -> Edits:
    """All edits at once."""
    edits = [one.edits for one in found]
    return Edits(
        frozenset(cell for one in edits for cell in one.seen),
        frozenset(paper for one in edits for paper in one.papers),
        tuple(move for one in edits for move in one.moves),
    )
