"""Labelled records of sites, companies and persons, linked by equality of normalised forms.

The baseline for near-duplicate registrations, which come later: no edit distance, no training.
One rule for every file, in the manner of the product: a shared value of a kind that ties (a
phone, a mailbox, a number) links two records; so do soft values (names, postal addresses) of
two groups that together outweigh the prior, or of one group where the file has no second.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.accuracy.score import (
    Pair,
    Score,
    b_cubed,
    components,
    pairs_within,
    score_pairs,
)
from fingerprints import KINDS, Identifier, identify
from linkscan.weighing.bits import POSITIVE, PRIOR, prior_bits, weigh

Row = Mapping[str, str]
Key = tuple[str, str]
"""Kind and key of a value."""

PLAIN_KINDS = {"birth date": 1 / 20_000, "town": 1 / 100}
"""Chance agreement of what linkscan has no kind for, compared as folded text (ours: 55 years of
days; a hundred towns)."""


@dataclass(frozen=True, slots=True)
class Field:
    """Columns that together hold one value of a kind; `before` is put before it."""

    kind: str
    columns: tuple[str, ...]
    region: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A labelled file: how to read it, and what another tool is published to reach.

    `groups` is how many groups of soft evidence must agree. `peer` gives F1 of pairs, F1 after
    components and B-cubed F1 where published.
    """

    file: str
    truth: Callable[[Row], str]
    fields: tuple[Field, ...]
    peer: str
    published: tuple[float | None, float | None, float | None]
    groups: int = 2


@dataclass(frozen=True, slots=True)
class Reached:
    """How right the links of a file are, in the three ways in which they are counted."""

    records: int
    pairs: Score
    closed: Score
    b_cubed: Score


def _column(name: str) -> Callable[[Row], str]:
    return lambda row: row[name].strip()


def febrl_owner(row: Row) -> str:
    """The original of a Febrl record: `rec-12-dup-3` is a copy of 12, and so is 123."""
    id_ = row["rec_id"].strip()
    # Where ids are numbers, the last digit counts the copies of one original.
    return id_.split("-")[1] if id_.startswith("rec-") else str(int(id_) // 10)


_FEBRL = (
    Field("person", ("given_name", "surname")),
    Field("birth date", ("date_of_birth",)),
    Field("address", ("street_number", "address_1", "suburb")),
    Field("phone", ("phone_number",), region="AU"),
    Field("document", ("soc_sec_id",)),
)

DATASETS = (
    Dataset(
        "ece.csv",
        _column("True Id"),
        (
            Field("company", ("Site name",)),
            Field("address", ("Address",)),
            # All sites lie in Chicago, and their numbers are written without its area code.
            Field("phone", ("Phone",), region="US", before="312 "),
        ),
        "Splink 5, whole file",
        (0.890, 0.867, 0.937),
    ),
    Dataset(
        "patstat.csv",
        _column("leuven_id"),
        (Field("company", ("person_name",)),),
        "Splink 5, this half",
        (None, 0.500, 0.649),
        groups=1,  # the name is all that is comparable
    ),
    Dataset(
        "fake_1000.csv",
        _column("cluster"),
        (
            Field("person", ("first_name", "surname")),
            Field("birth date", ("dob",)),
            Field("town", ("city",)),
            Field("email", ("email",)),
        ),
        "Splink 5",
        (0.825, 0.928, 0.946),
    ),
    Dataset("dsgen_dataset_A_1000.csv", febrl_owner, _FEBRL, "", (None, None, None)),
    Dataset(
        "dsgen_dataset_C_1000.csv",
        febrl_owner,
        _FEBRL,
        "Splink 5, 10,000 of it",
        (0.918, 0.991, 0.996),
    ),
)


def reach(path: Path, dataset: Dataset) -> Reached:
    """Link the records of a file, and compare with its labels."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    true = [dataset.truth(row) for row in rows]
    said = link([list(keys(row, dataset.fields)) for row in rows], dataset.groups)
    labels = components(len(rows), said)
    true_pairs = pairs_within(true)
    return Reached(
        records=len(rows),
        pairs=score_pairs(said, true_pairs),
        closed=score_pairs(pairs_within(labels), true_pairs),
        b_cubed=b_cubed(labels, true),
    )


def keys(row: Row, fields: Iterable[Field]) -> Iterator[Key]:
    """What a record can be compared by; a person needs both names, other values any part."""
    for field in fields:
        parts = [part for column in field.columns if (part := row[column].strip())]
        whole = len(parts) == len(field.columns)
        if not parts or (field.kind == "person" and not whole):
            continue
        text = field.before + " ".join(parts)
        if field.kind in PLAIN_KINDS:
            yield field.kind, text.casefold()
        elif isinstance(found := identify(field.kind, text, field.region), Identifier):
            yield found.kind, found.key


def link(records: Sequence[Sequence[Key]], groups: int) -> set[Pair]:
    """Pairs of records that share a key that ties, or enough soft ones."""
    members: dict[Key, list[int]] = {}
    for number, held in enumerate(records):
        for key in dict.fromkeys(held):
            members.setdefault(key, []).append(number)
    linked: set[Pair] = set()
    soft: dict[Pair, dict[str, float]] = {}
    for (kind, _key), numbers in members.items():
        pairs = combinations(numbers, 2)
        if kind in KINDS and KINDS[kind].tie == "hard":
            linked.update(pairs)
            continue
        group, bits = _worth(kind)
        for pair in pairs:
            best = soft.setdefault(pair, {})
            best[group] = max(bits, best.get(group, 0.0))
    enough = prior_bits(PRIOR) + POSITIVE
    linked.update(
        pair for pair, best in soft.items() if len(best) >= groups and sum(best.values()) >= enough
    )
    return linked


def _worth(kind: str) -> tuple[str, float]:
    """The group of a soft kind, and the bits of an agreement; records never age."""
    if kind in PLAIN_KINDS:
        return kind, weigh(1.0, PLAIN_KINDS[kind])
    return KINDS[kind].group, weigh(1.0, KINDS[kind].u)
