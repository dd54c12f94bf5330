"""Hashes and cookies."""

from __future__ import annotations

import hashlib

import pytest

from fingerprints import Identifier, Rejected, identify

HASHES = ("fingerprint", "canvas", "webgl", "audio")


@pytest.mark.parametrize("kind", HASHES)
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("9F3C2A1B4C5D6E7F", "9f3c2a1b4c5d6e7f"),
        ("0x9F3C2A1B", "9f3c2a1b"),
        ("９ｆ３ｃ", "9f3c"),
        ("3F2504E0-4F89-41D3-9A0C-0305E82C3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
        ("124.04347527516074", "124.04347527516074"),  # the audio value of FingerprintJS
        ("-1874526389", "-1874526389"),  # a 32-bit hash of JavaScript
        ("Zm9vYmFyMTIz", "Zm9vYmFyMTIz"),  # base64: case counts
        ("zm9vymfymtiz", "zm9vymfymtiz"),
    ],
)
def test_a_hash_is_its_digits(kind: str, text: str, key: str) -> None:
    """Hex digits have no case; other tokens do."""
    assert identify(kind, text) == Identifier(kind, key, key)


@pytest.mark.parametrize("kind", HASHES)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("null", "placeholder"),
        ("Not Supported", "placeholder"),
        ("blocked", "placeholder"),
        ("随机", "placeholder"),  # what fingerprint browsers write for noise
        ("0000000000000000", "placeholder"),
        ("0x0000", "placeholder"),
        ("ffffffff", "placeholder"),
        ("abc", "too-short"),
        ("0x1", "too-short"),
        ("9f3c****6e7f", "masked"),
        ("1.24E+14", "rounded"),
        ("1.24043E+14", "rounded"),
    ],
)
def test_what_is_no_hash_says_why(kind: str, text: str, reason: str) -> None:
    """Blanks, refusals of browsers, stumps and rounded numbers are refused."""
    assert identify(kind, text) == Rejected(kind, reason)


@pytest.mark.parametrize("kind", [*HASHES, "cookie", "device_id"])
@pytest.mark.parametrize("text", ["", "null", "undefined"])
@pytest.mark.parametrize("digest", ["md5", "sha1", "sha256"])
def test_the_hash_of_nothing_is_a_placeholder(kind: str, text: str, digest: str) -> None:
    """A script that hashes an empty value gives every machine one id."""
    found = identify(kind, hashlib.new(digest, text.encode()).hexdigest())
    assert found == Rejected(kind, "placeholder")


@pytest.mark.parametrize("text", ["AbC12345", "147-1234567-7654321", "session-id=147-1234567"])
def test_a_cookie_is_compared_as_written(text: str) -> None:
    """Case counts in a cookie; its label hides most of it."""
    found = identify("cookie", f" {text} ")
    assert isinstance(found, Identifier)
    assert found.key == text
    assert found.label.startswith(text[:2]) or found.label.startswith("****")
    assert text not in found.label


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("undefined", "placeholder"),
        ("disabled", "placeholder"),
        ("zh", "too-short"),
        ("AbC1234", "too-short"),
        ("00000000-0000", "placeholder"),
        ("AbC1****", "masked"),
    ],
)
def test_what_is_no_cookie_id_says_why(text: str, reason: str) -> None:
    """Blanks, settings and masked values are refused."""
    assert identify("cookie", text) == Rejected("cookie", reason)
