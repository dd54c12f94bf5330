"""Before a store is opened: what a planned store would share with stores that there are.

The planned stores are scanned together with the records, as stores that do not exist yet;
nothing is weighed a second way. A verdict is the strongest that applies:

- STOP: evidence of grade A or B, positive or more, ties it to a store, or it hangs on a
  suspended one by such evidence; or a paper that platforms look at by grade A or B was used
  by a store that is suspended, rejected, closed or failed certification, however long ago:
  registration material is used once (DOMAIN.md, R3, R23, R24);
- REVIEW: anything else that it shares with a store, or a store of the same owner is suspended
  on this platform: then no plan is GO, however separate it is, and the official route comes
  first (DOMAIN.md, finding 6);
- NOT CHECKED: nothing of grade A or B could be compared, or a cell of the plan that holds
  something of the kind could not (masked, rounded, mistyped);
- GO: it was compared and shares nothing.

What is ready for a review of the platform (R6) is told beside, and changes no verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fingerprints import KINDS, Identifier, identify, platform_of
from linkscan.accounts.accounts import Joined
from linkscan.engine import Engine
from linkscan.engine.base import quoted
from linkscan.findings.findings import Weighed
from linkscan.findings.pairs import Pairs, weigh_pairs
from linkscan.linking.links import MACHINE
from linkscan.linking.sets import TELLING_U
from linkscan.linking.ties import CONTEXT
from linkscan.model import Check, Warning, Words
from linkscan.preflight.burned import Burned, find_burned
from linkscan.preflight.cautions import find_cautions
from linkscan.preflight.refused import ATTESTED, Refused, attested_kinds, refused_in_plans
from linkscan.preflight.unused import Unused, find_unused
from linkscan.result import ScanResult
from linkscan.rows.unread import comparable_unread
from linkscan.rules.vocabulary import canonical_text, meaning, says_nothing
from linkscan.scanned import Scanned
from linkscan.stores.standing import Spent, check, left_badly
from linkscan.weighing.bits import POSITIVE, prior_bits, weigh, words_for

Verdict = Literal["STOP", "REVIEW", "NOT CHECKED", "GO"]
VERDICTS: tuple[Verdict, ...] = ("STOP", "REVIEW", "NOT CHECKED", "GO")
"""Strongest first."""

PARTNERS = 200
"""Stores that one planned store is weighed against, those that may stop it first."""
LISTED = 20
SHORT_NAME_CHARS = 5
"""Letters, at least, of a name that may be the short form of a longer one. Ours."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that a planned store shares with stores, and what it weighs with the nearest."""

    identifier: str
    kind: str
    label: str
    cls: str | None
    grade: str
    bits: float
    roles: tuple[str, ...] = ()  # what stores that used it up had it for


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is not GO, or what to know beside it.

    `code` is a rule of report/answers/preflight.py: "burned", "shared", "shared-suspended", "weak",
    "soft", "hangs-on", "owner-suspended", "exists", "unknown-platform", "in-doubt", "more",
    "refused", "unread", "no-values" decide; "same-operator", "other-platform", "stores-allowed" and
    "not-documented" are notes. `stores` are existing or planned ones. For burned papers `state`
    says how these used them up, and `left_open` what they left open when they closed. `refused`
    are cells of the plan, `columns` headers of it.
    """

    code: str
    verdict: Verdict
    stores: tuple[str, ...] = ()
    shared: tuple[Shared, ...] = ()
    bits: float | None = None
    words: Words | None = None
    path: tuple[str, ...] = ()
    rule: str | None = None  # a sentence of the platform's profile, by its own two languages
    rule_zh: str | None = None
    source: str | None = None
    count: int | None = None
    state: Spent | None = None
    left_open: tuple[str, ...] = ()  # items of the closing checklist
    refused: tuple[Refused, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned store and its verdict; `readiness` has no part in that."""

    id: str
    platform: str | None
    region: str | None
    verdict: Verdict
    reasons: tuple[Reason, ...]
    readiness: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Preflight:
    """The verdicts on all planned stores. `unused` is empty while a store is suspended.

    `warnings` are what to know before the verdicts; `unread` counts rows of the plan that name
    no store, or not one that could be read: nothing is said of them.
    """

    stores: tuple[Planned, ...]
    unused: tuple[Unused, ...]
    warnings: tuple[Warning, ...] = ()
    unread: int = 0

    @property
    def all_go(self) -> bool:
        """Whether every planned store is GO, and every row of the plan was read."""
        return not self.unread and all(one.verdict == "GO" for one in self.stores)


