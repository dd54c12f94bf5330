"""Reports made by hand for pictures: who has which value, and the groups that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import networkx as nx

from linkscan.model import Component, Report
from tests.report import factory


def report_of(
    have: Mapping[str, Iterable[str]],
    barred: Iterable[str] = (),
    machines: Mapping[str, tuple[str, ...]] | None = None,
) -> Report:
    """A report in which each value, `kind:label`, was seen with these stores of Amazon.

    Values of two or more stores tie them into components; `machines` are those with a page of
    their own, and the stores used on each.
    """
    values = {
        id: tuple(sorted(f"amazon/us/{name}" for name in names)) for id, names in have.items()
    }
    banned = {f"amazon/us/{name}" for name in barred}
    ties = {id: stores for id, stores in values.items() if len(stores) > 1}
    components = _components(ties)
    group_of = {store: one for one in components for store in one.accounts}
    accounts = sorted({store for stores in values.values() for store in stores})
    found = tuple(
        factory.finding(
            "medium",
            "shared-address",
            "separate-address",
            *(factory.link(store, id, 2) for store in stores),
            identifiers=(id,),
            bits=16.3,
            strength="positive",
            id=f"f-{id}",
        )
        for id, stores in ties.items()
    )
    return replace(
        factory.empty_report(),
        accounts=tuple(
            factory.account(
                id.split("/", 2)[2],
                status="suspended" if id in banned else "active",
                level="medium" if id in group_of else "clear",
                component=group_of[id].id if id in group_of else None,
            )
            for id in accounts
        ),
        identifiers=tuple(
            factory.identifier(*id.split(":", 1), *stores, ties=len(stores) > 1)
            for id, stores in sorted(values.items())
        ),
        links=tuple(
            factory.link(store, id, 2) for id, stores in sorted(values.items()) for store in stores
        ),
        components=components,
        findings=found,
        machines=tuple(
            factory.machine(
                name,
                "medium",
                accounts=tuple(f"amazon/us/{one}" for one in stores),
                accounts_total=len(stores),
            )
            for name, stores in (machines or {}).items()
        ),
    )


def _components(ties: Mapping[str, tuple[str, ...]]) -> tuple[Component, ...]:
    graph = nx.Graph([(store, id) for id, stores in ties.items() for store in stores])
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=len, reverse=True)
    return tuple(
        Component(
            id=f"c-{number}",
            platform="amazon",
            accounts=stores,
            accounts_total=len(stores),
            identifiers=tuple(node for node in part if node in ties),
            level="medium",
            articulation_points=(),
            splits=(),
        )
        for number, part in enumerate(parts)
        for stores in [tuple(node for node in part if node not in ties)]
    )
