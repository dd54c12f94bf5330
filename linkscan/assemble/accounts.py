"""The accounts of a report, and how they hang on barred ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from linkscan.accounts.accounts import Joined
from linkscan.assemble.names import Names
from linkscan.assemble.selection import Selection
from linkscan.linking.components import component_id
from linkscan.masking import Mask
from linkscan.model import Account, Exposure
from linkscan.rules.vocabulary import canonical_text, meaning
from linkscan.scanned import Scanned
from linkscan.sources import parse_time
from linkscan.weighing.bits import words_for


def accounts(scanned: Scanned, selection: Selection, names: Names) -> tuple[Account, ...]:
    """Shown accounts, by id."""
    logs = {one.number for one in scanned.inputs if one.table.mapping.role == "logins"}
    barred, mask = _barred(scanned), scanned.settings.mask
    return tuple(
        Account(
            id=one.id,
            name=one.label,
            spellings=tuple(map(mask.text, one.spellings)),
            platform=one.platform,
            region=one.region,
            sites=tuple(_word(mask, [text], "region") or "" for text in one.values("site")),
            client=None if one.several_clients else _owner(mask, one, "client"),
            entity=_owner(mask, one, "entity"),
            status=one.status,
            status_word=_word(mask, [one.status_word], "status", "certification"),
            ban_reason=_word(mask, one.values("ban_reason"), "ban_reason"),
            certification=one.certification,
            opened_at=_time(one.values("opened_at")),
            closed_at=_time(one.values("closed_at")),
            component=_component(scanned, names, number),
            level=scanned.verdicts.account(number),
            machines=tuple(sorted(map(names.machine, selection.used.get(number, ())))),
            operators=mask.people(one.values("operator")),
            logins=sum(m.n - m.failures for m in one.mentions if m.input in logs),
            failures=sum(m.failures for m in one.mentions if m.input in logs),
            exposure=_exposure(scanned, selection, names, barred, number),
        )
        for number in selection.accounts
        for one in [scanned.joined[number]]
    )


def _barred(scanned: Scanned) -> dict[int, list[str]]:
    """Ids of the barred accounts of each component."""
    found: dict[int, list[str]] = defaultdict(list)
    for node, component in enumerate(scanned.places.tolist()):
        one = scanned.joined[scanned.graph.account(node)]
        if one.barred:
            found[component].append(one.id)
    return found


def _component(scanned: Scanned, names: Names, number: int) -> str | None:
    smallest = int(scanned.components[number])
    return component_id(names.account(smallest)) if smallest >= 0 else None


def _exposure(
    scanned: Scanned,
    selection: Selection,
    names: Names,
    barred: Mapping[int, Sequence[str]],
    number: int,
) -> Exposure | None:
    path = selection.paths.get(number)
    if path is None:
        return None
    nodes = tuple(names.node(node) for node in path.nodes)
    stores = path.nodes[::2]
    around = scanned.places[scanned.graph.places(np.asarray([number]))]
    weakest = min(map(selection.pairs.bits, stores, stores[1:]))
    return Exposure(
        to=tuple(sorted({id_ for one in around[around >= 0].tolist() for id_ in barred[one]})),
        nearest=nodes[-1],
        path=nodes,
        level=path.level,
        probability=round(float(scanned.exposures.probabilities[number]), 6),
        bits=round(weakest, 3),
        strength=words_for(weakest, scanned.settings.prior),
    )


def _owner(mask: Mask, one: Joined, column: str) -> str | None:
    for text in one.values(column):
        return mask.name(column, canonical_text(text), text)
    return None


def _word(mask: Mask, texts: Iterable[str | None], *families: str) -> str | None:
    """The first of some words of a file; one that the vocabulary knows is nobody's name."""
    for text in texts:
        if text is not None:
            return mask.text(text, known=any(meaning(family, text) for family in families))
    return None


def _time(texts: Sequence[str]) -> datetime | None:
    return min(filter(None, (parse_time(text, ZoneInfo("UTC")) for text in texts)), default=None)
