"""Phrases of data files as patterns, for texts whose words one space separates."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of `phrases`, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def as_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of `phrases` where it stands as whole words."""
    return re.compile(f"(?<![^ ])(?:{any_of(phrases)})(?![^ ])")
