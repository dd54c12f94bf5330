"""What is said of a what-if: before beside after, or why it is refused; as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from linkscan.i18n import _, translate
from linkscan.model import Finding, Report
from linkscan.report import words
from linkscan.report.answers import lasting
from linkscan.report.views.facts import Facts, overall_level
from linkscan.report.views.parts import some
from linkscan.report.views.verdict import headline
from linkscan.report.visible import console, escaped
from linkscan.whatif.proposed import Proposal
from linkscan.whatif.whatif import Outcome, Refusal

# History: 1 = the first published form.
FORMAT = 1

LISTED = 20
"""Stores, groups or findings named in one list of the text; the JSON has all."""
PARTS = 5
"""Parts named of a group that falls apart, the largest first."""

REFUSALS = {
    "suspended": _("{store} is suspended: its sign-ins stay on record as they are."),
    "tied": _("It ties stores to {stores}, suspended: what ties to a suspended store stays on "
              "record."),
    "chain": _("It holds together a group in which {stores} is suspended: what ties to a "
               "suspended store, also by way of others, stays on record."),
    "weaker": _("It touches what ties stores to {stores}, suspended: that stays on record."),
}  # fmt: skip
"""Why nothing is tried; in these sentences, too, suspended stands for rejected and closed by the
platform. None of them says what a change would have done."""

NOTES = {
    **lasting.NOTES,
    "other-columns": _(
        "A moved store keeps what its rows say in other columns: {columns}. On another machine "
        "these may differ."
    ),
    "several": _("{machine} has several values of one kind: the most frequent one was taken."),
    "new-machine": _(
        "No sign-in names {machine}: the moved rows have this name and no device and no address."
    ),
}


def whatif_json(outcome: Outcome) -> str:
    """The comparison as JSON: `edits[]`, `refused[]`, `before`, `after`, `separated`, `notes[]`.

    `after` is null where something is refused. `findings` and `levels` are as in report.json.
    """
    tree: dict[str, Any] = {
        "format": FORMAT,
        "edits": [asdict(one) for one in outcome.proposals],
        "refused": [_refusal_tree(one) for one in outcome.refused],
        "before": _side(outcome.before),
        "after": outcome.after and _side(outcome.after),
        "falls": [asdict(fall) for fall in outcome.falls],
        "joined": [list(group) for group in outcome.joined],
        "separated": outcome.separated,
        "separated_of": _stores_of_falls(outcome),
        "notes": [{"code": code, **params} for code, params in _notes(outcome)],
    }
    return escaped(json.dumps(tree, ensure_ascii=False, indent=2)) + "\n"


def _refusal_tree(refusal: Refusal) -> dict[str, Any]:
    return {
        "edit": refusal.proposal.what if refusal.proposal else None,
        "reason": refusal.why,
        "suspended": list(refusal.suspended),
        "first_step": "official-route",
        "routes": lasting.routes(refusal.platforms),
    }


def _side(report: Report) -> dict[str, Any]:
    return {
        "level": overall_level(report),
        "components": [list(one.accounts) for one in report.components],
        "findings": [one.id for one in report.findings],
        "levels": {one.id: one.level for one in report.accounts},
    }


def _notes(outcome: Outcome) -> Iterator[tuple[str, dict[str, str]]]:
    """Codes of what else to know, and what fills their sentences."""
    if outcome.after is None:
        return
    yield from lasting.notes(one.kind for one in outcome.proposals)
    for one in outcome.proposals:
        if any(given.among > 1 for given in one.given):
            yield "several", {"machine": one.to}
        if one.new:
            yield "new-machine", {"machine": one.to}
    if outcome.kept:
        yield "other-columns", {"columns": ", ".join(outcome.kept)}


# -- text ----------------------------------------------------------------------------------


def whatif_text(outcome: Outcome, lang: str) -> str:
    """The comparison for a terminal."""
    before = Facts.of(outcome.before, lang)
    lines = [before.say(_("What if:")), *(f"  {_proposal(before, one)}"
                                         for one in outcome.proposals)]  # fmt: skip
    if outcome.after is None:
        lines += _refused(before, outcome.refused)
    else:
        lines += _compared(before, Facts.of(outcome.after, lang), outcome)
    return "\n".join(map(console, lines)) + "\n"


def _proposal(facts: Facts, one: Proposal) -> str:
    if one.kind:
        what = f"{words.kind_word(one.kind, facts.lang)} {one.label}".rstrip()
        return facts.say(_("without {what} ({cells} cells)"), what=what, cells=one.cells)
    message = _("{store} on {machine} ({cells} sign-ins): {values}")
    values = [f"{words.kind_word(given.kind, facts.lang)} {given.label}" for given in one.given]
    shown = facts.say(_(", ")).join(values) or facts.say(_("no device, no address"))
    return facts.say(message, store=one.what, machine=one.to, cells=one.cells, values=shown)


def _refused(facts: Facts, refused: Sequence[Refusal]) -> Iterator[str]:
    yield ""
    yield facts.say(_("Not tried:"))
    for one in refused:
        named = {"stores": some(facts, one.suspended), "store": some(facts, one.suspended)}
        reason = words.sentence(REFUSALS, one.why, facts.lang, named)
        what = f"{one.proposal.what}: " if one.proposal else ""
        yield f"  {what}{reason}"
    yield ""
    yield words.word(words.FIRST_STEPS, "official-route", facts.lang)
    names = sorted({name for one in refused for name in one.platforms})
    yield from lasting.route_lines(names, facts.lang)


def _compared(before: Facts, after: Facts, outcome: Outcome) -> Iterator[str]:
    yield ""
    yield before.say(_("Level: {before} → {after}"), **_levels(
        before, overall_level(before.report), overall_level(after.report)))  # fmt: skip
    yield from _groups(before, outcome)
    changed = [
        (one, there.level)
        for one in before.report.accounts
        if (there := after.accounts.get(one.id)) and there.level != one.level
    ]
    yield from _part(before, _("Stores whose level changes:"), [
        before.say(_("{store}: {before} → {after}"), store=one.id,
                   **_levels(before, one.level, level))
        for one, level in changed])  # fmt: skip
    gone, stay, new = compare_findings(before.report, after.report)
    yield from _part(before, _("Findings that vanish:"), [_finding(before, one) for one in gone])
    yield from _part(
        before, _("Findings that stay:"), [_staying(before, after, *pair) for pair in stay]
    )
    yield from _part(before, _("Findings that are new:"), [_finding(after, one) for one in new])
    yield from _part(before, _("To know:"), [_note(before, *one) for one in _notes(outcome)])


def _levels(facts: Facts, before: str, after: str) -> dict[str, str]:
    return {"before": words.word(words.LEVELS, before, facts.lang),
            "after": words.word(words.LEVELS, after, facts.lang)}  # fmt: skip


def _groups(facts: Facts, outcome: Outcome) -> Iterator[str]:
    for fall in outcome.falls[:LISTED]:
        parts = [some(facts, part) for part in fall.parts[:PARTS]]
        if len(fall.parts) > len(parts):
            parts.append(facts.say(_("and {n} more"), n=len(fall.parts) - len(parts)))
        message = _("One group of {accounts} stores falls into {n}: {parts}")
        yield facts.say(
            message, accounts=len(fall.accounts), n=len(fall.parts), parts=" | ".join(parts)
        )
    for group in outcome.joined[:LISTED]:
        message = _("A group of {accounts} stores would come to be: {stores}")
        yield facts.say(message, accounts=len(group), stores=some(facts, group))
    if outcome.falls:
        yield facts.say(
            _("This separates {n} of {accounts} stores."),
            n=outcome.separated,
            accounts=_stores_of_falls(outcome),
        )
    elif not outcome.joined:
        yield facts.say(_("No group of tied stores changes."))


def _stores_of_falls(outcome: Outcome) -> int:
    # One of no known platform may be in several groups.
    return len({store for fall in outcome.falls for store in fall.accounts})


def compare_findings(
    before: Report, after: Report
) -> tuple[list[Finding], list[tuple[Finding, Finding]], list[Finding]]:
    """Findings that vanish, that stay (as they were, as they would be), and that are new.

    A finding stays if the same stores share something still, or if more or fewer of its stores
    share values of the same kinds.
    """
    left = list(after.findings)
    stay: list[tuple[Finding, Finding]] = []
    gone = list(before.findings)
    for same in (_same_stores, _more_or_fewer):
        for was in tuple(gone):
            if now := next((one for one in left if same(was, one)), None):
                stay.append((was, now))
                gone.remove(was)
                left.remove(now)
    stay.sort(key=lambda pair: before.findings.index(pair[0]))
    return gone, stay, left


def _same_stores(was: Finding, now: Finding) -> bool:
    return _where(was) == _where(now) and was.accounts == now.accounts


def _more_or_fewer(was: Finding, now: Finding) -> bool:
    mine, other = {*was.accounts}, {*now.accounts}
    return (*_where(was), was.kinds) == (*_where(now), now.kinds) and (
        mine <= other or other <= mine
    )


def _where(finding: Finding) -> tuple[str, str | None]:
    return finding.scope, finding.platform


def _staying(before: Facts, after: Facts, was: Finding, now: Finding) -> str:
    if (was.level, was.accounts) == (now.level, now.accounts):
        return _finding(after, now)
    level = words.word(words.LEVELS, was.level, before.lang)
    old = f"[{level}] {headline(before, was)}"
    return before.say(_("{finding} (before: {old})"), finding=_finding(after, now), old=old)


def _finding(facts: Facts, finding: Finding) -> str:
    level = words.word(words.LEVELS, finding.level, facts.lang)
    values = some(facts, [facts.value(one) for one in finding.identifiers])
    return facts.say(
        _("[{level}] {headline} {stores}: {values}"),
        level=level,
        headline=headline(facts, finding),
        stores=some(facts, finding.accounts),
        values=values,
    )


def _note(facts: Facts, code: str, params: dict[str, str]) -> str:
    if "columns" in params:
        names = [words.kind_word(name, facts.lang) for name in params["columns"].split(", ")]
        params = {**params, "columns": facts.say(_(", ")).join(names)}
    return lasting.note(NOTES, code, facts.lang, params)


def _part(facts: Facts, heading: str, entries: Sequence[str]) -> Iterator[str]:
    """A heading and the first entries below it; nothing where there is none."""
    if not entries:
        return
    yield ""
    yield facts.say(heading)
    yield from (f"  {entry}" for entry in entries[:LISTED])
    if len(entries) > LISTED:
        yield "  " + translate(_("and {n} more"), facts.lang).format(n=len(entries) - LISTED)
