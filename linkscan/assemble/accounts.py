"""The accounts of a report, and how they hang on barred ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from linkscan.assemble.people import operators, shown
from linkscan.bits import words_for
from linkscan.components import component_id
from linkscan.masking import without_contacts
from linkscan.model import Account, Exposure
from linkscan.names import Names
from linkscan.scanned import Scanned
from linkscan.selection import Selection
from linkscan.sources import parse_time


def accounts(scanned: Scanned, selection: Selection, names: Names) -> tuple[Account, ...]:
    """Shown accounts, by id."""
    logs = {one.number for one in scanned.inputs if one.table.mapping.role == "logins"}
    barred, reveal = _barred(scanned), scanned.settings.reveal
    return tuple(
        Account(
            id=one.id,
            name=one.label,
            spellings=tuple(without_contacts(text, reveal) for text in one.spellings),
            platform=one.platform,
            region=one.region,
            sites=one.values("site"),
            client=shown(_first(one.values("client")), reveal),
            entity=shown(_first(one.values("entity")), reveal),
            status=one.status,
            status_word=shown(one.status_word, reveal),
            ban_reason=shown(_first(one.values("ban_reason")), reveal),
            opened_at=_time(one.values("opened_at")),
            closed_at=_time(one.values("closed_at")),
            component=_component(scanned, names, number),
            level=scanned.verdicts.account(number),
            machines=tuple(sorted(map(names.machine, selection.used.get(number, ())))),
            operators=operators(one.values("operator"), reveal),
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
    for number, one in enumerate(scanned.joined):
        if one.barred:
            found[int(scanned.components[number])].append(one.id)
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
    weakest = min(map(selection.pairs.bits, stores, stores[1:]))
    return Exposure(
        to=tuple(barred[int(scanned.components[number])]),
        nearest=nodes[-1],
        path=nodes,
        level=path.level,
        probability=round(float(scanned.exposures.probabilities[number]), 6),
        bits=round(weakest, 3),
        strength=words_for(weakest, scanned.settings.prior),
    )


def _first(texts: Sequence[str]) -> str | None:
    return texts[0] if texts else None


def _time(texts: Sequence[str]) -> datetime | None:
    return min(filter(None, (parse_time(text, ZoneInfo("UTC")) for text in texts)), default=None)
