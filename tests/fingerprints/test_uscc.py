"""Unified social credit codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerprints.uscc import read_uscc

PUBLISHED = "91350100M000100Y43"  # example of GB 32100-2015
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_the_published_example_passes() -> None:
    """The example of the standard is its own key."""
    assert read_uscc(PUBLISHED) == PUBLISHED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("91350100M000100Y44", "bad-check-digit"),
        ("91350100M000100Y4", "malformed"),
        ("91350100M000100Y433", "malformed"),
        ("91350100MO00100Y43", "malformed"),  # the letter O for a zero
        ("9135010AM000100Y43", "malformed"),
        ("000000000000000000", "malformed"),
        ("", "malformed"),
    ],
)
def test_what_is_no_code_says_why(text: str, reason: str) -> None:
    """Form and check digit are told apart; look-alike letters are not guessed."""
    with pytest.raises(ValueError, match=reason):
        read_uscc(text)


@given(st.integers(2, 17), st.sampled_from(CHARACTERS))
def test_one_wrong_character_is_noticed(place: int, character: str) -> None:
    """No code turns into another valid one by changing a single character."""
    changed = PUBLISHED[:place] + character + PUBLISHED[place + 1 :]
    if changed != PUBLISHED:
        with pytest.raises(ValueError, match=r"malformed|bad-check-digit"):
            read_uscc(changed)
