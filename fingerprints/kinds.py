"""The kinds of identifier: whether they tie accounts, how well attested, and what they weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fingerprints.tables import LazyTable, load

Tie = Literal["hard", "soft", "operator", "none"]
Strength = Literal["document", "device", "address", "operator", "other"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a shared value of one kind is worth.

    `group` names values that come and go together (of one group only the best counts);
    `tie` says whether equality alone ties accounts ("hard"; "operator" only across companies
    or to a suspended store), adds to a tie ("soft", "none"); `grade` how well the signal is
    attested (A the platform's own words, B those who see its notices, C lore, D doubtful);
    `masked` whether the value is personal and hidden; `visible` whether a web page can see it.

    `u` is how often two unrelated accounts of the world agree by chance, `classes` what it is
    where the class of the value changes that; `agreement` names the table of `AGREEMENTS` that
    says how often one operator's two accounts agree; `worth` is how many accounts of a file of
    strangers `u` outweighs. A `gated` kind counts only where browser and system agree too.
    """

    name: str
    group: str
    tie: Tie
    strength: Strength
    grade: str
    masked: bool
    source: str
    date: str
    visible: bool
    u: float
    u_source: str
    agreement: str
    worth: int
    gated: bool = False
    classes: Mapping[str, float] = field(default_factory=dict)


def _kinds() -> dict[str, Kind]:
    return {name: Kind(name=name, **entry) for name, entry in load("kinds").items()}


KINDS: Mapping[str, Kind] = LazyTable(_kinds)
