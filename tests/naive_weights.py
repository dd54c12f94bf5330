"""What shared values weigh and what follows, pair by pair: the naive half of `tests.naive`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log2

from fingerprints import AGREEMENTS, KINDS, platform_of

Account = tuple[str | None, str]
"""Platform (None: no file says it) and folded name."""
Value = tuple[str, str]
Uses = dict[Value, set[int | None]]
"""On which days a value was used; None: not known."""
Set = frozenset[Account]

LEVELS = ("critical", "high", "medium", "low", "clear", "not-checked")
OFF = log2((1 - 1e-4) / 1e-4)
POSITIVE, STRONG = OFF + 1.58, OFF + 4.32
CONTEXT = "context"
TELLING = 0.01
"""How many strangers may share a soft value that makes a finding of part of another."""


@dataclass(frozen=True, slots=True)
class Store:
    """What the files say of one account."""

    scopes: tuple[str, ...]  # where it is compared, the platform where it is at home first
    barred: bool
    company: str | None
    side: str
    checked: bool
    uses: Uses

    def at_home(self, scope: str) -> bool:
        """Whether what is found there is told of this store there, not elsewhere."""
        return scope in (self.scopes[0], CONTEXT)


Stores = Mapping[Account, Store]


@dataclass(slots=True)
class Naive:
    """Components, levels by account, and of findings by scope and accounts level and bits."""

    components: set[Set]
    levels: dict[Account, str]
    findings: dict[tuple[str, Set], tuple[str, float | None]]


@dataclass(frozen=True, slots=True)
class _Tie:
    """A value with those of one scope that hold it."""

    value: Value
    scope: str
    holders: Set
    joins: bool
    grade: str

    @property
    def finds(self) -> bool:
        return KINDS[self.value[0]].tie in ("hard", "operator")


def judge(stores: Stores, classes: Mapping[Value, str]) -> Naive:
    """All that follows from what stores used; `classes` are those of values."""
    weigh = _Weighing(stores, classes)
    ties = list(_ties(stores))
    joining = [tie for tie in ties if tie.joins]
    levels = dict.fromkeys(stores, "clear")
    findings = {}
    for scope in {tie.scope for tie in ties}:
        here = [tie for tie in ties if tie.scope == scope]
        for accounts, found in _findings(stores, weigh, here).items():
            findings[scope, accounts] = found.level, found.bits
            for account, level in found.standing.items():
                _worsen(levels, account, level)
    for level, account in _paths(stores, weigh, joining):
        _worsen(levels, account, level)
    for account, store in stores.items():
        if levels[account] in ("low", "clear") and not store.checked:
            levels[account] = "not-checked"  # what is only context says nothing of it
    components = {
        frozenset(component)
        for scope in {tie.scope for tie in joining}
        for component in merged(tie.holders for tie in joining if tie.scope == scope)
        if any(stores[one].at_home(scope) for one in component)
    }
    return Naive(components, levels, findings)


def weigh_pairs(stores: Stores, classes: Mapping[Value, str]) -> dict[Set, float]:
    """Of any two stores of one platform the sum of the best of each group that they share."""
    weigh = _Weighing(stores, classes)
    ties = [tie for tie in _ties(stores) if tie.joins or not tie.finds]
    found = {}
    for one, other in combinations(stores, 2):
        shared = [tie for tie in ties if {one, other} <= tie.holders]
        groups: dict[str, float] = defaultdict(float)
        for tie in _gated(shared):
            group = KINDS[tie.value[0]].group
            strangers = stores[one].side != stores[other].side
            groups[group] = max(groups[group], weigh.pair(tie, one, other, strangers))
        found[frozenset((one, other))] = sum(groups.values())
    return found


def _gated(shared: list[_Tie]) -> list[_Tie]:
    """Without the parts of browsers where no browser is shared."""
    if any(tie.value[0] == "browser" for tie in shared):
        return shared
    return [tie for tie in shared if not KINDS[tie.value[0]].gated]


def _ties(stores: Stores) -> Iterator[_Tie]:
    holders: dict[Value, set[Account]] = defaultdict(set)
    for account, store in stores.items():
        for value in store.uses:
            holders[value].add(account)
    for value, accounts in holders.items():
        kind = KINDS[value[0]]
        for scope in {scope for one in accounts for scope in stores[one].scopes}:
            here = frozenset(one for one in accounts if scope in stores[one].scopes)
            if len(here) > 1:
                grade = platform_of(scope).grade(kind.name) if scope else kind.grade
                yield _Tie(value, scope, here, _joins(stores, kind.tie, here), grade)
        if len({platform for platform, _name in accounts} - {None}) > 1 and kind.tie in (
            "hard",
            "operator",
        ):
            yield _Tie(value, CONTEXT, frozenset(accounts), False, "")


def _joins(stores: Stores, how: str, holders: Set) -> bool:
    """Whether a value ties: one person does across companies, or to a barred store."""
    companies = {stores[one].company for one in holders} - {None}
    return how == "hard" or (how == "operator" and (len(companies) > 1 or _mixed(stores, holders)))


def _mixed(stores: Stores, accounts: Set) -> bool:
    return len({stores[one].barred for one in accounts}) > 1


class _Weighing:
    """What a value weighs between two stores, in bits."""

    def __init__(self, stores: Stores, classes: Mapping[Value, str]) -> None:
        self._stores = stores
        self._classes = classes

    def pair(self, tie: _Tie, one: Account, other: Account, strangers: bool) -> float:
        """`strangers`: weighed as accounts of two sides."""
        kind = KINDS[tie.value[0]]
        u = kind.classes.get(self._classes.get(tie.value, ""), kind.u)
        if strangers:
            have = len({self._stores[account].side for account in tie.holders})
            among = len({s.side for s in self._stores.values() if tie.scope in s.scopes})
            u = (max(have - 2, 0) + kind.worth * u) / (max(among - 2, 0) + kind.worth)
        rho = platform_of(tie.scope).share(kind.name) if tie.scope else 1.0
        m = AGREEMENTS[kind.agreement].rate(self._gap(tie.value, one, other))
        return max(0.0, log2(rho * m / min(u, 1.0) + 1 - rho))

    def _gap(self, value: Value, one: Account, other: Account) -> int:
        return min(
            0 if a is None or b is None else abs(a - b)
            for a in self._stores[one].uses[value]
            for b in self._stores[other].uses[value]
        )

    def edge(self, tie: _Tie, account: Account, contagion: bool = False) -> float:
        """To the nearest other store, or (`contagion`) of those that are barred where this one
        is not, or the other way round."""
        here = self._stores[account]
        sides = len({store.side for store in self._stores.values()})
        found = []
        for other in tie.holders - {account}:
            there = self._stores[other]
            if not contagion or here.barred != there.barred:
                found.append(self.pair(tie, account, other, here.side != there.side))
                # A barred store is weighed as a stranger's too, which it may well be.
                if contagion and sides > 1:
                    found.append(self.pair(tie, account, other, True))
        return max(found)

    def best(self, tie: _Tie, contagion: bool) -> float:
        """Of any two stores."""
        return max(self.edge(tie, account, contagion) for account in tie.holders)


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding: its level, its bits, and how serious it is for each of its accounts."""

    level: str
    bits: float | None
    standing: dict[Account, str]


