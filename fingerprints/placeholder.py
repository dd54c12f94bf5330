"""Texts that stand for nothing: words like "N/A", factory defaults, well-known dummies."""

from __future__ import annotations

from functools import cache

from fingerprints.tables import load
from fingerprints.text import fold


@cache
def placeholders(kind: str) -> frozenset[str]:
    """The folded texts that identify nothing where a value of `kind` is expected."""
    return frozenset(
        fold(value)
        for entry in load("placeholders")["list"]
        if kind in entry["kinds"] or "any" in entry["kinds"]
        for value in entry["values"]
    )


def is_placeholder(kind: str, text: str) -> bool:
    """Whether `text` stands for nothing in a field of this kind."""
    return fold(text) in placeholders(kind)
