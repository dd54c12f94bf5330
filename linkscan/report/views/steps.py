"""First steps as sentences: what to do about the stores of a group, in order, and its effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from linkscan.i18n import _, translate
from linkscan.model import FirstSteps, Report, Step, StepGroup
from linkscan.report import words
from linkscan.report.answers import lasting
from linkscan.report.views.shown import Badge, StepGroupView, StepsView

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

RANKED = ("official-route", "separate-device", "separate-address", "replace-document",
          "separate-operator")  # fmt: skip
"""Codes of the advice on single findings that ranked steps say better."""


def report_steps(report: Report, lang: str) -> StepsView:
    """The steps of a report, or how to get them where stores are tied and none were worked out."""
    if report.steps is not None:
        return steps_view(report.steps, lang)
    tied = report.components or any(one.first_step == "official-route" for one in report.findings)
    message = _("Which of these parts most stores, and in which order, was not worked out here: "
                "linkscan steps FOLDER does that.")  # fmt: skip
    return StepsView((), "", _say(message, lang) if tied else "", ())


def machine_steps(report: Report, machine: str, lang: str) -> StepsView:
    """Those that concern a machine: a store or a value that it was used with."""
    if report.steps is None:
        return report_steps(report, lang)
    used = {one.id for one in report.accounts if machine in one.machines}
    groups = []
    for group in report.steps.groups:
        shown = group_view(group, lang)
        if group.suspended:
            groups += [shown] if used.intersection(group.accounts) else []
            continue
        here = [n for n, step in enumerate(group.steps) if machine in step.machines]
        groups += [_only(shown, here, lang)] if here else []
    changes = [step.kind for group in report.steps.groups for step in group.steps
               if machine in step.machines]  # fmt: skip
    return StepsView(tuple(groups), "", "", lasting_lines(changes, lang))


def _only(shown: StepGroupView, places: Sequence[int], lang: str) -> StepGroupView:
    """A group with some of its steps, at their places in the order of all."""
    part = len(places) < len(shown.steps)
    message = _("These steps of {n} concern this machine; the page of all machines has the others.")
    remark = _say(message, lang, n=len(shown.steps)) if part else shown.remark
    return replace(shown, steps=tuple(shown.steps[n] for n in places), remark=remark)


def steps_view(found: FirstSteps, lang: str) -> StepsView:
    """All steps, group by group, and what is to know of them."""
    more = found.groups_total - len(found.groups)
    message = _("Further groups: {n}. Take these first, then run this again.")
    changes = [step.kind for group in found.groups for step in group.steps]
    return StepsView(
        tuple(group_view(group, lang) for group in found.groups),
        _routes(found, lang),
        _say(message, lang, n=more) if more > 0 else "",
        lasting_lines(changes, lang, found.scanned_again),
    )


def group_view(group: StepGroup, lang: str) -> StepGroupView:
    """What to do first about the stores of a group."""
    names = _listed(group.accounts, group.accounts_total, lang)
    return StepGroupView(
        Badge(group.level, words.word(words.LEVELS, group.level, lang)),
        _say(_("Stores: {n}. {names}"), lang, n=group.accounts_total, names=names),
        tuple(_route(group, lang)),
        tuple(
            (place, step_text(step, lang) + _effect(step, place, group, lang))
            for place, step in enumerate(group.steps, 1)
        ),
        _remark(group, lang),
    )


def step_text(step: Step, lang: str) -> str:
    """What a step asks for."""
    kind = f"{words.kind_word(step.kind, lang)} {step.label}".rstrip() if step.kind else step.what
    return words.sentence(ACTIONS, step.action, lang, {"value": kind, "n": step.accounts_total})


def lasting_lines(changes: Iterable[str], lang: str, scanned: bool = True) -> tuple[str, ...]:
    """What cannot be undone, by the kinds that the steps change; nothing where there is no step."""
    changes = list(changes)
    if not changes:
        return ()
    unscanned = _("Not scanned again: the files have too many rows. The order is that of the ties.")
    said = (lasting.note(lasting.NOTES, code, lang, params)
            for code, params in lasting.notes(changes))  # fmt: skip
    return (*(() if scanned else (_say(unscanned, lang),)), *said)


def told_whole(found: FirstSteps | None) -> bool:
    """Whether the steps say all that is to be done: every group is named and falls apart."""
    return (
        found is not None
        and bool(found.groups)
        and found.groups_total == len(found.groups)
        and all(one.suspended or parts_all(one) for one in found.groups)
    )


def parts_all(group: StepGroup) -> bool:
    """Whether no stores of a group are tied any more when its steps are taken."""
    return bool(group.steps) and group.steps[-1].separated == group.accounts_total


def _route(group: StepGroup, lang: str) -> Iterator[str]:
    """The official way back, with the platform's own rule on it, where a store is suspended."""
    if group.suspended:
        names = _listed(group.suspended, len(group.suspended), lang)
        yield _say(_("suspended: {names}"), lang, names=names)
        yield words.word(words.FIRST_STEPS, "official-route", lang)
        yield from lasting.route_lines([group.platform] if group.platform else [], lang)


def _routes(found: FirstSteps, lang: str) -> str:
    names = list(dict.fromkeys(name for group in found.groups for name in group.suspended))
    if not names:
        return ""
    suspended = _say(_("suspended: {names}"), lang, names=_listed(names, len(names), lang))
    route = words.word(words.FIRST_STEPS, "official-route", lang)
    return _say(_("; "), lang).join((suspended, route))


def _remark(group: StepGroup, lang: str) -> str:
    if group.suspended:
        return ""
    if group.too_large:
        return _say(_("Too many ties to look for steps: begin with the findings of analyze, the "
                      "most serious ones first."), lang)  # fmt: skip
    if not group.steps:
        return _say(_("No step can be told for this group."), lang)
    done = group.steps[-1].separated
    left = 0 if done is None else group.accounts_total - done
    return _say(_("After these steps stores are still tied: {n}."), lang, n=left) if left else ""


def _effect(step: Step, place: int, group: StepGroup, lang: str) -> str:
    if step.separated is None:
        return ""
    if step.separated == 0:
        message = _(" By itself this separates none yet.")
    elif place == 1:
        message = _(" Separates {n} of {accounts} stores.")
    else:
        message = _(" With the steps before it: separates {n} of {accounts} stores.")
    return _say(message, lang, n=step.separated, accounts=group.accounts_total)


def _listed(names: Iterable[str], total: int, lang: str) -> str:
    shown = list(names)[:NAMED]
    if total > len(shown):
        shown.append(_say(_("and {n} more"), lang, n=total - len(shown)))
    return _say(_(", "), lang).join(shown)


def _say(message: str, lang: str, **params: object) -> str:
    return translate(message, lang).format(**params)
