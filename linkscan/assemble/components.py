"""The components of a report, and what each of them hangs on."""

from __future__ import annotations

from collections import defaultdict

from linkscan.assemble.identifiers import Links
from linkscan.assemble.names import Names
from linkscan.assemble.selection import Selection
from linkscan.linking.components import component_id
from linkscan.linking.splits import Piece
from linkscan.model import Component, Split
from linkscan.scanned import Scanned

ACCOUNTS_OF_COMPONENT = 1_000
IDENTIFIERS_OF_COMPONENT = 200
"""Ours: what one component lists at most in a report that is cut."""
WEAK_OF_COMPONENT = 50
PARTS_OF_SPLIT, ACCOUNTS_OF_PART = 20, 50
"""Ours: what is listed of a component that falls apart."""


def components(
    scanned: Scanned, selection: Selection, names: Names, links: Links
) -> tuple[Component, ...]:
    """Components, the most serious first."""
    members: dict[int, list[int]] = defaultdict(list)
    for node, smallest in enumerate(scanned.places.tolist()):
        if smallest >= 0:
            members[smallest].append(scanned.graph.account(node))
    shared: dict[int, set[int]] = defaultdict(set)
    for account, key in links:
        if (scanned.scopes[account], key) in names.ties:
            shared[int(scanned.components[account])].add(key)
    most = ACCOUNTS_OF_COMPONENT if selection.cut else None
    most_keys = IDENTIFIERS_OF_COMPONENT if selection.cut else None
    return tuple(
        Component(
            id=component_id(names.account(smallest)),
            platform=scanned.scopes[smallest] or None,
            accounts=tuple(names.account(number) for number in sorted(members[smallest])[:most]),
            accounts_total=len(members[smallest]),
            identifiers=tuple(names.keys[key].id for key in sorted(shared[smallest])[:most_keys]),
            level=scanned.verdicts.component(smallest),
            articulation_points=tuple(map(names.node, selection.articulation.get(smallest, ()))),
            splits=tuple(_split(names, piece) for piece in selection.splits.get(smallest, ())),
            weak=tuple(map(names.account, scanned.weak.get(smallest, ())[:WEAK_OF_COMPONENT])),
            weak_total=len(scanned.weak.get(smallest, ())),
        )
        for smallest in selection.components
    )


def _split(names: Names, piece: Piece) -> Split:
    if piece.machine is not None:
        without, kind = names.machine(piece.machine), "machine"
    else:
        without, kind = names.value(piece.node or 0)
    return Split(
        without=without,
        kind=kind,
        parts=tuple(
            tuple(map(names.account, part[:ACCOUNTS_OF_PART]))
            for part in piece.parts[:PARTS_OF_SPLIT]
        ),
        parts_total=len(piece.parts),
    )
