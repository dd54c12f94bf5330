"""Pairs of real browsers, linked by the weights of their attributes alone.

FP-Stalker's extension collected the fingerprints over years. A pair's attribute agrees where
its similarity is 1. Nothing is fitted: m and u are the published figures, and a pair is linked
where its bits outweigh the prior.
"""

from __future__ import annotations

import csv
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.accuracy.score import Score, score_counts
from linkscan.weighing.bits import PRIOR, prior_bits, weigh

PAIRS = "fpstalker_pairs.csv"
ATTRIBUTES = Path(__file__).with_name("browser_attributes.toml")

PUBLISHED = (
    ("exact fingerprint (published)", 0.342),
    ("FP-Stalker's rules (published)", 0.798),
    ("random forest, trained (published)", 0.988),
)
"""F1 of others on the whole collection, from the corpus README."""

NO_ATTRIBUTES = frozenset({"same_browser", "gap_days", "flashActiveBoth"})
"""Columns that are no attribute: the truth, the gap, and whether Flash ran at all."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """How often it agrees by chance (u), and in one browser by time gap (m from `days` on)."""

    group: str
    u: float
    m: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Attributes:
    """All attributes that count, by column, and those that must agree for any to count."""

    days: tuple[int, ...]
    gates: tuple[str, ...]
    by_name: Mapping[str, Attribute]


@dataclass(frozen=True, slots=True)
class PairOfBrowsers:
    """Which attributes agree, how far apart in time, and whether it is one browser."""

    agrees: frozenset[str]
    attributes: int  # how many there are
    gap_days: float
    same: bool


def read_pairs(path: Path) -> list[PairOfBrowsers]:
    """The pairs of a file of this form."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            PairOfBrowsers(
                agrees=frozenset(
                    name
                    for name, similarity in row.items()
                    if name not in NO_ATTRIBUTES and float(similarity) >= 1
                ),
                attributes=len(row.keys() - NO_ATTRIBUTES),
                gap_days=float(row["gap_days"]),
                same=row["same_browser"] == "1",
            )
            for row in csv.DictReader(file)
        ]


def bits(pair: PairOfBrowsers) -> float:
    """The best attribute of each group, summed; nothing where system or family differ."""
    known = attributes()
    if not pair.agrees.issuperset(known.gates):
        return 0.0
    step = bisect_right(known.days, pair.gap_days) - 1
    best: dict[str, float] = {}
    for name in pair.agrees & known.by_name.keys():
        one = known.by_name[name]
        best[one.group] = max(best.get(one.group, 0.0), weigh(one.m[step], one.u))
    return sum(best.values())


def by_weights(pairs: Sequence[PairOfBrowsers]) -> Score:
    """The score of the weights."""
    return _score(pairs, (bits(pair) > prior_bits(PRIOR) for pair in pairs))


def by_equality(pairs: Sequence[PairOfBrowsers]) -> Score:
    """The score of the plain rule that every attribute must agree."""
    return _score(pairs, (len(pair.agrees) == pair.attributes for pair in pairs))


@cache
def attributes() -> Attributes:
    """The published figures."""
    content = tomllib.loads(ATTRIBUTES.read_text("utf-8"))
    return Attributes(
        days=tuple(content["days"]),
        gates=tuple(content["gates"]),
        by_name={
            name: Attribute(one["group"], one["u"], tuple(one["m"]))
            for name, one in content["attributes"].items()
        },
    )


def _score(pairs: Sequence[PairOfBrowsers], linked: Iterable[bool]) -> Score:
    said = list(linked)
    right = sum(pair.same for pair, one in zip(pairs, said, strict=True) if one)
    return score_counts(right, sum(said), sum(pair.same for pair in pairs))
