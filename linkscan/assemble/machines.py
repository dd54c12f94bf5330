"""The operator machines of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from linkscan.assemble.people import operators, person
from linkscan.evidence import utc
from linkscan.machines import read_operators
from linkscan.model import Finding, Machine
from linkscan.names import Names
from linkscan.scanned import Scanned
from linkscan.selection import Selection
from linkscan.vocabulary import canonical_text


def machines(
    scanned: Scanned,
    selection: Selection,
    names: Names,
    found: Sequence[Finding],
) -> tuple[Machine, ...]:
    """Operator machines, the most serious first."""
    by_machine = _findings_by_machine(scanned, selection, names, found)
    people = read_operators(scanned.engine, scanned.inputs)
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
                user=person(listed.user, scanned.settings.reveal) if listed else None,
                accounts=tuple(map(names.account, selection.machines[number])),
                accounts_total=total,
                operators=operators(people.get(number, ()), scanned.settings.reveal),
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
