"""What the script of a page reads: the picture, and its words in both languages, as JSON.

No value can end the element it stands in or hide in it: every text is made visible, and the
characters that mean something to HTML are written as escapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from fingerprints import KINDS, platform_of
from linkscan.i18n import translate
from linkscan.report import words
from linkscan.report.page_words import PICTURE, TABLES
from linkscan.report.views.picture import Picture
from linkscan.report.visible import clip, visible

TEXT_CHARS = 200
"""Longest text of a picture; the tables of the page hold it whole."""

_REMARKS = {**words.ROLES, **words.CLASSES}
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def island(picture: Picture | None, langs: Iterable[str]) -> Markup:
    """The data of a page, ready to stand in a `script` element that is not run."""
    said = {lang: _words(picture, lang) for lang in sorted(langs)}
    tree: dict[str, Any] = {"words": said, "picture": picture and _tree(picture)}
    if picture:
        kinds = _kinds(picture)
        tree["families"] = {kind: KINDS[kind].group for kind in kinds if kind in KINDS}
    tree = _visible(tree)
    if picture:
        tree["picture"]["ties"] = picture.ties  # places and days of our own making, and many
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - escaped here, for this place


def _tree(picture: Picture) -> dict[str, Any]:
    return {
        "machine": picture.machine,
        "groups": [asdict(one) for one in picture.groups],
        "stores": [asdict(one) for one in picture.stores],
        "values": [asdict(one) for one in picture.values],
        "ties": [],
        "machines": picture.machines,
    }


def _words(picture: Picture | None, lang: str) -> dict[str, Any]:
    if picture is None:
        return {"ui": _table(TABLES, lang)}
    platforms = {group.platform for group in picture.groups}
    routes = ((name, platform_of(name).route) for name in sorted(platforms))
    remarks = {code for one in picture.values for code in one.remarks}
    return {
        "ui": _table({**TABLES, **PICTURE}, lang),
        "platforms": {
            name: words.word(words.PLATFORMS, name, lang) or "–" for name in sorted(platforms)
        },
        "kinds": {kind: words.kind_word(kind, lang) for kind in _kinds(picture)},
        "levels": _table(words.LEVELS, lang),
        "statuses": _table(words.STATUSES, lang),
        "strengths": _table(words.STRENGTHS, lang),
        "remarks": {code: words.word(_REMARKS, code, lang) for code in sorted(remarks)},
        "machines": {
            name: said
            for name in picture.machines
            if (said := words.machine_name(name, lang)) != name
        },
        "routes": {name: route.text(lang) for name, route in routes if route},
    }


def _table(table: Mapping[str, str], lang: str) -> dict[str, str]:
    return {code: translate(text, lang) for code, text in table.items()}


def _kinds(picture: Picture) -> list[str]:
    owned = {kind for store in picture.stores for kind, _label in store.own}
    return sorted(owned | {value.kind for value in picture.values})


def _visible(value: Any) -> Any:
    """The tree with each of its texts made visible and bounded; keys too."""
    if isinstance(value, str):
        return clip(visible(value), TEXT_CHARS)
    if isinstance(value, Mapping):
        return {_visible(name): _visible(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_visible(one) for one in value]
    return value
