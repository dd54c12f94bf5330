"""Why two stores are tied, or why they are not: every shared value, weighed for these two.

Nothing is weighed a second way: bits are those of `linkscan.findings.pairs`, what is shared and
what ties stands in the tables of the scan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fingerprints import KINDS, platform_of
from linkscan import __version__
from linkscan.accounts.resolve import find_account
from linkscan.assemble.names import KeyName, read_keys, read_machines
from linkscan.errors import LinkscanError
from linkscan.explain.apart import comparable, reasons, refused_values, unchecked
from linkscan.explain.explanation import (
    FORMAT,
    Explanation,
    Rest,
    Route,
    Sensitivity,
    Shared,
    Step,
    Store,
    Use,
)
from linkscan.findings.evidence import Shown, read_links, read_roles
from linkscan.findings.findings import Weighed
from linkscan.findings.pairs import Pair, Pairs, weigh_pairs
from linkscan.i18n import _
from linkscan.model import LEVELS, Link, Report
from linkscan.result import ScanResult
from linkscan.scanned import Scanned
from linkscan.weighing.bits import FACTORS, probability, words_for
from linkscan.weighing.roads import find_road

OFFICIAL_ROUTE = "official-route"
GATE = "browser"
"""Kind without which parts of a browser are not compared."""


def explain(result: ScanResult, one: str, other: str) -> Explanation:
    """Why the stores called `one` and `other` are tied, or why they are not.

    They are tied if a way of values leads from one to the other on their platform. Where there
    are several, the likeliest is told: what they share themselves, unless a chain over other
    stores says more.

    Raises:
        LinkscanError: a name is unknown or means several stores, or both mean one.
    """
    scanned = result.scanned
    numbers = [find_account(scanned.joined, scanned.settings.aliases, text)
               for text in (one, other)]  # fmt: skip
    if numbers[0] == numbers[1]:
        raise LinkscanError(
            _("{one!r} and {other!r} are one store: name two different ones."), one=one, other=other
        )
    return _explained(scanned, result.report, numbers[0], numbers[1])


@dataclass(frozen=True, slots=True)
class _Held:
    """A value that two accounts share: whether it ties them, how well it is attested there."""

    joins: bool
    grade: str


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is known of the accounts at hand, by number."""

    scanned: Scanned
    pairs: tuple[Pairs, ...]  # by place in bits.FACTORS
    held: Mapping[Pair, Mapping[int, _Held]]
    keys: Mapping[int, KeyName]
    links: Mapping[tuple[int, int], Shown]
    roles: Mapping[int, tuple[str, ...]]
    machines: Mapping[int, str]

    def weights(self, pair: Pair) -> tuple[Weighed, ...]:
        """What the two share and what is weighed, heaviest first."""
        return self.pairs[0].weights.get(_sorted(pair), ())

    def tying(self, pair: Pair) -> KeyName | None:
        """The heaviest value that ties the two; None if nothing does."""
        held = self.held[_sorted(pair)]
        return next((self.keys[w.key] for w in self.weights(pair) if held[w.key].joins), None)


def _explained(scanned: Scanned, report: Report, one: int, other: int) -> Explanation:
    road = find_road(scanned.graph, scanned.places, scanned.settings.prior, one, other)
    known = _known(scanned, {(one, other), *pairwise(road)})
    road = _likeliest(known, road, (one, other))
    steps = tuple(_step(known, pair) for pair in pairwise(road))
    suspended = _suspended(scanned, (one, other, *road))
    # In the group of a suspended store nothing says what would be left without a value.
    tell_rest = bool(road) and not suspended
    pairs = dict.fromkeys([(one, other), *pairwise(road)])
    evidence = tuple(value for pair in pairs for value in _evidence(known, pair, tell_rest))
    refused = refused_values(scanned, one, other)
    missing = unchecked(scanned, report, one, other)
    together = comparable(scanned, one, other)
    told = min(steps, key=lambda step: step.bits) if steps else (
        _step(known, (one, other)) if together else None)  # fmt: skip
    ids = {scanned.joined[number].id for number in (one, other)}
    findings = [finding for finding in report.findings if ids <= {*finding.accounts}]
    return Explanation(
        format=FORMAT,
        linkscan=__version__,
        accounts=(_store(scanned, one), _store(scanned, other)),
        linked=bool(road),
        suspended=scanned.joined[suspended[0]].id if suspended else None,
        route=_route(scanned, suspended[0]) if suspended else None,
        path=_path(known, road),
        between=tuple(_store(scanned, number) for number in road[1:-1]),
        bits=told.bits if told else None,
        words=told.words if told else None,
        prior=scanned.settings.prior,
        sensitivity=told.sensitivity if told else (),
        steps=steps,
        evidence=evidence,
        level=min((one.level for one in findings), key=LEVELS.index, default=None),
        findings=tuple(finding.id for finding in findings),
        relation=next((one.relation for one in findings if one.relation), None),
        not_tied=() if road else reasons(scanned, one, other, evidence, refused, missing),
        refused=refused,
        not_checked=missing,
    )


