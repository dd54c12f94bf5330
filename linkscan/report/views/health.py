"""Shop health as shown: which store breaks which limit, who says so, and what hangs on it."""

from __future__ import annotations

from linkscan.i18n import _
from linkscan.model import LEVELS, Component, Health, Level
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.facts import Facts, place
from linkscan.report.views.parts import some
from linkscan.report.views.shown import HealthRow
from linkscan.rules.health_rules import HealthRule, health_rules

ROWS = 200
"""Broken limits in one table; more are in `report.json`."""

WEAK = 3
"""Weak stores told of one group."""

BOUNDS = {"<": _("below {limit}"), "<=": _("at most {limit}"), ">": _("above {limit}")}
SHOWN = {"%": "{n:g}%", "h": "{n:g} h", "x": "x {n:.3g}"}
"""Figures by unit, in characters that any console prints."""


def health_rows(facts: Facts) -> tuple[HealthRow, ...]:
    """Broken limits, those of weak stores first."""
    return tuple(
        HealthRow(
            store=one.account,
            weak=one.weak,
            figure=_figure(facts, one),
            limit=_limit(facts, one),
            said_by=_said_by(facts, one),
            date=one.date or "",
            where=place(one.citation),
            rule=_sentence(facts, one),
            source=_source(facts, one),
        )
        for one in facts.report.health[:ROWS]
    )


def health_summary(facts: Facts) -> str:
    """How many stores have figures, and how many break a limit; "" without any file of them.

    In the report of one client nobody knows how many of its stores have figures.
    """
    if "health.checked" not in facts.totals:
        stores = len({one.account for one in facts.report.health})
        return facts.say(_("Stores that break a limit: {n}."), n=stores) if stores else ""
    message = _(
        "Stores with figures: {checked}. Of them break a limit: {broken}; a limit in the words of "
        "their platform: {weak}."
    )
    names = ("checked", "broken", "weak")
    return facts.say(message, **{name: facts.totals.get(f"health.{name}", 0) for name in names})


def health_lines(facts: Facts) -> list[str]:
    """Weak stores on which others hang, then a line for each further store that breaks a limit."""
    groups = facts.report.components
    told = {store for group in groups for store in group.weak[:WEAK]}
    message = _("{store}: {figures}")
    return [
        *(text for group in groups for text in weak_lines(facts, group)),
        *(
            facts.say(
                message,
                store=store,
                figures=facts.say(_("; ")).join(broken_limit(facts, one) for one in broken),
            )
            for store, broken in facts.health.items()
            if store not in told
        ),
    ]


def broken_limit(facts: Facts, one: Health) -> str:
    """What a store breaks, in one sentence."""
    return facts.say(
        _("{figure} ({limit}; {said_by})"),
        figure=_figure(facts, one),
        limit=_limit(facts, one),
        said_by=_said_by(facts, one),
    )


def weak_lines(facts: Facts, component: Component) -> tuple[str, ...]:
    """Why the weak stores of a group raise it."""
    hanging = component.accounts_total - 1
    said = [
        facts.say(
            _("Stores that hang on {store}: {n}. It breaks its platform's limit: {figures}"),
            store=store,
            figures=notes.listed((_figure(facts, one) for one in broken), facts) or "-",
            n=hanging,
        )
        for store in component.weak[:WEAK]
        for broken in [[one for one in facts.health.get(store, ()) if one.weak]]
    ]
    if component.weak_total > len(said):
        said.append(facts.say(_("and {n} more"), n=component.weak_total - len(said)))
    return tuple(said)


def raised_group(facts: Facts, level: Level) -> Component | None:
    """The first group that is at `level` for a weak store, where nothing else reaches it."""
    report = facts.report
    others = {one.level for one in report.findings if one.scope == "platform"}
    others |= {one.level for one in report.accounts}
    if min(map(LEVELS.index, others), default=len(LEVELS)) <= LEVELS.index(level):
        return None
    return next((one for one in report.components if one.weak and one.level == level), None)


def raised_verdict(facts: Facts) -> str:
    """The verdict where a weak store is the most serious that there is."""
    return facts.say(_("A store that breaks a limit of its platform is tied to others."))


def raised_names(facts: Facts, group: Component) -> str:
    """The weak stores of a group, and those that hang on them."""
    others = [one for one in group.accounts if one not in group.weak]
    more = group.accounts_total - len(group.accounts)
    said = (
        (_("weak: {names}"), some(facts, group.weak, group.weak_total - len(group.weak))),
        (_("tied: {names}"), some(facts, others, more) if others else ""),
    )
    return facts.say(_("; ")).join(facts.say(text, names=names) for text, names in said if names)


def _rule(one: Health) -> HealthRule | None:
    return health_rules().get(one.rule)


def _sentence(facts: Facts, one: Health) -> str:
    rule = _rule(one)
    return (rule.zh if facts.lang == "zh" else rule.en) if rule else one.rule


def _source(facts: Facts, one: Health) -> str:
    rule = _rule(one)
    if rule is None:
        return ""
    return f"{words.word(words.HEALTH_SOURCES, rule.source, facts.lang)} ({rule.date})"


def _figure(facts: Facts, one: Health) -> str:
    return f"{words.word(words.FIELDS, one.metric, facts.lang)} {_shown(one, one.value)}"


def _shown(one: Health, figure: float) -> str:
    rule = _rule(one)
    return SHOWN[rule.unit].format(n=figure) if rule else f"{figure:g}"


def _limit(facts: Facts, one: Health) -> str:
    return facts.say(BOUNDS[one.comparison], limit=_shown(one, one.limit))


def _said_by(facts: Facts, one: Health) -> str:
    if one.weak:
        return facts.say(_("the platform's own words"))
    rule = _rule(one)
    if rule and rule.platforms:
        platforms = notes.listed((name.title() for name in rule.platforms), facts)
        message = _("the limit of {platforms}; that of this platform is not documented")
        return facts.say(message, platforms=platforms)
    return facts.say(_("sellers' articles"))
