"""What is said of the first steps: by group, in order, with the effect of each; text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from linkscan.i18n import _, translate
from linkscan.model import FirstSteps, StepGroup
from linkscan.report.answers import lasting
from linkscan.report.views.shown import StepGroupView
from linkscan.report.views.steps import steps_view
from linkscan.report.visible import console, escaped

# History: 1 = the first published form.
FORMAT = 1


def steps_json(found: FirstSteps) -> str:
    """The steps as JSON: `groups[]` with `suspended[]`, `first_step`, `routes[]`, `steps[]`."""
    changes = [step.kind for group in found.groups for step in group.steps]
    notes = lasting.notes(changes) if changes else ()
    tree = {
        "format": FORMAT,
        "scanned_again": found.scanned_again,
        "groups_total": found.groups_total,
        "groups": [_group_tree(group) for group in found.groups],
        "notes": [{"code": code, **params} for code, params in notes],
    }
    return escaped(json.dumps(tree, ensure_ascii=False, indent=2)) + "\n"


def _group_tree(group: StepGroup) -> dict[str, Any]:
    return {
        **asdict(group),
        "first_step": "official-route" if group.suspended else None,
        "routes": lasting.routes([group.platform] if group.suspended and group.platform else []),
    }


def steps_text(found: FirstSteps, lang: str) -> str:
    """The steps for a terminal."""
    view = steps_view(found, lang)
    lines = [translate(_("First steps, the most serious groups first:"), lang)]
    if not view.groups:
        lines = [translate(_("No tied stores were found: there is no first step to take."), lang)]
    for number, group in enumerate(view.groups, 1):
        lines += ["", *_group(number, group)]
    if view.said:
        lines += ["", view.said]
    if view.lasting:
        lines += ["", translate(_("To know:"), lang), *(f"  {line}" for line in view.lasting)]
    return "\n".join(map(console, lines)) + "\n"


def _group(number: int, group: StepGroupView) -> Iterator[str]:
    yield f"{number}. [{group.level.word}] {group.head}"
    yield from (f"   {line}" for line in group.route)
    yield from (f"   {number}.{place} {step}" for place, step in group.steps)
    if group.remark:
        yield f"   {group.remark}"
