"""What is said of the first steps: by group, in order, with the effect of each; text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from linkscan.i18n import _, translate
from linkscan.report import words
from linkscan.report.answers import lasting
from linkscan.report.visible import console, escaped
from linkscan.whatif.first_steps import FirstSteps, Group, Step

# History: 1 = the first published form.
FORMAT = 1
NAMED = 5
"""Stores named in one line."""

ACTIONS = {
    "own-address": _("Give each store a line of its own instead of {value} ({n} stores)."),
    "own-device": _("Use one machine for each store instead of {value} ({n} stores)."),
    "own-document": _(
        "Use {value} for one store only ({n} stores have it); ask the platform before changing it."
    ),
    "own-people": _("Let each company have people of its own instead of {value} ({n} stores)."),
    "own-machine": _("Give {value} a machine and a line of its own."),
}
"""What a step asks for, from now on."""


def steps_json(found: FirstSteps) -> str:
    """The steps as JSON: `groups[]` with `suspended[]`, `first_step`, `routes[]`, `steps[]`."""
    tree = {
        "format": FORMAT,
        "rows": found.rows,
        "scanned_again": found.scanned_again,
        "groups_total": found.groups_total,
        "groups": [_group_tree(group) for group in found.groups],
        "notes": [{"code": code, **params} for code, params in _notes(found)],
    }
    return escaped(json.dumps(tree, ensure_ascii=False, indent=2)) + "\n"


def _group_tree(group: Group) -> dict[str, Any]:
    return {
        **asdict(group),
        "first_step": "official-route" if group.suspended else None,
        "routes": lasting.routes(_platforms(group)),
    }


def _platforms(group: Group) -> list[str]:
    return [group.platform] if group.suspended and group.platform else []


def _notes(found: FirstSteps) -> list[tuple[str, dict[str, str]]]:
    changes = [step.what for group in found.groups for step in group.steps]
    return list(lasting.notes(changes)) if changes else []


def steps_text(found: FirstSteps, lang: str) -> str:
    """The steps for a terminal."""
    lines = [_say(_("First steps, the most serious groups first:"), lang)]
    if not found.groups:
        lines = [_say(_("No tied stores were found: there is no first step to take."), lang)]
    for number, group in enumerate(found.groups, 1):
        lines += ["", *_group(number, group, found.scanned_again, lang)]
    if (more := found.groups_total - len(found.groups)) > 0:
        lines += ["", _say(_("Further groups: {n}. Take these first, then run this again."), lang,
                           n=more)]  # fmt: skip
    if notes := _notes(found):
        lines += ["", _say(_("To know:"), lang)]
        if not found.scanned_again:
            message = _("Not scanned again: {rows} rows are many. The order is that of the ties.")
            lines.append("  " + _say(message, lang, rows=found.rows))
        lines += [f"  {lasting.note(lasting.NOTES, code, lang, params)}" for code, params in notes]
    return "\n".join(map(console, lines)) + "\n"


def _group(number: int, group: Group, scanned: bool, lang: str) -> Iterator[str]:
    level = words.word(words.LEVELS, group.level, lang)
    names = _listed(group.accounts, group.accounts_total, lang)
    head = _say(_("Stores: {n}. {names}"), lang, n=group.accounts_total, names=names)
    yield f"{number}. [{level}] {head}"
    if group.suspended:
        names = _listed(group.suspended, len(group.suspended), lang)
        yield "   " + _say(_("suspended: {names}"), lang, names=names)
        yield "   " + words.word(words.FIRST_STEPS, "official-route", lang)
        yield from (f"   {line}" for line in lasting.route_lines(_platforms(group), lang))
    elif group.too_large:
        yield "   " + _say(_("Too many ties to look for steps: begin with the findings of "
                             "analyze, the most serious ones first."), lang)  # fmt: skip
    elif not group.steps:
        yield "   " + _say(_("No step can be told for this group."), lang)
    for place, step in enumerate(group.steps, 1):
        yield f"   {number}.{place} {_step(step, lang)}{_effect(step, place, group, lang)}"
    if scanned and group.steps and (left := _left(group)):
        yield "   " + _say(_("After these steps stores are still tied: {n}."), lang, n=left)


def _step(step: Step, lang: str) -> str:
    what = step.what
    kind = f"{words.kind_word(what.kind, lang)} {what.label}".rstrip() if what.kind else what.what
    return words.sentence(ACTIONS, step.action, lang, {"value": kind, "n": step.stores})


def _effect(step: Step, place: int, group: Group, lang: str) -> str:
    if step.separated is None:
        return ""
    if step.separated == 0:
        message = _(" By itself this separates none yet.")
    elif place == 1:
        message = _(" Separates {n} of {accounts} stores.")
    else:
        message = _(" With the steps before it: separates {n} of {accounts} stores.")
    return _say(message, lang, n=step.separated, accounts=group.accounts_total)


def _left(group: Group) -> int:
    """Stores that are tied still when all steps are taken."""
    done = group.steps[-1].separated
    return 0 if done is None else group.accounts_total - done


def _listed(names: Iterable[str], total: int, lang: str) -> str:
    shown = list(names)[:NAMED]
    if total > len(shown):
        shown.append(_say(_("and {n} more"), lang, n=total - len(shown)))
    return _say(_(", "), lang).join(shown)


def _say(message: str, lang: str, **params: object) -> str:
    return translate(message, lang).format(**params)
