"""The first steps of one client: about groups of its own stores alone.

What parts a group in which stores of others stand is the agency's to say; that there is such a
group is counted, as its values are told. So are groups that no step parts wholly: what stands in
the way may be how a store of others stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from linkscan.model import LEVELS, Component, FirstSteps, Level, Step, StepGroup
from linkscan.report.clients.own import Own
from linkscan.report.views.steps import parts_all


def own_steps(
    own: Own, components: Sequence[Component], levels: Mapping[str, Level]
) -> FirstSteps | None:
    """The steps that a client is told; `components` and `levels` are those told to it."""
    found = own.report.steps
    if found is None:
        return None
    groups = tuple(_groups(own, found, levels))
    told = [frozenset(one.accounts) for one in groups]
    further = [one for one in components
               if one.level != "clear" and frozenset(one.accounts) not in told]  # fmt: skip
    return replace(found, groups=groups, groups_total=len(groups) + len(further))


def _groups(own: Own, found: FirstSteps, levels: Mapping[str, Level]) -> Iterator[StepGroup]:
    for group in found.groups:
        if own.all(group.accounts, group.accounts_total):
            level = min((levels[one] for one in group.accounts), key=LEVELS.index)
            if group.suspended or parts_all(group):
                steps = tuple(_step(own, one) for one in group.steps)
                yield replace(group, level=level, steps=steps)
            continue
        # Its own suspended stores have the official route, whoever else stands in the group.
        for store in own.only(group.suspended):
            yield StepGroup((store,), 1, group.platform, levels[store], (store,))


def _step(own: Own, one: Step) -> Step:
    machines = tuple(id for id in one.machines if id in own.machines)
    return replace(one, what=own.node(one.what), machines=machines)