def preflight(result: ScanResult) -> Preflight:
    """Judge the planned stores of a scan that was given a plan."""
    scanned = result.scanned
    planned = [n for n, one in enumerate(scanned.joined) if one.planned]
    ties = _read_ties(scanned.engine, planned)
    burned = find_burned(scanned)
    partners = {n: _partners(scanned.engine, n) for n in planned}
    pairs = weigh_pairs(scanned.engine, {(n, m) for n in planned for m in partners[n].nearest})
    look = _Look(
        scanned, ties, pairs, _comparable(scanned.engine), burned, refused_in_plans(scanned)
    )
    return Preflight(
        stores=tuple(look.judge(n, partners[n]) for n in planned),
        unused=find_unused(scanned, planned),
        warnings=find_cautions(scanned, result.report),
        unread=sum(n for one in scanned.inputs if one.is_plan for _reason, n in one.rejected),
    )


@dataclass(frozen=True, slots=True)
class _Partners:
    """Stores with which a planned one shares something, those that may stop it first; and how
    many more there are than are weighed."""

    nearest: tuple[int, ...]
    cut: int


@dataclass(frozen=True, slots=True)
class _Tie:
    """A value of a planned store that others have, on its platform or another."""

    key: int
    identifier: str
    kind: str
    label: str
    cls: str | None
    grade: str
    how: str
    joins: bool
    scope: str


