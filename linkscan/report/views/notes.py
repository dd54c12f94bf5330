"""What a report says of its own input: the files, what was not checked, the warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from linkscan.i18n import _, translate
from linkscan.model import REST, Input, Machine, NotChecked, Warning
from linkscan.report import words
from linkscan.report.views.clock import moment, with_zone, zone_of
from linkscan.report.views.facts import Facts, place, table_name

PLACES = 3
"""Lines cited beside a warning; the rest is in `report.json`."""

UNMET_NAMED = 5
"""Unmet stores named in a file's line; all are under what was not checked."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know: a sentence, how often, and where."""

    text: str
    count: int = 1
    where: str = ""


@dataclass(frozen=True, slots=True)
class InputLine:
    """What became of one table."""

    name: str
    role: str
    rows: str  # read = used + ignored + rejected
    reasons: str  # of the ignored and the rejected rows
    met: str  # stores met in the other files, and those that were not
    unmet: int
    notes: tuple[str, ...]


FIRST = ("unknown-status", "unused-input", "unknown-outcome", "unknown-answer", "used-machine",
         "expired-acceptance", "expired-relation", "naive-time", "skipped")  # fmt: skip
ALIKE = {
    "several-operators": (
        _("Machines on which several people signed in, with how many: {named}."),
        "operators",
        "machine",
    ),
}
"""Warnings that are told together where there are several: the sentence, and which parameters of
each say how many and of what."""

TOGETHER = 24
"""Named in such a sentence."""

LAST = ("spellings", "range-file", "unverified-preset")
"""Warnings that stand before and after all others: what may hide a suspended store or change a
result, and what is only good to know."""

ORDERS = {
    "dmy": _("day, month, year"),
    "mdy": _("month, day, year"),
    "ymd": _("year, month, day"),
}


def input_lines(facts: Facts) -> tuple[InputLine, ...]:
    """A line for each table that was read."""
    return tuple(_input_line(facts, one) for one in facts.report.inputs)


def not_checked(facts: Facts, entries: Iterable[NotChecked]) -> tuple[Note, ...]:
    """Sentences for what could not be compared; never empty."""
    entries = tuple(entries)
    stores = [entry for entry in entries if entry.subject == "account"]
    others = [entry for entry in entries if entry.subject != "account"]
    notes = (
        *(_not_checked(facts, entry) for entry in stores),
        *_way_out(facts, stores),
        *(_not_checked(facts, entry) for entry in others),
    )
    return notes or (Note(facts.say(_("No value on record had to be left out."))),)


def _way_out(facts: Facts, stores: Iterable[NotChecked]) -> Iterator[Note]:
    """How to say that two names are one store, with the first two that may be.

    Where a name stands on two platforms, as it does in many firms, an alias would say nothing.
    """
    message = _(
        'If two names are one store, write to linkscan.toml: [aliases] "{other}" = "{name}"'
    )
    for entry in stores:
        if entry.reason == "unmet" and entry.candidates:
            other, name = (_name(facts, id) for id in (entry.id, entry.candidates[0]))
            if other != name:
                yield Note(facts.say(message, other=other, name=name))
                return


def _name(facts: Facts, id: str) -> str:
    return facts.accounts[id].name if id in facts.accounts else id


def not_checked_on(facts: Facts, machine: Machine) -> tuple[NotChecked, ...]:
    """What could not be compared of the stores of a machine.

    Values are counted anew, where the report lists both its stores and all that was refused;
    else those of the whole report are told, which never says too little.
    """
    report, here = facts.report, frozenset(machine.accounts)
    values = [one for one in report.not_checked if one.subject == "identifier"]
    if facts.refused and machine.accounts_total == len(here):
        held = {one.id: one for store in here for one in facts.refused.get(store, ())}
        counted = Counter((one.kind, one.reason) for one in held.values())
        values = [replace(one, count=n) for one in values if (n := counted[one.id, one.reason])]
    return (
        *(one for one in report.not_checked if one.subject == "account" and one.id in here),
        *(one for one in report.not_checked if one.subject == "column"),
        *values,
    )


def warnings(facts: Facts) -> tuple[Note, ...]:
    """Sentences for the warnings; first those behind which a suspended store may hide.

    Those that say one thing of machine after machine are one sentence.
    """
    ordered = sorted(facts.report.warnings, key=lambda one: _rank(one.code))
    alike = {code: [one for one in ordered if one.code == code] for code in ALIKE}
    notes = []
    for warning in ordered:
        same = alike.get(warning.code, [warning])
        if len(same) == 1:
            notes.append(warning_note(warning, facts.lang, facts.report.display_zone))
        elif warning is same[0]:
            notes.append(_together(facts, same))
    return tuple(notes)


def _together(facts: Facts, alike: Sequence[Warning]) -> Note:
    """Warnings of one code as one sentence, those of the largest count first."""
    message, n, name = ALIKE[alike[0].code]
    said = [dict(one.params) for one in alike]
    said.sort(key=lambda one: -_number(one.get(n, "")))
    named = [
        facts.say(_("{name} ({reason})"), name=one.get(name, "-"), reason=one.get(n, "-"))
        for one in said[:TOGETHER]
    ]
    if (more := len(said) - len(named)) > 0:
        named.append(facts.say(_("and {n} more"), n=more))
    return Note(facts.say(message, named=listed(named, facts)))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _rank(code: str) -> int:
    if code in FIRST:
        return FIRST.index(code)
    return len(FIRST) + (code in LAST)


