"""Names of people and words of files as a report may show them."""

from __future__ import annotations

from collections.abc import Iterable

from fingerprints import Identifier, identify
from linkscan.masking import without_contacts


def shown(text: str | None, reveal: bool) -> str | None:
    """A text with the ways to reach a person in it masked, unless revealed."""
    return None if text is None else without_contacts(text, reveal)


def person(name: str | None, reveal: bool) -> str | None:
    """Somebody's name, masked unless revealed: one or two letters tell those who know them."""
    if name is None or reveal:
        return name
    found = identify("operator", name)
    return found.label if isinstance(found, Identifier) else without_contacts(name, reveal)


def operators(names: Iterable[str], reveal: bool) -> tuple[str, ...]:
    """Who used an account or a machine, in alphabetical order of names: never a ranking."""
    distinct = sorted({" ".join(name.split()) for name in names})
    return tuple(person(name, reveal) or "" for name in distinct)