class _Look:
    """What is needed to judge planned stores one by one."""

    def __init__(
        self,
        scanned: Scanned,
        ties: dict[int, dict[int, _Tie]],
        pairs: Pairs,
        comparable: frozenset[int],
        burned: Burned,
        refused: Mapping[int, tuple[Refused, ...]],
    ) -> None:
        self._scanned, self._ties, self._pairs = scanned, ties, pairs
        self._comparable, self._burned_papers, self._refused = comparable, burned, refused
        self._prior = scanned.settings.prior
        self._doubted = [one for one in scanned.joined if not one.planned and one.in_doubt]
        self._unread = {one.number: comparable_unread(one) for one in scanned.inputs}

    def judge(self, number: int, met: _Partners) -> Planned:
        """The verdict on one planned store."""
        one = self._scanned.joined[number]
        partners = met.nearest
        scope = self._scanned.scopes[number]
        reasons = [
            *self._suspended_owner(one, scope),
            *self._burned(number, partners),
            *self._collisions(number, partners),
            *self._new_machine(number),
            *self._chain(number),
            *self._context(number),
            *self._unknown_platform(number),
            *self._in_doubt(one),
            *self._same_name(one),
            *([Reason("more", "REVIEW", count=met.cut)] if met.cut else []),
            *([Reason("refused", "NOT CHECKED", refused=cells)]
              if (cells := self._refused.get(number)) else []),
            *([Reason("unread", "NOT CHECKED", columns=columns)]
              if (columns := self._unread_of(one)) else []),
            *([] if number in self._comparable else [Reason("no-values", "NOT CHECKED")]),
            *_allowed(self._scanned, one, scope),
        ]  # fmt: skip
        ordered = sorted(reasons, key=lambda reason: VERDICTS.index(reason.verdict))
        verdict = ordered[0].verdict if ordered else "GO"
        readiness = check(one, "readiness", scope)
        return Planned(one.id, scope or None, one.region, verdict, tuple(ordered), readiness)

    def _burned(self, number: int, partners: Sequence[int]) -> list[Reason]:
        """Its papers that stores used up, by how they did. Time and weight change nothing."""
        groups: dict[tuple[Spent, tuple[int, ...]], list[int]] = defaultdict(list)
        weights: dict[tuple[Spent, tuple[int, ...]], list[Weighed]] = {}
        for other in partners:
            papers = [one for one in self._weights(number, other) if self._is_paper(number, one)]
            if papers and (state := self._burned_papers.spent.get(other)):
                group = state, tuple(sorted(one.key for one in papers))
                groups[group].append(other)
                weights[group] = max(weights.get(group, papers), papers, key=_sum)
        found = [self._burned_by(number, group[0], groups[group], weights[group])
                 for group in groups]  # fmt: skip
        return sorted(found, key=lambda reason: -(reason.bits or 0))

    def _burned_by(
        self, number: int, state: Spent, others: Sequence[int], weights: Sequence[Weighed]
    ) -> Reason:
        ties = self._ties[number]
        stores = [self._scanned.joined[other] for other in others]
        stop = any(ties[one.key].grade in ATTESTED for one in weights)
        bits = _sum(weights)
        return Reason(
            "burned",
            "STOP" if stop else "REVIEW",
            stores=tuple(one.id for one in stores),
            shared=tuple(
                _shared(
                    ties[one.key], one.bits, self._burned_papers.roles.get((state, one.key), ())
                )
                for one in weights
            ),
            bits=round(bits, 3),
            words=words_for(bits, self._prior),
            state=state,
            left_open=tuple(dict.fromkeys(item for one in stores for item in left_badly(one))),
        )

    def _is_paper(self, number: int, one: Weighed) -> bool:
        tie = self._ties[number].get(one.key)
        return tie is not None and tie.joins and KINDS[tie.kind].strength == "document"

    def _weights(self, number: int, other: int) -> tuple[Weighed, ...]:
        return self._pairs.weights.get((min(number, other), max(number, other)), ())

    def _collisions(self, number: int, partners: Sequence[int]) -> list[Reason]:
        """What it shares with each store; stores that share the same things together."""
        groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
        weights: dict[tuple[int, ...], tuple[Weighed, ...]] = {}
        for other in partners:
            found = tuple(one for one in self._weights(number, other) if self._tells(number, one))
            if found and not self._all_burned(number, other, found):
                keys = (int(self._scanned.joined[other].barred), *sorted(o.key for o in found))
                groups[keys].append(other)
                best = max(weights.get(keys, ()), found, key=_sum)
                weights[keys] = best
        reasons = [self._collision(number, groups[keys], weights[keys]) for keys in groups]
        return sorted(reasons, key=lambda reason: -(reason.bits or 0))

    def _all_burned(self, number: int, other: int, found: Sequence[Weighed]) -> bool:
        """Whether all that ties it to a store is papers that were used up: told already."""
        joining = [one for one in found if self._ties[number][one.key].joins]
        return (
            other in self._burned_papers.spent
            and bool(joining)
            and all(self._is_paper(number, one) for one in joining)
        )

    def _tells(self, number: int, one: Weighed) -> bool:
        tie = self._ties[number].get(one.key)
        return tie is not None and (tie.joins or KINDS[tie.kind].u <= TELLING_U)

    def _collision(self, number: int, others: Sequence[int], weights: Sequence[Weighed]) -> Reason:
        ties = self._ties[number]
        bits = _sum(weights)
        attested = _sum([one for one in weights if ties[one.key].grade in ATTESTED
                         and ties[one.key].joins])  # fmt: skip
        off = prior_bits(self._prior)
        barred = any(self._scanned.joined[other].barred for other in others)
        stop = attested - off >= POSITIVE
        if not any(ties[one.key].joins for one in weights):
            code = "soft"
        elif barred:
            code = "shared-suspended"
        else:
            code = "shared" if stop else "weak"
        return Reason(
            code,
            "STOP" if stop else "REVIEW",
            stores=tuple(self._scanned.joined[other].id for other in others),
            shared=tuple(_shared(ties[one.key], one.bits) for one in weights),
            bits=round(bits, 3),
            words=words_for(bits, self._prior),
        )

    def _new_machine(self, number: int) -> list[Reason]:
        """Planned stores of its platform that are to run on the same machine, a new one."""
        others: dict[str, list[str]] = defaultdict(list)
        for label, name, other in self._scanned.engine.rows(f"""
            SELECT mine.label, mine.name, other.account
            FROM planned_new mine JOIN planned_new other USING (label)
            WHERE mine.account = {number} AND other.account <> {number} ORDER BY 1, 3
        """):
            if _may_meet(self._scanned.joined[number], self._scanned.joined[other]):
                others[name or label].append(self._scanned.joined[other].id)
        kind = KINDS[MACHINE]
        bits = weigh(1.0, kind.u)
        mask = self._scanned.settings.mask
        return [
            Reason(
                "weak",
                "REVIEW",
                stores=tuple(stores),
                shared=(Shared(f"{MACHINE}:{mask.machine(name)}", MACHINE, mask.machine(name), None,
                               kind.grade, round(bits, 3)),),
                bits=round(bits, 3),
                words=words_for(bits, self._prior),
            )
            for name, stores in others.items()
        ]  # fmt: skip

    def _chain(self, number: int) -> list[Reason]:
        """A way to a suspended store over other stores."""
        path = self._scanned.exposures.path(number)
        if path is None or len(path.nodes) <= 3:
            return []
        verdict: Verdict = "STOP" if path.level in ("critical", "high") else "REVIEW"
        stores = tuple(self._scanned.joined[node].id for node in path.nodes[2::2])
        return [Reason("hangs-on", verdict, stores=stores[-1:], path=stores[:-1])]

    def _context(self, number: int) -> list[Reason]:
        """What no platform judges: one person within a company, stores of other platforms."""
        ties = self._ties[number].values()
        same = [tie for tie in ties if tie.how == "operator" and not tie.joins]
        found = []
        for code, chosen in (
            ("same-operator", [tie for tie in same if tie.scope != CONTEXT]),
            ("other-platform", [tie for tie in ties if tie.scope == CONTEXT]),
        ):
            if chosen:
                shared = tuple(_shared(tie, 0.0) for tie in chosen)
                found.append(Reason(code, "GO", shared=shared))
        return found

    def _unknown_platform(self, number: int) -> list[Reason]:
        """What it shares with stores of another platform that may be its own, misspelt."""
        mine = self._scanned.joined[number]
        found = self._scanned.engine.rows(f"""
            SELECT t.key, other.account
            FROM tied mine JOIN ties t USING (tie) JOIN tied other USING (tie)
            JOIN accounts a ON a.account = other.account
            WHERE mine.account = {number} AND other.account <> {number}
                  AND t.scope = '{CONTEXT}' AND t.how <> 'operator'
                  AND a.platform <> {quoted(mine.platform or "")}
            ORDER BY 1, 2
        """)
        met = [(key, other) for key, other in found
               if _may_meet(mine, self._scanned.joined[other])]  # fmt: skip
        if not met:
            return []
        stores = tuple(sorted({self._scanned.joined[other].id for _key, other in met}))
        ties = self._ties[number]
        shared = tuple(_shared(ties[key], 0.0) for key in dict.fromkeys(key for key, _ in met))
        return [Reason("unknown-platform", "REVIEW", stores=stores, shared=shared)]

    def _same_name(self, one: Joined) -> list[Reason]:
        """Stores of this name that exist already on the platform, or may."""
        same = tuple(
            other.id
            for other in self._scanned.joined
            if not other.planned and other.key == one.key and _may_meet(one, other)
        )
        return [Reason("exists", "REVIEW", stores=same)] if same else []

    def _unread_of(self, one: Joined) -> tuple[str, ...]:
        """Columns of its plan that nobody understood, and that hold what could be compared."""
        inputs = sorted({mention.input for mention in one.mentions})
        return tuple(header for number in inputs for header in self._unread[number])

    def _in_doubt(self, one: Joined) -> list[Reason]:
        """Stores of the same owner that may be suspended: what nobody knows is not safe."""
        doubted = tuple(
            other.id for other in self._doubted if _may_meet(one, other) and _one_owner(one, other)
        )
        return [Reason("in-doubt", "NOT CHECKED", stores=doubted)] if doubted else []

    def _suspended_owner(self, one: Joined, scope: str) -> list[Reason]:
        """Suspended stores of the same owner: in mode own all are, unless a file says no."""
        barred = tuple(
            other.id
            for other in self._scanned.joined
            if other.barred and _may_meet(one, other) and _one_owner(one, other)
        )
        if not barred:
            return []
        route = platform_of(scope).route
        return [
            Reason(
                "owner-suspended",
                "REVIEW",
                stores=barred,
                rule=route.en if route else None,
                rule_zh=route.zh if route else None,
                source=route.source if route else None,
            )
        ]