def _suspended(scanned: Scanned, asked: Sequence[int]) -> list[int]:
    """The suspended stores at hand, and those that ties lead to from there, the former first."""
    groups = {int(scanned.components[number]) for number in asked} - {-1}
    near = (int(n) for n in np.flatnonzero(np.isin(scanned.components, list(groups))))
    return [n for n in dict.fromkeys((*asked, *near)) if scanned.joined[n].barred]


def _known(scanned: Scanned, wanted: Iterable[Pair]) -> _Known:
    pairs = sorted(map(_sorted, wanted))
    held = _read_held(scanned, pairs)
    links = read_links(
        scanned.engine,
        {(account, key) for pair, keys in held.items() for key in keys for account in pair},
        scanned.inputs,
    )
    machines = read_machines(scanned.engine, {m for link in links.values() for m in link.machines})
    return _Known(
        scanned=scanned,
        pairs=tuple(weigh_pairs(scanned.engine, pairs, factor) for factor in FACTORS),
        held=held,
        keys=read_keys(
            scanned.engine, {key for keys in held.values() for key in keys}, scanned.settings.mask
        ),
        links=links,
        roles=read_roles(scanned.engine),
        machines={number: id_ for number, (id_, _source) in machines.items()},
    )


def _read_held(scanned: Scanned, pairs: Sequence[Pair]) -> dict[Pair, dict[int, _Held]]:
    """Every value that the two accounts of each pair share, on whatever platforms they are."""
    engine = scanned.engine
    engine.put("explained", {"one": "INTEGER", "other": "INTEGER"}, pairs)
    rows = engine.rows("""
        WITH held AS (
            SELECT DISTINCT account, key FROM links
            WHERE account IN (SELECT one FROM explained UNION ALL SELECT other FROM explained)
        ), common AS (
            SELECT x.one, x.other, t.key, t.joins, t.grade FROM explained x
            JOIN places a ON a.account = x.one
            JOIN places b ON b.account = x.other AND b.scope = a.scope
            JOIN ties t ON t.scope = a.scope
        )
        SELECT e.one, e.other, k.key, k.kind, t.joins, t.grade
        FROM explained e
        JOIN held a ON a.account = e.one
        JOIN held b ON b.account = e.other AND b.key = a.key
        JOIN keys k ON k.key = a.key
        LEFT JOIN common t ON t.key = a.key AND t.one = e.one AND t.other = e.other
        ORDER BY e.one, e.other, k.key, t.joins, t.grade DESC
    """)
    found: dict[Pair, dict[int, _Held]] = {pair: {} for pair in pairs}
    for one, other, key, kind, joins, grade in rows:
        found[one, other][key] = _Held(bool(joins), grade or KINDS[kind].grade)
    return found


def _likeliest(known: _Known, road: tuple[int, ...], pair: Pair) -> tuple[int, ...]:
    """The direct way where it is at least as likely as the road over other stores."""
    if len(road) <= 2 or known.tying(pair) is None:
        return road
    whole = 1.0
    for step in pairwise(road):
        whole *= _likely(known, step)
    return pair if _likely(known, pair) >= whole else road


def _likely(known: _Known, pair: Pair) -> float:
    return probability(known.pairs[0].bits(*pair), known.scanned.settings.prior)


def _path(known: _Known, road: Sequence[int]) -> tuple[str, ...]:
    """Account, value, account, ...: of each step the heaviest value that ties."""
    path = [known.scanned.joined[number].id for number in road[:1]]
    for pair in pairwise(road):
        value = known.tying(pair)
        path += [*([value.id] if value else []), known.scanned.joined[pair[1]].id]
    return tuple(path)


