"""Why two accounts are not tied: what they share does not count, or was not compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fingerprints import KINDS
from linkscan.explain.explanation import NotTied, Refused, Shared
from linkscan.model import NotChecked, Report
from linkscan.scanned import Scanned

STRENGTHS = {"document": "papers", "device": "device_id", "address": "ip"}
"""What accounts are compared by, and the column whose absence from all files says it already."""

BLANK = ("empty",)
"""Reasons of cells that say nothing: to share them is not to share a value."""


def reasons(
    scanned: Scanned,
    one: int,
    other: int,
    evidence: Sequence[Shared],
    refused: Sequence[Refused],
    unchecked: Sequence[NotChecked],
) -> tuple[NotTied, ...]:
    """Why these two, whose shared values are `evidence`, are not tied; never empty."""
    found = []
    ids = tuple(value.identifier for value in evidence)
    if not comparable(scanned, one, other):
        found.append(NotTied("other-platform", ids))
    else:
        people = _of(evidence, people=True)
        others = _of(evidence, people=False)
        found += [NotTied("same-company", people)] * bool(people)
        found += [NotTied("soft-only", others)] * bool(others)
    machines = () if _devices(evidence) else _same_machines(scanned, one, other)
    if machines:
        found.append(NotTied("same-machine", machines=machines))
    if refused:
        found.append(NotTied("refused", tuple(value.identifier for value in refused)))
    if not (evidence or refused or machines):
        found.append(NotTied("nothing-shared"))
    if unchecked:
        found.append(NotTied("not-checked"))
    return tuple(found)


def comparable(scanned: Scanned, one: int, other: int) -> bool:
    """Whether two accounts may be on one platform: one that no file says may be any."""
    platforms = [scanned.joined[number].platform for number in (one, other)]
    return None in platforms or platforms[0] == platforms[1]


def _of(evidence: Iterable[Shared], people: bool) -> tuple[str, ...]:
    return tuple(value.identifier for value in evidence
                 if (KINDS[value.kind].tie == "operator") == people)  # fmt: skip


def _devices(evidence: Iterable[Shared]) -> bool:
    """Whether they have a device in common, or the label of a machine that stands in for one."""
    return any(KINDS[value.kind].strength == "device" for value in evidence)


def _same_machines(scanned: Scanned, one: int, other: int) -> tuple[str, ...]:
    """Named machines on which both were used, though with devices of their own."""
    rows = scanned.engine.rows(f"""
        SELECT id FROM presence JOIN machines USING (machine)
        WHERE account IN ({one}, {other}) AND source = 'log'
        GROUP BY id HAVING count(DISTINCT account) = 2 ORDER BY id
    """)
    return tuple(id_ for (id_,) in rows)


def refused_values(scanned: Scanned, one: int, other: int) -> tuple[Refused, ...]:
    """Values that both accounts have and that link nothing, with the reason."""
    blank = ", ".join(f"'{reason}'" for reason in BLANK)
    rows = scanned.engine.rows(f"""
        SELECT min(i.value), i.kind_read, i.raw, i.reject
        FROM identifiers i
        JOIN (SELECT DISTINCT value, account FROM sightings WHERE account IN ({one}, {other})) s
             USING (value)
        WHERE i.reject IS NOT NULL AND i.reject NOT IN ({blank})
        GROUP BY i.kind_read, i.raw, i.reject HAVING count(DISTINCT account) = 2
        ORDER BY i.kind_read, i.raw
    """)
    return tuple(
        Refused(id_, kind, label, reason)
        for value, kind, raw, reason in rows
        for id_, label in [scanned.settings.mask.refused(kind, value, raw)]
    )


def unchecked(scanned: Scanned, report: Report, one: int, other: int) -> tuple[NotChecked, ...]:
    """What of these two could not be compared: unknown is not safe."""
    told = []
    for number in (one, other):
        id_ = scanned.joined[number].id
        known = [entry for entry in report.not_checked
                 if entry.subject == "account" and entry.id == id_]  # fmt: skip
        if not known and id_ in scanned.meetings.unmet:  # the report lists the first ones only
            known = [NotChecked("account", id_, "unmet")]
        told += known or [NotChecked("account", id_, "no-values")] * (
            scanned.verdicts.account(number) == "not-checked"
        )
    told += [entry for entry in report.not_checked if entry.subject == "column"]
    return (*told, *_missing(scanned, report, one, other))


def _missing(scanned: Scanned, report: Report, one: int, other: int) -> list[NotChecked]:
    """What either has not got on record; told only where every value was identified."""
    if not scanned.everything:
        return []
    has = set(scanned.engine.rows(f"""
        SELECT DISTINCT account, strength FROM links JOIN keys USING (key)
        WHERE account IN ({one}, {other})
    """))  # fmt: skip
    absent = {entry.id for entry in report.not_checked if entry.subject == "column"}
    return [
        NotChecked("account", scanned.joined[number].id, f"no-{strength}")
        for strength, column in STRENGTHS.items()
        for number in (one, other)
        if column not in absent and (number, strength) not in has
    ]
