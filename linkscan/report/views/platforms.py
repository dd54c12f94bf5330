"""A headline for each platform: how many of its stores are tied, to what, and through what.

What a reader needs first, in one sentence: "Amazon: 3 of 7 stores hang on UK-01, which is
suspended, through 1 phone number."
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from linkscan.i18n import _
from linkscan.model import LEVELS, Account, Component, Finding, Level
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.facts import Facts
from linkscan.report.views.parts import badge, sentences
from linkscan.report.views.shown import PlatformLine
from linkscan.report.views.verdict import headline, rank_of_kind

OTHERS = "shared-with-others"
"""The reason of a finding in the report of one client."""

KINDS_NAMED = 3
"""Kinds of values named in one headline, those that weigh most."""

PLATFORMS_NAMED = 20
"""Headlines on one page, the most serious first."""


def platform_lines(facts: Facts) -> tuple[PlatformLine, ...]:
    """One headline a platform, the most serious first; none where no store is on record."""
    named = {one.platform for one in facts.report.accounts if one.platform}
    # A store without a platform was compared with those of the only one that is named.
    unnamed = named.pop() if len(named) == 1 else ""
    stores: dict[str, list[Account]] = {}
    for account in facts.report.accounts:
        stores.setdefault(account.platform or unnamed, []).append(account)
    lines = [_line(facts, platform, accounts) for platform, accounts in stores.items()]
    # Equally serious ones stay in the order of their stores: by name.
    lines.sort(key=lambda one: LEVELS.index(one.level.code))
    return tuple(lines[:PLATFORMS_NAMED])


def platform_name(facts: Facts, platform: str) -> str:
    """A platform as a headline calls it."""
    if not platform:
        return facts.say(_("Platform not named"))
    return words.word(words.PLATFORMS, platform, facts.lang)


def _line(facts: Facts, platform: str, accounts: Sequence[Account]) -> PlatformLine:
    findings = [
        one
        for one in facts.report.findings
        if one.scope == "platform" and (one.platform or "") == platform
    ]
    told = [
        *_hanging(facts, accounts),
        *_tied(facts, platform, accounts),
        *_with_others(facts, findings),
    ]
    level = _level(accounts, findings)
    if not told:
        told = [_untied(facts, accounts, findings)]
        # What is only context makes no headline, and no level of one.
        level = level if findings or level == "not-checked" else "clear"
    if facts.total("accounts", 0) > len(facts.report.accounts):
        told.append(facts.say(_("Only stores that this report lists are counted.")))
    unchecked = sum(one.level == "not-checked" for one in accounts)
    if 0 < unchecked < len(accounts):
        told.append(facts.say(_("Not checked: {n}."), n=unchecked))
    message = _("{platform}: {text}")
    return PlatformLine(
        level=badge(facts, level),
        text=facts.say(
            message, platform=platform_name(facts, platform), text=sentences(facts, told)
        ),
    )


def _level(accounts: Iterable[Account], findings: Iterable[Finding]) -> Level:
    levels = {one.level for one in accounts} | {one.level for one in findings}
    return min(levels, key=LEVELS.index)


def _hanging(facts: Facts, accounts: Sequence[Account]) -> Iterable[str]:
    """How many stores hang on suspended ones, on which, and by what."""
    exposed = [(one, one.exposure) for one in accounts if one.exposure]
    if not exposed:
        return
    nearest = Counter(exposure.nearest for _account, exposure in exposed)
    values = [id for _account, exposure in exposed for id in exposure.path[1::2]]
    store = nearest.most_common(1)[0][0]
    one, n = len(nearest) == 1, len(exposed)
    if n == 1:
        message = _("1 of {total} stores hangs on {store}, which is suspended, through {values}.")
    elif one:
        message = _("{n} of {total} stores hang on {store}, which is suspended, through {values}.")
    else:
        message = _(
            "{n} of {total} stores hang on suspended ones ({store} and {others} more), through "
            "{values}."
        )
    yield facts.say(
        message,
        n=n,
        total=len(accounts),
        store=store,
        others=len(nearest) - 1,
        values=counted(facts, values),
    )


def _tied(facts: Facts, platform: str, accounts: Sequence[Account]) -> Iterable[str]:
    """How many further stores are tied to one another, none of them to a suspended one."""
    hanging = {one.component for one in accounts if one.exposure}
    groups = [
        one
        for one in facts.report.components
        if (one.platform or "") == platform and one.id not in hanging
    ]
    if not groups:
        return
    message = _("{n} of {total} stores are tied to one another through {values}.")
    if hanging:
        message = _("Another {n} are tied to one another through {values}.")
    yield facts.say(
        message,
        n=sum(one.accounts_total for one in groups),
        total=max(len(accounts), sum(one.accounts_total for one in groups)),
        values=counted(facts, _values(groups)),
    )


def _with_others(facts: Facts, findings: Iterable[Finding]) -> Iterable[str]:
    """In the report of one client: how many stores share something with stores of others."""
    stores = {id for one in findings if one.reason == OTHERS for id in one.accounts}
    if stores:
        yield facts.say(_("Stores that share values with stores of others: {n}."), n=len(stores))


def _values(groups: Iterable[Component]) -> list[str]:
    return [id for group in groups for id in group.identifiers]


def _untied(facts: Facts, accounts: Sequence[Account], findings: Sequence[Finding]) -> str:
    """What is said of a platform whose stores nothing ties."""
    if findings:
        return headline(facts, findings[0])
    if all(one.level == "not-checked" for one in accounts):
        return facts.say(_("none of its stores could be checked ({n})."), n=len(accounts))
    return facts.say(_("no tie found between its stores ({n})."), n=len(accounts))


def counted(facts: Facts, identifiers: Iterable[str]) -> str:
    """Values by kind, each once: "1 phone number, 2 IP addresses"."""
    kinds = Counter(_kind(facts, id) for id in dict.fromkeys(identifiers))
    ordered = sorted(kinds, key=lambda kind: (rank_of_kind(kind), kind))
    told = [_counted(facts, kind, kinds[kind]) for kind in ordered[:KINDS_NAMED]]
    if more := sum(kinds[kind] for kind in ordered[KINDS_NAMED:]):
        told.append(facts.say(_("and {n} more"), n=more))
    return notes.listed(told, facts)


def _counted(facts: Facts, kind: str, n: int) -> str:
    if n > 1 and kind in words.MANY:
        return facts.say(words.MANY[kind], n=n)
    message = _("1 {kind}") if n == 1 else _("{n} x {kind}")
    return facts.say(message, n=n, kind=words.kind_word(kind, facts.lang))


def _kind(facts: Facts, id: str) -> str:
    found = facts.identifiers.get(id)
    return found.kind if found else id.split(":")[0].split("#")[0]