def _step(known: _Known, pair: Pair) -> Step:
    prior = known.scanned.settings.prior
    sums = [pairs.bits(*pair) for pairs in known.pairs]
    return Step(
        accounts=_ids(known, pair),
        bits=round(sums[0], 3),
        words=words_for(sums[0], prior),
        sensitivity=tuple(
            Sensitivity(times, round(bits, 3), words_for(bits, prior))
            for times, bits in list(zip(FACTORS, sums, strict=True))[1:]
        ),
    )


def _evidence(known: _Known, pair: Pair, tell_rest: bool) -> list[Shared]:
    """All that two accounts share, in the order in which it is summed; context last."""
    weights = sorted(known.weights(pair), key=lambda one: not one.counts)
    held = known.held[_sorted(pair)]
    found, total = [], 0.0
    for one in weights:
        total += one.bits if one.counts else 0.0
        rest = _rest(known, pair, one.key) if tell_rest else None
        found.append(_shared(known, pair, one, total if one.counts else None, rest))
    weighed = {one.key for one in weights}
    for key in held:
        if key not in weighed:
            group = KINDS[known.keys[key].kind].group
            found.append(_shared(known, pair, Weighed(key, group, 0.0, None, False), None, None))
    return found


def _shared(
    known: _Known, pair: Pair, weighed: Weighed, total: float | None, rest: Rest | None
) -> Shared:
    key, held = known.keys[weighed.key], known.held[_sorted(pair)][weighed.key]
    use = _use(known, pair, weighed.key)
    return Shared(
        accounts=_ids(known, pair),
        identifier=key.id,
        kind=key.kind,
        label=key.label,
        cls=key.cls,
        roles=known.roles.get(weighed.key, ()),
        use=use,
        group=weighed.group,
        grade=held.grade,
        bits=None if use == "context" else round(weighed.bits, 3),
        gap_days=weighed.gap_days,
        counts=weighed.counts,
        total=None if total is None else round(total, 3),
        without=rest,
        uses=(_link(known, pair[0], weighed.key), _link(known, pair[1], weighed.key)),
    )


def _use(known: _Known, pair: Pair, key: int) -> Use:
    if known.held[_sorted(pair)][key].joins:
        return "ties"
    weighed = any(one.key == key for one in known.weights(pair))
    return "adds" if weighed else "context"


def _rest(known: _Known, pair: Pair, without: int) -> Rest:
    """What stays without one value: the next best of its group then counts."""
    left = [one for one in known.weights(pair) if one.key != without]
    kinds = {one.key: known.keys[one.key].kind for one in left}
    if GATE not in kinds.values():
        left = [one for one in left if not KINDS[kinds[one.key]].gated]
    best: dict[str, float] = defaultdict(float)
    for one in left:
        best[one.group] = max(best[one.group], one.bits)
    bits = sum(best.values())
    held = known.held[_sorted(pair)]
    return Rest(
        bits=round(bits, 3),
        words=words_for(bits, known.scanned.settings.prior),
        tied=any(held[one.key].joins for one in left),
    )


def _link(known: _Known, account: int, key: int) -> Link:
    shown = known.links[account, key]
    return Link(
        account=known.scanned.joined[account].id,
        identifier=known.keys[key].id,
        machines=tuple(sorted(known.machines[machine] for machine in shown.machines)),
        first_seen=shown.first_seen,
        last_seen=shown.last_seen,
        n=shown.n,
        evidence=shown.evidence,
    )


def _store(scanned: Scanned, number: int) -> Store:
    one = scanned.joined[number]
    return Store(one.id, one.label, one.platform, one.region, one.status, one.barred)


def _route(scanned: Scanned, number: int) -> Route:
    platform = scanned.scopes[number] or None
    rule = platform_of(platform).route
    if rule is None:
        return Route(OFFICIAL_ROUTE, platform, None, None, None, None, None)
    return Route(OFFICIAL_ROUTE, platform, rule.en, rule.zh, rule.grade, rule.source, rule.date)


def _ids(known: _Known, pair: Pair) -> tuple[str, str]:
    return known.scanned.joined[pair[0]].id, known.scanned.joined[pair[1]].id


def _sorted(pair: Pair) -> Pair:
    return min(pair), max(pair)