def _may_meet(one: Joined, other: Joined) -> bool:
    """Whether two stores are, or may be, on one platform: what a file does not say is unknown, and
    a word that nobody knows may be another one's name, misspelt."""
    known = (who.platform if meaning("platform", who.platform) else None for who in (one, other))
    return one.platform == other.platform or None in known


def _one_owner(one: Joined, other: Joined) -> bool:
    """Whether two stores are, or may be, of one owner: what a file does not say is unknown."""
    for name in ("client", "entity"):
        mine, theirs = (_owners(who.values(name)) for who in (one, other))
        if mine and theirs and not any(_may_be_one(a, b) for a in mine for b in theirs):
            return False
    return True


def _may_be_one(one: str, other: str) -> bool:
    """Whether two owners' names are one, or one may be the short form of the other."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= SHORT_NAME_CHARS and short in long)


def _owners(names: Iterable[str]) -> set[str]:
    """Whom a file names, companies in the form in which their names are compared."""
    found = {name: identify("company", name) for name in names if not says_nothing(name)}
    return {one.key if isinstance(one, Identifier) else canonical_text(name)
            for name, one in found.items()}  # fmt: skip


def _sum(weights: Sequence[Weighed]) -> float:
    """The best of each group, summed."""
    best: dict[str, float] = {}
    for one in weights:
        best[one.group] = max(best.get(one.group, 0.0), one.bits)
    return sum(best.values())


def _shared(tie: _Tie, bits: float, roles: tuple[str, ...] = ()) -> Shared:
    bits = round(bits, 3)
    return Shared(tie.identifier, tie.kind, tie.label, tie.cls, tie.grade, bits, roles)


def _read_ties(engine: Engine, planned: Sequence[int]) -> dict[int, dict[int, _Tie]]:
    """The ties of each planned store, by key."""
    engine.put("planned", {"account": "INTEGER"}, [(number,) for number in planned])
    found: dict[int, dict[int, _Tie]] = {number: {} for number in planned}
    for account, key, id_, kind, label, cls, grade, how, joins, scope in engine.rows("""
        SELECT account, t.key, n.id, t.kind, n.label, t.class, t.grade, t.how, t.joins, t.scope
        FROM planned JOIN tied USING (account) JOIN ties t USING (tie)
        JOIN key_names n ON n.key = t.key ORDER BY account, t.scope DESC, t.key
    """):
        # A platform's own tie replaces the same value as context.
        known = found[account].get(key)
        if known is None or known.scope == CONTEXT:
            found[account][key] = _Tie(key, id_, kind, label, cls, grade, how, joins, scope)
    return found


def _partners(engine: Engine, number: int) -> _Partners:
    """Stores of its platform with which it shares something.

    First those whose papers are used up and that have one in common with it, then what else is
    attested and ties, and of either suspended stores before others.
    """
    attested = f"t.joins AND t.grade IN {ATTESTED}"
    found = engine.rows(f"""
        SELECT account, count(*) OVER () FROM (
            SELECT other.account, a.barred, s.account IS NOT NULL AS spent,
                   bool_or({attested} AND t.strength = 'document') AS papers,
                   bool_or({attested}) AS attested, bool_or(t.joins) AS joins,
                   min(t.accounts) AS accounts
            FROM tied mine JOIN ties t USING (tie)
            JOIN tied other ON other.tie = mine.tie JOIN accounts a ON a.account = other.account
            LEFT JOIN spent s ON s.account = other.account
            WHERE mine.account = {number} AND other.account <> {number}
                  AND t.scope <> '{CONTEXT}'
            GROUP BY other.account, a.barred, s.account
        )
        ORDER BY spent AND papers DESC, attested DESC, barred DESC, spent DESC, joins DESC,
                 accounts, account
        LIMIT {PARTNERS}
    """)
    total = found[0][1] if found else 0
    return _Partners(tuple(other for other, _total in found), total - len(found))


def _comparable(engine: Engine) -> frozenset[int]:
    """Planned stores with at least one value of a kind that somebody attests (grade A or B)."""
    attested = ", ".join(map(quoted, attested_kinds()))
    return frozenset(
        account
        for (account,) in engine.rows(f"""
            SELECT DISTINCT account FROM planned JOIN links USING (account)
            JOIN keys USING (key) WHERE kind IN ({attested})
        """)
    )


def _allowed(scanned: Scanned, one: Joined, scope: str) -> list[Reason]:
    """How many stores the platform allows, as its profile says: a note, never a verdict."""
    if not scope:
        return []
    platform = platform_of(scope)
    rule = platform.stores_per_region
    if rule is None:
        return [Reason("not-documented", "GO")]
    here = [
        other.id
        for n, other in enumerate(scanned.joined)
        if scanned.scopes[n] == scope and not other.planned and other.region == one.region
        and other.status not in ("closed",) and _one_owner(one, other)
    ]  # fmt: skip
    return [
        Reason(
            "stores-allowed",
            "GO",
            stores=tuple(here[:LISTED]),
            rule=rule.en,
            rule_zh=rule.zh,
            source=rule.source,
            count=len(here),
        )
    ]
