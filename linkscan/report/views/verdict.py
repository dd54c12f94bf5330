"""The verdict on a set of stores: the most serious finding, in a sentence and by name."""

from __future__ import annotations

from collections.abc import Iterable

from fingerprints import KINDS
from linkscan.i18n import _
from linkscan.model import Finding, Level
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.facts import Facts
from linkscan.report.views.parts import some
from linkscan.report.views.weighing import strength_word

STRENGTHS = ("document", "device", "address", "operator", "other")
"""The order in which shared values are named: what weighs most is never cut."""


def verdict(facts: Facts, level: Level, findings: Iterable[Finding]) -> str:
    """The most serious finding in words, or else what the level means."""
    worst = _worst(level, findings)
    return headline(facts, worst) if worst else words.word(words.VERDICTS, level, facts.lang)


def verdict_names(facts: Facts, level: Level, findings: Iterable[Finding]) -> str:
    """Which stores the verdict speaks of, and what they share; "" where it names none."""
    worst = _worst(level, findings)
    return names_of(facts, worst) if worst else ""


def further_findings(facts: Facts, level: Level, findings: Iterable[Finding]) -> list[str]:
    """The findings beside the one that the verdict speaks of, each with its stores."""
    found = list(findings)
    worst = _worst(level, found)
    message = _("[{level}] {headline} {names}")
    return [
        facts.say(
            message,
            level=words.word(words.LEVELS, one.level, facts.lang),
            headline=headline(facts, one),
            names=names_of(facts, one),
        )
        for one in found
        if one is not worst
    ]


def names_of(facts: Facts, finding: Finding) -> str:
    """Which stores a finding speaks of, suspended ones apart, and what they share."""
    # Of context nobody says that one store endangers another.
    suspended = () if finding.scope == "context" else finding.suspended
    others = [one for one in finding.accounts if one not in suspended]
    unlisted = finding.accounts_total - len(finding.accounts)
    shared = (words.kind_word(kind, facts.lang) for kind in sorted(finding.kinds, key=rank_of_kind))
    said = (
        (_("suspended: {names}"), some(facts, suspended)),
        (_("tied: {names}") if suspended else _("stores: {names}"), some(facts, others, unlisted)),
        (_("shared: {names}"), notes.listed(dict.fromkeys(shared), facts)),
    )
    parts = (facts.say(message, names=names) for message, names in said if names)
    return facts.say(_("; ")).join(parts)


def verdict_strength(facts: Facts, level: Level, findings: Iterable[Finding]) -> str:
    """How much the finding says that the verdict speaks of; "" where nothing was weighed."""
    worst = _worst(level, findings)
    return strength_word(facts, worst.strength) if worst else ""


def headline(facts: Facts, finding: Finding) -> str:
    """What a finding says."""
    params = {"n": finding.accounts_total, "suspended": len(finding.suspended)}
    return words.sentence(words.FINDINGS, finding.reason, facts.lang, params)


def rank_of_kind(kind: str) -> int:
    """The place of a kind of value among all: what weighs most comes first."""
    return STRENGTHS.index(KINDS[kind].strength) if kind in KINDS else len(STRENGTHS)


def _worst(level: Level, findings: Iterable[Finding]) -> Finding | None:
    """The first finding of a level; ties on one platform stand before context."""
    at_level = [finding for finding in findings if finding.level == level]
    return min(at_level, key=lambda one: one.scope == "context", default=None)
