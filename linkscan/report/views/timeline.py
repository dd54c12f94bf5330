"""The timeline of a machine: which store used which line and device on which days.

A lane is a store with a value. Values that the same stores used on the same days, such as a
device and its network card, share one; the many addresses of a line that changes are counted
in one. Lanes are laid out here, a page only draws them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fingerprints import KINDS
from linkscan.i18n import _
from linkscan.model import LEVELS, DaysOfUse, Identifier, Machine
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.axis import Bar, Run, Tick, bars, joined, letter_place, ticks
from linkscan.report.views.clock import day_begins, zone_word
from linkscan.report.views.facts import Facts, barred_stores

LANES = 120
BARS = 2_000
"""Most lanes and bars of a page: some 60 KB in each language."""

GAPS = (1, 7, 31, 366)
"""Days between uses that are drawn as one bar: the first that leaves no more than `BARS`."""

COLOURS = 6
"""Colours of shared values; beyond them only the letter tells two apart."""

SHARED, OWN = 8, 2
"""Values of a kind that are named for a store, those shared with most stores first, and those it
has alone; more are counted in one lane."""

RUNS_TOLD = 3
"""Runs of days told in words."""

KINDS_DRAWN = ("device_id", "mac", "machine", "ip")
"""In this order: the one first that says most of the computer."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A store with a value, or with several at once."""

    values: tuple[str, ...]
    shared: bool  # with other stores, wherever these used it
    mark: str  # the letter of a shared value that is named; else ""
    colour: int  # goes with the letter
    remark: str
    days: str  # the first runs, in words
    bars: tuple[Bar, ...]
    letter_x: int  # where its letter stands among the bars

    @property
    def look(self) -> str:
        """How its bars look, see `LOOKS`: apart without their colour, too."""
        return "marked" if self.mark else "shared" if self.shared else "own"


LOOKS = {
    "marked": _("Used by several stores. The same letter is the same value."),
    "shared": _("Several values together that other stores used, too."),
    "own": _("Used by this store alone."),
}
"""What the looks of bars mean."""


@dataclass(frozen=True, slots=True)
class StoreLanes:
    """A store and its lanes, shared values first."""

    store: str
    status: str
    barred: bool  # suspended or the like
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Stores in time, the most serious first."""

    stores: tuple[StoreLanes, ...]
    ticks: tuple[Tick, ...]
    said: tuple[str, ...]  # the period, its zone, what a bar is
    legend: tuple[tuple[str, str], ...]  # each look that bars here have, and what it means
    undrawn: int  # stores of which nothing is drawn
    cut: int  # lanes


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Values that the same stores used on the same days."""

    values: tuple[Identifier, ...]
    runs: Mapping[str, tuple[Run, ...]]  # by store

    @property
    def stores(self) -> int:
        """How many stores have the values, on whatever machine."""
        return self.values[0].accounts_total

    @property
    def shared(self) -> bool:
        """Whether another store has them: one that a client's report does not count still ties."""
        return self.stores > 1 or self.values[0].ties

    @property
    def kind(self) -> str:
        """The kind of the value that stands first."""
        return self.values[0].kind


@dataclass(frozen=True, slots=True)
class _Row:
    """A lane before it is laid out: a bundle, or several that are counted only."""

    store: str
    bundles: Sequence[_Bundle]
    runs: tuple[Run, ...]


def timeline(facts: Facts, machine: Machine) -> Timeline | None:
    """The timeline of a machine; None where no day of use is on record."""
    rows = _rows(facts, _bundles(facts, facts.days.get(machine.id, ())))
    if not rows:
        return None
    shown = rows[:LANES]
    gap, drawn = _drawn([row.runs for row in shown])
    period = min(runs[0][0] for runs in drawn), max(runs[-1][1] for runs in drawn)
    marks = _marks(shown)
    lanes: dict[str, list[Lane]] = defaultdict(list)
    for row, runs in zip(shown, drawn, strict=True):
        lanes[row.store].append(_lane(facts, row, marks, bars(runs, period)))
    barred = barred_stores(facts.report)
    looks = {lane.look for found in lanes.values() for lane in found}
    return Timeline(
        stores=tuple(_store(facts, id, id in barred, found) for id, found in lanes.items()),
        ticks=ticks(period),
        said=tuple(_said(facts, period, gap)),
        legend=tuple((look, facts.say(text)) for look, text in LOOKS.items() if look in looks),
        undrawn=max(machine.accounts_total - len({row.store for row in rows}), 0),
        cut=len(rows) - len(shown),
    )


