"""The operator machines of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from linkscan.assemble.names import Names
from linkscan.assemble.selection import Selection
from linkscan.findings.evidence import utc
from linkscan.machines.machines import read_operators
from linkscan.model import Finding, Machine
from linkscan.rules.vocabulary import canonical_text
from linkscan.scanned import Scanned


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
    mask = scanned.settings.mask
    result = []
    for number, (total, rows) in selection.machine_totals.items():
        id_ = names.machine(number)
        name, first, last = dates[number]
        listed = scanned.listed.get(canonical_text(name))
        result.append(
            Machine(
                id=id_,
                source=names.machine_source(number),
                kind=mask.text(listed.kind) if listed and listed.kind else None,
                site=mask.text(listed.site) if listed and listed.site else None,
                user=mask.person(listed.user) if listed and listed.user else None,
                accounts=tuple(map(names.account, selection.machines[number])),
                accounts_total=total,
                operators=mask.people(people.get(number, ())),
                logins=rows,
                first_seen=first,
                last_seen=last,
                level=scanned.verdicts.machine(number),
                findings=tuple(by_machine[id_]),
            )
        )
    return tuple(result)


def _dates(scanned: Scanned) -> dict[int, tuple[str, datetime | None, datetime | None]]:
    """The names of the shown machines, as written, and when each was first and last used."""
    rows = scanned.engine.rows("""
        SELECT machine, name, min(first_seen), max(last_seen)
        FROM shown_machines JOIN machines USING (machine) LEFT JOIN presence USING (machine)
        GROUP BY machine, name
    """)
    return {machine: (name, utc(first), utc(last)) for machine, name, first, last in rows}


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
