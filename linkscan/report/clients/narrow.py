"""A report narrowed to one client of an agency: what this client may read, and nothing more.

The agency's own report tells everything. In the report of a client stands no store, value,
file, machine, person or word of another one, and no sum or count that another one is part of:
what cannot be told apart is left out, never estimated. Ordinals are given anew, and notes of the
agency (who accepted a finding, what it calls its lines) stay with the agency. The lines cited
are the client's own, in whatever file they stand; a file that is called by another client or a
store of others is not named, nor is a reason or a word told that names one.

**A value that stores of others have too.** Saying nothing of it would call a store clear that
the platform may well tie to others, and unknown is not safe. So the client is told of the value,
which is in its own records anyway, and that stores of others have it: not which, not whose, not
how many, and not how they stand. A tie to a suspended store of somebody else is therefore no
more serious here than one to any other store, and no exposure runs over stores of others. How
those stand is the agency's to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from fingerprints import KINDS
from linkscan.model import (
    LEVELS,
    MACHINE_NOT_RECORDED,
    REST,
    Account,
    Finding,
    Identifier,
    Level,
    Machine,
    MatrixCell,
    MatrixRow,
    MatrixValue,
    NotChecked,
    Paper,
    Report,
    Warning,
)
from linkscan.report import words
from linkscan.report.clients.own import Own
from linkscan.report.clients.steps import own_steps
from linkscan.report.clients.ties import (
    own_components,
    own_exposure,
    own_findings,
    own_link,
)

_Graded = TypeVar("_Graded", Machine, MatrixRow)

SETTINGS = ("tz", "ipv6_prefix", "reveal", "mode", "prior", "date_order")
"""Settings that name no file, no line and no store."""

WHOLE = ("accounts", "machines", "findings", "components", "identifiers", "links", "matrix",
         "ledger", "closing", "health")  # fmt: skip
"""Lists whose length is their total in the report of one client."""

ABOUT_FILES = ("naive-time", "serial-times", "unverified-preset")
"""Warnings about how a file was read: true of each of its rows."""

ABOUT_VISITS = ("visit-vpn-drop", "visit-egress-change", "visit-two-machines")
"""Warnings about a captured visit to one store."""


def report_of(report: Report, client: str, stores: Iterable[str]) -> Report:
    """The report of one client, whose stores are given; all that any form says follows it."""
    own = Own(report, tuple(stores))
    findings = own_findings(own)
    accounts = tuple(_accounts(own, findings))
    levels = {one.id: one.level for one in accounts}
    components = own_components(own, levels)
    grouped = {store: one.id for one in components for store in one.accounts}
    accounts = tuple(replace(one, component=grouped.get(one.id)) for one in accounts)
    health = tuple(
        replace(one, citation=own.place(one.citation))
        for one in report.health
        if one.account in own.stores
    )
    narrowed = replace(
        report,
        settings=tuple(one for one in report.settings if one[0] in SETTINGS),
        inputs=(),
        accounts=accounts,
        identifiers=tuple(_identifier(own, one) for one in own.identifiers),
        links=tuple(own_link(own, one) for one in own.links),
        components=components,
        findings=findings,
        machines=_worst_first(_machines(own, accounts, findings)),
        matrix=_worst_first(
            _matrix_row(own, one, levels) for one in report.matrix if one.account in own.stores
        ),
        ledger=tuple(_papers(own)),
        closing=tuple(one for one in report.closing if one.account in own.stores),
        not_checked=tuple(_not_checked(own)),
        warnings=tuple(_warnings(own, client)),
        health=health,
        days=tuple(
            replace(one, identifier=own.value(one.identifier))
            for one in report.days
            if one.account in own.stores
        ),
    )
    narrowed = replace(narrowed, steps=own_steps(own, components, levels))
    return replace(narrowed, totals=_totals(narrowed))


def _worst_first(records: Iterable[_Graded]) -> tuple[_Graded, ...]:
    """Records in the order of a report, whose levels may be others now."""
    return tuple(sorted(records, key=lambda one: LEVELS.index(one.level)))


def _totals(report: Report) -> tuple[tuple[str, int], ...]:
    levels = Counter(f"findings.{one.level}" for one in report.findings)
    return tuple(
        sorted(
            {
                **{name: len(getattr(report, name)) for name in WHOLE},
                **{f"findings.{level}": levels[f"findings.{level}"] for level in LEVELS[:4]},
                "ledger.broken": sum(one.used_once == "broken" for one in report.ledger),
            }.items()
        )
    )


def _accounts(own: Own, findings: Sequence[Finding]) -> Iterator[Account]:
    """The client's stores; the level of one that others have part in is what is told here."""
    mixed = {
        store
        for one in own.report.findings
        if not own.all(one.accounts, one.accounts_total)
        for store in one.accounts
    }
    told: dict[str, list[Level]] = {}
    for finding in findings:
        for store in finding.accounts:
            told.setdefault(store, []).append(finding.level)
    for one in own.accounts.values():
        exposure = own_exposure(own, one)
        level = one.level
        if one.id in mixed or (exposure is None and one.exposure is not None):
            level = _level([*told.get(one.id, ()), *([exposure.level] if exposure else [])], level)
        word, reason = (text and own.text(text) for text in (one.status_word, one.ban_reason))
        yield replace(one, status_word=word, ban_reason=reason, exposure=exposure, level=level)


