"""The kinds of identifier: whether they tie accounts, how well that is attested, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fingerprints.tables import LazyTable, load

Tie = Literal["hard", "soft", "none"]
Strength = Literal["document", "device", "address", "other"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a shared value of one kind is worth.

    `group` names values that come and go together (of one group only the best counts);
    `tie` says whether equality alone ties accounts ("hard"), adds to a tie ("soft") or does
    neither; `grade` how well the signal is attested (A the platform's own words, B those who
    see its notices, C lore, D doubtful); `masked` whether the value is personal and hidden.
    """

    name: str
    group: str
    tie: Tie
    strength: Strength
    grade: str
    masked: bool
    source: str
    date: str


def _kinds() -> dict[str, Kind]:
    return {name: Kind(name=name, **entry) for name, entry in load("kinds").items()}


KINDS: Mapping[str, Kind] = LazyTable(_kinds)
