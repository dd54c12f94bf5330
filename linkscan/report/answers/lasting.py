"""What a change cannot undo: what stays on record, when it weighs less, the official route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fingerprints import AGREEMENTS, KINDS, platform_of
from linkscan.i18n import _, translate
from linkscan.report import words

NOTES = {
    "past-stays": _(
        "This is a comparison on paper: past sign-ins and details stay on record with the "
        "platform, and cannot be undone. It shows what your own order from now on would look like."
    ),
    "fades": _(
        "{kind}: weighs less where the nearest uses by two stores lie {days} days or more apart; "
        "uses that lay closer together keep their weight."
    ),
    "never-fades": _("{kind}: never fades."),
}

ON_MACHINE = ("ip", "device_id")
"""Kinds of what a store leaves behind that moves."""


def notes(changed: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Codes of `NOTES` on what goes, by its kind ("": a store moves), and what fills them."""
    yield "past-stays", {}
    kinds = (kind for one in changed for kind in ((one,) if one else ON_MACHINE))
    for kind in dict.fromkeys(kinds):
        days = AGREEMENTS[KINDS[kind].agreement].days[1:]
        if days:
            yield "fades", {"kind": kind, "days": "/".join(map(str, days))}
        else:
            yield "never-fades", {"kind": kind}


def note(sentences: Mapping[str, str], code: str, lang: str, params: Mapping[str, str]) -> str:
    """A note as a sentence."""
    kind = {"kind": words.kind_word(params["kind"], lang)} if "kind" in params else {}
    return words.sentence(sentences, code, lang, {**params, **kind})


def routes(platforms: Iterable[str]) -> list[dict[str, Any]]:
    """The documented way back to a suspended store, by platform, for JSON."""
    found = ((name, platform_of(name).route) for name in platforms)
    return [
        {"platform": name, "en": route.en, "zh": route.zh, "grade": route.grade,
         "source": route.source, "date": route.date}
        for name, route in found if route
    ]  # fmt: skip


def route_lines(platforms: Iterable[str], lang: str) -> Iterator[str]:
    """The same as lines of text; nothing for a platform that documents none."""
    for name in platforms:
        if route := platform_of(name).route:
            grade = words.word(words.GRADES, route.grade, lang)
            yield translate(_("{platform}: {rule} ({grade})"), lang).format(
                platform=words.word(words.PLATFORMS, name, lang), rule=route.text(lang), grade=grade
            )