def _level(told: Sequence[Level], before: Level) -> Level:
    """The most serious of what is told; never more serious than it was, nor clear unchecked."""
    if before == "not-checked":
        return before
    return max(min(told, key=LEVELS.index, default="clear"), before, key=LEVELS.index)


def _identifier(own: Own, one: Identifier) -> Identifier:
    stores = own.only(one.accounts)
    alone = own.all(one.accounts, one.accounts_total)
    return replace(
        one,
        id=own.value(one.id),
        # What an owner calls a line may name anybody.
        cls=one.cls if one.cls in words.CLASSES else None,
        roles=one.roles if alone else own.roles([one.id]),
        accounts=stores,
        accounts_total=len(stores),
    )


def _machines(
    own: Own, accounts: Sequence[Account], findings: Sequence[Finding]
) -> Iterator[Machine]:
    used: dict[str, list[Account]] = {}
    for account in accounts:
        for id in account.machines:
            used.setdefault(id, []).append(account)
    seen: dict[str, list[datetime]] = {}
    for link in own.links:
        if len(link.machines) == 1:
            times = seen.setdefault(link.machines[0], [])
            times += [at for at in (link.first_seen, link.last_seen) if at]
    found = _findings_by_machine(accounts, findings)
    for one in own.report.machines:
        if one.id in used:
            yield _machine(own, one, used[one.id], found.get(one.id, []), seen.get(one.id, []))


def _findings_by_machine(
    accounts: Sequence[Account], findings: Sequence[Finding]
) -> dict[str, list[Finding]]:
    """Findings seen on a machine, or told by papers of stores used there."""
    used = {one.id: one.machines for one in accounts}
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        places = set(finding.machines)
        for link in finding.evidence:
            if not link.machines:
                places.update(used.get(link.account, ()))
        for place in places:
            found.setdefault(place, []).append(finding)
    return found


def _machine(
    own: Own,
    one: Machine,
    accounts: Sequence[Account],
    findings: Sequence[Finding],
    seen: Sequence[datetime],
) -> Machine:
    """A machine as the client may know it: who else used it, and how much, is left out."""
    ids = tuple(finding.id for finding in findings)
    if own.all(one.accounts, one.accounts_total):
        level = one.level if ids == one.findings else _level_of(accounts, findings)
        site, user = (text and own.text(text) for text in (one.site, one.user))
        return replace(one, site=site, user=user, level=level, findings=ids)
    people = {name for account in accounts for name in account.operators}
    elsewhere = any(len(account.machines) > 1 for account in accounts)
    return replace(
        one,
        site=one.site and own.text(one.site),
        user=None,
        accounts=tuple(account.id for account in accounts),
        accounts_total=len(accounts),
        operators=tuple(name for name in one.operators if name in people),
        logins=None if elsewhere else sum(account.logins for account in accounts),
        first_seen=min(seen, default=None),
        last_seen=max(seen, default=None),
        level=_level_of(accounts, findings),
        findings=ids,
    )


def _level_of(accounts: Sequence[Account], findings: Sequence[Finding]) -> Level:
    told = [one.level for one in findings]
    told += [one.exposure.level for one in accounts if one.exposure]
    unchecked = any(one.level == "not-checked" for one in accounts)
    return min(told, key=LEVELS.index, default="not-checked" if unchecked else "clear")


def _matrix_row(own: Own, row: MatrixRow, levels: Mapping[str, Level]) -> MatrixRow:
    return replace(
        row,
        level=levels[row.account],
        cells=tuple(_cell(own, row.account, cell) for cell in row.cells),
    )


