"""Names of people and words of files as a report may show them."""

from __future__ import annotations

from collections.abc import Iterable

from linkscan.masking import without_contacts


def shown(text: str | None, reveal: bool) -> str | None:
    """A text with the ways to reach a person in it masked, unless revealed."""
    return None if text is None else without_contacts(text, reveal)


def operators(names: Iterable[str], reveal: bool) -> tuple[str, ...]:
    """Who used an account or a machine, in alphabetical order: never a ranking."""
    return tuple(sorted({without_contacts(name, reveal) for name in names}))
