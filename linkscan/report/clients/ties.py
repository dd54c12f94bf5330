"""The findings, exposures and components of one client: what ties its stores, and to whom.

A finding about its own stores alone stays as it is. Of any other two things are left: what the
client's stores share among themselves, and that stores of others have the value too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from linkscan.findings.findings import finding_id
from linkscan.findings.reasons import STEPS
from linkscan.linking.components import component_id
from linkscan.model import LEVELS, Account, Component, Exposure, Finding, Level, Link, Weight, Words
from linkscan.report.clients.own import Own

OTHERS = "shared-with-others"
LEFT = "access-after-leaving"
SUSPENDED = "-suspended"

ALONE: Mapping[Words, Level] = {
    "very-strong": "high",
    "strong": "high",
    "positive": "medium",
    "weak": "low",
}
"""How serious a tie is of which nobody knows that one of the stores is suspended."""


def own_findings(own: Own) -> tuple[Finding, ...]:
    """The findings of the client's report, the most serious first."""
    found = [made for one in own.report.findings for made in _findings(own, one)]
    return tuple(sorted(found, key=lambda one: LEVELS.index(one.level)))


def _findings(own: Own, one: Finding) -> Iterator[Finding]:
    stores = own.only(one.accounts)
    if not stores:
        return
    if own.all(one.accounts, one.accounts_total):
        yield _renamed(own, one)
        return
    if len(stores) > 1 or one.reason == LEFT:
        yield _among_own(own, one, stores)
    if one.reason != LEFT:
        yield _with_others(own, one, stores)


def _renamed(own: Own, one: Finding) -> Finding:
    """A finding about the client's own stores; who accepted it is the agency's affair."""
    return replace(
        one,
        identifiers=tuple(map(own.value, one.identifiers)),
        evidence=tuple(own_link(own, link) for link in one.evidence),
        weights=tuple(_weight(own, weight) for weight in one.weights),
        accepted=None,
    )


def _weight(own: Own, one: Weight) -> Weight:
    return replace(one, identifier=own.value(one.identifier))


def own_link(own: Own, one: Link) -> Link:
    """A link as the client's report names it."""
    evidence = tuple(map(own.place, one.evidence))
    return replace(one, identifier=own.value(one.identifier), evidence=evidence)


def _among_own(own: Own, one: Finding, stores: Sequence[str]) -> Finding:
    """What the client's stores share among themselves."""
    suspended = own.only(one.suspended)
    endangers = 0 < len(suspended) < len(stores)
    reason = one.reason if endangers else one.reason.removesuffix(SUSPENDED)
    step = "official-route" if suspended else _step(one, reason)
    level = one.level if endangers else _alone(one, len(suspended))
    return _part(own, one, stores, reason, step, level, suspended)


def _with_others(own: Own, one: Finding, stores: Sequence[str]) -> Finding:
    """That stores of others have the value too."""
    step = "no-action" if one.scope == "context" or one.relation else "ask-the-agency"
    return _part(own, one, stores, OTHERS, step, _alone(one, 0), ())


def _step(one: Finding, reason: str) -> str:
    if one.scope == "context" or one.relation:
        return "no-action"
    strength = reason.removeprefix("shared-").replace("agency", "operator")
    return STEPS.get(strength, one.first_step)


def _alone(one: Finding, suspended: int) -> Level:
    """How serious a finding is without what is known of others' stores."""
    if one.reason == LEFT:
        return "high" if suspended else "medium"
    if one.strength is None or one.relation is not None:
        return one.level
    return ALONE[one.strength]


def _part(
    own: Own,
    one: Finding,
    stores: Sequence[str],
    reason: str,
    step: str,
    level: Level,
    suspended: tuple[str, ...],
) -> Finding:
    """The part of a finding that is the client's; what all of its stores weigh is not."""
    evidence = tuple(own_link(own, link) for link in one.evidence if link.account in own.stores)
    identifiers = tuple(map(own.value, one.identifiers))
    seen = [at for link in evidence for at in (link.first_seen, link.last_seen) if at]
    named = [own.labels.get(id, ("", own.value(id))) for id in one.identifiers]
    return replace(
        one,
        id=finding_id(stores, named, f"{reason} {level}"),
        level=level,
        accounts=tuple(stores),
        accounts_total=len(stores),
        suspended=suspended,
        identifiers=identifiers,
        identifiers_total=len(identifiers),
        roles=own.roles(one.identifiers),
        machines=tuple(sorted({machine for link in evidence for machine in link.machines})),
        evidence=evidence,
        first_seen=min(seen, default=None),
        last_seen=max(seen, default=None),
        bits=None,
        strength=None,
        weights=(),
        variants=(),
        relation=None,
        accepted=None,
        reason=reason,
        first_step=step,
    )


def own_exposure(own: Own, account: Account) -> Exposure | None:
    """How a store hangs on suspended ones of the same client, by a way over its stores alone."""
    exposure = account.exposure
    if exposure is None or not own.stores.issuperset(exposure.path[::2]):
        return None
    path = tuple(map(own.node, exposure.path))
    if own.stores.issuperset(exposure.to):
        return replace(exposure, path=path)
    # How much of the likelihood is due to others is not on record; one is a bound all the same.
    return replace(exposure, path=path, to=own.only(exposure.to), probability=1.0)


def own_components(own: Own, levels: Mapping[str, Level]) -> tuple[Component, ...]:
    """Groups of the client's stores that are tied by values of theirs, the most serious first."""
    found = [made for one in own.report.components for made in _components(own, one, levels)]
    return tuple(sorted(found, key=lambda one: LEVELS.index(one.level)))


def _components(own: Own, one: Component, levels: Mapping[str, Level]) -> Iterator[Component]:
    if own.all(one.accounts, one.accounts_total):
        yield replace(
            one,
            identifiers=tuple(map(own.value, one.identifiers)),
            articulation_points=tuple(map(own.node, one.articulation_points)),
            splits=tuple(replace(split, without=own.value(split.without)) for split in one.splits),
        )
    elif not own.stores.isdisjoint(one.accounts):
        yield from _pieces(own, one, levels)


def _pieces(own: Own, one: Component, levels: Mapping[str, Level]) -> Iterator[Component]:
    """What is left of a group without the stores of others; a store alone is none."""
    import networkx as nx

    members, values = set(own.only(one.accounts)), set(one.identifiers)
    graph: nx.Graph = nx.Graph(
        (link.account, link.identifier)
        for link in own.links
        if link.account in members and link.identifier in values
    )
    # What only stores of others shared with one of these ties nothing here.
    graph.remove_nodes_from([id for id in values if id in graph and graph.degree(id) < 2])
    holding = set(nx.articulation_points(graph))
    for nodes in sorted(map(sorted, nx.connected_components(graph))):
        stores = tuple(id for id in nodes if id in members)
        if len(stores) < 2:
            continue
        weak = tuple(id for id in one.weak if id in stores)
        yield Component(
            id=component_id(stores[0]),
            platform=one.platform,
            accounts=stores,
            accounts_total=len(stores),
            identifiers=tuple(own.value(id) for id in nodes if id in values),
            level=min((levels[id] for id in stores), key=LEVELS.index),
            articulation_points=tuple(own.node(id) for id in nodes if id in holding),
            splits=(),
            weak=weak,
            weak_total=len(weak),
        )