def _cell(own: Own, account: str, cell: MatrixCell) -> MatrixCell:
    return replace(cell, values=tuple(_value(own, account, one) for one in cell.values))


def _value(own: Own, account: str, one: MatrixValue) -> MatrixValue:
    """A value of the matrix; how many others have it is counted among the client's stores."""
    platform = own.accounts[account].platform
    holders = [id for id in own.holders(one.identifier) if id != account]
    near = sum(own.accounts[id].platform == platform for id in holders)
    value = one.identifier if one.kind == "machine" else own.value(one.identifier)
    return replace(
        one,
        identifier=value,
        others=min(one.others, near),
        others_anywhere=min(one.others_anywhere, len(holders)),
    )


def _papers(own: Own) -> Iterator[Paper]:
    for paper in own.report.ledger:
        uses = tuple(
            replace(use, where=own.place(use.where))
            for use in paper.uses
            if use.account in own.stores
        )
        if uses:
            yield replace(
                paper, identifier=own.value(paper.identifier), uses=uses, uses_total=len(uses)
            )


def _not_checked(own: Own) -> Iterator[NotChecked]:
    """What could not be compared of the client's stores."""
    for one in own.report.not_checked:
        if one.subject == "account" and one.id in own.stores:
            files = tuple(map(own.file, one.inputs))
            yield replace(one, candidates=own.only(one.candidates), inputs=files)
        elif one.subject == "column" and one.reason == "too-many":
            yield replace(one, count=1, inputs=())
    yield from (NotChecked("column", name, "no-values") for name in _missing(own))
    refused = Counter((one.kind, one.reason) for one in own.identifiers if one.reason)
    for (kind, reason), n in sorted(refused.items()):
        yield NotChecked("identifier", kind, reason or "", n)


def _missing(own: Own) -> Iterator[str]:
    """Fields of which nothing is on record for any store of the client."""
    kinds = {one.kind for one in own.identifiers}
    if own.machines <= {MACHINE_NOT_RECORDED}:
        yield "machine"
    yield from (kind for kind in ("ip", "device_id") if kind not in kinds)
    if not any(KINDS[kind].strength == "document" for kind in kinds if kind in KINDS):
        yield "papers"


def _warnings(own: Own, client: str) -> Iterator[Warning]:
    """That this is a part of a report, and what is true of the client's rows."""
    yield Warning("one-client", (("client", client),))
    if _was_cut(own.report):
        yield Warning("one-client-cut")
    cited = own.cited()
    alone = {one.id for one in own.report.machines
             if one.id in own.machines and own.all(one.accounts, one.accounts_total)}  # fmt: skip
    for one in own.report.warnings:
        params = dict(one.params)
        if one.code in ABOUT_FILES and params.get("input") in cited:
            yield Warning(one.code, _said(own, one))
        elif one.code == "spellings" and params.get("account") in own.stores:
            yield one
        elif one.code == "unknown-status" and _says(own, params.get("word", "")):
            yield Warning(one.code, _said(own, one))
        elif one.code in ABOUT_VISITS and params.get("account") in own.stores:
            yield _visit(own, one)
        elif one.code == "several-operators" and params.get("machine") in alone:
            yield one
        elif one.code == "machine-not-recorded" and MACHINE_NOT_RECORDED in own.machines:
            yield Warning(one.code)


def _visit(own: Own, one: Warning) -> Warning:
    """A warning about a visit; a machine that none of the client's stores lists may name others."""
    said = tuple(
        (name, own.text(text) if name == "machine" and text not in own.machines else text)
        for name, text in one.params
    )
    return replace(one, params=said, where=tuple(map(own.place, one.where)))


def _said(own: Own, one: Warning) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, own.file(text) if name == "input" else own.text(text)) for name, text in one.params
    )


def _says(own: Own, word: str) -> bool:
    """Whether a word that nobody knows is the status of a store of the client."""
    said = {one.status_word for one in own.accounts.values() if one.status == "unknown"}
    return any(text is not None and text.startswith(word.removesuffix("…")) for text in said)


def _was_cut(report: Report) -> bool:
    totals = dict(report.totals)
    listed = ("accounts", "findings", "links", "machines")
    return any(totals.get(name, 0) > len(getattr(report, name)) for name in listed) or any(
        one.id == REST for one in report.not_checked
    )
