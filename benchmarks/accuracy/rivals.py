"""What other tools do, by the rules that they publish, each at the best of its settings.

A rival is asked more kindly than any user could: for every scenario it may choose, knowing the
truth, which evidence it looks at (any of addresses, device ids, network cards and papers), the
number in its rule, and whether it follows its pairs to their end. It compares texts as they are
written, but for case and spaces around them, as these tools do.

Sources of the rules: the threads named in DOMAIN.md ("fewer false positives on shared
networks", "age out dynamic addresses"), MediaWiki's CheckUser and the account detectors of game
servers, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from benchmarks.accuracy.parameters import DAYS
from benchmarks.accuracy.score import Score, score_counts
from benchmarks.accuracy.world import World

Counts: TypeAlias = NDArray[np.int32]
"""How many values each two accounts share."""
Linked: TypeAlias = NDArray[np.bool_]
"""Which accounts are said to be one owner's."""

EVIDENCE = ("address", "device id", "network card", "papers")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One kind of evidence: which accounts have which value, and on which days.

    `days` is None where the values are papers: they have no day.
    """

    held: NDArray[np.bool_]  # accounts x values that two or more accounts have
    days: tuple[NDArray[np.bool_], ...] | None  # of each value: accounts x days

    def shared(self) -> Counts:
        """How many values each two accounts share."""
        return _shared(self.held)

    def shared_by_few(self, cap: int) -> Counts:
        """The same, without values that more than `cap` accounts have."""
        return _shared(self.held[:, self.held.sum(axis=0) <= cap])

    def shared_within(self, window: int) -> Counts:
        """The same, of values that both had within so many days; papers are of every day."""
        if self.days is None:
            return self.shared()
        size = len(self.held)
        total = np.zeros((size, size), np.int32)
        for days in self.days:
            total += (_number(days) @ _number(_widened(days, window)).T > 0).astype(np.int32)
        return total


@dataclass(frozen=True, slots=True)
class Rule:
    """A published rule: what it takes from evidence at one of its settings.

    `least` is how many shared values make a pair at a setting, `ends` whether pairs are
    followed to their end, `told` how a setting is printed.
    """

    name: str
    take: Callable[[Evidence, int], Counts]
    settings: tuple[int, ...] = (1,)
    told: str = ""
    least: Callable[[int], int] = lambda setting: 1
    ends: tuple[bool, ...] = (False, True)


@dataclass(frozen=True, slots=True)
class Best:
    """A rule at its best setting in one world."""

    rule: str
    score: Score
    setting: str


RULES = (
    Rule("count > 1", lambda evidence, _: evidence.shared()),
    Rule(
        "cap of accounts",
        lambda evidence, cap: evidence.shared_by_few(cap),
        settings=(15, 5, 10, 30),  # 15 is the published one
        told="up to {} accounts",
    ),
    Rule("60-day window", lambda evidence, _: evidence.shared_within(60)),
    Rule("90-day window", lambda evidence, _: evidence.shared_within(90)),
    Rule(
        "one hop",
        lambda evidence, _: evidence.shared(),
        settings=(1, 2, 3),
        told="at least {} shared",
        least=lambda setting: setting,
        ends=(False,),
    ),
    Rule("components", lambda evidence, _: evidence.shared(), ends=(True,)),
)


def best_of_rivals(world: World) -> list[Best]:
    """Each rule at the setting with the highest F1; of equals the first."""
    evidence = gather(world)
    truth = same(world.true_labels())
    return [max(_tried(rule, evidence, truth), key=lambda best: best.score.f1) for rule in RULES]


def _tried(rule: Rule, evidence: Sequence[Evidence], truth: Linked) -> Iterator[Best]:
    kinds = range(len(EVIDENCE))
    for setting in rule.settings:
        counts = [rule.take(one, setting) for one in evidence]
        for chosen in (c for n in range(len(EVIDENCE), 0, -1) for c in combinations(kinds, n)):
            linked = _total([counts[kind] for kind in chosen]) >= rule.least(setting)
            for to_the_end in rule.ends:
                said = closed(linked) if to_the_end else linked
                told = _told(rule, setting, chosen, to_the_end)
                yield Best(rule.name, score_linked(said, truth), told)


def _told(rule: Rule, setting: int, chosen: Iterable[int], to_the_end: bool) -> str:
    parts = [
        rule.told.format(setting),
        ", ".join(EVIDENCE[kind] for kind in chosen),
        "to the end" if to_the_end and len(rule.ends) > 1 else "",
    ]
    return "; ".join(part for part in parts if part)


def gather(world: World) -> list[Evidence]:
    """The evidence of a world, in the order of `EVIDENCE`."""
    number = {account: n for n, account in enumerate(world.accounts)}
    logged = [(number[one.account], one.day, one) for one in world.logins]
    handed_in = [
        (number[account], kind, text)
        for account, papers in world.papers.items()
        for kind, text in papers.items()
        if text
    ]
    return [
        _of_logins(len(number), [(n, day, one.address) for n, day, one in logged]),
        _of_logins(len(number), [(n, day, one.device.id) for n, day, one in logged]),
        _of_logins(len(number), [(n, day, one.device.mac) for n, day, one in logged]),
        _of_papers(len(number), handed_in),
    ]


def same(labels: Sequence[str]) -> Linked:
    """Which accounts carry the same label."""
    column = np.array(labels)
    return np.asarray(column[:, None] == column[None, :])


def closed(linked: Linked) -> Linked:
    """Which accounts some chain of links connects."""
    _count, labels = connected_components(linked, directed=False)
    return np.asarray(labels[:, None] == labels[None, :])


def score_linked(said: Linked, truth: Linked) -> Score:
    """The score of the pairs of different accounts."""
    pairs = np.triu_indices(len(truth), 1)
    said, truth = said[pairs], truth[pairs]
    return score_counts(int((said & truth).sum()), int(said.sum()), int(truth.sum()))


def _of_logins(size: int, seen: Iterable[tuple[int, int, str]]) -> Evidence:
    members: dict[str, set[tuple[int, int]]] = {}
    for account, day, text in seen:
        members.setdefault(text.strip().casefold(), set()).add((account, day))
    shared = []
    for held in members.values():
        if len({account for account, _day in held}) > 1:
            days = np.zeros((size, DAYS), np.bool_)
            days[tuple(zip(*held, strict=True))] = True
            shared.append(days)
    return Evidence(_columns(size, [_any_day(days) for days in shared]), tuple(shared))


def _of_papers(size: int, seen: Iterable[tuple[int, str, str]]) -> Evidence:
    members: dict[tuple[str, str], NDArray[np.bool_]] = {}
    for account, kind, text in seen:
        held = members.setdefault((kind, text.strip().casefold()), np.zeros(size, np.bool_))
        held[account] = True
    return Evidence(_columns(size, [held for held in members.values() if held.sum() > 1]), None)


def _any_day(days: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(days.any(axis=1), np.bool_)


def _columns(size: int, held: Sequence[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return np.stack(held, axis=1) if held else np.zeros((size, 0), np.bool_)


def _total(counts: Sequence[Counts]) -> Counts:
    return np.asarray(np.sum(counts, axis=0), np.int32)


def _shared(held: NDArray[np.bool_]) -> Counts:
    return (_number(held) @ _number(held).T).astype(np.int32)


def _number(flags: NDArray[np.bool_]) -> NDArray[np.float32]:
    return flags.astype(np.float32)  # floats multiply in BLAS, integers do not


def _widened(days: NDArray[np.bool_], window: int) -> NDArray[np.bool_]:
    """True on every day that is at most `window` days from one that is."""
    # Sums over a sliding window by differences of running sums.
    padded = np.pad(days.astype(np.int32), ((0, 0), (window + 1, window)))
    running = padded.cumsum(axis=1)
    return np.asarray(running[:, 2 * window + 1 :] - running[:, : -2 * window - 1] > 0)
