"""What linkscan says of a world, read from its report alone."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import linkscan
from benchmarks.accuracy.score import Pair, Score, components, pairs_within, score_pairs
from benchmarks.accuracy.world import NOW, Bond, World, write_world
from linkscan.config import Settings
from linkscan.model import Finding, Report

SAID: tuple[str, ...] = ("critical", "high", "medium")
"""Levels at which a finding says "tied"; below it says that it is too weak for that."""

Names: TypeAlias = Mapping[str, str]
"""Names of accounts as written, by the report's ids."""
Rows: TypeAlias = Mapping[str, list[list[str]]]
"""The cells of each file, line by line: no cell of ours holds a line break."""


@dataclass(frozen=True, slots=True)
class Ours:
    """What linkscan found in a world.

    `explained` is the share of the truly shared values of which a finding cites, for each of
    their stores, a line of the files where the value stands. `top` is how many stores the
    first finding has, `findings` how many there are that say "tied".
    """

    score: Score
    explained: float
    findings: int
    top: int


def judge(world: World) -> Ours:
    """Scan the files of a world, and compare what the report says with the truth."""
    with tempfile.TemporaryDirectory() as folder:
        write_world(world, Path(folder))
        settings = Settings(now=NOW, zone="UTC", mode=world.mode)
        with linkscan.scan(folder, settings=settings) as result:
            return compare(world, result.report, Path(folder))


def compare(world: World, report: Report, folder: Path) -> Ours:
    """How right a report on the files in `folder` is."""
    names = {account.id: account.name for account in report.accounts}
    said = [one for one in report.findings if one.scope == "platform" and one.level in SAID]
    labels = components(len(world.accounts), _pairs(world.accounts, said, names))
    rows = {path.name: _read(path) for path in folder.iterdir()}
    cited = [_cited(finding, names, rows) for finding in said]
    told = sum(any(_tells(lines, bond) for lines in cited) for bond in world.bonds)
    return Ours(
        score=score_pairs(pairs_within(labels), pairs_within(world.true_labels())),
        explained=told / len(world.bonds),
        findings=len(said),
        top=report.findings[0].accounts_total if report.findings else 0,
    )


def _pairs(accounts: Sequence[str], findings: Iterable[Finding], names: Names) -> set[Pair]:
    """Pairs enough that their components are those of the findings."""
    number = {account: n for n, account in enumerate(accounts)}
    return {
        pair
        for finding in findings
        for pair in pairwise(sorted(number[names[id_]] for id_ in finding.accounts))
    }


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _cited(finding: Finding, names: Names, rows: Rows) -> dict[str, set[str]]:
    """The cells of the lines that a finding cites, by account."""
    cells: dict[str, set[str]] = {}
    for link in finding.evidence:
        for citation in link.evidence:
            row = rows[citation.input][citation.line - 1]
            cells.setdefault(names[link.account], set()).update(row)
    return cells


def _tells(cells: dict[str, set[str]], bond: Bond) -> bool:
    return all(cells.get(account, set()) & bond.texts for account in bond.accounts)
