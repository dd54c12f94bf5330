"""What is said of two stores: why they are tied or are not, as text and as JSON.

Words before numbers; no sentence says who somebody is, and in the group of a suspended store
none says what would be left without a value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from linkscan.explain.explanation import (
    Explanation,
    NotTied,
    Refused,
    Route,
    Sensitivity,
    Shared,
    Store,
)
from linkscan.i18n import _, translate
from linkscan.model import Link, NotChecked
from linkscan.report import words
from linkscan.report.forms.json import plain
from linkscan.report.forms.text import fit
from linkscan.report.views.clock import span, zone_named, zone_of
from linkscan.report.views.facts import place
from linkscan.report.visible import escaped
from linkscan.weighing.bits import prior_bits

VALUES = 8
"""Values of one pair, and reasons and gaps of one list, that the text shows."""
MACHINES = 3
LINES = 4
"""Lines of the screen that one entry may take."""

NOT_TIED = {
    "other-platform": _(
        "They are on different platforms; each platform sees its own stores. What they share "
        "there is shown for context: {values}."
    ),
    "same-company": _(
        "Run by the same staff of one company, which is context and no tie: {values}."
    ),
    "soft-only": _("What they share ties nothing by itself: {values}."),
    "same-machine": _(
        "Both are on machine {values}, but with different devices recorded there, so the name "
        "of the machine is context and no tie."
    ),
    "refused": _("They have values in common that do not count: {values}."),
    "nothing-shared": _("No value that was read is on record for both."),
    "not-checked": _("Not everything was checked: unknown is not safe."),
}
"""Reasons why two stores are not tied."""

MISSING = {
    "no-document": _("no registration detail on record that could be compared"),
    "no-device": _("no device or machine on record that could be compared"),
    "no-address": _("no IP address on record that could be compared"),
}
"""What a store has not got, beside the reasons that a report has."""

USES = {
    "ties": _("ties by itself"),
    "adds": _("only adds weight"),
    "context": _("context only"),
}


def explain_json(found: Explanation) -> str:
    """The explanation as JSON, field by field; a value's `cls` is named "class"."""
    text = escaped(json.dumps(plain(found), ensure_ascii=False, indent=2))
    # A lone surrogate (a JSONL log may hold one) has no UTF-8 form; its escape is JSON's own.
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def explain_text(found: Explanation, lang: str, zone: str = "UTC") -> str:
    """The explanation for a terminal: the official route first, then the answer, then why.

    Times are shown on the clocks of `zone`.
    """
    said = _Text(found, lang, zone)
    lines = [*said.stores(), *said.route(), "", *said.answer(), *said.pairs(), *said.apart(),
             *said.gaps(), "", *said.clocks(), *said.caution()]  # fmt: skip
    return "\n".join(lines).strip("\n") + "\n"


