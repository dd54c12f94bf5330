"""Text as people read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fingerprints.text import fold, is_masked, is_rounded, mask, number, one_character, tidy


@pytest.mark.parametrize("canonical", [tidy, fold, number])
@given(text=st.text())
@example(text="\u1fb7\u200d\u0345")
@example(text="가-\u11a8")
@example(text="'\"1.0")
def test_canonical_text_is_a_fixed_point(canonical: Callable[[str], str], text: str) -> None:
    """Applied to its own result, a form changes nothing."""
    once = canonical(text)
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("canonical", "text", "result"),
    [
        (tidy, " a\u3000\t b\u200b ", "a b"),
        (tidy, "ＡＢ１", "AB1"),
        (tidy, "a\x00b\ud800", "ab"),
        (fold, "Straße ＡＢ", "strasse ab"),
        (number, " ab-12 / 34–5", "AB12345"),
        (number, "'0012", "0012"),
        (number, '="12345678"', "12345678"),
        (number, "123.0", "123"),
        (number, "123.50", "123.50"),
    ],
)
def test_what_does_not_count_is_taken_away(
    canonical: Callable[[str], str], text: str, result: str
) -> None:
    """Width, invisible characters, white space, guards and separators do not count."""
    assert canonical(text) == result


@pytest.mark.parametrize(
    ("text", "symbols", "runs"),
    [
        ("138****5678", True, True),
        ("138...5678", True, True),
        ("138xxxx5678", False, True),
        ("####", False, True),
        ("13812345678", False, False),
        ("EX1234X", False, False),
    ],
)
def test_hidden_parts_are_seen(text: str, symbols: bool, runs: bool) -> None:
    """Stars always hide; runs of x or # hide in numbers, and may be part of a name."""
    assert is_masked(text) is symbols
    assert is_masked(text, runs=True) is runs


@pytest.mark.parametrize(
    ("text", "rounded"),
    [("6.22E+18", True), ("6E+18", True), ("6,2e18", True), ("6E18", False), ("622", False)],
)
def test_rounded_numbers_are_seen(text: str, rounded: bool) -> None:
    """Scientific notation is a spreadsheet's; 6E18 may be a serial number."""
    assert is_rounded(text) is rounded


@pytest.mark.parametrize(
    ("text", "one"), [("00-00", True), ("ffff", True), ("--", True), ("00-01", False)]
)
def test_one_repeated_character_is_seen(text: str, one: bool) -> None:
    """Separators do not make a repeated character into a number."""
    assert one_character(text) is one


@given(st.text(st.characters(exclude_characters="*"), min_size=1), st.integers(0, 4))
def test_a_mask_hides_at_least_half(key: str, ends: int) -> None:
    """However short the key, half of it and never the whole is shown."""
    label = mask(key, ends, ends)
    assert len(label.replace("*", "")) <= len(key) / 2
    assert key not in label
