"""What is said of planned stores: verdicts with their reasons, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from linkscan.i18n import _, translate
from linkscan.model import Check
from linkscan.preflight.preflight import Planned, Preflight, Reason, Shared
from linkscan.report import words
from linkscan.report.views.checklists import by_source, check_text
from linkscan.report.visible import console, escaped

FORMAT = 1
NAMED = 5
"""Stores or values named in one line."""

VERDICTS = {
    "STOP": _("STOP"),
    "REVIEW": _("REVIEW"),
    "NOT CHECKED": _("NOT CHECKED"),
    "GO": _("GO"),
}
"""JSON holds the English words, which are codes there."""

REASONS = {
    "burned": _(
        "{values} was used by {stores} ({state}): registration material is used once (R3)."
    ),
    "shared": _("It would share {values} with {stores}: {strength}."),
    "shared-suspended": _(
        "It would share {values} with {stores}, suspended among them: {strength}."
    ),
    "weak": _("It would share {values} with {stores}: {strength}, or by what only sellers tell."),
    "soft": _("It would bear the same {values} as {stores}; alone that proves nothing."),
    "hangs-on": _("By way of {path} it would hang on {stores}, which is suspended."),
    "owner-suspended": _(
        "While {stores} of the same owner is suspended on this platform, no plan is GO. Take the "
        "official route first: reactivate or dispute the suspended account, and declare how the "
        "stores are related."
    ),
    "exists": _("A store of this name exists already: {stores}."),
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
    `readiness[]`; `unused[]`."""
    tree = {"format": FORMAT, **asdict(found), "all_go": found.all_go}
    return escaped(json.dumps(tree, ensure_ascii=False, indent=2)) + "\n"


def preflight_text(found: Preflight, lang: str) -> str:
    """The verdicts for a terminal."""
    lines: list[str] = []
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
        yield translate(_("Asked for at review ({source}): {items}."), lang).format(
            source=words.word(words.ATTESTED, source, lang),
            items=translate(_(", "), lang).join(check_text(one, lang) for one in listed),
        )


def reason_text(reason: Reason, lang: str) -> str:
    """One reason as a sentence."""
    values = [_value(one, lang) for one in reason.shared]
    rule = reason.rule_zh if lang == "zh" else reason.rule
    text = translate(REASONS[reason.code], lang).format(
        values=_listed(values, lang),
        stores=_listed(reason.stores, lang),
        path=_listed(reason.path, lang),
        strength=words.word(words.STRENGTHS, reason.words, lang) if reason.words else "",
        count=reason.count,
        rule=rule or "",
        state=_state(reason, lang),
    )
    if reason.code == "owner-suspended" and rule:
        text += translate(_(" The platform says: {rule}"), lang).format(rule=rule)
    return text.rstrip()


def _value(one: Shared, lang: str) -> str:
    text = f"{words.kind_word(one.kind, lang)} {one.label}"
    roles = [words.word(words.ROLES, role, lang) for role in one.roles]
    if not roles:
        return text
    message = translate(_("{value} (as {roles})"), lang)
    return message.format(value=text, roles=_listed(roles, lang))


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
