"""What a program wrote for programs: hashes of a browser's parts, cookies."""

from __future__ import annotations

import re
from dataclasses import replace

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.text import fold, is_rounded, mask, one_character, tidy

MIN_HASH = 4
"""Characters of a fingerprint's hash; shorter ones are counters. Ours."""
MIN_COOKIE = 8
"""Characters of a cookie's id: what is shorter is a setting ("zh", "accepted"). Ours."""

_HEX = re.compile(r"(?:0x)?([0-9a-f-]+)")


def canonical_hash(kind: str, text: str) -> Identifier | Rejected:
    """Name the look of a browser that a canvas, WebGL, audio or whole fingerprint stands for.

    Of hex digits case and a leading `0x` do not count; anything else is compared as written.

    Refused: what browsers say that give none ("not supported", the hash of an empty text),
    one repeated character, fewer than 4 characters, `**`, numbers a spreadsheet rounded.
    """
    key = tidy(text)
    if digits := _HEX.fullmatch(fold(key)):
        key = digits[1]
    return _identified(kind, key, MIN_HASH)


def canonical_cookie(text: str) -> Identifier | Rejected:
    """Name the browser profile that the id in a cookie was given to; case counts.

    The label is masked: whoever has the id of a session may be signed in with it.

    Refused: placeholders, one repeated character, fewer than 8 characters, `**`.
    """
    found = _identified("cookie", tidy(text), MIN_COOKIE)
    return found if isinstance(found, Rejected) else replace(found, label=mask(found.key, 4, 0))


def refusal(kind: str, key: str, shortest: int) -> str | None:
    """Why an id of this kind identifies nothing; None if it may."""
    if not key:
        return "empty"
    if is_placeholder(kind, key):
        return "placeholder"
    if len(key) < shortest:
        return "too-short"
    if one_character(key):
        return "placeholder"
    if "**" in key:
        return "masked"
    return "rounded" if is_rounded(key) else None


def _identified(kind: str, key: str, shortest: int) -> Identifier | Rejected:
    reason = refusal(kind, key, shortest)
    return Rejected(kind, reason) if reason else Identifier(kind, key, key)
