"""The lists of a report: what was found, chosen and named, as values of `linkscan.model`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from fingerprints import KINDS
from linkscan.components import component_id
from linkscan.evidence import Shown, utc
from linkscan.findings import Group, finding_id
from linkscan.links import CONTEXT
from linkscan.machines import read_operators
from linkscan.masking import without_contacts
from linkscan.model import (
    Account,
    Component,
    Exposure,
    Finding,
    Identifier,
    Input,
    Link,
    Machine,
)
from linkscan.names import Names
from linkscan.scanned import Scanned
from linkscan.selection import Selection
from linkscan.sources import parse_time
from linkscan.vocabulary import canonical_text

Links = Mapping[tuple[int, int], Shown]
ACCOUNTS_OF_COMPONENT = 1_000
IDENTIFIERS_OF_COMPONENT = 200
"""Ours: what one component lists at most in a report that is cut."""


def inputs(scanned: Scanned) -> tuple[Input, ...]:
    """A line per table that was read, in the order of reading."""
    return tuple(
        Input(
            name=one.table.name,
            role=one.table.mapping.role,
            sheet=one.table.sheet,
            member=one.table.member,
            sha256=one.table.sha256 or "",
            format=one.table.format,
            encoding=one.table.encoding,
            rows_read=one.rows_read,
            rows_used=one.rows_used,
            rows_ignored=sum(count for _reason, count in one.ignored),
            rows_rejected=sum(count for _reason, count in one.rejected),
            columns=one.meanings,
            unmapped=one.table.mapping.unmapped,
            dropped=one.table.mapping.secret,
            ignored=one.ignored,
            rejected=one.rejected,
            rejects=one.rejects,
            accounts=accounts,
            accounts_met=met,
            accounts_unmet=unmet,
            failures=one.failures,
        )
        for one in scanned.inputs
        for accounts, met, unmet in [scanned.meetings.counts.get(one.number, (0, None, None))]
    )


def accounts(scanned: Scanned, selection: Selection, names: Names) -> tuple[Account, ...]:
    """Shown accounts, by id."""
    logs = {one.number for one in scanned.inputs if one.table.mapping.role == "logins"}
    barred = _barred(scanned)
    return tuple(
        Account(
            id=one.id,
            name=one.label,
            spellings=tuple(without_contacts(text, scanned.reveal) for text in one.spellings),
            platform=one.platform,
            region=one.region,
            sites=one.values("site"),
            client=_shown(_first(one.values("client")), scanned.reveal),
            entity=_shown(_first(one.values("entity")), scanned.reveal),
            status=one.status,
            status_word=_shown(one.status_word, scanned.reveal),
            ban_reason=_shown(_first(one.values("ban_reason")), scanned.reveal),
            opened_at=_time(one.values("opened_at")),
            closed_at=_time(one.values("closed_at")),
            component=_component(scanned, names, number),
            level=scanned.verdicts.account(number),
            machines=tuple(sorted(map(names.machine, selection.used.get(number, ())))),
            operators=_operators(one.values("operator"), scanned.reveal),
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
    return Exposure(tuple(barred[int(scanned.components[number])]), nodes[-1], nodes, path.level)


def _operators(names: Sequence[str], reveal: bool) -> tuple[str, ...]:
    return tuple(sorted({without_contacts(name, reveal) for name in names}))


def _shown(text: str | None, reveal: bool) -> str | None:
    return None if text is None else without_contacts(text, reveal)


def _first(texts: Sequence[str]) -> str | None:
    return texts[0] if texts else None


def _time(texts: Sequence[str]) -> datetime | None:
    return min(filter(None, (parse_time(text, ZoneInfo("UTC")) for text in texts)), default=None)


def identifiers(
    names: Names, links: Links, roles: Mapping[int, tuple[str, ...]]
) -> tuple[Identifier, ...]:
    """Identifiers of the shown links, by kind and key."""
    holders: dict[int, list[str]] = defaultdict(list)
    for account, key in sorted(links):
        holders[key].append(names.account(account))
    return tuple(
        Identifier(
            id=name.id,
            kind=name.kind,
            label=name.label,
            cls=name.cls,
            roles=roles.get(key, ()),
            accounts=tuple(holders[key]),
            accounts_total=name.accounts,
            ties=name.ties,
            reason=None,
        )
        for key, name in names.keys.items()
    )


def refused(scanned: Scanned) -> tuple[Identifier, ...]:
    """Values that link nothing, with the reason; only where every value was identified."""
    if not scanned.everything:
        return ()
    rows = scanned.engine.rows("""
        SELECT i.value, i.kind_read, i.raw, i.reject, list_sort(list(DISTINCT s.account))
        FROM identifiers i JOIN sightings s USING (value)
        WHERE i.reject IS NOT NULL GROUP BY ALL ORDER BY i.value
    """)
    return tuple(
        Identifier(
            id=f"{kind}#refused-{value}" if hidden else f"{kind}:{shown}",
            kind=kind,
            label="" if hidden else shown,
            cls=None,
            roles=(),
            accounts=tuple(scanned.joined[number].id for number in holders),
            accounts_total=len(holders),
            ties=False,
            reason=reason,
        )
        for value, kind, raw, reason, holders in rows
        for hidden in [KINDS[kind].masked and not scanned.reveal]
        for shown in [without_contacts(raw, scanned.reveal)]
    )


def link(names: Names, links: Links, account: int, key: int) -> Link:
    """One link by its numbers."""
    shown = links[account, key]
    return Link(
        account=names.account(account),
        identifier=names.keys[key].id,
        machines=tuple(sorted(map(names.machine, shown.machines))),
        first_seen=shown.first_seen,
        last_seen=shown.last_seen,
        n=shown.n,
        evidence=shown.evidence,
    )


def findings(
    scanned: Scanned, names: Names, links: Links, roles: Mapping[int, tuple[str, ...]]
) -> tuple[Finding, ...]:
    """Findings, the most serious first."""
    return tuple(_finding(scanned, names, links, roles, group) for group in scanned.groups.shown)


def _finding(
    scanned: Scanned,
    names: Names,
    links: Links,
    roles: Mapping[int, tuple[str, ...]],
    group: Group,
) -> Finding:
    ids = tuple(names.account(number) for number in group.accounts)
    keys = [names.keys[key] for key in group.keys]
    evidence = tuple(
        link(names, links, account, key)
        for account in group.accounts
        for key in group.keys
        if (account, key) in links
    )
    seen = [at for one in evidence for at in (one.first_seen, one.last_seen) if at]
    return Finding(
        id=finding_id(
            ids,
            [(key.kind, key.text) for key in keys],
            f"{group.scope} {group.accounts_total} {group.keys_total}",
        ),
        level=group.level,
        scope="context" if group.scope == CONTEXT else "platform",
        platform=None if group.scope == CONTEXT else group.scope or None,
        accounts=ids,
        accounts_total=group.accounts_total,
        suspended=tuple(names.account(n) for n in group.accounts if scanned.joined[n].barred),
        identifiers=tuple(key.id for key in keys),
        identifiers_total=group.keys_total,
        kinds=tuple(sorted({key.kind for key in keys})),
        roles=tuple(sorted({role for key in group.keys for role in roles.get(key, ())})),
        machines=tuple(sorted({machine for one in evidence for machine in one.machines})),
        evidence=evidence,
        first_seen=min(seen, default=None),
        last_seen=max(seen, default=None),
        grade=group.grade,
        bits=None,
        reason=_reason(group),
        first_step=_first_step(group),
    )


def _strongest(group: Group) -> str:
    return next(s for s in ("document", "device", "address") if s in group.strengths)


def _has_contagion(group: Group) -> bool:
    return 0 < group.barred < group.accounts_total


def _reason(group: Group) -> str:
    if group.scope == CONTEXT:
        return "other-platform"
    return f"shared-{_strongest(group)}" + ("-suspended" if _has_contagion(group) else "")


def _first_step(group: Group) -> str:
    """The first advice; for whatever touches a barred store the official route."""
    if group.barred:
        return "official-route"
    if group.scope == CONTEXT:
        return "no-action"
    steps = {"document": "replace-document", "device": "separate-device",
             "address": "separate-address"}  # fmt: skip
    return steps[_strongest(group)]


def components(
    scanned: Scanned, selection: Selection, names: Names, links: Links
) -> tuple[Component, ...]:
    """Components, the most serious first."""
    members: dict[int, list[int]] = defaultdict(list)
    for number, smallest in enumerate(scanned.components.tolist()):
        if smallest >= 0:
            members[smallest].append(number)
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
            accounts=tuple(names.account(number) for number in members[smallest][:most]),
            accounts_total=len(members[smallest]),
            identifiers=tuple(names.keys[key].id for key in sorted(shared[smallest])[:most_keys]),
            level=scanned.verdicts.component(smallest),
            articulation_points=tuple(map(names.node, selection.articulation.get(smallest, ()))),
        )
        for smallest in selection.components
    )


def machines(
    scanned: Scanned,
    selection: Selection,
    names: Names,
    found: Sequence[Finding],
) -> tuple[Machine, ...]:
    """Operator machines, the most serious first."""
    by_machine = _findings_by_machine(scanned, selection, names, found)
    operators = read_operators(scanned.engine, scanned.inputs)
    dates = _dates(scanned)
    result = []
    for number, (total, rows) in selection.machine_totals.items():
        id_ = names.machine(number)
        listed = scanned.listed.get(canonical_text(id_))
        first, last = dates[number]
        result.append(
            Machine(
                id=id_,
                source=names.machine_source(number),
                kind=listed.kind if listed else None,
                site=listed.site if listed else None,
                user=_shown(listed.user, scanned.reveal) if listed else None,
                accounts=tuple(map(names.account, selection.machines[number])),
                accounts_total=total,
                operators=_operators(operators.get(number, ()), scanned.reveal),
                logins=rows,
                first_seen=first,
                last_seen=last,
                level=scanned.verdicts.machine(number),
                findings=tuple(by_machine[id_]),
            )
        )
    return tuple(result)


def _dates(scanned: Scanned) -> dict[int, tuple[datetime | None, datetime | None]]:
    rows = scanned.engine.rows("""
        SELECT machine, min(first_seen), max(last_seen)
        FROM shown_machines LEFT JOIN presence USING (machine) GROUP BY machine
    """)
    return {machine: (utc(first), utc(last)) for machine, first, last in rows}


def _findings_by_machine(
    scanned: Scanned, selection: Selection, names: Names, found: Sequence[Finding]
) -> dict[str, list[str]]:
    """Ids of the findings seen on a machine, or told by papers of accounts used there."""
    by_machine: dict[str, list[str]] = defaultdict(list)
    for group, finding in zip(scanned.groups.shown, found, strict=True):
        places = set(finding.machines)
        paper_only = {one.account for one in finding.evidence if not one.machines}
        for number in group.accounts:
            if names.account(number) in paper_only:
                places |= {names.machine(one) for one in selection.used.get(number, ())}
        for place in sorted(places):
            by_machine[place].append(finding.id)
    return by_machine
