"""What a report says to a person, in one language: the pages as plain values.

A view decides what is said, in which order and how much; `html` and `text` only how it
looks. Every list is bounded, and says how much was cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fingerprints import KINDS
from linkscan.i18n import _
from linkscan.model import LEVELS, Account, Component, Finding, Level, Link, Machine
from linkscan.report import notes, words
from linkscan.report.facts import (
    Facts,
    barred_stores,
    by_seriousness,
    moment,
    overall_level,
    place,
    span,
)
from linkscan.report.shown import (
    AccountRow,
    AccountsView,
    Badge,
    Count,
    EvidenceRow,
    FindingView,
    GroupRow,
    IndexView,
    MachineLink,
    MachineRow,
    MachineView,
    Step,
    StoreView,
    ValueView,
)
from linkscan.report.visible import clip

FINDINGS = 100
"""Findings on one page; all are in `report.json` and `csv/`."""

EVIDENCE = 300
"""Rows of evidence on one page, given out to its findings from the top."""

EVIDENCE_OF_ONE = 40
STORES = 24
VALUES = 12
CITED = 3
NAMED = 3
"""Stores named beside a verdict."""

NAME_CHARS = 80
"""Longest name of a machine in a list; its own page shows it whole."""

ROWS = 500
"""Stores or machines in one table."""

STRENGTHS = ("document", "device", "address", "other")
"""The order in which shared values are named: what weighs most is never cut."""

FINDINGS_AT = 5
"""Where in the counts of the index the findings begin."""


Pages = Mapping[str, str]
"""Machine id to the address of its page, from the page at hand; not every machine has one."""


def index_view(facts: Facts, pages: Pages) -> IndexView:
    """The page about all machines: the verdict first, then what to do, then the rest."""
    report = facts.report
    level = overall_level(report)
    machines = by_seriousness(report.machines)
    return IndexView(
        lang=facts.lang,
        level=_badge(facts, level),
        verdict=_verdict(facts, level, report.findings),
        names=_names(facts, level, report.findings),
        counts=_counts(facts),
        first_steps=first_steps(facts, report.findings),
        machines=tuple(machine_row(facts, one, pages) for one in machines[:ROWS]),
        machines_cut=facts.total("machines", len(machines)) - len(machines[:ROWS]),
        findings=_findings(facts, report.findings, pages),
        findings_cut=facts.total("findings", len(report.findings))
        - len(report.findings[:FINDINGS]),
        groups=tuple(_group(facts, one) for one in report.components[:ROWS]),
        groups_cut=facts.total("components", len(report.components))
        - len(report.components[:ROWS]),
        not_checked=notes.not_checked(facts, report.not_checked),
        inputs=notes.input_lines(facts),
        warnings=notes.warnings(facts),
        settings=report.settings,
        grades=_grades(facts),
        method=_method(facts),
    )


def machine_view(facts: Facts, machine: Machine, pages: Pages) -> MachineView:
    """The page about one machine: what ties the stores that were used on it."""
    report = facts.report
    findings = [facts.findings[id] for id in machine.findings if id in facts.findings]
    accounts = [facts.accounts[id] for id in machine.accounts if id in facts.accounts]
    here = set(machine.accounts)
    unchecked = [one for one in report.not_checked if one.subject != "account" or one.id in here]
    return MachineView(
        lang=facts.lang,
        name=words.machine_name(machine.id, facts.lang),
        level=_badge(facts, machine.level),
        verdict=_verdict(facts, machine.level, findings),
        names=_names(facts, machine.level, findings),
        about=_about(facts, machine),
        remark=words.word(words.SOURCES, machine.source, facts.lang)
        if machine.source in words.SOURCES
        else "",
        findings=_findings(facts, findings, pages),
        findings_cut=len(machine.findings) - len(findings[:FINDINGS]),
        accounts=_account_rows(facts, accounts, pages),
        accounts_cut=machine.accounts_total - len(accounts[:ROWS]),
        not_checked=notes.not_checked(facts, unchecked),
        inputs=notes.input_lines(facts),
        warnings=len(report.warnings),
        grades=_grades(facts),
        method=_method(facts),
    )


def accounts_view(facts: Facts, pages: Pages) -> AccountsView:
    """The page about all stores."""
    accounts = facts.report.accounts
    return AccountsView(
        lang=facts.lang,
        accounts=_account_rows(facts, accounts, pages),
        accounts_cut=facts.total("accounts", len(accounts)) - len(accounts[:ROWS]),
    )


def machine_row(facts: Facts, machine: Machine, pages: Pages) -> MachineRow:
    """A machine in the list of all."""
    findings = [facts.findings[id] for id in machine.findings if id in facts.findings]
    return MachineRow(
        link=_machine_link(facts, machine.id, pages),
        level=_badge(facts, machine.level),
        verdict=_verdict(facts, machine.level, findings),
        stores=machine.accounts_total,
        findings=len(machine.findings),
        logins=machine.logins,
        seen=span(machine.first_seen, machine.last_seen),
    )


def first_steps(facts: Facts, findings: Iterable[Finding]) -> tuple[Step, ...]:
    """The first steps of findings that are ties, in the order of the findings."""
    counted: dict[str, int] = {}
    for finding in findings:
        if finding.scope == "platform":
            counted[finding.first_step] = counted.get(finding.first_step, 0) + 1
    return tuple(
        Step(words.word(words.FIRST_STEPS, code, facts.lang), n) for code, n in counted.items()
    )


def _verdict(facts: Facts, level: Level, findings: Iterable[Finding]) -> str:
    """The most serious finding in words, or else what the level means."""
    worst = _worst(level, findings)
    return _headline(facts, worst) if worst else words.word(words.VERDICTS, level, facts.lang)


def _names(facts: Facts, level: Level, findings: Iterable[Finding]) -> str:
    """Which stores the verdict speaks of, and what they share; "" where it names none."""
    worst = _worst(level, findings)
    if worst is None:
        return ""
    # Of context nobody says that one store endangers another.
    suspended = () if worst.scope == "context" else worst.suspended
    others = [one for one in worst.accounts if one not in suspended]
    unlisted = worst.accounts_total - len(worst.accounts)
    shared = (words.kind_word(kind, facts.lang) for kind in sorted(worst.kinds, key=_rank))
    said = (
        (_("suspended: {names}"), _some(facts, suspended, 0)),
        (_("tied: {names}") if suspended else _("stores: {names}"), _some(facts, others, unlisted)),
        (_("shared: {names}"), notes.listed(dict.fromkeys(shared), facts)),
    )
    parts = (facts.say(message, names=names) for message, names in said if names)
    return facts.say(_("; ")).join(parts)


def _some(facts: Facts, names: Sequence[str], cut: int) -> str:
    """The first of the names, and how many there are beyond them and `cut` unnamed ones."""
    more = len(names) - len(names[:NAMED]) + cut
    rest = [facts.say(_("and {n} more"), n=more)] if more else []
    return notes.listed((*names[:NAMED], *rest), facts)


def _rank(kind: str) -> int:
    return STRENGTHS.index(KINDS[kind].strength) if kind in KINDS else len(STRENGTHS)


def _rank_of_value(facts: Facts, id: str) -> int:
    found = facts.identifiers.get(id)
    return _rank(found.kind if found else "")


def _worst(level: Level, findings: Iterable[Finding]) -> Finding | None:
    """The first finding of a level; ties on one platform stand before context."""
    at_level = [finding for finding in findings if finding.level == level]
    return min(at_level, key=lambda one: one.scope == "context", default=None)


def _headline(facts: Facts, finding: Finding) -> str:
    params = {"n": finding.accounts_total, "suspended": len(finding.suspended)}
    return words.sentence(words.FINDINGS, finding.reason, facts.lang, params)


def _counts(facts: Facts) -> tuple[Count, ...]:
    report = facts.report
    unchecked = sum(account.level == "not-checked" for account in report.accounts)
    # Without their status nobody knows whether one of these is suspended.
    unknown = sum(account.status == "unknown" for account in report.accounts)
    counts = [
        Count(facts.say(_("stores")), facts.total("accounts", len(report.accounts))),
        Count(facts.say(_("of them suspended")), len(barred_stores(report))),
        Count(facts.say(_("of unknown status")), unknown),
        Count(facts.say(_("of them not checked")), unchecked),
        Count(facts.say(_("machines")), facts.total("machines", len(report.machines))),
        Count(facts.say(_("findings")), facts.total("findings", len(report.findings))),
    ]
    for level in LEVELS:
        listed = sum(finding.level == level for finding in report.findings)
        if n := facts.total(f"findings.{level}", listed):
            counts.append(Count(words.word(words.LEVELS, level, facts.lang), n))
    return tuple(counts)


def _findings(facts: Facts, findings: Sequence[Finding], pages: Pages) -> tuple[FindingView, ...]:
    shown = []
    left = EVIDENCE
    for finding in findings[:FINDINGS]:
        rows = min(left, EVIDENCE_OF_ONE, len(finding.evidence))
        left -= rows
        shown.append(_finding(facts, finding, rows, pages))
    return tuple(shown)


def _finding(facts: Facts, finding: Finding, rows: int, pages: Pages) -> FindingView:
    values = sorted(finding.identifiers, key=lambda id: _rank_of_value(facts, id))
    return FindingView(
        id=finding.id,
        level=_badge(facts, finding.level),
        context=finding.scope == "context",
        headline=_headline(facts, finding),
        platform=finding.platform or "",
        stores=tuple(_store(facts, id, finding) for id in _suspended_first(finding)[:STORES]),
        stores_cut=finding.accounts_total - len(finding.accounts[:STORES]),
        values=tuple(_value(facts, id, finding) for id in values[:VALUES]),
        values_cut=finding.identifiers_total - len(values[:VALUES]),
        machines=tuple(_machine_link(facts, id, pages) for id in finding.machines[:STORES]),
        seen=span(finding.first_seen, finding.last_seen),
        grade=finding.grade,
        grade_meaning=words.word(words.GRADES, finding.grade, facts.lang),
        bits="" if finding.bits is None else f"{finding.bits:.1f}",
        first_step=words.word(words.FIRST_STEPS, finding.first_step, facts.lang),
        evidence=tuple(_evidence(facts, link) for link in finding.evidence[:rows]),
        evidence_cut=len(finding.evidence) - rows,
    )


def _suspended_first(finding: Finding) -> list[str]:
    barred = set(finding.suspended)
    return sorted(finding.accounts, key=lambda id: id not in barred)


def _store(facts: Facts, id: str, finding: Finding) -> StoreView:
    account = facts.accounts.get(id)
    status = words.word(words.STATUSES, account.status, facts.lang) if account else ""
    return StoreView(id, status, id in finding.suspended)


def _value(facts: Facts, id: str, finding: Finding) -> ValueView:
    found = facts.identifiers.get(id)
    if found is None:
        return ValueView("", id, "")
    used_as = [words.word(words.ROLES, role, facts.lang) for role in found.roles]
    if found.cls:
        used_as.append(words.word(words.CLASSES, found.cls, facts.lang))
    kind = words.kind_word(found.kind, facts.lang)
    return ValueView(kind, found.label, notes.listed(used_as, facts))


def _evidence(facts: Facts, link: Link) -> EvidenceRow:
    return EvidenceRow(
        store=link.account,
        value=facts.value(link.identifier),
        seen=span(link.first_seen, link.last_seen),
        n=link.n,
        where=tuple(place(citation) for citation in link.evidence[:CITED]),
        where_cut=max(link.n, len(link.evidence)) - len(link.evidence[:CITED]),
    )


def _account_rows(
    facts: Facts, accounts: Iterable[Account], pages: Pages
) -> tuple[AccountRow, ...]:
    ordered = sorted(accounts, key=lambda one: (LEVELS.index(one.level), one.id))
    barred = barred_stores(facts.report)
    return tuple(_account_row(facts, one, pages, one.id in barred) for one in ordered[:ROWS])


def _account_row(facts: Facts, account: Account, pages: Pages, barred: bool) -> AccountRow:
    exposure = account.exposure
    return AccountRow(
        id=account.id,
        level=_badge(facts, account.level),
        status=_status(facts, account),
        barred=barred,
        machines=tuple(_machine_link(facts, id, pages) for id in account.machines[:VALUES]),
        logins=account.logins,
        failures=account.failures,
        exposure=_exposure(facts, account),
        path=tuple(_step_of_path(facts, id) for id in exposure.path) if exposure else (),
        remarks=_remarks(facts, account),
    )


def _status(facts: Facts, account: Account) -> str:
    status = words.word(words.STATUSES, account.status, facts.lang)
    written = account.status_word if account.status == "unknown" else account.ban_reason
    return facts.say(_("{status} ({detail})"), status=status, detail=written) if written else status


def _exposure(facts: Facts, account: Account) -> str:
    exposure = account.exposure
    if exposure is None:
        if account.level == "not-checked":
            return words.word(words.LEVELS, account.level, facts.lang)
        return "" if account.status in ("suspended", "rejected") else facts.say(_("no tie found"))
    others = len(exposure.to) - 1
    if others > 0:
        message = _("tied to {store}, which is suspended, and to {others} more")
        return facts.say(message, store=exposure.nearest, others=others)
    return facts.say(_("tied to {store}, which is suspended"), store=exposure.nearest)


def _step_of_path(facts: Facts, id: str) -> str:
    return facts.value(id) if id in facts.identifiers else id


def _remarks(facts: Facts, account: Account) -> tuple[str, ...]:
    said = [
        (_("owner: {names}"), [account.entity] if account.entity else []),
        (_("client: {names}"), [account.client] if account.client else []),
        (_("sites: {names}"), account.sites),
        (_("operators: {names}"), account.operators),
        (_("also written: {names}"), account.spellings[1:]),
    ]
    return tuple(
        facts.say(message, names=notes.listed(names, facts)) for message, names in said if names
    )


def _group(facts: Facts, component: Component) -> GroupRow:
    return GroupRow(
        id=component.id,
        level=_badge(facts, component.level),
        platform=component.platform or "",
        stores=component.accounts[:STORES],
        stores_cut=component.accounts_total - len(component.accounts[:STORES]),
        holds=tuple(_step_of_path(facts, id) for id in component.articulation_points[:VALUES]),
    )


def _about(facts: Facts, machine: Machine) -> tuple[tuple[str, str], ...]:
    said = (
        (_("kind"), machine.kind),
        (_("site"), machine.site),
        (_("user"), machine.user),
        (_("operators"), notes.listed(machine.operators, facts)),
        (_("sign-ins"), str(machine.logins)),
        (_("first and last"), span(machine.first_seen, machine.last_seen)),
        (_("stores"), str(machine.accounts_total)),
    )
    return tuple((facts.say(name), text) for name, text in said if text)


def _machine_link(facts: Facts, id: str, pages: Pages) -> MachineLink:
    return MachineLink(clip(words.machine_name(id, facts.lang), NAME_CHARS), pages.get(id))


def _badge(facts: Facts, level: Level) -> Badge:
    return Badge(level, words.word(words.LEVELS, level, facts.lang))


def _grades(facts: Facts) -> tuple[tuple[str, str], ...]:
    return tuple((grade, facts.say(meaning)) for grade, meaning in words.GRADES.items())


def _method(facts: Facts) -> tuple[str, ...]:
    return tuple(facts.say(message) for message in words.METHOD)


def made(facts: Facts) -> str:
    """When and by which version the report was made."""
    report = facts.report
    message = _("made by linkscan {version} on {time} UTC")
    return facts.say(message, version=report.linkscan, time=moment(report.generated_at))