def _findings(stores: Stores, weigh: _Weighing, ties: list[_Tie]) -> dict[Set, _Found]:
    """The findings of one scope: the holders of each value, and parts of them that one more
    telling value makes more serious."""
    home = {tie.holders for tie in ties
            if any(stores[one].at_home(tie.scope) for one in tie.holders)}  # fmt: skip
    sets = {tie.holders for tie in ties if tie.finds} & home
    found = {}
    for accounts in sets:
        own = [tie for tie in ties if tie.joins and tie.holders == accounts]
        found[accounts] = _weighed(stores, weigh, ties, own, accounts)
    wholes: dict[Set, list[str]] = defaultdict(list)
    for whole in {tie.holders for tie in ties if tie.joins} & home:
        for part in {whole & tie.holders for tie in ties if _tells(tie)} - sets:
            wholes[part].append(found[whole].level)
    for part, levels in wholes.items():
        if len(part) > 1 and any(stores[one].at_home(ties[0].scope) for one in part):
            own = [tie for tie in ties if tie.joins and tie.holders >= part]
            one = _weighed(stores, weigh, ties, own, part)
            if all(LEVELS.index(one.level) < LEVELS.index(level) for level in levels):
                found[part] = one
    return found


def _tells(tie: _Tie) -> bool:
    kind = KINDS[tie.value[0]]
    return (kind.tie == "soft" and kind.u <= TELLING) or (kind.tie == "operator" and tie.joins)


