"""What is said of planned stores: verdicts with their reasons, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from linkscan.i18n import _, translate
from linkscan.model import Check, Warning
from linkscan.preflight.preflight import Planned, Preflight, Reason, Shared
from linkscan.preflight.refused import Refused
from linkscan.report import words
from linkscan.report.forms.json import plain
from linkscan.report.views.checklists import by_source, check_text
from linkscan.report.views.facts import place
from linkscan.report.views.notes import warning_note
from linkscan.report.visible import console, escaped

FORMAT = 1
NAMED = 5
"""Stores or values named in one line."""
SAID = 20
"""Warnings in the text; JSON has all."""

VERDICTS = {
    "STOP": _("STOP"),
    "REVIEW": _("REVIEW"),
    "NOT CHECKED": _("NOT CHECKED"),
    "GO": _("GO"),
}
"""JSON holds the English words, which are codes there."""

ROUTE = _(
    "While {stores} is suspended, no plan of the same owner on this platform is GO. Take the "
    "official route first: reactivate or dispute the suspended account, and declare how the "
    "stores are related."
)
"""Stands before the verdicts, once for all plans that it holds."""

REASONS = {
    "burned": _(
        "{values} was used by {stores} ({state}): registration material is used once (R3)."
    ),
    "shared": _("It would share {values} with {stores}: {strength}."),
    "shared-suspended": _(
        "It would share {values} with {stores}, suspended among them: {strength}."
    ),
    "weak": _("It would share {values} with {stores}: {strength}."),
    "lore": _(
        "It would share {values} with {stores}: {strength} in sum, but what is attested of it is "
        "not enough to stop the plan. Look into it."
    ),
    "soft": _("It would bear the same {values} as {stores}; alone that proves nothing."),
    "hangs-on": _("By way of {path} it would hang on {stores}, which is suspended."),
    "owner-suspended": _(
        "{stores} of the same owner is suspended on this platform: no plan is GO, see above."
    ),
    "exists": _("A store of this name exists already: {stores}."),
    "unknown-platform": _(
        "It would share {values} with {stores}; linkscan does not know one of the two platforms, "
        "which may be the other's by another name: correct the word, or look into it."
    ),
    "in-doubt": _(
        "{stores} of the same owner may be suspended: the files do not say it in words that "
        "linkscan knows. Write active or suspended in the status column, then check again."
    ),
    "more": _("It shares something with {count} more stores, which were not weighed one by one."),
    "refused": _("Cells of the plan that could not be compared: {refused}."),
    "unread": _(
        "Columns of the plan that linkscan does not know hold values that were not compared: "
        "{columns}. Name each with --map, such as --map phone=NAME."
    ),
    "no-values": _(
        "Nothing could be compared: name the address, the device or machine, and the papers of "
        "the store."
    ),
    "same-operator": _("Note: run by somebody who runs other stores of the company: {values}."),
    "other-platform": _("Note: on other platforms, which do not see it, it would share {values}."),
    "stores-allowed": _("Note: stores of this platform and region so far: {count}. {rule}"),
    "not-documented": _(
        "Note: how many stores this platform allows is not documented, which does not mean allowed."
    ),
    "go": _("Compared, and nothing is shared with any store on record."),
}


STATES = {
    **{name: words.STATUSES[name] for name in ("suspended", "rejected", "closed")},
    "left-badly": _("closed, not done: {items}"),
    "certification-failed": _("certification failed"),
}
"""How a store used up its papers."""


def preflight_json(found: Preflight) -> str:
    """The verdicts as JSON: `stores[]` with `id`, `verdict`, `reasons[]` and
    `readiness[]`; `unused[]`; `warnings[]` as in a report; `unread`."""
    said = [dict(plain(one)) for one in found.warnings]
    tree = {"format": FORMAT, **asdict(found), "warnings": said, "all_go": found.all_go}
    return escaped(json.dumps(tree, ensure_ascii=False, indent=2)) + "\n"


def preflight_text(found: Preflight, lang: str) -> str:
    """The verdicts for a terminal; what may hide something from them comes first."""
    lines = [*_warnings(found.warnings, lang), *_routes(found, lang), *_counts(found, lang)]
    for store in found.stores:
        lines += _store(store, lang)
    for one in found.unused:
        said = (
            (_("machines"), one.machines),
            (_("lines"), one.lines),
            (_("papers"), tuple(_paper(text, lang) for text in one.papers)),
        )
        free = [
            f"{translate(name, lang)}: {_listed(values, lang)}" for name, values in said if values
        ]
        if free:
            head = translate(_("Still unused on {platform} among your own:"), lang)
            lines += ["", head.format(platform=one.platform), *(f"  {line}" for line in free)]
    return "\n".join(map(console, lines)).strip("\n") + "\n"


def _warnings(warnings: Sequence[Warning], lang: str) -> list[str]:
    """What to know before the verdicts; nothing where there is nothing."""
    if not warnings:
        return []
    lines = [translate(_("Before the verdicts, please check:"), lang)]
    for note in (warning_note(one, lang) for one in warnings[:SAID]):
        count = f" ({note.count})" if note.count > 1 else ""
        lines.append("  - " + note.text + count + (f" [{note.where}]" if note.where else ""))
    if (rest := len(warnings) - SAID) > 0:
        lines.append("  " + translate(_("and {n} more"), lang).format(n=rest))
    return lines


def _routes(found: Preflight, lang: str) -> Iterator[str]:
    """The official route for suspended stores: before all verdicts, for it changes them all."""
    held = (reason for store in found.stores for reason in store.reasons)
    for reason in dict.fromkeys(one for one in held if one.code == "owner-suspended"):
        text = translate(ROUTE, lang).format(stores=_listed(reason.stores, lang))
        if rule := reason.rule_zh if lang == "zh" else reason.rule:
            text += translate(_(" The platform says: {rule}"), lang).format(rule=rule)
        yield from ("", text)


def _counts(found: Preflight, lang: str) -> list[str]:
    """How many planned stores have which verdict, where there are several."""
    if len(found.stores) < 2:
        return []
    met: Counter[str] = Counter(store.verdict for store in found.stores)
    said = (f"{words.word(VERDICTS, verdict, lang)} {met[verdict]}"
            for verdict in VERDICTS if verdict in met)  # fmt: skip
    head = translate(_("Planned stores: {n}. {counts}."), lang)
    return ["", head.format(n=len(found.stores), counts=_listed(said, lang))]


def _store(store: Planned, lang: str) -> list[str]:
    head = f"[{words.word(VERDICTS, store.verdict, lang)}] {store.id}"
    said = [reason_text(reason, lang) for reason in store.reasons]
    if store.verdict == "GO":
        said.insert(0, translate(REASONS["go"], lang))
    if store.readiness:
        said += _readiness(store.readiness, lang)
    return ["", head, *(f"  {line}" for line in said)]


def _readiness(checks: Iterable[Check], lang: str) -> Iterator[str]:
    """What a platform may ask for at review, by who says so; it has no part in the verdict."""
    for source, listed in by_source(checks).items():
        message = _("Asked for at review ({source}): {items}.")
        texts = [check_text(one, lang) for one in listed]
        if all(one.state == "not-recorded" for one in listed):
            message = _("Asked for at review ({source}), and not in the plan: {items}.")
            texts = [words.item_word(one.item, lang) for one in listed]
        yield translate(message, lang).format(
            source=words.word(words.ATTESTED, source, lang),
            items=translate(_(", "), lang).join(texts),
        )


def reason_text(reason: Reason, lang: str) -> str:
    """One reason as a sentence."""
    values = [_value(one, lang) for one in reason.shared]
    rule = reason.rule_zh if lang == "zh" else reason.rule
    code = "lore" if reason.code == "weak" and reason.words not in (None, "weak") else reason.code
    text = translate(REASONS[code], lang).format(
        values=_listed(values, lang),
        stores=_listed(reason.stores, lang),
        path=_listed(reason.path, lang),
        strength=words.word(words.STRENGTHS, reason.words, lang) if reason.words else "",
        count=reason.count,
        columns=_listed(reason.columns, lang),
        rule=rule or "",
        state=_state(reason, lang),
        refused=_listed((_refused(one, lang) for one in reason.refused), lang),
    )
    return text.rstrip()


def _value(one: Shared, lang: str) -> str:
    text = f"{words.kind_word(one.kind, lang)} {one.label}"
    roles = [words.word(words.ROLES, role, lang) for role in one.roles]
    if not roles:
        return text
    message = translate(_("{value} (as {roles})"), lang)
    return message.format(value=text, roles=_listed(roles, lang))


def _refused(one: Refused, lang: str) -> str:
    return translate(_("{kind}, {reason} ({where})"), lang).format(
        kind=words.kind_word(one.kind, lang),
        reason=words.word(words.REASONS, one.reason, lang),
        where=_listed(map(place, one.where), lang),
    )


def _state(reason: Reason, lang: str) -> str:
    if reason.state is None:
        return ""
    left = _listed([words.item_word(item, lang) for item in reason.left_open], lang)
    return words.word(STATES, reason.state, lang).format(items=left)


def _paper(text: str, lang: str) -> str:
    kind, _space, label = text.partition(" ")
    return f"{words.kind_word(kind, lang)} {label}"


def _listed(texts: Iterable[str], lang: str) -> str:
    texts = list(texts)
    rest = len(texts) - NAMED
    if rest > 0:
        texts[NAMED:] = [translate(_("and {n} more"), lang).format(n=rest)]
    return translate(_(", "), lang).join(texts)
