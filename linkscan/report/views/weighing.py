"""What a finding weighs, in words: the sum value by value, and how much hangs on assumptions."""

from __future__ import annotations

from collections.abc import Iterator

from fingerprints import AGREEMENTS, KINDS
from linkscan.i18n import _
from linkscan.model import Finding, Variant, Weight
from linkscan.report import words
from linkscan.report.views import notes
from linkscan.report.views.facts import Facts
from linkscan.report.views.shown import Weighing, WeightRow
from linkscan.weighing.bits import prior_bits

WEIGHTS = 20
"""Values weighed on one page; all are in `report.json`."""


def weighing(facts: Facts, finding: Finding) -> Weighing | None:
    """How the weight of a finding comes about; None for context, which is not weighed."""
    if finding.bits is None or finding.strength is None:
        return None
    # What is summed is never cut.
    ordered = sorted(finding.weights, key=lambda one: not one.counts)
    return Weighing(
        rows=tuple(_row(facts, one) for one in ordered[:WEIGHTS]),
        rows_cut=len(ordered) - len(ordered[:WEIGHTS]),
        total=_total(facts, finding.bits, finding.strength),
        remarks=(*_lowered(facts, finding), *_sensitivity(facts, finding)),
    )


def strength_word(facts: Facts, strength: str | None) -> str:
    """The word for a weight; "" where nothing was weighed."""
    return words.word(words.STRENGTHS, strength, facts.lang) if strength else ""


def weighs_less(facts: Facts, identifier: str) -> bool:
    """Whether the class of a value lowers what it weighs: a carrier address, a VPN exit."""
    found = facts.identifiers.get(identifier)
    return found is not None and found.kind in KINDS and found.cls in KINDS[found.kind].classes


def _row(facts: Facts, one: Weight) -> WeightRow:
    counts = _("counts") if one.counts else _("another value of its group counts")
    return WeightRow(
        value=facts.value(one.identifier),
        group=words.word(words.GROUPS, one.group, facts.lang),
        bits=_shown(one.bits),
        gap=_gap(facts, one),
        counts=facts.say(counts),
    )


def _gap(facts: Facts, one: Weight) -> str:
    if one.gap_days is not None:
        return str(one.gap_days)
    kind = facts.identifiers[one.identifier].kind if one.identifier in facts.identifiers else ""
    fades = kind in KINDS and AGREEMENTS[KINDS[kind].agreement].fades
    return facts.say(_("no date known") if fades else _("does not fade"))


def _total(facts: Facts, bits: float, strength: str) -> str:
    word = strength_word(facts, strength)
    prior = _prior_bits(facts)
    if prior is None:
        return facts.say(_("Sum: {bits} bits, {strength}."), bits=_shown(bits), strength=word)
    message = _("Sum: {bits} bits; less {prior} for the prior: {left} bits, {strength}.")
    return facts.say(
        message,
        bits=_shown(bits),
        prior=_shown(prior),
        # The difference of what is shown, so that a reader's own sum comes out.
        left=_shown(round(bits, 1) - round(prior, 1)),
        strength=word,
    )


def _prior_bits(facts: Facts) -> float | None:
    """What the prior of the report takes off; None where the report does not tell it."""
    try:
        return prior_bits(float(dict(facts.report.settings)["prior"]))
    except (KeyError, ValueError, ZeroDivisionError):
        return None


def _lowered(facts: Facts, finding: Finding) -> Iterator[str]:
    lowered = [one.identifier for one in finding.weights if weighs_less(facts, one.identifier)]
    classes = sorted({facts.identifiers[id].cls or "" for id in lowered})
    if classes:
        named = notes.listed((words.word(words.CLASSES, one, facts.lang) for one in classes), facts)
        message = _("Weighs less, for strangers share such addresses: {classes}.")
        yield facts.say(message, classes=named)


def _sensitivity(facts: Facts, finding: Finding) -> Iterator[str]:
    if not finding.variants:
        return
    if all(one.level == finding.level for one in finding.variants):
        told = [_if(facts, one) for one in finding.variants]
        yield facts.say(
            _("If such values were {cases}, the level would stay."),
            cases=facts.say(_(" or ")).join(told),
        )
        return
    message = _("{case}: {level}")
    told = [
        facts.say(
            message,
            case=_if(facts, one),
            level=words.word(words.LEVELS, one.level, facts.lang),
        )
        for one in finding.variants
    ]
    yield facts.say(_("Level if such values were {cases}."), cases=facts.say(_("; ")).join(told))


def _if(facts: Facts, variant: Variant) -> str:
    if variant.times >= 1:
        return facts.say(_("{n} times as common"), n=f"{variant.times:g}")
    return facts.say(_("{n} times as rare"), n=f"{1 / variant.times:g}")


def _shown(bits: float) -> str:
    """Bits to one place; what rounds to nothing has no sign."""
    return f"{round(bits, 1) + 0.0:.1f}"
