"""What the picture of a page shows: stores and the values they share, as two kinds of node.

The page of a machine gets its neighbourhood: its stores and what they hang on, nearest first.
The index gets whole components, the most serious first. Both are bounded; the page draws less
still and says what it leaves out. A value seen with one store ties nothing: it is told with
the store.

A reader can try what is left without a value, but for one that is `kept`: where a store of the
group is suspended or the like, no page shows what would part a store from such a one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linkscan.model import Component, Level, Machine, Status, Words
from linkscan.report.views.clock import day_of, zone_of
from linkscan.report.views.web import Web

NODES_OF_MACHINE = 1_000
NODES_OF_GROUP = 3_000
NODES_OF_INDEX = 4_000
"""Stores and values that a page knows of; ours, for pages that open at once."""

GROUPS = 100
"""Components that the index lets one choose from."""

OWN = 8
STORES_WITH_OWN = 300
"""Values of one store alone are named up to here, and only counted beyond."""

PLACES = 8
"""Machines named of one store, and of one store with one value."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store as drawn; `group` is the place of its group, -1 where it is tied to none."""

    id: str
    platform: str
    level: Level
    status: Status
    barred: bool  # suspended or the like
    here: bool  # used on the machine of the page
    group: int
    machines: tuple[int, ...]
    own: tuple[tuple[str, str], ...]  # (kind, label)
    own_total: int


@dataclass(frozen=True, slots=True)
class Value:
    """A shared value as drawn; `level` and `strength` are of the worst finding about it."""

    id: str
    kind: str
    label: str
    remarks: tuple[str, ...]  # codes of what it was used as, and what sort of address it is
    level: Level
    strength: Words | None
    stores: int  # all that have it, in the picture or not
    joins: tuple[int, ...]  # groups; none for what is context only
    kept: bool  # nobody is shown what is left without it


class Tie(NamedTuple):
    """A store and a value, by their places, and when and where they met."""

    store: int
    value: int
    first: str  # a day; "" where no row has a date
    last: str
    n: int
    machines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A component; `whole` says that the picture has all of it."""

    platform: str
    level: Level
    stores: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the picture of one page may show."""

    machine: str | None  # None: one group at a time, as chosen
    groups: tuple[Group, ...]
    stores: tuple[Store, ...]
    values: tuple[Value, ...]
    ties: tuple[Tie, ...]
    machines: tuple[str, ...]


def machine_picture(web: Web, machine: Machine) -> Picture | None:
    """The neighbourhood of a machine; None where its stores share nothing."""
    nodes = web.near(machine.accounts, NODES_OF_MACHINE)
    return _picture(web, nodes, machine.id, set(machine.accounts))


def index_picture(web: Web) -> Picture | None:
    """The groups of tied stores, the most serious first; None where there is none."""
    nodes: dict[str, None] = {}
    for component in web.report.components[:GROUPS]:
        room = min(NODES_OF_GROUP, NODES_OF_INDEX - len(nodes))
        # From one that is barred, if there is one: what hangs on it is never left out.
        start = min(component.accounts, key=lambda one: (one not in web.barred, one))
        nodes.update(dict.fromkeys(web.near([start], room)))
    return _picture(web, list(nodes), None, set())


@dataclass(frozen=True, slots=True)
class _Places:
    """Where names stand in the lists of a picture."""

    groups: Mapping[int, int]  # by the place of a component in the report
    machines: dict[str, int]

    def of_machines(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.machines.setdefault(name, len(self.machines)) for name in names)

    def of_groups(self, numbers: Iterable[int]) -> tuple[int, ...]:
        return tuple(self.groups[number] for number in numbers if number in self.groups)


def _picture(web: Web, nodes: Sequence[str], machine: str | None, here: set[str]) -> Picture | None:
    stores = {one: place for place, one in enumerate(n for n in nodes if n in web.accounts)}
    # Also what is shared across platforms, and values that the bound on nodes left out.
    near = dict.fromkeys(id for one in stores for id in web.held.get(one, ()))
    values = [id for id in near if sum(one in stores for one in web.holders[id]) > 1]
    if not values:
        return None
    groups = sorted({web.group_of[one] for one in stores if one in web.group_of})
    places = _Places({number: place for place, number in enumerate(groups)}, {})
    named = len(stores) <= STORES_WITH_OWN
    return Picture(
        machine=machine,
        groups=tuple(_group(web, web.report.components[n], stores) for n in groups),
        stores=tuple(_store(web, one, one in here, places, named) for one in stores),
        values=tuple(_value(web, id, places) for id in values),
        ties=tuple(
            _tie(web, one, id, (stores[one], place), places)
            for place, id in enumerate(values)
            for one in web.holders[id]
            if one in stores
        ),
        machines=tuple(places.machines),
    )


def _group(web: Web, component: Component, stores: Mapping[str, int]) -> Group:
    return Group(
        platform=component.platform or "",
        level=component.level,
        stores=component.accounts_total,
        whole=web.has_all_of(component) and all(one in stores for one in component.accounts),
    )


def _store(web: Web, id: str, here: bool, places: _Places, named: bool) -> Store:
    account = web.accounts[id]
    own = web.own.get(id, ())
    return Store(
        id=id,
        platform=account.platform or "",
        level=account.level,
        status=account.status,
        barred=id in web.barred,
        here=here,
        group=places.groups.get(web.group_of.get(id, -1), -1),
        machines=places.of_machines(account.machines[:PLACES]),
        own=tuple((web.values[one].kind, web.labels.get(one, "")) for one in own[:OWN] if named),
        own_total=len(own),
    )


def _value(web: Web, id: str, places: _Places) -> Value:
    value, worst = web.values[id], web.worst.get(id)
    return Value(
        id=id,
        kind=value.kind,
        label=web.labels.get(id, ""),
        remarks=(*value.roles, *((value.cls,) if value.cls else ())),
        level=worst.level if worst else "clear",
        strength=worst.strength if worst else None,
        stores=max(value.accounts_total, len(web.holders[id])),
        joins=places.of_groups(web.joins.get(id, ())),
        kept=web.keeps_a_ban(id),
    )


def _tie(web: Web, account: str, id: str, at: tuple[int, int], places: _Places) -> Tie:
    link = web.links.get((account, id))
    if link is None:
        return Tie(*at, "", "", 0, ())
    zone = zone_of(web.report.display_zone)
    return Tie(
        *at,
        day_of(link.first_seen, zone),
        day_of(link.last_seen, zone),
        link.n,
        places.of_machines(link.machines[:PLACES]),
    )