def _weighed(
    stores: Stores, weigh: _Weighing, ties: Iterable[_Tie], own: list[_Tie], accounts: Set
) -> _Found:
    """What accounts are by the ties that make them a finding, and soft ones."""
    if not own:
        return _Found("low", None, dict.fromkeys(accounts, "low"))
    soft = _gated([tie for tie in ties if not tie.finds and tie.holders >= accounts])
    counted, contagion = [*own, *soft], _mixed(stores, accounts)
    level, total = _level([(tie, weigh.best(tie, contagion)) for tie in counted], contagion)
    standing = dict.fromkeys(accounts, level)
    if len(accounts) > 2:  # by each one's own dates
        for one in accounts:
            edges = [(tie, weigh.edge(tie, one, contagion)) for tie in counted]
            standing[one], _bits = _level(edges, contagion)
    return _Found(level, total, standing)


def _level(weights: Iterable[tuple[_Tie, float]], contagion: bool) -> tuple[str, float]:
    """The level by the best of each group, and their sum."""
    every: dict[str, float] = defaultdict(float)
    attested: dict[str, float] = defaultdict(float)
    for tie, bits in weights:
        group = KINDS[tie.value[0]].group
        every[group] = max(every[group], bits)
        if tie.grade in ("A", "B"):
            attested[group] = max(attested[group], bits)
    total = sum(every.values())
    if contagion:
        strong = sum(attested.values()) >= STRONG
        return "critical" if strong else "high" if total >= POSITIVE else "medium", total
    return "high" if total >= STRONG else "medium" if total >= POSITIVE else "low", total


def _paths(stores: Stores, weigh: _Weighing, ties: Iterable[_Tie]) -> Iterator[tuple[str, Account]]:
    """Who hangs on a barred store over edges that are strong and attested, positive, or any."""
    edges = [(tie, one, weigh.edge(tie, one)) for tie in ties for one in tie.holders]
    barred = {account for account, store in stores.items() if store.barred}
    for level, chosen in (
        ("medium", edges),
        ("high", [edge for edge in edges if edge[2] >= POSITIVE]),
        ("critical", [edge for edge in edges if edge[2] >= STRONG and edge[0].grade in ("A", "B")]),
    ):
        together: dict[tuple[Value, str], set[Account]] = defaultdict(set)
        for tie, account, _bits in chosen:
            together[tie.value, tie.scope].add(account)
        for scope in {scope for _value, scope in together}:
            here = [holders for (_value, other), holders in together.items() if other == scope]
            for component in merged(here):
                if component & barred:
                    yield from ((level, account) for account in component - barred)


def merged(sets: Iterable[Iterable[Account]]) -> list[set[Account]]:
    """Sets that overlap made one, again and again."""
    merged: list[set[Account]] = []
    for one in map(set, sets):
        apart = [other for other in merged if not other & one]
        merged = [*apart, one.union(*(other for other in merged if other & one))]
    return merged


def _worsen(levels: dict[Account, str], account: Account, level: str) -> None:
    levels[account] = min(level, levels[account], key=LEVELS.index)
