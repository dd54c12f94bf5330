"""Groups of tied stores as shown: what holds each together, and what is left without it."""

from __future__ import annotations

from collections.abc import Iterator

from linkscan.i18n import _
from linkscan.model import Component, Split
from linkscan.report import words
from linkscan.report.views.facts import Facts
from linkscan.report.views.health import weak_lines
from linkscan.report.views.parts import STORES, badge, node, some
from linkscan.report.views.shown import GroupRow, Hold

HOLDS = 6
"""Values and machines named of one group; all are in `report.json`."""

PARTS = 3
"""Parts named of a group that falls apart, the largest first."""


def group_row(facts: Facts, component: Component) -> GroupRow:
    """A component as a row of the table of groups."""
    holds = tuple(_holds(facts, component))
    return GroupRow(
        id=component.id,
        level=badge(facts, component.level),
        platform=words.word(words.PLATFORMS, component.platform or "", facts.lang),
        stores=component.accounts[:STORES],
        stores_cut=component.accounts_total - len(component.accounts[:STORES]),
        weak=weak_lines(facts, component),
        holds=holds[:HOLDS],
        holds_cut=len(holds) - len(holds[:HOLDS]),
    )


def _holds(facts: Facts, component: Component) -> Iterator[Hold]:
    """What splits it, the most telling first; then stores and values that only join it."""
    told = {split.without for split in component.splits}
    for split in component.splits:
        yield Hold(_name(facts, split), _without(facts, split, component.accounts_total))
    for id in component.articulation_points:
        if id not in told:
            yield Hold(node(facts, id), "")


def _name(facts: Facts, split: Split) -> str:
    if split.kind == "machine" and split.without not in facts.identifiers:
        return facts.say(_("machine {name}"), name=words.machine_name(split.without, facts.lang))
    return facts.value(split.without)


def _without(facts: Facts, split: Split, accounts: int) -> str:
    if split.parts_total == accounts:
        return facts.say(_("without it none of these stores are tied"))
    parts = [some(facts, part) for part in split.parts[:PARTS]]
    if split.parts_total > len(parts):
        parts.append("…")
    message = _("without it {n} parts: {parts}")
    return facts.say(message, n=split.parts_total, parts=" | ".join(parts))
