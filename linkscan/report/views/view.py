"""What a report says to a person, in one language: the pages as plain values.

A view decides what is said, in which order and how much; `html` and `text` only how it
looks. Every list is bounded, and says how much was cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from linkscan.i18n import _
from linkscan.model import LEVELS, Account, Finding, Machine
from linkscan.report import words
from linkscan.report.clients import clients_of
from linkscan.report.views import notes
from linkscan.report.views.checklists import closing_rows
from linkscan.report.views.clock import moment, with_zone
from linkscan.report.views.facts import (
    Facts,
    barred_stores,
    by_seriousness,
    overall_level,
)
from linkscan.report.views.findings import finding_views
from linkscan.report.views.groups import group_row
from linkscan.report.views.health import ROWS as HEALTH_ROWS
from linkscan.report.views.health import (
    broken_limit,
    health_rows,
    health_summary,
    raised_group,
    raised_names,
    raised_verdict,
)
from linkscan.report.views.ledger import ledger_view
from linkscan.report.views.matrix import matrix_view
from linkscan.report.views.parts import VALUES, Pages, badge, machine_link, node
from linkscan.report.views.platforms import platform_lines
from linkscan.report.views.shown import (
    AccountRow,
    AccountsView,
    ClientRow,
    Count,
    IndexView,
    MachineRow,
    MachineView,
    Step,
)
from linkscan.report.views.steps import RANKED, machine_steps, report_steps, told_whole
from linkscan.report.views.timeline import timeline
from linkscan.report.views.verdict import verdict, verdict_names, verdict_strength
from linkscan.report.views.weighing import strength_word

ROWS = 500
"""Stores or machines in one table."""

NOWHERE: Pages = {}

FINDINGS_AT = 5
"""Where in the counts of the index the findings begin."""


def index_view(facts: Facts, pages: Pages, folders: Pages = NOWHERE) -> IndexView:
    """The page about all machines: the verdict first, then what to do, then the rest.

    `folders` are where the reports of clients stand, by name.
    """
    report = facts.report
    level = overall_level(report)
    machines = by_seriousness(report.machines)
    findings = finding_views(facts, report.findings, pages)
    closing = closing_rows(facts)
    raised = raised_group(facts, level)
    return IndexView(
        lang=facts.lang,
        level=badge(facts, level),
        verdict=raised_verdict(facts) if raised else verdict(facts, level, report.findings),
        names=raised_names(facts, raised)
        if raised
        else verdict_names(facts, level, report.findings),
        strength=verdict_strength(facts, level, report.findings),
        whose=_whose(facts),
        platforms=platform_lines(facts),
        clients=_clients(facts, folders),
        counts=_counts(facts),
        times=facts.say(_("Times on this page are {zone}."), zone=facts.zone_named()),
        steps=report_steps(report, facts.lang),
        first_steps=first_steps(facts, report.findings),
        matrix=matrix_view(facts),
        ledger=ledger_view(facts),
        machines=tuple(machine_row(facts, one, pages) for one in machines[:ROWS]),
        machines_cut=facts.total("machines", len(machines)) - len(machines[:ROWS]),
        findings=findings,
        findings_cut=facts.total("findings", len(report.findings)) - len(findings),
        groups=tuple(group_row(facts, one) for one in report.components[:ROWS]),
        groups_cut=facts.total("components", len(report.components))
        - len(report.components[:ROWS]),
        health=health_rows(facts),
        health_cut=facts.total("health", len(report.health)) - len(report.health[:HEALTH_ROWS]),
        health_said=health_summary(facts),
        closing=closing,
        closing_cut=facts.total("closing", len(report.closing)) - len(closing),
        not_checked=notes.not_checked(facts, report.not_checked),
        inputs=notes.input_lines(facts),
        warnings=notes.warnings(facts),
        settings=report.settings,
        grades=_grades(facts),
        method=_said(facts, words.METHOD),
        numbers=_said(facts, words.NUMBERS),
    )


def machine_view(facts: Facts, machine: Machine, pages: Pages) -> MachineView:
    """The page about one machine: what ties the stores that were used on it."""
    report = facts.report
    findings = [facts.findings[id] for id in machine.findings if id in facts.findings]
    accounts = [facts.accounts[id] for id in machine.accounts if id in facts.accounts]
    shown = finding_views(facts, findings, pages)
    unchecked = notes.not_checked_on(facts, machine)
    return MachineView(
        lang=facts.lang,
        name=words.machine_name(machine.id, facts.lang),
        named=machine.source != "none",
        level=badge(facts, machine.level),
        verdict=verdict(facts, machine.level, findings),
        names=verdict_names(facts, machine.level, findings),
        strength=verdict_strength(facts, machine.level, findings),
        about=_about(facts, machine),
        remark=words.word(words.SOURCES, machine.source, facts.lang)
        if machine.source in words.SOURCES
        else "",
        steps=machine_steps(report, machine.id, facts.lang),
        findings=shown,
        findings_cut=len(machine.findings) - len(shown),
        timeline=timeline(facts, machine),
        accounts=_account_rows(facts, accounts, pages),
        accounts_cut=machine.accounts_total - len(accounts[:ROWS]),
        not_checked=notes.not_checked(facts, unchecked),
        unchecked_elsewhere=set(unchecked) != set(report.not_checked),
        inputs=notes.input_lines(facts),
        warnings=len(report.warnings),
        grades=_grades(facts),
        method=_said(facts, words.METHOD),
        numbers=_said(facts, words.NUMBERS),
    )


def accounts_view(facts: Facts, pages: Pages) -> AccountsView:
    """The page about all stores."""
    accounts = facts.report.accounts
    return AccountsView(
        lang=facts.lang,
        whose=_whose(facts),
        accounts=_account_rows(facts, accounts, pages),
        accounts_cut=facts.total("accounts", len(accounts)) - len(accounts[:ROWS]),
    )


def machine_row(facts: Facts, machine: Machine, pages: Pages) -> MachineRow:
    """A machine in the list of all."""
    findings = [facts.findings[id] for id in machine.findings if id in facts.findings]
    return MachineRow(
        link=machine_link(facts, machine.id, pages),
        level=badge(facts, machine.level),
        verdict=verdict(facts, machine.level, findings),
        stores=machine.accounts_total,
        findings=len(machine.findings),
        logins=_told(machine.logins),
        seen=facts.span(machine.first_seen, machine.last_seen),
    )


def first_steps(facts: Facts, findings: Iterable[Finding]) -> tuple[Step, ...]:
    """The first steps of findings that are ties, in the order of the findings; without those
    that ranked steps say better."""
    said = {"no-action", *(RANKED if told_whole(facts.report.steps) else ())}
    counted: dict[str, int] = {}
    for finding in findings:
        if finding.scope == "platform" and finding.first_step not in said:
            counted[finding.first_step] = counted.get(finding.first_step, 0) + 1
    return tuple(
        Step(words.word(words.FIRST_STEPS, code, facts.lang), n) for code, n in counted.items()
    )


def _whose(facts: Facts) -> str:
    """That the report is about the stores of one client, where it was narrowed to them."""
    told = (dict(one.params) for one in facts.report.warnings if one.code == "one-client")
    message = _("Stores of {client} only")
    return next((facts.say(message, client=one.get("client", "-")) for one in told), "")


def _clients(facts: Facts, folders: Pages) -> tuple[ClientRow, ...]:
    return tuple(
        ClientRow(
            name=name,
            page=folders.get(name),
            level=badge(facts, min((facts.accounts[id].level for id in stores), key=LEVELS.index)),
            stores=len(stores),
        )
        for name, stores in clients_of(facts.report).items()
    )


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
        level=badge(facts, account.level),
        status=_status(facts, account),
        barred=barred,
        machines=tuple(machine_link(facts, id, pages) for id in account.machines[:VALUES]),
        logins=account.logins,
        failures=account.failures,
        exposure=_exposure(facts, account),
        likely=_likely(facts, exposure.probability) if exposure else "",
        path=tuple(node(facts, id) for id in exposure.path) if exposure else (),
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
        message = _("tied to {store}, which is suspended, and to {others} more: {strength}")
    else:
        message = _("tied to {store}, which is suspended: {strength}")
    return facts.say(
        message,
        store=exposure.nearest,
        others=others,
        strength=strength_word(facts, exposure.strength),
    )


def _likely(facts: Facts, probability: float) -> str:
    """An upper bound in whole per cent: rounded up, and never certainty."""
    # Six places are what a report holds; beyond them is only noise of binary fractions.
    percent = ceil(round(probability * 100, 6))
    if percent > 99:
        return facts.say(_("likelihood over {percent} (upper bound)"), percent="99%")
    return facts.say(_("likelihood at most {percent}"), percent=f"{percent}%")


def _remarks(facts: Facts, account: Account) -> tuple[str, ...]:
    certified = words.word(words.CERTIFICATIONS, account.certification or "", facts.lang)
    said = [
        (_("owner: {names}"), [account.entity] if account.entity else []),
        (_("client: {names}"), [account.client] if account.client else []),
        (_("sites: {names}"), account.sites),
        (_("operators: {names}"), account.operators),
        (_("certification: {names}"), [certified] if certified else []),
        (_("also written: {names}"), account.spellings[1:]),
    ]
    broken = [broken_limit(facts, one) for one in facts.health.get(account.id, ())]
    return (
        *(facts.say(text, names=notes.listed(names, facts)) for text, names in said if names),
        *(facts.say(_("breaks a limit: {figure}"), figure=figure) for figure in broken),
    )


def _about(facts: Facts, machine: Machine) -> tuple[tuple[str, str], ...]:
    said = (
        (_("kind"), machine.kind),
        (_("site"), machine.site),
        (_("user"), machine.user),
        (_("operators"), notes.listed(machine.operators, facts)),
        (_("sign-ins"), _told(machine.logins)),
        (_("first and last"), facts.span(machine.first_seen, machine.last_seen)),
        (_("time zone"), facts.zone_named()),
        (_("stores"), str(machine.accounts_total)),
    )
    return tuple((facts.say(name), text) for name, text in said if text)


def _told(count: int | None) -> str:
    return "" if count is None else str(count)


def _grades(facts: Facts) -> tuple[tuple[str, str], ...]:
    return tuple((grade, facts.say(meaning)) for grade, meaning in words.GRADES.items())


def _said(facts: Facts, messages: Iterable[str]) -> tuple[str, ...]:
    return tuple(facts.say(message, zone=facts.zone_named()) for message in messages)


def made(facts: Facts) -> str:
    """When and by which version the report was made."""
    report = facts.report
    at = with_zone(moment(report.generated_at, facts.zone), report.display_zone, facts.lang)
    return facts.say(_("made by linkscan {version} on {time}"), version=report.linkscan, time=at)
