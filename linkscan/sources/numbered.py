"""Columns that have no headers: the user, and linkscan, call them `#1`, `#2`, ..."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"\s*#([1-9]\d{0,3})\s*")


def numbered(count: int) -> list[str]:
    """Names for so many columns."""
    return [f"#{n}" for n in range(1, count + 1)]


def number_of(name: str) -> int | None:
    """The column that a name like `#3` means, from 1; None: it is no such name."""
    match = _NUMBERED.fullmatch(name)
    return int(match[1]) if match else None


def is_numbered(names: Iterable[str]) -> bool:
    """Whether one of the columns that the user names is named so."""
    return any(number_of(name) is not None for name in names)
