"""First steps: what would separate tied stores soonest, and what a scan then finds.

Steps are chosen on the graph of each group and tried by scanning again with their edits, so
that an effect is always that of a scan. A group that holds a barred store (suspended,
rejected, closed for cause) has the official route alone, and no step touches a value or a
machine of such a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from fingerprints import KINDS
from linkscan.config import Settings
from linkscan.engine.base import quoted
from linkscan.machines.machines import NO_MACHINE, NOT_RECORDED, machine_key
from linkscan.model import LEVELS, FirstSteps, Step, StepGroup
from linkscan.pipeline import Paths, scan
from linkscan.result import ScanResult
from linkscan.rows.edits import MACHINE, Edits
from linkscan.rows.loading import EVIDENCE
from linkscan.scanned import Scanned
from linkscan.whatif.blanks import blank_of
from linkscan.whatif.falls import Left, Tied, groups_of, ids_of
from linkscan.whatif.moves import move_of
from linkscan.whatif.proposed import Found, join_edits
from linkscan.whatif.recorded import weaker_ties
from linkscan.whatif.separation import Edge, plan_changes

GROUPS = 3
"""Most groups that steps are told of, the most serious ones."""
STEPS = 12
"""Most steps told of one group."""
RERUNS = 5
"""Most scans with edits: the effect of the first steps, and of all of them."""
RERUN_ROWS = 2_000_000
"""Rows up to which a scan is repeated: about 20 seconds on two cores (measured, 2026-11)."""
EDGES = 50_000
"""Largest group that steps are looked for in: one change at a time is tried on all its edges."""
ROWS_UNASKED = 250_000
"""Most rows read again unasked, in all scans with edits together: these then take no longer than
the analysis itself, or two seconds (measured, 2026-11)."""
EDGES_UNASKED = 2_000
"""The same in links of the graph: a scan of few rows takes as long as there are links."""
ROUTES = 20
"""Groups with a barred store that are told."""
NAMED = 500
"""Stores listed of one group, and machines of one step."""

ACTIONS = {"address": "own-address", "device": "own-device", "document": "own-document",
           "operator": "own-people"}  # fmt: skip
"""Code of the advice, by strength of the kind of value; see `report.views.steps.ACTIONS`."""
OWN_MACHINE = "own-machine"
DEVICES = ("device_id", "mac")

Again = Callable[[Edits], ScanResult]
"""Scans the same files with edits."""


def first_steps(inputs: Paths, *, settings: Settings | None = None, **others: Any) -> FirstSteps:
    """Scan some files, and say what to do first about the stores that are tied.

    Args:
        inputs: What `scan` takes, as all further arguments are.
        settings: As of `scan`; all scans are of one moment.
        others: Further arguments of `scan`.

    Raises:
        LinkscanError: A file or a setting that cannot be used, in one sentence.
    """
    settings = settings or Settings()
    now = settings.now or datetime.now(UTC).replace(microsecond=0)
    settings = replace(settings, now=now)

    def again(edits: Edits) -> ScanResult:
        return scan(inputs, settings=settings, edits=edits, **others)

    with scan(inputs, settings=settings, **others) as result:
        return steps_of(result, again)


def steps_of(result: ScanResult, again: Again) -> FirstSteps:
    """The first steps of a scan; `again` repeats it with edits."""
    scanned = result.scanned
    return _tried(scanned, _Plans(scanned), again)


def quick_steps(result: ScanResult, again: Again) -> FirstSteps | None:
    """The same where it takes no longer than the analysis, or two seconds; else None."""
    rows = sum(one.rows_read for one in result.report.inputs)
    if rows > ROWS_UNASKED:
        return None  # not even planned: that reads all rows, too
    scanned = result.scanned
    if len(scanned.graph.edge_accounts) > EDGES_UNASKED:
        return None
    plans = _Plans(scanned)
    return _tried(scanned, plans, again) if rows * plans.turns <= ROWS_UNASKED else None


def _tried(scanned: Scanned, plans: _Plans, again: Again) -> FirstSteps:
    small = sum(one.rows_read for one in scanned.inputs) <= RERUN_ROWS
    effects = _effects(scanned, plans, again) if small else None
    told = [
        *(_group(scanned, group) for group in plans.routes[:ROUTES]),
        *(_group(scanned, group, _told(plans.steps[n], n, effects), n in plans.too_large)
          for n, group in enumerate(plans.groups)),
    ]  # fmt: skip
    return FirstSteps(tuple(told), plans.groups_total, small)


def _told(
    planned: Sequence[_Planned], group: int, effects: dict[tuple[int, int], int] | None
) -> tuple[Step, ...]:
    if effects is None:
        return tuple(_step(one, None) for one in planned)
    # What no scan reached is not told: it would touch a tie to a barred store.
    last = max((place for n, place in effects if n == group), default=0)
    return tuple(
        _step(one, effects.get((group, place))) for place, one in enumerate(planned[:last], 1)
    )


def _step(planned: _Planned, separated: int | None) -> Step:
    what = planned.found.proposal
    return Step(
        planned.action,
        what.what,
        what.kind,
        what.label,
        planned.accounts[:NAMED],
        len(planned.accounts),
        planned.machines,
        separated,
    )


def _group(
    scanned: Scanned, tied: Tied, steps: tuple[Step, ...] = (), large: bool = False
) -> StepGroup:
    numbers = sorted(tied.accounts)
    barred = [number for number in numbers if scanned.joined[number].barred]
    return StepGroup(
        ids_of(scanned, numbers[:NAMED]),
        len(numbers),
        tied.scope or None,
        LEVELS[_rank(scanned, tied)],
        ids_of(scanned, barred[:NAMED]),
        steps,
        large,
    )


# -- groups ----------------------------------------------------------------------------------


def _groups(scanned: Scanned) -> tuple[list[Tied], list[Tied]]:
    """Groups that hold a barred store, lone ones too, and the tied others; most serious first."""
    found = groups_of(scanned)
    found += [Tied(number, scanned.scopes[number], frozenset({number}))
              for number, one in enumerate(scanned.joined)
              if one.barred and not scanned.components_of(number)]  # fmt: skip
    found.sort(key=lambda one: (_rank(scanned, one), -len(one.accounts), one.number))
    routes, others = [], []
    for one in found:
        if any(scanned.joined[number].barred for number in one.accounts):
            routes.append(one)
        # Where all ties are declared, there is nothing to do.
        elif _rank(scanned, one) < LEVELS.index("clear"):
            others.append(one)
    return routes, others


def _rank(scanned: Scanned, tied: Tied) -> int:
    return int(scanned.verdicts.accounts[sorted(tied.accounts)].min())


# -- steps -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Planned:
    """A step with the edits that it means."""

    action: str
    found: Found
    accounts: tuple[str, ...]
    machines: tuple[str, ...]


class _Plans:
    """The groups whose steps are told, and the steps of each by its place.

    `routes` are the groups with a barred store; `too_large` those that were not looked at.
    """

    def __init__(self, scanned: Scanned) -> None:
        self._scanned = scanned
        self.routes, others = _groups(scanned)
        self.groups = others[:GROUPS]
        self.groups_total = len(self.routes) + len(others)
        self.too_large: set[int] = set()
        self.steps: list[tuple[_Planned, ...]] = []
        for n, group in enumerate(self.groups):
            steps: tuple[_Planned, ...] = ()
            nodes = scanned.graph.places(np.asarray(sorted(group.accounts)))
            if int(np.isin(scanned.graph.edge_accounts, nodes).sum()) > EDGES:
                self.too_large.add(n)
            else:
                steps = tuple(self._planned(group))
            self.steps.append(steps)

    @property
    def turns(self) -> int:
        """How many scans with edits tell the effects."""
        return min(RERUNS, max(map(len, self.steps), default=0))

    def _planned(self, group: Tied) -> Iterator[_Planned]:
        edges, names = _edges(self._scanned, group)
        label = self._new_label()
        for change in plan_changes(edges)[:STEPS]:
            if change.what == "store":
                store = change.number
                found = move_of(self._scanned, store, label)
                machines = self._used_by([store])
                yield _Planned(OWN_MACHINE, found, (found.proposal.what,), machines)
            else:
                kind, text = names[change.number]
                found = blank_of(self._scanned, kind, text)
                if kind in DEVICES:
                    found = self._with_labels(found, change.number)
                stores = [edge.store for edge in edges if edge.value == change.number]
                ids = ids_of(self._scanned, stores)
                machines = self._seen_on(change.number, stores)
                yield _Planned(ACTIONS[KINDS[kind].strength], found, ids, machines)

    def _with_labels(self, found: Found, key: int) -> Found:
        """A device with the labels of its machines: they would stand in for it."""
        labels = self._scanned.engine.rows(f"""
            SELECT DISTINCT raw FROM machine_refs JOIN links USING (machine)
            WHERE machine_named AND key = {key}
        """)
        seen = found.edits.seen | {(MACHINE, raw) for (raw,) in labels}
        return replace(found, edits=replace(found.edits, seen=seen))

    def _seen_on(self, key: int, stores: Sequence[int]) -> tuple[str, ...]:
        """The machines on which stores have a value; of papers all that the stores use."""
        listed = ", ".join(map(str, stores))
        return self._machines(f"""
            SELECT machine FROM links WHERE key = {key} AND account IN ({listed})
            UNION
            SELECT p.machine FROM links l JOIN presence p USING (account)
            WHERE key = {key} AND account IN ({listed}) AND l.machine = {NO_MACHINE}
        """)

    def _used_by(self, stores: Sequence[int]) -> tuple[str, ...]:
        listed = ", ".join(map(str, stores))
        return self._machines(f"SELECT machine FROM presence WHERE account IN ({listed})")

    def _machines(self, numbers: str) -> tuple[str, ...]:
        rows = self._scanned.engine.rows(f"""
            SELECT id FROM machines WHERE machine IN ({numbers}) ORDER BY id LIMIT {NAMED}
        """)
        return tuple(id_ for (id_,) in rows)

    def _new_label(self) -> str:
        """The name of a machine that no file names; moved rows have no value by which they
        could meet, so one will do for all."""
        rows = self._scanned.engine.rows("SELECT name FROM machines")
        taken = {machine_key(name) for (name,) in rows}
        n = 1
        while machine_key(f"new-{n}") in taken:
            n += 1
        return f"new-{n}"


def _edges(scanned: Scanned, group: Tied) -> tuple[list[Edge], dict[int, tuple[str, str]]]:
    """What joins a group, by store and key, and the kind and text of each key.

    A value that barred stores or their groups have stays as it is, and so do the device on a
    machine of theirs and a store that signed in with one of these.
    """
    engine = scanned.engine
    engine.put("group_accounts", {"account": "INTEGER"}, [(n,) for n in sorted(group.accounts)])
    engine.put("kept_accounts", {"account": "INTEGER"}, [(n,) for n in _kept(scanned)])
    seen = ", ".join(quoted(kind) for kind in (MACHINE, *EVIDENCE))
    devices = ", ".join(map(quoted, DEVICES))
    engine.create(
        "group_links",
        f"""
        SELECT account, key, any_value(kind) AS kind, any_value(text) AS text,
               bool_or(machine <> {NO_MACHINE} AND kind IN ({seen})) AS seen,
               bool_and(machine <> {NO_MACHINE} AND kind IN ({seen})) AS moves,
               key IN (SELECT key FROM links SEMI JOIN kept_accounts USING (account))
               OR bool_or(kind IN ({devices}) AND machine IN (
                   SELECT machine FROM presence SEMI JOIN kept_accounts USING (account)
                   WHERE machine > {NOT_RECORDED})) AS kept
        FROM links SEMI JOIN group_accounts USING (account) JOIN keys USING (key)
        GROUP BY account, key
        """,
    )
    rows = engine.rows(f"""
        SELECT l.account, l.key, l.kind, l.text, l.moves AND s.account IS NULL,
               bool_or(l.kept) OVER (PARTITION BY l.key)
        FROM group_links l
        JOIN ties t ON t.key = l.key AND t.scope = {quoted(group.scope)} AND t.joins
        LEFT JOIN (SELECT DISTINCT account FROM group_links WHERE seen AND kept) s
               ON s.account = l.account
        ORDER BY l.account, l.key
    """)
    names = {key: (kind, text) for _account, key, kind, text, *_rest in rows}
    return [Edge(account, key, moves, kept) for account, key, _k, _t, moves, kept in rows], names


def _kept(scanned: Scanned) -> list[int]:
    """Barred accounts and those of their groups: what they have stays as recorded."""
    barred = {n for n, one in enumerate(scanned.joined) if one.barred}
    held = [one.accounts for one in groups_of(scanned) if not barred.isdisjoint(one.accounts)]
    return sorted(barred.union(*held))


# -- effects ---------------------------------------------------------------------------------


def _effects(scanned: Scanned, plans: _Plans, again: Again) -> dict[tuple[int, int], int]:
    """By group and number of its steps taken, how many of its stores these separate.

    Each scan takes a step in every group. It ends where a tie to a barred store would weigh
    less: such an effect is not told.
    """
    effects: dict[tuple[int, int], int] = {}
    for turn in range(1, plans.turns + 1):
        places = [_place(turn, len(steps)) for steps in plans.steps]
        edits = join_edits(one.found for steps, place in zip(plans.steps, places, strict=True)
                           for one in steps[:place])  # fmt: skip
        with again(edits) as result:
            after = result.scanned
            if weaker_ties(scanned, after):
                return effects
            left = Left(after)
            for n, (group, place) in enumerate(zip(plans.groups, places, strict=True)):
                if place:
                    effects[n, place] = left.fall(group).separated
    return effects


def _place(turn: int, steps: int) -> int:
    """How many of a group's steps the scan of a turn takes; the last one takes all."""
    return steps if turn == RERUNS else min(turn, steps)