class _Text:
    """The paragraphs of one explanation in one language."""

    def __init__(self, found: Explanation, lang: str, zone: str) -> None:
        self._found = found
        self._lang = lang
        self._zone = zone

    def stores(self) -> list[str]:
        """Which two stores, and how they stand."""
        shown = [self._store(store) for store in self._found.accounts]
        return fit(self._say(_("{one} and {other}"), one=shown[0], other=shown[1]), LINES)

    def route(self) -> list[str]:
        """The official route, where somebody at hand is suspended."""
        route = self._found.route
        if route is None:
            return []
        lines = ["", *fit(words.word(words.FIRST_STEPS, route.first_step, self._lang), LINES)]
        shown = {store.id for store in (*self._found.accounts, *self._found.between)}
        if self._found.suspended not in shown:
            message = _("Suspended, and tied to the same group: {name}.")
            lines[1:1] = fit(self._say(message, name=self._found.suspended), 2)
        return [*lines, *self._rule(route)]

    def answer(self) -> list[str]:
        """Tied or not, how strongly, by which way; what is declared."""
        found = self._found
        lines = fit(self._verdict(), LINES)
        if found.path:
            path = " - ".join(self._node(id) for id in found.path)
            lines += fit(self._say(_("Way: {path}"), path=path), 2 * LINES)
        if found.level is not None:
            message = _("In the report of analyze: {findings} ({level}).")
            level = words.word(words.LEVELS, found.level, self._lang)
            lines += fit(self._say(message, findings=self._list(found.findings), level=level), 2)
        if found.relation:
            lines += fit(self._say(_("Declared: {relation}"), relation=found.relation), 2)
        return lines

    def pairs(self) -> list[str]:
        """What each pair of neighbours shares, value by value, and what it adds up to."""
        lines: list[str] = []
        sums = {step.accounts: step for step in self._found.steps}
        for pair in dict.fromkeys(value.accounts for value in self._found.evidence):
            values = [value for value in self._found.evidence if value.accounts == pair]
            head = _("What {one} and {other} share ({n}):")
            lines += ["", *fit(self._say(head, one=pair[0], other=pair[1], n=len(values)), 2)]
            for number, value in enumerate(values[:VALUES], 1):
                lines += self._value(number, value)
            lines += self._more(len(values) - VALUES)
            if pair in sums:
                step = sums[pair]
                lines += self._sum(step.bits, step.words, step.sensitivity)
            elif self._weighed(pair):
                found = self._found
                lines += self._sum_of(values) if found.linked else self._sum(
                    found.bits or 0.0, found.words or "weak", found.sensitivity)  # fmt: skip
        return lines

    def apart(self) -> list[str]:
        """Why the two are not tied; what both have and does not count."""
        found = self._found
        reasons = [self._reason(reason) for reason in found.not_tied]
        if found.linked and found.refused:
            reasons = [self._reason(NotTied("refused"))]
        return self._part(_("Why not:") if not found.linked else _("Beside that:"), reasons)

    def gaps(self) -> list[str]:
        """What could not be compared."""
        return self._part(_("Not checked:"), [self._gap(one) for one in self._found.not_checked])

    def clocks(self) -> list[str]:
        """Of which zone the times are, where there are any."""
        uses = (use for value in self._found.evidence for use in value.uses)
        if not any(use.first_seen or use.last_seen for use in uses):
            return []
        zone = zone_named(self._zone, self._lang)
        return fit(self._say(_("All times are {zone}; days between uses are counted in UTC."),
                             zone=zone), 2)  # fmt: skip

    def caution(self) -> list[str]:
        """What the answer does not prove."""
        return fit(self._say(words.METHOD[4 if self._found.linked else 1]), LINES)

    def _verdict(self) -> str:
        found = self._found
        one, other = (store.id for store in found.accounts)
        strength = words.word(words.STRENGTHS, found.words or "", self._lang)
        if not found.linked:
            message = _("Nothing that was checked ties {one} and {other}.")
            return self._say(message, one=one, other=other)
        if len(found.steps) == 1:
            message = _("Tied: {strength} that an outsider would take both for one operator's.")
            return self._say(message, strength=strength)
        message = _("Tied by a chain of {n} steps, by way of {stores}; at its weakest step: "
                    "{strength}.")  # fmt: skip
        stores = self._list([self._store(store) for store in found.between])
        return self._say(message, n=len(found.steps), stores=stores, strength=strength)

    def _rule(self, route: Route) -> list[str]:
        rule = route.zh if self._lang == "zh" else route.en
        name = words.word(words.PLATFORMS, route.platform or "-", self._lang)
        if not rule:
            message = _("{platform}: no official route is documented; ask the platform.")
            return fit(self._say(message, platform=name), 2)
        message = _("{platform}: {rule} (grade {grade}, {date}; source: {source})")
        text = self._say(message, platform=name, rule=rule, grade=route.grade, date=route.date,
                         source=self._list((route.source or "").split("; "), 1))  # fmt: skip
        return fit(text, LINES)

    def _value(self, number: int, value: Shared) -> list[str]:
        about = [self._named(value.kind, value.label), *self._described(value)]
        lines = fit(f"{number}. {self._join(about)}", LINES, "  ")
        for use in value.uses:
            lines += fit(self._seen(use), LINES, "     ")
        if value.without is not None and value.counts:
            lines += fit(self._without(value), 2, "     ")
        return lines

    def _described(self, value: Shared) -> list[str]:
        """What is to be known of a value beside its name."""
        said = [words.word(words.CLASSES, value.cls, self._lang)] if value.cls else []
        said += [words.word(words.ROLES, role, self._lang) for role in value.roles]
        said.append(words.word(USES, value.use, self._lang))
        if value.bits is None:
            return said
        weight = self._say(_("{bits} bits"), bits=_bits(value.bits))
        if value.total is not None:
            weight = self._say(_("{bits} bits, sum {total}"), bits=_bits(value.bits),
                               total=_bits(value.total))  # fmt: skip
        said.append(weight)
        if not value.counts:
            said.append(self._say(_("another value of its group counts")))
        if value.gap_days is not None:
            said.append(self._say(_("nearest uses {n} days apart"), n=value.gap_days))
        said.append(self._say(_("grade {grade}"), grade=value.grade))
        return said

    def _seen(self, use: Link) -> str:
        """One store's use of a value: when, how often, on which machines, in which lines."""
        times = span(use.first_seen, use.last_seen, zone_of(self._zone)).replace("–", "-")
        machines = [words.machine_name(one, self._lang) for one in use.machines]
        parts = [times, self._say(_("rows: {n}"), n=use.n), self._list(machines, MACHINES),
                 self._list([place(row) for row in use.evidence])]  # fmt: skip
        return self._say(
            _("{name}: {text}"), name=use.account, text=self._join(filter(None, parts))
        )

    def _without(self, value: Shared) -> str:
        rest = value.without
        if rest is None or not rest.tied:
            return self._say(_("without it: these two are not tied directly"))
        return self._say(
            _("without it: {bits} bits, {strength}"),
            bits=_bits(rest.bits),
            strength=words.word(words.STRENGTHS, rest.words, self._lang),
        )

    def _weighed(self, pair: tuple[str, str]) -> bool:
        return any(value.bits is not None for value in self._found.evidence
                   if value.accounts == pair)  # fmt: skip

    def _sum_of(self, values: Sequence[Shared]) -> list[str]:
        """The sum of a pair that is no step of the way."""
        total = max((value.total or 0.0 for value in values), default=0.0)
        return fit(self._say(_("Sum: {bits} bits."), bits=_bits(total)), 2, "  ")

    def _sum(self, bits: float, strength: str, cases: Iterable[Sensitivity]) -> list[str]:
        prior = prior_bits(self._found.prior)
        message = _("Sum: {bits} bits; less {prior} for the prior: {left} bits, {strength}.")
        text = self._say(
            message,
            bits=_bits(bits),
            prior=_bits(prior),
            # The difference of what is shown, so that a reader's own sum comes out.
            left=_bits(round(bits, 1) - round(prior, 1)),
            strength=words.word(words.STRENGTHS, strength, self._lang),
        )
        told = [self._case(case) for case in cases]
        lines = fit(text, 2, "  ")
        if told:
            lines += fit(
                self._say(_("If such values were {cases}."), cases=self._join(told)), 2, "  "
            )
        return lines

    def _case(self, case: Sensitivity) -> str:
        message, n = (_("{n} times as common"), case.times) if case.times >= 1 else (
            _("{n} times as rare"), 1 / case.times)  # fmt: skip
        strength = words.word(words.STRENGTHS, case.words, self._lang)
        return self._say(_("{case}: {level}"), case=self._say(message, n=f"{n:g}"), level=strength)

    def _reason(self, reason: NotTied) -> str:
        named = [self._node(id) for id in reason.identifiers] + [*reason.machines]
        if reason.code == "refused":
            named = [self._refused(one) for one in self._found.refused]
        if reason.code == "other-platform" and not named:
            return self._say(
                _("They are on different platforms; each platform sees its own stores.")
            )
        return self._say(NOT_TIED[reason.code], values=self._list(named, VALUES))

    def _refused(self, one: Refused) -> str:
        named = self._named(one.kind, one.label)
        reason = words.word(words.REASONS, one.reason, self._lang)
        return self._say(_("{name} ({reason})"), name=named, reason=reason)

    def _gap(self, one: NotChecked) -> str:
        reason = words.word({**words.REASONS, **MISSING}, one.reason, self._lang)
        if one.subject == "account":
            return self._say(_("Store {name}: {reason}"), name=one.id, reason=reason)
        return self._say(
            _("{name}: {reason}"), name=words.kind_word(one.id, self._lang), reason=reason
        )

    def _part(self, heading: str, entries: Sequence[str]) -> list[str]:
        if not entries:
            return []
        lines = ["", self._say(heading)]
        for entry in entries[:VALUES]:
            lines += fit(entry, LINES, "  ")
        return [*lines, *self._more(len(entries) - VALUES)]

    def _more(self, n: int) -> list[str]:
        return fit(self._say(_("and {n} more"), n=n), 1, "  ") if n > 0 else []

    def _store(self, store: Store) -> str:
        status = words.word(words.STATUSES, store.status, self._lang)
        if store.suspended and store.status not in ("suspended", "rejected"):
            status = self._say(_("closed by the platform"))
        return self._say(_("{name} ({reason})"), name=store.id, reason=status)

    def _node(self, id: str) -> str:
        """A value by its kind and label; a store by its id."""
        value = next((one for one in self._found.evidence if one.identifier == id), None)
        return self._named(value.kind, value.label) if value else id

    def _named(self, kind: str, label: str) -> str:
        return f"{words.kind_word(kind, self._lang)} {label}".rstrip()

    def _list(self, texts: Iterable[str], most: int | None = None) -> str:
        texts = list(texts)
        kept = texts[:most]
        if rest := len(texts) - len(kept):
            kept.append(self._say(_("and {n} more"), n=rest))
        return self._say(_(", ")).join(kept)

    def _join(self, texts: Iterable[str]) -> str:
        return self._say(_("; ")).join(texts)

    def _say(self, message: str, **params: object) -> str:
        return translate(message, self._lang).format(**params)


def _bits(bits: float) -> str:
    """Bits to one place; what rounds to nothing has no sign."""
    return f"{round(bits, 1) + 0.0:.1f}"
