"""Names and free texts: what is compared as it is written, but for case and width."""

from __future__ import annotations

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.text import fold, is_masked, mask, tidy

SHOWN = {"person": 1, "operator": 1, "login": 2, "address": 3}
"""Characters at the head of a personal text that its label shows."""


def canonical_name(kind: str, text: str) -> Identifier | Rejected:
    """Name what a text without a number calls: a company, a person, a place, a screen.

    Equal keys are equal words, which is soft evidence at most: two people share a name.
    Personal kinds have a masked label, and refuse `masked` texts.
    """
    return _identified(kind, fold(text))


def canonical_token(kind: str, text: str) -> Identifier | Rejected:
    """Name what a program wrote, where case counts: a cookie, a user agent."""
    return _identified(kind, tidy(text))


def _identified(kind: str, key: str) -> Identifier | Rejected:
    if not key:
        return Rejected(kind, "empty")
    if is_placeholder(kind, key):
        return Rejected(kind, "placeholder")
    if kind not in SHOWN:
        return Identifier(kind, key, key)
    if is_masked(key):
        return Rejected(kind, "masked")
    return Identifier(kind, key, mask(key, SHOWN[kind], 0))
