"""The scanned file behind a digest: the same scan handed in for two stores."""

from __future__ import annotations

import re

from fingerprints.identifier import Identifier, Rejected
from fingerprints.placeholder import is_placeholder
from fingerprints.text import fold, one_character

SHOWN = 8
"""Digits at the head of a digest that its label shows."""

_SHA256 = re.compile("[0-9a-f]{64}")
_OF_NO_BYTES = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def canonical_file(text: str) -> Identifier | Rejected:
    """Name the file that has this SHA-256 digest: equal digests are equal bytes.

    A photograph taken twice, or saved anew, is two files. Refused: what is not 64 hex
    digits (`malformed`), the digest of an empty file.

    Source:
        FIPS 180-4.
    """
    key = fold(text)
    if not key:
        return Rejected("file", "empty")
    if is_placeholder("file", key) or one_character(key) or key == _OF_NO_BYTES:
        return Rejected("file", "placeholder")
    if not _SHA256.fullmatch(key):
        return Rejected("file", "malformed")
    return Identifier("file", key, f"{key[:SHOWN]}…")
