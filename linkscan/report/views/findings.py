"""Findings as shown: ties first, then context; each with its evidence, as far as a page goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkscan.i18n import _
from linkscan.model import Finding, Link
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.facts import Facts, places
from linkscan.report.views.parts import STORES, VALUES, Pages, badge, machine_link, sentences
from linkscan.report.views.shown import EvidenceRow, FindingView, StoreView, ValueView
from linkscan.report.views.verdict import headline, rank_of_kind
from linkscan.report.views.weighing import strength_word, weighing, weighs_less

FINDINGS = 100
"""Findings on one page; all are in `report.json` and `csv/`."""

CONTEXT = 10
"""Findings on one page that are context only."""

EVIDENCE = 300
"""Rows of evidence on one page, given out to its findings from the top."""

SUSPENDED = "-suspended"
"""How the code of a reason ends where some of the stores are suspended."""

EVIDENCE_OF_ONE = 40
CITED = 3


def finding_views(
    facts: Facts, findings: Sequence[Finding], pages: Pages
) -> tuple[FindingView, ...]:
    """The findings of a page in their order, what is context only after all ties."""
    ties = [one for one in findings if one.scope == "platform"]
    context = [one for one in findings if one.scope == "context"]
    shown = []
    left = EVIDENCE
    for finding in (*ties, *context[:CONTEXT])[:FINDINGS]:
        rows = min(left, EVIDENCE_OF_ONE, len(finding.evidence))
        left -= rows
        shown.append(_finding(facts, finding, rows, pages))
    return tuple(shown)


def _finding(facts: Facts, finding: Finding, rows: int, pages: Pages) -> FindingView:
    values = sorted(finding.identifiers, key=lambda id: _rank_of_value(facts, id))
    return FindingView(
        id=finding.id,
        level=badge(facts, finding.level),
        context=finding.scope == "context",
        headline=headline(facts, finding),
        why=_why(facts, finding),
        platform=finding.platform or "",
        stores=tuple(_store(facts, id, finding) for id in _suspended_first(finding)[:STORES]),
        stores_cut=finding.accounts_total - len(finding.accounts[:STORES]),
        values=tuple(_value(facts, id, finding) for id in values[:VALUES]),
        values_cut=finding.identifiers_total - len(values[:VALUES]),
        machines=tuple(machine_link(facts, id, pages) for id in finding.machines[:STORES]),
        seen=facts.span(finding.first_seen, finding.last_seen),
        grade=finding.grade,
        grade_meaning=words.word(words.GRADES, finding.grade, facts.lang),
        strength=strength_word(facts, finding.strength),
        weighing=weighing(facts, finding),
        declared=tuple(_declared(facts, finding)),
        # Of what no platform sees nothing follows, whatever stands behind it.
        first_step=words.word(
            words.FIRST_STEPS,
            "no-action" if finding.scope == "context" else finding.first_step,
            facts.lang,
        ),
        evidence=tuple(_evidence(facts, link) for link in finding.evidence[:rows]),
        evidence_cut=len(finding.evidence) - rows,
    )


def _why(facts: Facts, finding: Finding) -> str:
    """Why it matters, in plain words; "" for a reason of a later version."""
    code = finding.reason.removesuffix(SUSPENDED)
    told = [words.WHY[code]] if code in words.WHY else []
    if finding.reason.endswith(SUSPENDED):
        told.append(words.SUSPENDED)
    said = [facts.say(one) for one in told]
    if loose := _loose(facts, finding):
        named = notes.listed(loose[:CITED], facts)
        said.append(facts.say(_("Platform not recorded: {stores} ({n} in all)."),
                              stores=named, n=len(loose)))  # fmt: skip
    return sentences(facts, said)


def _loose(facts: Facts, finding: Finding) -> list[str]:
    """Stores of a finding on a platform that no file says to be theirs: it may be another."""
    accounts = [facts.accounts.get(id) for id in finding.accounts if finding.platform]
    return [one.id for one in accounts if one and one.platform is None]


def _rank_of_value(facts: Facts, id: str) -> int:
    found = facts.identifiers.get(id)
    return rank_of_kind(found.kind if found else "")


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
    remarks = [words.word(words.ROLES, role, facts.lang) for role in found.roles]
    if found.cls:
        remarks.append(words.word(words.CLASSES, found.cls, facts.lang))
    if weighs_less(facts, id) and any(one.identifier == id for one in finding.weights):
        remarks.append(facts.say(_("weighs less")))
    kind = words.kind_word(found.kind, facts.lang)
    return ValueView(kind, facts.labels.get(id, ""), notes.listed(remarks, facts))


def _declared(facts: Facts, finding: Finding) -> Iterator[str]:
    """What the user declares of a finding; it stays visible all the same."""
    if finding.relation is not None:
        yield facts.say(_("Declared relation: {reason}"), reason=finding.relation)
    if finding.accepted is not None:
        yield facts.say(
            _("Accepted until {expires} by {owner}: {reason}"),
            expires=finding.accepted.expires,
            owner=finding.accepted.owner,
            reason=finding.accepted.reason,
        )


def _evidence(facts: Facts, link: Link) -> EvidenceRow:
    return EvidenceRow(
        store=link.account,
        value=facts.value(link.identifier),
        seen=facts.span(link.first_seen, link.last_seen),
        n=link.n,
        where=tuple(places(link.evidence[:CITED])),
        where_cut=max(link.n, len(link.evidence)) - len(link.evidence[:CITED]),
    )