def letter(place: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    rest, last = divmod(place, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _bundles(facts: Facts, used: Iterable[DaysOfUse]) -> list[_Bundle]:
    """The drawn values of a machine, those first that most stores have."""
    runs_of: dict[str, dict[str, tuple[Run, ...]]] = defaultdict(dict)
    for one in used:
        value = facts.identifiers.get(one.identifier)
        if value is not None and value.kind in KINDS_DRAWN and one.days:
            runs_of[value.id][one.account] = tuple(map(_run, one.days))
    together: dict[tuple[object, ...], list[Identifier]] = defaultdict(list)
    for id, runs in runs_of.items():
        value = facts.identifiers[id]
        held = value.accounts, value.accounts_total, value.ties, tuple(sorted(runs.items()))
        together[KINDS[value.kind].group, held].append(value)
    bundles = [
        _Bundle(tuple(sorted(values, key=_order)), runs_of[values[0].id])
        for values in together.values()
    ]
    return sorted(bundles, key=lambda one: (not one.shared, -one.stores, _order(one.values[0])))


def _order(value: Identifier) -> tuple[int, str]:
    return KINDS_DRAWN.index(value.kind), value.id


def _run(days: str) -> Run:
    first, _slash, last = days.partition("/")
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal()


def _rows(facts: Facts, bundles: Sequence[_Bundle]) -> list[_Row]:
    """All lanes: stores by level, of each the shared values before its own."""
    used: dict[tuple[str, bool, str], list[_Bundle]] = defaultdict(list)
    for one in bundles:
        for store in one.runs:
            used[store, not one.shared, one.kind].append(one)
    rows = [
        _Row(store, part, joined((run for one in part for run in one.runs[store]), 1))
        for (store, _own, _kind), found in used.items()
        for part in _parts(found)
    ]
    return sorted(rows, key=lambda row: _seriousness(facts, row.store))


def _parts(bundles: Sequence[_Bundle]) -> Iterator[Sequence[_Bundle]]:
    """What a lane is made of: one bundle, or what is beyond those that are named."""
    own = OWN if len(bundles) <= OWN else 0
    named = SHARED if bundles[0].shared else own
    yield from ([one] for one in bundles[:named])
    if bundles[named:]:
        yield bundles[named:]


def _marks(rows: Iterable[_Row]) -> dict[str, int]:
    """The place in the alphabet of each shared value that is named, as they come."""
    named = (row.bundles[0] for row in rows if len(row.bundles) == 1)
    ids = dict.fromkeys(one.values[0].id for one in named if one.shared)
    return {id: place for place, id in enumerate(ids)}


def _seriousness(facts: Facts, store: str) -> tuple[int, str]:
    account = facts.accounts.get(store)
    return LEVELS.index(account.level if account else "not-checked"), store


def _drawn(lanes: Sequence[Iterable[Run]]) -> tuple[int, list[tuple[Run, ...]]]:
    """How far apart uses are drawn as one, and the runs that this leaves of each lane."""
    for gap in GAPS:
        drawn = [joined(runs, gap) for runs in lanes]
        if sum(map(len, drawn)) <= BARS:
            break
    return gap, drawn


def _lane(facts: Facts, row: _Row, marks: Mapping[str, int], drawn: tuple[Bar, ...]) -> Lane:
    bundle = row.bundles[0]
    several = len(row.bundles) > 1
    mark = None if several else marks.get(bundle.values[0].id)
    return Lane(
        values=(facts.say(words.MANY[bundle.kind], n=len(row.bundles)),)
        if several
        else tuple(facts.value(value.id) for value in bundle.values),
        shared=bundle.shared,
        mark="" if mark is None else letter(mark),
        colour=(mark or 0) % COLOURS,
        remark=_remark(facts, bundle, several),
        days=_days(facts, row.runs),
        bars=drawn,
        letter_x=letter_place(drawn),
    )


def _remark(facts: Facts, bundle: _Bundle, several: bool) -> str:
    if bundle.stores > 1 and not several:
        return facts.say(_("used by {n} stores"), n=bundle.stores)
    if bundle.shared:
        return facts.say(_("used by other stores too"))
    return facts.say(_("of this store alone")) if several else ""


def _days(facts: Facts, runs: Sequence[Run]) -> str:
    told = [" – ".join(dict.fromkeys(map(_day, run))) for run in runs[:RUNS_TOLD]]
    more = len(runs) - len(told)
    rest = [facts.say(_("and {n} more"), n=more)] if more else []
    return notes.listed((*told, *rest), facts)


def _day(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _store(facts: Facts, id: str, barred: bool, lanes: Iterable[Lane]) -> StoreLanes:
    account = facts.accounts.get(id)
    status = words.word(words.STATUSES, account.status, facts.lang) if account else ""
    return StoreLanes(id, status, barred, tuple(lanes))


def _said(facts: Facts, period: Run, gap: int) -> Iterator[str]:
    first, last = map(_day, period)
    message = _("{first} to {last}, days in UTC. A bar is a day of use, or several close together.")
    yield facts.say(message, first=first, last=last)
    zone = facts.report.display_zone
    if begins := day_begins(zone, *map(date.fromordinal, period)):
        times = facts.say(_(" or ")).join(begins)
        message = _("A day in UTC begins at {times} {zone}; times elsewhere on this page are of "
                    "this zone.")  # fmt: skip
        yield facts.say(message, times=times, zone=zone_word(zone, facts.lang))
    if gap > 1:
        yield facts.say(_("Uses at most {n} days apart are drawn as one bar."), n=gap)