def listed(texts: Iterable[str], facts: Facts) -> str:
    """Texts as one, with the comma of the language."""
    return facts.say(_(", ")).join(texts)


def _input_line(facts: Facts, one: Input) -> InputLine:
    notes = []
    if one.preset:
        notes.append(facts.say(_("read as: {preset}"), preset=one.preset))
    if one.zone:
        notes.append(facts.say(_("times that name no zone are of {zone}"), zone=one.zone))
    if one.date_order:
        order = words.word(ORDERS, one.date_order, facts.lang)
        notes.append(facts.say(_("order of its dates: {order}"), order=order))
    if one.failures:
        notes.append(facts.say(_("failed sign-ins, which tie nothing: {n}"), n=one.failures))
    if one.dropped:
        message = _("secret columns, dropped while reading: {names}")
        notes.append(facts.say(message, names=listed(one.dropped, facts)))
    if one.unmapped:
        message = _("columns that were not used: {names}")
        notes.append(facts.say(message, names=listed(one.unmapped, facts)))
    return InputLine(
        name=table_name(one.name, one.member, one.sheet),
        role=" + ".join(words.word(words.INPUT_ROLES, r, facts.lang) for r in one.role.split("+")),
        rows=facts.say(
            _("{read} rows = {used} used + {ignored} ignored + {rejected} rejected"),
            read=one.rows_read,
            used=one.rows_used,
            ignored=one.rows_ignored,
            rejected=one.rows_rejected,
        ),
        reasons=_counts(facts, (*one.ignored, *one.rejected)),
        met=_met(facts, one),
        unmet=one.accounts_unmet or 0,
        notes=tuple(notes),
    )


def _counts(facts: Facts, counts: Iterable[tuple[str, int]]) -> str:
    return listed(
        (f"{words.word(words.REASONS, code, facts.lang)} {count}" for code, count in counts), facts
    )


def _met(facts: Facts, one: Input) -> str:
    if not one.accounts:
        return facts.say(_("names no store"))
    if one.accounts_met is None:
        return facts.say(_("stores: {n}; no other file to meet them in"), n=one.accounts)
    message = _("stores: {n}, of them {met} met in the other files, {unmet} not met")
    text = facts.say(message, n=one.accounts, met=one.accounts_met, unmet=one.accounts_unmet)
    names = [
        _with_candidates(facts, entry)
        for entry in facts.report.not_checked
        if entry.subject == "account" and entry.reason == "unmet" and one.name in entry.inputs
    ]
    if not names or not one.accounts_unmet:
        return text
    if len(names) > UNMET_NAMED:
        names[UNMET_NAMED:] = ["…"]
    return facts.say(_("{text}: {names}"), text=text, names=listed(names, facts))


def _with_candidates(facts: Facts, entry: NotChecked) -> str:
    if not entry.candidates:
        return entry.id
    message = _("{name} (nearest: {candidates})")
    return facts.say(message, name=entry.id, candidates=listed(entry.candidates, facts))


def _not_checked(facts: Facts, entry: NotChecked) -> Note:
    reason = words.word(words.REASONS, entry.reason, facts.lang)
    where = listed(entry.inputs, facts)
    if entry.subject == "account" and entry.id == REST:
        text = facts.say(_("Further stores: {reason}"), reason=reason)
    elif entry.subject == "account":
        message = _("Store {name}: {reason}")
        text = facts.say(message, name=_with_candidates(facts, entry), reason=reason)
    else:
        name = words.kind_word(entry.id, facts.lang)
        message = _("{name}: {reason}")
        if entry.subject == "identifier":
            message = _("{name} that ties nothing: {reason}")
        text = facts.say(message, name=name, reason=reason)
    return Note(text, entry.count, where)


def warning_note(warning: Warning, lang: str, zone: str = "UTC") -> Note:
    """The sentence for a warning; a time in it is shown on the clocks of `zone`."""
    places = [place(citation) for citation in warning.where]
    if len(places) > PLACES:
        places[PLACES:] = ["…"]
    params = _said(dict(warning.params), lang, zone)
    text = words.sentence(words.WARNINGS, warning.code, lang, params)
    return Note(text, warning.count, translate(_(", "), lang).join(places))


def _said(params: Mapping[str, str], lang: str, zone: str) -> dict[str, str]:
    """Parameters of a warning, those that are codes in words."""
    said = {name: value or "-" for name, value in params.items()}
    if "at" in said:
        said["at"] = _at(said["at"], lang, zone)
    if "kind" in said:
        said["kind"] = words.kind_word(said["kind"], lang)
    if not params.get("expires", "?"):
        said["expires"] = translate(_("no date given"), lang)
    if "reason" in said:
        said["reason"] = words.word(words.REASONS, said["reason"], lang)
    return said


def _at(written: str, lang: str, zone: str) -> str:
    """A time of a warning, which is UTC to the minute; as it stands if it is none."""
    try:
        at = datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    except ValueError:
        return with_zone(written, "UTC", lang)
    return with_zone(moment(at, zone_of(zone)), zone, lang)
