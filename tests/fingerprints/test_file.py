"""Digests of scanned files."""

from __future__ import annotations

import hashlib

import pytest

from fingerprints import Identifier, Rejected, identify

ABC = hashlib.sha256(b"abc").hexdigest()


def test_a_digest_names_its_file() -> None:
    """Case does not count; the label shows eight digits."""
    found = Identifier("file", ABC, "ba7816bf…")  # example of FIPS 180-2, appendix B.1
    assert identify("file", ABC) == identify("file", f" {ABC.upper()}\n") == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("无", "placeholder"),
        (hashlib.sha256(b"").hexdigest(), "placeholder"),
        ("0" * 64, "placeholder"),
        (hashlib.md5(b"abc", usedforsecurity=False).hexdigest(), "malformed"),
        (ABC[:-1], "malformed"),
        (f"{ABC[:-1]}g", "malformed"),
        ("scans/licence.pdf", "malformed"),  # a path is for linkscan to read
    ],
)
def test_what_is_no_digest_says_why(text: str, reason: str) -> None:
    """Other digests, paths and the empty file are refused."""
    assert identify("file", text) == Rejected("file", reason)
